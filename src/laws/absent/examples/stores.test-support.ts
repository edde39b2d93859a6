/** Data services. */
import { Elasticsearch } from '../../../pattern/stores/elasticsearch/elasticsearch';
import { MongoDb } from '../../../pattern/stores/mongodb/mongodb';
import { NatsJetStream } from '../../../pattern/stores/nats/jetstream';
import { NatsStreaming } from '../../../pattern/stores/nats/streaming';
import type { Platform } from '../../../pattern/platform/platform';
import { Postgres } from '../../../pattern/stores/postgres/postgres';
import { RabbitMq } from '../../../pattern/stores/rabbitmq/rabbitmq';
import { Redis } from '../../../pattern/stores/redis/redis';
import { sealed } from '../../../pattern/secrets/sealed';
import { StatefulService } from '../../../pattern/stores/stateful/stateful-service';
import { podField } from '../../../pattern/workload/env-value';
import { examplesOf, type Example } from '../proof.test-support';
import {
  ALERTS,
  BACKUP,
  key,
  outside,
  PROBES,
  RESOURCES,
  SHOP,
  SMALL,
  STORAGE,
  storageCredentials,
} from '../shop.test-support';
import { only } from '../world.test-support';

const EVERYWHERE = only(['dev', 'prod'], 'everywhere');
const LARGE = { requests: { cpu: '1', memory: '3Gi' }, limits: { cpu: '3', memory: '3Gi' } };
const storage = { size: '90Gi', class: 'local' };
const backup = () => ({ ...BACKUP, credentials: storageCredentials() });
const helper = (image: string) => ({ image, resources: SMALL });

const store = {
  image: 'store',
  name: 'data',
  resources: LARGE,
  probes: PROBES,
  user: 20000,
  shutdown: { drain: '90s', preStop: '9s' },
  podLabels: { a: 'x' },
  podAnnotations: { b: 'y' },
  only: EVERYWHERE,
  update: { type: 'RollingUpdate', partition: 1 },
  retention: { whenDeleted: 'Delete', whenScaled: 'Delete' },
  minReady: '20s',
  alerts: ALERTS,
} as const;

const database = {
  image: 'postgresql',
  version: 18,
  name: 'db',
  instances: 3,
  storage,
  walStorage: { size: '20Gi', class: 'local' },
  resources: LARGE,
  database: 'shop',
  owner: 'shopkeeper',
  credentials: 'db-credentials',
  roles: [
    {
      name: 'reporting',
      secret: 'reporting-login',
      login: false,
      createdb: true,
      inRoles: ['pg_read_all_data', 'pg_monitor'],
      connectionLimit: 5,
    },
  ],
  parameters: { max_connections: 150, log_statement: 'ddl', autovacuum: true },
  preload: ['pg_stat_statements', 'auto_explain'],
  synchronous: { replicas: 1, durability: 'preferred' },
  probes: {
    readiness: { period: '7s', timeout: '4s', failures: 5 },
    liveness: { period: '7s', timeout: '4s', failures: 5 },
    startup: { period: '7s', timeout: '4s', failures: 5 },
  },
  tls: 'verify-full',
  pooler: {
    name: 'pool',
    servicePort: 6432,
    instances: 3,
    mode: 'session',
    image: 'pgbouncer-next',
    maxClientConnections: 500,
    parameters: { query_timeout: 60, server_idle_timeout: '70' },
    resources: RESOURCES,
  },
  metrics: true,
  alerts: ALERTS,
  antiAffinity: 'preferred',
  priorityClass: 'databases',
  only: EVERYWHERE,
  smartShutdownTimeout: '2m',
  stopDelay: '20m',
  switchoverDelay: '30m',
  primaryUpdateStrategy: 'supervised',
} as const;

