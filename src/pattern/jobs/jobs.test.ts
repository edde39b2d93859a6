import type { Input } from '../../model/fields';
import type { JsonObject } from '../../model/json';
import type { SynthResult } from '../../run';
import { ExternalService } from '../network/external';
import type { Platform } from '../platform/platform';
import { CLUSTER, objects, only, synth, vary, type Declare } from '../stores/postgres/shop.test-support';
import type { Same } from '../workload/process';
import { sealed } from '../secrets/sealed';
import { configuration } from '../settings/schema';
import { setting } from '../settings/setting';
import { CronTask, type CronTaskProps, type History } from './cron-task';
import { Job, type JobProps } from './job';
import { Migration, type MigrationProps } from './migration';
import type { RunProps } from './run';
import { database, service } from './shop.test-support';
import { Verification } from './verification';

interface PodTemplate {
  readonly metadata: { readonly labels: Record<string, string>; readonly annotations: Record<string, string> };
  readonly spec: {
    readonly containers: readonly { readonly env: readonly { readonly name: string; readonly value?: string }[] }[];
  };
}

function podsOf(object: JsonObject | undefined): PodTemplate {
  const { spec } = object as unknown as {
    spec: { template?: PodTemplate; jobTemplate: { spec: { template: PodTemplate } } };
  };
  return spec.template ?? spec.jobTemplate.spec.template;
}

function filesOf(result: SynthResult, ...folders: readonly string[]): Record<string, string> {
  return Object.fromEntries([...result.files].filter(([path]) => folders.includes(path.split('/')[2]!)));
}

test('one of each, in both environments', () => {
  const result = synth((shop) => {
    const db = database(shop);
    const api = service(shop);
    new Migration(shop, 'migrate', {
      database: db,
      image: 'api',
      command: ['npx', 'prisma', 'migrate', 'deploy'],
      writable: { '/tmp': '64Mi' },
    });
    new Job(shop, 'seed', {
      image: 'api',
      command: ['node', 'dist/seed.js'],
      env: { DATABASE_URL: db.pooledUrl, ROWS: vary({ dev: 10, prod: 1000 }) },
      configMap: 'seed-config',
      activeDeadline: '10m',
    });
    new CronTask(shop, 'export', {
      image: 'api',
      command: ['node', 'dist/export.js'],
      schedule: vary({ dev: '30 4 * * 1', prod: '30 2 * * *' }),
      timeZone: 'Europe/Bucharest',
      env: { DATABASE_URL: db.url },
      permissions: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
      suspend: vary({ dev: true, prod: false }),
    });
    new Verification(shop, 'smoke', { image: 'api', command: ['node', 'dist/smoke.js'], env: { API_URL: api.url } });
  });
  expect(filesOf(result, 'migrate', 'seed', 'export', 'smoke')).toMatchSnapshot();
});

describe('order', () => {
  const result = synth((shop) => {
    const db = database(shop);
    new Migration(shop, 'migrate', { database: db, image: 'api' });
    new Job(shop, 'index', { image: 'api', tier: 'migration' });
    new Job(shop, 'seed', { image: 'api' });
    new CronTask(shop, 'export', { image: 'api', schedule: '@daily' });
    new Verification(shop, 'smoke', { image: 'api' });
  });
  const argo = (object: string) => {
    const { annotations } = objects(result, 'prod')[object]!.metadata as { annotations?: Record<string, string> };
    return Object.fromEntries(
      Object.entries(annotations ?? {}).map(([key, value]) => [key.replace('argocd.argoproj.io/', ''), value]),
    );
  };

  test('a migration comes after data and before workloads, at each sync', () => {
    expect(argo('Job/migrate')).toEqual({
      hook: 'Sync',
      'hook-delete-policy': 'BeforeHookCreation',
      'sync-wave': '-2',
    });
    expect(argo('Cluster/db')['sync-wave']).toBe('-4');
    expect(argo('ServiceAccount/migrate')['sync-wave']).toBe('-5');
  });

  test('a verification comes after everything', () => {
    expect(argo('Job/smoke')).toEqual({ hook: 'PostSync', 'hook-delete-policy': 'BeforeHookCreation' });
  });

  test('a job is replaced when its content changes, and no hook', () => {
    expect(argo('Job/seed')).toEqual({ 'sync-options': 'Force=true,Replace=true' });
    expect(argo('Job/index')).toEqual({ 'sync-options': 'Force=true,Replace=true', 'sync-wave': '-2' });
    expect((objects(result, 'prod')['Job/seed']!.spec as JsonObject).ttlSecondsAfterFinished).toBeUndefined();
  });

  test('a failed run of a schedule holds nothing up', () => {
    expect(argo('CronJob/export')).toEqual({ 'sync-wave': '10' });
  });
});

