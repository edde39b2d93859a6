import { everywhere, object, type PropsOf } from '../../model/shape';
import { absolutePath, duration, portNumber, seconds } from '../../model/syntax';
import type { Subject } from '../engine/build';
import type { Port } from '../workload/ports';

/** Metrics that Prometheus scrapes. */
export interface Metrics extends PropsOf<typeof metricsProps> {}
const metricsProps = {
  /** Default: `/metrics`. */
  path: absolutePath,
  /** Default: the port of the service. */
  port: everywhere(portNumber),
  /** Default: 30s. */
  interval: duration,
  /** Scrape timeout; not longer than the interval. Default: that of Prometheus, 10s unless configured otherwise. */
  timeout: duration,
};
export const metricsShape = object<Metrics>(metricsProps);

/**
 * Adds a monitor that the cluster's Prometheus selects, and the connection from it.
 * @param ports the one named `metrics` is scraped, or else the first
 */
export function addMonitor(
  subject: Subject,
  metrics: Metrics | undefined,
  ports: readonly Port[],
  canary = false,
): void {
  if (metrics === undefined) return;
  const { name, labels, selector, facts, parts } = subject;
  const port = ports.find((own) => own.name === 'metrics') ?? ports[0];
  if (port === undefined) {
    return parts.report({
      code: 'LS103',
      path: 'metrics.port',
      message: 'the process declares no ports, so there is nothing to scrape',
      fix: 'Set metrics: { port: … }.',
    });
  }
  const { path = '/metrics', interval = facts.opinions.scrapeInterval.value, timeout } = metrics;
  if (!allowPrometheus(subject, port.container, path)) return;
  if (timeout !== undefined && (seconds(timeout) ?? 0) > (seconds(interval) ?? 0)) {
    // The operator refuses the monitor as a whole, in its log and nowhere else.
    parts.report({
      code: 'LS114',
      path: 'metrics.timeout',
      message: `the scrape timeout (${timeout}) is longer than the scrape interval (${interval})`,
      fix: `Set the timeout to ${interval} or less, or scrape less often.`,
    });
  }
  const endpoint = { port: port.name, path, interval, scrapeTimeout: timeout };
  const apiVersion = 'monitoring.coreos.com/v1';
  const metadata = { name, labels: { ...labels, ...facts.cluster.prometheus?.selects } };
  const pods = { matchLabels: selector };
  if (canary) {
    // The Services of a canary are Flagger's, and lead to one version each: its pods are found by their labels. The job of a
    // ServiceMonitor is the name of the Service; that of a PodMonitor would be the monitor's own, with its namespace.
    const spec = { selector: pods, jobLabel: 'app.kubernetes.io/name', podMetricsEndpoints: [endpoint] };
    parts.add('PodMonitor', 'workload', { apiVersion, kind: 'PodMonitor', metadata, spec });
  } else {
    const spec = { selector: pods, endpoints: [endpoint] };
    parts.add('ServiceMonitor', 'workload', { apiVersion, kind: 'ServiceMonitor', metadata, spec });
  }
}

/**
 * Opens a port of pods to Prometheus.
 * @param path the only one that it requests, where a mesh can enforce that
 * @returns false, and reports, when the platform does not declare where Prometheus runs
 */
export function allowPrometheus({ facts, parts, pods }: Subject, port: number, path?: string): boolean {
  const { prometheus } = facts.cluster;
  if (prometheus === undefined) {
    parts.report({
      code: 'LS116',
      path: 'metrics',
      message: 'the platform does not declare which Prometheus scrapes it',
      fix: "Declare it on the Platform: cluster: { prometheus: { namespace: 'monitoring', labels: { … }, selects: { release: '…' } } }.",
    });
    return false;
  }
  parts.connect({
    from: { kind: 'cluster', name: 'prometheus', namespace: prometheus.namespace, labels: prometheus.labels },
    to: pods,
    ports: [{ port, protocol: 'TCP' }],
    ...(path !== undefined && { paths: [path] }),
  });
  return true;
}
