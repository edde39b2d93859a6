import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { isVarying } from '../../model/varying';
import type { Identity } from '../identity';
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
  if (gateway.api === 'istio') addVirtualService(identity, route, gateway.name, port.service);
  else addHttpRoute(identity, route, gateway.name, port.service);
  platform.connections.add({
    from: { kind: 'cluster', name: 'gateway', namespace: gateway.namespace, labels: gateway.labels },
    to: pods,
    ports: [{ port: port.container, protocol: 'TCP' }],
  });
}
