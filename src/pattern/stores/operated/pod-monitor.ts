import type { Subject } from '../../engine/build';
import { allowPrometheus } from '../../observability/monitor';

/**
 * A PodMonitor of our own: the operator's (`enablePodMonitor`) is deprecated, and would lack the labels by which the
 * cluster's Prometheus selects monitors.
 * @param port number of the port `metrics` of the pods, such as 9187 of PostgreSQL instances
 */
export function addPodMonitor(subject: Subject, port: number): void {
  const { name, labels, selector, facts, parts } = subject;
  if (!allowPrometheus(subject, port)) return;
  parts.add('PodMonitor', 'workload', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, labels: { ...labels, ...facts.cluster.prometheus?.selects } },
    spec: {
      selector: { matchLabels: selector },
      podMetricsEndpoints: [{ port: 'metrics', interval: facts.opinions.scrapeInterval.value }],
    },
  });
}
