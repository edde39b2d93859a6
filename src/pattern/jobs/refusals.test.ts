import { refusals, only, vary, type Declare } from '../stores/postgres/shop.test-support';
import { CronTask } from './cron-task';
import { Job } from './job';
import { Migration } from './migration';
import { database } from './shop.test-support';

const HOW = 'Use the form `minute hour day-of-month month day-of-week`, such as "30 2 * * *" for every night at 02:30.';

const task =
  (props: Record<string, unknown>, id = 'task'): Declare =>
  (shop) =>
    new CronTask(shop, id, { image: 'api', schedule: '@daily', ...props } as never);

test.each<readonly [string, Declare, readonly unknown[]]>([
  [
    'a minute that no hour has',
    task({ schedule: '61 * * * *' }),
    [
      {
        code: 'LS662',
        path: 'schedule',
        message: '"61 * * * *" is not a valid schedule: `61` is not a valid minute (0-59)',
        fix: HOW,
      },
    ],
  ],
  [
    'seconds',
    task({ schedule: '0 0 3 * * *' }),
    [
      {
        code: 'LS662',
        path: 'schedule',
        message: '"0 0 3 * * *" is not a valid schedule: it has 6 fields instead of 5',
        fix: HOW,
      },
    ],
  ],
  [
    'a day that no month has, in one environment',
    task({ schedule: vary({ dev: '@daily', prod: '0 3 31 2,4 *' }) }),
    [
      {
        code: 'LS662',
        environments: ['prod'],
        path: 'schedule',
        message: '"0 3 31 2,4 *" is not a valid schedule: day 31 does not exist in Feb, Apr, so it never runs',
        fix: HOW,
      },
    ],
  ],
  [
    'a schedule that is no text',
    task({ schedule: 5 }),
    [{ code: 'LS662', path: 'schedule', message: '5 is not a valid schedule: it is not text', fix: HOW }],
  ],
  [
    'no schedule',
    task({ schedule: undefined }),
    [{ code: 'LS103', path: 'schedule', message: 'missing prop "schedule"', fix: 'Add it.' }],
  ],
  [
    'a mistyped time zone',
    task({ timeZone: 'Europe/Bucarest' }),
    [
      {
        code: 'LS662',
        path: 'timeZone',
        message: '"Europe/Bucarest" is not a valid time zone',
        fix: 'Did you mean "Europe/Bucharest"? Use an IANA time zone name, such as "Etc/UTC" or "Europe/Bucharest".',
      },
    ],
  ],
  [
    'an offset for a time zone',
    task({ timeZone: '+02:00' }),
    [
      {
        code: 'LS662',
        path: 'timeZone',
        message: '"+02:00" is not a valid time zone',
        fix: 'Use an IANA time zone name, such as "Etc/UTC" or "Europe/Bucharest".',
      },
    ],
  ],
  [
    'a policy that Kubernetes does not know',
    task({ concurrencyPolicy: 'Forbidden' }),
    [
      {
        code: 'LS102',
        path: 'concurrencyPolicy',
        message: '"Forbidden" is not a valid choice',
        fix: 'Did you mean "Forbid"? Valid: "Allow", "Forbid", "Replace".',
      },
    ],
  ],
  [
    'a starting deadline that the controller misses',
    task({ startingDeadline: '5s' }),
    [
      {
        code: 'LS123',
        path: 'startingDeadline',
        message: '"5s" is too short: the controller checks every 10s, so the run may never start',
        fix: 'Set it to at least 10s.',
      },
    ],
  ],
  [
    'a deadline of nothing',
    task({ activeDeadline: '0s' }),
    [
      {
        code: 'LS123',
        path: 'activeDeadline',
        message: '"0s" is too short: its pods would be terminated before they start',
        fix: 'Set it to at least 1s.',
      },
    ],
  ],
  [
    'a deadline that is no duration',
    task({ activeDeadline: '1 hour' }),
    [
      {
        code: 'LS102',
        path: 'activeDeadline',
        message: '"1 hour" is not a duration in whole seconds',
        fix: 'Use a value such as "30s".',
      },
    ],
  ],
  [
    'a name that leaves no room for the names of runs',
    task({}, 'a'.repeat(53)),
    [
      {
        code: 'LS106',
        path: 'name',
        message: `the name "${'a'.repeat(53)}" has 53 characters`,
        fix: 'Use at most 52: Kubernetes appends 11 to name each run.',
      },
    ],
  ],
  [
    'probes of what nobody calls',
    task({ probes: {} }),
    [
      {
        code: 'LS101',
        path: 'probes',
        message: 'unknown prop "probes"',
        fix: expect.stringMatching(/^Valid: "image", /),
      },
    ],
  ],
  [
    'a job in a tier of its own making',
    (shop) => new Job(shop, 'seed', { image: 'api', tier: 'edge' as never }),
    [
      {
        code: 'LS102',
        path: 'tier',
        message: '"edge" is not a valid choice',
        fix: 'Valid: "migration", "workload".',
      },
    ],
  ],
  [
    'two migrations of one database',
    (shop) => {
      const db = database(shop);
      new Migration(shop, 'prisma', { database: db, image: 'api' });
      new Migration(shop, 'flyway', {
        database: db.endpoint,
        image: 'api',
        only: only(['prod'], 'since it was there first'),
      });
    },
    [
      {
        code: 'LS121',
        path: 'database',
        message: 'db is already migrated by shop/prisma',
        fix: 'Keep only one of them; to switch tools gradually, use `only` to limit each to different environments.',
      },
    ],
  ],
  [
    'a migration through a pooler',
    (shop) => {
      const db = database(shop);
      new Migration(shop, 'migrate', { database: db, image: 'api', env: { DATABASE_URL: db.pooledUrl } });
    },
    [
      {
        code: 'LS122',
        path: 'env',
        message:
          'the migration connects to db-pooler, a connection pooler, so it may not keep the same database session',
        fix: 'Use the `url` of the Postgres construct, which connects directly to the primary, instead of `pooledUrl`.',
      },
    ],
  ],
  [
    'a migration of nothing',
    (shop) => new Migration(shop, 'migrate', { image: 'api' } as never),
    [
      {
        code: 'LS103',
        path: 'database',
        message: 'missing prop "database"',
        fix: 'Set it to a Postgres or the endpoint of a database.',
      },
    ],
  ],
  [
    'a migration of an address',
    (shop) => new Migration(shop, 'migrate', { image: 'api', database: 'postgresql://db' } as never),
    [
      {
        code: 'LS102',
        path: 'database',
        message: '"postgresql://db" is not a Postgres or the endpoint of a database',
        fix: 'Use a Postgres or the endpoint of a database.',
      },
    ],
  ],
])('%s', (_, declare, expected) => {
  expect(refusals(declare)).toEqual(expected);
});
