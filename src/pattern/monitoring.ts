import { report } from '../model/declarations';
import type { Normal } from '../model/fields';
import { everywhere, integer, object, type Shape } from '../model/shape';
import { absolutePath, duration, seconds } from '../model/syntax';
import { addObject } from './object';
import type { Identity } from './identity';
import type { Port } from './ports';
import { inEachEnvironment, or } from './per-environment';

/** Metrics that Prometheus scrapes. */
export interface Metrics {
  /** Default: `/metrics`. */
  readonly path?: string;
  /** Default: the port of the service. */
  readonly port?: number;
  /** Default: 30s. */
  readonly interval?: string;
  /** How long a scrape may take; not longer than the interval. Default: that of the Prometheus, 10s unless it says otherwise. */
  readonly timeout?: string;
}

export const metricsShape: Shape = object<Metrics>({
  path: absolutePath,
  port: everywhere(integer({ min: 1, max: 65535, unit: 'port' })),
  interval: duration,
  timeout: duration,
});

/** The port of metrics, where it is one of its own. */
export function metricsPort(metrics: Normal<Metrics> | undefined): readonly Port[] {
  return metrics?.port === undefined ? [] : [{ name: 'metrics', container: metrics.port, service: metrics.port }];
}

/** A ServiceMonitor that the cluster's Prometheus selects, and the connection from it. Metrics without a port of their own are on the first. */
export function addMonitor(
  identity: Identity,
  metrics: Normal<Metrics> | undefined,
  ports: readonly Port[],
  canary = false,
): void {
  const port = ports.find(({ name }) => name === 'metrics') ?? ports[0];
  if (metrics === undefined) return;
  const { construct, name, labels, selector, platform } = identity;
  if (port === undefined) {
    report(construct, {
      code: 'LS103',
      path: 'metrics.port',
      message: 'a process without ports has none to scrape',
      fix: 'Give metrics: { port: … }.',
    });
    return;
  }
  if (!allowPrometheus(identity, port.container, or(metrics.path, '/metrics'))) return;
  const interval = or(metrics.interval, platform.opinions.scrapeInterval.value);
  refuseLongScrape(identity, metrics.timeout, interval);
  const endpoint = {
    port: port.name,
    path: or(metrics.path, '/metrics'),
    interval,
    ...(metrics.timeout !== undefined && { scrapeTimeout: metrics.timeout }),
  };
  // The Services of a canary are Flagger's, and lead to one version each: its pods are found by their labels.
  const kind = canary ? 'PodMonitor' : 'ServiceMonitor';
  addObject(construct, kind, 'workload', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind,
    metadata: { name, labels: { ...labels, ...platform.cluster.prometheus?.selects } },
    spec: {
      selector: { matchLabels: selector },
      // Of a ServiceMonitor, the job is the name of the Service; of a PodMonitor it would be that of the monitor, with its namespace.
      ...(canary ? { jobLabel: 'app.kubernetes.io/name', podMetricsEndpoints: [endpoint] } : { endpoints: [endpoint] }),
    },
  });
}

/** The operator refuses the monitor as a whole, in its log and nowhere else. */
function refuseLongScrape(identity: Identity, timeout: unknown, interval: unknown): void {
  inEachEnvironment(identity, { timeout, interval }, (own, where) => {
    if (own.timeout === undefined || (seconds(String(own.timeout)) ?? 0) <= (seconds(String(own.interval)) ?? 0))
      return;
    report(identity.construct, {
      code: 'LS114',
      path: 'metrics.timeout',
      ...where,
      message: `a scrape may take ${String(own.timeout)}, and the next one begins after ${String(own.interval)}`,
      fix: `Give ${String(own.interval)} or less, or scrape less often.`,
    });
  });
}

/** Opens a port of pods to Prometheus. @param path that it asks for, where a mesh can hold it to that @returns false, and reports, when the platform does not say where Prometheus runs */
export function allowPrometheus({ construct, platform, pods }: Identity, port: unknown, path?: unknown): boolean {
  const { prometheus } = platform.cluster;
  if (prometheus === undefined) {
    report(construct, {
      code: 'LS116',
      path: 'metrics',
      message: 'the platform does not say which Prometheus scrapes it',
      fix: "Declare it on the Platform: cluster: { prometheus: { namespace: 'monitoring', labels: { … }, selects: { release: '…' } } }.",
    });
    return false;
  }
  platform.connections.add({
    from: { kind: 'cluster', name: 'prometheus', namespace: prometheus.namespace, labels: prometheus.labels },
    to: pods,
    ports: [{ port, protocol: 'TCP' }],
    ...(path !== undefined && { paths: [path] }),
  });
  return true;
}
