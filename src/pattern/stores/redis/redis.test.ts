import fc from 'fast-check';
import type { Input } from '../../../model/fields';
import type { SynthResult } from '../../../run';
import { CLUSTER, objects, only, refusals, synth, vary, type Declare } from '../postgres/shop.test-support';
import { sealed } from '../../secrets/sealed';
import { Worker } from '../../workload/worker';
import { capOf, parseCap } from './memory';
import { Redis } from './redis';
import type { RedisProps } from './redis-props';

type Props = Partial<Input<RedisProps, 'image' | 'flavour' | 'name' | 'password' | 'metrics' | 'only'>>;

function cache(props: Record<string, unknown> | Props = {}): Declare {
  return (shop) => new Redis(shop, 'cache', { image: 'redis', ...props } as never);
}

interface Container {
  readonly name: string;
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly volumeMounts: readonly { readonly mountPath: string }[];
}

function containersOf(result: SynthResult, environment: 'dev' | 'prod', name: string): readonly Container[] {
  const deployment = objects(result, environment)[`Deployment/${name}`] as unknown as {
    spec: { template: { spec: { containers: readonly Container[] } } };
  };
  return deployment.spec.template.spec.containers;
}

function containers(declare: Declare): readonly Container[] {
  return containersOf(synth(declare), 'prod', 'cache');
}

