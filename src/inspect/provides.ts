/** What controllers make of an object: the Secret of a SealedSecret, the Services of a database, the claims of a StatefulSet. */
import { get, isMap, list, map, number, text, type Node } from './read';
import type { JsonObject } from '../model/json';
import type { PodPort, Pods, ServicePort } from './entries';

export interface ProvidedByOperator {
  readonly kind: string;
  readonly name: string;
  /** Defaults to the namespace of the object that it is made from. */
  readonly namespace?: string;
  readonly keys?: readonly string[];
  readonly ports?: readonly ServicePort[];
}

/** A port of the template that has its name stands in place of the operator's own. */
function poolerPort(json: JsonObject): number {
  const given = list(json, 'spec', 'serviceTemplate', 'spec', 'ports').find((port) => text(port, 'name') === 'pgbouncer');
  return number(given, 'port') ?? 5432;
}

/** What ECK makes for whatever serves HTTP. */
function ofElastic(prefix: string, port: number): readonly ProvidedByOperator[] {
  return [
    { kind: 'Service', name: `${prefix}-http`, ports: [{ name: 'https', port }] },
    { kind: 'Secret', name: `${prefix}-http-certs-public`, keys: ['tls.crt', 'ca.crt'] },
  ];
}

type Maker = (json: JsonObject, name: string) => readonly ProvidedByOperator[];

const NOTHING: readonly ProvidedByOperator[] = [];

const MAKERS: Readonly<Record<string, Maker>> = {
  Namespace: (_, name) => [
    { kind: 'ServiceAccount', name: 'default', namespace: name },
    { kind: 'ConfigMap', name: 'kube-root-ca.crt', namespace: name, keys: ['ca.crt'] },
  ],

  'SealedSecret.bitnami.com': (json, name) => [
    {
      kind: 'Secret',
      name,
      keys: [...Object.keys(map(json, 'spec', 'encryptedData')), ...Object.keys(map(json, 'spec', 'template', 'data'))],
    },
  ],

  'ExternalSecret.external-secrets.io': (json, name) => {
    const template = get(json, 'spec', 'target', 'template');
    const own = list(json, 'spec', 'data').map((item) => text(item, 'secretKey') ?? '');
    const merged = template === undefined || text(template, 'mergePolicy') === 'Merge' ? own : [];
    const open = list(json, 'spec', 'dataFrom').length > 0 || list(template, 'templateFrom').length > 0;
    const keys = open ? undefined : [...(isMap(get(template, 'data')) ? merged : own), ...Object.keys(map(template, 'data'))];
    return [{ kind: 'Secret', name: text(json, 'spec', 'target', 'name') ?? name, keys }];
  },

  /** The key of the ACME account. */
  'Issuer.cert-manager.io': (json) => {
    const name = text(json, 'spec', 'acme', 'privateKeySecretRef', 'name');
    return name === undefined ? NOTHING : [{ kind: 'Secret', name, keys: ['tls.key'] }];
  },

  'Certificate.cert-manager.io': (json) => {
    const name = text(json, 'spec', 'secretName');
    return name === undefined ? NOTHING : [{ kind: 'Secret', name, keys: ['tls.crt', 'tls.key', 'ca.crt'] }];
  },

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

  /** Flagger: a Service for each version, and one that leads to the version that serves. */
  'Canary.flagger.app': (json, name) => {
    const own = text(json, 'spec', 'service', 'name') ?? name;
    const ports = [{ name: text(json, 'spec', 'service', 'portName') ?? 'http', port: number(json, 'spec', 'service', 'port') ?? 80 }];
    return [own, `${own}-primary`, `${own}-canary`].map((service) => ({ kind: 'Service', name: service, ports }));
  },

  'Elasticsearch.elasticsearch.k8s.elastic.co': (json, name) => [
    { kind: 'Service', name: `${name}-es-http`, ports: [{ name: 'https', port: 9200 }] },
    { kind: 'Service', name: `${name}-es-transport`, ports: [{ name: 'tls-transport', port: 9300 }] },
    { kind: 'Service', name: `${name}-es-internal-http`, ports: [{ name: 'https', port: 9200 }] },
    ...(get(json, 'spec', 'auth', 'disableElasticUser') === true ? [] : [{ kind: 'Secret', name: `${name}-es-elastic-user`, keys: ['elastic'] }]),
    { kind: 'Secret', name: `${name}-es-http-certs-public`, keys: ['tls.crt', 'ca.crt'] },
  ],

  'Kibana.kibana.k8s.elastic.co': (_, name) => ofElastic(`${name}-kb`, 5601),
  'ApmServer.apm.k8s.elastic.co': (_, name) => ofElastic(`${name}-apm`, 8200),
  'EnterpriseSearch.enterprisesearch.k8s.elastic.co': (_, name) => ofElastic(`${name}-ent`, 3002),
  'ElasticMapsServer.maps.k8s.elastic.co': (_, name) => ofElastic(`${name}-ems`, 8080),
  /** Fleet Server only has a Service. */
  'Agent.agent.k8s.elastic.co': (_, name) => ofElastic(`${name}-agent`, 8220),

  'Prometheus.monitoring.coreos.com': () => [{ kind: 'Service', name: 'prometheus-operated', ports: [{ name: 'web', port: 9090 }] }],
  'Alertmanager.monitoring.coreos.com': () => [
    { kind: 'Service', name: 'alertmanager-operated', ports: [{ name: 'web', port: 9093 }, { name: 'tcp-mesh', port: 9094 }, { name: 'udp-mesh', port: 9094 }] },
  ],

  'MongoDBCommunity.mongodbcommunity.mongodb.com': (json, name) => {
    const keys = ['username', 'password', 'connectionString.standard', 'connectionString.standardSrv'];
    return [
      {
        kind: 'Service',
        name: text(json, 'spec', 'statefulSet', 'spec', 'serviceName') ?? `${name}-svc`,
        ports: [{ name: 'mongodb', port: 27017 }],
      },
      ...list(json, 'spec', 'users').map((user) => ({
        kind: 'Secret',
        name: text(user, 'connectionStringSecretName') ?? `${name}-${text(user, 'db') ?? ''}-${text(user, 'name') ?? ''}`,
        keys,
      })),
      { kind: 'Secret', name: `${name}-config`, keys: ['cluster-config.json'] },
      { kind: 'Secret', name: `${name}-keyfile`, keys: ['keyfile'] },
      { kind: 'Secret', name: `${name}-agent-password`, keys: ['password'] },
    ];
  },

  'StatefulSet.apps': (json, name) => {
    const replicas = number(json, 'spec', 'replicas') ?? 1;
    return list(json, 'spec', 'volumeClaimTemplates').flatMap((claim) =>
      Array.from({ length: Math.min(replicas, 100) }, (_, index) => ({
        kind: 'PersistentVolumeClaim',
        name: `${text(claim, 'metadata', 'name') ?? ''}-${name}-${index}`,
      })),
    );
  },

  'Application.argoproj.io': (json) => {
    const creates = list(json, 'spec', 'syncPolicy', 'syncOptions').includes('CreateNamespace=true');
    const namespace = text(json, 'spec', 'destination', 'namespace');
    return creates && namespace !== undefined
      ? [{ kind: 'Namespace', name: namespace, namespace: '' }, ...MAKERS['Namespace']!({}, namespace)]
      : NOTHING;
  },
};

