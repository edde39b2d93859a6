import { parse } from 'yaml';
import { CLUSTER as EXAMPLE, only, platform, told, vary, withoutAdvice } from '../../laws/example.test-support';
import { absent } from '../../model/varying';
import { Elasticsearch } from '../stores/elasticsearch/elasticsearch';
import { MongoDb } from '../stores/mongodb/mongodb';
import { NatsJetStream } from '../stores/nats/jetstream';
import { NatsStreaming } from '../stores/nats/streaming';
import { backupAge } from '../stores/postgres/alerts';
import { Postgres } from '../stores/postgres/postgres';
import { objects, refusals, synth, vary as varyTwo, type Declare } from '../stores/postgres/shop.test-support';
import { RabbitMq } from '../stores/rabbitmq/rabbitmq';
import { Redis } from '../stores/redis/redis';
import { sealedKeys } from '../secrets/sealed';
import { WebService } from '../workload/web-service';
import { StatefulService } from '../stores/stateful/stateful-service';
import { accepted, appOf, refusalsOf, type Declare as DeclareStore } from '../stores/stateful/store.test-support';
import { CronTask } from '../jobs/cron-task';
import { Job } from '../jobs/job';
import { brokenAt } from './promql';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

function rulesIn(yaml: string | undefined): readonly Rule[] {
  if (yaml === undefined) return [];
  return (parse(yaml) as { spec: { groups: readonly { rules: readonly Rule[] }[] } }).spec.groups.flatMap(
    ({ rules }) => rules,
  );
}

function namesIn(yaml: string | undefined): readonly string[] {
  return rulesIn(yaml).map(({ alert }) => alert);
}

const BACKUP = {
  destination: 's3://backups/shop',
  rpo: '24h',
  rto: '1h',
  credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
};
const STORAGE = { storage: { size: '10Gi' } };
const nats: DeclareStore = (shop) =>
  new NatsJetStream(shop, 'nats', { image: 'nats', replicas: vary({ dev: 1, staging: 3, prod: 3 }), ...STORAGE });
const mongo: DeclareStore = (shop) =>
  new MongoDb(shop, 'mongo', {
    image: 'mongo',
    version: '1.4.2',
    members: 3,
    storage: { size: '10Gi' },
    only: only(['prod'], 'a test'),
    backup: BACKUP,
  });
const search: DeclareStore = (shop) =>
  new Elasticsearch(shop, 'search', {
    image: 'elasticsearch',
    version: '8.19.8',
    nodes: vary({ dev: 1, staging: 3, prod: 3 }),
    ...STORAGE,
    backup: BACKUP,
  });
const api =
  (props: object = {}): DeclareStore =>
  (shop) =>
    new WebService(shop, 'api', { image: 'api', port: 3000, ...props });

function fileOf(
  declare: DeclareStore,
  path: string,
  environment: 'dev' | 'prod' = 'prod',
  cluster?: object,
): string | undefined {
  const { findings, files } = appOf(declare, cluster).preview();
  expect(told(withoutAdvice(findings))).toEqual([]);
  return [...files].find(([file]) => file.endsWith(`shop/${environment}/${path}`))?.[1];
}

const database: Declare = (shop) =>
  new Postgres(shop, 'db', {
    image: 'postgresql',
    version: 18,
    instances: varyTwo({ dev: 1, prod: 3 }),
    storage: { size: '10Gi' },
    pooler: {},
    backup: { destination: 's3://backups/shop', rpo: '5m' },
  });

