/** Who may call pods in a mesh, by service account and port: the declared connections once more, as the sidecars hold them. */
import type { Connection, Party } from '../network/connections';
import type { Subject } from '../engine/build';
import { NO_MESH } from './mesh';
import type { AuthorizationPolicy, PeerAuthentication } from '../manifests';

/** Pods that policies are written for. */
export type Governed = Pick<Subject, 'facts' | 'parts' | 'pods' | 'labels'>;

/**
 * An AuthorizationPolicy with a rule for each connection to the pods, and a PeerAuthentication that lets callers without a
 * sidecar in on the ports that are declared for them, and on no other: a Prometheus or an operator outside of the mesh.
 * @param id of their NetworkPolicy, where a construct has several
 * @param because why other environments may lack them
 */
export function addAuthorization({ facts, parts, pods, labels }: Governed, id: string, because = NO_MESH): void {
  if (facts.cluster.mesh !== 'sidecar') return;
  const { namespace } = facts;
  const suffix = id === 'NetworkPolicy' ? '' : `-${id}`;
  const selector = { matchLabels: pods.labels };
  const head = { apiVersion: 'security.istio.io/v1', metadata: { name: pods.name, labels } } as const;
  parts.addWhenDeclared<AuthorizationPolicy>(
    `AuthorizationPolicy${suffix}`,
    'configuration',
    { ...head, kind: 'AuthorizationPolicy' },
    ({ connectionsTo }) => {
      const rules = connectionsTo(pods.name).flatMap((call) => ruleOf(call, namespace));
      return { action: 'ALLOW', selector, rules: connectionsTo(pods.name).length > 0 ? rules : undefined };
    },
    because,
  );
  parts.addWhenDeclared<PeerAuthentication>(
    `PeerAuthentication${suffix}`,
    'configuration',
    { ...head, kind: 'PeerAuthentication' },
    ({ connectionsTo }) => ({
      selector,
      mtls: { mode: 'STRICT' },
      portLevelMtls: plainPorts(connectionsTo(pods.name)),
    }),
    because,
  );
}

type Rule = NonNullable<NonNullable<AuthorizationPolicy['spec']>['rules']>[number];
type Source = NonNullable<NonNullable<Rule['from']>[number]['source']>;

function ruleOf({ from, ports: open, paths }: Connection, namespace: string): readonly Rule[] {
  const ports = open.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => String(port));
  if (ports.length === 0) return [];
  const operation = { ports, ...(paths !== undefined && { paths, methods: ['GET'] }) };
  return [{ from: [{ source: sourceOf(from, namespace) }], to: [{ operation }] }];
}

/**
 * Pods without a sidecar cannot prove their identity, and only their NetworkPolicy distinguishes them; clients that can prove it are not
 * let in by their rule.
 */
function sourceOf(party: Party, namespace: string): Source {
  if (party.kind === 'pods') return { principals: [principal(namespace, party.name)] };
  if (party.kind === 'addresses')
    return { ipBlocks: party.cidrs, ...(party.except.length > 0 && { notIpBlocks: party.except }) };
  if (party.sidecar === undefined) return { notPrincipals: ['*'] };
  const { serviceAccount } = party.sidecar;
  return serviceAccount === undefined
    ? { namespaces: [party.namespace] }
    : { principals: [principal(party.namespace, serviceAccount)] };
}

/** `cluster.local` means the trust domain of the mesh, regardless of its name. */
function principal(namespace: string, serviceAccount: string): string {
  return `cluster.local/ns/${namespace}/sa/${serviceAccount}`;
}

/** Ports that callers without a sidecar use, by number. */
function plainPorts(
  calls: readonly Connection[],
): Readonly<Record<string, { readonly mode: 'PERMISSIVE' }>> | undefined {
  const ports = calls
    .filter(({ from }) => from.kind === 'addresses' || (from.kind === 'cluster' && from.sidecar === undefined))
    .flatMap((call) => call.ports.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => port));
  if (ports.length === 0) return undefined;
  return Object.fromEntries([...new Set(ports)].sort((a, b) => a - b).map((port) => [port, { mode: 'PERMISSIVE' }]));
}
