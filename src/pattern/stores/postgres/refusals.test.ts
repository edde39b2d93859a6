import { absent } from '../../../model/varying';
import { deviate } from '../../engine/deviate';
import { sealedKeys } from '../../secrets/sealed';
import { Worker } from '../../workload/worker';
import { Postgres } from './postgres';
import { refusals, vary, CLUSTER, type Declare } from './shop.test-support';

const backup = {
  destination: 's3://backups/shop',
  credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
};

/** A database with wrong props on purpose: what TypeScript would refuse as well is given untyped. */
function db(props: Record<string, unknown>): Declare {
  return (shop) =>
    new Postgres(shop, 'db', {
      image: 'postgresql',
      version: 18,
      instances: 2,
      storage: { size: '10Gi' },
      backup,
      ...props,
    } as never);
}

const cases: readonly (readonly [string, Declare, unknown])[] = [
  [
    'an image of another version',
    db({ version: vary({ dev: 18, prod: 17 }) }),
    [
      {
        code: 'LS175',
        environments: ['prod'],
        path: 'version',
        message: 'version 17 is declared, but image "postgresql" is pinned at 18.0-202511100807-system-trixie',
        fix: 'Declare the version that the tag starts with, or pin an image of version 17.',
      },
    ],
  ],
  [
    'a tag without a version',
    db({ image: 'trixie' }),
    [
      {
        code: 'LS175',
        path: 'version',
        message: 'version 18 is declared, but image "trixie" is pinned at trixie-18',
        fix: 'Declare the version that the tag starts with, or pin an image of version 18.',
      },
    ],
  ],
  [
    'one instance in production',
    db({ instances: 1 }),
    [
      {
        code: 'LS690',
        environments: ['prod'],
        path: 'instances',
        message: 'db runs 1 instance in prod, so there is no failover when its node is lost',
        fix: "Use at least 2 instances, or document why one is enough: deviate(…, { opinion: 'single-instance', in: ['prod'], reason: '…' }).",
      },
    ],
  ],
  [
    'production without a backup',
    db({ backup: { ...backup, destination: vary({ dev: backup.destination, prod: absent }) } }),
    [
      {
        code: 'LS675',
        environments: ['prod'],
        path: 'backup',
        message: 'db has no backup in prod, so data lost with its volume cannot be recovered',
        fix: "Set backup: { destination: 's3://…', credentials: … }, or document why none is needed: deviate(…, { opinion: 'no-backup', in: ['prod'], reason: '…' }).",
      },
    ],
  ],
  [
    'a waiver of what is not so',
    (shop) => {
      const database = db({})(shop) as Postgres;
      deviate(database, { opinion: 'no-backup', in: ['prod'], reason: 'none' });
    },
    [
      {
        code: 'LS204',
        environments: ['prod'],
        message: 'the deviation of opinion "no-backup" (“none”) has no effect',
        fix: 'Remove it: the object already has these values.',
      },
    ],
  ],
  [
    'shared buffers that leave too little',
    db({
      resources: { limits: { memory: '1Gi' } },
      parameters: { shared_buffers: vary({ dev: '256MB', prod: '512MB' }) },
    }),
    [
      {
        code: 'LS676',
        environments: ['prod'],
        path: 'parameters.shared_buffers',
        message:
          "shared_buffers 512MB is 50% of the container's 1Gi; above 40%, too little is left for sessions and the page cache",
        fix: 'Set it to 409MB or less, or raise resources.limits.memory to 1280Mi.',
      },
    ],
  ],
  [
    'shared buffers above the request',
    db({
      resources: { requests: { memory: '1Gi' }, limits: { memory: '8Gi' } },
      parameters: { shared_buffers: '2GB' },
    }),
    [
      {
        code: 'LS676',
        path: 'resources.requests.memory',
        message:
          'shared_buffers 2GB is more than the 1Gi of memory that the container requests, which the operator rejects',
        fix: 'Request 2Gi or more, or set shared_buffers to 1GB or less.',
      },
    ],
  ],
  [
    'a cache estimate above the memory',
    db({ parameters: { effective_cache_size: '6GB' } }),
    [
      {
        code: 'LS676',
        path: 'parameters.effective_cache_size',
        message:
          "effective_cache_size 6GB is more than the container's 1Gi, so the planner assumes a cache that cannot exist",
        fix: 'Set it to 768MB (three quarters of the memory), or raise resources.limits.memory.',
      },
    ],
  ],
  [
    'sessions that do not fit',
    db({ parameters: { work_mem: '64MB', max_connections: 50 } }),
    [
      {
        code: 'LS676',
        path: 'parameters.work_mem',
        message:
          'shared_buffers 256MB + 50 connections × work_mem 64MB + maintenance_work_mem 64MB add up to 3520Mi, but the memory limit is 1Gi',
        fix: 'Lower work_mem or max_connections, or raise resources.limits.memory to 3520Mi.',
      },
    ],
  ],
  [
    'a size without a unit',
    db({ parameters: { shared_buffers: 32768 } }),
    [
      {
        code: 'LS676',
        path: 'parameters.shared_buffers',
        message: 'shared_buffers: "32768" is not a size with a unit',
        fix: 'Add a unit (kB, MB, GB or TB), as in "256MB"; PostgreSQL and its operator interpret a number without a unit differently.',
      },
    ],
  ],
  [
    'no number of connections',
    db({ parameters: { max_connections: 'many' } }),
    [
      {
        code: 'LS676',
        path: 'parameters.max_connections',
        message: 'max_connections "many" is not a positive integer',
        fix: 'Set it to an integer of at least 1.',
      },
    ],
  ],
  [
    'pools larger than the database',
    db({ pooler: { instances: 3, parameters: { default_pool_size: 40 } }, roles: [{ name: 'reporting' }] }),
    [
      {
        code: 'LS677',
        path: 'pooler.parameters.default_pool_size',
        message:
          '3 poolers may open 80 connections each, 240 in total; max_connections 100 leaves them 90 (10 are reserved for superusers and monitoring)',
        fix: 'Set default_pool_size to 15 or less, or raise max_connections to 250.',
      },
    ],
  ],
  [
    'a parameter of the operator',
    db({ parameters: { shared_preload_libraries: 'pg_stat_statements' } }),
    [
      {
        code: 'LS678',
        path: 'parameters.shared_preload_libraries',
        message: 'shared_preload_libraries is managed by the operator, which sets it or rejects a Cluster that does',
        fix: "Use preload: ['…'] instead.",
      },
    ],
  ],
  [
    'a parameter that no Pooler has',
    db({ pooler: { parameters: { default_pol_size: 5 } } }),
    [
      expect.objectContaining({
        code: 'LS678',
        path: 'pooler.parameters.default_pol_size',
        fix: expect.stringMatching(/^Did you mean "default_pool_size"\?/),
      }),
    ],
  ],
  [
    'a write-ahead log larger than its volume',
    db({ walStorage: { size: '1Gi' }, parameters: { max_wal_size: '2GB' } }),
    [
      {
        code: 'LS679',
        path: 'parameters.max_wal_size',
        message: 'max_wal_size 2GB does not fit the WAL volume of 1Gi',
        fix: 'Increase walStorage.size, or lower max_wal_size.',
      },
    ],
  ],
  [
    'a least log above the most',
    db({ parameters: { min_wal_size: '2GB' } }),
    [
      {
        code: 'LS679',
        path: 'parameters.min_wal_size',
        message: 'min_wal_size 2GB is not below max_wal_size 1GB',
        fix: 'Set it to less than 1GB.',
      },
    ],
  ],
  [
    'a restore into the history it comes from',
    db({ recovery: { ...backup, destination: 's3://backups/shop/', server: 'db' } }),
    [
      {
        code: 'LS680',
        path: 'backup.server',
        message: 'the cluster would archive WAL to s3://backups/shop/db, the same archive that it is restored from',
        fix: "Set backup: { server: 'db-2' }, or use another destination.",
      },
    ],
  ],
  [
    'replicas that are not there',
    (shop) => {
      const database = db({ instances: vary({ dev: 1, prod: 2 }) })(shop) as Postgres;
      new Worker(shop, 'api', { image: 'api', env: { URL: database.readOnlyUrl } });
    },
    [
      {
        code: 'LS681',
        environments: ['dev'],
        path: 'instances',
        message: 'readOnlyUrl is used, but the only instance is the primary, so db-ro has no endpoints',
        fix: 'Use at least 2 instances, or use `url`.',
      },
    ],
  ],
  [
    'reserved and repeated roles',
    db({
      owner: 'postgres',
      roles: [{ name: 'reporting' }, { name: 'reporting' }, { name: 'cnpg_x', secret: 'reporting-login' }],
    }),
    [
      {
        code: 'LS682',
        path: 'roles',
        message: 'the role "postgres" is reserved for PostgreSQL or its operator',
        fix: 'Choose another name.',
      },
      {
        code: 'LS682',
        path: 'roles',
        message: 'the role "reporting" is declared twice',
        fix: 'Declare it once; the owner of the database needs no entry.',
      },
      {
        code: 'LS682',
        path: 'roles',
        message: 'the role "cnpg_x" is reserved for PostgreSQL or its operator',
        fix: 'Choose another name.',
      },
    ],
  ],
  [
    'a name that the operator refuses',
    db({ name: `d${'b'.repeat(50)}`, credentials: 'db-credentials' }),
    [
      {
        code: 'LS106',
        path: 'name',
        message: `the name "d${'b'.repeat(50)}" has 51 characters`,
        fix: 'CloudNativePG allows at most 50 characters, and the first must be a letter.',
      },
    ],
  ],
  [
    'a stop that cannot hold',
    db({ smartShutdownTimeout: '30m' }),
    [
      {
        code: 'LS660',
        path: 'smartShutdownTimeout',
        message: 'a smart shutdown waits 30m for clients to disconnect, but the instance is forcibly stopped after 30m',
        fix: 'Set stopDelay to more than smartShutdownTimeout.',
      },
    ],
  ],
  [
    'supervised updates of one instance',
    db({ instances: vary({ dev: 1, prod: 2 }), primaryUpdateStrategy: 'supervised' }),
    [
      {
        code: 'LS114',
        environments: ['dev'],
        path: 'primaryUpdateStrategy',
        message: 'supervised updates require a manual switchover, but there is only 1 instance',
        fix: "Use at least 2 instances, or 'unsupervised'.",
      },
    ],
  ],
  [
    'more confirmations than replicas',
    db({ synchronous: vary({ dev: absent, prod: { replicas: 2 } }) }),
    [
      {
        code: 'LS114',
        environments: ['prod'],
        path: 'synchronous.replicas',
        message: '2 replicas must confirm each transaction, but 2 instances include only 1',
        fix: 'Use at least 3 instances (one more allows writes while a replica restarts), or require fewer replicas.',
      },
    ],
  ],
  [
    'a call of a pooler and of a role that nobody declared',
    (shop) => {
      const database = db({})(shop) as Postgres;
      new Worker(shop, 'api', {
        image: 'api',
        env: { URL: database.pooledUrl, REPORTING_URL: database.urlAs('reporting') },
      });
    },
    [
      {
        code: 'LS103',
        path: 'pooler',
        message: 'the pooler is used but not declared',
        fix: 'Declare pooler: { … }, or use `url`, which connects directly to the primary.',
      },
      {
        code: 'LS103',
        path: 'roles',
        message: 'the URL of the role "reporting" is used, but the role is not declared',
        fix: "Add { name: 'reporting' } to roles.",
      },
    ],
  ],
  [
    'nothing of what it must have',
    db({ instances: undefined, storage: undefined }),
    [
      {
        code: 'LS103',
        path: 'instances',
        message: 'missing prop "instances"',
        fix: 'Set it to an integer of 1 or more.',
      },
      { code: 'LS103', path: 'storage', message: 'missing prop "storage"', fix: 'Use { size, class … }.' },
    ],
  ],
  [
    'a backup that goes nowhere',
    db({ backup: { retention: '7d' } }),
    [
      {
        code: 'LS103',
        path: 'backup.destination',
        message: 'the prop "destination" is missing',
        fix: 'Set it to a path in object storage, such as "s3://backups/shop".',
      },
    ],
  ],
  [
    'a schedule without seconds',
    db({ backup: { ...backup, schedule: '0 3 * * *' } }),
    [
      {
        code: 'LS102',
        path: 'backup.schedule',
        message: '"0 3 * * *" is not a cron expression with seconds first',
        fix: 'Use a value such as "0 0 3 * * *".',
      },
    ],
  ],
  [
    'a pooler in one environment only',
    db({ pooler: vary({ dev: absent, prod: {} }) }),
    [
      {
        code: 'LS102',
        path: 'pooler',
        message: 'a varying value is not the same in every environment',
        fix: 'Use one value.',
      },
    ],
  ],
  [
    'a mistyped prop',
    db({ instance: 2 }),
    [
      expect.objectContaining({
        code: 'LS101',
        path: 'instance',
        fix: expect.stringMatching(/^Did you mean "instances"\?/),
      }),
    ],
  ],
];

test.each(cases)('%s', (_, declare, expected) => {
  expect(refusals(declare)).toEqual(expected);
});

test('cluster facts that the operator needs', () => {
  const { apiServer: _api, operators: _operators, ...rest } = CLUSTER;
  expect(refusals(db({ pooler: {} }), rest).map(({ code, message }) => `${code} ${message}`)).toEqual([
    'LS116 the platform does not declare where the CloudNativePG operator runs, and the operator must be able to reach the instances',
    'LS116 its pods call the API server, but the platform does not declare its address',
  ]);
});
