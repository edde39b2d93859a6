import { addObject } from '../object';
import type { Identity } from '../identity';
import { allowPrometheus } from '../monitoring';

/**
 * A PodMonitor of our own: the operator's (`enablePodMonitor`) is deprecated, and would lack the labels by which the
 * cluster's Prometheus selects monitors.
 * @param port number of the port `metrics` of the pods: 9187 of instances, 9127 of poolers
 */
export function addPodMonitor(identity: Identity, id: string, port: number): void {
  const { construct, name, labels, selector, platform } = identity;
  if (!allowPrometheus(identity, port)) return;
  addObject(construct, id, 'workload', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, labels: { ...labels, ...platform.cluster.prometheus?.selects } },
    spec: {
      selector: { matchLabels: selector },
      podMetricsEndpoints: [{ port: 'metrics', interval: platform.opinions.scrapeInterval.value }],
    },
  });
}
