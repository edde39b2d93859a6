import { ExternalService } from '../../network/external';
import { sealed, sealedKeys } from '../../secrets/sealed';
import { Worker } from '../../workload/worker';
import type { StoreExporter } from './exporter';
import type { Retention, Update } from './stateful-set';
import { StatefulService, type Replication, type StatefulServiceProps } from './stateful-service';
import { accepted, filesOf, only, PLAIN_CLUSTER, refusalsOf, vary, wholeOf, type Declare } from './store.test-support';
import type { StoreVolume } from './volumes';

const DATA: StoreVolume = { path: '/data', size: '10Gi' };

const BACKUP = {
  destination: 's3://backups/shop',
  rpo: '24h',
  rto: '1h',
  credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
  dump: { command: ['store-dump', '--out=/backup/store.dump'] },
  verify: { command: ['store-verify', '/backup/store.dump'] },
};

function store(props: Record<string, unknown> = {}): Declare {
  return (shop) =>
    accepted(
      new StatefulService(shop, 'store', { image: 'store', port: 7000, volumes: { data: DATA }, ...props } as never),
    );
}

/** Three replicas where it counts, so that nothing has to be accepted. */
function cluster(props: Record<string, unknown> = {}): Declare {
  const replication = { ports: { peer: 7001 } };
  const own = {
    image: 'store',
    port: 7000,
    volumes: { data: DATA },
    replicas: vary({ dev: 1, staging: 3, prod: 3 }),
    replication,
    ...props,
  };
  return (shop) => new StatefulService(shop, 'store', own as never);
}

test('a store of several replicas, with everything that belongs to it', () => {
  const declare: Declare = (shop) => {
    const own = new StatefulService(shop, 'store', {
      image: 'store',
      port: 7000,
      protocol: 'grpc',
      args: ['--data-dir', '/data'],
      volumes: {
        data: {
          path: '/data',
          size: vary({ dev: '1Gi', staging: '20Gi', prod: '200Gi' }),
          class: vary({ dev: 'standard', staging: 'fast', prod: 'local' }),
        },
      },
      replicas: vary({ dev: 1, staging: 3, prod: 3 }),
      replication: { ports: { peer: 7001 } },
      secrets: { STORE_PASSWORD: sealed('store-auth', 'password') },
      exporter: {
        image: 'store-exporter',
        port: 9100,
        args: ['--target=localhost:7000'],
        secrets: { PASSWORD: sealed('store-auth', 'password') },
      },
    });
    new Worker(shop, 'api', { image: 'api', env: { STORE: own.address, STORE_HOST: own.host } });
  };
  const files = filesOf(declare, 'prod');
  expect(Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith('store/')))).toMatchSnapshot();
  expect(files['api/Deployment-api.yaml']).toContain('value: store:7000\n');
});

test('a store that replicates is spread, and found before it is ready, also while it has one replica', () => {
  for (const environment of ['dev', 'prod'] as const) {
    const files = filesOf(cluster(), environment);
    expect(files['store/StatefulSet-store.yaml']).toContain('topologySpreadConstraints:');
    expect(files['store/Service-store-headless.yaml']).toContain('publishNotReadyAddresses: true');
  }
  const alone = filesOf(store(), 'prod');
  expect(alone['store/StatefulSet-store.yaml']).not.toContain('topologySpreadConstraints:');
  expect(alone['store/Service-store-headless.yaml']).not.toContain('publishNotReadyAddresses');
});

test('replicas reach each other where there are several, and nowhere else', () => {
  expect(Object.values(filesOf(cluster(), 'dev')).join('')).not.toContain('7001');
  const files = filesOf(cluster(), 'prod');
  const times = (path: string) => files[`store/${path}.yaml`]!.match(/\b7001\b/g)?.length;
  expect(['NetworkPolicy-store', 'Service-store-headless', 'Service-store', 'StatefulSet-store'].map(times)).toEqual([
    2,
    2,
    undefined,
    1,
  ]);
});