describe('what comes with a construct', () => {
  it('parses, keeps to its namespace and says what to do', () => {
    const tuned = { restartLoop: { for: '1h' }, memoryHigh: { for: '1h' } };
    const certified = {
      ...EXAMPLE,
      operators: {
        mongoDb: { namespace: 'mongodb-system', labels: { name: 'mongodb-kubernetes-operator' } },
        elastic: { namespace: 'elastic-system', labels: { 'control-plane': 'elastic-operator' } },
      },
      prometheus: { ...EXAMPLE.prometheus, scrapes: ['kubelet', 'kube-state-metrics', 'cert-manager'] },
    };
    const sources: readonly (readonly [DeclareStore, string])[] = [
      [api(), 'platform/PrometheusRule-shop.yaml'],
      [
        api({
          autoscaling: { min: 2, max: 5 },
          alerts: { ...tuned, notReady: { for: '1h' }, unavailable: { for: '1h' }, atMaximum: { for: '1h' } },
        }),
        'api/PrometheusRule-api.yaml',
      ],
      [nats, 'nats/PrometheusRule-nats.yaml'],
      [mongo, 'mongo/PrometheusRule-mongo.yaml'],
      [search, 'search/PrometheusRule-search.yaml'],
      [
        (shop) => new RabbitMq(shop, 'rabbitmq', { image: 'rabbitmq', replicas: 3, ...STORAGE }),
        'rabbitmq/PrometheusRule-rabbitmq.yaml',
      ],
      [
        (shop) => accepted(new NatsStreaming(shop, 'nats', { image: 'nats-streaming', ...STORAGE })),
        'nats/PrometheusRule-nats.yaml',
      ],
      [
        (shop) =>
          accepted(
            new Redis(shop, 'redis', {
              image: 'redis',
              persistence: { size: '10Gi' },
              alerts: { hitRate: { threshold: 90 }, volumeFull: { for: '1h' } },
            }),
          ),
        'redis/PrometheusRule-redis.yaml',
      ],
      [(shop) => new Redis(shop, 'redis', { image: 'redis' }), 'redis/PrometheusRule-redis.yaml'],
      [
        (shop) =>
          new CronTask(shop, 'tidy', {
            image: 'api',
            schedule: '0 3 * * *',
            alerts: { taskFailed: { for: '1h' }, taskLate: { for: '1h' } },
          }),
        'tidy/PrometheusRule-tidy.yaml',
      ],
      [
        (shop) => new Job(shop, 'index', { image: 'api', alerts: { jobFailed: { for: '1h' } } }),
        'index/PrometheusRule-index.yaml',
      ],
    ];
    const rules = [
      ...sources.flatMap(([declare, path]) => rulesIn(fileOf(declare, path, 'prod', certified))),
      ...(
        objects(synth(database), 'prod')['PrometheusRule/db'] as unknown as {
          spec: { groups: readonly { rules: readonly Rule[] }[] };
        }
      ).spec.groups.flatMap((group) => group.rules),
    ];
    expect(rules.length).toBeGreaterThan(54);
    for (const { alert, expr, annotations, labels } of rules) {
      expect([alert, brokenAt(expr)]).toEqual([alert, undefined]);
      // Every selector of a series names the namespace: other platforms have constructs of the same names.
      const selectors = expr.match(/[a-z_]+\{[^}]*\}/g) ?? [];
      expect([alert, selectors.filter((selector) => !selector.includes('namespace="shop-prod"'))]).toEqual([alert, []]);
      expect(selectors.length).toBeGreaterThan(0);
      expect(`${annotations.summary!}${annotations.description!}`).not.toContain('%name');
      expect(annotations.description!.length).toBeGreaterThan(40);
      expect(['critical', 'warning']).toContain(labels.severity);
      expect(labels.team).toBe('team-shop');
    }
  });

  it('fits what the construct is, in each environment', () => {
    const two = synth(database);
    const names = (environment: 'dev' | 'prod') =>
      (
        objects(two, environment)['PrometheusRule/db'] as unknown as {
          spec: { groups: readonly { rules: readonly Rule[] }[] };
        }
      ).spec.groups[0]!.rules.map(({ alert }) => alert);
    expect(names('prod')).toEqual(
      expect.arrayContaining([
        'PostgresReplicationLag',
        'PostgresInstanceDown',
        'PostgresBackupOld',
        'PostgresArchiveFailing',
        'PostgresArchiveLate',
        'PostgresPoolExhausted',
      ]),
    );
    expect(names('dev')).not.toContain('PostgresReplicationLag');
    expect(names('dev')).toContain('PostgresDown');
    expect(namesIn(fileOf(nats, 'nats/PrometheusRule-nats.yaml', 'dev'))).not.toContain('NatsServerDown');
    expect(
      rulesIn(fileOf(nats, 'nats/PrometheusRule-nats.yaml')).find(({ alert }) => alert === 'NatsServerDown')!.expr,
    ).toMatch(/< 3$/);
  });

  it('asks of a single node of Elasticsearch neither others nor copies', () => {
    const path = 'search/PrometheusRule-search.yaml';
    const several = namesIn(fileOf(search, path));
    expect(several).toEqual([
      'ElasticDown',
      'ElasticNodeDown',
      'ElasticRed',
      'ElasticYellow',
      'ElasticHeap',
      'ElasticBreaker',
      'ElasticRejected',
      'BackupLate',
    ]);
    expect(namesIn(fileOf(search, path, 'dev'))).toEqual(
      several.filter((name) => !['ElasticNodeDown', 'ElasticYellow'].includes(name)),
    );
    expect(rulesIn(fileOf(search, path)).find(({ alert }) => alert === 'ElasticNodeDown')!.expr).toMatch(/< 3$/);
  });

  it('tells a cache, which evicts, from a store, which refuses writes', () => {
    const path = 'redis/PrometheusRule-redis.yaml';
    const cache = namesIn(fileOf((shop) => new Redis(shop, 'redis', { image: 'redis' }), path));
    const store = namesIn(
      fileOf((shop) => accepted(new Redis(shop, 'redis', { image: 'redis', persistence: { size: '10Gi' } })), path),
    );
    expect(cache).toContain('RedisEvictions');
    expect(cache).not.toContain('RedisMemory');
    expect(store).toEqual(expect.arrayContaining(['RedisMemory', 'RedisPersistenceFailing']));
    expect(store).not.toContain('RedisEvictions');
  });

  it('asks for no metric that nobody scrapes', () => {
    const path = 'platform/PrometheusRule-shop.yaml';
    const scraping = (...scrapes: readonly string[]) =>
      namesIn(fileOf(api(), path, 'prod', { ...EXAMPLE, prometheus: { ...EXAMPLE.prometheus, scrapes } }));
    expect(scraping()).toEqual([]);
    expect(scraping('kubelet')).toEqual(['VolumeFilling', 'VolumeFull']);
    expect(scraping('kube-state-metrics')).toEqual([
      'PodRestartLoop',
      'WorkloadNotReady',
      'WorkloadUnavailable',
      'WorkloadAtMaximum',
      'TaskFailed',
      'TaskLate',
      'JobFailed',
    ]);
    expect(scraping('cert-manager')).toEqual(['CertificateExpiring']);
    expect(fileOf(api(), path, 'prod', { apiServer: EXAMPLE.apiServer })).toBeUndefined();
  });

  it('is selected by the labels of the Prometheus', () => {
    expect(fileOf(nats, 'nats/PrometheusRule-nats.yaml')).toContain('    release: monitoring\n');
  });

  it.each([
    ['0 0 3 * * *', 36],
    ['0 0 3 * * 0', 180],
    ['0 0 3 1 * *', 756],
  ])('a backup by %s may be %i hours old', (schedule, hours) => {
    expect(backupAge(schedule, 36)).toBe(hours);
  });
});

