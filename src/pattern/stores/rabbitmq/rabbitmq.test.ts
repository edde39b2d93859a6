import { parse } from 'yaml';
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
import { RabbitMq, type RabbitMqProps } from './rabbitmq';
import type { RabbitUser } from './users';

const rabbit =
  (props: Record<string, unknown> = {}): Declare =>
  (shop) =>
    new RabbitMq(shop, 'rabbitmq', { image: 'rabbitmq', storage: { size: '10Gi' }, replicas: 3, ...props } as never);

const single =
  (props: Record<string, unknown> = {}): Declare =>
  (shop) =>
    accepted(new RabbitMq(shop, 'rabbitmq', { image: 'rabbitmq', storage: { size: '10Gi' }, ...props } as never));

interface Container {
  readonly command: readonly string[];
  readonly env: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly secretKeyRef?: { readonly key: string } };
  }[];
  readonly lifecycle: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
}
interface Pod {
  readonly containers: readonly Container[];
  readonly terminationGracePeriodSeconds: number;
  readonly affinity: object;
  readonly topologySpreadConstraints: readonly object[];
}

function podOf(files: Readonly<Record<string, string>>): Pod {
  return (parse(files['rabbitmq/StatefulSet-rabbitmq.yaml']!) as { spec: { template: { spec: Pod } } }).spec.template
    .spec;
}

