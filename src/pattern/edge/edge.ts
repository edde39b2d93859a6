import type { IConstruct } from 'constructs';
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { choose } from '../../model/nearest';
import { isVarying } from '../../model/varying';
import type { Identity } from '../identity';
import { byEnvironment } from '../per-environment';
import { addHttpRoute } from './http-route';
import type { Port } from '../ports';
import { settleRoute, type Route } from './route';
import { addVirtualService } from './virtual-service';

/**
 * A route by the API of the cluster's gateway, and the connection from it.
 * @param port that the route leads to
 * @param drain how long a stopping pod finishes what is under way
 */
export function addEdge(identity: Identity, given: Normal<Route> | undefined, port: Port | undefined, drain: unknown): void {
  if (given === undefined || port === undefined) return;
  const { construct, platform, name, pods } = identity;
  const route = settleRoute(construct, given, name, drain);
  const { gateway } = platform.cluster;
  if (gateway === undefined || isVarying(gateway.api)) {
    report(construct, {
      code: 'LS116',
      path: 'route',
      message: gateway === undefined ? 'the platform does not say where traffic enters the cluster' : 'the API of the gateway differs between environments',
      fix: "Declare it on the Platform: cluster: { gateway: { api: 'gateway-api', name: 'gateways/public', namespace: 'gateways' } }.",
    });
    return;
  }
  refuseUnservedHosts(construct, route.hosts, gateway.hosts);
  if (gateway.api === 'istio') addVirtualService(identity, route, gateway.name, port.service);
  else addHttpRoute(identity, route, gateway.name, port.service);
  platform.connections.add({
    from: { kind: 'cluster', name: 'gateway', namespace: gateway.namespace, labels: gateway.labels },
    to: pods,
    ports: [{ port: port.container, protocol: 'TCP' }],
  });
}

/** A host that no listener has is answered by nobody, or with the certificate of another. */
function refuseUnservedHosts(construct: IConstruct, hosts: readonly unknown[], served: unknown): void {
  if (!Array.isArray(served)) return;
  const unserved = hosts.flatMap((host) => valuesOf(host).map(([environment, own]) => ({ environment, own, known: served.flatMap((one) => valueIn(one, environment)) })));
  for (const { environment, own, known } of unserved) {
    if (own === undefined || known.some((pattern) => serves(pattern, own))) continue;
    report(construct, {
      code: 'LS119',
      path: 'route.hosts',
      ...(environment === undefined ? {} : { environments: [environment] }),
      message: `the gateway does not serve "${own}"`,
      fix: choose(own, known),
    });
  }
}

function serves(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const label = host.slice(0, -pattern.length + 1);
  return host.endsWith(pattern.slice(1)) && label !== '' && !label.includes('.');
}

/** A value with the environment it is of, or `undefined` for one that is the same everywhere. */
function valuesOf(value: unknown): readonly (readonly [environment: string | undefined, own: string | undefined])[] {
  const text = (own: unknown) => (typeof own === 'string' ? own : undefined);
  return byEnvironment(value).map(([environment, own]) => [environment, text(own)]);
}

function valueIn(value: unknown, environment: string | undefined): readonly string[] {
  return valuesOf(value).flatMap(([where, own]) => (own !== undefined && (where === undefined || environment === undefined || where === environment) ? [own] : []));
}
