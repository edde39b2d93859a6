/** Operators of data services, and of secrets. */
import { object, text } from '../../model/shape';
import { derive } from '../../model/varying';
import { or } from '../per-environment';
import {
  addOnShapes,
  budget,
  kind,
  monitor,
  plain,
  replicated,
  replicasOf,
  resourcesOf,
  type AddOn,
  type Replicated,
} from './kind';

const cnpgPods = { 'app.kubernetes.io/name': 'cloudnative-pg' };

export const cloudNativePg = kind<Replicated>({
  purpose: 'Operator for Postgres.',
  charts: [
    {
      release: 'cloudnative-pg',
      repository: 'https://cloudnative-pg.github.io/charts',
      chart: 'cloudnative-pg',
      version: '0.27.0',
      installs: '1.28.0',
    },
  ],
  namespace: 'cnpg-system',
  podSecurity: 'restricted',
  serves: ['postgresql.cnpg.io'],
  pods: cnpgPods,
  facts: (_, namespace) => ({ operators: { cloudNativePg: { namespace, labels: cnpgPods } } }),
  traffic: { webhooks: [9443], metrics: [8080], toPlatform: [5432, 8000] },
  shape: replicated,
  values: (given, site) => [
    {
      replicaCount: replicasOf(given, site),
      monitoring: { podMonitorEnabled: monitor(site, '').enabled, ...podMonitorLabels(site) },
      ...resourcesOf(given),
    },
  ],
});

function podMonitorLabels(site: Parameters<typeof monitor>[0]) {
  const selects = site.cluster.prometheus?.selects;
  return selects === undefined ? {} : { podMonitorAdditionalLabels: selects };
}

export const elastic = kind<Replicated>({
  purpose: 'Operator for Elasticsearch and Kibana (ECK).',
  charts: [
    {
      release: 'elastic-operator',
      repository: 'https://helm.elastic.co',
      chart: 'eck-operator',
      version: '3.5.0',
      installs: '3.5.0',
    },
  ],
  namespace: 'elastic-system',
  podSecurity: 'restricted',
  serves: ['elasticsearch.k8s.elastic.co', 'kibana.k8s.elastic.co'],
  pods: { 'control-plane': 'elastic-operator' },
  facts: (_, namespace) => ({ operators: { elastic: { namespace, labels: { 'control-plane': 'elastic-operator' } } } }),
  traffic: { webhooks: [9443], metrics: [9000], toPlatform: [9200, 5601] },
  shape: replicated,
  values: (given, site) => [
    {
      installCRDs: true,
      replicaCount: replicasOf(given, site),
      podDisruptionBudget: budget(replicasOf(given, site)),
      config: { metrics: { port: '9000' } },
      podMonitor: monitor(site, 'labels'),
      telemetry: { disabled: true },
      ...resourcesOf(given),
    },
  ],
});

const mongoPods = { name: 'mongodb-kubernetes-operator' };

export const mongoDb = kind<AddOn>({
  purpose: 'Operator for MongoDB (community edition).',
  charts: [
    {
      release: 'mongodb-operator',
      repository: 'https://mongodb.github.io/helm-charts',
      chart: 'community-operator',
      version: '0.9.0',
      installs: '0.9.0',
    },
  ],
  namespace: 'mongodb-system',
  podSecurity: 'restricted',
  serves: ['mongodbcommunity.mongodb.com'],
  pods: mongoPods,
  facts: (_, namespace) => ({ operators: { mongoDb: { namespace, labels: mongoPods } } }),
  // It tells members what to do through the API server, and connects to none of them.
  traffic: {},
  shape: plain,
  values: (given) => [{ operator: { watchNamespace: '*', ...resourcesOf(given) } }],
});

/** The sealed-secrets controller. */
export interface SealedSecretsController extends AddOn {
  /** How often it makes a new key; old ones keep unsealing. Default: 720h. */
  readonly keyRenewal?: string;
}

export const sealedSecrets = kind<SealedSecretsController>({
  purpose: 'Unseals secrets that `lockstep seal` sealed.',
  charts: [
    {
      release: 'sealed-secrets',
      repository: 'https://bitnami-labs.github.io/sealed-secrets',
      chart: 'sealed-secrets',
      version: '2.18.4',
      installs: '0.36.1',
    },
  ],
  namespace: 'sealed-secrets',
  podSecurity: 'restricted',
  serves: ['bitnami.com'],
  order: 'first',
  // Its certificate is fetched through the API server.
  traffic: { webhooks: [8080], metrics: [8081] },
  shape: object<SealedSecretsController>({
    ...addOnShapes,
    keyRenewal: text('a duration in hours', '720h', (value) => /^[1-9]\d*h$/.test(value)),
  }),
  values: (given, site) => [
    {
      // The name that kubeseal looks for.
      fullnameOverride: 'sealed-secrets-controller',
      keyrenewperiod: or(given.keyRenewal, '720h'),
      metrics: { serviceMonitor: monitor(site, 'labels') },
      ...resourcesOf(given),
    },
  ],
});

export const externalSecrets = kind<Replicated>({
  purpose: 'Reads secrets from a vault or from a cloud secret manager.',
  charts: [
    {
      release: 'external-secrets',
      repository: 'https://charts.external-secrets.io',
      chart: 'external-secrets',
      version: '1.3.1',
      installs: 'v1.3.1',
    },
  ],
  namespace: 'external-secrets',
  podSecurity: 'restricted',
  serves: ['external-secrets.io', 'generators.external-secrets.io'],
  traffic: { webhooks: [10250], metrics: [8080], public: [443] },
  shape: replicated,
  values: (given, site) => {
    const component = {
      replicaCount: replicasOf(given, site),
      podDisruptionBudget: budget(replicasOf(given, site)),
      ...resourcesOf(given),
    };
    return [
      {
        installCRDs: true,
        leaderElect: true,
        ...component,
        webhook: component,
        certController: component,
        serviceMonitor: monitor(site, 'additionalLabels'),
      },
    ];
  },
});

/** Stakater Reloader. It is a matter of secrets: what reads a variable reads it once, when its pod starts. */
export const reloader = kind<Replicated>({
  purpose: 'Restarts the workloads that read a Secret when its value changes in the store.',
  charts: [
    {
      release: 'reloader',
      repository: 'https://stakater.github.io/stakater-charts',
      chart: 'reloader',
      version: '2.2.12',
      installs: 'v1.4.17',
    },
  ],
  namespace: 'reloader',
  podSecurity: 'restricted',
  serves: [],
  traffic: { metrics: [9090] },
  shape: replicated,
  values: (given, site) => {
    const replicas = replicasOf(given, site);
    return [
      {
        reloader: {
          // A variable that it adds would be taken out again; an annotation of the pod template is nobody else's.
          reloadStrategy: 'annotations',
          // Jobs read a value anew at each run.
          ignoreJobs: true,
          ignoreCronJobs: true,
          readOnlyRootFileSystem: true,
          enableHA: derive(replicas as number, (own) => own > 1),
          deployment: {
            replicas,
            containerSecurityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
              readOnlyRootFilesystem: true,
            },
            ...resourcesOf(given),
          },
          podMonitor: monitor(site, 'labels'),
        },
      },
    ];
  },
});
