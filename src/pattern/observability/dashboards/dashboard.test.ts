import { parse } from 'yaml';
import { environments, findingsOf, platform, result, told, vary } from '../../../laws/example.test-support';
import type { Platform, PlatformInput } from '../../platform/platform';
import { Redis } from '../../stores/redis/redis';
import { RabbitMq } from '../../stores/rabbitmq/rabbitmq';
import { NatsJetStream } from '../../stores/nats/jetstream';
import { NatsStreaming } from '../../stores/nats/streaming';
import { MongoDb } from '../../stores/mongodb/mongodb';
import { CLUSTER } from '../../stores/postgres/shop.test-support';
import { sealedKeys } from '../../secrets/sealed';
import { WebService } from '../../workload/web-service';
import { StatefulService } from '../../stores/stateful/stateful-service';
import { accepted, appOf } from '../../stores/stateful/store.test-support';
import { Worker } from '../../workload/worker';
import { brokenAt } from '../promql';

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly query: { readonly query: string } }[];
  };
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: { readonly x: number; readonly y: number };
    readonly targets: readonly { readonly expr: string }[];
  }[];
}
interface Written {
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly data: Readonly<Record<string, string>>;
}

type Declare = (shop: Platform) => unknown;
const ON = { dashboards: true } as const;

function appWith(declare: Declare, props: object = ON) {
  const { app, shop } = platform({ images: ['api', 'store'] }, props as Partial<PlatformInput>);
  declare(shop);
  return app;
}
const refusals = (declare: Declare, props?: object) => told(findingsOf(appWith(declare, props)));

function filesOf(declare: Declare, props?: object): ReadonlyMap<string, string> {
  expect(refusals(declare, props)).toEqual([]);
  return result(appWith(declare, props)).files;
}

function written(declare: Declare, props?: object, environment = 'prod'): Written | undefined {
  const text = filesOf(declare, props).get(`shop/${environment}/api/ConfigMap-api-dashboard.yaml`);
  return text === undefined ? undefined : (parse(text) as Written);
}

function read(map: Written | undefined): Dashboard {
  expect(Object.keys(map?.data ?? {})).toHaveLength(1);
  return JSON.parse(Object.values(map!.data)[0]!) as Dashboard;
}

const api =
  (props: object = {}): Declare =>
  (shop) =>
    new WebService(shop, 'api', { image: 'api', port: 3000, ...props });
const titles = (declare: Declare) => read(written(declare)).panels.map(({ title }) => title);
const USAGE = ['CPU', 'Memory, share of the limit', 'Restarts within an hour', 'Pods that are ready'];
const REQUESTS = ['Requests', 'Requests that fail', 'Duration, half of the requests', 'Duration, 99 of 100 requests'];

function ofStore(declare: Declare, name: string): Written {
  return parse(
    appOf(declare, undefined, ON).preview().files.get(`shop/prod/${name}/ConfigMap-${name}-dashboard.yaml`)!,
  ) as Written;
}

