import type { Subject } from '../engine/build';
import { narrowed } from '../engine/narrowed';
import type { Parts } from '../engine/parts';
import type { Port } from '../workload/ports';
import { refuseInexpressible } from './expressible';
import { gatewayParty, type GatewayFacts, type IngressController, type SharedGateway } from './gateway';
import { isServed, refuseUnservedHosts } from './hosts';
import { httpRoutesOf } from './http-route';
import { ingressesOf, type IngressTls } from './ingress';
import type { Route } from './route';
import { addShares } from './shares';
import { settleRoute, type RouteObject, type SettledRoute } from './settle';
import { virtualServiceOf } from './virtual-service';

/** A route, and what became of it. */
export interface Edged {
  readonly route: SettledRoute;
  readonly gateway: GatewayFacts;
  /** Whether it exists in this environment. */
  readonly here: boolean;
  /** Names of its objects. */
  readonly objects: readonly string[];
}

/**
 * A route by the API of the cluster's gateway, its certificate where none is there, and the connection from the gateway.
 * @param port that the route leads to
 * @param drain how long a stopping pod finishes what is under way
 * @param shifted whether a canary moves its traffic: the VirtualService or HTTPRoute is then its controller's, and is not written here
 * @returns `undefined` without a route, and where it cannot be built
 */
export function addEdge(
  subject: Subject,
  given: Route | undefined,
  port: Port | undefined,
  drain: string,
  shifted: boolean,
): Edged | undefined {
  if (given === undefined || port === undefined) return undefined;
  const { facts, name, parts, pods } = subject;
  const route = settleRoute(subject, given, drain);
  const { gateway } = facts.cluster;
  if (gateway === undefined) {
    parts.report({
      code: 'LS116',
      path: 'route',
      message: 'the platform does not declare a gateway',
      fix: "Declare it on the Platform: cluster: { gateway: { api: 'gateway-api', name: 'gateways/public', namespace: 'gateways' } }.",
    });
    return undefined;
  }
  const presence = narrowed(parts, pods, given.only, 'route.only');
  const here = facts.includes(presence);
  refuseInexpressible(parts, route, given, gateway);
  const objects =
    gateway.api === 'ingress'
      ? ingressesOf(subject, route, gateway, port, tlsOf(subject, route, given, gateway, here))
      : onGateway(subject, route, gateway, port, shifted);
  for (const rule of route.rules) addShares(subject, rule, gateway, presence);
  const edged = { route, gateway, here, objects: objects.map(({ manifest }) => manifest.metadata.name) };
  if (!here) return edged;
  for (const { id, manifest, because = 'the gateway there has another API' } of objects)
    parts.add(id, 'edge', manifest, given.only?.reason ?? because);
  const { hosts, rules } = route;
  const prefixes = rules.map(({ prefix }) => prefix);
  parts.atEdge({ kind: 'claim', service: name, hosts, prefixes, unordered: gateway.api === 'istio' });
  parts.connect({ from: gatewayParty(gateway), to: pods, ports: [{ port: port.container, protocol: 'TCP' }] });
  return edged;
}

/** A Gateway of the cluster: TLS ends there, for the hosts that it serves. */
function onGateway(
  subject: Subject,
  route: SettledRoute,
  gateway: SharedGateway,
  port: Port,
  shifted: boolean,
): readonly RouteObject[] {
  const { parts } = subject;
  refuseUnservedHosts(parts, route.hosts, gateway.hosts);
  if (route.hsts !== undefined && gateway.hosts === undefined)
    parts.report({
      code: 'LS163',
      path: 'route.hsts',
      message: 'the platform does not declare which hosts the gateway has certificates for',
      fix: "Declare them: cluster: { gateway: { hosts: ['*.shop.example'] } }.",
    });
  if (gateway.api === 'gateway-api') return httpRoutesOf(subject, route, gateway, port, shifted);
  return shifted ? [] : [{ id: 'VirtualService', manifest: virtualServiceOf(subject, route, gateway.name, port) }];
}

/** An ingress controller serves each host with the certificate that the Ingress names, or with its own. */
function tlsOf(
  { facts, parts }: Subject,
  route: SettledRoute,
  { tls: on = true, certificate }: Route,
  gateway: IngressController,
  here: boolean,
): IngressTls {
  refuseWithoutTls(parts, on, route);
  const { hosts } = route;
  if (!here || !on || hosts.every((host) => isServed(host, gateway.hosts ?? []))) return { on, secret: undefined };
  const secret = certificate ?? facts.agreed('certificate', secretOf(hosts));
  parts.atEdge({ kind: 'certificate', secret, hosts });
  return { on, secret };
}

function refuseWithoutTls(parts: Parts, on: boolean, { hsts, redirect }: SettledRoute): void {
  if (on) return;
  const fix = 'Remove it, or serve the route over TLS.';
  if (hsts !== undefined)
    parts.report({
      code: 'LS163',
      path: 'route.hsts',
      message: 'the route sets `hsts`, but its hosts are not served over TLS',
      fix,
    });
  if (redirect === true)
    parts.report({
      code: 'LS114',
      path: 'route.redirect',
      message: 'the route redirects to HTTPS, but its hosts are not served over TLS',
      fix,
    });
}

/** Named after its first host. */
function secretOf([host = '']: readonly string[]): string {
  return `${host.replace('*', 'wildcard').replaceAll('.', '-').slice(0, 59)}-tls`;
}
