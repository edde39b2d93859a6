import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { platform, vary } from '../laws/example.test-support';
import { Derived } from '../model/derived';
import type { JsonObject } from '../model/json';
import { absent } from '../model/varying';
import { deviate } from '../pattern/engine/deviate';
import { synthesize } from './index';
import { instantiate } from './instantiate';
import { matrixOf } from './matrix';
import { configMap, found, objectsOf, written } from './synthesized.test-support';

describe('JSON patches', () => {
  const patched = (...patches: JsonPatch[]) => {
    const { app, shop } = platform();
    const object = new kplus.k8s.KubeService(shop, 'svc', {
      metadata: { name: 'svc' },
      spec: { clusterIp: 'None', ports: [{ port: 80 }] },
    });
    object.addJsonPatch(...patches);
    return app;
  };

  it('apply to what is written, under its wire names', () => {
    const app = patched(
      JsonPatch.replace('/spec/clusterIP', '10.0.0.9'),
      JsonPatch.add('/spec/trafficDistribution', 'PreferClose'),
      JsonPatch.remove('/spec/ports/0/port'),
      JsonPatch.add('/spec/ports/-', { port: 81 }),
    );
    expect(written(app, 'shop/svc').spec).toEqual({
      clusterIP: '10.0.0.9',
      trafficDistribution: 'PreferClose',
      ports: [{}, { port: 81 }],
    });
  });

  it('may vary, and be absent', () => {
    const app = patched(JsonPatch.add('/spec/type', vary({ dev: 'NodePort', staging: absent, prod: 'ClusterIP' })));
    expect([0, 1, 2].map((index) => (written(app, 'shop/svc', index).spec as JsonObject).type)).toEqual([
      'NodePort',
      undefined,
      'ClusterIP',
    ]);
  });

  it.each([
    [
      JsonPatch.replace('/spec/clusterIp', 'x'),
      'replace /spec/clusterIp: unknown key "clusterIp"; the map has clusterIP, ports',
    ],
    [JsonPatch.add('/spec/a/b', 'x'), 'add /spec/a/b: unknown key "a"; the map has clusterIP, ports'],
    [JsonPatch.remove('/spec/ports/3'), 'remove /spec/ports/3: the list has 1 elements, and "3" is not one of them'],
    [JsonPatch.add('/kind/x', 'x'), 'add /kind/x: no map or list contains "x"'],
    [JsonPatch.test('/spec/clusterIP', 'x'), 'test /spec/clusterIP: it is "None", not "x"'],
    [JsonPatch.remove(''), 'remove : an entire object cannot be removed; use `only`'],
    [JsonPatch.add('spec', 'x'), '"spec" is not a JSON pointer: it must start with "/"'],
  ])('that do not apply are reported: %#', (patch, message) => {
    expect(found(patched(patch))).toEqual([
      `LS203 shop/svc Service/svc: ${message} → Patch paths use the field names of the manifest in \`dist/\`.`,
    ]);
  });
});

