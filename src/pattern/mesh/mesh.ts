/**
 * What a mesh of sidecars adds to the NetworkPolicies: every caller proves who it is. As there, everything is denied, and what is
 * allowed follows from the declared connections.
 */
import type { Subject } from '../engine/build';

/** Why an environment lacks what a mesh adds. */
export const NO_MESH = 'pods are in no mesh there';

/** For the whole namespace: plain text is rejected, and no caller is allowed. */
export function addMesh({ facts, labels, parts }: Subject): void {
  if (facts.cluster.mesh !== 'sidecar') return;
  const optional = parts.optional(NO_MESH);
  optional.add('mesh-mutual-tls', 'configuration', {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', labels },
    spec: { mtls: { mode: 'STRICT' } },
  });
  // An ALLOW policy without rules allows nothing; one with an empty rule would allow everything.
  optional.add('mesh-allow-nothing', 'configuration', {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'allow-nothing', labels },
    spec: { action: 'ALLOW' },
  });
}
