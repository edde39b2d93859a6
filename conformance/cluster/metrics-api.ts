/**
 * The metrics that autoscalers read: of resources (`metrics.k8s.io`), and, where the manifests ask for them, of pods and
 * of things outside (`custom.metrics.k8s.io`, `external.metrics.k8s.io`). All stand at a tenth of what is requested or
 * aimed at, so that autoscalers settle at their minimum.
 */
import type { Manifest } from '../dist';
import { milli } from '../quantity';
import { serveAggregated } from './aggregated-api';
import type { ControlPlane } from './control-plane';
import { podSpec, serves } from './pods';

const RESOURCES = { group: 'metrics.k8s.io', version: 'v1beta1' };
const CUSTOM = { group: 'custom.metrics.k8s.io', version: 'v1beta2' };
const EXTERNAL = { group: 'external.metrics.k8s.io', version: 'v1beta1' };

/** Serves what the autoscalers of these manifests read; metrics that none of them names are not there. */
export async function serveMetrics(plane: ControlPlane, manifests: readonly Manifest[]): Promise<void> {
  await serveAggregated(plane, {
    ...RESOURCES,
    resources: [{ name: 'pods', kind: 'PodMetrics', verbs: ['get', 'list'] }],
    get: async (path, query) => {
      const namespace = /^\/namespaces\/([^/]+)\/pods$/.exec(path)?.[1];
      return namespace === undefined ? undefined : podMetrics(plane, namespace, selectorOf(query));
    },
  });
  const { pods, external } = targets(manifests);
  if (pods.size > 0)
    await serveAggregated(plane, {
      ...CUSTOM,
      resources: [...pods.keys()].map((metric) => ({
        name: `pods/${metric}`,
        kind: 'MetricValueList',
        verbs: ['get'],
      })),
      get: async (path, query) => {
        const [, namespace, metric] = /^\/namespaces\/([^/]+)\/pods\/\*\/([^/]+)$/.exec(path) ?? [];
        const target = pods.get(metric ?? '');
        return namespace === undefined || metric === undefined || target === undefined
          ? undefined
          : customMetrics(plane, namespace, metric, target, selectorOf(query));
      },
    });
  if (external.size > 0)
    await serveAggregated(plane, {
      ...EXTERNAL,
      resources: [...external.keys()].map((metric) => ({
        name: metric,
        kind: 'ExternalMetricValueList',
        verbs: ['get'],
      })),
      get: (path) => {
        const metricName = /^\/namespaces\/[^/]+\/([^/]+)$/.exec(path)?.[1] ?? '';
        const target = external.get(metricName);
        const items = [{ metricName, metricLabels: {}, timestamp: now(), value: tenth(target ?? '0') }];
        return Promise.resolve(
          target === undefined
            ? undefined
            : { kind: 'ExternalMetricValueList', apiVersion: version(EXTERNAL), metadata: {}, items },
        );
      },
    });
}

interface Targets {
  /** What autoscalers aim at, by metric; the last one, where several name it. */
  readonly pods: ReadonlyMap<string, string>;
  readonly external: ReadonlyMap<string, string>;
}

interface NamedMetric {
  readonly metric: { readonly name: string };
  readonly target: { readonly averageValue?: string; readonly value?: string };
}

function targets(manifests: readonly Manifest[]): Targets {
  const pods = new Map<string, string>();
  const external = new Map<string, string>();
  for (const manifest of manifests) {
    if (manifest.kind !== 'HorizontalPodAutoscaler') continue;
    const { metrics = [] } = manifest['spec'] as {
      metrics?: readonly { pods?: NamedMetric; external?: NamedMetric }[];
    };
    for (const metric of metrics) {
      if (metric.pods !== undefined) pods.set(metric.pods.metric.name, aim(metric.pods));
      if (metric.external !== undefined) external.set(metric.external.metric.name, aim(metric.external));
    }
  }
  return { pods, external };
}

function aim({ target }: NamedMetric): string {
  return target.averageValue ?? target.value ?? '0';
}

async function podMetrics(plane: ControlPlane, namespace: string, selector: string | undefined): Promise<unknown> {
  const pods = (await plane.api.list('v1', 'Pod', namespace, selector)).filter(serves);
  const timestamp = now();
  return {
    kind: 'PodMetricsList',
    apiVersion: version(RESOURCES),
    metadata: {},
    items: pods.map((pod) => ({
      metadata: { name: pod.metadata.name, namespace, labels: pod.metadata.labels, creationTimestamp: timestamp },
      timestamp,
      window: '10s',
      containers: podSpec(pod).containers.map(({ name, resources }) => ({
        name,
        usage: {
          cpu: tenth(resources?.requests?.['cpu'] ?? '100m'),
          memory: `${milli(resources?.requests?.['memory'] ?? '100Mi') / 10_240_000n}Ki`,
        },
      })),
    })),
  };
}

async function customMetrics(
  plane: ControlPlane,
  namespace: string,
  metric: string,
  target: string,
  selector: string | undefined,
): Promise<unknown> {
  const pods = (await plane.api.list('v1', 'Pod', namespace, selector)).filter(serves);
  return {
    kind: 'MetricValueList',
    apiVersion: version(CUSTOM),
    metadata: {},
    items: pods.map((pod) => ({
      describedObject: { kind: 'Pod', namespace, name: pod.metadata.name, apiVersion: '/v1' },
      metric: { name: metric },
      timestamp: now(),
      value: tenth(target),
    })),
  };
}

function selectorOf(query: URLSearchParams): string | undefined {
  return query.get('labelSelector') ?? undefined;
}

function tenth(quantity: string): string {
  return `${milli(quantity) / 10n}m`;
}

function version(api: { readonly group: string; readonly version: string }): string {
  return `${api.group}/${api.version}`;
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
