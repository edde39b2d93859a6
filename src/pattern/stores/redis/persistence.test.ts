import { accepted, filesOf, refusalsOf, vary, wholeOf, type Declare } from '../stateful/store.test-support';
import { sealedKeys } from '../../secrets/sealed';
import type { Persistence } from './persistence';
import { Redis } from './redis';

function redis(props: Record<string, unknown> = {}): Declare {
  return (shop) =>
    accepted(new Redis(shop, 'redis', { image: 'redis', persistence: { size: '1Gi' }, ...props } as never));
}

const statefulSet = (declare: Declare, environment: 'dev' | 'prod' = 'prod') =>
  filesOf(declare, environment)['redis/StatefulSet-redis.yaml']!;

test('with everything that belongs to it', () => {
  const files = filesOf(
    redis({ persistence: { size: vary({ dev: '1Gi', staging: '1Gi', prod: '5Gi' }), class: 'local' } }),
    'prod',
  );
  expect(Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith('redis/')))).toMatchSnapshot();
});

test('the Bitnami image keeps its log on the volume, and nothing else of it', () => {
  const written = statefulSet(redis({ flavour: 'bitnami' }));
  expect(written).toContain('- name: REDIS_AOF_ENABLED\n          value: "yes"\n');
  expect(written).toContain(
    '--maxmemory 128mb --maxmemory-policy noeviction --appendfsync everysec --aof-use-rdb-preamble yes',
  );
  expect(written).toContain('- mountPath: /bitnami/redis/data\n          name: data\n');
  expect(written.match(/emptyDir/g)).toHaveLength(4);
});

test('what is given wins over what persistence makes of the defaults', () => {
  const written = statefulSet(
    redis({ eviction: 'volatile-ttl', maxMemory: '64mb', persistence: { size: '1Gi', fsync: 'always' } }),
  );
  expect(written).toContain(
    '- --appendfsync\n        - always\n        - --maxmemory\n        - 64mb\n        - --maxmemory-policy\n        - volatile-ttl\n',
  );
});

const SAVE = {
  size: '2Gi',
  snapshots: [
    { after: '15m', changes: 1 },
    { after: vary({ dev: '1h', staging: '5m', prod: '5m' }), changes: 10 },
    { after: '60s', changes: 10000 },
  ],
};

test('snapshots beside the log, as each image takes them', () => {
  expect(statefulSet(redis({ persistence: SAVE }))).toContain('- --save\n        - "900 1 300 10 60 10000"\n');
  expect(statefulSet(redis({ persistence: SAVE }), 'dev')).toContain('- "900 1 3600 10 60 10000"\n');
  const bitnami = statefulSet(redis({ persistence: SAVE, flavour: 'bitnami' }));
  expect(bitnami).toContain('- name: REDIS_RDB_POLICY\n          value: 900#1 300#10 60#10000\n');
  expect(bitnami).toContain('- name: REDIS_RDB_POLICY_DISABLED\n          value: "no"\n');
});

test('a cache stays what it is: no StatefulSet, no volume', () => {
  const files = filesOf((shop) => new Redis(shop, 'redis', { image: 'redis' }), 'prod');
  expect(Object.keys(files).filter((path) => path.startsWith('redis/'))).toEqual([
    'redis/Deployment-redis.yaml',
    'redis/NetworkPolicy-redis.yaml',
    'redis/PodDisruptionBudget-redis.yaml',
    'redis/PrometheusRule-redis.yaml',
    'redis/Service-redis.yaml',
    'redis/ServiceAccount-redis.yaml',
    'redis/ServiceMonitor-redis.yaml',
  ]);
});

type Rows = { readonly [K in keyof Required<Persistence>]: readonly Persistence[K][] };
const rows: Rows = {
  size: ['1Gi', '2Gi'],
  class: [undefined, 'local'],
  fsync: [undefined, 'always', 'no'],
  snapshots: [
    undefined,
    [{ after: '15m', changes: 1 }],
    [
      { after: '15m', changes: 1 },
      { after: '5m', changes: 10 },
    ],
  ],
};

test.each(Object.entries(rows) as [string, readonly unknown[]][])('%s has an effect', (field, values) => {
  const outputs = values.map((value) => wholeOf(redis({ persistence: { size: '1Gi', [field]: value } })));
  expect(new Set(outputs).size).toBe(values.length);
});

