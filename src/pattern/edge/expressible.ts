/** What each API for routes cannot say. It is refused with what to do, and never left out in silence (law 8). */
import type { Parts } from '../engine/parts';
import type { GatewayFacts } from './gateway';
import type { Route } from './route';
import type { SettledRoute } from './settle';

type Api = GatewayFacts['api'];

const NAMES: Readonly<Record<Api, string>> = {
  'gateway-api': 'the standard channel of the Gateway API',
  istio: 'a VirtualService of Istio',
  ingress: 'an Ingress, without snippets that controllers refuse by default,',
};

const IN_SERVICE = 'Do it in the service, or by a policy of the gateway itself;';
const BY_INGRESS = "or route by ingress-nginx: cluster: { gateway: { api: 'ingress', … } }.";

interface Refused {
  readonly what: string;
  readonly fix: string;
}

const CANNOT: Readonly<Record<Api, Readonly<Record<string, Refused>>>> = {
  'gateway-api': {
    rateLimit: { what: 'limits of requests', fix: `${IN_SERVICE} ${BY_INGRESS}` },
    bodySize: { what: 'sizes of bodies', fix: `${IN_SERVICE} ${BY_INGRESS}` },
    cors: { what: 'CORS', fix: 'Answer it in the service, or route by Istio or by an Ingress.' },
    firewall: { what: 'a firewall', fix: BY_INGRESS.replace('or route', 'Route') },
  },
  istio: {
    rateLimit: { what: 'limits of requests', fix: `${IN_SERVICE} ${BY_INGRESS}` },
    bodySize: { what: 'sizes of bodies', fix: `${IN_SERVICE} ${BY_INGRESS}` },
    firewall: { what: 'a firewall', fix: BY_INGRESS.replace('or route', 'Route') },
  },
  ingress: {
    requestHeaders: {
      what: 'headers of requests',
      fix: 'Leave them to the service, or route by the Gateway API or by Istio.',
    },
    responseHeaders: {
      what: 'headers of responses',
      fix: 'Let the service send them, or route by the Gateway API or by Istio.',
    },
    shares: {
      what: 'shares of requests',
      fix: 'Route by the Gateway API or by Istio, or let the next version of the service be a `canary`.',
    },
    retries: {
      what: 'retries of what never arrived alone: nginx repeats a GET that has failed as well',
      fix: 'Say that requests may be sent twice, `idempotent: true`, or leave retries out.',
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
    const message = `TLS ends at the Gateway ${gateway.name} of the cluster, so a route has no say in it`;
    parts.report({ code: 'LS160', path: `route.${prop}`, message, fix: `Leave \`${prop}\` out.` });
  }
}
