import type { ProgramExample } from '../program-example';

/** `new Postgres`, with the lines that matter. */
const db = (lines: string, more = `  backup,\n`): string => `new Postgres(shop, 'db', {
  image: 'postgresql',
  version: 18,
  instances: 2,
  storage: { size: '10Gi' },
${more}${lines}});`;
const TAGS = {
  postgresql: '18.0-system-trixie',
  'postgresql-standard': '18.0-standard-trixie',
  mongo: '7.0.14',
  rabbitmq: '4.1.4-management',
  redis: '8.2.1',
};
const mongo = (lines: string): string => `new MongoDb(shop, 'mongo', {
  image: 'mongo',
  version: '7.0.14',
  storage: { size: '10Gi' },
${lines}});`;
const rabbit = (lines: string): string => `new RabbitMq(shop, 'rabbitmq', {
  image: 'rabbitmq',
  storage: { size: '10Gi' },
${lines}});`;
const tags = { bad: TAGS, good: TAGS };

/** Data stores, their backups and jobs on them. */
export const STORE_PROGRAMS = {
  LS121: {
    bad: `const db = ${db('')}
new Migration(shop, 'prisma', { database: db, image: 'api' });
new Migration(shop, 'flyway', { database: db, image: 'flyway' });`,
    good: `const db = ${db('')}
new Migration(shop, 'prisma', { database: db, image: 'api' });`,
    tags,
  },
  LS122: {
    bad: `const db = ${db('  pooler: {},\n')}
new Migration(shop, 'migrate', { database: db, image: 'api', env: { DATABASE_URL: db.pooledUrl } });`,
    good: `const db = ${db('  pooler: {},\n')}
new Migration(shop, 'migrate', { database: db, image: 'api', env: { DATABASE_URL: db.url } });`,
    tags,
  },
  LS135: {
    bad: `new Redis(shop, 'redis', { image: 'redis', replicas: 3, persistence: { size: '2Gi' } });`,
    good: `new Redis(shop, 'redis', { image: 'redis', replicas: 3, persistence: { size: '2Gi' }, sentinel: {} });`,
    tags,
  },
  LS136: {
    bad: `new StatefulService(shop, 'store', {
  image: 'store',
  port: 8080,
  only: only(['dev'], 'a tool of developers'),
  volumes: { tmp: { path: '/data', size: '1Gi' } },
  writable: { '/tmp': '64Mi' },
});`,
    good: `new StatefulService(shop, 'store', {
  image: 'store',
  port: 8080,
  only: only(['dev'], 'a tool of developers'),
  volumes: { data: { path: '/data', size: '1Gi' } },
  writable: { '/tmp': '64Mi' },
});`,
  },
  LS137: {
    bad: `const redis = new Redis(shop, 'redis', {
  image: 'redis',
  persistence: { size: '1Gi' },
  resources: { limits: { memory: '1Gi' } },
});
deviate(redis, { opinion: 'single-replica', in: ['prod'], reason: 'sessions may be lost for a minute' });`,
    good: `const redis = new Redis(shop, 'redis', {
  image: 'redis',
  persistence: { size: '2Gi' },
  resources: { limits: { memory: '1Gi' } },
});
deviate(redis, { opinion: 'single-replica', in: ['prod'], reason: 'sessions may be lost for a minute' });`,
    tags,
  },
  LS138: {
    bad: rabbit(`  replicas: 4,\n`),
    good: rabbit(`  replicas: 3,\n`),
    tags,
  },
  LS175: {
    bad: db(''),
    good: db(''),
    tags: { bad: { postgresql: '17.5-system-trixie' }, good: { postgresql: '18.0-system-trixie' } },
  },
  LS177: {
    bad: mongo(`  members: 3,
  backup: { ...backup, rpo: '24h', rto: '1h' },
  users: [{ name: 'reports', access: { app: 'readAnyDatabase' } }],
`),
    good: mongo(`  members: 3,
  backup: { ...backup, rpo: '24h', rto: '1h' },
  users: [{ name: 'reports', access: { app: 'read' } }],
`),
    tags,
  },
  LS178: {
    bad: mongo(`  members: 3,
  backup: { ...backup, schedule: '0 3 * * *', rpo: '1h', rto: '1h' },
`),
    good: mongo(`  members: 3,
  backup: { ...backup, schedule: '0 * * * *', rpo: '1h', rto: '1h' },
`),
    tags,
  },
  LS179: {
    bad: mongo(`  members: 3,
  backup: { ...backup, rpo: '24h', rto: '1h', restore: { check: false } },
`),
    good: mongo(`  members: 3,
  backup: { ...backup, rpo: '24h', rto: '1h' },
`),
    tags,
  },
  LS180: {
    bad: `const shop = new Platform(app, 'shop', { ...defaults, cluster: { ...cluster, kubernetes: ['1.27'] } });
${mongo(`  members: 3,
  backup: { ...backup, rpo: '24h', rto: '1h' },
`)}`,
    good: `const shop = new Platform(app, 'shop', { ...defaults, cluster: { ...cluster, kubernetes: ['1.33'] } });
${mongo(`  members: 3,
  backup: { ...backup, rpo: '24h', rto: '1h' },
`)}`,
    tags,
  },
  LS185: {
    bad: rabbit(`  replicas: 3,\n  diskFreeLimit: '6Gi',\n`),
    good: rabbit(`  replicas: 3,\n  diskFreeLimit: '2Gi',\n`),
    tags,
  },
  LS186: {
    bad: rabbit(`  replicas: 3,\n  resources: { limits: { memory: '1Gi' } },\n  memoryHighWatermark: '1000Mi',\n`),
    good: rabbit(`  replicas: 3,\n  resources: { limits: { memory: '1Gi' } },\n  memoryHighWatermark: '600Mi',\n`),
    tags,
  },
  LS187: {
    bad: rabbit(`  replicas: 3,\n`),
    good: rabbit(`  replicas: 3,\n`),
    tags: { bad: { rabbitmq: '3.13.7-management' }, good: { rabbitmq: '4.1.4-management' } },
  },
  LS188: {
    bad: rabbit(`  replicas: 3,\n  vhosts: ['shop'],\n  users: { orders: { vhost: 'orders' } },\n`),
    good: rabbit(`  replicas: 3,\n  vhosts: ['shop', 'orders'],\n  users: { orders: { vhost: 'orders' } },\n`),
    tags,
  },
  LS189: {
    bad: `const redis = new Redis(shop, 'redis', { image: 'redis', replicas: 3, persistence: { size: '2Gi' }, sentinel: {} });
new Worker(shop, 'mailer', {
  image: 'mailer',
  probes: { liveness: { exec: ['/bin/alive'] }, readiness: { exec: ['/bin/ready'] } },
  env: { REDIS_URL: redis.url },
});`,
    good: `const redis = new Redis(shop, 'redis', { image: 'redis', replicas: 3, persistence: { size: '2Gi' }, sentinel: {} });
new Worker(shop, 'mailer', {
  image: 'mailer',
  probes: { liveness: { exec: ['/bin/alive'] }, readiness: { exec: ['/bin/ready'] } },
  env: { REDIS_SENTINELS: redis.sentinels, REDIS_MASTER: redis.masterName },
});`,
    tags,
  },
  LS190: {
    bad: `new Redis(shop, 'redis', { image: 'redis', sentinel: {} });`,
    good: `new Redis(shop, 'redis', { image: 'redis', replicas: 3, sentinel: {}, persistence: { size: '2Gi' } });`,
    tags,
  },
  LS191: {
    bad: db('', `  backup: { ...backup, rto: '30m' },\n`),
    good: db('', `  backup: { ...backup, rto: '30m', drill: { schedule: '0 5 1 * *' } },\n`),
    tags,
  },
  LS192: {
    bad: db('').replace("'postgresql'", "'postgresql-standard'"),
    good: db(''),
    tags,
  },
  LS193: {
    bad: db(`  parameters: { archive_timeout: '5min' },\n`, `  backup: { ...backup, rpo: '1m' },\n`),
    good: db('', `  backup: { ...backup, rpo: '1m' },\n`),
    tags,
  },
  LS675: {
    bad: db('', ''),
    good: db(''),
    tags,
  },
  LS676: {
    bad: db(`  resources: { limits: { memory: '1Gi' } },\n  parameters: { shared_buffers: '512MB' },\n`),
    good: db(`  resources: { limits: { memory: '1Gi' } },\n  parameters: { shared_buffers: '256MB' },\n`),
    tags,
  },
  LS677: {
    bad: db(`  pooler: { instances: 3, parameters: { default_pool_size: 40 } },\n`),
    good: db(`  pooler: { instances: 3, parameters: { default_pool_size: 10 } },\n`),
    tags,
  },
  LS678: {
    bad: db(`  parameters: { shared_preload_libraries: 'pg_stat_statements' },\n`),
    good: db(`  preload: ['pg_stat_statements'],\n`),
    tags,
  },
  LS679: {
    bad: db(`  walStorage: { size: '1Gi' },\n  parameters: { max_wal_size: '2GB' },\n`),
    good: db(`  walStorage: { size: '4Gi' },\n  parameters: { max_wal_size: '2GB' },\n`),
    tags,
  },
  LS680: {
    bad: db(`  recovery: { ...backup, server: 'db' }, // where the cluster itself would archive\n`),
    good: db(`  recovery: { ...backup, server: 'db' },\n`, `  backup: { ...backup, server: 'db-2' },\n`),
    tags,
  },
  LS681: {
    bad: `const db = ${db('').replace('instances: 2', 'instances: vary({ dev: 1, prod: 2 })')}
new WebService(shop, 'api', { image: 'api', port: 3000, env: { DATABASE_URL: db.readOnlyUrl } });`,
    good: `const db = ${db('')}
new WebService(shop, 'api', { image: 'api', port: 3000, env: { DATABASE_URL: db.readOnlyUrl } });`,
    tags,
  },
  LS682: {
    bad: db(`  owner: 'postgres',\n`),
    good: db(`  owner: 'shop',\n`),
    tags,
  },
  LS683: {
    bad: `new Redis(shop, 'redis', { image: 'redis', resources: { limits: { memory: '256Mi' } }, maxMemory: '256mb' });`,
    good: `new Redis(shop, 'redis', { image: 'redis', resources: { limits: { memory: '256Mi' } }, maxMemory: '160mb' });`,
    tags,
  },
  LS684: {
    bad: `new Redis(shop, 'redis', { image: 'redis', replicas: 3 });`,
    good: `new Redis(shop, 'redis', { image: 'redis' });`,
    tags,
  },
} as const satisfies Record<string, ProgramExample>;
