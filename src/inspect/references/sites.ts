/**
 * Every place where an object names others: by name, by host, by labels. One table: resolution, order of waves, the graph
 * and rename safety read it, and a new kind is a few rows more. Paths stop at the node that holds the name; `[*]` is each
 * element of a list or map.
 */
import { POD_TEMPLATES } from '../kinds';
import { POD_SITES } from './pod-sites';
import { below, type HostSite, type SelectorSite, type Site } from './site';

export interface SiteBlock {
  readonly kinds: readonly string[];
  readonly sites: readonly Site[];
}

const LOGIN = ['username', 'password'];
const TLS = ['tls.crt', 'tls.key'];
const STORAGE_CLASS = 'StorageClass.storage.k8s.io';
const GATEWAY_GROUP = 'gateway.networking.k8s.io';
const CNPG = 'postgresql.cnpg.io';

const podBlocks: SiteBlock[] = Object.entries(POD_TEMPLATES).map(([kind, template]) => ({
  kinds: [kind],
  sites: below([...template, 'spec'].join('.'), POD_SITES),
}));

/** Credentials of an object store, as CloudNativePG's `barmanObjectStore` and the Barman Cloud plugin's ObjectStore have them. */
const OBJECT_STORE: readonly Site[] = [
  ...['accessKeyId', 'secretAccessKey', 'region', 'sessionToken'].map((field) => `s3Credentials.${field}`),
  ...['connectionString', 'storageAccount', 'storageKey', 'storageSasToken'].map((field) => `azureCredentials.${field}`),
  'googleCredentials.applicationCredentials',
  'endpointCA',
].map((path) => ({ path, to: 'Secret', key: 'key' }));

const SCALE_TARGET = { field: 'kind', group: 'apiVersion', fallback: 'Deployment.apps' };
const BACKEND: Omit<Site, 'path'> = {
  to: { field: 'kind', group: 'group', fallback: 'Service', only: ['Service'] },
  namespace: 'namespace',
  port: 'port',
  late: true,
};
const SUBJECT: Site = {
  path: 'subjects[*]',
  to: { field: 'kind', group: 'apiGroup', fallback: 'ServiceAccount', only: ['ServiceAccount'] },
  namespace: 'namespace',
  late: true,
};
const ROLE: Site = { path: 'roleRef', to: { field: 'kind', group: 'apiGroup', fallback: 'Role.rbac.authorization.k8s.io' } };
const WEBHOOK: Site = {
  path: 'webhooks[*].clientConfig.service',
  to: 'Service',
  namespace: 'namespace',
  port: 'port',
  late: true,
};
const STORE = { field: 'kind', group: '', fallback: 'SecretStore.external-secrets.io' };
const MONITOR_SECRETS = [
  'basicAuth.username',
  'basicAuth.password',
  'bearerTokenSecret',
  'authorization.credentials',
  'tlsConfig.ca.secret',
];

