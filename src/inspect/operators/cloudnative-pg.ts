/** CloudNativePG 1.2x. */
import { get, list, map, number, text, type Node } from '../read';
import type { JsonObject } from '../../model/json';
import { type Operator, type ProvidedByOperator, tcp } from './operator';

export const cloudnativePg: Operator = {
  makes: {
    /** CloudNativePG 1.2x: services, secrets and account of a Cluster. */
    'Cluster.postgresql.cnpg.io': (json, name) => {
      const disabled = list(json, 'spec', 'managed', 'services', 'disabledDefaultServices');
      const services = ['rw', 'ro', 'r'].filter((kind) => !disabled.includes(kind)).map((kind) => `${name}-${kind}`);
      for (const extra of list(json, 'spec', 'managed', 'services', 'additional')) {
        const extraName = text(extra, 'serviceTemplate', 'metadata', 'name');
        if (extraName !== undefined) services.push(extraName);
      }
      const owner = [
        'username',
        'user',
        'password',
        'dbname',
        'host',
        'port',
        'uri',
        'jdbc-uri',
        'fqdn-uri',
        'fqdn-jdbc-uri',
        'pgpass',
      ];
      const made: ProvidedByOperator[] = services.map((service) => ({
        kind: 'Service',
        name: service,
        ports: [{ name: 'postgres', port: 5432 }],
      }));
      for (const bootstrap of ['initdb', 'recovery', 'pg_basebackup']) {
        const start = get(json, 'spec', 'bootstrap', bootstrap);
        const asks =
          bootstrap === 'initdb'
            ? get(json, 'spec', 'bootstrap') === undefined || start !== undefined
            : get(start, 'database') !== undefined;
        if (asks && get(start, 'secret') === undefined) made.push({ kind: 'Secret', name: `${name}-app`, keys: owner });
      }
      if (get(json, 'spec', 'enableSuperuserAccess') === true && get(json, 'spec', 'superuserSecret') === undefined) {
        made.push({ kind: 'Secret', name: `${name}-superuser`, keys: owner });
      }
      made.push(
        { kind: 'Secret', name: `${name}-ca`, keys: ['ca.crt', 'ca.key'] },
        { kind: 'Secret', name: `${name}-server`, keys: ['tls.crt', 'tls.key'] },
        { kind: 'Secret', name: `${name}-replication`, keys: ['tls.crt', 'tls.key'] },
        { kind: 'ServiceAccount', name },
      );
      return made;
    },
    'Pooler.postgresql.cnpg.io': (json, name) => [
      {
        kind: 'Service',
        name: text(json, 'spec', 'serviceTemplate', 'metadata', 'name') ?? name,
        ports: [{ name: 'pgbouncer', port: poolerPort(json) }],
      },
      { kind: 'ServiceAccount', name },
    ],
  },
  starts: {
    /** Labels as of CloudNativePG 1.28: what is inherited comes over its standard labels, and its own over all. */
    'Cluster.postgresql.cnpg.io': (name, json) => {
      const all = { ...standardLabels(name, 'database'), ...inherited(json), 'cnpg.io/cluster': name };
      const instance = { ...all, 'cnpg.io/podRole': 'instance', role: 'primary', 'cnpg.io/instanceRole': 'primary' };
      return [
        {
          part: 'instance',
          labels: instance,
          ports: [tcp('postgresql', 5432), tcp('metrics', 9187), tcp('status', 8000)],
        },
        ...preparing(get(json, 'spec', 'bootstrap')).map((job) => ({
          labels: { ...all, 'cnpg.io/jobRole': job },
          ports: [],
          ends: true as const,
          part: job,
        })),
      ];
    },
    /** Its own labels come over those of the template. */
    'Pooler.postgresql.cnpg.io': (name, json) => {
      const cluster = text(json, 'spec', 'cluster', 'name') ?? '';
      return [
        {
          labels: {
            ...(map(json, 'spec', 'template', 'metadata', 'labels') as Record<string, string>),
            ...standardLabels(cluster, 'pooler'),
            'cnpg.io/cluster': cluster,
            'cnpg.io/poolerName': name,
            'cnpg.io/podRole': 'pooler',
          },
          ports: [tcp('pgbouncer', 5432), tcp('metrics', 9127)],
        },
      ];
    },
  },
};

/** A port of the template that has its name stands in place of the operator's own. */
function poolerPort(json: JsonObject): number {
  const given = list(json, 'spec', 'serviceTemplate', 'spec', 'ports').find(
    (port) => text(port, 'name') === 'pgbouncer',
  );
  return number(given, 'port') ?? 5432;
}

function standardLabels(cluster: string, component: string): Record<string, string> {
  return {
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/instance': cluster,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
  };
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

function inherited(json: JsonObject): Record<string, string> {
  return map(json, 'spec', 'inheritedMetadata', 'labels') as Record<string, string>;
}
