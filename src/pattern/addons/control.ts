/** What scales, shifts traffic and guards. */
import { object, oneOf } from '../../model/shape';
import { derive } from '../../model/varying';
import { TRACK } from '../delivery/track';
import { or } from '../per-environment';
import { budget, kind, monitor, replicated, replicasOf, replicatedShapes, resourcesOf, type Replicated } from './kind';
import { prometheusUrl } from './monitoring';

const kedaPods = { app: 'keda-operator' };

export const keda = kind<Replicated>({
  purpose: 'Scales workloads by queue length, query results or schedule, including to zero.',
  charts: [
    {
      release: 'keda',
      repository: 'https://kedacore.github.io/charts',
      chart: 'keda',
      version: '2.21.0',
      installs: '2.21.0',
    },
  ],
  namespace: 'keda',
  podSecurity: 'restricted',
  serves: ['keda.sh', 'eventing.keda.sh', 'external.metrics.k8s.io'],
  clusterKinds: [['apiregistration.k8s.io', 'APIService']],
  kubeSystem: true,
  pods: kedaPods,
  facts: (_, namespace) => ({ operators: { keda: { namespace, labels: kedaPods } } }),
  traffic: {
    webhooks: [6443, 9443],
    metrics: [8080],
    toPlatform: 'all',
    calls: { kubePrometheusStack: [9090] },
    among: true,
  },
  shape: replicated,
  values: (given, site) => {
    const replicas = replicasOf(given, site);
    const { minAvailable } = budget(replicas);
    const metrics = { enabled: monitor(site, '').enabled, serviceMonitor: monitor(site, 'additionalLabels') };
    return [
      {
        operator: { replicaCount: replicas },
        metricsServer: { replicaCount: replicas },
        webhooks: { replicaCount: replicas },
        podDisruptionBudget: { operator: { minAvailable }, metricServer: { minAvailable }, webhooks: { minAvailable } },
        prometheus: { operator: metrics, metricServer: metrics, webhooks: metrics },
        ...(given.resources !== undefined && {
          resources: { operator: given.resources, metricServer: given.resources, webhooks: given.resources },
        }),
      },
    ];
  },
});

/** Flagger. */
export interface Flagger extends Replicated {
  /** What shifts the traffic. Default: what the gateway of the cluster facts is. */
  readonly provider?: 'istio' | 'nginx' | 'gatewayapi:v1';
}

const PROVIDERS: Readonly<Record<string, string>> = {
  istio: 'istio',
  ingress: 'nginx',
  'gateway-api': 'gatewayapi:v1',
};

export const flagger = kind<Flagger>({
  purpose: 'Shifts traffic to a new version step by step, and rolls back if it performs worse.',
  charts: [
    { release: 'flagger', repository: 'https://flagger.app', chart: 'flagger', version: '1.36.1', installs: '1.36.1' },
  ],
  namespace: 'flagger-system',
  podSecurity: 'restricted',
  serves: ['flagger.app'],
  order: 'last',
  needs: ['kubePrometheusStack'],
  pods: { 'app.kubernetes.io/name': 'flagger' },
  facts: (_, namespace) => ({ operators: { flagger: { namespace, labels: { 'app.kubernetes.io/name': 'flagger' } } } }),
  traffic: { metrics: [8080], public: [443], toPlatform: 'all', calls: { kubePrometheusStack: [9090] } },
  shape: object<Flagger>({ ...replicatedShapes, provider: oneOf('istio', 'nginx', 'gatewayapi:v1') }),
  values: (given, site) => {
    const replicas = replicasOf(given, site);
    const api = site.cluster.gateway?.api as string | undefined;
    const provider = or(
      given.provider,
      derive(api ?? 'gateway-api', (own) => PROVIDERS[own] ?? 'kubernetes'),
    );
    const server = derive(prometheusUrl(site) as string, (url) => `${url}:9090`);
    return [
      {
        meshProvider: provider,
        metricsServer: server,
        // The label that tells versions apart is of no use to policies, budgets and monitors, which are those of both.
        selectorLabels: TRACK,
        leaderElection: { enabled: true, replicaCount: replicas },
        podDisruptionBudget: budget(replicas),
        podMonitor: { ...monitor(site, 'additionalLabels'), namespace: site.namespace },
        crd: { create: false },
        securityContext: {
          enabled: true,
          context: {
            readOnlyRootFilesystem: true,
            runAsUser: 10001,
            runAsNonRoot: true,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            seccompProfile: { type: 'RuntimeDefault' },
          },
        },
        ...resourcesOf(given),
      },
    ];
  },
});

export const kyverno = kind<Replicated>({
  purpose: 'Enforces policies on every object that reaches the cluster.',
  charts: [
    {
      release: 'kyverno',
      repository: 'https://kyverno.github.io/kyverno',
      chart: 'kyverno',
      version: '3.9.1',
      installs: 'v1.19.1',
    },
  ],
  namespace: 'kyverno',
  podSecurity: 'restricted',
  serves: ['kyverno.io', 'policies.kyverno.io', 'reports.kyverno.io', 'wgpolicyk8s.io'],
  // It writes the rules of its webhooks by itself, and adds to its roles.
  rewrites: [{ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', jqPathExpressions: ['.rules'] }],
  traffic: { webhooks: [9443], metrics: [8000] },
  shape: replicated,
  values: (given, site) => {
    const replicas = replicasOf(given, site);
    const controller = {
      replicas,
      podDisruptionBudget: budget(replicas),
      serviceMonitor: monitor(site, 'additionalLabels'),
    };
    return [
      {
        crds: { install: true },
        admissionController: {
          ...controller,
          ...(given.resources !== undefined && { container: { resources: given.resources } }),
        },
        backgroundController: { ...controller, ...resourcesOf(given) },
        cleanupController: { ...controller, ...resourcesOf(given) },
        reportsController: { ...controller, ...resourcesOf(given) },
        // Argo CD removes what it wrote; hooks that do so too delete policies on the way.
        webhooksCleanup: { enabled: false },
        grafana: { enabled: false },
        // Else Argo CD would find the settings changed after each upgrade.
        config: { preserve: false },
      },
    ];
  },
});