/** @returns the objects that controllers create from this one, with the keys and ports that are known */
export function provides(kind: string, json: JsonObject): readonly ProvidedByOperator[] {
  const maker = MAKERS[kind];
  return maker === undefined ? NOTHING : maker(json, text(json, 'metadata', 'name') ?? '');
}

type OperatorPods = Pick<Pods, 'labels' | 'ports' | 'part'> & { readonly ends?: true };
const tcp = (name: string, port: number): PodPort => ({ name, port, protocol: 'TCP' });
const NO_PODS: readonly OperatorPods[] = [];

const POD_MAKERS: Readonly<Record<string, (name: string, json: JsonObject) => readonly OperatorPods[]>> = {
  /** Labels as of CloudNativePG 1.28: what is inherited comes over its standard labels, and its own over all. */
  'Cluster.postgresql.cnpg.io': (name, json) => {
    const all = { ...standardLabels(name, 'database'), ...inherited(json), 'cnpg.io/cluster': name };
    const instance = { ...all, 'cnpg.io/podRole': 'instance', role: 'primary', 'cnpg.io/instanceRole': 'primary' };
    return [
      { part: 'instance', labels: instance, ports: [tcp('postgresql', 5432), tcp('metrics', 9187), tcp('status', 8000)] },
      ...preparing(get(json, 'spec', 'bootstrap')).map((job) => ({
        labels: { ...all, 'cnpg.io/jobRole': job },
        ports: [],
        ends: true as const,
        part: job,
      })),
    ];
  },
  /** What answers HTTP-01 challenges, in the namespace of the Certificate, while an order is open. */
  'Certificate.cert-manager.io': () => [
    { part: 'http01-solver', labels: { 'acme.cert-manager.io/http01-solver': 'true' }, ports: [tcp('http', 8089)], ends: true },
  ],
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
  /** Labels of a node set's template come over its own, and containers of the template are added. */
  'Elasticsearch.elasticsearch.k8s.elastic.co': (name, json) =>
    list(json, 'spec', 'nodeSets').map((set) => ({
      part: text(set, 'name') ?? '',
      labels: { 'elasticsearch.k8s.elastic.co/cluster-name': name, 'common.k8s.elastic.co/type': 'elasticsearch', ...labelsOf(get(set, 'podTemplate')) },
      ports: withPorts([tcp('https', 9200), tcp('transport', 9300)], get(set, 'podTemplate')),
    })),
  'Kibana.kibana.k8s.elastic.co': (name, json) => {
    const template = get(json, 'spec', 'podTemplate');
    return [{ labels: { 'common.k8s.elastic.co/type': 'kibana', 'kibana.k8s.elastic.co/name': name, ...labelsOf(template) }, ports: withPorts([tcp('https', 5601)], template) }];
  },
  'Prometheus.monitoring.coreos.com': (name, json) => [
    {
      labels: ofPrometheusOperator(name, 'prometheus', json),
      ports: withPorts([tcp('web', 9090), ...(get(json, 'spec', 'thanos') === undefined ? [] : [tcp('grpc', 10901), tcp('http', 10902)])], json),
    },
  ],
  'ThanosRuler.monitoring.coreos.com': (name, json) => [{ labels: ofPrometheusOperator(name, 'thanos-ruler', json), ports: withPorts([tcp('web', 10902), tcp('grpc', 10901)], json) }],
  'Alertmanager.monitoring.coreos.com': (name, json) => [
    { labels: ofPrometheusOperator(name, 'alertmanager', json), ports: [tcp('web', 9093), tcp('mesh-tcp', 9094), { name: 'mesh-udp', port: 9094, protocol: 'UDP' }] },
  ],
  /** Labels of the template come over its own, and containers of the template are added. */
  'MongoDBCommunity.mongodbcommunity.mongodb.com': (name, json) => {
    const template = get(json, 'spec', 'statefulSet', 'spec', 'template');
    return [{ labels: { app: `${name}-svc`, ...labelsOf(template) }, ports: withPorts([tcp('mongodb', 27017)], template) }];
  },
};

