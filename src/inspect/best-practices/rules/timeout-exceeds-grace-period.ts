import { catalogOf } from '../../catalog';
import { seconds } from '../../../model/syntax';
import { all, api, list, number, object, text, type Rule, virtualService } from '../rule';

const POD = 'readinessProbe: {tcpSocket: {port: 3000}}, ports: [{containerPort: 3000}]';
const ROUTE = all(
  object('v1', 'Service', 'api', 'spec: {selector: {app: api}, ports: [{port: 80, targetPort: 3000}]}'),
  virtualService('timeout: 6h', 'api'),
);

export const timeoutExceedsGracePeriod: Rule = {
  code: 'LS079',
  bad: all(api(POD, 'terminationGracePeriodSeconds: 30'), ROUTE),
  good: all(api(POD, 'terminationGracePeriodSeconds: 21610'), ROUTE),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    for (const entry of catalog.ofKind('VirtualService.networking.istio.io')) {
      list(entry.source?.json, 'spec', 'http').forEach((route, index) => {
        const timeout = seconds(text(route, 'timeout') ?? '');
        if (timeout === undefined) return;
        for (const destination of list(route, 'route')) {
          const host = (text(destination, 'destination', 'host') ?? '').split('.')[0]!;
          const service = catalog.find('Service', entry.namespace, host);
          if (service === undefined) continue;
          for (const pods of catalog.podsBehind(service)) {
            const grace = number(pods.spec, 'terminationGracePeriodSeconds') ?? 30;
            if (pods.spec === undefined || timeout <= grace) continue;
            say(entry, ['spec', 'http', index, 'timeout'])`
              The route allows ${{ timeout }} s per request, but a terminating pod of ${{ from: pods.from.name }} is killed after ${{ grace }} s: every rollout interrupts long requests.
              Set \`terminationGracePeriodSeconds\` of ${{ from: pods.from.name }} to more than ${{ timeout }}, or shorten the timeout.`;
          }
        }
      });
    }
  },
};