test('a monitor finds one Service, so that no pod is scraped twice', () => {
  const files = filesOf(cluster({ protocol: 'http', metrics: {} }), 'prod');
  const labels = (path: string) => /labels:\n((?: {4}.*\n)+)/.exec(files[path]!)![1]!;
  expect(files['store/ServiceMonitor-store.yaml']).toContain('app.kubernetes.io/name: store\n');
  expect(labels('store/Service-store.yaml')).toContain('app.kubernetes.io/name: store\n');
  expect(labels('store/Service-store-headless.yaml')).toContain('app.kubernetes.io/name: store-headless\n');
});

test('without a class of its own or of the cluster, a claim leaves it to the cluster', () => {
  expect(filesOf(store(), 'prod', PLAIN_CLUSTER)['store/StatefulSet-store.yaml']).not.toContain('storageClassName');
});

test('a sealed value that its exporter reads rolls the pods when it changes', () => {
  const checksum = (key: string) => {
    const exporter = { image: 'store-exporter', port: 9100, secrets: { PASSWORD: sealed('store-auth', key) } };
    return /checksum\/secrets: .*/.exec(filesOf(store({ exporter }), 'prod')['store/StatefulSet-store.yaml']!)![0];
  };
  expect(checksum('password')).not.toBe(checksum('token'));
});

test('on Kubernetes 1.27 it is valid as well, without the hook that 1.27 lacks', () => {
  const files = filesOf(store(), 'prod', { ...PLAIN_CLUSTER, kubernetes: ['1.27', '1.30', '1.33', '1.36'] });
  expect(files['store/StatefulSet-store.yaml']).toContain('persistentVolumeClaimRetentionPolicy');
  expect(files['store/StatefulSet-store.yaml']).not.toContain('preStop');
});

type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };

/** One test for each row, of which every two values must come to different files. */
function each<P>(title: string, rows: Rows<P>, declare: (props: Record<string, unknown>) => Declare): void {
  describe(title, () => {
    it.each(Object.entries(rows) as [string, readonly unknown[]][])('%s', (key, values) => {
      const outputs = values.map((value) => wholeOf(declare({ [key]: value })));
      expect(outputs.length).toBeGreaterThan(1);
      expect(new Set(outputs).size).toBe(outputs.length);
    });
  });
}