describe('deviations', () => {
  const config = () => {
    const { app, shop } = platform();
    const holder = new Construct(shop, 'mine');
    const object = configMap(holder, 'cm', { a: 'x', b: 'y' });
    return { app, shop, holder, object };
  };

  it('merge values into an object, in the environments they name', () => {
    const { app, holder } = config();
    deviate(holder, {
      object: 'ConfigMap',
      in: ['prod', 'dev'],
      reason: 'because',
      until: '2027-01-01',
      values: { data: { a: vary({ dev: 'd', staging: 'never', prod: 'p' }), b: null, c: { d: ['1'] } } },
    });
    const { objects, deviations } = synthesize(app).platforms[0]!;
    const { template } = objects.find(({ construct }) => construct === 'shop/mine/cm')!;
    expect([0, 1, 2].map((index) => (instantiate(template, index) as JsonObject).data)).toEqual([
      { a: 'd', c: { d: ['1'] } },
      { a: 'x', b: 'y' },
      { a: 'p', c: { d: ['1'] } },
    ]);
    expect(deviations).toEqual([
      {
        construct: 'shop/mine',
        what: 'ConfigMap/cm',
        paths: ['data.a', 'data.b', 'data.c'],
        in: ['prod', 'dev'],
        reason: 'because',
        until: '2027-01-01',
      },
    ]);
  });

  it('patch an object, one after the other', () => {
    const { app, holder } = config();
    deviate(holder, {
      object: 'ConfigMap/cm',
      in: ['prod'],
      reason: 'r',
      patch: [{ op: 'add', path: '/data/c', value: 'z' }],
    });
    deviate(holder, {
      object: 'ConfigMap/cm',
      in: ['prod'],
      reason: 's',
      patch: [
        { op: 'replace', path: '/data/c', value: 'zz' },
        { op: 'remove', path: '/data/a' },
      ],
    });
    expect(written(app, 'shop/mine/cm', 2).data).toEqual({ b: 'y', c: 'zz' });
    expect(written(app, 'shop/mine/cm', 1).data).toEqual({ a: 'x', b: 'y' });
  });

  it.each([
    [{ values: { data: { a: 'x' } } }],
    [{ values: { data: { z: null } } }],
    [{ patch: [{ op: 'test', path: '/data/a', value: 'x' } as const] }],
  ])('that change nothing are refused: %j', (change) => {
    const { app, holder } = config();
    deviate(holder, { object: 'ConfigMap', in: ['dev', 'prod'], reason: 'old', ...change });
    expect(found(app)).toEqual([
      'LS204 shop/mine [dev, prod]: the deviation of ConfigMap/cm (“old”) has no effect → Remove it: the object already has these values.',
    ]);
  });

  it('of something that is not there, or there several times, are refused with what there is', () => {
    const { app, holder } = config();
    configMap(holder, 'other', {});
    deviate(holder, { object: 'Secret', in: ['dev'], reason: 'r', values: {} });
    deviate(holder, { object: 'ConfigMap', in: ['dev'], reason: 'r', values: {} });
    expect(found(app)).toEqual([
      'LS203 shop/mine: the deviation targets "Secret", of which shop/mine has none → Use one of ConfigMap/cm, ConfigMap/other.',
      'LS203 shop/mine: the deviation targets "ConfigMap", of which shop/mine has 2 → Use one of ConfigMap/cm, ConfigMap/other.',
    ]);
  });

  it('whose path is missing are refused', () => {
    const { app, holder } = config();
    deviate(holder, {
      object: 'ConfigMap',
      in: ['dev'],
      reason: 'r',
      patch: [{ op: 'replace', path: '/data/z', value: 1 }],
    });
    expect(found(app)[0]).toMatch(
      /^LS203 shop\/mine\/cm ConfigMap\/cm: replace \/data\/z: unknown key "z"; the map has a, b →/,
    );
  });

  it('of a platform reach objects beside those whose name varies', () => {
    const { app, shop } = config();
    deviate(shop, { object: 'ConfigMap', in: ['dev'], reason: 'r', values: { data: { a: 'z' } } });
    expect(found(app)).toEqual([]);
    expect(written(app, 'shop/mine/cm').data).toEqual({ a: 'z', b: 'y' });
  });

  it('of an object whose name varies call it by its id', () => {
    const { app, shop } = config();
    deviate(shop, { object: 'Namespace/shop', in: ['dev'], reason: 'r', values: { metadata: { labels: { a: 'b' } } } });
    const { findings, platforms } = synthesize(app);
    expect(findings).toEqual([]);
    expect(platforms[0]!.deviations[0]!.what).toBe('Namespace/shop');
  });

  it('are seen by what is derived from the object', () => {
    const { app, shop, holder, object } = config();
    configMap(shop, 'reader', {
      sum: new Derived((contentOf) => JSON.stringify((contentOf(object) as JsonObject).data)),
    });
    deviate(holder, { object: 'ConfigMap', in: ['prod'], reason: 'r', values: { data: { a: 'z' } } });
    expect([1, 2].map((index) => written(app, 'shop/reader', index).data)).toEqual([
      { sum: '{"a":"x","b":"y"}' },
      { sum: '{"a":"z","b":"y"}' },
    ]);
  });

  it('leave what is derived beside them derived', () => {
    const { app, shop } = platform();
    const object = new ApiObject(shop, 'x', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x' },
      data: {
        a: new Derived((contentOf) => JSON.stringify(contentOf(other))),
        b: 'x',
        c: vary({ dev: '1', staging: '1', prod: '2' }),
      },
    });
    const other = configMap(shop, 'other', { v: vary({ dev: '1', staging: '1', prod: '2' }) });
    deviate(object, { object: 'ConfigMap', in: ['prod'], reason: 'r', values: { data: { b: 'y' } } });
    const { template, presence, deviations } = objectsOf(app, 'shop/x')[0]!;
    const origins = matrixOf({ file: 'f', template, presence, deviations }).map(
      ({ path, origin }) => `${path} ${origin}`,
    );
    expect(origins).toEqual(['data.a derived', 'data.b deviation', 'data.c value', 'metadata.namespace value']);
  });

  it('that waive an opinion must silence something', () => {
    const { app, shop } = platform();
    const mine = new Construct(shop, 'mine');
    deviate(mine, { opinion: 'single-replica', in: ['prod'], reason: 'was one once' });
    expect(found(app)).toEqual([
      'LS204 shop/mine [prod]: the deviation of opinion "single-replica" (“was one once”) has no effect → Remove it: the object already has these values.',
    ]);
  });

  it.each([
    [{ in: [], reason: 'r' }, "A deviation must apply to at least one environment: `in: ['prod']`."],
    [{ in: ['dev'], reason: ' ' }, 'A deviation needs a reason: the proof lists it for reviewers.'],
    [
      { in: ['dev'], reason: 'r', until: 'soon' },
      'Invalid `until` of a deviation: "soon". Use a date such as "2026-12-31".',
    ],
    [
      { in: ['dev'], reason: 'r', until: '2026-02-30' },
      'Invalid `until` of a deviation: "2026-02-30". Use a date such as "2026-12-31".',
    ],
    [
      { in: ['dev'], reason: 'r' },
      'A deviation must set what it changes: `values` or `patch`, the `opinion` that it waives, or the `rule` whose findings it accepts.',
    ],
  ])('without all their terms are refused at once: %j', (terms, message) => {
    const { shop } = platform();
    expect(() => deviate(shop, { object: 'ConfigMap', ...terms })).toThrow(message);
  });
});
