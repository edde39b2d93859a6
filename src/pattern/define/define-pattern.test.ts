/** A construct of a team's own has all that those of Lockstep have, and whatever is wrong with it is reported. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { sorted, varied } from '../../synth/trees.test-support';
import { environments, findingsOf, only, platform, result, told, vary } from '../../laws/example.test-support';
import { Varying, absent, isVarying } from '../../model/varying';
import type { App } from '../../app';
import type { Platform } from '../platform/platform';
import { deviate } from '../engine/deviate';
import { ExternalService } from '../network/external';
import { sealed } from '../secrets/sealed';
import { WebService } from '../workload/web-service';
import { Brokers } from './brokers.test-support';
import { definePattern } from './define-pattern';
import { shape } from './shapes';

const GIVEN = { brokers: 3, storage: { size: '10Gi' }, password: sealed('api-secrets', 'jwt') };

const mine = (app: App) => {
  const [own] = result(app).platforms;
  return own!.instances.map(({ objects }) =>
    Object.fromEntries(
      objects
        .filter(({ file }) => file.startsWith('events/'))
        .map(({ json }) => [`${String(json.kind)}`, json as Record<string, unknown>]),
    ),
  );
};

/** What is wrong, but for the fields of a kind that nothing here has a schema of. */
const faultsOf = (app: App) => findingsOf(app).filter(({ code }) => code !== 'LS315');

it('makes its objects in each environment, from what the props are there', () => {
  const { app, shop } = platform();
  new Brokers(shop, 'events', {
    ...GIVEN,
    brokers: vary({ dev: 1, staging: 3, prod: 5 }),
    console: vary({ dev: true, staging: absent, prod: absent }),
  });
  const [dev, , prod] = mine(app);
  expect(Object.keys(dev!).sort()).toEqual(['Brokers', 'ConfigMap', 'NetworkPolicy', 'PrometheusRule', 'Service']);
  expect(Object.keys(prod!).sort()).toEqual(['Brokers', 'NetworkPolicy', 'PrometheusRule', 'Service']);
  expect(prod!.Brokers).toMatchObject({
    metadata: {
      name: 'events',
      namespace: 'shop-prod',
      annotations: { 'argocd.argoproj.io/sync-wave': '-4' },
      labels: { 'app.kubernetes.io/component': 'broker' },
    },
    spec: { brokers: 5, storage: { size: '10Gi' }, password: { secretKeyRef: { name: 'api-secrets', key: 'jwt' } } },
  });
  const differences = result(app).platforms[0]!.matrix.filter(
    ({ file, path }) => file.startsWith('events/') && !path.endsWith('.namespace'),
  );
  expect(differences).toEqual([
    expect.objectContaining({ file: 'events/Brokers-events.yaml', path: 'spec.brokers', values: [1, 3, 5] }),
    expect.objectContaining({ origin: 'presence', reason: 'only developers use the console' }),
  ]);
  expect(faultsOf(app)).toEqual([]);
});

it('runs once for environments that have the same props', () => {
  const runs: number[] = [];
  const Counted = definePattern(
    'worker',
    { size: shape.required(shape.integer({ min: 1 })) },
    (_, { size }) => void runs.push(size),
  );
  new Counted(platform().shop, 'counted', { size: vary({ dev: 1, staging: 1, prod: 2 }) });
  // Each of the two runs, and twice more to see that it makes the same.
  expect([...runs].sort()).toEqual([1, 1, 1, 2, 2, 2]);
});

