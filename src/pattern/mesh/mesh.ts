/**
 * What a mesh of sidecars adds to the NetworkPolicies: every caller proves who it is. As there, everything is denied, and what is
 * allowed follows from the declared connections.
 */
import { foundation } from '../namespace';
import { addObject } from '../object';
import type { PlatformScope } from '../scope';

/** For the whole namespace: nobody is spoken to in plain text, and nobody is allowed anything. */
export function addMesh(platform: PlatformScope): void {
  if (platform.cluster.mesh !== 'sidecar') return;
  const { commonLabels: labels } = platform;
  addObject(foundation(platform), 'mesh-mutual-tls', 'configuration', {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', labels },
    spec: { mtls: { mode: 'STRICT' } },
  });
  // An ALLOW policy without rules allows nothing; one with an empty rule would allow everything.
  addObject(foundation(platform), 'mesh-allow-nothing', 'configuration', {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'allow-nothing', labels },
    spec: { action: 'ALLOW' },
  });
}