const PERMISSION = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
const rows: Rows<Omit<StatefulServiceProps, 'calls' | 'dashboard' | 'replicas' | 'replication'>> = {
  image: ['store', 'other'],
  name: [undefined, 'shelf'],
  port: [7000, 7100],
  protocol: [undefined, 'http', 'grpc'],
  ports: [undefined, { admin: 9000 }, { admin: 9001 }],
  volumes: [
    { data: DATA },
    { rows: DATA },
    { data: { ...DATA, path: '/var/lib/data' } },
    { data: { ...DATA, class: 'local' } },
    { data: DATA, log: { path: '/log', size: '1Gi' } },
  ],
  podManagementPolicy: [undefined, 'Parallel'],
  update: [undefined, { type: 'OnDelete' }],
  retention: [undefined, { whenDeleted: 'Delete' }],
  alerts: [
    undefined,
    { volumeFilling: { threshold: 70 } },
    { unavailable: { off: 'a toy' } },
    { OrdersStuck: { expr: 'orders_stuck > 5', severity: 'critical', summary: 'stuck' } },
  ],
  minReady: [undefined, '30s'],
  command: [undefined, ['/bin/store']],
  args: [undefined, ['--verbose']],
  workingDir: [undefined, '/data'],
  env: [undefined, { A: '1' }, { A: '2' }],
  secrets: [undefined, { A: sealed('store-auth', 'token') }],
  configMap: [undefined, 'settings'],
  writable: [undefined, { '/tmp': '16Mi' }],
  permissions: [undefined, [PERMISSION]],
  metrics: [undefined, {}, { port: 9100 }, { path: '/m' }],
  backup: [
    undefined,
    BACKUP,
    { ...BACKUP, dump: { command: ['store-dump', '--all'] } },
    { ...BACKUP, verify: { command: ['store-verify', '--all'] } },
  ],
  exporter: [undefined, { image: 'store-exporter', port: 9100 }],
  resources: [undefined, { limits: { memory: '2Gi' } }],
  probes: [undefined, { readiness: { http: '/ready' } }],
  user: [undefined, 20000],
  shutdown: [undefined, { drain: '5m' }, { preStop: '10s' }],
  tracing: [undefined, true, { sampling: 0.1 }],
  podLabels: [undefined, { a: 'b' }],
  podAnnotations: [undefined, { a: 'b' }],
  only: [undefined, only(['prod'], 'there is nothing to keep elsewhere')],
};
each('each prop of StatefulService has an effect', rows, store);
each<Pick<StatefulServiceProps, 'replicas' | 'replication'>>(
  'how many replicas there are',
  {
    replicas: [3, 5],
    replication: [{ ports: { peer: 7001 } }, { ports: { peer: 7002 } }, { ports: { gossip: 7001 } }],
  },
  cluster,
);
each<Replication>(
  'each field of replication',
  { ports: [{ peer: 7001 }, { peer: 7001, gossip: 7002 }] },
  (replication) => cluster({ replication }),
);
each<Update>('each field of update', { type: [undefined, 'OnDelete'], partition: [undefined, 2] }, (update) =>
  cluster({ update }),
);
each<Retention>(
  'each field of retention',
  { whenDeleted: [undefined, 'Delete'], whenScaled: [undefined, 'Delete'] },
  (retention) => store({ retention }),
);
each<StoreExporter>(
  'each field of exporter',
  {
    image: ['store-exporter', 'other'],
    port: [9100, 9200],
    path: [undefined, '/m'],
    args: [undefined, ['-v']],
    env: [undefined, { A: '1' }],
    secrets: [undefined, { A: sealed('store-auth', 'token') }],
    resources: [undefined, { limits: { memory: '128Mi' } }],
  },
  (exporter) => store({ exporter: { image: 'store-exporter', port: 9100, ...exporter } }),
);

test('calls have an effect', () => {
  const declare =
    (called: boolean): Declare =>
    (shop) => {
      const bank = new ExternalService(shop, 'bank', { url: 'https://bank.acme' });
      return store(called ? { calls: [bank.endpoint] } : {})(shop);
    };
  expect(wholeOf(declare(true))).not.toBe(wholeOf(declare(false)));
});

const WAIVER = "deviate(…, { opinion: 'single-replica', in: ['prod'], reason: '…' })";

