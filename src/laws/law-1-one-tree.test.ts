/** Law 1. One tree: no construct can ask which environment it is in; no API returns the current environment to branch on. */
import { valuesOf } from '../model/varying';
import { ApiObject, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import * as api from '../index';
import type { JsonObject } from '../model/json';
import { Environments } from '../model/environments';
import type { Varying } from '../model/varying';
import { combine, isVarying } from '../model/varying';
import { deviate } from '../pattern/engine/deviate';
import { synthesize } from '../synth';
import { instantiate } from '../synth/instantiate';
import { ENVIRONMENTS, env, environments, example, platform, result, vary } from './example.test-support';

it('whatever tells about environments tells about all of them at once', () => {
  const { shop } = platform();
  const told = [
    ...Object.values(env),
    ...['stage', 'namespace', 'domain'].map((name) => environments.attribute(name)),
    shop.namespaceName,
    shop.imageTag('api'),
  ];
  for (const value of told) {
    expect(isVarying(value)).toBe(true);
    expect(valuesOf(value as Varying<unknown>)).toHaveLength(ENVIRONMENTS.length);
  }
});

it('the public API has nothing beside what is listed here that speaks of an environment', () => {
  const names = Object.entries(api).flatMap(([name, value]: [string, unknown]) => {
    const members =
      typeof value === 'function' && value.prototype !== undefined ? Object.getOwnPropertyNames(value.prototype) : [];
    return [name, ...members.filter((member) => member !== 'constructor').map((member) => `${name}.${member}`)];
  });
  expect(names.filter((name) => /environment|current|stage/i.test(name)).sort()).toEqual([
    'Environments',
    'Environments.attribute',
    'defineEnvironments',
  ]);
  expect(
    Object.getOwnPropertyNames(new Environments(['dev'], { dev: { stage: 'development', namespace: 'shop' } })).sort(),
  ).toEqual(['attributes', 'names']);
});

it('what derives a value sees the values of one environment, and nothing that names it', () => {
  const seen: unknown[][] = [];
  const note = (...given: unknown[]) => seen.push(given);
  vary({ dev: 1, staging: 2, prod: 3 }).map(note);
  combine({ a: vary({ dev: 1, staging: 2, prod: 3 }) }, note);
  expect(seen).toEqual([[1], [2], [3], [{ a: 1 }], [{ a: 2 }], [{ a: 3 }]]);
});

it('code of a construct runs once, not once for each environment', () => {
  let runs = 0;
  const { app, shop } = platform();
  const count = () => Lazy.any({ produce: () => String(++runs) });
  const names = ['plain', 'converted', 'patched', 'overridden'];
  new ApiObject(shop, 'plain', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'plain' },
    data: { n: count() },
  });
  new k8s.KubeConfigMap(shop, 'converted', { metadata: { name: 'converted' }, data: { n: count() as never } });
  const patched = new ApiObject(shop, 'patched', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'patched' },
    data: {},
  });
  patched.addJsonPatch({ _toJson: () => ({ op: 'add', path: '/data/n', value: count() }) } as never);
  const overridden = new ApiObject(shop, 'overridden', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'overridden' },
  });
  deviate(overridden, { object: 'ConfigMap', in: ENVIRONMENTS, reason: 'r', values: { data: { n: count() } } });
  const { platforms } = synthesize(app);
  expect(runs).toBe(names.length);
  for (const name of names) {
    const { template } = platforms[0]!.objects.find((object) => object.name === name)!;
    const values = ENVIRONMENTS.map((_, index) => ((instantiate(template, index) as JsonObject).data as JsonObject).n);
    expect(new Set(values).size).toBe(1);
  }
});

it('the tree has the same constructs however many environments there are', () => {
  const { app } = example();
  const before = app.node.findAll().map(({ node }) => node.path);
  result(app);
  expect(app.node.findAll().map(({ node }) => node.path)).toEqual(before);
  for (const name of ENVIRONMENTS) expect(before.filter((path) => path.split('/').includes(name))).toEqual([]);
});