test.each<readonly [string, Declare, string]>([
  [
    'a volume that its log outgrows',
    redis({ resources: { limits: { memory: vary({ dev: '256Mi', staging: '1Gi', prod: '1Gi' }) } } }),
    'LS137 shop/redis persistence.size [prod]: the log of 512mb of data may take 3 times that while it is rewritten, but the volume has only 1Gi → ' +
      'Set the size to 1536Mi or more, or reduce maxMemory.',
  ],
  [
    'one replica in production, which is no cache any more',
    (shop) => new Redis(shop, 'redis', { image: 'redis', persistence: { size: '1Gi' } }),
    'LS690 shop/redis replicas [prod]: redis runs 1 replica in prod, so every drain of its node is an outage → ' +
      "State why one is enough: deviate(…, { opinion: 'single-replica', in: ['prod'], reason: '…' }).",
  ],
  [
    'several replicas',
    redis({ replicas: 3 }),
    'LS135 shop/redis replicas: 3 replicas of a store that does not replicate: each would hold different data → ' +
      'Use 1. Or set `sentinel: {}` for automatic failover, or declare several stores with different names.',
  ],
  [
    'a volume without room for snapshots',
    redis({ persistence: { ...SAVE, size: '512Mi' } }),
    'LS137 shop/redis persistence.size: the log and the snapshots of 128mb of data may take 5 times that while they are rewritten, but the volume has only 512Mi → ' +
      'Set the size to 640Mi or more, or reduce maxMemory.',
  ],
  [
    'a snapshot at once',
    redis({ persistence: { size: '1Gi', snapshots: [{ after: '0s', changes: 1 }] } }),
    'LS102 shop/redis persistence.snapshots[0].after: "0s" is not a duration of a second or more → Use a value such as "15m".',
  ],
  [
    'an environment that keeps nothing',
    redis({
      persistence: vary({ dev: { size: '1Gi' }, staging: { size: '1Gi', fsync: 'sometimes' }, prod: { size: '1Gi' } }),
    }),
    'LS102 shop/redis persistence.fsync [staging]: "sometimes" is not a valid choice → Valid: "always", "everysec", "no".',
  ],
])('%s', (_, declare, line) => {
  expect(refusalsOf(declare)).toContain(line);
});

const BACKUP = {
  destination: 's3://backups/shop',
  rpo: '24h',
  rto: '1h',
  credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
};

test('a backup copies what a replica would get, and is read into a server of its own', () => {
  const files = filesOf(
    redis({ backup: BACKUP, resources: { limits: { memory: '512Mi' } }, persistence: { size: '2Gi' } }),
    'prod',
  );
  const [backup, restore] = ['backup', 'restore'].map((run) => files[`redis/CronJob-redis-${run}.yaml`]!);
  expect(backup).toMatch(
    /- -h\n\s+- redis-0.redis-headless\n\s+- -p\n\s+- "6379"\n\s+- --rdb\n\s+- \/backup\/dump.rdb\n/,
  );
  expect(backup).toContain('- name: REDISCLI_AUTH\n');
  expect(files['redis/NetworkPolicy-redis-backup.yaml']).toContain('port: 6379');
  expect(restore).toMatch(/- redis-cli\n\s+- -e\n\s+- -p\n\s+- "6379"\n\s+- ping\n/);
  expect(restore).toContain('memory: 512Mi\n');
  expect(restore).not.toContain('REDISCLI_AUTH');
  expect(files['redis/NetworkPolicy-redis-restore.yaml']).not.toContain('6379');
});

test('each setting of a backup has an effect, and a cache has none', () => {
  const whole = [
    undefined,
    BACKUP,
    { ...BACKUP, tools: 'other' },
    { ...BACKUP, resources: { limits: { memory: '300Mi' } } },
  ].map((backup) => wholeOf(redis({ backup })));
  expect(new Set(whole).size).toBe(4);
  expect(refusalsOf((shop) => new Redis(shop, 'redis', { image: 'redis', backup: BACKUP }))).toEqual([
    "LS114 shop/redis backup: a backup is declared without persistence: callers refill a cache, so there is nothing to back up → Set persistence: { size: '2Gi' }, or omit `backup`.",
  ]);
});