test('a job runs again when a value that it reads has changed; what runs anyway does not change with it', () => {
  const secrets = { KEY: sealed('cache-auth', 'password') };
  const all = objects(
    synth((shop) => {
      new Job(shop, 'seed', { image: 'api', secrets });
      new CronTask(shop, 'export', { image: 'api', secrets, schedule: '@daily' });
      new Verification(shop, 'smoke', { image: 'api', secrets });
    }),
    'prod',
  );
  const checksums = (name: string) =>
    Object.keys(podsOf(all[name]).metadata.annotations).filter((key) => key.startsWith('checksum/'));
  expect(checksums('Job/seed')).toEqual(['checksum/secrets']);
  expect([...checksums('CronJob/export'), ...checksums('Job/smoke')]).toEqual([]);
});

describe('the database of a migration', () => {
  const env = (declare: (shop: Platform) => Partial<Input<MigrationProps, Same | 'database'>>) => {
    const result = synth((shop) => {
      new Migration(shop, 'migrate', { database: database(shop), image: 'api', ...declare(shop) });
    });
    const { containers } = podsOf(objects(result, 'prod')['Job/migrate']).spec;
    return Object.fromEntries(containers[0]!.env.map(({ name, value }) => [name, value ?? 'secret']));
  };

  test('is reached at its primary', () => {
    expect(env(() => ({}))).toEqual({
      DB_PASSWORD: 'secret',
      DB_USERNAME: 'secret',
      DATABASE_URL: 'postgresql://$(DB_USERNAME):$(DB_PASSWORD)@db-rw:5432/app',
    });
  });

  test('is reached as the variable says that is given', () => {
    expect(env(() => ({ env: { DATABASE_URL: 'postgresql://db-rw:5432/app?schema=shop' } }))).toEqual({
      DATABASE_URL: 'postgresql://db-rw:5432/app?schema=shop',
    });
  });

  test('may be an endpoint, whose address `env` says', () => {
    const result = synth((shop) => {
      const bank = new ExternalService(shop, 'bank', { url: 'postgresql://db.bank.acme', cidrs: ['10.9.0.0/16'] });
      new Migration(shop, 'migrate', { database: bank.endpoint, image: 'api' });
    });
    const { egress } = objects(result, 'prod')['NetworkPolicy/migrate']!.spec as { egress: readonly unknown[] };
    expect(egress).toContainEqual({
      ports: [{ port: 5432, protocol: 'TCP' }],
      to: [{ ipBlock: { cidr: '10.9.0.0/16' } }],
    });
  });

  test('is migrated by one in each environment', () => {
    synth((shop) => {
      const db = database(shop);
      new Migration(shop, 'old', { database: db, image: 'api', only: only(['prod'], 'moves last') });
      new Migration(shop, 'new', { database: db, image: 'api', only: only(['dev'], 'tried first') });
    });
  });
});

test('a change of nothing but a hook is one that Argo CD compares', () => {
  const compared = (command: string, environment: 'dev' | 'prod') => {
    const all = objects(
      synth(
        (shop) => new Verification(shop, 'smoke', { image: 'api', command: vary({ dev: ['a'], prod: [command] }) }),
      ),
      environment,
    );
    return JSON.stringify(
      Object.values(all).filter(({ metadata }) => !JSON.stringify(metadata).includes('argocd.argoproj.io/hook')),
    );
  };
  expect(compared('a', 'prod')).not.toBe(compared('b', 'prod'));
  expect(compared('a', 'dev')).toBe(compared('b', 'dev'));
});

