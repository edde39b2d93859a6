/** What scales, shifts traffic and guards. */
import { object, oneOf, type PropsOf } from '../../model/shape';
import { TRACK } from '../delivery/track';
import { chart, CONFINED, kind, replicated, replicatedShapes, RUNTIME_DEFAULT, type Replicated } from './kind';
import { prometheusUrl } from './monitoring';

export const keda = kind<Replicated>({
  purpose: 'Scales workloads by queue length, query results or schedule, including to zero.',
  charts: [chart('https://kedacore.github.io/charts', 'keda', '2.21.0')],
  namespace: 'keda',
  serves: ['keda.sh', 'eventing.keda.sh', 'external.metrics.k8s.io'],
  clusterKinds: [['apiregistration.k8s.io', 'APIService']],
  kubeSystem: true,
  pods: { app: 'keda-operator' },
  operator: 'keda',
  traffic: {
    webhooks: [6443, 9443],
    metrics: [8080],
    toPlatform: 'all',
    calls: { kubePrometheusStack: [9090] },
    among: true,
  },
  shape: replicated,
  values: (given, site) => {
    const { replicas: replicaCount } = site;
    const { resources } = given;
    const { minAvailable } = site.budget;
    const { enabled } = site.monitor('');
    const metrics = { enabled, serviceMonitor: site.monitor('additionalLabels') };
    return {
      operator: { replicaCount },
      metricsServer: { replicaCount },
      webhooks: { replicaCount },
      podDisruptionBudget: { operator: { minAvailable }, metricServer: { minAvailable }, webhooks: { minAvailable } },
      prometheus: { operator: metrics, metricServer: metrics, webhooks: metrics },
      resources: resources && { operator: resources, metricServer: resources, webhooks: resources },
    };
  },
});

const PROVIDERS = { istio: 'istio', ingress: 'nginx', 'gateway-api': 'gatewayapi:v1' } as const;

/** Flagger. */
export interface Flagger extends PropsOf<typeof flaggerProps> {}
const flaggerProps = {
  ...replicatedShapes,
  /** What shifts the traffic. Default: the gateway of the cluster facts. */
  provider: oneOf('istio', 'nginx', 'gatewayapi:v1'),
};
export const flagger = kind<Flagger>({
  purpose: 'Shifts traffic to a new version step by step, and rolls back if it performs worse.',
  charts: [chart('https://flagger.app', 'flagger', '1.36.1')],
  namespace: 'flagger-system',
  serves: ['flagger.app'],
  order: 'last',
  needs: ['kubePrometheusStack'],
  pods: { 'app.kubernetes.io/name': 'flagger' },
  operator: 'flagger',
  traffic: { metrics: [8080], public: [443], toPlatform: 'all', calls: { kubePrometheusStack: [9090] } },
  shape: object<Flagger>(flaggerProps),
  values: (given, site) => {
    const { replicas } = site;
    return {
      meshProvider: given.provider ?? PROVIDERS[site.facts.cluster.gateway?.api ?? 'gateway-api'],
      metricsServer: `${prometheusUrl(site)}:9090`,
      // The label that tells versions apart is of no use to policies, budgets and monitors, which are those of both.
      selectorLabels: TRACK,
      leaderElection: { enabled: true, replicaCount: replicas },
      podDisruptionBudget: site.budget,
      podMonitor: { ...site.monitor('additionalLabels'), namespace: site.namespace },
      crd: { create: false },
      securityContext: {
        enabled: true,
        context: { ...CONFINED, runAsUser: 10001, runAsNonRoot: true, ...RUNTIME_DEFAULT },
      },
      resources: given.resources,
    };
  },
});

export const kyverno = kind<Replicated>({
  purpose: 'Enforces policies on every object that reaches the cluster.',
  charts: [chart('https://kyverno.github.io/kyverno', 'kyverno', '3.9.1', { installs: 'v1.19.1' })],
  namespace: 'kyverno',
  serves: ['kyverno.io', 'policies.kyverno.io', 'reports.kyverno.io', 'wgpolicyk8s.io'],
  // It writes the rules of its webhooks by itself, and adds to its roles.
  rewrites: [{ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', jqPathExpressions: ['.rules'] }],
  traffic: { webhooks: [9443], metrics: [8000] },
  shape: replicated,
  values: (given, site) => {
    const { resources } = given;
    const { replicas } = site;
    const serviceMonitor = site.monitor('additionalLabels');
    const controller = { replicas, podDisruptionBudget: site.budget, serviceMonitor };
    return {
      crds: { install: true },
      admissionController: { ...controller, container: resources && { resources } },
      backgroundController: { ...controller, resources },
      cleanupController: { ...controller, resources },
      reportsController: { ...controller, resources },
      // Argo CD removes what it wrote; hooks that do so too delete policies on the way.
      webhooksCleanup: { enabled: false },
      grafana: { enabled: false },
      // Else Argo CD would find the settings changed after each upgrade.
      config: { preserve: false },
    };
  },
});