test.each<readonly [string, Declare, readonly string[]]>([
  [
    'strangers',
    store({ replicas: vary({ dev: 1, staging: 2, prod: 3 }) }),
    [
      'LS135 shop/store replicas [staging]: 2 replicas of a store that does not replicate: each would hold different data → ' +
        'Use 1. If the replicas do replicate, declare it: replication: { ports: { peer: … } }.',
      'LS135 shop/store replicas [prod]: 3 replicas of a store that does not replicate: each would hold different data → ' +
        'Use 1. If the replicas do replicate, declare it: replication: { ports: { peer: … } }.',
      'LS204',
    ],
  ],
  [
    'one replica in production',
    (shop) => new StatefulService(shop, 'store', { image: 'store', port: 7000, volumes: { data: DATA } }),
    [
      'LS690 shop/store replicas [prod]: store runs 1 replica in prod, so every drain of its node is an outage → ' +
        `Set several replicas and \`replication\`, if the store can replicate. Or state why one is enough: ${WAIVER}.`,
    ],
  ],
  [
    'no volume',
    store({ volumes: {} }),
    [
      "LS103 shop/store volumes: a stateful service has no volume → Set volumes: { data: { path: '/data', size: '10Gi' } }, or use a WebService, which is stateless.",
    ],
  ],
  [
    'a volume that one environment lacks',
    store({ volumes: { data: vary({ dev: { path: '/tmp', size: '1Gi' }, staging: DATA, prod: DATA }) } }),
    [
      'LS102 shop/store volumes.data: the volume "data" is not the same in every environment → ' +
        'Declare it in all of them, at the same path; its size and class may vary. An environment without it would lose data that the others keep.',
    ],
  ],
  [
    'a volume named like a writable directory',
    store({ writable: { '/data': '1Mi' }, volumes: { data: { path: '/store', size: '1Gi' } } }),
    [
      'LS136 shop/store volumes.data: the pod already has a volume named "data", for a writable directory → ' +
        'Choose another name for the volume, or remove the directory from `writable`.',
    ],
  ],
  [
    'a partition of no rolling update',
    cluster({
      update: { type: vary({ dev: 'OnDelete', staging: 'RollingUpdate', prod: 'RollingUpdate' }), partition: 1 },
    }),
    [
      'LS114 shop/store update.partition [dev]: a partition applies only to a RollingUpdate, but the strategy is OnDelete → ' +
        'Remove `partition`, or use RollingUpdate.',
    ],
  ],
  [
    'metrics twice',
    store({ metrics: { port: 9000 }, exporter: { image: 'store-exporter', port: 9100 } }),
    [
      'LS114 shop/store exporter: `metrics` and `exporter` are both set → ' +
        'Use `metrics` if the process exposes its own metrics, or `exporter` if a separate container exports them.',
    ],
  ],
  [
    'a peer on the port of callers',
    cluster({ replication: { ports: { peer: 7000 } } }),
    [
      'LS105 shop/store port: the ports "tcp" and "peer" are both container port 7000 → Use a different number for each, or declare it once.',
    ],
  ],
  [
    'a name that leaves no room for revisions',
    store({ name: 's'.repeat(53) }),
    [
      `LS106 shop/store name: the name "${'s'.repeat(53)}" has 53 characters → Use at most 52: Kubernetes appends 11 to label the pods of each revision.`,
    ],
  ],
  [
    'a key that is not sealed',
    store({ exporter: { image: 'store-exporter', port: 9100, secrets: { A: sealed('store-auth', 'pass') } } }),
    ['LS551'],
  ],
])('%s', (_, declare, expected) => {
  const told = refusalsOf(declare);
  for (const line of expected) expect(told).toContainEqual(line.length > 5 ? line : expect.stringMatching(line));
});

test('a backup by commands of its own: what dumps calls the store, what verifies calls nothing', () => {
  const files = filesOf(
    store({
      backup: {
        ...BACKUP,
        dump: { ...BACKUP.dump, image: 'other', secrets: { PASSWORD: sealed('store-auth', 'password') } },
      },
    }),
    'prod',
  );
  const backup = files['store/CronJob-store-backup.yaml']!;
  expect(backup).toMatch(/- args:\n\s+- --out=\/backup\/store.dump\n\s+command:\n\s+- store-dump\n/);
  expect(backup).toContain('- name: PASSWORD\n');
  expect(backup).toContain('storage: 10Gi\n');
  expect(files['store/CronJob-store-restore.yaml']).toContain('storage: 20Gi\n');
  expect(files['store/NetworkPolicy-store-backup.yaml']).toContain('port: 7000');
  expect(files['store/NetworkPolicy-store-restore.yaml']).not.toContain('port: 7000');
  const fields = [
    {},
    { command: ['a'] },
    { image: 'other' },
    { env: { A: '1' } },
    { secrets: { A: sealed('store-auth', 'token') } },
  ];
  for (const command of ['dump', 'verify'] as const) {
    const whole = fields.map((field) =>
      wholeOf(store({ backup: { ...BACKUP, [command]: { ...BACKUP[command], ...field } } })),
    );
    expect(new Set(whole).size).toBe(fields.length);
  }
});
