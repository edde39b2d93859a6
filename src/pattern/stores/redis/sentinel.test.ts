import { parse } from 'yaml';
import { absent } from '../../../model/varying';
import { sealed } from '../../secrets/sealed';
import { accepted, filesOf, refusalsOf, vary, wholeOf, type Declare } from '../stateful/store.test-support';
import { Worker } from '../../workload/worker';
import { Redis } from './redis';
import type { Sentinel } from './sentinel';
import type { RedisUser } from './users';

function redis(props: Record<string, unknown> = {}): Declare {
  return (shop) =>
    new Redis(shop, 'redis', {
      image: 'redis',
      persistence: { size: '1Gi' },
      sentinel: {},
      replicas: 3,
      ...props,
    } as never);
}

interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly lifecycle?: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
}

function containersOf(files: Readonly<Record<string, string>>): readonly Container[] {
  const { spec } = parse(files['redis/StatefulSet-redis.yaml']!) as {
    spec: { template: { spec: { containers: readonly Container[] } } };
  };
  return spec.template.spec.containers;
}

test('three replicas with a sentinel each, and everything that belongs to them', () => {
  const declare: Declare = (shop) => {
    const own = new Redis(shop, 'redis', {
      image: 'redis',
      persistence: { size: '1Gi' },
      sentinel: {},
      replicas: vary({ dev: 1, staging: 3, prod: 3 }),
    });
    new Worker(shop, 'api', {
      image: 'api',
      env: { REDIS_SENTINELS: own.sentinels, REDIS_MASTER: own.masterName },
      secrets: { REDIS_PASSWORD: own.password, REDIS_SENTINEL_PASSWORD: own.sentinelPassword },
    });
  };
  const files = filesOf(declare, 'prod');
  expect(Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith('redis/')))).toMatchSnapshot();
  const hosts = [0, 1, 2].map((ordinal) => `redis-${ordinal}.redis-headless:26379`);
  expect(files['api/Deployment-api.yaml']).toContain(`name: REDIS_SENTINELS\n          value: ${hosts.join(',')}\n`);
  // The callers' side is the same with one replica: there is one sentinel to ask.
  expect(filesOf(declare, 'dev')['api/Deployment-api.yaml']).toContain(
    `name: REDIS_SENTINELS\n          value: ${hosts[0]!}\n`,
  );
});

test('a single sentinel decides alone, and its master waits for no replica', () => {
  const [server, sentinel] = containersOf(filesOf((shop) => accepted(redis({ replicas: 1 })(shop) as Redis), 'prod'));
  expect(sentinel!.command[2]).toContain('sentinel monitor redis $master 6379 1\n');
  expect(server!.args.join(' ')).toContain('--min-replicas-to-write 0');
  expect(server!.lifecycle!.preStop.exec.command).toEqual(['sh', '-c', 'sleep 5']);
  const [replica, three] = containersOf(filesOf(redis(), 'prod'));
  expect(three!.command[2]).toContain('sentinel monitor redis $master 6379 2\n');
  expect(replica!.args.join(' ')).toContain('--min-replicas-to-write 1');
  expect(containersOf(filesOf(redis({ replicas: 5 }), 'prod'))[1]!.command[2]).toContain(
    'sentinel monitor redis $master 6379 3\n',
  );
});

test('its pods are spread and found before they are ready, also where there is one', () => {
  const one = filesOf((shop) => accepted(redis({ replicas: 1 })(shop) as Redis), 'prod');
  for (const files of [one, filesOf(redis(), 'prod')]) {
    expect(files['redis/StatefulSet-redis.yaml']).toContain('topologySpreadConstraints:');
    expect(files['redis/Service-redis-headless.yaml']).toContain('publishNotReadyAddresses: true');
  }
});

test('no password stands in what is written', () => {
  const files = filesOf(redis({ users: { orders: {} } }), 'prod');
  expect(Object.keys(files).filter((path) => path.includes('ConfigMap'))).toEqual([]);
  const [server, sentinel] = containersOf(files);
  expect(server!.args).toContain('>$(REDIS_ORDERS_PASSWORD)');
  expect(sentinel!.command[2]).toContain('requirepass "$SENTINEL_PASSWORD"\n');
});

test('users have keys and commands of their own', () => {
  const of = (user: RedisUser) => {
    const args = containersOf(filesOf(redis({ sentinel: undefined, replicas: 0, users: { orders: user } }), 'prod'))[0]!
      .args;
    return args.slice(args.indexOf('--user')).join(' ');
  };
  expect(of({})).toBe('--user orders on >$(REDIS_ORDERS_PASSWORD) ~* resetchannels +@all -@admin -@dangerous +info');
  expect(of({ keys: ['orders:*', 'carts:*'], channels: ['orders'], commands: ['+@read', '-keys'] })).toBe(
    '--user orders on >$(REDIS_ORDERS_PASSWORD) ~orders:* ~carts:* resetchannels &orders +@read -keys',
  );
});

test('the Bitnami image takes users by its flags; their URL holds their password', () => {
  const files = filesOf((shop) => {
    const own = new Redis(shop, 'redis', {
      image: 'redis',
      flavour: 'bitnami',
      users: { orders: { keys: ['orders:*'] } },
    });
    new Worker(shop, 'api', {
      image: 'api',
      env: { REDIS_URL: own.urlAs('orders') },
      secrets: { PASSWORD: own.passwordOf('orders') },
    });
  }, 'prod');
  expect(files['redis/Deployment-redis.yaml']).toContain(
    ' --user orders on >$(REDIS_ORDERS_PASSWORD) ~orders:* resetchannels +@all',
  );
  expect(files['api/Deployment-api.yaml']).toContain('value: redis://orders:$(PASSWORD)@redis:6379\n');
});

