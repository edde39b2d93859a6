import { report } from '../../model/declarations';
import { derive } from '../../model/varying';
import { addObject } from '../object';
import type { Identity } from '../identity';
import type { SettledRoute } from './route';

/** Gateway API `gateway.networking.k8s.io/v1` HTTPRoute; its prefixes match whole segments. @param gateway as `namespace/name` */
export function addHttpRoute({ construct, labels, name }: Identity, route: SettledRoute, gateway: unknown, port: unknown): void {
  for (const rule of route.rules) {
    if (rule.retries === undefined || rule.retries.attempts === 0) continue;
    report(construct, {
      code: 'LS114',
      path: `route.rules[prefix=${rule.prefix}].retries`,
      message: 'the standard channel of the Gateway API has no retries',
      fix: 'Leave retries out, or route by Istio: cluster: { gateway: { api: \'istio\', … } }.',
    });
  }
  const part = (index: number) => derive(gateway as string, (text) => text.split('/')[index]);
  addObject(construct, 'HTTPRoute', 'edge', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: route.name, labels },
    spec: {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: part(0), name: part(1) }],
      hostnames: route.hosts,
      rules: route.rules.map((rule) => ({
        matches: [{ path: { type: 'PathPrefix', value: rule.prefix } }],
        backendRefs: [{ group: '', kind: 'Service', name, port, weight: 1 }],
        timeouts: { request: rule.timeout },
      })),
    },
  });
}
