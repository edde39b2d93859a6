/** Logs and traces: what keeps them, and what collects them. */
import { integer, object, record, text, type PropsOf } from '../../model/shape';
import { anyText, quantity } from '../../model/syntax';
import { addOnShapes, chart, CONFINED, kind, replicatedShapes, RUNTIME_DEFAULT } from './kind';
import { retention } from './monitoring';

/** A store of logs or traces on a volume. */
export interface Kept extends PropsOf<typeof keptProps> {}
const keptProps = {
  ...addOnShapes,
  /** How long logs or traces are kept. Default: 7d for logs, 72h for traces. */
  retention,
  /** Its volume. Default: 50Gi for logs, 20Gi for traces. */
  storage: quantity,
  /** Storage class. Default: that of the cluster facts. */
  storageClass: anyText,
};
const kept = object<Kept>(keptProps);
const NONE = { replicas: 0 };
const OFF = { enabled: false };

export const loki = kind<Kept>({
  purpose: 'Stores logs on its own volume.',
  charts: [chart('https://grafana.github.io/helm-charts', 'loki', '6.55.0', { installs: '3.6' })],
  namespace: 'loki',
  traffic: { metrics: [3100], among: true },
  shape: kept,
  values: (given, site) => {
    const { opinions, cluster } = site.facts;
    return {
      deploymentMode: 'SingleBinary',
      loki: {
        auth_enabled: false,
        podSecurityContext: RUNTIME_DEFAULT,
        commonConfig: { replication_factor: 1 },
        storage: { type: 'filesystem' },
        schemaConfig: {
          configs: [
            {
              from: '2025-01-01',
              store: 'tsdb',
              object_store: 'filesystem',
              schema: 'v13',
              index: { prefix: 'index_', period: '24h' },
            },
          ],
        },
        limits_config: { retention_period: given.retention ?? opinions.logRetention.value },
        // Without the compactor the retention is a number that nobody acts on.
        compactor: { retention_enabled: true, delete_request_store: 'filesystem' },
        analytics: { reporting_enabled: false },
      },
      singleBinary: {
        replicas: 1,
        persistence: {
          enabled: true,
          size: given.storage ?? opinions.logStorage.value,
          storageClass: given.storageClass ?? cluster.storageClass,
          // The volume outlives a StatefulSet that is deleted by mistake.
          enableStatefulSetAutoDeletePVC: false,
        },
        resources: given.resources,
      },
      backend: NONE,
      read: NONE,
      write: NONE,
      gateway: OFF,
      chunksCache: OFF,
      resultsCache: OFF,
      lokiCanary: OFF,
      test: OFF,
      monitoring: { serviceMonitor: site.monitor('labels') },
    };
  },
});

const labelName = text('a name of a label', 'env', (value) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(value));
const labelValue = text('a value of a label', 'prod', (value) => /^[a-zA-Z0-9._-]+$/.test(value));

/** Fluent Bit. */
export interface FluentBit extends PropsOf<typeof fluentBitProps> {}
const fluentBitProps = {
  ...addOnShapes,
  /**
   * Additional labels of every log stream, such as the environment. Loki stores a stream for each combination, so use
   * few. Default: none.
   */
  labels: record(labelValue, labelName),
};
export const fluentBit = kind<FluentBit>({
  purpose: 'Ships the logs of every node to Loki.',
  charts: [chart('https://fluent.github.io/helm-charts', 'fluent-bit', '0.56.0', { installs: '4.2' })],
  namespace: 'fluent-bit',
  podSecurity: ['privileged', 'It reads the log files of its node from the host.'],
  order: 'last',
  needs: ['loki'],
  traffic: { metrics: [2020], calls: { loki: [3100] } },
  shape: object<FluentBit>(fluentBitProps),
  values: (given, site) => {
    const labels = Object.entries({ job: 'fluent-bit', platform: site.facts.platform, ...given.labels });
    return {
      kind: 'DaemonSet',
      tolerations: [{ operator: 'Exists' }],
      securityContext: CONFINED,
      serviceMonitor: site.monitor('additionalLabels'),
      testFramework: OFF,
      config: {
        outputs: `[OUTPUT]
    Name loki
    Match kube.*
    Host loki.${site.namespaceOf('loki') ?? 'loki'}.svc
    Port 3100
    Labels ${labels.map(([name, value]) => `${name}=${value}`).join(', ')}
    Label_keys $kubernetes['namespace_name'], $kubernetes['container_name']
    Auto_kubernetes_labels Off
    Line_format json
    Retry_Limit 10
`,
      },
      resources: given.resources,
    };
  },
});

