/** Metrics: what collects them, and what the autoscaler reads them from. */
import { flag, object, text } from '../../model/shape';
import { anyText, quantity } from '../../model/syntax';
import { text as interpolate } from '../../model/text';
import { derive } from '../../model/varying';
import { or, whereAbsent, wherePresent } from '../per-environment';
import {
  budget,
  kind,
  monitor,
  replicated,
  replicasOf,
  replicatedShapes,
  resourcesOf,
  type Replicated,
  type Site,
} from './kind';
import type { Values } from './values';

/** Prometheus, Alertmanager and Grafana. */
export interface KubePrometheusStack extends Replicated {
  /** How long metrics are kept. Default: 15d. */
  readonly retention?: string;
  /** Volume of each Prometheus. Default: 50Gi. */
  readonly storage?: string;
  /** Storage class. Default: that of the cluster facts. */
  readonly storageClass?: string;
  /** Whether Grafana is part of it; it shows dashboards to whoever reaches it, and has no administrator. Default: true. */
  readonly grafana?: boolean;
  /** A Secret of its namespace with keys `user` and `password`: Grafana asks for a login, and has this administrator. */
  readonly grafanaAdmin?: string;
}

const RELEASE = 'kube-prometheus-stack';
const prometheusPods = { 'app.kubernetes.io/name': 'prometheus' };
export const retention = text('a time to keep things', '15d', (value) => /^[1-9]\d*(h|d|w|y)$/.test(value));

export const kubePrometheusStack = kind<KubePrometheusStack>({
  purpose: 'Prometheus, Alertmanager, Grafana and the operator that reads monitors and rules.',
  charts: [
    {
      release: RELEASE,
      repository: 'https://prometheus-community.github.io/helm-charts',
      chart: 'kube-prometheus-stack',
      version: '77.6.0',
      installs: 'v0.85.0',
    },
  ],
  namespace: 'monitoring',
  podSecurity: ['privileged', 'The node exporter reads the network, processes and file systems of its node.'],
  serves: ['monitoring.coreos.com'],
  order: 'first',
  pods: prometheusPods,
  facts: (_, namespace, others) => ({
    prometheus: {
      namespace,
      labels: prometheusPods,
      selects: { release: RELEASE },
      url: `http://${RELEASE}-prometheus.${String(namespace)}.svc:9090`,
      scrapes: ['kubelet', 'kube-state-metrics', ...(others.has('certManager') ? ['cert-manager'] : [])],
    },
  }),
  traffic: {
    webhooks: [10250],
    toPlatform: 'all',
    // Kubelets, and what runs beside them.
    nodes: [9100, 10250],
    // Alertmanager tells people through services that are reached over HTTPS, or over SMTP.
    public: [443, 587],
    calls: { loki: [3100], tempo: [3200] },
    scrapes: true,
    among: true,
  },
  shape: object<KubePrometheusStack>({
    ...replicatedShapes,
    retention,
    storage: quantity,
    storageClass: anyText,
    grafana: flag,
    grafanaAdmin: anyText,
  }),
  values: (given, site) => {
    const { opinions } = site;
    const replicas = replicasOf(given, site);
    const labelled = { matchLabels: { release: RELEASE } };
    return [
      {
        fullnameOverride: RELEASE,
        // What nobody can reach on managed control planes would alert for ever.
        kubeControllerManager: { enabled: false },
        kubeScheduler: { enabled: false },
        kubeEtcd: { enabled: false },
        kubeProxy: { enabled: false },
        // Its Service would lie in kube-system, for which the project has no permission.
        coreDns: { enabled: false },
        kubelet: { serviceMonitor: { enabled: true } },
        prometheus: {
          podDisruptionBudget: budget(replicas),
          prometheusSpec: {
            replicas,
            retention: or(given.retention, opinions.metricsRetention.value),
            // The oldest blocks go before the volume is full.
            retentionSize: derive(or(given.storage, opinions.metricsStorage.value) as string, sizeLimit),
            podAntiAffinity: 'soft',
            ...Object.fromEntries(
              ['serviceMonitor', 'podMonitor', 'rule', 'probe', 'scrapeConfig'].flatMap((what) => [
                [`${what}SelectorNilUsesHelmValues`, false],
                [`${what}Selector`, labelled],
                [`${what}NamespaceSelector`, {}],
              ]),
            ),
            storageSpec: {
              volumeClaimTemplate: claim(
                or(given.storage, opinions.metricsStorage.value),
                or(given.storageClass, site.cluster.storageClass),
              ),
            },
            ...resourcesOf(given),
          },
        },
        alertmanager: {
          podDisruptionBudget: budget(replicas),
          alertmanagerSpec: {
            replicas,
            podAntiAffinity: 'soft',
            storage: { volumeClaimTemplate: claim('1Gi', or(given.storageClass, site.cluster.storageClass)) },
          },
        },
        grafana: { enabled: or(given.grafana, true), ...grafana(given, site) },
      },
    ];
  },
});