type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };
const sentinelRows: Rows<Sentinel> = {
  password: [undefined, sealed('redis-auth', 'other')],
  downAfter: [undefined, '10s'],
  failoverTimeout: [undefined, '2m'],
};
test.each(Object.entries(sentinelRows) as [string, readonly unknown[]][])(
  'sentinel.%s has an effect',
  (field, values) => {
    const outputs = values.map((value) => wholeOf(redis({ sentinel: { [field]: value } })));
    expect(new Set(outputs).size).toBe(values.length);
  },
);
const userRows: Rows<RedisUser> = {
  password: [undefined, sealed('redis-auth', 'other')],
  keys: [undefined, ['a:*']],
  channels: [undefined, ['a:*']],
  commands: [undefined, ['+@read']],
};
test.each(Object.entries(userRows) as [string, readonly unknown[]][])(
  'users.orders.%s has an effect',
  (field, values) => {
    const outputs = values.map((value) => wholeOf(redis({ users: { orders: { [field]: value } } })));
    expect(new Set(outputs).size).toBe(values.length);
  },
);

const used =
  (use: (own: Redis) => unknown, props: Record<string, unknown> = {}): Declare =>
  (shop) =>
    use(redis(props)(shop) as Redis);
const oneAddress = (prop: string) =>
  `LS189 shop/redis ${prop}: \`${prop}\` is used, but Sentinel chooses the master: a fixed address could reach any replica → ` +
  'Pass `sentinels`, `masterName`, `password` and `sentinelPassword` to callers, or omit `sentinel`.';
const nothing = (prop: string) =>
  `LS103 shop/redis sentinel: \`${prop}\` is used, but Sentinel is not declared → Set sentinel: {}, or use \`url\`.`;
const PLAIN = { sentinel: undefined, replicas: 0 };

test.each<readonly [string, Declare, string]>([
  ['one URL', used(({ url }) => url), oneAddress('url')],
  ['one host', used(({ host }) => host), oneAddress('host')],
  ['one URL of a user', used((own) => own.urlAs('orders'), { users: { orders: {} } }), oneAddress('urlAs')],
  ['sentinels that nobody declared', used(({ sentinels }) => sentinels, PLAIN), nothing('sentinels')],
  ['a master that nobody names', used(({ masterName }) => masterName, PLAIN), nothing('masterName')],
  ['a password of no sentinels', used((own) => own.sentinelPassword, PLAIN), nothing('sentinelPassword')],
  [
    'a user that nobody declared',
    used((own) => own.passwordOf('orders'), PLAIN),
    'LS103 shop/redis users: the user "orders" is used but not declared → Add "orders": {} to users.',
  ],
  [
    'failover of a cache',
    redis({ persistence: undefined }),
    "LS190 shop/redis persistence: Sentinel is declared without persistence: a master that restarts empty would wipe its replicas → Set persistence: { size: '2Gi' }.",
  ],
  [
    'failover of an image that starts in its own way',
    redis({ flavour: 'bitnami' }),
    "LS114 shop/redis flavour: Sentinel is declared, but the Bitnami image uses its own startup scripts → Use an image such as docker.io/library/redis or valkey/valkey with flavour: 'official'.",
  ],
  [
    'two of them',
    redis({ replicas: vary({ dev: 1, staging: 2, prod: 3 }) }),
    'LS138 shop/redis replicas [staging]: 2 members need 2 for a majority, so they tolerate no more failures than 1 would → Use 1 or 3.',
  ],
  [
    'an environment without',
    redis({ sentinel: vary({ dev: absent, staging: {}, prod: {} }) }),
    'LS102 shop/redis sentinel: a varying value is not given in every environment → Set it in all of them, with fields that vary, or remove it.',
  ],
  [
    'a password in plain text',
    redis({ users: { orders: { password: 'hunter2' } } }),
    'LS102 shop/redis users.orders.password: "hunter2" is not a sealed key → Use a sealed key.',
  ],
  [
    'the default user',
    redis({ users: { default: {} } }),
    'LS102 shop/redis users.default: "default" is not a name of a further user → The default user has the `password` of the Redis.',
  ],
  [
    'a rule that is none',
    redis({ users: { orders: { commands: ['>x'] } } }),
    'LS102 shop/redis users.orders.commands[0]: ">x" is not a rule of a command or of a category → Use a value such as "+@read".',
  ],
  [
    'a pattern that the kubelet would expand',
    redis({ users: { orders: { keys: ['$(X)'] } } }),
    'LS102 shop/redis users.orders.keys[0]: "$(X)" is not a pattern without spaces → Use a value such as "orders:*".',
  ],
  [
    'a user that varies',
    redis({ users: { orders: vary({ dev: {}, staging: {}, prod: { keys: ['a'] } }) } }),
    'LS102 shop/redis users.orders [prod]: {"keys":["a"]} is not the same in every environment → Use one value.',
  ],
])('%s', (_, declare, line) => {
  expect(refusalsOf(declare)).toContain(line);
});