function ofPrometheusOperator(name: string, program: string, json: JsonObject): Record<string, string> {
  return {
    ...(map(json, 'spec', 'podMetadata', 'labels') as Record<string, string>),
    'app.kubernetes.io/name': program,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    [program]: name,
  };
}

function labelsOf(template: Node): Record<string, string> {
  return map(template, 'metadata', 'labels') as Record<string, string>;
}

/** The ports that the operator opens, and those of containers that a pod template adds. */
function withPorts(own: readonly PodPort[], template: Node): readonly PodPort[] {
  const declared = list(template, 'spec', 'containers').flatMap((container) =>
    list(container, 'ports').map((port): PodPort => ({
      name: text(port, 'name'),
      port: number(port, 'containerPort') ?? 0,
      protocol: text(port, 'protocol') ?? 'TCP',
    })),
  );
  return [...own, ...declared.filter(({ port }) => !own.some((other) => other.port === port))];
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
    return [get(bootstrap, 'recovery', 'volumeSnapshots') === undefined ? 'full-recovery' : 'snapshot-recovery', 'join'];
  }
  if (get(bootstrap, 'pg_basebackup') !== undefined) return ['pgbasebackup', 'join'];
  return [get(bootstrap, 'initdb', 'import') === undefined ? 'initdb' : 'import', 'join'];
}

function inherited(json: JsonObject): Record<string, string> {
  return map(json, 'spec', 'inheritedMetadata', 'labels') as Record<string, string>;
}

/** Whether the pods of all kinds of its group are known here. */
export function isOperatorKnown(kind: string): boolean {
  const group = kind.slice(kind.indexOf('.'));
  return Object.keys(POD_MAKERS).some((known) => known.endsWith(group));
}

/** @returns the pods that an operator starts for a custom resource, by the labels that it documents */
export function podsOfOperators(kind: string, json: JsonObject): readonly OperatorPods[] {
  const maker = POD_MAKERS[kind];
  return maker === undefined ? NO_PODS : maker(text(json, 'metadata', 'name') ?? '', json);
}