describe('contributes', () => {
  it('connections, on both sides', () => {
    const { app, shop } = platform();
    const mirror = new ExternalService(shop, 'mirror', { url: 'https://mirror.acme' });
    const events = new Brokers(shop, 'events', { ...GIVEN, mirrors: [mirror.endpoint] });
    const web = new WebService(shop, 'web', { image: 'web', port: 80, env: { BROKERS: events.url } });
    expect(faultsOf(app)).toEqual([]);
    const declared = result(app).platforms[0]!.declared!.map(({ connections }) =>
      connections.map(({ from, to, ports }) => `${from.name} ${to.name}:${ports[0]!.port}`),
    );
    for (const own of declared) expect(own).toEqual(expect.arrayContaining(['web events:9092', 'events mirror:443']));
    expect(web.node.path).toBe('shop/web');
  });

  it('secrets that must be sealed', () => {
    const { app, shop } = platform();
    new Brokers(shop, 'events', { ...GIVEN, password: sealed('api-secrets', 'other') });
    expect(told(faultsOf(app)).join('\n')).toMatch(/LS551 .*events reads key `other` of Secret `api-secrets`/);
  });

  it('pods of an operator to the quota', () => {
    const { app, shop } = platform(
      {},
      { quota: { cpu: { requests: '10', limits: '20' }, memory: { requests: '9Gi', limits: '9Gi' }, pods: 20 } },
    );
    new Brokers(shop, 'events', { ...GIVEN, brokers: vary({ dev: 3, staging: 3, prod: 5 }), memory: '2Gi' });
    expect(told(faultsOf(app))).toEqual([
      expect.stringMatching(/^LS611 .* \[prod\]: The namespace needs up to 10Gi of limits.memory.*events 5 × 2Gi/),
      expect.stringMatching(/^LS611 .* \[prod\]: The namespace needs up to 10Gi of requests.memory.*events 5 × 2Gi/),
    ]);
  });

  it('alerts', () => {
    const { app, shop } = platform();
    new Brokers(shop, 'events', GIVEN);
    const [dev] = mine(app);
    expect(dev!.PrometheusRule).toMatchObject({
      spec: { groups: [{ name: 'events', rules: [{ alert: 'BrokersDown', labels: { team: 'team-shop' } }] }] },
    });
  });

  it('answers, which vary where environments differ', () => {
    const { app, shop } = platform();
    const events = new Brokers(shop, 'events', { ...GIVEN, brokers: vary({ dev: 1, staging: 3, prod: 5 }) });
    const same = new Brokers(shop, 'same', GIVEN);
    expect(same.answer(({ quorum }) => quorum)).toBe(2);
    new ApiObject(shop, 'map', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'quorum' },
      data: { quorum: events.answer(({ quorum }) => String(quorum)) },
    } as never);
    const matrix = result(app).platforms[0]!.matrix.find(({ path }) => path === 'data.quorum');
    expect(matrix!.values).toEqual(['1', '2', '3']);
  });
});

it('is a WebService where it says so', () => {
  const Scanner = definePattern(
    'web',
    { replicas: shape.required(shape.integer({ min: 1 })) },
    (pattern, { replicas }) => pattern.webService({ image: 'api', port: 3310, protocol: 'tcp', replicas }),
  );
  const replicas = vary({ dev: 1, staging: 2, prod: 3 });
  const [own, expected] = [
    (shop: Platform) => new Scanner(shop, 'events', { replicas }),
    (shop: Platform) => new WebService(shop, 'events', { image: 'api', port: 3310, protocol: 'tcp', replicas }),
  ].map((declare) => {
    const { app, shop } = platform();
    const construct = declare(shop);
    new WebService(shop, 'web', { image: 'web', port: 80, calls: [construct.endpoint] });
    expect(faultsOf(app)).toEqual([]);
    return result(app).platforms[0]!;
  });
  expect(own!.instances).toEqual(expected!.instances);
  expect(own!.matrix).toEqual(expected!.matrix);
});

it('exists where `only` says, under the name that is given, and deviates like any construct', () => {
  const { app, shop } = platform();
  const events = new Brokers(shop, 'events', {
    ...GIVEN,
    name: 'kafka',
    only: only(['staging', 'prod'], 'development has none'),
  });
  deviate(events, {
    object: 'Service',
    in: ['prod'],
    reason: 'clients keep their sessions',
    values: { spec: { sessionAffinity: 'ClientIP' } },
  });
  const [dev, staging, prod] = mine(app);
  expect(dev).toEqual({});
  expect(staging!.Service).toMatchObject({ metadata: { name: 'kafka' } });
  expect(prod!.Service).toMatchObject({ spec: { sessionAffinity: 'ClientIP' } });
});

