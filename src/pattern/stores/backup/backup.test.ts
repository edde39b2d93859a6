import { absent } from '../../../model/varying';
import { deviate } from '../../engine/deviate';
import { MongoDb } from '../mongodb/mongodb';
import { sealedKeys } from '../../secrets/sealed';
import { filesOf, PLAIN_CLUSTER, refusalsOf, vary, wholeOf, type Declare } from '../stateful/store.test-support';
import type { Keep, RestoreCheck, StoreBackup } from './backup';

const CREDENTIALS = sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']);
const BACKUP = { destination: 's3://backups/shop', rpo: '24h', rto: '1h', credentials: CREDENTIALS };
const CLUSTER = { ...PLAIN_CLUSTER, operators: { mongoDb: { namespace: 'mongodb-system' } } };

function stored(backup: Record<string, unknown> = {}, then: (store: MongoDb) => void = () => undefined): Declare {
  return (shop) =>
    then(
      new MongoDb(shop, 'mongo', {
        image: 'mongo',
        version: '1.4.2',
        members: 3,
        storage: { size: '10Gi' },
        backup: { ...BACKUP, ...backup },
      }),
    );
}

const parts = (declare: Declare, environment: 'dev' | 'staging' | 'prod' = 'prod') =>
  Object.fromEntries(
    Object.entries(filesOf(declare, environment)).filter(([path]) => /^mongo\/.*(backup|restore)/.test(path)),
  );

test('a backup and the check of its restore, in the environments that have one', () => {
  const declare = stored({
    destination: vary({ dev: absent, staging: 's3://backups/staging/', prod: 's3://backups/shop' }),
    endpoint: 'https://s3.acme.example:9000',
    cidrs: ['192.0.2.0/24'],
    region: 'eu-central-1',
    schedule: '0 * * * *',
    rpo: '1h',
    rto: '30m',
    keep: { days: 7, weeks: 4, months: 12 },
  });
  expect(parts(declare)).toMatchSnapshot();
  expect(Object.keys(parts(declare, 'dev'))).toEqual([]);
  expect(filesOf(declare, 'dev')['mongo/MongoDBCommunity-mongo.yaml']).not.toContain('backup');
  expect(parts(declare, 'staging')['mongo/CronJob-mongo-backup.yaml']).toContain(
    '":s3:backups/staging/mongo/days/$(RUN)"\n',
  );
});

test('steps follow each other; only the server of a check keeps running alongside those after it', () => {
  const [backup, restore] = ['backup', 'restore'].map((run) => parts(stored())[`mongo/CronJob-mongo-${run}.yaml`]!);
  const order = (written: string) =>
    [...written.matchAll(/^ {12}name: (\S+)$/gm)].map(([, name]) => name).filter((name) => name !== 'scratch');
  expect(order(backup!)).toEqual(['prune', 'dump', 'upload', 'latest']);
  expect(order(restore!)).toEqual(['verify', 'download', 'mongod', 'restore']);
  expect(restore!.match(/restartPolicy: Always/g)).toHaveLength(1);
  expect(backup).not.toContain('restartPolicy: Always');
});

test('a check of the restore takes no longer than was promised, and no older backup', () => {
  const restore = parts(stored({ schedule: '0 */6 * * *', rpo: '6h', rto: '20m' }))['mongo/CronJob-mongo-restore.yaml'];
  expect(restore).toContain('activeDeadlineSeconds: 1200\n');
  expect(restore).toMatch(/--max-age\n\s+- 23400s\n\s+- --error-on-no-transfer/);
});

test('the check calls nothing of the platform', () => {
  const policy = parts(stored())['mongo/NetworkPolicy-mongo-restore.yaml'];
  expect(policy).not.toContain('27017');
  expect(policy).toContain('0.0.0.0/0');
  expect(policy).not.toContain('ingress:');
});

