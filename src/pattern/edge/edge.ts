import type { ApiObject } from 'cdk8s';
import { declarations, report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import type { Presence } from '../../model/presence';
import { absent, isVarying, valueAt, Varying } from '../../model/varying';
import type { Identity } from '../identity';
import { inEachEnvironment, narrowed, or } from '../per-environment';
import type { Port } from '../ports';
import { refuseInexpressible } from './expressible';
import { gatewayParty, type Gateway } from './gateway';
import { refuseUnservedHosts, servedIn } from './hosts';
import { addHttpRoute } from './http-route';
import { addIngress, type IngressTls } from './ingress';
import type { Route } from './route';
import { addShares } from './shares';
import { settleRoute, type SettledRoute } from './settle';
import { addVirtualService } from './virtual-service';

/** A route, and what became of it. */
export interface Edged {
  readonly route: SettledRoute;
  readonly gateway: Gateway;
  /** Where it exists; wherever the service does when `undefined`. */
  readonly presence: Presence | undefined;
  readonly objects: readonly ApiObject[];
}

/**
 * A route by the API of the cluster's gateway, its certificate where none is there, and the connection from the gateway.
 * @param port that the route leads to
 * @param drain how long a stopping pod finishes what is under way
 * @param shifted whether a canary moves its traffic: the VirtualService or HTTPRoute is then its controller's, and is not written here
 * @returns `undefined` without a route, and where it cannot be built
 */
export function addEdge(
  identity: Identity,
  given: Normal<Route> | undefined,
  port: Port | undefined,
  drain: unknown,
  shifted: boolean,
): Edged | undefined {
  if (given === undefined || port === undefined) return undefined;
  const { construct, platform, pods } = identity;
  const route = settleRoute(identity, given, drain);
  const { gateway } = platform.edge;
  if (route === undefined) return undefined;
  if (gateway === undefined || isVarying(gateway.api)) {
    report(construct, {
      code: 'LS116',
      path: 'route',
      message:
        gateway === undefined
          ? 'the platform does not say where traffic enters the cluster'
          : 'the API of the gateway differs between environments',
      fix: "Declare it on the Platform: cluster: { gateway: { api: 'gateway-api', name: 'gateways/public', namespace: 'gateways' } }.",
    });
    return undefined;
  }
  const only = given.only as Presence | undefined;
  const presence = narrowed(identity, only, 'route.only');
  refuseInexpressible(identity, route, gateway.api, given, gateway);
  const objects =
    gateway.api === 'ingress'
      ? withTls(identity, route, given, gateway, port, presence)
      : onGateway(identity, route, gateway, port, shifted);
  if (only !== undefined) for (const object of objects) declarations(object).presence = only;
  platform.edge.claim({ identity, route, presence, unordered: gateway.api === 'istio' });
  for (const rule of route.rules) addShares(identity, rule, gateway, presence);
  platform.connections.add({
    from: gatewayParty(gateway),
    to: { ...pods, presence },
    ports: [{ port: port.container, protocol: 'TCP' }],
  });
  return { route, gateway, presence, objects };
}

/** A Gateway of the cluster: TLS ends there, for the hosts that it serves. */
function onGateway(
  identity: Identity,
  route: SettledRoute,
  gateway: Gateway,
  port: Port,
  shifted: boolean,
): readonly ApiObject[] {
  const { construct } = identity;
  refuseUnservedHosts(construct, route.hosts, gateway.hosts);
  if (route.hsts !== undefined && gateway.hosts === undefined) {
    report(construct, {
      code: 'LS163',
      path: 'route.hsts',
      message: 'the platform does not say for which hosts the gateway has certificates',
      fix: "Declare them: cluster: { gateway: { hosts: ['*.shop.example'] } }.",
    });
  }
  if (gateway.api !== 'istio') return addHttpRoute(identity, route, gateway, port, shifted);
  return shifted ? [] : [addVirtualService(identity, route, gateway.name, port)];
}

/** An ingress controller serves each host with the certificate that the Ingress names, or with its own. */
function withTls(
  identity: Identity,
  route: SettledRoute,
  given: Normal<Route>,
  gateway: Gateway,
  port: Port,
  presence: Presence | undefined,
): readonly ApiObject[] {
  const { platform } = identity;
  const { environments } = platform;
  const on = or(given.tls, true);
  refuseWithoutTls(identity, on, route);
  const needed = environments.names.map((environment, index) => {
    const here = presence?.present[index] !== false && valueAt(on, index) === true;
    return (
      here &&
      !route.hosts.every(
        (host) =>
          typeof valueAt(host, index) !== 'string' ||
          servedIn(environment, gateway.hosts, String(valueAt(host, index))),
      )
    );
  });
  const secret = given.certificate === undefined ? secretOf(route.hosts, needed) : String(given.certificate);
  if (needed.includes(true)) platform.edge.certificates.use(secret, { identity, hosts: route.hosts, needed });
  const tls: IngressTls = {
    on,
    secret: needed.every(Boolean)
      ? secret
      : new Varying(
          environments,
          needed.map((own) => (own ? secret : absent)),
        ),
  };
  return addIngress(identity, route, gateway, port, tls);
}

function refuseWithoutTls(identity: Identity, on: unknown, { hsts, redirect }: SettledRoute): void {
  inEachEnvironment(identity, { on, hsts, redirect }, (own, where) => {
    if (own.on === true) return;
    const fix = 'Leave it out, or serve the route by TLS.';
    if (own.hsts !== undefined)
      report(identity.construct, {
        code: 'LS163',
        path: 'route.hsts',
        ...where,
        message: 'the route sends HSTS, and its hosts have no TLS',
        fix,
      });
    if (own.redirect === true)
      report(identity.construct, {
        code: 'LS114',
        path: 'route.redirect',
        ...where,
        message: 'the route redirects to HTTPS, and its hosts have no TLS',
        fix,
      });
  });
}

/** One name in every environment, though hosts differ: that of the first host where promotion ends. */
function secretOf(hosts: readonly unknown[], needed: readonly boolean[]): string {
  const last = needed.lastIndexOf(true);
  const own = hosts.map((host) => valueAt(host, Math.max(last, 0))).find((host) => typeof host === 'string');
  return `${String(own).replace('*', 'wildcard').replaceAll('.', '-').slice(0, 59)}-tls`;
}
