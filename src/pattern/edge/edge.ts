import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { isVarying } from '../../model/varying';
import type { Identity } from '../identity';
import { addHttpRoute } from './http-route';
import { settleRoute, type Route } from './route';
import { addVirtualService } from './virtual-service';

/** What a route leads to. */
export interface RouteTarget {
  /** Port of the Service. */
  readonly servicePort: unknown;
  /** Port of the container, which the policy opens to the gateway. */
  readonly containerPort: unknown;
  readonly drain: unknown;
}

/** A route by the API of the cluster's gateway, and the connection from it. */
export function addEdge(identity: Identity, given: Normal<Route>, target: RouteTarget): void {
  const { construct, platform, name, pods } = identity;
  const route = settleRoute(construct, given, name, target.drain);
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
  if (gateway.api === 'istio') addVirtualService(identity, route, gateway.name, target.servicePort);
  else addHttpRoute(identity, route, gateway.name, target.servicePort);
  platform.connections.add({
    from: { kind: 'cluster', name: 'gateway', namespace: gateway.namespace, labels: gateway.labels },
    to: pods,
    ports: [{ port: target.containerPort, protocol: 'TCP' }],
  });
}