type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };
const rows: Rows<StoreBackup> = {
  destination: ['s3://backups/shop', 's3://backups/other'],
  endpoint: [undefined, 'https://s3.acme.example', 'http://s3.acme.example:9000'],
  cidrs: [undefined, ['192.0.2.0/24']],
  credentials: [
    undefined,
    CREDENTIALS,
    sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'REGION']),
  ],
  server: [undefined, 'mongo-2'],
  region: [undefined, 'eu-central-1'],
  schedule: [undefined, '0 4 * * *'],
  rpo: ['24h', '25h'],
  rto: ['1h', '2h'],
  keep: [undefined, { days: 7 }],
  scratch: [undefined, '15Gi'],
  resources: [undefined, { limits: { memory: '2Gi' } }],
  uploader: [undefined, 'other'],
  tools: [undefined, 'other'],
  restore: [undefined, { schedule: '0 7 * * *' }],
};
const keepRows: Rows<Keep> = { days: [undefined, 7, 8], weeks: [undefined, 4, 5], months: [undefined, 12] };
const restoreRows: Rows<RestoreCheck> = {
  check: [undefined, vary({ dev: false, staging: true, prod: true }) as never],
  schedule: [undefined, '0 7 * * *'],
};
const cases = [
  ...Object.entries(rows).map(([prop, values]) => [prop, values, (value: unknown) => ({ [prop]: value })] as const),
  ...Object.entries(keepRows).map(
    ([field, values]) => [`keep.${field}`, values, (value: unknown) => ({ keep: { [field]: value } })] as const,
  ),
  ...Object.entries(restoreRows).map(
    ([field, values]) => [`restore.${field}`, values, (value: unknown) => ({ restore: { [field]: value } })] as const,
  ),
];
test.each(cases)('%s has an effect', (_, values, props) => {
  const outputs = values.map((value) => wholeOf(stored(props(value))));
  expect(new Set(outputs).size).toBe(values.length);
});

const refused: readonly (readonly [string, Declare, readonly string[], object?])[] = [
  [
    'backups further apart than may be lost',
    stored({ schedule: vary({ dev: '0 3 * * *', staging: '0 * * * *', prod: '0 */4 * * *' }), rpo: '1h' }),
    [
      'LS178 shop/mongo backup.rpo [dev]: the RPO is 1h, but up to 24h pass between two backups ("0 3 * * *") → Back up at least every 1h, or set rpo: \'24h\'.',
      'LS178 shop/mongo backup.rpo [prod]: the RPO is 1h, but up to 4h pass between two backups ("0 */4 * * *") → Back up at least every 1h, or set rpo: \'4h\'.',
    ],
  ],
  [
    'a weekly backup that is to lose a day',
    stored({ schedule: '@weekly' }),
    [expect.stringContaining('up to 168h pass between two backups') as string],
  ],
  [
    'a backup in production that nobody restores',
    stored({ restore: { check: false } }),
    [
      "LS179 shop/mongo backup.restore.check [prod]: the backups of mongo are never test-restored in prod → Remove `check`, or document why the check is not needed: deviate(…, { opinion: 'unverified-backup', in: ['prod'], reason: '…' }).",
    ],
  ],
  [
    'one that is accepted',
    stored({ restore: { check: false } }, (store) =>
      deviate(store, { opinion: 'unverified-backup', in: ['prod'], reason: 'drilled by hand each month' }),
    ),
    [],
  ],
  [
    'a time to recover that no pod could hold',
    stored({ rto: '30s' }),
    ['LS123 shop/mongo backup.rto: "30s" is too short: a pod takes time to start → Set it to at least 60s.'],
  ],
  [
    'a backup that goes nowhere',
    stored({ destination: undefined }),
    [
      'LS103 shop/mongo backup.destination: the prop "destination" is missing → Set it to a path in object storage, such as "s3://backups/shop".',
    ],
  ],
  [
    'a check that Kubernetes 1.27 cannot run',
    stored(),
    [
      "LS180 shop/mongo backup.restore: a restore check runs a server as a sidecar container, which requires Kubernetes 1.29, but the platform declares 1.27 → Remove '1.27' from `cluster.kubernetes`, or set restore: { check: false } and document why.",
    ],
    { ...CLUSTER, kubernetes: ['1.27', '1.30'] },
  ],
];
test.each(refused.map((row) => ({ what: row[0], row })))('$what', ({ row: [, declare, expected, cluster] }) => {
  expect(refusalsOf(declare, cluster)).toEqual(expected);
});