/** What the kubelet makes of a variable: it expands those that stand before it, and knows `$$(` as an escape. */
function expanded(container: Container, name: string, values: Readonly<Record<string, string>>): string {
  const index = container.env.findIndex((entry) => entry.name === name);
  const before = new Map(
    container.env
      .slice(0, index)
      .map((entry) => [entry.name, entry.value ?? values[entry.valueFrom?.secretKeyRef?.key ?? entry.name]]),
  );
  return container.env[index]!.value!.replace(/\$\$\(|\$\(([A-Z_]+)\)/g, (whole, variable: string | undefined) =>
    variable === undefined ? '$(' : (before.get(variable) ?? whole),
  );
}

const USERS = {
  orders: { vhost: 'shop', configure: '^orders\\.', write: '^(orders|$(x))$', tags: ['monitoring'] },
  mailer: {},
} as const;
const SEALED = { username: 'root', password: 'p0', 'orders-password': 'p1', 'mailer-password': 'p2' };

test('one node is placed as three are, so that more of them do not replace it', () => {
  const placed = (files: Readonly<Record<string, string>>) => {
    const { affinity, topologySpreadConstraints } = podOf(files);
    return { affinity, topologySpreadConstraints };
  };
  const alone = placed(filesOf(single(), 'dev'));
  expect(alone.affinity).toBeDefined();
  expect(alone).toEqual(placed(filesOf(rabbit(), 'dev')));
});

test('a cluster with everything that belongs to it', () => {
  const declare: Declare = (shop) => {
    const own = new RabbitMq(shop, 'rabbitmq', {
      image: 'rabbitmq',
      replicas: vary({ dev: 1, staging: 3, prod: 3 }),
      storage: { size: vary({ dev: '4Gi', staging: '10Gi', prod: '10Gi' }) },
      vhosts: ['/', 'shop'],
      users: USERS,
      management: vary({ dev: true, staging: false, prod: false }),
    });
    new Worker(shop, 'api', {
      image: 'api',
      env: { RABBITMQ_URL: own.urlAs('orders'), HOST: own.host },
      secrets: { PASSWORD: own.passwordOf('orders') },
    });
    new Worker(shop, 'mailer', { image: 'other', env: { RABBITMQ_URL: own.url } });
  };
  const files = filesOf(declare, 'prod');
  expect(
    Object.fromEntries(Object.entries(files).filter(([path]) => /^(rabbitmq|secrets)\//.test(path))),
  ).toMatchSnapshot();
  expect(files['api/Deployment-api.yaml']).toContain('value: amqp://orders:$(PASSWORD)@rabbitmq:5672/shop\n');
  expect(files['mailer/Deployment-mailer.yaml']).toContain(
    'value: amqp://$(RABBITMQ_USERNAME):$(RABBITMQ_PASSWORD)@rabbitmq:5672/%2F\n',
  );
  const dev = filesOf(declare, 'dev');
  expect(dev['rabbitmq/ConfigMap-rabbitmq.yaml']).toMatchSnapshot('the configuration of a single node');
  for (const path of ['StatefulSet', 'Service', 'NetworkPolicy'])
    expect(dev[`rabbitmq/${path}-rabbitmq.yaml`]).not.toMatch(/25672|4369/);
  expect(dev['rabbitmq/StatefulSet-rabbitmq.yaml']).toContain('containerPort: 15672\n');
  expect(files['rabbitmq/StatefulSet-rabbitmq.yaml']).not.toContain('15672');
  expect(dev['rabbitmq/Service-rabbitmq.yaml']).not.toContain('15672');
});

test('the definition file is JSON once the kubelet has expanded it, with the sealed passwords and the escapes of the patterns', () => {
  const [container] = podOf(filesOf(rabbit({ vhosts: ['/', 'shop'], users: USERS }), 'prod')).containers;
  expect(JSON.parse(expanded(container!, 'DEFINITIONS', SEALED))).toEqual({
    vhosts: ['/', 'shop'].map((name) => ({
      name,
      metadata: { description: '', tags: [], default_queue_type: 'quorum' },
    })),
    users: [
      { name: 'root', password: 'p0', tags: ['administrator'] },
      { name: 'mailer', password: 'p2', tags: [] },
      { name: 'orders', password: 'p1', tags: ['monitoring'] },
    ],
    permissions: [
      { user: 'root', vhost: '/', configure: '.*', write: '.*', read: '.*' },
      { user: 'root', vhost: 'shop', configure: '.*', write: '.*', read: '.*' },
      { user: 'mailer', vhost: '/', configure: '.*', write: '.*', read: '.*' },
      { user: 'orders', vhost: 'shop', configure: '^orders\\.', write: '^(orders|$(x))$', read: '.*' },
    ],
  });
});

test('the server inherits none of the secrets that the shell was given', () => {
  const [container] = podOf(filesOf(rabbit({ users: { orders: {} } }), 'prod')).containers;
  const secret = container!.env
    .filter(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined)
    .map(({ name }) => name);
  const unset = /^unset (.*)$/m.exec(container!.command[2]!)![1]!.split(' ');
  expect([...unset].sort()).toEqual([...secret, 'DEFINITIONS'].sort());
});

test('a node is named in full, so that it finds itself before cluster DNS knows it', () => {
  const [container] = podOf(filesOf(single({ clusterDomain: 'k8s.acme.internal' }), 'prod')).containers;
  const values = { POD_NAME: 'rabbitmq-0', POD_NAMESPACE: 'shop-prod' };
  expect(expanded(container!, 'RABBITMQ_NODENAME', values)).toBe(
    'rabbit@rabbitmq-0.rabbitmq-headless.shop-prod.svc.k8s.acme.internal',
  );
});

test('before a node stops, the others catch up and its callers move; a single one has no others', () => {
  const of = (declare: Declare) => {
    const pod = podOf(filesOf(declare, 'prod'));
    return [pod.containers[0]!.lifecycle.preStop.exec.command[2], pod.terminationGracePeriodSeconds];
  };
  const drain = { shutdown: { drain: '90s', preStop: '10s' } };
  expect(of(rabbit(drain))).toEqual([
    'sleep 10; rabbitmq-upgrade -q await_online_quorum_plus_one -t 30; rabbitmq-upgrade -q drain -t 30',
    105,
  ]);
  expect(of(single(drain))).toEqual(['sleep 10; rabbitmq-upgrade -q drain -t 30', 105]);
});

test('where nothing is scraped there is no metrics plugin, port or monitor', () => {
  const files = filesOf(rabbit(), 'prod', (({ prometheus: _, ...rest }) => rest)(PLAIN_CLUSTER));
  expect(JSON.stringify(files)).not.toMatch(/15692|rabbitmq_prometheus|ServiceMonitor/);
  expect(files['rabbitmq/ConfigMap-rabbitmq.yaml']).toContain('[rabbitmq_peer_discovery_k8s].');
});

test('whoever looks at the web interface reaches it, and nobody else does', () => {
  const files = filesOf((shop) => {
    const own = rabbit({ management: true })(shop) as RabbitMq;
    new Worker(shop, 'api', { image: 'api', env: { RABBITMQ_API: own.managementUrl } });
    new Worker(shop, 'mailer', { image: 'other', env: { RABBITMQ_URL: own.url } });
  }, 'prod');
  const policy = parse(files['rabbitmq/NetworkPolicy-rabbitmq.yaml']!) as {
    spec: { ingress: { from: unknown; ports: { port: number }[] }[] };
  };
  const web = policy.spec.ingress.filter(({ ports }) => ports.some(({ port }) => port === 15672));
  expect(JSON.stringify(web.map(({ from }) => from))).toContain('"app.kubernetes.io/name":"api"');
  expect(JSON.stringify(web)).not.toContain('mailer');
  expect(files['rabbitmq/Service-rabbitmq.yaml']).toContain('port: 15672\n');
});

type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };
const rows: Rows<RabbitMqProps> = {
  image: ['rabbitmq', 'other'],
  name: ['rabbitmq', 'store'],
  storage: [{ size: '10Gi' }, { size: '20Gi' }, { size: '10Gi', class: 'local' }],
  replicas: [3, 5],
  login: [undefined, { username: sealed('rabbitmq-auth', 'other'), password: sealed('rabbitmq-auth', 'password') }],
  cookie: [undefined, sealed('rabbitmq-auth', 'other')],
  users: [undefined, { orders: {} }],
  alerts: [undefined, { volumeFull: { threshold: 70 } }],
  vhosts: [undefined, ['/', 'shop'], ['shop', '/']],
  queueType: [undefined, 'classic', 'stream'],
  memoryHighWatermark: [undefined, '512Mi'],
  diskFreeLimit: [undefined, '2Gi'],
  management: [undefined, true],
  metrics: [undefined, false],
  clusterDomain: [undefined, 'k8s.acme.internal'],
  resources: [undefined, { limits: { memory: '2Gi' } }, { requests: { cpu: '1' } }],
  probes: [undefined, { liveness: { period: '20s' } }, { startup: { failures: 90 } }, { startup: { exec: ['true'] } }],
  user: [undefined, 100],
  shutdown: [undefined, { drain: '2m' }, { preStop: '1s' }],
  podLabels: [undefined, { a: 'b' }],
  podAnnotations: [undefined, { a: 'b' }],
  only: [undefined, only(['prod'], 'nothing is sent elsewhere')],
  update: [undefined, { partition: 1 }],
  retention: [undefined, { whenScaled: 'Delete' }],
  tls: [undefined, 'verify-full'],
  minReady: [undefined, '20s'],
};
// A name or login of its own needs sealed keys of its own.
const AUTH = {
  cookie: sealed('rabbitmq-auth', 'erlang-cookie'),
  login: { username: sealed('rabbitmq-auth', 'username'), password: sealed('rabbitmq-auth', 'password') },
};
test.each(Object.entries(rows) as [string, readonly unknown[]][])('%s has an effect', (prop, values) => {
  const outputs = values.map((value) => wholeOf(rabbit({ ...(prop === 'name' && AUTH), [prop]: value })));
  expect(new Set(outputs).size).toBe(values.length);
});

const userRows: Rows<RabbitUser> = {
  password: [undefined, sealed('rabbitmq-auth', 'other')],
  vhost: [undefined, 'shop'],
  configure: [undefined, '^$'],
  write: [undefined, '^$'],
  read: [undefined, '^$'],
  tags: [undefined, ['management'], ['monitoring', 'policymaker']],
};
test.each(Object.entries(userRows) as [string, readonly unknown[]][])(
  'users.orders.%s has an effect',
  (field, values) => {
    const outputs = values.map((value) =>
      wholeOf(rabbit({ vhosts: ['/', 'shop'], users: { orders: { [field]: value } } })),
    );
    expect(new Set(outputs).size).toBe(values.length);
  },
);

test.each<readonly [string, Declare, readonly string[]]>([
  [
    'two nodes',
    rabbit({ replicas: vary({ dev: 1, staging: 2, prod: 3 }) }),
    [
      'LS138 shop/rabbitmq replicas [staging]: 2 members need 2 for a majority, so they tolerate no more failures than 1 would → Use 1 or 3.',
    ],
  ],
  [
    'a single node in production',
    rabbit({ replicas: 1 }),
    [
      'LS690 shop/rabbitmq replicas [prod]: rabbitmq runs 1 replica in prod, so every drain of its node is an outage → ' +
        "Use 3, which form a cluster. Or state why one is enough: deviate(…, { opinion: 'single-replica', in: ['prod'], reason: '…' }).",
    ],
  ],
  [
    'a disk limit of the whole volume',
    rabbit({ storage: { size: vary({ dev: '1Gi', staging: '10Gi', prod: '10Gi' }) } }),
    [
      'LS185 shop/rabbitmq storage.size [dev]: publishers are blocked while less than 1024Mi is free, which is more than half of the 1Gi volume → ' +
        'Raise storage.size to 2048Mi or more, or set diskFreeLimit to 512Mi or less.',
    ],
  ],
  [
    'a disk limit that was asked for',
    rabbit({ diskFreeLimit: '6Gi' }),
    [
      'LS185 shop/rabbitmq diskFreeLimit: publishers are blocked while less than 6144Mi is free, which is more than half of the 10Gi volume → ' +
        'Raise storage.size to 12288Mi or more, or set diskFreeLimit to 5120Mi or less.',
    ],
  ],
  [
    'a memory limit beyond the container',
    rabbit({ memoryHighWatermark: '1000Mi' }),
    [
      'LS186 shop/rabbitmq memoryHighWatermark: publishers are blocked at 1000Mi, and the container is OOM-killed at 1Gi; a watermark above 80% of the limit may not block them in time → ' +
        'Set it to 819Mi or less, or raise resources.limits.memory to 1250Mi.',
    ],
  ],
  [
    'an old image',
    rabbit({ image: 'rabbitmq-3' }),
    [
      'LS187 shop/rabbitmq image: image "rabbitmq-3" is pinned at 3.13.7-management, and RabbitMQ before 4.1 discovers its peers through ' +
        'the API server, for which it has no permission → Pin RabbitMQ 4.1 or later, with a tag that starts with the version.',
    ],
  ],
  [
    'a virtual host that is not declared',
    rabbit({ vhosts: ['shop'], users: { orders: { vhost: 'shpo' } } }),
    [
      'LS188 shop/rabbitmq users.orders.vhost: the user "orders" belongs to the virtual host "shpo", which is not declared → Did you mean "shop"? Valid: "shop". Or add it to `vhosts`.',
    ],
  ],
  [
    'a user that varies',
    rabbit({ users: { orders: vary({ dev: {}, staging: {}, prod: { read: '^$' } }) } }),
    ['dev', 'staging', 'prod'].map(
      (own) =>
        `LS102 shop/rabbitmq users.orders [${own}]: ${own === 'prod' ? '{"read":"^$"}' : '{}'} is not the same in every environment → Use one value.`,
    ),
  ],
  [
    'a user whose URL nobody declared',
    (shop) => (rabbit()(shop) as RabbitMq).urlAs('orders'),
    [
      'LS103 shop/rabbitmq users: the URL of the user "orders" is used, but the user is not declared → Add "orders": {} to users.',
    ],
  ],
  [
    'the web interface where it is not served',
    (shop) =>
      (rabbit({ management: vary({ dev: true, staging: false, prod: false }) })(shop) as RabbitMq).managementUrl,
    ['staging', 'prod'].map(
      (own) =>
        `LS103 shop/rabbitmq management [${own}]: managementUrl is used, but the management UI is not enabled → Set management: true.`,
    ),
  ],
  [
    'a password in plain text',
    rabbit({ users: { orders: { password: 'hunter2' } } }),
    ['LS102 shop/rabbitmq users.orders.password: "hunter2" is not a sealed key → Use a sealed key.'],
  ],
])('%s', (_, declare, expected) => {
  expect(refusalsOf(declare)).toEqual(expected);
});

test('metrics where the platform does not say which Prometheus', () => {
  const { prometheus: _, ...rest } = PLAIN_CLUSTER;
  expect(refusalsOf(rabbit({ metrics: true }), rest)).toEqual([
    'LS116 shop/rabbitmq metrics: the platform does not declare which Prometheus scrapes it → ' +
      "Declare it on the Platform: cluster: { prometheus: { namespace: 'monitoring', labels: { … }, selects: { release: '…' } } }.",
  ]);
});