describe('reports', () => {
  const refused = (declare: (shop: Platform) => unknown) => {
    const { app, shop } = platform();
    declare(shop);
    return faultsOf(app).map(({ code, path, environments: where, message }) => ({ code, path, where, message }));
  };

  it('props that do not fit', () => {
    const given = { ...GIVEN, brokers: 0, storage: { sise: '10Gi' }, colour: 'red' };
    expect(refused((shop) => new Brokers(shop, 'events', given as never))).toEqual([
      expect.objectContaining({ code: 'LS102', path: 'brokers' }),
      expect.objectContaining({ code: 'LS101', path: 'storage.sise' }),
      expect.objectContaining({ code: 'LS103', path: 'storage.size' }),
      expect.objectContaining({ code: 'LS101', path: 'colour' }),
    ]);
  });

  it('what the pattern refuses, in the environments in which it does', () => {
    const brokers = vary({ dev: 1, staging: 3, prod: 4 });
    expect(refused((shop) => new Brokers(shop, 'events', { ...GIVEN, brokers }))).toEqual([
      { code: 'LS124', path: 'brokers', where: ['prod'], message: '4 brokers have no majority' },
    ]);
  });

  it('a function that makes something else each time', () => {
    let runs = 0;
    const Counting = definePattern('worker', {}, (pattern) =>
      pattern.add('map', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: pattern.name },
        data: { run: String(runs++) },
      }),
    );
    expect(refused((shop) => new Counting(shop, 'events', {}))).toEqual([
      expect.objectContaining({ code: 'LS125', message: expect.stringContaining('each time it runs') as string }),
    ]);
  });

  it('a value that varies, taken from around the function', () => {
    const level = vary({ dev: 'debug', staging: 'info', prod: 'info' });
    const Capturing = definePattern('worker', {}, (pattern) =>
      pattern.add('map', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: pattern.name },
        data: { level: level as never },
      }),
    );
    expect(refused((shop) => new Capturing(shop, 'events', {}))).toEqual([
      expect.objectContaining({ code: 'LS125', path: 'data.level' }),
    ]);
  });

  it('a call to pods that listen on nothing', () => {
    const Silent = definePattern('worker', {}, (pattern) => pattern.pods());
    const found = refused((shop) => {
      const silent = new Silent(shop, 'events', {});
      new WebService(shop, 'web', { image: 'web', port: 80, calls: [silent.endpoint] });
    });
    expect(found).toContainEqual(expect.objectContaining({ code: 'LS103', path: 'endpoint' }));
  });

  it('two objects with one id', () => {
    const Twice = definePattern('worker', {}, (pattern) => {
      pattern.pods();
      pattern.pods();
    });
    expect(() => new Twice(platform().shop, 'events', {})).toThrow('two objects with the id "NetworkPolicy"');
  });
});

it('gives the same matrix and the same objects as an ApiObject with values that vary', () => {
  const Thing = definePattern('worker', { spec: shape.required(shape.record(() => undefined)) }, (pattern, { spec }) =>
    pattern.addOther('thing', { apiVersion: 'acme.io/v1', kind: 'Thing', metadata: { name: 'thing' }, spec }),
  );
  /** The tree with the environments of the platform. */
  const settled = (tree: unknown): unknown => {
    if (isVarying(tree)) return new Varying(environments, tree.values.map(settled));
    if (Array.isArray(tree)) return tree.map(settled);
    if (typeof tree !== 'object' || tree === null || tree === absent) return tree;
    return Object.fromEntries(Object.entries(tree).map(([key, inner]) => [key, settled(inner)]));
  };
  const madeBy = (declare: (shop: Platform) => unknown) => {
    const { app, shop } = platform();
    declare(shop);
    const [own] = result(app).platforms;
    const file = 'things/Thing-thing.yaml';
    return {
      objects: own!.instances.map(({ objects }) => sorted(objects.find((object) => object.file === file)?.json)),
      matrix: own!.matrix.filter((entry) => entry.file === file).map(({ path, values }) => ({ path, values })),
    };
  };
  fc.assert(
    fc.property(varied, (tree) => {
      const spec = settled(tree) as Record<string, unknown>;
      const metadata = { name: 'thing' };
      expect(madeBy((shop) => new Thing(shop, 'things', { spec } as never))).toEqual(
        madeBy(
          (shop) => new ApiObject(shop, 'things', { apiVersion: 'acme.io/v1', kind: 'Thing', metadata, spec } as never),
        ),
      );
    }),
    { numRuns: 100 },
  );
});

it('is documented with the pattern that these tests use', () => {
  const source = readFileSync(join(__dirname, 'brokers.test-support.ts'), 'utf8');
  expect(readFileSync(join(__dirname, '../../../docs/patterns.md'), 'utf8')).toContain(`\`\`\`ts\n${source}\`\`\``);
});
