import { podField } from '../../workload/env-value';
import { sealed } from '../../secrets/sealed';
import { accepted, filesOf, only, refusalsOf, vary, wholeOf, type Declare } from '../stateful/store.test-support';
import { Worker } from '../../workload/worker';
import { NatsStreaming, type Channels, type Heartbeat, type NatsStreamingProps } from './streaming';

function streaming(props: Record<string, unknown> = {}): Declare {
  return (shop) =>
    accepted(new NatsStreaming(shop, 'nats', { image: 'nats-streaming', storage: { size: '1Gi' }, ...props } as never));
}

test('a server with everything that belongs to it', () => {
  const files = filesOf((shop) => {
    const own = accepted(
      new NatsStreaming(shop, 'nats', {
        image: 'nats-streaming',
        name: 'nats-srv',
        clusterId: 'ticketing',
        token: sealed('nats-auth', 'token'),
        storage: { size: '1Gi' },
        heartbeat: { interval: '5s', timeout: '5s', failures: 2 },
        debug: vary({ dev: true, staging: true, prod: false }),
      }),
    );
    const env = { NATS_URL: own.url, NATS_CLUSTER_ID: own.clusterId, NATS_CLIENT_ID: podField('metadata.name') };
    new Worker(shop, 'api', { image: 'api', env, secrets: { NATS_AUTH_TOKEN: own.token } });
  }, 'prod');
  expect(
    Object.fromEntries(Object.entries(files).filter(([path]) => /^(nats|secrets)\//.test(path))),
  ).toMatchSnapshot();
  expect(files['api/Deployment-api.yaml']).toContain('value: nats://$(NATS_AUTH_TOKEN)@nats-srv:4222\n');
  expect(files['api/Deployment-api.yaml']).toContain('name: NATS_CLUSTER_ID\n          value: ticketing\n');
});

test('all channels together fit the volume', () => {
  const most = (props: Record<string, unknown>) => {
    const written = filesOf(streaming(props), 'prod')['nats/StatefulSet-nats.yaml']!;
    return Number(/--max_channels=(\d+)/.exec(written)![1]) * Number(/--max_bytes=(\d+)/.exec(written)![1]);
  };
  for (const props of [{}, { channels: { max: 7 } }, { storage: { size: '10Gi' }, channels: { max: 1 } }]) {
    const size = 'storage' in props ? 10 * 1024 ** 3 : 1024 ** 3;
    expect(most(props)).toBeLessThanOrEqual(size * 0.9);
    expect(most(props)).toBeGreaterThan(size * 0.89);
  }
});

type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };
const rows: Rows<NatsStreamingProps> = {
  image: ['nats-streaming', 'other'],
  name: ['nats', 'store'],
  storage: [{ size: '1Gi' }, { size: '2Gi' }, { size: '1Gi', class: 'local' }],
  clusterId: [undefined, 'ticketing'],
  token: [undefined, sealed('nats-auth', 'other')],
  heartbeat: [undefined, { interval: '5s' }],
  channels: [undefined, { max: 10 }],
  debug: [undefined, true],
  metrics: [undefined, false],
  exporter: [undefined, { image: 'other' }],
  resources: [undefined, { limits: { memory: '1Gi' } }],
  probes: [undefined, { liveness: { period: '20s' } }],
  user: [undefined, 1001],
  shutdown: [undefined, { drain: '2m' }],
  podLabels: [undefined, { a: 'b' }],
  podAnnotations: [undefined, { a: 'b' }],
  only: [undefined, only(['prod'], 'nothing is sent elsewhere')],
  update: [undefined, { type: 'OnDelete' }],
  retention: [undefined, { whenDeleted: 'Delete' }],
  alerts: [
    undefined,
    { stalled: { for: '1h' } },
    { notReady: { for: '1h' } },
    { OrdersStuck: { expr: 'orders_stuck > 5', severity: 'critical', summary: 'stuck' } },
  ],
  minReady: [undefined, '20s'],
};
const heartbeatRows: Rows<Heartbeat> = {
  interval: [undefined, '5s', '6s'],
  timeout: [undefined, '5s'],
  failures: [undefined, 2],
};
const channelRows: Rows<Channels> = {
  max: [undefined, 10],
  messages: [undefined, 1000],
  bytes: [undefined, '1Mi'],
  age: [undefined, '24h'],
};
const cases = [
  ...Object.entries(rows).map(([prop, values]) => [prop, values, (value: unknown) => ({ [prop]: value })] as const),
  ...Object.entries(heartbeatRows).map(
    ([field, values]) =>
      [`heartbeat.${field}`, values, (value: unknown) => ({ heartbeat: { [field]: value } })] as const,
  ),
  ...Object.entries(channelRows).map(
    ([field, values]) => [`channels.${field}`, values, (value: unknown) => ({ channels: { [field]: value } })] as const,
  ),
];
test.each(cases)('%s has an effect', (_, values, props) => {
  const outputs = values.map((value) => wholeOf(streaming(props(value))));
  expect(new Set(outputs).size).toBe(values.length);
});

test.each<readonly [string, Declare, readonly string[]]>([
  [
    'one server in production',
    (shop) => new NatsStreaming(shop, 'nats', { image: 'nats-streaming', storage: { size: '1Gi' } }),
    [
      'LS690 shop/nats replicas [prod]: nats runs 1 replica in prod, so every drain of its node is an outage → ' +
        "Use NatsJetStream, which supports several servers, and let clients use JetStream. Or state why one is enough: deviate(…, { opinion: 'single-replica', in: ['prod'], reason: '…' }).",
    ],
  ],
  [
    'channels that do not fit the volume',
    streaming({ channels: { max: 10, bytes: vary({ dev: '50Mi', staging: '100Mi', prod: '200Mi' }) } }),
    [
      'LS137 shop/nats channels.bytes [prod]: the store may grow to 2000Mi, but its volume has only 1Gi → Reduce it, or raise storage.size to 2000Mi or more.',
    ],
  ],
  [
    'a cluster id with a dot',
    (shop) =>
      new NatsStreaming(shop, 'nats', { image: 'nats-streaming', clusterId: 'my.cluster', storage: { size: '1Gi' } }),
    [
      'LS102 shop/nats clusterId: "my.cluster" is not a cluster id (letters, digits, - and _) → Use a value such as "shop".',
    ],
  ],
])('%s', (_, declare, expected) => {
  expect(refusalsOf(declare)).toEqual(expected);
});