export const SITES: readonly SiteBlock[] = [
  ...podBlocks,
  {
    kinds: ['StatefulSet.apps'],
    sites: [
      { path: 'spec.serviceName', to: 'Service', name: '', except: [''], late: true },
      { path: 'spec.volumeClaimTemplates[*].spec.storageClassName', to: STORAGE_CLASS, name: '', except: [''] },
    ],
  },
  { kinds: ['PersistentVolumeClaim'], sites: [{ path: 'spec.storageClassName', to: STORAGE_CLASS, name: '', except: [''] }] },
  { kinds: ['ServiceAccount'], sites: [{ path: 'imagePullSecrets[*]', to: 'Secret', keys: ['.dockerconfigjson'] }] },
  { kinds: ['HorizontalPodAutoscaler.autoscaling'], sites: [{ path: 'spec.scaleTargetRef', to: SCALE_TARGET, late: true }] },
  {
    kinds: ['ScaledObject.keda.sh'],
    sites: [
      { path: 'spec.scaleTargetRef', to: SCALE_TARGET, late: true },
      { path: 'spec.triggers[*].authenticationRef', to: { field: 'kind', group: '', fallback: 'TriggerAuthentication.keda.sh' } },
    ],
  },
  {
    kinds: ['Canary.flagger.app'],
    sites: [
      { path: 'spec.targetRef', to: SCALE_TARGET },
      { path: 'spec.autoscalerRef', to: { field: 'kind', group: 'apiVersion', fallback: 'HorizontalPodAutoscaler.autoscaling' } },
      { path: 'spec.ingressRef', to: { field: 'kind', group: 'apiVersion', fallback: 'Ingress.networking.k8s.io' } },
      { path: 'spec.analysis.metrics[*].templateRef', to: 'MetricTemplate.flagger.app', namespace: 'namespace' },
    ],
  },
  { kinds: ['TriggerAuthentication.keda.sh'], sites: [{ path: 'spec.secretTargetRef[*]', to: 'Secret', key: 'key' }] },
  { kinds: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'], sites: [ROLE, SUBJECT] },
  {
    kinds: ['Ingress.networking.k8s.io'],
    sites: [
      { path: 'spec.rules[*].http.paths[*].backend.service', to: 'Service', port: 'port', late: true },
      { path: 'spec.defaultBackend.service', to: 'Service', port: 'port', late: true },
      { path: 'spec.tls[*]', to: 'Secret', name: 'secretName', keys: TLS, late: true },
      { path: 'spec.ingressClassName', to: 'IngressClass.networking.k8s.io', name: '' },
    ],
  },
  {
    kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) => `${kind}.${GATEWAY_GROUP}`),
    sites: [
      {
        path: 'spec.parentRefs[*]',
        to: { field: 'kind', group: 'group', fallback: `Gateway.${GATEWAY_GROUP}` },
        namespace: 'namespace',
      },
      { path: 'spec.rules[*].backendRefs[*]', ...BACKEND },
      { path: 'spec.rules[*].filters[*].requestMirror.backendRef', ...BACKEND },
    ],
  },
  {
    kinds: [`Gateway.${GATEWAY_GROUP}`],
    sites: [
      { path: 'spec.gatewayClassName', to: `GatewayClass.${GATEWAY_GROUP}`, name: '' },
      {
        path: 'spec.listeners[*].tls.certificateRefs[*]',
        to: { field: 'kind', group: 'group', fallback: 'Secret', only: ['Secret'] },
        namespace: 'namespace',
        keys: TLS,
        late: true,
      },
    ],
  },
  {
    kinds: ['VirtualService.networking.istio.io'],
    sites: [{ path: 'spec.gateways[*]', to: 'Gateway.networking.istio.io', name: '', namespace: '/', except: ['mesh'] }],
  },
  {
    kinds: [`Cluster.${CNPG}`],
    sites: [
      ...['initdb', 'recovery', 'pg_basebackup'].map((way): Site => ({
        path: `spec.bootstrap.${way}.secret`,
        to: 'Secret',
        keys: LOGIN,
      })),
      { path: 'spec.bootstrap.recovery.backup', to: `Backup.${CNPG}` },
      { path: 'spec.bootstrap.initdb.postInitApplicationSQLRefs.configMapRefs[*]', to: 'ConfigMap', key: 'key' },
      { path: 'spec.bootstrap.initdb.postInitApplicationSQLRefs.secretRefs[*]', to: 'Secret', key: 'key' },
      { path: 'spec.superuserSecret', to: 'Secret', keys: LOGIN },
      { path: 'spec.managed.roles[*].passwordSecret', to: 'Secret', keys: LOGIN },
      ...['serverTLSSecret', 'replicationTLSSecret'].map((field): Site => ({
        path: `spec.certificates.${field}`,
        to: 'Secret',
        name: '',
        keys: TLS,
      })),
      ...['serverCASecret', 'clientCASecret'].map((field): Site => ({
        path: `spec.certificates.${field}`,
        to: 'Secret',
        name: '',
        keys: ['ca.crt'],
      })),
      ...below('spec.backup.barmanObjectStore', OBJECT_STORE),
      ...below('spec.externalClusters[*].barmanObjectStore', OBJECT_STORE),
      ...['password', 'sslKey', 'sslCert', 'sslRootCert'].map((field): Site => ({
        path: `spec.externalClusters[*].${field}`,
        to: 'Secret',
        key: 'key',
      })),
      ...['spec.plugins[*]', 'spec.externalClusters[*].plugin'].map((plugin): Site => ({
        path: `${plugin}.parameters.barmanObjectName`,
        to: 'ObjectStore.barmancloud.cnpg.io',
        name: '',
      })),
      { path: 'spec.imagePullSecrets[*]', to: 'Secret', keys: ['.dockerconfigjson'] },
      { path: 'spec.imageCatalogRef', to: { field: 'kind', group: 'apiGroup', fallback: `ImageCatalog.${CNPG}` } },
      { path: 'spec.priorityClassName', to: 'PriorityClass.scheduling.k8s.io', name: '' },
      ...['storage', 'walStorage'].map((volume): Site => ({
        path: `spec.${volume}.storageClass`,
        to: STORAGE_CLASS,
        name: '',
        except: [''],
      })),
      { path: 'spec.monitoring.customQueriesConfigMap[*]', to: 'ConfigMap', key: 'key' },
      { path: 'spec.monitoring.customQueriesSecret[*]', to: 'Secret', key: 'key' },
    ],
  },
  { kinds: ['ObjectStore.barmancloud.cnpg.io'], sites: below('spec.configuration', OBJECT_STORE) },
  {
    kinds: ['Pooler', 'ScheduledBackup', 'Backup', 'Database', 'Publication', 'Subscription'].map((kind) => `${kind}.${CNPG}`),
    sites: [{ path: 'spec.cluster', to: `Cluster.${CNPG}` }],
  },
  {
    kinds: [`Pooler.${CNPG}`],
    sites: [{ path: 'spec.pgbouncer.authQuerySecret', to: 'Secret' }, ...below('spec.template.spec', POD_SITES)],
  },
  {
    kinds: ['Elasticsearch.elasticsearch.k8s.elastic.co'],
    sites: [
      { path: 'spec.secureSettings[*]', to: 'Secret', name: 'secretName', items: 'entries' },
      { path: 'spec.auth.fileRealm[*]', to: 'Secret', name: 'secretName' },
      { path: 'spec.nodeSets[*].volumeClaimTemplates[*].spec.storageClassName', to: STORAGE_CLASS, name: '', except: [''] },
      ...below('spec.nodeSets[*].podTemplate.spec', POD_SITES),
    ],
  },
  {
    kinds: ['MongoDBCommunity.mongodbcommunity.mongodb.com'],
    sites: [
      { path: 'spec.users[*].passwordSecretRef', to: 'Secret', key: 'key', keys: ['password'] },
      { path: 'spec.security.tls.certificateKeySecretRef', to: 'Secret' },
      { path: 'spec.security.tls.caCertificateSecretRef', to: 'Secret', keys: ['ca.crt'] },
      { path: 'spec.prometheus.passwordSecretRef', to: 'Secret', key: 'key', keys: ['password'] },
      { path: 'spec.statefulSet.spec.volumeClaimTemplates[*].spec.storageClassName', to: STORAGE_CLASS, name: '', except: [''] },
      ...below('spec.statefulSet.spec.template.spec', POD_SITES),
    ],
  },
  {
    kinds: ['Issuer.cert-manager.io'],
    sites: [
      ...['cloudflare.apiToken', 'cloudflare.apiKey', 'route53.accessKeyID', 'route53.secretAccessKey', 'cloudDNS.serviceAccount', 'digitalocean.token'].map(
        (field): Site => ({ path: `spec.acme.solvers[*].dns01.${field}SecretRef`, to: 'Secret', key: 'key' }),
      ),
      { path: 'spec.acme.solvers[*].http01.ingress.ingressClassName', to: 'IngressClass.networking.k8s.io', name: '' },
      {
        path: 'spec.acme.solvers[*].http01.gatewayHTTPRoute.parentRefs[*]',
        to: { field: 'kind', group: 'group', fallback: `Gateway.${GATEWAY_GROUP}` },
        namespace: 'namespace',
        late: true,
      },
      { path: 'spec.ca', to: 'Secret', name: 'secretName', keys: TLS },
    ],
  },
  {
    kinds: ['Certificate.cert-manager.io'],
    sites: [{ path: 'spec.issuerRef', to: { field: 'kind', group: 'group', fallback: 'Issuer.cert-manager.io' } }],
  },
  {
    kinds: ['ExternalSecret.external-secrets.io'],
    sites: [
      { path: 'spec.secretStoreRef', to: STORE },
      { path: 'spec.data[*].sourceRef.storeRef', to: STORE },
      { path: 'spec.dataFrom[*].sourceRef.storeRef', to: STORE },
    ],
  },
  {
    kinds: ['SecretStore.external-secrets.io'],
    sites: [
      ...['aws.auth.jwt', 'vault.auth.kubernetes', 'gcpsm.auth.workloadIdentity', 'azurekv'].map((at): Site => ({
        path: `spec.provider.${at}.serviceAccountRef`,
        to: 'ServiceAccount',
      })),
      ...[
        ...['accessKeyIDSecretRef', 'secretAccessKeySecretRef', 'sessionTokenSecretRef'].map((field) => `aws.auth.secretRef.${field}`),
        ...['tokenSecretRef', 'kubernetes.secretRef', 'appRole.secretRef', 'userPass.secretRef'].map((field) => `vault.auth.${field}`),
        'gcpsm.auth.secretRef.secretAccessKeySecretRef',
        ...['clientId', 'clientSecret'].map((field) => `azurekv.authSecretRef.${field}`),
      ].map((at): Site => ({ path: `spec.provider.${at}`, to: 'Secret', key: 'key' })),
      {
        path: 'spec.provider.vault.caProvider',
        to: { field: 'type', group: '', fallback: 'Secret', only: ['Secret', 'ConfigMap'] },
        key: 'key',
      },
    ],
  },
  {
    kinds: ['ServiceMonitor', 'PodMonitor'].map((kind) => `${kind}.monitoring.coreos.com`),
    sites: ['endpoints', 'podMetricsEndpoints'].flatMap((list) =>
      MONITOR_SECRETS.map((field): Site => ({ path: `spec.${list}[*].${field}`, to: 'Secret', key: 'key', late: true })),
    ),
  },
  {
    kinds: ['AlertmanagerConfig.monitoring.coreos.com'],
    sites: ['pagerdutyConfigs[*].routingKey', 'pagerdutyConfigs[*].serviceKey', 'slackConfigs[*].apiURL', 'webhookConfigs[*].urlSecret', 'emailConfigs[*].authPassword'].map(
      (field): Site => ({ path: `spec.receivers[*].${field}`, to: 'Secret', key: 'key' }),
    ),
  },
  { kinds: ['Application.argoproj.io'], sites: [{ path: 'spec.project', to: 'AppProject.argoproj.io', name: '' }] },
  {
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map(
      (kind) => `${kind}.admissionregistration.k8s.io`,
    ),
    sites: [WEBHOOK],
  },
  {
    kinds: ['APIService.apiregistration.k8s.io'],
    sites: [{ path: 'spec.service', to: 'Service', namespace: 'namespace', port: 'port', late: true }],
  },
];