/** What every dashboard has to be for Grafana, and for two environments on one cluster. */
function expectSound({ panels, templating }: Dashboard): void {
  expect(panels.map(({ id }) => id)).toEqual(panels.map((_, index) => index + 1));
  expect(new Set(panels.map(({ gridPos }) => `${gridPos.x} ${gridPos.y}`)).size).toBe(panels.length);
  for (const { targets } of panels) {
    for (const { expr } of targets) {
      expect([expr, brokenAt(expr)]).toEqual([expr, undefined]);
      expect([expr, (expr.match(/\w\{/g) ?? []).length]).toEqual([
        expr,
        (expr.match(/namespace="\$namespace"/g) ?? []).length,
      ]);
    }
  }
  expect(templating.list.map(({ name }) => name)).toEqual(['datasource', 'namespace']);
}

describe('the dashboard of a service', () => {
  it('shows the requests that it answers and what it uses', () => {
    expect(titles(api({ metrics: {} }))).toEqual([...REQUESTS, ...USAGE]);
    expect(titles(api({ slo: { availability: 99.9, requests: { by: 'istio' } } }))).toEqual([...REQUESTS, ...USAGE]);
    expect(titles(api())).toEqual(USAGE);
    expect(
      titles(
        (shop) =>
          new Worker(shop, 'api', {
            image: 'api',
            metrics: { port: 9090 },
            probes: { liveness: { exec: ['a'] }, readiness: { exec: ['a'] } },
          }),
      ),
    ).toEqual(USAGE);
  });

  it('counts requests as the objective does, in seconds', () => {
    const of = (requests: object) =>
      read(written(api({ metrics: {}, slo: { availability: 99.9, requests } }))).panels.map(
        ({ targets }) => targets[0]!.expr,
      );
    expect(of({ counter: 'orders_total' })[0]).toBe('sum(rate(orders_total{namespace="$namespace",job="api"}[5m]))');
    expect(of({})[3]).toBe(
      'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{namespace="$namespace",job="api"}[5m])))',
    );
    expect(of({ by: 'istio' })[2]).toMatch(
      /^histogram_quantile\(0\.5, .*istio_request_duration_milliseconds_bucket.*\) \/ 1000$/,
    );
  });

  it('is found by its label, and is the same everywhere: the namespace is chosen above it', () => {
    const { metadata, data } = written(api({ metrics: {} }))!;
    expect(metadata.labels).toMatchObject({ grafana_dashboard: '1', 'app.kubernetes.io/name': 'api' });
    expect(metadata.annotations).toEqual({ grafana_folder: 'shop' });
    for (const environment of environments.names)
      expect(written(api({ metrics: {} }), ON, environment)!.data).toEqual(data);
    const own = read({ metadata, data });
    expect(own.templating.list[1]!.query.query).toBe(
      'label_values(kube_pod_info{pod=~"api-[a-z0-9]+-[a-z0-9]{5}"}, namespace)',
    );
    expectSound(own);
    expect(own.uid).toMatch(/^[0-9a-f]{16}$/);
    const other = (shop: Platform) => new WebService(shop, 'other', { image: 'api', port: 3000 });
    expect(read(parse(filesOf(other).get('shop/prod/other/ConfigMap-other-dashboard.yaml')!) as Written).uid).not.toBe(
      own.uid,
    );
  });

  it('is one of its own where that is given', () => {
    const dashboard = { title: 'Orders', panels: [], description: vary({ dev: 'a', staging: 'b', prod: 'c' }) };
    expect(read(written(api({ dashboard })))).toEqual({ title: 'Orders', panels: [], description: 'c' });
    const store: Declare = (shop) =>
      accepted(
        new StatefulService(shop, 'api', {
          image: 'store',
          port: 7000,
          volumes: { data: { path: '/data', size: '1Gi' } },
          dashboard,
        }),
      );
    expect(Object.values(ofStore(store, 'api').data)).toEqual(['{"title":"Orders","panels":[],"description":"c"}']);
  });
});

describe('the dashboard of a store', () => {
  const STORAGE = { storage: { size: '10Gi' } };
  const BACKUP = {
    destination: 's3://backups/shop',
    rpo: '24h',
    rto: '1h',
    credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
  };
  const stores: readonly (readonly [string, string, Declare])[] = [
    [
      'redis',
      'Commands',
      (shop) => accepted(new Redis(shop, 'redis', { image: 'redis', persistence: { size: '10Gi' } })),
    ],
    [
      'rabbitmq',
      'Messages that wait',
      (shop) => new RabbitMq(shop, 'rabbitmq', { image: 'rabbitmq', replicas: 3, ...STORAGE }),
    ],
    [
      'nats',
      'File store, share in use',
      (shop) => new NatsJetStream(shop, 'nats', { image: 'nats', replicas: 3, ...STORAGE }),
    ],
    [
      'nats',
      'Messages in',
      (shop) => accepted(new NatsStreaming(shop, 'nats', { image: 'nats-streaming', ...STORAGE })),
    ],
    [
      'mongo',
      'Operations',
      (shop) =>
        new MongoDb(shop, 'mongo', { image: 'mongo', version: '1.4.2', members: 3, ...STORAGE, backup: BACKUP }),
    ],
  ];
  it.each(stores)('%s shows what it does (%s), what it uses and its volumes', (name, title, declare) => {
    const own = read(ofStore(declare, name));
    expect(own.panels.map((panel) => panel.title)).toEqual(
      expect.arrayContaining([title, ...USAGE, 'Volumes, share in use']),
    );
    expectSound(own);
  });
});

describe('whether there are dashboards', () => {
  const delivery = { repository: 'https://git.acme/shop.git', revision: 'main', argocdPerEnvironment: true };
  const stack = (own: object, more: object = {}) => ({
    cluster: { apiServer: CLUSTER.apiServer },
    delivery,
    addOns: { kubePrometheusStack: own },
    ...more,
  });

  it('follows from the Grafana of the add-ons, whose sidecar reads their folder', () => {
    expect(written(api(), {})).toBeUndefined();
    expect(written(api(), stack({}))).toBeDefined();
    expect(written(api(), stack({ grafana: false }))).toBeUndefined();
    expect(written(api(), stack({}, { dashboards: false }))).toBeUndefined();
    const text = filesOf(api(), stack({})).get('shop/prod/argocd/Application-kube-prometheus-stack.yaml')!;
    expect(text).toContain('folderAnnotation: grafana_folder');
    expect(text).toContain('foldersFromFilesStructure: true');
  });

  it('is said by the platform, with the label and the folder of its Grafana', () => {
    const { metadata } = written(api(), { dashboards: { label: 'dashboards.acme/load', folder: 'Shop' } })!;
    expect(metadata).toMatchObject({
      labels: { 'dashboards.acme/load': '1' },
      annotations: { grafana_folder: 'Shop' },
    });
  });

  it('is needed for one of its own, which has to be one', () => {
    expect(refusals(api({ dashboard: { title: 'Orders', panels: [] } }), {})).toEqual([
      expect.stringContaining('LS116 shop/api dashboard'),
    ]);
    expect(refusals(api({ dashboard: { name: 'Orders' } }))).toEqual([expect.stringContaining('dashboard')]);
  });
});
