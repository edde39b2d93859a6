import { ApiObject, Chart, Lazy, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { inputs, only, platform, vary, environments, env } from '../laws/example.test-support';
import { Derived } from '../model/derived';
import { defineEnvironments } from '../model/environments';
import type { JsonObject } from '../model/json';
import { deviate } from '../pattern/engine/deviate';
import { limit } from '../pattern/engine/limit';
import { Platform } from '../pattern/platform/platform';
import { App } from '../app';
import { configMap, found, objectsOf, written } from './synthesized.test-support';

describe('a value that a manifest cannot hold', () => {
  const circular: Record<string, unknown> = { list: [1] };
  (circular.list as unknown[]).push({ again: circular });
  const PLAIN = 'Use text, a number, true or false, a list or a map.';
  it.each<[string, unknown, string]>([
    ['NaN', NaN, 'data.a: a manifest cannot contain the number NaN → Use a finite number.'],
    [
      'infinity in a list',
      [1, -Infinity],
      'data.a[1]: a manifest cannot contain the number -Infinity → Use a finite number.',
    ],
    ['a function', () => 1, `data.a: a manifest cannot contain a function → ${PLAIN}`],
    ['a BigInt', 1n, `data.a: a manifest cannot contain a BigInt → ${PLAIN}`],
    ['a symbol', Symbol('s'), `data.a: a manifest cannot contain a symbol → ${PLAIN}`],
    [
      'a key that is a symbol',
      { [Symbol('s')]: 1 },
      'data.a: a key is a symbol, which a manifest cannot contain → Use a string as the field name.',
    ],
    ['an instance of a class', new Map(), `data.a: a manifest cannot contain an object of class Map → ${PLAIN}`],
    ['a Size of cdk8s', Size.gibibytes(1), `data.a: a manifest cannot contain an object of class Size → ${PLAIN}`],
    ['no date', new Date(NaN), `data.a: a manifest cannot contain an object of class Date → ${PLAIN}`],
    ['null in a list', [null], 'data.a[0]: a list contains null → Remove the element, or use `absent`.'],
    [
      'undefined in a list',
      ['x', undefined],
      'data.a[1]: a list contains undefined → Remove the element, or use `absent`.',
    ],

    ['a hole in a list', ['x', , 'y'], 'data.a[1]: a list contains undefined → Remove the element, or use `absent`.'],
    [
      'half of a surrogate pair',
      'x\ud800',
      'data.a: the text contains half of a surrogate pair, which UTF-8 cannot represent → Fix the text.',
    ],
    [
      'half of a surrogate pair in a key',
      { '\udc00': 1 },
      'data.a.\\udc00: the text contains half of a surrogate pair, which UTF-8 cannot represent → Fix the text.',
    ],
    ['data that contains itself', circular, 'data.a.list[1].again: the data contains itself → Use finite data.'],
    [
      'a value in one environment only',
      vary<unknown>({ dev: 'x', staging: () => 1, prod: 'x' }),
      `data.a: a manifest cannot contain a function → ${PLAIN}`,
    ],
    [
      'a value of lazy data',
      Lazy.any({ produce: () => [Lazy.any({ produce: () => NaN })] }),
      'data.a[0]: a manifest cannot contain the number NaN → Use a finite number.',
    ],
  ])('%s is reported with its place', (_, value, message) => {
    const { app, shop } = platform();
    configMap(shop, 'cm', { a: value });
    expect(found(app)).toEqual([`LS201 shop/cm ConfigMap/cm ${message}`]);
  });

  it('that varies between the environments of another platform is reported', () => {
    const other = defineEnvironments({ test: { stage: 'development', namespace: 'x' } });
    const { app, shop } = platform();
    configMap(shop, 'cm', { a: other.env.namespace });
    expect(found(app)).toEqual([
      'LS201 shop/cm ConfigMap/cm data.a: a varying value for other environments (test) is used in a platform with dev, staging, prod → ' +
        'Use `vary`, `env` and `text` from the `defineEnvironments` call whose environments the platform uses.',
    ]);
  });

  it('is reported together with all others, and again by the next synth', () => {
    const { app, shop } = platform();
    configMap(shop, 'one', { a: NaN });
    configMap(shop, 'two', { a: 1n });
    deviate(shop, { object: 'ConfigMap/none', in: ['dev'], reason: 'r', values: {} });
    const first = found(app);
    expect(first).toHaveLength(3);
    expect(found(app)).toEqual(first);
  });
});

describe('presence', () => {
  it('covers what lies below a construct, and narrows with each level', () => {
    const { app, shop } = platform();
    const outer = new Construct(shop, 'outer');
    limit(outer, only(['dev', 'prod'], 'not there'));
    const inner = new Construct(outer, 'inner');
    limit(inner, only(['staging', 'prod'], 'nor there'));
    configMap(outer, 'a', {});
    configMap(inner, 'b', {});
    expect(objectsOf(app, 'shop/outer/a')[0]!.presence).toEqual({ present: [true, false, true], reason: 'not there' });
    expect(objectsOf(app, 'shop/outer/inner/b')[0]!.presence).toEqual({
      present: [false, false, true],
      reason: 'not there; nor there',
    });
  });

  it('in other environments than those of the platform is refused', () => {
    const other = defineEnvironments({
      test: { stage: 'development', namespace: 'x' },
      live: { stage: 'production', namespace: 'y' },
    });
    const { app, shop } = platform();
    limit(configMap(shop, 'cm', {}), other.only(['live'], 'reason'));
    expect(found(app)).toEqual([
      'LS102 shop/cm only: `only` belongs to the environments test, live, but the platform to dev, staging, prod → Use `only` from the `defineEnvironments` call whose environments the platform uses.',
    ]);
  });

  it('decides what can be derived from an object', () => {
    const { app, shop } = platform();
    const object = configMap(shop, 'cm', { a: 'x' });
    limit(object, only(['prod'], 'reason'));
    configMap(shop, 'reader', { there: new Derived((contentOf) => String(contentOf(object) !== undefined)) });
    expect([0, 2].map((index) => written(app, 'shop/reader', index).data)).toEqual([
      { there: 'false' },
      { there: 'true' },
    ]);
  });
});

describe('derived values', () => {
  it('that go round in a circle are reported', () => {
    const { app, shop } = platform();
    const objects: ApiObject[] = [];
    const of = (index: number) => new Derived((contentOf) => JSON.stringify(contentOf(objects[index]!)));
    objects.push(configMap(shop, 'a', { x: of(1) }), configMap(shop, 'b', { x: of(0) }));
    expect(found(app)).toEqual([
      'LS201 shop/a ConfigMap/a: a value of ConfigMap/a is computed from the object itself → Remove the circular dependency.',
      'LS201 shop/b ConfigMap/b: a value of ConfigMap/b is computed from the object itself → Remove the circular dependency.',
    ]);
  });

  it('of an object that cannot be built leave the report to that object', () => {
    const { app, shop } = platform();
    const broken = configMap(shop, 'broken', { a: NaN });
    configMap(shop, 'reader', { x: new Derived((contentOf) => String(contentOf(broken))) });
    expect(found(app)).toEqual([
      'LS201 shop/broken ConfigMap/broken data.a: a manifest cannot contain the number NaN → Use a finite number.',
    ]);
  });
});

describe('two objects with one name', () => {
  const named = (scope: Construct, id: string, name: unknown) =>
    new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: name as string } });
  const clash = (where: string) =>
    `LS206 shop/b ConfigMap/x [${where}]: shop/a also creates a ConfigMap named "x" → Use a different id or name for one of them.`;

  it('are refused', () => {
    const { app, shop } = platform();
    named(shop, 'a', 'x');
    named(shop, 'b', 'x');
    expect(found(app)).toEqual([clash('dev, staging, prod')]);
  });

  it('are refused where names that vary meet', () => {
    const { app, shop } = platform();
    named(shop, 'a', vary({ dev: 'x', staging: 'y', prod: 'x' }));
    named(shop, 'b', vary({ dev: 'z', staging: 'x', prod: 'x' }));
    expect(found(app)).toEqual([clash('prod')]);
  });

  it('are not when they never exist together, or live in two namespaces', () => {
    const { app, shop } = platform();
    limit(named(shop, 'a', 'x'), only(['dev'], 'r'));
    limit(named(shop, 'b', 'x'), only(['prod'], 'r'));
    new ApiObject(shop, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'other' } });
    expect(found(app)).toEqual([]);
  });

  it('are refused when cdk8s cuts two names to the same 63 characters', () => {
    const { app, shop } = platform();
    class Cut extends Chart {
      override generateObjectName() {
        return 'cut';
      }
    }
    const chart = new Cut(shop, 'chart');
    new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap' });
    new ApiObject(chart, 'b', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(found(app)).toEqual([
      'LS206 shop/chart/b ConfigMap/cut [dev, staging, prod]: shop/chart/a also creates a ConfigMap named "cut" → Use a different id or name for one of them.',
    ]);
  });

  it('nor can two platforms have one name', () => {
    const app = new App({ inputs: inputs() });
    for (const id of ['one', 'two'])
      new Platform(new Construct(app, id), 'shop', { environments, edition: '2026', owner: 'a' });
    expect(found(app)).toEqual([
      'LS206 two/shop: one/shop is also a platform named "shop" → Use a different id for one of them.',
    ]);
  });
});

it('objects get the namespace of each environment, unless they name one or belong into none', () => {
  const { app, shop } = platform();
  const object = (id: string, kind: string, namespace?: unknown) =>
    new ApiObject(shop, id, { apiVersion: 'v1', kind, metadata: { name: id, namespace: namespace as string } });
  object('a', 'ConfigMap');
  object('b', 'ConfigMap', env.domain);
  object('c', 'PersistentVolume');
  const namespace = (construct: string, index: number) =>
    (written(app, construct, index).metadata as JsonObject).namespace;
  expect(
    [0, 1, 2].map((index) => [namespace('shop/a', index), namespace('shop/b', index), namespace('shop/c', index)]),
  ).toEqual([
    ['shop-dev', 'dev.shop.acme', undefined],
    ['shop-staging', 'staging.shop.acme', undefined],
    ['shop-prod', 'shop.acme', undefined],
  ]);
});

it('refuses a limit that is no `only`', () => {
  const { shop } = platform();
  expect(() => limit(configMap(shop, 'cm', {}), ['prod'] as never)).toThrow(
    "`limit` takes what `only` returned: limit(construct, only(['prod'], 'reason')).",
  );
});