/** Four fifths of a volume, in bytes as Prometheus writes them. */
function sizeLimit(volume: string): string {
  const match = /^(\d+)(Mi|Gi|Ti)$/.exec(volume);
  if (match === null) return '0';
  const size = Number(match[1]) * 1024 ** ['Mi', 'Gi', 'Ti'].indexOf(match[2]!);
  return `${Math.floor(size * 0.8)}MB`;
}

function claim(storage: unknown, storageClass: unknown): Values {
  return {
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(storageClass !== undefined && { storageClassName: storageClass }),
      resources: { requests: { storage } },
    },
  };
}

/** Without a Secret the chart would make up another password at each sync. */
function grafana({ grafanaAdmin }: { readonly grafanaAdmin?: unknown }, site: Site): Values {
  const sources = (['loki', 'tempo'] as const).flatMap((name) => {
    const namespace = site.namespaceOf(name);
    const port = name === 'loki' ? 3100 : 3200;
    return namespace === undefined
      ? []
      : [{ name, type: name, access: 'proxy', url: interpolate`http://${name}.${namespace as string}.svc:${port}` }];
  });
  const open = (part: object) => (grafanaAdmin === undefined ? part : whereAbsent(grafanaAdmin, part));
  return {
    env: open({ GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true' }),
    'grafana.ini': open({
      'auth.anonymous': { enabled: true, org_role: 'Viewer' },
      auth: { disable_login_form: true },
    }),
    ...(grafanaAdmin !== undefined && {
      admin: wherePresent(grafanaAdmin, {
        existingSecret: grafanaAdmin,
        userKey: 'user',
        passwordKey: 'password',
      }),
    }),
    sidecar: {
      dashboards: {
        enabled: true,
        label: 'grafana_dashboard',
        searchNamespace: 'ALL',
        folderAnnotation: 'grafana_folder',
        provider: { foldersFromFilesStructure: true },
      },
    },
    ...(sources.length > 0 && { additionalDataSources: sources }),
  };
}

const AGGREGATED = [['apiregistration.k8s.io', 'APIService']] as const;

export const prometheusAdapter = kind<Replicated>({
  purpose: 'Serves Prometheus metrics to the autoscaler as custom and external metrics.',
  charts: [
    {
      release: 'prometheus-adapter',
      repository: 'https://prometheus-community.github.io/helm-charts',
      chart: 'prometheus-adapter',
      version: '5.2.0',
      installs: 'v0.12.0',
    },
  ],
  namespace: 'prometheus-adapter',
  podSecurity: 'restricted',
  serves: ['custom.metrics.k8s.io', 'external.metrics.k8s.io'],
  clusterKinds: AGGREGATED,
  kubeSystem: true,
  facts: () => ({ metrics: ['custom', 'external'] }),
  order: 'last',
  needs: ['kubePrometheusStack'],
  traffic: { webhooks: [6443], calls: { kubePrometheusStack: [9090] } },
  shape: replicated,
  values: (given, site) => [
    {
      replicas: replicasOf(given, site),
      podDisruptionBudget: budget(replicasOf(given, site)),
      prometheus: { url: prometheusUrl(site), port: 9090 },
      ...resourcesOf(given),
    },
  ],
});

/** Where Prometheus answers queries: the Service of our own stack. */
export function prometheusUrl({ namespaceOf }: Site): unknown {
  return interpolate`http://${RELEASE}-prometheus.${(namespaceOf('kubePrometheusStack') ?? 'monitoring') as string}.svc`;
}

export const metricsServer = kind<Replicated>({
  purpose: 'Serves the CPU and memory usage of pods to the autoscaler.',
  charts: [
    {
      release: 'metrics-server',
      repository: 'https://kubernetes-sigs.github.io/metrics-server',
      chart: 'metrics-server',
      version: '3.13.0',
      installs: '0.8.0',
    },
  ],
  namespace: 'metrics-server',
  podSecurity: 'restricted',
  serves: ['metrics.k8s.io'],
  clusterKinds: AGGREGATED,
  kubeSystem: true,
  traffic: { webhooks: [10250], nodes: [10250] },
  shape: replicated,
  values: (given, site) => [
    {
      replicas: replicasOf(given, site),
      podDisruptionBudget: budget(replicasOf(given, site)),
      serviceMonitor: monitor(site, 'additionalLabels'),
      metrics: { enabled: true },
      ...resourcesOf(given),
    },
  ],
});
