// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface Mtls {
  readonly mode?: 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT' | undefined;
}

export interface Selector {
  readonly matchLabels?: Readonly<Record<string, Text>> | undefined;
}

export interface PeerAuthenticationSpec {
  readonly mtls?: Mtls | undefined;
  readonly portLevelMtls?: Readonly<Record<string, Mtls>> | undefined;
  readonly selector?: Selector | undefined;
}

/** `security.istio.io/v1` PeerAuthentication */
export interface PeerAuthentication {
  readonly apiVersion: 'security.istio.io/v1';
  readonly kind: 'PeerAuthentication';
  readonly metadata: ObjectMeta;
  readonly spec?: PeerAuthenticationSpec | undefined;
}
