import { sealedKeys } from '../../secrets/sealed';
import { objects, refusals, synth, vary, type Declare } from './shop.test-support';
import { absent } from '../../../model/varying';
import type { Drill } from './drill-props';
import { Postgres } from './postgres';

const CREDENTIALS = sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'REGION']);
const BACKUP = { destination: 's3://backups/shop', credentials: CREDENTIALS };

function db(backup: object, props: object = {}): Declare {
  return (shop) =>
    new Postgres(shop, 'db', {
      image: 'postgresql',
      version: 18,
      instances: 3,
      storage: { size: '10Gi' },
      backup: { ...BACKUP, ...backup },
      ...props,
    } as never);
}
const DRILL = { schedule: '0 5 1 * *', image: 'postgresql-system' };

test('a restore on a schedule, with what it may reach', () => {
  const declare = db({ rpo: '1m', rto: '30m', drill: { ...DRILL, query: 'select count(*) > 0 from users' } });
  const result = synth(declare);
  expect(
    Object.fromEntries([...result.files].filter(([path]) => path.includes('/prod/') && path.endsWith('-drill.yaml'))),
  ).toMatchSnapshot();
  const prod = objects(result, 'prod');
  expect(prod['ScheduledBackup/db']!.metadata).toMatchObject({
    annotations: { 'lockstep.dev/rpo': '1m', 'lockstep.dev/rto': '30m' },
  });
  expect(prod['Cluster/db']!.spec).toMatchObject({ postgresql: { parameters: { archive_timeout: '60s' } } });
});

test('nothing is restored where there is no backup', () => {
  const result = synth(
    db({
      destination: vary({ dev: absent, prod: 's3://backups/shop' }),
      rpo: vary({ dev: absent, prod: '1h' }),
      drill: DRILL,
    }),
  );
  expect(Object.keys(objects(result, 'dev')).filter((name) => name.endsWith('-drill'))).toEqual([]);
  expect(Object.keys(objects(result, 'prod')).filter((name) => name.endsWith('-drill'))).toEqual([
    'CronJob/db-drill',
    'NetworkPolicy/db-drill',
    'ServiceAccount/db-drill',
  ]);
  // A promise of an hour asks for nothing more than the five minutes that the operator keeps anyway.
  expect(objects(result, 'prod')['Cluster/db']!.spec).toMatchObject({
    postgresql: { parameters: { archive_timeout: '300s' } },
  });
});

type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };
const rows: Rows<Drill> = {
  schedule: ['0 5 1 * *', '0 6 1 * *'],
  query: [undefined, 'select true'],
  image: ['postgresql-system', 'api'],
  size: [undefined, '20Gi'],
  resources: [undefined, { limits: { memory: '2Gi' } }],
};
test.each(Object.entries(rows) as [string, readonly unknown[]][])('drill.%s has an effect', (field, values) => {
  const outputs = values.map((value) => JSON.stringify([...synth(db({ drill: { ...DRILL, [field]: value } })).files]));
  expect(new Set(outputs).size).toBe(values.length);
});

test.each<readonly [string, Declare, unknown]>([
  [
    'an image that cannot restore',
    db({ drill: { ...DRILL, image: 'postgresql-standard' } }),
    {
      code: 'LS192',
      path: 'backup.drill.image',
      message:
        'image "postgresql-standard" is pinned at 18.0-202511100807-standard-trixie, and standard images do not include Barman Cloud, which is needed to restore',
      fix: 'Pin 18.0-202511100807-system-trixie.',
    },
  ],
  [
    'an image that cannot archive',
    db({}, { image: 'postgresql-standard' }),
    {
      code: 'LS192',
      path: 'image',
      message:
        'image "postgresql-standard" is pinned at 18.0-202511100807-standard-trixie, and standard images do not include Barman Cloud, which is needed to archive WAL and take backups',
      fix: 'Pin 18.0-202511100807-system-trixie, or omit `backup`.',
    },
  ],
  [
    'an image that cannot be restored into',
    db(
      {},
      {
        image: 'postgresql-standard',
        backup: undefined,
        recovery: { destination: 's3://shop-backups/old', server: 'old' },
      },
    ),
    expect.objectContaining({
      code: 'LS192',
      path: 'image',
      message: expect.stringContaining('do not include Barman Cloud, which is needed to restore') as string,
    }),
  ],
  [
    'a promise that nobody tests',
    db({ rto: '30m' }),
    {
      code: 'LS191',
      path: 'backup.rto',
      message: '`rto` promises a maximum restore time, but no restore drill measures it',
      fix: "Add backup: { drill: { schedule: '0 5 1 * *' } }, which restores the backup every month, or omit `rto`.",
    },
  ],
  [
    'a log that is archived too late',
    db({ rpo: '1m' }, { parameters: { archive_timeout: '5min' } }),
    {
      code: 'LS193',
      path: 'parameters.archive_timeout',
      message: 'the RPO is 1m, but WAL is archived only every 5min',
      fix: 'Omit archive_timeout: it is derived from `rpo`.',
    },
  ],
  [
    'a log that is archived when it is full',
    db({ rpo: '1m' }, { parameters: { archive_timeout: 0 } }),
    {
      code: 'LS193',
      path: 'parameters.archive_timeout',
      message: 'the RPO is 1m, but WAL is archived only when a segment is full',
      fix: 'Omit archive_timeout: it is derived from `rpo`.',
    },
  ],
  [
    'a drill without credentials',
    db({ credentials: undefined, drill: DRILL }),
    {
      code: 'LS103',
      path: 'backup.credentials',
      message: 'a drill reads the backup from a separate pod, which has no cloud IAM role',
      fix: "Set credentials: sealedKeys('…', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']).",
    },
  ],
])('%s', (_, declare, expected) => {
  expect(refusals(declare).map(({ environments: __, ...finding }) => finding)).toContainEqual(expected);
});
