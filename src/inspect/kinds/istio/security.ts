/** Whom Istio lets in: kinds that differ in what they ask of a caller. */
import type { Kind } from '../kind';

export const SECURITY: readonly Kind[] = ['PeerAuthentication', 'AuthorizationPolicy', 'RequestAuthentication'].map(
  (kind) => ({ kind: `${kind}.security.istio.io`, selector: ['spec', 'selector'] }),
);