const broker = {
  ...store,
  image: 'rabbitmq',
  storage,
  replicas: 3,
  login: { username: key('username'), password: key('password') },
  cookie: key('cookie'),
  users: {
    orders: {
      password: key('orders'),
      vhost: 'shop',
      configure: 'orders.*',
      write: 'out.*',
      read: 'in.*',
      tags: ['monitoring', 'management'],
    },
  },
  vhosts: ['shop', 'other'],
  queueType: 'classic',
  memoryHighWatermark: '1Gi',
  diskFreeLimit: '4Gi',
  management: true,
  tls: 'verify-full',
  metrics: true,
  clusterDomain: 'cluster.acme',
} as const;

const cache = {
  image: 'redis',
  flavour: 'official',
  name: 'cache',
  password: key('password'),
  maxMemory: '500mb',
  eviction: 'volatile-lru',
  resources: LARGE,
  replicas: 1,
  probes: PROBES,
  user: 1999,
  metrics: true,
  exporter: helper('redis-exporter-next'),
  alerts: ALERTS,
  only: EVERYWHERE,
  users: {
    orders: {
      password: key('orders'),
      keys: ['orders:*', 'carts:*'],
      channels: ['orders', 'carts'],
      commands: ['+@read', '+@write'],
    },
  },
} as const;
const persistence = {
  ...storage,
  fsync: 'always',
  snapshots: [
    { after: '15m', changes: 3 },
    { after: '1h', changes: 1 },
  ],
} as const;

const command = (name: string) => ({
  command: [`/bin/${name}`, '--all'],
  image: `${name}-tools`,
  env: { LEVEL: 'info', POD: podField('metadata.name') },
  secrets: { KEY: key(name) },
});

const postgres = examplesOf(Postgres, 'db');
const redis = examplesOf(Redis, 'cache');
const rabbitMq = examplesOf(RabbitMq, 'rabbit');
const natsJetStream = examplesOf(NatsJetStream, 'nats');
const natsStreaming = examplesOf(NatsStreaming, 'stan');
const mongoDb = examplesOf(MongoDb, 'mongo');
const elasticsearch = examplesOf(Elasticsearch, 'search');
const statefulService = examplesOf(StatefulService, 'data');

