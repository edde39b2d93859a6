/** Metrics: what collects them, and what the autoscaler reads them from. */
import { flag, object, text, type PropsOf } from '../../model/shape';
import { anyText, quantity } from '../../model/syntax';
import { chart, kind, replicated, replicatedShapes, type Replicated, type Site } from './kind';
import type { Values } from './values';

const RELEASE = 'kube-prometheus-stack';
const prometheusPods = { 'app.kubernetes.io/name': 'prometheus' };
export const retention = text('a time to keep things', '15d', (value) => /^[1-9]\d*(h|d|w|y)$/.test(value));

/** Prometheus, Alertmanager and Grafana. */
export interface KubePrometheusStack extends PropsOf<typeof kubePrometheusStackProps> {}
const kubePrometheusStackProps = {
  ...replicatedShapes,
  /** How long metrics are kept. Default: 15d. */
  retention,
  /** Volume of each Prometheus. Default: 50Gi. */
  storage: quantity,
  /** Storage class. Default: that of the cluster facts. */
  storageClass: anyText,
  /** Whether Grafana is part of it; it shows dashboards to anyone who can reach it, and has no administrator. Default: true. */
  grafana: flag,
  /**
   * A Secret in its namespace with the keys `user` and `password`: Grafana then requires a login and has this
   * administrator.
   */
  grafanaAdmin: anyText,
};
export const kubePrometheusStack = kind<KubePrometheusStack>({
  purpose: 'Prometheus, Alertmanager, Grafana and the operator that reads monitors and rules.',
  charts: [chart('https://prometheus-community.github.io/helm-charts', RELEASE, '77.6.0', { installs: 'v0.85.0' })],
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
      url: `http://${RELEASE}-prometheus.${namespace}.svc:9090`,
      scrapes: ['kubelet', 'kube-state-metrics', ...(others.has('certManager') ? (['cert-manager'] as const) : [])],
    },
  }),
  traffic: {
    webhooks: [10250],
    toPlatform: 'all',
    // Kubelets, and what else runs on the nodes.
    nodes: [9100, 10250],
    // Alertmanager notifies people through services that are reached over HTTPS, or over SMTP.
    public: [443, 587],
    calls: { loki: [3100], tempo: [3200] },
    scrapes: true,
    among: true,
  },
  shape: object<KubePrometheusStack>(kubePrometheusStackProps),
  values: (given, site) => {
    const { opinions, cluster } = site.facts;
    const { replicas } = site;
    const {
      retention: keep = opinions.metricsRetention.value,
      storage = opinions.metricsStorage.value,
      storageClass = cluster.storageClass,
    } = given;
    const labelled = { matchLabels: { release: RELEASE } };
    return {
      fullnameOverride: RELEASE,
      // What nobody can reach on managed control planes would alert for ever.
      kubeControllerManager: { enabled: false },
      kubeScheduler: { enabled: false },
      kubeEtcd: { enabled: false },
      kubeProxy: { enabled: false },
      // Its Service would be in kube-system, for which the project has no permission.
      coreDns: { enabled: false },
      kubelet: { serviceMonitor: { enabled: true } },
      prometheus: {
        podDisruptionBudget: site.budget,
        prometheusSpec: {
          replicas,
          retention: keep,
          // The oldest blocks go before the volume is full.
          retentionSize: sizeLimit(storage),
          podAntiAffinity: 'soft',
          ...Object.fromEntries(
            ['serviceMonitor', 'podMonitor', 'rule', 'probe', 'scrapeConfig'].flatMap((what) => [
              [`${what}SelectorNilUsesHelmValues`, false],
              [`${what}Selector`, labelled],
              [`${what}NamespaceSelector`, {}],
            ]),
          ),
          storageSpec: { volumeClaimTemplate: claim(storage, storageClass) },
          resources: given.resources,
        },
      },
      alertmanager: {
        podDisruptionBudget: site.budget,
        alertmanagerSpec: {
          replicas,
          podAntiAffinity: 'soft',
          storage: { volumeClaimTemplate: claim('1Gi', storageClass) },
        },
      },
      grafana: { enabled: given.grafana ?? true, ...grafana(given, site) },
    };
  },
});

