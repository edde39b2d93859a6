import { sealed } from '../../secrets/sealed';
import {
  accepted,
  filesOf,
  only,
  PLAIN_CLUSTER,
  refusalsOf,
  vary,
  wholeOf,
  type Declare,
} from '../stateful/store.test-support';
import { Worker } from '../../workload/worker';
import type { Sidecar } from '../stateful/sidecar';
import { NatsJetStream, type NatsJetStreamProps } from './jetstream';

function nats(props: Record<string, unknown> = {}): Declare {
  return (shop) =>
    new NatsJetStream(shop, 'nats', { image: 'nats', storage: { size: '10Gi' }, replicas: 3, ...props } as never);
}

const single =
  (props: Record<string, unknown> = {}): Declare =>
  (shop) =>
    accepted(new NatsJetStream(shop, 'nats', { image: 'nats', storage: { size: '10Gi' }, ...props } as never));

const LOGIN = { username: sealed('nats-auth', 'username'), password: sealed('nats-auth', 'password') };

test('a cluster with everything that belongs to it', () => {
  const declare: Declare = (shop) => {
    const own = new NatsJetStream(shop, 'nats', {
      image: 'nats',
      replicas: vary({ dev: 1, staging: 3, prod: 3 }),
      storage: { size: vary({ dev: '1Gi', staging: '10Gi', prod: '50Gi' }) },
      resources: { limits: { memory: vary({ dev: '256Mi', staging: '512Mi', prod: '2Gi' }) } },
    });
    new Worker(shop, 'api', {
      image: 'api',
      env: { NATS_URL: own.url, NATS_HOST: own.host },
      secrets: { NATS_AUTH_TOKEN: own.token },
    });
  };
  const files = filesOf(declare, 'prod');
  expect(
    Object.fromEntries(Object.entries(files).filter(([path]) => /^(nats|secrets)\//.test(path))),
  ).toMatchSnapshot();
  expect(files['api/Deployment-api.yaml']).toContain('value: nats://$(NATS_AUTH_TOKEN)@nats:4222\n');
  // One server is no cluster: told of one, it would wait for a majority.
  expect(filesOf(declare, 'dev')['nats/ConfigMap-nats.yaml']).toMatchSnapshot('the configuration of a single server');
});

test('no credential stands in the configuration, and a value that looks like a number stays text', () => {
  const files = filesOf(nats({ login: LOGIN }), 'prod');
  expect(files['nats/ConfigMap-nats.yaml']).toContain(
    'authorization {\n      user: $NATS_QUOTED_USERNAME\n      password: $NATS_QUOTED_PASSWORD\n    }\n',
  );
  expect(files['nats/StatefulSet-nats.yaml']).toContain(
    '- name: NATS_QUOTED_PASSWORD\n          value: "\\"$(NATS_PASSWORD)\\""\n',
  );
});

test('a login is part of the URL, and there is no token then', () => {
  const files = filesOf((shop) => {
    const own = nats({ login: LOGIN })(shop) as NatsJetStream;
    expect(() => own.token).toThrow(
      'shop/nats authenticates by `login`, so it has no token. Use `url`, or the keys of the login.',
    );
    new Worker(shop, 'api', { image: 'api', env: { NATS_URL: own.url } });
  }, 'prod');
  expect(files['api/Deployment-api.yaml']).toContain('value: nats://$(NATS_USERNAME):$(NATS_PASSWORD)@nats:4222\n');
});

test('where nothing is scraped, the monitoring port is on no Service and in no policy', () => {
  const files = filesOf(nats(), 'prod', (({ prometheus: _, ...rest }) => rest)(PLAIN_CLUSTER));
  for (const path of ['Service-nats', 'Service-nats-headless', 'NetworkPolicy-nats'])
    expect(files[`nats/${path}.yaml`]).not.toMatch(/8222|7777/);
  expect(files['nats/StatefulSet-nats.yaml']).not.toContain('exporter');
  expect(files['nats/StatefulSet-nats.yaml']).toContain('containerPort: 8222\n');
});

test('a startup probe with timings alone asks as the default does; with a question of its own, as it says', () => {
  const startup = (probes: object) =>
    /startupProbe:\n((?: {10}.*\n)+)/.exec(
      filesOf(nats({ probes: { startup: probes } }), 'prod')['nats/StatefulSet-nats.yaml']!,
    )![1];
  expect(startup({ failures: 200 })).toContain(
    'failureThreshold: 200\n          httpGet:\n            path: /healthz\n',
  );
  expect(startup({ http: '/healthz?js-enabled-only=true' })).toContain(
    'failureThreshold: 24\n          httpGet:\n            path: /healthz?js-enabled-only=true\n',
  );
});

type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };
const rows: Rows<NatsJetStreamProps> = {
  image: ['nats', 'other'],
  name: ['nats', 'store'],
  storage: [{ size: '10Gi' }, { size: '20Gi' }, { size: '10Gi', class: 'local' }],
  replicas: [3, 5],
  cluster: [undefined, 'shop'],
  token: [undefined, sealed('nats-auth', 'other')],
  login: [undefined, LOGIN],
  maxFileStore: [undefined, '5Gi', '6Gi'],
  maxMemoryStore: [undefined, '16Mi', '32Mi'],
  metrics: [undefined, false],
  exporter: [undefined, { image: 'other' }],
  tls: [undefined, 'verify-full'],
  reloader: [undefined],
  resources: [undefined, { limits: { memory: '1Gi' } }],
  probes: [undefined, { liveness: { period: '20s' } }],
  user: [undefined, 1001],
  shutdown: [undefined, { drain: '2m' }],
  podLabels: [undefined, { a: 'b' }],
  podAnnotations: [undefined, { a: 'b' }],
  only: [undefined, only(['prod'], 'nothing is sent elsewhere')],
  update: [undefined, { partition: 1 }],
  retention: [undefined, { whenScaled: 'Delete' }],
  alerts: [
    undefined,
    { storage: { threshold: 70 } },
    { volumeFull: { threshold: 70 } },
    { OrdersStuck: { expr: 'orders_stuck > 5', severity: 'critical', summary: 'stuck' } },
  ],
  minReady: [undefined, '20s'],
};
test.each(Object.entries(rows) as [string, readonly unknown[]][])('%s has an effect', (prop, values) => {
  const outputs = values.map((value) => wholeOf(nats({ [prop]: value })));
  expect(new Set(outputs).size).toBe(values.length);
});

const exporterRows: Rows<Sidecar> = {
  image: [undefined, 'other'],
  resources: [undefined, { limits: { memory: '128Mi' } }],
};
test.each(Object.entries(exporterRows) as [string, readonly unknown[]][])(
  'exporter.%s has an effect',
  (field, values) => {
    const outputs = values.map((value) => wholeOf(nats({ exporter: { [field]: value } })));
    expect(new Set(outputs).size).toBe(values.length);
  },
);

test.each<readonly [string, Declare, readonly string[]]>([
  [
    'two servers',
    nats({ replicas: vary({ dev: 1, staging: 2, prod: 3 }) }),
    [
      'LS138 shop/nats replicas [staging]: 2 members need 2 for a majority, so they tolerate no more failures than 1 would → Use 1 or 3.',
    ],
  ],
  [
    'a single server in production',
    nats({ replicas: 1 }),
    [
      'LS690 shop/nats replicas [prod]: nats runs 1 replica in prod, so every drain of its node is an outage → ' +
        "Use 3, which form a cluster. Or state why one is enough: deviate(…, { opinion: 'single-replica', in: ['prod'], reason: '…' }).",
    ],
  ],
  [
    'streams larger than their volume',
    nats({ storage: { size: vary({ dev: '1Gi', staging: '10Gi', prod: '10Gi' }) }, maxFileStore: '5Gi' }),
    [
      'LS137 shop/nats maxFileStore [dev]: the store may grow to 5120Mi, but its volume has only 1Gi → Reduce it, or raise storage.size to 5120Mi or more.',
    ],
  ],
  [
    'streams larger than the container',
    nats({ maxMemoryStore: '1Gi' }),
    [
      'LS137 shop/nats maxMemoryStore: the store may grow to 1024Mi, but its container has only 256Mi → ' +
        'Reduce it, or raise resources.limits.memory to 1024Mi or more.',
    ],
  ],
  [
    'a token and a login',
    nats({ token: sealed('nats-auth', 'token'), login: LOGIN }),
    [
      'LS114 shop/nats login: a token and a login are both set → The server accepts only one of them: remove the other.',
    ],
  ],
  [
    'a cluster of one',
    single({ cluster: 'shop' }),
    [
      'LS114 shop/nats cluster: `cluster` is set, but there is only one server in every environment → Use 3 replicas, or omit `cluster`.',
    ],
  ],
  [
    'an exporter that nothing scrapes',
    nats({ metrics: false, exporter: {} }),
    [
      'LS114 shop/nats exporter: an exporter is declared, but nothing scrapes it → ' +
        'Declare cluster: { prometheus: … } on the Platform, or remove `exporter`.',
    ],
  ],
  [
    'a token in plain text',
    nats({ token: 'hunter2' }),
    ['LS102 shop/nats token: "hunter2" is not a sealed key → Use a sealed key.'],
  ],
])('%s', (_, declare, expected) => {
  expect(refusalsOf(declare)).toEqual(expected);
});

test('metrics where the platform does not say which Prometheus', () => {
  const { prometheus: _, ...rest } = PLAIN_CLUSTER;
  expect(refusalsOf(nats({ metrics: true }), rest)).toEqual([
    'LS116 shop/nats metrics: the platform does not declare which Prometheus scrapes it → ' +
      "Declare it on the Platform: cluster: { prometheus: { namespace: 'monitoring', labels: { … }, selects: { release: '…' } } }.",
  ]);
});