export const STORES: readonly Example[] = [
  postgres('Postgres', SHOP, () => ({
    ...database,
    backup: {
      ...STORAGE,
      credentials: storageCredentials(),
      retention: '20d',
      schedule: '0 0 4 * * *',
      encryption: 'AES256',
      rpo: '2m',
      rto: '3h',
      drill: {
        schedule: '0 5 * * *',
        query: 'select true',
        image: 'postgresql-drill',
        size: '70Gi',
        resources: RESOURCES,
      },
    },
  })),
  postgres('Postgres that begins with the data of another', SHOP, () => ({
    image: 'postgresql',
    version: 18,
    instances: 2,
    storage,
    backup: { destination: 's3://backups/shop' },
    recovery: {
      ...STORAGE,
      destination: 's3://backups/former',
      server: 'former',
      credentials: storageCredentials(),
      until: '2026-11-20T08:00:00Z',
    },
  })),
  redis('Redis that is a cache', SHOP, () => cache),
  redis('Redis that keeps its data', SHOP, () => ({
    ...cache,
    persistence,
    backup: backup(),
    tls: 'verify-full' as const,
  })),
  redis('Redis that fails over', SHOP, () => ({
    ...cache,
    replicas: 3,
    persistence,
    sentinel: { password: key('sentinel'), downAfter: '9s', failoverTimeout: '2m' },
  })),
  rabbitMq('RabbitMq', SHOP, () => broker),
  natsJetStream('NatsJetStream', SHOP, () => ({
    ...store,
    image: 'nats',
    storage,
    replicas: 3,
    token: key('token'),
    maxFileStore: '50Gi',
    maxMemoryStore: '200Mi',
    metrics: true,
    exporter: helper('nats-exporter-next'),
    tls: 'verify-full',
    reloader: helper('nats-reloader-next'),
  })),
  // Without several replicas in any environment the name has no effect, which is a finding of its own.
  {
    ...natsJetStream('NatsJetStream with a named cluster', SHOP, () => ({
      image: 'nats',
      storage,
      replicas: 3,
      cluster: 'shop',
    })),
    within: ['cluster'],
  },
  natsJetStream('NatsJetStream with a login', SHOP, () => ({
    image: 'nats',
    storage,
    login: { username: key('username'), password: key('password') },
  })),
  natsStreaming('NatsStreaming', SHOP, () => ({
    ...store,
    update: { type: 'OnDelete' },
    image: 'nats-streaming',
    storage,
    clusterId: 'shop',
    token: key('token'),
    heartbeat: { interval: '20s', timeout: '5s', failures: 5 },
    channels: { max: 50, messages: 5000, bytes: '100Mi', age: '20h' },
    debug: true,
    metrics: true,
    exporter: helper('nats-exporter-next'),
  })),
  mongoDb('MongoDb', SHOP, () => ({
    image: 'mongo',
    version: '7.0.14',
    featureCompatibility: '6.0',
    name: 'mongo',
    members: 3,
    storage,
    logs: { size: '3Gi', class: 'local' },
    database: 'shop',
    user: 'shopkeeper',
    credentials: 'mongo-login',
    users: [{ name: 'reports', access: { shop: 'read', other: 'readWrite' }, secret: 'reports-login' }],
    resources: LARGE,
    cache: '1Gi',
    tls: 'verify-full',
    agent: { resources: RESOURCES },
    images: { agent: 'agent-next', readinessProbe: 'probe-next', versionUpgradeHook: 'hook-next' },
    metrics: true,
    exporter: helper('mongodb-exporter-next'),
    alerts: ALERTS,
    backup: { ...backup(), resources: RESOURCES },
    antiAffinity: 'preferred',
    priorityClass: 'databases',
    only: EVERYWHERE,
  })),
  elasticsearch('Elasticsearch', SHOP, () => ({
    image: 'elasticsearch',
    version: '8.19.8',
    name: 'search',
    nodes: 3,
    storage,
    resources: LARGE,
    heap: '1Gi',
    credentials: 'search-login',
    users: ['indexer-login', 'reader-login'],
    metrics: true,
    exporter: helper('elasticsearch-exporter-next'),
    alerts: ALERTS,
    backup: { ...backup(), resources: LARGE },
    priorityClass: 'databases',
    only: EVERYWHERE,
  })),
  statefulService('StatefulService', SHOP, (shop: Platform) => ({
    ...store,
    command: ['/bin/store', '-x'],
    args: ['--fast', '--verbose'],
    workingDir: '/srv',
    env: { LEVEL: 'info', POD: podField('metadata.name') },
    secrets: { KEY: key('key') },
    configMap: 'store-config',
    calls: [outside(shop).endpoint],
    writable: { '/tmp': '64Mi', '/cache': '128Mi' },
    permissions: [{ apiGroups: ['', 'apps'], resources: ['configmaps', 'deployments'], verbs: ['get', 'list'] }],
    metrics: { path: '/m', port: 9100, interval: '45s', timeout: '9s' },
    tracing: { sampling: 0.5 },
    dashboard: { title: 'Store', panels: [] },
    port: 8108,
    protocol: 'http',
    ports: { admin: 9000, debug: 9001 },
    volumes: { data: { path: '/data', ...storage }, log: { path: '/log', size: '3Gi', class: 'local' } },
    replicas: 3,
    replication: { ports: { peer: 8107, gossip: 8106 } },
    podManagementPolicy: 'Parallel',
    backup: { ...backup(), dump: command('dump'), verify: command('verify') },
  })),
  statefulService('StatefulService with an exporter', SHOP, () => ({
    image: 'store',
    port: 8108,
    volumes: { data: { path: '/data', ...storage } },
    tracing: true,
    exporter: {
      image: 'store-exporter',
      port: 9187,
      path: '/stats',
      args: ['--one', '--two'],
      env: { LEVEL: 'info', POD: podField('metadata.name') },
      secrets: { PASSWORD: sealed('store-auth', 'password') },
      resources: SMALL,
    },
  })),
];