test('in a mesh the proxy ends with the job', () => {
  const declare: Declare = (shop) => new Verification(shop, 'smoke', { image: 'api' });
  const annotation = (result: SynthResult) =>
    podsOf(objects(result, 'prod')['Job/smoke']).metadata.annotations['sidecar.istio.io/nativeSidecar'];
  expect(annotation(synth(declare, { ...CLUSTER, mesh: 'sidecar' }))).toBe('true');
  expect(annotation(synth(declare))).toBeUndefined();
});

/** Law 8: values of which every two must come to different files. */
type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };

const PERMISSION = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };

const runRows: Rows<Omit<RunProps, 'calls'>> = {
  image: ['api', 'redis'],
  name: [undefined, 'other'],
  command: [undefined, ['/bin/a']],
  args: [undefined, ['a']],
  workingDir: [undefined, '/srv'],
  env: [undefined, { A: '1' }, { A: '2' }],
  configuration: [undefined, configuration({ A: setting.text() })({ A: '1' })],
  secrets: [undefined, { A: sealed('cache-auth', 'password') }],
  configMap: [undefined, 'settings'],
  resources: [undefined, { requests: { cpu: '200m' } }],
  writable: [undefined, { '/tmp': '1Mi' }],
  user: [undefined, 20000],
  permissions: [undefined, [PERMISSION]],
  tracing: [undefined, true, { sampling: 0.1 }],
  podLabels: [undefined, { a: 'b' }],
  podAnnotations: [undefined, { a: 'b' }],
  only: [undefined, only(['dev'], 'r')],
  backoffLimit: [undefined, 0, 5],
  alerts: [undefined, { restartLoop: { severity: 'warning' } }, { restartLoop: { off: 'watched elsewhere' } }],
  activeDeadline: [undefined, '30s', '2h'],
};
const cronRows: Rows<Omit<CronTaskProps, keyof RunProps>> = {
  schedule: ['@daily', '0 3 * * *'],
  timeZone: [undefined, 'Europe/Bucharest'],
  concurrencyPolicy: [undefined, 'Allow', 'Replace'],
  startingDeadline: [undefined, '10s'],
  history: [undefined, { successful: 0 }, { failed: 0 }] satisfies readonly (History | undefined)[],
  suspend: [undefined, true],
  ttlAfterFinished: [undefined, '1h'],
};

function expectEffect(values: readonly unknown[], declare: (value: unknown) => Declare): void {
  const outputs = values.map((value) => JSON.stringify([...synth(declare(value)).files]));
  expect(new Set(outputs).size).toBe(values.length);
}

const cases = <P>(rows: Rows<P>) => Object.entries(rows) as [string, readonly unknown[]][];

test.each(cases({ ...runRows, ...cronRows }))('%s of a CronTask has an effect', (prop, values) => {
  expectEffect(
    values,
    (value) => (shop) => new CronTask(shop, 'task', { image: 'api', schedule: '@daily', [prop]: value }),
  );
});
test.each(cases({ ...runRows, tier: [undefined, 'migration'] } satisfies Rows<Omit<JobProps, 'calls'>>))(
  '%s of a Job has an effect',
  (prop, values) => {
    expectEffect(values, (value) => (shop) => new Job(shop, 'task', { image: 'api', [prop]: value }));
  },
);
test.each(cases(runRows))('%s of a Verification has an effect', (prop, values) => {
  expectEffect(values, (value) => (shop) => new Verification(shop, 'task', { image: 'api', [prop]: value }));
});
test.each(cases(runRows))('%s of a Migration has an effect', (prop, values) => {
  expectEffect(
    values,
    (value) => (shop) => new Migration(shop, 'task', { image: 'api', database: database(shop), [prop]: value }),
  );
});
test('calls have an effect', () => {
  expectEffect([false, true], (called) => (shop) => {
    const api = service(shop);
    new Job(shop, 'task', { image: 'api', ...(called === true && { calls: [api.endpoint] }) });
  });
});
