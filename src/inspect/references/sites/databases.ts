/** Databases that operators run. */
import { below, type Site, type SiteBlock } from '../site';
import { POD_SITES } from './pods';
import { STORAGE_CLASS, TLS } from './targets';

const LOGIN = ['username', 'password'];
const CNPG = 'postgresql.cnpg.io';

/** Credentials of an object store, as CloudNativePG's `barmanObjectStore` and the Barman Cloud plugin's ObjectStore have them. */
const OBJECT_STORE: readonly Site[] = [
  ...['accessKeyId', 'secretAccessKey', 'region', 'sessionToken'].map((field) => `s3Credentials.${field}`),
  ...['connectionString', 'storageAccount', 'storageKey', 'storageSasToken'].map(
    (field) => `azureCredentials.${field}`,
  ),
  'googleCredentials.applicationCredentials',
  'endpointCA',
].map((path) => ({ path, to: 'Secret', key: 'key' }));

export const DATABASE_SITES: readonly SiteBlock[] = [
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
    kinds: ['Pooler', 'ScheduledBackup', 'Backup', 'Database', 'Publication', 'Subscription'].map(
      (kind) => `${kind}.${CNPG}`,
    ),
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
      {
        path: 'spec.nodeSets[*].volumeClaimTemplates[*].spec.storageClassName',
        to: STORAGE_CLASS,
        name: '',
        except: [''],
      },
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
      {
        path: 'spec.statefulSet.spec.volumeClaimTemplates[*].spec.storageClassName',
        to: STORAGE_CLASS,
        name: '',
        except: [''],
      },
      ...below('spec.statefulSet.spec.template.spec', POD_SITES),
    ],
  },
];
