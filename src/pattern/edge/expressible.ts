/** What each API for routes cannot say. It is refused with what to do, and never left out in silence (law 8). */
import type { Parts } from '../engine/parts';
import type { GatewayFacts } from './gateway';
import type { Route } from './route';
import type { SettledRoute } from './settle';

type Api = GatewayFacts['api'];

const NAMES: Readonly<Record<Api, string>> = {
  'gateway-api': 'the standard channel of the Gateway API',
  istio: 'an Istio VirtualService',
  ingress: 'an Ingress without snippets, which controllers reject by default,',
};

const IN_SERVICE = 'Implement it in the service or in a gateway policy,';
const BY_INGRESS = "or use ingress-nginx: cluster: { gateway: { api: 'ingress', … } }.";

interface Refused {
  readonly what: string;
  readonly fix: string;
}

const CANNOT: Readonly<Record<Api, Readonly<Record<string, Refused>>>> = {
  'gateway-api': {
    rateLimit: { what: 'rate limits', fix: `${IN_SERVICE} ${BY_INGRESS}` },
    bodySize: { what: 'body size limits', fix: `${IN_SERVICE} ${BY_INGRESS}` },
    cors: { what: 'CORS', fix: 'Handle CORS in the service, or use Istio or an Ingress.' },
    firewall: { what: 'a firewall', fix: BY_INGRESS.replace('or use', 'Use') },
  },
  istio: {
    rateLimit: { what: 'rate limits', fix: `${IN_SERVICE} ${BY_INGRESS}` },
    bodySize: { what: 'body size limits', fix: `${IN_SERVICE} ${BY_INGRESS}` },
    firewall: { what: 'a firewall', fix: BY_INGRESS.replace('or use', 'Use') },
  },
  ingress: {
    requestHeaders: {
      what: 'request headers',
      fix: 'Handle them in the service, or use the Gateway API or Istio.',
    },
    responseHeaders: {
      what: 'response headers',
      fix: 'Set them in the service, or use the Gateway API or Istio.',
    },
    shares: {
      what: 'traffic splitting',
      fix: 'Use the Gateway API or Istio, or roll out the next version of the service as a `canary`.',
    },
    retries: {
      what: 'retries limited to requests that never arrived: nginx also retries a GET that failed',
      fix: 'Declare that requests may be sent twice with `idempotent: true`, or omit `retries`.',
    },
  },
};

/** @param tls what the route says of TLS, which ends elsewhere where the cluster has the Gateway */
export function refuseInexpressible(
  parts: Parts,
  route: SettledRoute,
  tls: Pick<Route, 'tls' | 'certificate'>,
  gateway: GatewayFacts,
): void {
  const refuse = (path: string, prop: string) => {
    const refused = CANNOT[gateway.api][prop];
    if (refused === undefined) return;
    const message = `${NAMES[gateway.api]} cannot express ${refused.what}`;
    parts.report({ code: 'LS160', path, message, fix: refused.fix });
  };
  for (const prop of ['cors', 'firewall', 'requestHeaders', 'responseHeaders'] as const)
    if (route[prop] !== undefined) refuse(`route.${prop}`, prop);
  for (const { prefix, rateLimit, bodySize, retries, takers } of route.rules) {
    const path = `route.rules[prefix=${prefix}]`;
    if (takers.length > 0) refuse(`${path}.shares`, 'shares');
    if (rateLimit !== undefined) refuse(`${path}.rateLimit`, 'rateLimit');
    if (bodySize !== undefined) refuse(`${path}.bodySize`, 'bodySize');
    if (retries !== undefined && retries.attempts !== 0 && retries.idempotent !== true)
      refuse(`${path}.retries`, 'retries');
  }
  if (gateway.api === 'ingress') return;
  for (const prop of ['tls', 'certificate'] as const) {
    if (tls[prop] === undefined) continue;
    const message = `TLS is terminated at the Gateway ${gateway.name} of the cluster, so a route cannot configure it`;
    parts.report({ code: 'LS160', path: `route.${prop}`, message, fix: `Remove \`${prop}\`.` });
  }
}
