/** A Cluster of CloudNativePG 1.28: PostgreSQL. */
import { imageTag } from '../../image-reference';
import { get, list, map, number, text, type Node } from '../../read';
import { dnsSubdomain } from '../../validation/grammar';
import { below, PULL_SECRETS, secretKeys, storageClasses, TLS, type Site } from '../site';
import { NO_SURGE, tcp, type Kind } from '../kind';
import { standardLabels } from './labels';
import { OBJECT_STORE } from './object-store';
import type { JsonObject } from '../../../model/json';

const LOGIN = ['username', 'password'];
/** Keys of the Secret of a role. */
const OWNER = [
  ...['username', 'user', 'password', 'dbname', 'host', 'port', 'uri', 'jdbc-uri', 'fqdn-uri', 'fqdn-jdbc-uri'],
  'pgpass',
];
const VOLUMES = ['storage', 'walStorage'];

export const cluster: Kind = {
  kind: 'Cluster.postgresql.cnpg.io',
  makes: (json, name) => [
    ...servicesOf(json, name).map((service) => ({
      kind: 'Service',
      name: service,
      ports: [{ name: 'postgres', port: 5432 }],
    })),
    ...(makesOwner(json) ? [{ kind: 'Secret', name: `${name}-app`, keys: OWNER }] : []),
    ...(get(json, 'spec', 'enableSuperuserAccess') === true && get(json, 'spec', 'superuserSecret') === undefined
      ? [{ kind: 'Secret', name: `${name}-superuser`, keys: OWNER }]
      : []),
    { kind: 'Secret', name: `${name}-ca`, keys: ['ca.crt', 'ca.key'] },
    { kind: 'Secret', name: `${name}-server`, keys: TLS },
    { kind: 'Secret', name: `${name}-replication`, keys: TLS },
    { kind: 'ServiceAccount', name },
  ],
  runs: {
    /** Inherited labels come over the standard ones, and the operator's own over all. */
    pods: (json, name) => {
      const all = {
        ...standardLabels(name, 'database'),
        ...(map(json, 'spec', 'inheritedMetadata', 'labels') as Record<string, string>),
        'cnpg.io/cluster': name,
      };
      return [
        {
          part: 'instance',
          labels: { ...all, 'cnpg.io/podRole': 'instance', role: 'primary', 'cnpg.io/instanceRole': 'primary' },
          ports: [tcp('postgresql', 5432), tcp('metrics', 9187), tcp('status', 8000)],
          replicas: number(json, 'spec', 'instances') ?? 1,
          spec: undefined,
          container: 'postgres',
          claims: VOLUMES.filter((volume) => get(json, 'spec', volume) !== undefined).map((volume) => [
            'spec',
            volume,
            'size',
          ]),
        },
        ...preparing(get(json, 'spec', 'bootstrap')).map((job) => ({
          part: job,
          labels: { ...all, 'cnpg.io/jobRole': job },
          ports: [],
          replicas: 'ends' as const,
          spec: undefined,
          claims: [],
        })),
      ];
    },
    surge: NO_SURGE,
    store: { name: 'PostgreSQL', version: (json) => imageTag(text(json, 'spec', 'imageName') ?? '') },
  },
  references: [
    ...['initdb', 'recovery', 'pg_basebackup'].map((way): Site => ({
      path: `spec.bootstrap.${way}.secret`,
      to: 'Secret',
      keys: LOGIN,
    })),
    { path: 'spec.bootstrap.recovery.backup', to: 'Backup.postgresql.cnpg.io' },
    { path: 'spec.bootstrap.initdb.postInitApplicationSQLRefs.configMapRefs[*]', to: 'ConfigMap', key: 'key' },
    { path: 'spec.bootstrap.initdb.postInitApplicationSQLRefs.secretRefs[*]', to: 'Secret', key: 'key' },
    { path: 'spec.superuserSecret', to: 'Secret', keys: LOGIN },
    { path: 'spec.managed.roles[*].passwordSecret', to: 'Secret', keys: LOGIN },
    ...Object.entries({ serverTLS: TLS, replicationTLS: TLS, serverCA: ['ca.crt'], clientCA: ['ca.crt'] }).map(
      ([what, keys]): Site => ({ path: `spec.certificates.${what}Secret`, to: 'Secret', name: '', keys }),
    ),
    ...below('spec.backup.barmanObjectStore', OBJECT_STORE),
    ...below('spec.externalClusters[*].barmanObjectStore', OBJECT_STORE),
    ...secretKeys('spec.externalClusters[*]', ['password', 'sslKey', 'sslCert', 'sslRootCert']),
    ...['spec.plugins[*]', 'spec.externalClusters[*].plugin'].map((plugin): Site => ({
      path: `${plugin}.parameters.barmanObjectName`,
      to: 'ObjectStore.barmancloud.cnpg.io',
      name: '',
    })),
    { path: 'spec.imagePullSecrets[*]', ...PULL_SECRETS },
    {
      path: 'spec.imageCatalogRef',
      to: { field: 'kind', group: 'apiGroup', fallback: 'ImageCatalog.postgresql.cnpg.io' },
    },
    { path: 'spec.priorityClassName', to: 'PriorityClass.scheduling.k8s.io', name: '' },
    ...storageClasses(...VOLUMES.map((volume) => `spec.${volume}.storageClass`)),
    { path: 'spec.monitoring.customQueriesConfigMap[*]', to: 'ConfigMap', key: 'key' },
    ...secretKeys('spec.monitoring', ['customQueriesSecret[*]']),
  ],
  fields: { quantities: VOLUMES.map((volume) => `spec.${volume}.size`), images: [['spec', 'imageName']] },
  name: dnsSubdomain(50),
};

function servicesOf(json: JsonObject, name: string): readonly string[] {
  const disabled = list(json, 'spec', 'managed', 'services', 'disabledDefaultServices');
  return [
    ...['rw', 'ro', 'r'].filter((kind) => !disabled.includes(kind)).map((kind) => `${name}-${kind}`),
    ...list(json, 'spec', 'managed', 'services', 'additional').flatMap(
      (extra) => text(extra, 'serviceTemplate', 'metadata', 'name') ?? [],
    ),
  ];
}

/** Whether the operator makes the Secret of the owner of the database. */
function makesOwner(json: JsonObject): boolean {
  const bootstrap = get(json, 'spec', 'bootstrap');
  return ['initdb', 'recovery', 'pg_basebackup'].some((way) => {
    const start = get(bootstrap, way);
    const asks =
      way === 'initdb' ? bootstrap === undefined || start !== undefined : get(start, 'database') !== undefined;
    return asks && get(start, 'secret') === undefined;
  });
}

/** Roles of the jobs that prepare an instance: one for the first, and `join` for replicas. */
function preparing(bootstrap: Node): readonly string[] {
  if (get(bootstrap, 'recovery') !== undefined) {
    return [
      get(bootstrap, 'recovery', 'volumeSnapshots') === undefined ? 'full-recovery' : 'snapshot-recovery',
      'join',
    ];
  }
  if (get(bootstrap, 'pg_basebackup') !== undefined) return ['pgbasebackup', 'join'];
  return [get(bootstrap, 'initdb', 'import') === undefined ? 'initdb' : 'import', 'join'];
}