/** Four fifths of a volume, in bytes as Prometheus writes them. */
function sizeLimit(volume: string): string {
  const match = /^(\d+)(Mi|Gi|Ti)$/.exec(volume);
  if (match === null) return '0';
  const size = Number(match[1]) * 1024 ** ['Mi', 'Gi', 'Ti'].indexOf(match[2]!);
  return `${Math.floor(size * 0.8)}MB`;
}

function claim(storage: string, storageClassName: string | undefined): Values {
  return { spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } } };
}

/** Without a Secret the chart would make up another password at each sync. */
function grafana({ grafanaAdmin }: KubePrometheusStack, { namespaceOf }: Site): Values {
  const source = (name: string, port: number): readonly Values[] => {
    const namespace = namespaceOf(name);
    return namespace === undefined
      ? []
      : [{ name, type: name, access: 'proxy', url: `http://${name}.${namespace}.svc:${port}` }];
  };
  const sources = [...source('loki', 3100), ...source('tempo', 3200)];
  const login =
    grafanaAdmin === undefined
      ? {
          env: { GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true' },
          'grafana.ini': {
            'auth.anonymous': { enabled: true, org_role: 'Viewer' },
            auth: { disable_login_form: true },
          },
        }
      : { admin: { existingSecret: grafanaAdmin, userKey: 'user', passwordKey: 'password' } };
  return {
    ...login,
    sidecar: {
      dashboards: {
        enabled: true,
        label: 'grafana_dashboard',
        searchNamespace: 'ALL',
        folderAnnotation: 'grafana_folder',
        provider: { foldersFromFilesStructure: true },
      },
    },
    additionalDataSources: sources.length > 0 ? sources : undefined,
  };
}

const AGGREGATED = [['apiregistration.k8s.io', 'APIService']] as const;

export const prometheusAdapter = kind<Replicated>({
  purpose: 'Serves Prometheus metrics to the autoscaler as custom and external metrics.',
  charts: [
    chart('https://prometheus-community.github.io/helm-charts', 'prometheus-adapter', '5.2.0', { installs: 'v0.12.0' }),
  ],
  namespace: 'prometheus-adapter',
  serves: ['custom.metrics.k8s.io', 'external.metrics.k8s.io'],
  clusterKinds: AGGREGATED,
  kubeSystem: true,
  facts: () => ({ metrics: ['custom', 'external'] }),
  order: 'last',
  needs: ['kubePrometheusStack'],
  traffic: { webhooks: [6443], calls: { kubePrometheusStack: [9090] } },
  shape: replicated,
  values: (given, site) => ({
    replicas: site.replicas,
    podDisruptionBudget: site.budget,
    prometheus: { url: prometheusUrl(site), port: 9090 },
    resources: given.resources,
  }),
});

/** Where Prometheus answers queries: the Service of our own stack. */
export function prometheusUrl({ namespaceOf }: Site): string {
  return `http://${RELEASE}-prometheus.${namespaceOf('kubePrometheusStack') ?? 'monitoring'}.svc`;
}

export const metricsServer = kind<Replicated>({
  purpose: 'Serves the CPU and memory usage of pods to the autoscaler.',
  charts: [
    chart('https://kubernetes-sigs.github.io/metrics-server', 'metrics-server', '3.13.0', { installs: '0.8.0' }),
  ],
  namespace: 'metrics-server',
  serves: ['metrics.k8s.io'],
  clusterKinds: AGGREGATED,
  kubeSystem: true,
  traffic: { webhooks: [10250], metrics: [10250], nodes: [10250] },
  shape: replicated,
  values: (given, site) => ({
    replicas: site.replicas,
    podDisruptionBudget: site.budget,
    serviceMonitor: site.monitor('additionalLabels'),
    metrics: { enabled: true },
    resources: given.resources,
  }),
});
