/** Operators of data services, and of secrets. */
import { object, text, type PropsOf } from '../../model/shape';
import {
  addOnShapes,
  chart,
  CONFINED,
  kind,
  plain,
  replicated,
  RUNTIME_DEFAULT,
  type AddOn,
  type Replicated,
} from './kind';

export const cloudNativePg = kind<Replicated>({
  purpose: 'Operator for Postgres.',
  charts: [chart('https://cloudnative-pg.github.io/charts', 'cloudnative-pg', '0.27.0', { installs: '1.28.0' })],
  namespace: 'cnpg-system',
  serves: ['postgresql.cnpg.io'],
  pods: { 'app.kubernetes.io/name': 'cloudnative-pg' },
  operator: 'cloudNativePg',
  traffic: { webhooks: [9443], metrics: [8080], toPlatform: [5432, 8000] },
  shape: replicated,
  values: (given, site) => {
    const { enabled, podMonitorAdditionalLabels } = site.monitor('podMonitorAdditionalLabels');
    return {
      replicaCount: site.replicas,
      monitoring: { podMonitorEnabled: enabled, podMonitorAdditionalLabels },
      resources: given.resources,
    };
  },
});

export const elastic = kind<Replicated>({
  purpose: 'Operator for Elasticsearch and Kibana (ECK).',
  charts: [chart('https://helm.elastic.co', 'eck-operator', '3.5.0', { release: 'elastic-operator' })],
  namespace: 'elastic-system',
  serves: ['elasticsearch.k8s.elastic.co', 'kibana.k8s.elastic.co'],
  pods: { 'control-plane': 'elastic-operator' },
  operator: 'elastic',
  traffic: { webhooks: [9443], metrics: [9000], toPlatform: [9200, 5601] },
  shape: replicated,
  values: (given, site) => ({
    installCRDs: true,
    replicaCount: site.replicas,
    podDisruptionBudget: site.budget,
    config: { metrics: { port: '9000' } },
    podMonitor: site.monitor('labels'),
    telemetry: { disabled: true },
    podSecurityContext: RUNTIME_DEFAULT,
    resources: given.resources,
  }),
});

export const mongoDb = kind<AddOn>({
  purpose: 'Operator for MongoDB (community edition).',
  charts: [
    chart('https://mongodb.github.io/helm-charts', 'community-operator', '0.9.0', { release: 'mongodb-operator' }),
  ],
  namespace: 'mongodb-system',
  serves: ['mongodbcommunity.mongodb.com'],
  pods: { name: 'mongodb-kubernetes-operator' },
  operator: 'mongoDb',
  // It tells members what to do through the API server, and connects to none of them.
  traffic: {},
  shape: plain,
  values: ({ resources }) => ({
    operator: {
      watchNamespace: '*',
      podSecurityContext: RUNTIME_DEFAULT,
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      resources,
    },
  }),
});

/** The sealed-secrets controller. */
export interface SealedSecretsController extends PropsOf<typeof sealedSecretsControllerProps> {}
const sealedSecretsControllerProps = {
  ...addOnShapes,
  /** How often it creates a new key; old keys can still unseal. Default: 720h. */
  keyRenewal: text('a duration in hours', '720h', (value) => /^[1-9]\d*h$/.test(value)),
};
export const sealedSecrets = kind<SealedSecretsController>({
  purpose: 'Unseals secrets that `lockstep seal` sealed.',
  charts: [chart('https://bitnami-labs.github.io/sealed-secrets', 'sealed-secrets', '2.18.4', { installs: '0.36.1' })],
  namespace: 'sealed-secrets',
  serves: ['bitnami.com'],
  order: 'first',
  // Its certificate is fetched through the API server.
  traffic: { webhooks: [8080], metrics: [8081] },
  shape: object<SealedSecretsController>(sealedSecretsControllerProps),
  values: (given, site) => ({
    // The name that kubeseal looks for.
    fullnameOverride: 'sealed-secrets-controller',
    keyrenewperiod: given.keyRenewal ?? '720h',
    podSecurityContext: RUNTIME_DEFAULT,
    containerSecurityContext: { allowPrivilegeEscalation: false },
    metrics: { serviceMonitor: site.monitor('labels') },
    resources: given.resources,
  }),
});

export const externalSecrets = kind<Replicated>({
  purpose: 'Reads secrets from a vault or from a cloud secret manager.',
  charts: [chart('https://charts.external-secrets.io', 'external-secrets', '1.3.1', { installs: 'v1.3.1' })],
  namespace: 'external-secrets',
  serves: ['external-secrets.io', 'generators.external-secrets.io'],
  traffic: { webhooks: [10250], metrics: [8080], public: [443] },
  shape: replicated,
  values: (given, site) => {
    const { replicas: replicaCount } = site;
    const component = { replicaCount, podDisruptionBudget: site.budget, resources: given.resources };
    return {
      installCRDs: true,
      leaderElect: true,
      ...component,
      webhook: component,
      certController: component,
      serviceMonitor: site.monitor('additionalLabels'),
    };
  },
});

/** Stakater Reloader. It is a matter of secrets: what reads a variable reads it once, when its pod starts. */
export const reloader = kind<Replicated>({
  purpose: 'Restarts the workloads that read a Secret when its value changes in the store.',
  charts: [chart('https://stakater.github.io/stakater-charts', 'reloader', '2.2.12', { installs: 'v1.4.17' })],
  namespace: 'reloader',
  traffic: { metrics: [9090] },
  shape: replicated,
  values: (given, site) => {
    const { replicas } = site;
    return {
      reloader: {
        // A variable that it adds would be taken out again; an annotation of the pod template is nobody else's.
        reloadStrategy: 'annotations',
        // Jobs read a value anew at each run.
        ignoreJobs: true,
        ignoreCronJobs: true,
        readOnlyRootFileSystem: true,
        enableHA: replicas > 1,
        deployment: { replicas, containerSecurityContext: CONFINED, resources: given.resources },
        podMonitor: site.monitor('labels'),
      },
    };
  },
});