const tempoPods = { 'app.kubernetes.io/name': 'tempo' };

export const tempo = kind<Kept>({
  purpose: 'Stores traces on its own volume; accepts OTLP and Jaeger protocols.',
  charts: [chart('https://grafana.github.io/helm-charts', 'tempo', '1.24.0', { installs: '2.9.0' })],
  namespace: 'tempo',
  pods: tempoPods,
  facts: (_, namespace) => ({ tracing: { namespace, labels: tempoPods, service: 'tempo' } }),
  traffic: { metrics: [3200], fromPlatform: [4317, 4318, 14250, 14268] },
  shape: kept,
  values: (given, site) => {
    const { opinions, cluster } = site.facts;
    return {
      tempo: {
        retention: given.retention ?? opinions.traceRetention.value,
        reportingEnabled: false,
        securityContext: CONFINED,
        resources: given.resources,
      },
      securityContext: {
        runAsUser: 10001,
        runAsGroup: 10001,
        fsGroup: 10001,
        runAsNonRoot: true,
        ...RUNTIME_DEFAULT,
      },
      persistence: {
        enabled: true,
        size: given.storage ?? opinions.traceStorage.value,
        storageClassName: given.storageClass ?? cluster.storageClass,
      },
      serviceMonitor: site.monitor('additionalLabels'),
    };
  },
});

const collectorPods = { 'app.kubernetes.io/name': 'opentelemetry-collector' };

/** The OpenTelemetry collector. */
export interface Collector extends PropsOf<typeof collectorProps> {}
const collectorProps = {
  ...replicatedShapes,
  /** Share of the traces that are kept, in percent. Default: 100. */
  sampling: integer({ min: 1, max: 100, unit: 'percent' }),
};
export const openTelemetryCollector = kind<Collector>({
  purpose: 'Receives traces over OTLP, samples them and forwards them to Tempo.',
  charts: [
    chart('https://open-telemetry.github.io/opentelemetry-helm-charts', 'opentelemetry-collector', '0.158.3', {
      installs: '0.153.0',
    }),
  ],
  namespace: 'opentelemetry',
  order: 'last',
  needs: ['tempo'],
  pods: collectorPods,
  facts: (_, namespace) => ({ tracing: { namespace, labels: collectorPods, service: 'opentelemetry-collector' } }),
  traffic: { metrics: [8888], fromPlatform: [4317, 4318], calls: { tempo: [4317] } },
  shape: object<Collector>(collectorProps),
  values: (given, site) => {
    const { replicas } = site;
    const processors = {
      memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
      probabilistic_sampler: { sampling_percentage: given.sampling ?? 100 },
      batch: {},
    };
    const endpoint = `tempo.${site.namespaceOf('tempo') ?? 'tempo'}.svc:4317`;
    const pipeline = { receivers: ['otlp'], processors: Object.keys(processors), exporters: ['otlp/tempo'] };
    return {
      mode: 'deployment',
      image: { repository: 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s' },
      replicaCount: replicas,
      podDisruptionBudget: site.budget,
      podSecurityContext: { runAsNonRoot: true, runAsUser: 10001, ...RUNTIME_DEFAULT },
      securityContext: CONFINED,
      ports: { 'jaeger-compact': OFF, 'jaeger-thrift': OFF, 'jaeger-grpc': OFF, zipkin: OFF },
      config: {
        receivers: {
          otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } } },
        },
        processors,
        exporters: { 'otlp/tempo': { endpoint, tls: { insecure: true } } },
        service: { pipelines: { traces: pipeline } },
      },
      resources: given.resources,
    };
  },
});