describe('backups that are late', () => {
  const destination = vary({ dev: absent, staging: absent, prod: 's3://backups/shop' });
  const hourly = { ...BACKUP, destination, schedule: '0 * * * *', rpo: '90m' };
  const stores: readonly (readonly [string, DeclareStore])[] = [
    [
      'mongo',
      (shop) =>
        new MongoDb(shop, 'mongo', { image: 'mongo', version: '1.4.2', members: 3, ...STORAGE, backup: hourly }),
    ],
    [
      'search',
      (shop) =>
        new Elasticsearch(shop, 'search', {
          image: 'elasticsearch',
          version: '8.19.8',
          nodes: 3,
          ...STORAGE,
          backup: hourly,
        }),
    ],
    [
      'redis',
      (shop) =>
        accepted(
          new Redis(shop, 'redis', { image: 'redis', persistence: { size: '10Gi' }, metrics: false, backup: hourly }),
        ),
    ],
    [
      'store',
      (shop) =>
        accepted(
          new StatefulService(shop, 'store', {
            image: 'store',
            port: 8108,
            volumes: { data: { path: '/data', size: '1Gi' } },
            backup: { ...hourly, dump: { command: ['dump'] }, verify: { command: ['verify'] } },
          }),
        ),
    ],
  ];
  const late = (name: string, declare: DeclareStore, environment: 'dev' | 'prod', cluster?: object) =>
    rulesIn(fileOf(declare, `${name}/PrometheusRule-${name}.yaml`, environment, cluster)).find(
      ({ alert }) => alert === 'BackupLate',
    );

  it.each(stores)(
    'is told of a %s, by what it promises and half an hour for a run, where there is a backup',
    (name, declare) => {
      const own = `namespace="shop-prod",cronjob="${name}-backup"`;
      expect(late(name, declare, 'prod')!.expr).toBe(
        `time() - (max by (namespace, cronjob) (kube_cronjob_status_last_successful_time{${own}}) or max by (namespace, cronjob) (kube_cronjob_created{${own}})) > 7200`,
      );
      expect(fileOf(declare, `${name}/CronJob-${name}-backup.yaml`)).toBeDefined();
      expect(late(name, declare, 'dev')).toBeUndefined();
    },
  );

  it('is not told where nobody scrapes what is said of CronJobs', () => {
    const cluster = { ...EXAMPLE, prometheus: { ...EXAMPLE.prometheus, scrapes: ['kubelet'] } };
    expect(late('redis', stores[2]![1], 'prod', cluster)).toBeUndefined();
  });

  it('is told of a database by the log that waits for its archive, where somebody promised', () => {
    const rules = (declare: Declare) =>
      (
        objects(synth(declare), 'prod')['PrometheusRule/db'] as unknown as {
          spec: { groups: readonly { rules: readonly Rule[] }[] };
        }
      ).spec.groups[0]!.rules;
    const found = rules(database).find(({ alert }) => alert === 'PostgresArchiveLate')!;
    expect(found.expr).toContain(
      'cnpg_pg_stat_archiver_seconds_since_last_archival{namespace="shop-prod",pod=~"db-[0-9]+"}) > 300 and ',
    );
    expect(found.annotations.description).toContain(
      'A failure now would lose more than the recovery point objective of 300 seconds.',
    );
    const silent: Declare = (shop) =>
      new Postgres(shop, 'db', {
        image: 'postgresql',
        version: 18,
        instances: 3,
        storage: { size: '10Gi' },
        backup: { destination: 's3://backups/shop' },
      });
    expect(rules(silent).map(({ alert }) => alert)).not.toContain('PostgresArchiveLate');
  });
});