const VIRTUAL_SERVICE = 'VirtualService.networking.istio.io';

/** Nodes with `host`, a Service or a host outside, and `port.number`. */
export const HOST_SITES: readonly HostSite[] = [
  ...['http', 'tls', 'tcp'].map((protocol) => ({ kind: VIRTUAL_SERVICE, path: `spec.${protocol}[*].route[*].destination` })),
  { kind: VIRTUAL_SERVICE, path: 'spec.http[*].mirror' },
  { kind: VIRTUAL_SERVICE, path: 'spec.http[*].mirrors[*].destination' },
  { kind: 'DestinationRule.networking.istio.io', path: 'spec' },
];

/** Nodes that select by label. An empty selector means everything. */
export const SELECTOR_SITES: readonly SelectorSite[] = [
  { kind: 'Service', path: 'spec.selector', selects: 'pods', form: 'labels', within: 'own' },
  { kind: 'PodDisruptionBudget.policy', path: 'spec.selector', selects: 'pods', form: 'selector', within: 'own' },
  { kind: 'NetworkPolicy.networking.k8s.io', path: 'spec.podSelector', selects: 'pods', form: 'selector', within: 'own' },
  {
    kind: 'NetworkPolicy.networking.k8s.io',
    path: 'spec.ingress[*].from[*]',
    selects: 'pods',
    form: 'selector',
    within: 'selected',
  },
  {
    kind: 'NetworkPolicy.networking.k8s.io',
    path: 'spec.egress[*].to[*]',
    selects: 'pods',
    form: 'selector',
    within: 'selected',
  },
  { kind: 'ServiceMonitor.monitoring.coreos.com', path: 'spec', selects: 'services', form: 'selector', within: 'selected' },
  { kind: 'PodMonitor.monitoring.coreos.com', path: 'spec', selects: 'pods', form: 'selector', within: 'selected' },
  ...['PeerAuthentication', 'AuthorizationPolicy', 'RequestAuthentication'].map((kind): SelectorSite => ({
    kind: `${kind}.security.istio.io`,
    path: 'spec.selector',
    selects: 'pods',
    form: 'selector',
    within: 'own',
  })),
];
