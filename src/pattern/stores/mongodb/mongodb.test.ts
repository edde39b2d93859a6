import { absent } from '../../../model/varying';
import { deviate } from '../../engine/deviate';
import { sealedKeys } from '../../secrets/sealed';
import { Worker } from '../../workload/worker';
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
import type { Agent, OperatorImages } from './members';
import { MongoDb, type MongoDbProps } from './mongodb';
import type { Sidecar } from '../stateful/sidecar';

const BACKUP = {
  destination: 's3://backups/shop',
  rpo: '24h',
  rto: '1h',
  credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
};
const BASE = { backup: BACKUP, image: 'mongo', version: '1.4.2', members: 3, storage: { size: '10Gi' } } as const;

function noBackup(mongoDb: MongoDb): void {
  deviate(mongoDb, { opinion: 'no-backup', in: ['prod'], reason: 'it can be computed again' });
}

function mongo(props: Record<string, unknown> = {}): Declare {
  return (shop) => new MongoDb(shop, 'mongo', { ...BASE, ...props } as never);
}

test('a replica set with everything that belongs to it', () => {
  const declare: Declare = (shop) => {
    const own = new MongoDb(shop, 'mongo', {
      image: 'mongo',
      version: '1.4.2',
      members: vary({ dev: 1, staging: 3, prod: 3 }),
      storage: {
        size: vary({ dev: '1Gi', staging: '10Gi', prod: '50Gi' }),
        class: vary({ dev: 'standard', staging: 'fast', prod: 'local' }),
      },
      resources: { limits: { memory: vary({ dev: '512Mi', staging: '2Gi', prod: '8Gi' }) } },
      database: 'orders',
      user: 'orders',
      backup: { ...BACKUP, destination: vary({ dev: absent, staging: absent, prod: 's3://backups/shop' }) },
      users: [{ name: 'reports', access: { orders: 'read', admin: 'clusterMonitor' } }],
    });
    new Worker(shop, 'api', {
      image: 'api',
      env: {
        MONGO_URI: own.url,
        REPORTS_URI: own.urlAs('reports', 'orders'),
        MONGO_HOST: own.host,
        MONGO_USER: own.credentials.username,
      },
    });
  };
  const files = filesOf(declare, 'prod');
  expect(
    Object.fromEntries(Object.entries(files).filter(([path]) => /^(mongo|secrets)\//.test(path))),
  ).toMatchSnapshot();
  const hosts = [0, 1, 2].map((ordinal) => `mongo-${ordinal}.mongo-svc:27017`).join(',');
  expect(files['api/Deployment-api.yaml']).toContain(
    `value: mongodb://orders:$(MONGO_ORDERS_PASSWORD)@${hosts}/orders?authSource=admin&replicaSet=mongo\n`,
  );
  expect(filesOf(declare, 'dev')['api/Deployment-api.yaml']).toContain('@mongo-0.mongo-svc:27017/orders?');
});

test('members keep apart on nodes, and have one constraint of zones: the operator would order two at random', () => {
  const resource = filesOf(mongo(), 'prod')['mongo/MongoDBCommunity-mongo.yaml']!;
  expect(resource.match(/topologyKey: topology.kubernetes.io\/zone/g)).toHaveLength(1);
  expect(resource.match(/topologyKey: kubernetes.io\/hostname/g)).toHaveLength(1);
  expect(resource).toContain('requiredDuringSchedulingIgnoredDuringExecution');
  expect(filesOf(mongo({ antiAffinity: 'preferred' }), 'prod')['mongo/MongoDBCommunity-mongo.yaml']).toContain(
    'preferredDuringSchedulingIgnoredDuringExecution',
  );
});

test('its account may read and change what belongs to its members, and nothing else', () => {
  const role = filesOf(mongo({ members: vary({ dev: 1, staging: 1, prod: 3 }) }), 'dev')['mongo/Role-mongo.yaml']!;
  expect(role).toMatch(/resourceNames:\s+- mongo-config/);
  expect(role).toMatch(/resourceNames:\s+- mongo-0\s+resources:/);
});

test('a cache follows the memory of the container, above 1Gi', () => {
  const cacheOf = (memory: string) =>
    /cacheSizeGB: ([\d.]+)/.exec(
      filesOf(mongo({ resources: { limits: { memory } } }), 'prod')['mongo/MongoDBCommunity-mongo.yaml']!,
    )![1];
  expect(['512Mi', '1Gi', '2Gi', '8Gi'].map(cacheOf)).toEqual(['0.25', '0.25', '0.5', '3.5']);
});

test('without a Prometheus there is no exporter, and no user for it', () => {
  const { prometheus: _, ...rest } = PLAIN_CLUSTER;
  const cluster = { ...rest, operators: { mongoDb: { namespace: 'mongodb-system' } } };
  expect(wholeOf(mongo(), cluster)).not.toContain('exporter');
});

type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };
const rows: Rows<MongoDbProps> = {
  image: ['mongo', 'api'],
  version: ['1.4.2'],
  featureCompatibility: [undefined, '1.4', '1.3'],
  name: ['mongo', undefined],
  members: [3, 5],
  storage: [{ size: '10Gi' }, { size: '11Gi' }, { size: '10Gi', class: 'local' }],
  logs: [undefined, { size: '2Gi' }, { class: 'local' }],
  database: [undefined, 'orders'],
  user: [undefined, 'orders'],
  credentials: [undefined, 'orders-login'],
  users: [
    undefined,
    [{ name: 'reports', access: { app: 'read' } }],
    [{ name: 'reports', access: { app: 'dbAdmin' } }],
    [{ name: 'reports', access: { app: 'read' }, secret: 'orders-login' }],
  ],
  resources: [undefined, { limits: { memory: '2Gi' } }],
  cache: [undefined, '300Mi'],
  agent: [undefined, { resources: { limits: { memory: '600Mi' } } }],
  images: [undefined, { agent: 'other' }],
  metrics: [undefined, false],
  exporter: [undefined, { image: 'other' }],
  tls: [undefined, 'verify-full'],
  alerts: [undefined, { connections: { threshold: 70 } }, { volumeFull: { threshold: 70 } }],
  backup: [BACKUP, { ...BACKUP, rpo: '25h' }],
  antiAffinity: [undefined, 'preferred'],
  priorityClass: [undefined, 'databases'],
  only: [undefined, only(['prod'], 'nothing is kept elsewhere')],
};
const imageRows: Rows<OperatorImages> = {
  agent: [undefined, 'other'],
  readinessProbe: [undefined, 'other'],
  versionUpgradeHook: [undefined, 'other'],
};
const agentRows: Rows<Agent> = { resources: [undefined, { requests: { cpu: '60m' } }, { limits: { cpu: '1' } }] };
const exporterRows: Rows<Sidecar> = {
  image: [undefined, 'other'],
  resources: [undefined, { limits: { memory: '256Mi' } }],
};
const cases = [
  ...Object.entries(rows).map(([prop, values]) => [prop, values, (value: unknown) => ({ [prop]: value })] as const),
  ...Object.entries(imageRows).map(
    ([field, values]) => [`images.${field}`, values, (value: unknown) => ({ images: { [field]: value } })] as const,
  ),
  ...Object.entries(agentRows).map(
    ([field, values]) => [`agent.${field}`, values, (value: unknown) => ({ agent: { [field]: value } })] as const,
  ),
  ...Object.entries(exporterRows).map(
    ([field, values]) => [`exporter.${field}`, values, (value: unknown) => ({ exporter: { [field]: value } })] as const,
  ),
].filter(([prop]) => !['name', 'version'].includes(prop));
test.each(cases)('%s has an effect', (_, values, props) => {
  const outputs = values.map((value) => wholeOf(mongo(props(value))));
  expect(new Set(outputs).size).toBe(values.length);
});

const at = (line: string) => `LS${line}`;
test.each<readonly [string, Declare, readonly string[]]>([
  [
    'two members',
    mongo({ members: vary({ dev: 1, staging: 2, prod: 3 }) }),
    [
      at(
        '138 shop/mongo members [staging]: 2 members need 2 for a majority, so they tolerate no more failures than 1 would → Use 1 or 3.',
      ),
    ],
  ],
  [
    'one member in production',
    mongo({ members: 1 }),
    [
      at(
        "690 shop/mongo members [prod]: mongo runs 1 member in prod, so every drain of its node is an outage → Use 3, which can elect a new primary. Or state why one is enough: deviate(…, { opinion: 'single-replica', in: ['prod'], reason: '…' }).",
      ),
    ],
  ],
  [
    'an image of another version',
    mongo({ version: vary({ dev: '1.4.2', staging: '1.4.2', prod: '7.0.14' }) }),
    [
      at(
        '175 shop/mongo version [prod]: version 7.0.14 is declared, but image "mongo" is pinned at 1.4.2 → Declare the version that the tag starts with, or pin an image of version 7.0.14.',
      ),
    ],
  ],
  [
    'a container too small for any cache',
    mongo({ resources: { limits: { memory: vary({ dev: '256Mi', staging: '1Gi', prod: '1Gi' }) } } }),
    [
      at(
        "676 shop/mongo cache [dev]: a cache of 256Mi is 100% of the container's 256Mi; above 60%, connections and sorts can get it OOM-killed → Raise resources.limits.memory to 427Mi or more: mongod does not accept a cache smaller than 256Mi.",
      ),
    ],
  ],
  [
    'a cache too large for its container',
    mongo({ cache: '800Mi' }),
    [
      at(
        "676 shop/mongo cache: a cache of 800Mi is 78% of the container's 1Gi; above 60%, connections and sorts can get it OOM-killed → Set the cache to 614Mi or less, or raise resources.limits.memory to 1334Mi.",
      ),
    ],
  ],
  [
    'users that are reserved, repeated, or have a role of the server on a database',
    mongo({
      users: [
        { name: 'exporter', access: { app: 'read' }, secret: 'orders-login' },
        { name: 'app', access: { app: 'readAnyDatabase' }, secret: 'orders-login' },
      ],
    }),
    [
      at(
        '177 shop/mongo users[0].name: the user "exporter" is created by the operator or by this construct → Choose another name.',
      ),
      at(
        '177 shop/mongo users[1].name: the user "app" is declared twice → Declare it once; the user of the application needs no entry.',
      ),
      at(
        `177 shop/mongo users[1].access.app: the role readAnyDatabase applies to the whole server and exists only on "admin" → Set access: { admin: 'readAnyDatabase' }, or use a role of a single database.`,
      ),
    ],
  ],
  [
    'a user that nobody declared',
    (shop) => {
      const own = new MongoDb(shop, 'mongo', { ...BASE });
      new Worker(shop, 'api', { image: 'api', env: { URI: own.urlAs('reports') } });
    },
    [
      at(
        `103 shop/mongo users: the URL of the user "reports" is used, but the user is not declared → Add { name: 'reports', access: { … } } to users.`,
      ),
    ],
  ],
  [
    'no backup in production',
    mongo({ backup: undefined }),
    [
      at(
        "675 shop/mongo backup [prod]: mongo has no backup in prod, so data lost with its volume cannot be recovered → Set backup: { destination: 's3://…', rpo: '24h', rto: '1h', credentials: … }, or document why none is needed: deviate(…, { opinion: 'no-backup', in: ['prod'], reason: '…' }).",
      ),
    ],
  ],
  [
    'a name that leaves no room for revisions',
    (shop) =>
      void noBackup(
        new MongoDb(shop, 'mongo', {
          ...BASE,
          backup: undefined as never,
          name: 'm'.repeat(53),
          credentials: 'orders-login',
          metrics: false,
        }),
      ),
    [expect.stringContaining('LS106') as string],
  ],
  [
    'an exporter that nothing scrapes',
    mongo({ metrics: false, exporter: {} }),
    [expect.stringContaining('LS114 shop/mongo exporter') as string],
  ],
])('%s', (_, declare, expected) => {
  expect(refusalsOf(declare)).toEqual(expected);
});

test('the cluster facts that it needs', () => {
  expect(refusalsOf(mongo(), { prometheus: PLAIN_CLUSTER.prometheus }).map((line) => line.slice(0, 90))).toEqual([
    'LS116 shop/mongo: this requires the MongoDB community operator, but the platform does not ',
    'LS116 shop/mongo: its pods call the API server, but the platform does not declare its addr',
  ]);
});

test('one member in production that is accepted', () => {
  expect(refusalsOf((shop) => accepted(new MongoDb(shop, 'mongo', { ...BASE, members: 1 })))).toEqual([]);
});
