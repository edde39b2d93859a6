// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface Provider {
  readonly name?: string | undefined;
}

export interface Source {
  readonly ipBlocks?: readonly string[] | undefined;
  readonly namespaces?: readonly string[] | undefined;
  readonly notIpBlocks?: readonly string[] | undefined;
  readonly notNamespaces?: readonly string[] | undefined;
  readonly notPrincipals?: readonly string[] | undefined;
  readonly notRemoteIpBlocks?: readonly string[] | undefined;
  readonly notRequestPrincipals?: readonly string[] | undefined;
  readonly notServiceAccounts?: readonly string[] | undefined;
  readonly notTrustDomains?: readonly string[] | undefined;
  readonly principals?: readonly string[] | undefined;
  readonly remoteIpBlocks?: readonly string[] | undefined;
  readonly requestPrincipals?: readonly string[] | undefined;
  readonly serviceAccounts?: readonly string[] | undefined;
  readonly trustDomains?: readonly string[] | undefined;
}

export interface From {
  readonly source?: Source | undefined;
}

export interface Operation {
  readonly hosts?: readonly string[] | undefined;
  readonly methods?: readonly string[] | undefined;
  readonly notHosts?: readonly string[] | undefined;
  readonly notMethods?: readonly string[] | undefined;
  readonly notPaths?: readonly string[] | undefined;
  readonly notPorts?: readonly string[] | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly ports?: readonly string[] | undefined;
}

export interface To {
  readonly operation?: Operation | undefined;
}

export interface When {
  readonly key: string;
  readonly notValues?: readonly string[] | undefined;
  readonly values?: readonly string[] | undefined;
}

export interface Rule {
  readonly from?: readonly From[] | undefined;
  readonly to?: readonly To[] | undefined;
  readonly when?: readonly When[] | undefined;
}

export interface Selector {
  readonly matchLabels?: Readonly<Record<string, Text>> | undefined;
}

export interface TargetRef {
  readonly group?: string | undefined;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}

export interface AuthorizationPolicySpec {
  readonly action?: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM' | undefined;
  readonly provider?: Provider | undefined;
  readonly rules?: readonly Rule[] | undefined;
  readonly selector?: Selector | undefined;
  readonly targetRef?: TargetRef | undefined;
  readonly targetRefs?: readonly TargetRef[] | undefined;
}

/** `security.istio.io/v1` AuthorizationPolicy */
export interface AuthorizationPolicy {
  readonly apiVersion: 'security.istio.io/v1';
  readonly kind: 'AuthorizationPolicy';
  readonly metadata: ObjectMeta;
  readonly spec?: AuthorizationPolicySpec | undefined;
}
