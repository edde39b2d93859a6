import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogOf } from '../catalog';
import { inspectCapacity } from '../capacity';
import { inspectEnvironments } from '..';
import { KINDS, madeOf, podsOfOperator } from '.';
import { referencesOf } from '../references/resolve';
import { scalesOf } from '../replicas';
import type { InspectedEnvironment } from '../types';
import type { Kind } from './kind';
import type { JsonObject } from '../../model/json';

const HERE = __dirname;
const SIZE = '7Gi';
/** A pod spec with a reference that leads nowhere and a value that nothing accepts. */
const POD = {
  containers: [
    {
      name: 'added',
      envFrom: [{ secretRef: { name: 'nowhere' } }],
      resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },
    },
  ],
};
const CLAIMS = [{ spec: { storageClassName: 'nowhere', resources: { requests: { storage: SIZE } } } }];
const PROMETHEUS = { replicas: 3, ...POD, storage: { volumeClaimTemplate: CLAIMS[0] } };

/** A `spec` with three pods for each kind that runs pods, with a pod spec and storage where the kind has them. */
const SPECS: Readonly<Record<string, object>> = {
  'Cluster.postgresql.cnpg.io': {
    instances: 3,
    imageName: 'postgres:17',
    storage: { size: SIZE, storageClass: 'nowhere' },
  },
  'Pooler.postgresql.cnpg.io': { instances: 3, cluster: { name: 'db' }, template: { spec: POD } },
  'Elasticsearch.elasticsearch.k8s.elastic.co': {
    version: '8.19.0',
    nodeSets: [{ name: 'default', count: 3, podTemplate: { spec: POD }, volumeClaimTemplates: CLAIMS }],
  },
  'Kibana.kibana.k8s.elastic.co': { count: 3, podTemplate: { spec: POD } },
  'MongoDBCommunity.mongodbcommunity.mongodb.com': {
    members: 3,
    version: '8.0.4',
    statefulSet: { spec: { template: { spec: POD }, volumeClaimTemplates: CLAIMS } },
  },
  'RabbitmqCluster.rabbitmq.com': {
    replicas: 3,
    image: 'rabbitmq:4.1',
    persistence: { storage: SIZE, storageClassName: 'nowhere' },
    override: { statefulSet: { spec: { template: { spec: POD } } } },
  },
  'Prometheus.monitoring.coreos.com': PROMETHEUS,
  'Alertmanager.monitoring.coreos.com': PROMETHEUS,
  'ThanosRuler.monitoring.coreos.com': PROMETHEUS,
};

function objectOf(kind: string, spec: object): JsonObject {
  const dot = kind.indexOf('.');
  return {
    apiVersion: dot < 0 ? 'v1' : `${kind.slice(dot + 1)}/v1`,
    kind: dot < 0 ? kind : kind.slice(0, dot),
    metadata: { name: 'it' },
    spec: spec as JsonObject,
  };
}

function environmentWith(...objects: JsonObject[]): InspectedEnvironment {
  return {
    platform: 'shop',
    environment: 'prod',
    objects: objects.map((json, index) => ({ json, file: `${index}.yaml` })),
    provided: [],
  };
}

const counted = KINDS.filter(({ kind, runs }) =>
  runs?.pods(objectOf(kind, SPECS[kind] ?? {}), 'it').some(({ replicas }) => replicas !== 'ends'),
);

test('every file of a kind is in the list, once', () => {
  const exported = readdirSync(HERE, { withFileTypes: true }).flatMap((folder) =>
    !folder.isDirectory()
      ? []
      : readdirSync(join(HERE, folder.name)).flatMap((file) => {
          const module = require(join(HERE, folder.name, file)) as Record<string, unknown>;
          return Object.values(module).flatMap((value) => (Array.isArray(value) ? value : [value]) as Partial<Kind>[]);
        }),
  );
  const found = exported.filter((value) => typeof value === 'object' && typeof value.kind === 'string');
  expect(found.length).toBeGreaterThan(60);
  expect(found.filter((value) => !KINDS.includes(value as Kind))).toEqual([]);
  expect(new Set(KINDS.map(({ kind }) => kind)).size).toBe(KINDS.length);
});

test('every kind that runs pods has an example here', () => {
  expect(counted.map(({ kind }) => kind).sort()).toEqual(Object.keys(SPECS).sort());
});

describe.each(counted.map((kind) => [kind.kind, kind] as const))('%s', (name, { runs }) => {
  const spec = SPECS[name]!;
  const written = JSON.stringify(spec);
  const json = objectOf(name, spec);
  const environment = environmentWith(json);
  const entry = catalogOf(environment).files[0]!;

  it('has pods with labels and ports, and makes what they are reached by or keep', () => {
    const pods = catalogOf(environment).pods.all.filter(({ from, ends }) => from === entry && !ends);
    expect(pods).toHaveLength(1);
    expect(Object.keys(pods[0]!.labels).length).toBeGreaterThan(0);
    expect(pods[0]!.ports!.length).toBeGreaterThan(0);
  });

  it('has a scale', () => expect(scalesOf(environment).get(entry)).toMatchObject({ least: 3, most: 3 }));

  it('counts against a quota, with its storage', () => {
    const quota = objectOf('ResourceQuota', { hard: { pods: '1', 'requests.storage': '1Gi' } });
    const demanded = inspectCapacity(environmentWith(json, { ...quota, apiVersion: 'v1' })).map(({ path }) => path);
    expect(demanded).toContain('spec.hard.pods');
    expect(demanded.includes('spec.hard["requests.storage"]')).toBe(written.includes(SIZE));
  });

  it('names what its pods and volumes name', () => {
    const targets = referencesOf(environment).map(({ kind, name: target }) => `${kind} ${target}`);
    expect(targets.includes('Secret nowhere')).toBe(written.includes('secretRef'));
    expect(targets.includes('StorageClass.storage.k8s.io nowhere')).toBe(written.includes(SIZE));
  });

  it('has its part of the pod spec judged', () => {
    const codes = inspectEnvironments([environment], undefined).map(({ code }) => code);
    expect(codes.includes('LS667')).toBe(written.includes('secretRef'));
  });

  it('says whether it is a data store, and which version', () => {
    const versioned = /version|image/i.test(written);
    expect(runs!.store?.version(json) !== undefined).toBe(versioned);
  });
});

test('no other file of inspection names a kind that runs pods', () => {
  const names = KINDS.filter(({ runs }) => runs !== undefined).map(({ kind }) => kind);
  const elsewhere = readdirSync(join(HERE, '..'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test') && !/^(kinds|examples)\//.test(file))
    .flatMap((file) => {
      const source = readFileSync(join(HERE, '..', file), 'utf8');
      return names.filter((name) => source.includes(`'${name}'`)).map((name) => `${file} ${name}`);
    });
  expect(elsewhere).toEqual([
    // what a Certificate may say, and what environments before production go without
    'parity/undeclared.ts Certificate.cert-manager.io',
    'validation/certificates.ts Certificate.cert-manager.io',
  ]);
});

test('a plain object makes nothing and runs nothing', () => {
  const json = objectOf('Unknown.example.com', {});
  expect([madeOf('Unknown.example.com', json), podsOfOperator('Unknown.example.com', json)]).toEqual([[], []]);
});