test('a cache with everything, in both environments', () => {
  const result = synth((shop) => {
    const own = new Redis(shop, 'cache', {
      image: 'redis',
      maxMemory: vary({ dev: '768mb', prod: '1152mb' }),
      resources: vary({
        dev: { requests: { memory: '256Mi' }, limits: { cpu: '500m', memory: '1Gi' } },
        prod: { requests: { memory: '1Gi' }, limits: { cpu: '500m', memory: '1536Mi' } },
      }),
    });
    new Worker(shop, 'api', {
      image: 'api',
      env: { REDIS_URL: own.url, REDIS_HOST: own.host },
      secrets: { REDIS_PASSWORD: own.password },
    });
  });
  expect(Object.fromEntries([...result.files].filter(([path]) => /\/(cache|secrets)\//.test(path)))).toMatchSnapshot();
  expect(containersOf(result, 'prod', 'api')[0]!.env).toEqual([
    { name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: 'cache-auth', key: 'password' } } },
    { name: 'REDIS_HOST', value: 'cache' },
    { name: 'REDIS_URL', value: 'redis://:$(REDIS_PASSWORD)@cache:6379' },
  ]);
});

test('the official image runs the server itself, without a shell', () => {
  const [redis, exporter] = containers(cache({ maxMemory: '96mb', eviction: 'volatile-ttl' }));
  expect(redis!.command).toEqual(['redis-server']);
  expect(redis!.args!.join(' ')).toBe(
    '--port 6379 --dir /data --save  --appendonly no --maxmemory 96mb --maxmemory-policy volatile-ttl --requirepass $(REDIS_PASSWORD)',
  );
  expect(redis!.env.map(({ name }) => name)).toEqual(['REDISCLI_AUTH', 'REDIS_PASSWORD']);
  expect(exporter!.name).toBe('exporter');
});

test('the Bitnami image is told by its variables, and has every directory that it writes to', () => {
  const [redis] = containers(
    cache({
      flavour: 'bitnami',
      password: sealed('redis-auth', 'REDIS_PASSWORD'),
      maxMemory: vary({ dev: '64mb', prod: '128mb' }),
    }),
  );
  expect(redis!.command).toBeUndefined();
  expect(Object.fromEntries(redis!.env.map(({ name, value }) => [name, value ?? 'secret']))).toEqual({
    ALLOW_EMPTY_PASSWORD: 'no',
    REDISCLI_AUTH: 'secret',
    REDIS_AOF_ENABLED: 'no',
    REDIS_EXTRA_FLAGS: '--maxmemory 128mb --maxmemory-policy allkeys-lru',
    REDIS_PASSWORD: 'secret',
    REDIS_RDB_POLICY_DISABLED: 'yes',
  });
  expect(redis!.volumeMounts.map(({ mountPath }) => mountPath)).toEqual([
    '/bitnami/redis/data',
    '/opt/bitnami/redis/etc',
    '/opt/bitnami/redis/logs',
    '/opt/bitnami/redis/tmp',
    '/tmp',
  ]);
});

test('one replica in production needs no reason: nothing in a cache is to be kept', () => {
  const deployment = objects(synth(cache()), 'prod')['Deployment/cache']!;
  expect(deployment).toMatchObject({
    metadata: { labels: { 'lockstep.dev/disposable': 'true' } },
    spec: { replicas: 1, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
  });
});

test('a cache of one environment leaves nothing in the other', () => {
  const names = Object.keys(objects(synth(cache({ only: only(['prod'], 'dev has none') })), 'dev'));
  expect(names.filter((name) => name.includes('cache'))).toEqual([]);
});

test('without a Prometheus there is no exporter', () => {
  const { prometheus: _, ...rest } = CLUSTER;
  const names = Object.keys(objects(synth(cache(), rest), 'prod')).filter((name) => name.endsWith('/cache'));
  expect(names).toEqual([
    'Deployment/cache',
    'NetworkPolicy/cache',
    'PodDisruptionBudget/cache',
    'Service/cache',
    'ServiceAccount/cache',
  ]);
});

const effects: readonly (readonly [string, Props])[] = [
  ['flavour', { flavour: 'bitnami' }],
  ['name', { name: 'redis' }],
  ['password', { password: sealed('redis-auth', 'REDIS_PASSWORD') }],
  ['maxMemory', { maxMemory: '64mb' }],
  ['eviction', { eviction: 'noeviction' }],
  ['resources', { resources: { limits: { memory: '1Gi' } } }],
  ['replicas', { replicas: 0 }],
  ['probes', { probes: { readiness: { exec: ['redis-cli', 'ping'] } } }],
  ['user', { user: 1000 }],
  ['metrics', { metrics: false }],
  ['exporter.image', { exporter: { image: 'other-exporter' } }],
  ['exporter.resources', { exporter: { resources: { limits: { memory: '128Mi' } } } }],
  ['only', { only: only(['prod'], 'dev has none') }],
];

test('each prop has an effect of its own', () => {
  const files = (props: Props) => {
    // The name of the secret follows from the name of the cache.
    const password = props.name === undefined ? {} : { password: sealed('cache-auth', 'password') };
    return JSON.stringify([...synth(cache({ ...password, ...props })).files]);
  };
  const seen = new Map<string, string>([[files({}), 'the defaults']]);
  for (const [prop, props] of effects) {
    const written = files(props);
    expect([prop, seen.get(written)]).toEqual([prop, undefined]);
    seen.set(written, prop);
  }
});

test.each<readonly [string, Declare, unknown]>([
  [
    'a cap that leaves no room',
    cache({
      maxMemory: vary({ dev: '200mb', prod: '1gb' }),
      resources: { limits: { memory: vary({ dev: '256Mi', prod: '1152Mi' }) } },
    }),
    [
      {
        code: 'LS683',
        environments: ['prod'],
        path: 'maxMemory',
        message:
          "the cache may grow to 1gb, 89% of the container's 1152Mi; above 80%, fragmentation and client buffers can get it OOM-killed",
        fix: 'Set it to 864mb or less, or raise resources.limits.memory to 1280Mi.',
      },
    ],
  ],
  [
    'several replicas',
    cache({ replicas: vary({ dev: 1, prod: 3 }) }),
    [
      {
        code: 'LS684',
        environments: ['prod'],
        path: 'replicas',
        message: '3 replicas of a cache do not replicate: each would hold different data',
        fix: 'Use 1 replica with more memory, or declare several caches with different names.',
      },
    ],
  ],
  [
    'a policy that Redis does not know',
    cache({ eviction: 'allkeys-lur' }),
    [
      {
        code: 'LS102',
        path: 'eviction',
        message: '"allkeys-lur" is not a valid choice',
        fix:
          'Did you mean "allkeys-lru"? Valid: "allkeys-lru", "allkeys-lfu", "allkeys-random", "volatile-lru", "volatile-lfu", "volatile-random", ' +
          '"volatile-ttl", "noeviction".',
      },
    ],
  ],
  [
    'a cap in units of Kubernetes',
    cache({ maxMemory: '768Mi' }),
    [
      {
        code: 'LS102',
        path: 'maxMemory',
        message: '"768Mi" is not a size as Redis writes it',
        fix: 'Use a value such as "768mb".',
      },
    ],
  ],
  [
    'a password in plain text',
    cache({ password: 'hunter2' }),
    [{ code: 'LS102', path: 'password', message: '"hunter2" is not a sealed key', fix: 'Use a sealed key.' }],
  ],
  [
    'an exporter that nothing scrapes',
    cache({ metrics: false, exporter: {} }),
    [
      {
        code: 'LS114',
        path: 'exporter',
        message: 'an exporter is declared, but nothing scrapes it',
        fix: 'Declare cluster: { prometheus: … } on the Platform, or remove `exporter`.',
      },
    ],
  ],
])('%s', (_, declare, expected) => {
  expect(refusals(declare)).toEqual(expected);
});

test('a key that is not sealed', () => {
  expect(refusals(cache({ password: sealed('redis-auth', 'password') })).map(({ code }) => code)).toContain('LS551');
});

test('the cap that follows from a container fits it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 1024 * 1024 }), (mebibytes) => {
      const limit = mebibytes * 1024 ** 2;
      expect(parseCap(capOf(limit, 0.75))!).toBeLessThanOrEqual(limit * 0.8);
    }),
  );
});

test.each([
  ['768mb', 768 * 1024 ** 2],
  ['1GB', 1024 ** 3],
  ['2g', 2e9],
  ['100', 100],
  ['5k', 5000],
  ['0', undefined],
  ['1.5gb', undefined],
])('cap %s', (written, bytes) => {
  expect(parseCap(written)).toBe(bytes);
});