describe('the prop `alerts`', () => {
  const rule = (props: object, alert: string, environment: 'dev' | 'prod' = 'prod') =>
    rulesIn(fileOf(api({ alerts: props }), 'api/PrometheusRule-api.yaml', environment)).find(
      (own) => own.alert === alert,
    );

  it('tunes an alert, by environment too', () => {
    const tuned = {
      restartLoop: {
        threshold: vary({ dev: 20, staging: 5, prod: 5 }),
        for: '10m',
        severity: vary({ dev: 'warning', staging: 'warning', prod: 'critical' }),
        runbook: 'https://wiki.acme/a',
      },
    };
    expect(rule(tuned, 'PodRestartLoop')).toMatchObject({
      for: '10m',
      labels: { severity: 'critical' },
      annotations: { runbook_url: 'https://wiki.acme/a' },
    });
    expect(rule(tuned, 'PodRestartLoop')!.expr).toMatch(/> 5$/);
    expect(rule(tuned, 'PodRestartLoop', 'dev')!.expr).toMatch(/> 20$/);
  });

  it('gives a construct a rule of its own, and leaves it out of that of the platform', () => {
    const declare = api({ alerts: { restartLoop: { threshold: 9 }, notReady: { for: '1h' } } });
    const shared = rulesIn(fileOf(declare, 'platform/PrometheusRule-shop.yaml'));
    const exprOf = (alert: string) => shared.find((own) => own.alert === alert)!.expr;
    expect(exprOf('PodRestartLoop')).toContain('{namespace="shop-prod",pod!~"api-[a-z0-9]+-[a-z0-9]{5}"}');
    expect(exprOf('WorkloadNotReady')).toContain(
      'kube_deployment_spec_replicas{namespace="shop-prod",deployment!~"api"}',
    );
    expect(exprOf('WorkloadUnavailable')).not.toContain('!~');
    const own = rulesIn(fileOf(declare, 'api/PrometheusRule-api.yaml'));
    expect(own.map(({ alert, for: held }) => [alert, held])).toEqual([
      ['PodRestartLoop', '0m'],
      ['WorkloadNotReady', '1h'],
    ]);
    expect(own[0]!.expr).toBe(
      'max by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{namespace="shop-prod",pod=~"api-[a-z0-9]+-[a-z0-9]{5}"}[30m])) > 9',
    );
    expect(own[1]!.expr).not.toContain('statefulset');
  });

  it('leaves the alert of the platform as it is where the construct does not tune it, or does not exist', () => {
    const tuned = api({
      alerts: { restartLoop: vary({ dev: absent, staging: { threshold: 9 }, prod: { threshold: 9 } }) },
    });
    const limited = api({ alerts: { restartLoop: { threshold: 9 } }, only: only(['staging', 'prod'], 'a test') });
    for (const declare of [tuned, limited]) {
      const exprIn = (environment: 'dev' | 'prod') =>
        rulesIn(fileOf(declare, 'platform/PrometheusRule-shop.yaml', environment)).find(
          ({ alert }) => alert === 'PodRestartLoop',
        )!.expr;
      expect(exprIn('dev')).toContain('{namespace="shop-dev"}');
      expect(exprIn('prod')).toContain('pod!~"api-');
      expect(fileOf(declare, 'api/PrometheusRule-api.yaml')).toBeDefined();
      expect(fileOf(declare, 'api/PrometheusRule-api.yaml', 'dev')).toBeUndefined();
    }
  });

  it('accepts a tuned alert that comes with the construct in one of the environments', () => {
    const varied: DeclareStore = (shop) =>
      new NatsJetStream(shop, 'nats', {
        image: 'nats',
        replicas: vary({ dev: 1, staging: 3, prod: 3 }),
        ...STORAGE,
        alerts: { serverDown: { for: '1h' } },
      });
    const single: DeclareStore = (shop) =>
      new NatsJetStream(shop, 'nats', {
        image: 'nats',
        replicas: 1,
        ...STORAGE,
        alerts: { serverDown: vary({ dev: absent, staging: { for: '1h' }, prod: { for: '1h' } }) },
      });
    expect(refusalsOf(varied)).toEqual([]);
    expect(refusalsOf(single).filter((line) => line.startsWith('LS731'))).toEqual(
      ['staging', 'prod'].map((environment) =>
        expect.stringMatching(
          `^LS731 shop/nats alerts\\.serverDown \\[${environment}\\]: nats, as declared, has no alert serverDown`,
        ),
      ),
    );
  });

  it('tunes for the whole platform', () => {
    const { app, shop } = platform(
      {},
      { alerts: { volumeFull: { threshold: 95 } }, runbooks: 'https://wiki.acme/alerts/' },
    );
    api()(shop);
    const text = app.preview().files;
    const [, file] = [...text].find(([path]) => path.endsWith('prod/platform/PrometheusRule-shop.yaml'))!;
    const full = rulesIn(file).find(({ alert }) => alert === 'VolumeFull')!;
    expect(full.expr).toMatch(/> 95$/);
    expect(full.annotations.runbook_url).toBe('https://wiki.acme/alerts/VolumeFull');
  });

  it('takes one out for a reason that stays on the rules', () => {
    const file = fileOf(
      api({ alerts: { memoryHigh: { off: 'it uses what it gets' } } }),
      'api/PrometheusRule-api.yaml',
    );
    expect(namesIn(file)).toEqual([]);
    expect(file).toContain('lockstep.dev/alerts-off: "PodMemoryHigh: it uses what it gets"');
  });

  it('adds alerts of one’s own', () => {
    const own = {
      OrdersStuck: {
        expr: 'orders_stuck > 5',
        severity: 'critical',
        summary: 'Orders are stuck.',
        labels: { area: 'checkout' },
      },
    };
    expect(rule(own, 'OrdersStuck')).toEqual({
      alert: 'OrdersStuck',
      expr: 'orders_stuck > 5',
      for: '5m',
      labels: { severity: 'critical', team: 'team-shop', service: 'api', area: 'checkout', namespace: 'shop-prod' },
      annotations: { summary: 'Orders are stuck.' },
    });
  });

  it.each<[string, DeclareStore, object | undefined, string]>([
    [
      'an alert that there is not',
      api({ alerts: { restartLop: {} } }),
      undefined,
      'LS101 shop/api alerts.restartLop: there is no alert "restartLop" → Did you mean "restartLoop"?',
    ],
    [
      'an alert that comes already',
      api({ alerts: { PodRestartLoop: { expr: 'up', severity: 'warning', summary: 's' } } }),
      undefined,
      'LS730 shop/api alerts.PodRestartLoop: the construct already has a built-in alert named PodRestartLoop',
    ],
    [
      'an alert that is not there',
      api({ alerts: { atMaximum: { for: '1h' } } }),
      undefined,
      'LS731 shop/api alerts.atMaximum: api, as declared, has no alert atMaximum',
    ],
    [
      'alerts that nobody reads',
      api({ alerts: { restartLoop: { for: '1h' } } }),
      { apiServer: EXAMPLE.apiServer },
      'LS116 shop/api alerts: the platform does not declare which Prometheus loads its rules',
    ],
    [
      'what is no PromQL',
      api({ alerts: { Own: { expr: 'sum(rate(a[5m]) > 1', severity: 'warning', summary: 's' } } }),
      undefined,
      'LS732 shop/api alerts.Own.expr: "sum(rate(a[5m]) > 1" is not valid PromQL at its end',
    ],
    [
      'no time',
      api({ alerts: { restartLoop: { for: 'soon' } } }),
      undefined,
      'LS102 shop/api alerts.restartLoop.for: "soon" is not a duration of Prometheus',
    ],
    [
      'an unknown severity',
      api({ alerts: { Own: { expr: 'up', severity: 'page', summary: 's' } } }),
      undefined,
      'LS102 shop/api alerts.Own.severity: "page" is not a valid choice → V',
    ],
  ])('refuses %s', (_, declare, cluster, start) => {
    expect(refusalsOf(declare, cluster).map((line) => line.slice(0, start.length))).toEqual([start]);
  });

  it('refuses to tune what a database without a backup does not have', () => {
    const bare: Declare = (shop) =>
      new Postgres(shop, 'db', {
        image: 'postgresql',
        version: 18,
        instances: 2,
        storage: { size: '1Gi' },
        alerts: { backupOld: { threshold: 1 } },
      });
    expect(refusals(bare).map(({ code }) => code)).toContain('LS731');
  });
});
