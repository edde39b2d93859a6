import { ApiObject, Chart, Include, JsonPatch, Lazy, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputs, only, platform, told, vary, environments, env } from '../laws/example.test-support';
import { Derived } from '../model/derived';
import { defineEnvironments } from '../model/environments';
import type { JsonObject } from '../model/json';
import { absent } from '../model/varying';
import { deviate } from '../pattern/deviate';
import { limit } from '../pattern/limit';
import { Platform } from '../pattern/platform';
import { App } from '../app';
import { synthesize, type SynthesizedObject } from './index';
import { instantiate } from './instantiate';
import { matrixOf } from './matrix';

const configMap = (scope: Construct, id: string, data: unknown): ApiObject =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data } as never);

function objectsOf(app: App, construct: string): readonly SynthesizedObject[] {
  return synthesize(app).platforms.flatMap(({ objects }) => objects.filter((object) => object.construct === construct));
}
const written = (app: App, construct: string, environment = 0) => instantiate(objectsOf(app, construct)[0]!.template, environment) as JsonObject;
const found = (app: App) => told(synthesize(app).findings);

describe('a value that a manifest cannot hold', () => {
  const circular: Record<string, unknown> = { list: [1] };
  (circular.list as unknown[]).push({ again: circular });
  const PLAIN = 'Give text, a number, true or false, a list or a map.';
  it.each<[string, unknown, string]>([
    ['NaN', NaN, 'data.a: NaN is not a number that a manifest can hold → Give a finite number.'],
    ['infinity in a list', [1, -Infinity], 'data.a[1]: -Infinity is not a number that a manifest can hold → Give a finite number.'],
    ['a function', () => 1, `data.a: a manifest cannot hold a function → ${PLAIN}`],
    ['a BigInt', 1n, `data.a: a manifest cannot hold a BigInt → ${PLAIN}`],
    ['a symbol', Symbol('s'), `data.a: a manifest cannot hold a symbol → ${PLAIN}`],
    ['a key that is a symbol', { [Symbol('s')]: 1 }, 'data.a: a key is a symbol, which a manifest cannot hold → Name the field by text.'],
    ['an instance of a class', new Map(), `data.a: a manifest cannot hold an object of class Map → ${PLAIN}`],
    ['a Size of cdk8s', Size.gibibytes(1), `data.a: a manifest cannot hold an object of class Size → ${PLAIN}`],
    ['no date', new Date(NaN), `data.a: a manifest cannot hold an object of class Date → ${PLAIN}`],
    ['null in a list', [null], 'data.a[0]: null stands in a list → Leave the element out, or use `absent`.'],
    ['undefined in a list', ['x', undefined], 'data.a[1]: undefined stands in a list → Leave the element out, or use `absent`.'],
     
    ['a hole in a list', ['x', , 'y'], 'data.a[1]: undefined stands in a list → Leave the element out, or use `absent`.'],
    ['half of a surrogate pair', 'x\ud800', 'data.a: the text has half of a surrogate pair, which UTF-8 cannot express → Repair the text.'],
    ['half of a surrogate pair in a key', { '\udc00': 1 }, 'data.a.\\udc00: the text has half of a surrogate pair, which UTF-8 cannot express → Repair the text.'],
    ['data that contains itself', circular, 'data.a.list[1].again: the data contains itself → Give data that ends.'],
    ['a value in one environment only', vary<unknown>({ dev: 'x', staging: () => 1, prod: 'x' }), `data.a: a manifest cannot hold a function → ${PLAIN}`],
    ['a value of lazy data', Lazy.any({ produce: () => [Lazy.any({ produce: () => NaN })] }), 'data.a[0]: NaN is not a number that a manifest can hold → Give a finite number.'],
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
      'LS201 shop/cm ConfigMap/cm data.a: a varying value of other environments (test) stands in a platform of dev, staging, prod → ' +
        'Take `vary`, `env` and `text` from the `defineEnvironments` whose set the platform was given.',
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

describe('what may stand in a tree', () => {
  it('null and undefined in a map mean absent', () => {
    const { app, shop } = platform();
    configMap(shop, 'cm', { a: null, b: undefined, c: 'x', d: vary({ dev: absent, staging: 'y', prod: 'y' }) });
    expect(written(app, 'shop/cm').data).toEqual({ c: 'x' });
  });

  it('lazy values are produced once everything is declared, at any depth', () => {
    const { app, shop } = platform();
    const later: Record<string, unknown> = {};
    configMap(shop, 'cm', Lazy.any({ produce: () => later }));
    later.a = vary<unknown>({ dev: Lazy.any({ produce: () => 'lazy' }), staging: 's', prod: 'p' });
    expect([0, 1].map((index) => written(app, 'shop/cm', index).data)).toEqual([{ a: 'lazy' }, { a: 's' }]);
  });

  it('constructs of cdk8s-plus with values that vary, in nested charts', () => {
    const { app, shop } = platform();
    const chart = new Chart(new Chart(shop, 'outer'), 'inner', { labels: { team: 'a' } });
    const image = vary({ dev: 'a@1', staging: 'a@2', prod: 'a@3' }) as never;
    const deployment = new kplus.Deployment(chart, 'app', { replicas: 2, containers: [{ image, portNumber: 80, envVariables: { A: kplus.EnvValue.fromValue(image) } }] });
    const service = deployment.exposeViaService({ name: 'app' });
    new kplus.Ingress(chart, 'edge').addHostRule('a.b', '/', kplus.IngressBackend.fromService(service));
    new kplus.ConfigMap(chart, 'config', { data: { A: image } });
    expect(found(app)).toEqual([]);
    const { folder, template } = objectsOf(app, 'shop/outer/inner/app/Resource')[0]!;
    expect(folder).toBe('outer');
    expect(instantiate(template, 2)).toMatchObject({
      metadata: { namespace: 'shop-prod', labels: { team: 'a' } },
      spec: { replicas: 2, template: { spec: { containers: [{ image: 'a@3', ports: [{ containerPort: 80 }], env: [{ name: 'A', value: 'a@3' }] }] } } },
    });
    expect(written(app, 'shop/outer/inner/config/Resource', 1).data).toEqual({ A: 'a@2' });
    expect(written(app, 'shop/outer/inner/edge/Resource', 1)).toMatchObject({ spec: { rules: [{ host: 'a.b', http: { paths: [{ backend: { service: { name: 'app', port: { number: 80 } } } }] } }] } });
  });

  it.each<[string, (chart: Chart, varying: never) => void]>([
    ['a port', (chart, port) => new kplus.Deployment(chart, 'x', { containers: [{ image: 'a', portNumber: port }] }).exposeViaService()],
    ['an amount of CPU', (chart, cpu) => new kplus.Deployment(chart, 'x', { containers: [{ image: 'a', resources: { cpu: { request: kplus.Cpu.millis(cpu) } } }] })],
    ['an amount of memory', (chart, size) => new kplus.Deployment(chart, 'x', { containers: [{ image: 'a', resources: { memory: { limit: Size.mebibytes(size) } } }] })],
  ])('numbers that vary never go wrong where cdk8s-plus computes with them: %s', (_, declare) => {
    const { app, shop } = platform();
    const chart = new Chart(shop, 'chart');
    const attempt = () => {
      declare(chart, vary({ dev: 1, staging: 2, prod: 3 }) as never);
      const { findings, platforms } = synthesize(app);
      if (findings.length > 0) throw new Error(told(findings).join());
      // Where it did not compute, each environment has its own.
      const json = JSON.stringify(platforms[0]!.objects.map(({ template }) => instantiate(template, 1)));
      expect(json).not.toMatch(/NaN|null|\[object/);
      return json;
    };
    expect(attempt).toThrow('A varying value (environments dev, staging, prod) cannot be');
  });

  describe('manifests of others, by Include', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lockstep-include-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const include = (yaml: string) => {
      const { app, shop } = platform();
      writeFileSync(join(folder, 'all.yaml'), yaml);
      new Include(shop, 'theirs', { url: join(folder, 'all.yaml') });
      return { app, shop };
    };

    it('keep their names and get the namespace of the platform', () => {
      const { app } = include('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: "on", y: null}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n');
      const all = synthesize(app).platforms[0]!.objects.filter(({ folder: where }) => where === 'theirs').map(({ template }) => instantiate(template, 2));
      expect(all).toEqual([
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop-prod' }, data: { x: 'on' } },
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'b' } },
      ]);
    });

    it('lists are taken apart, each item in its namespace', () => {
      const { app } = include(
        'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n' +
          '- {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: own}}]}\n' +
          '- {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: c}}\n',
      );
      const all = synthesize(app).platforms[0]!.objects.filter(({ folder: where }) => where === 'theirs');
      expect(all.map(({ kind, name, namespace, template }) => [kind, name, namespace, (instantiate(template, 0) as JsonObject).metadata])).toEqual([
        ['ConfigMap', 'a', undefined, { name: 'a', namespace: 'shop-dev' }],
        ['ConfigMap', 'b', 'own', { name: 'b', namespace: 'own' }],
        ['ClusterRole', 'c', undefined, { name: 'c' }],
      ]);
    });
  });

  it('a list item that some environments lack is absent there', () => {
    const { app, shop } = platform();
    const item = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
    new ApiObject(shop, 'list', { apiVersion: 'v1', kind: 'List', items: [vary({ dev: absent, staging: item('a'), prod: item('a') }), item('b')] });
    expect(objectsOf(app, 'shop/list').map(({ name, presence }) => [name, presence])).toEqual([
      ['b', undefined],
      ['a', { present: [false, true, true], reason: 'the list that holds it has it in some environments only' }],
    ]);
  });

  it('not an object outside of every platform', () => {
    const app = new App({ inputs: inputs() });
    configMap(new Chart(app, 'alone'), 'cm', {});
    expect(found(app)).toEqual([
      'LS205 alone/cm ConfigMap/cm: the object lies in no Platform, so there is no environment to write it for → Create it, or the chart that holds it, with a Platform as its scope.',
    ]);
  });

  it('not an object that renders itself', () => {
    class Own extends ApiObject {
      override toJson() {
        return {};
      }
    }
    const { app, shop } = platform();
    new Own(shop, 'own', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' } });
    expect(found(app)).toEqual([
      'LS202 shop/own ConfigMap/own: the class Own overrides toJson(), so Lockstep cannot see what it writes → Pass the fields as props, or use addJsonPatch.',
    ]);
  });

  it('not what a construct refuses', () => {
    const { app, shop } = platform();
    new Construct(shop, 'mine').node.addValidation({ validate: () => ['there is no moon'] });
    expect(found(app)).toEqual(['LS207 shop/mine: there is no moon → Repair what the construct complains of.']);
  });
});

describe('JSON patches', () => {
  const patched = (...patches: JsonPatch[]) => {
    const { app, shop } = platform();
    const object = new kplus.k8s.KubeService(shop, 'svc', { metadata: { name: 'svc' }, spec: { clusterIp: 'None', ports: [{ port: 80 }] } });
    object.addJsonPatch(...patches);
    return app;
  };

  it('apply to what is written, under its wire names', () => {
    const app = patched(JsonPatch.replace('/spec/clusterIP', '10.0.0.9'), JsonPatch.add('/spec/trafficDistribution', 'PreferClose'), JsonPatch.remove('/spec/ports/0/port'), JsonPatch.add('/spec/ports/-', { port: 81 }));
    expect(written(app, 'shop/svc').spec).toEqual({ clusterIP: '10.0.0.9', trafficDistribution: 'PreferClose', ports: [{}, { port: 81 }] });
  });

  it('may vary, and be absent', () => {
    const app = patched(JsonPatch.add('/spec/type', vary({ dev: 'NodePort', staging: absent, prod: 'ClusterIP' })));
    expect([0, 1, 2].map((index) => (written(app, 'shop/svc', index).spec as JsonObject).type)).toEqual(['NodePort', undefined, 'ClusterIP']);
  });

  it.each([
    [JsonPatch.replace('/spec/clusterIp', 'x'), 'replace /spec/clusterIp: there is no "clusterIp"; there is clusterIP, ports'],
    [JsonPatch.add('/spec/a/b', 'x'), 'add /spec/a/b: there is no "a"; there is clusterIP, ports'],
    [JsonPatch.remove('/spec/ports/3'), 'remove /spec/ports/3: the list has 1 elements, "3" is none of them'],
    [JsonPatch.add('/kind/x', 'x'), 'add /kind/x: there is no map or list that holds "x"'],
    [JsonPatch.test('/spec/clusterIP', 'x'), 'test /spec/clusterIP: it is "None", not "x"'],
    [JsonPatch.remove(''), 'remove : an object as a whole cannot be removed; use `only`'],
    [JsonPatch.add('spec', 'x'), '"spec" is no JSON pointer: it begins with "/"'],
  ])('that do not apply are reported: %#', (patch, message) => {
    expect(found(patched(patch))).toEqual([`LS203 shop/svc Service/svc: ${message} → Patch paths use the names of the manifest as it is written to \`dist/\`.`]);
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
    deviate(holder, { object: 'ConfigMap', in: ['prod', 'dev'], reason: 'because', until: '2027-01-01', values: { data: { a: vary({ dev: 'd', staging: 'never', prod: 'p' }), b: null, c: { d: ['1'] } } } });
    const { objects, deviations } = synthesize(app).platforms[0]!;
    const { template } = objects.find(({ construct }) => construct === 'shop/mine/cm')!;
    expect([0, 1, 2].map((index) => (instantiate(template, index) as JsonObject).data)).toEqual([{ a: 'd', c: { d: ['1'] } }, { a: 'x', b: 'y' }, { a: 'p', c: { d: ['1'] } }]);
    expect(deviations).toEqual([
      { construct: 'shop/mine', what: 'ConfigMap/cm', paths: ['data.a', 'data.b', 'data.c'], in: ['prod', 'dev'], reason: 'because', until: '2027-01-01' },
    ]);
  });

  it('patch an object, one after the other', () => {
    const { app, holder } = config();
    deviate(holder, { object: 'ConfigMap/cm', in: ['prod'], reason: 'r', patch: [{ op: 'add', path: '/data/c', value: 'z' }] });
    deviate(holder, { object: 'ConfigMap/cm', in: ['prod'], reason: 's', patch: [{ op: 'replace', path: '/data/c', value: 'zz' }, { op: 'remove', path: '/data/a' }] });
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
    expect(found(app)).toEqual(['LS204 shop/mine [dev, prod]: the deviation of ConfigMap/cm (“old”) changes nothing → Remove it: what it asked for is so already.']);
  });

  it('of something that is not there, or there several times, are refused with what there is', () => {
    const { app, holder } = config();
    configMap(holder, 'other', {});
    deviate(holder, { object: 'Secret', in: ['dev'], reason: 'r', values: {} });
    deviate(holder, { object: 'ConfigMap', in: ['dev'], reason: 'r', values: {} });
    expect(found(app)).toEqual([
      'LS203 shop/mine: the deviation is of "Secret", of which shop/mine has none → Name one of ConfigMap/cm, ConfigMap/other.',
      'LS203 shop/mine: the deviation is of "ConfigMap", of which shop/mine has 2 → Name one of ConfigMap/cm, ConfigMap/other.',
    ]);
  });

  it('whose path is missing are refused', () => {
    const { app, holder } = config();
    deviate(holder, { object: 'ConfigMap', in: ['dev'], reason: 'r', patch: [{ op: 'replace', path: '/data/z', value: 1 }] });
    expect(found(app)[0]).toMatch(/^LS203 shop\/mine\/cm ConfigMap\/cm: replace \/data\/z: there is no "z"; there is a, b →/);
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
    configMap(shop, 'reader', { sum: new Derived((contentOf) => JSON.stringify((contentOf(object) as JsonObject).data)) });
    deviate(holder, { object: 'ConfigMap', in: ['prod'], reason: 'r', values: { data: { a: 'z' } } });
    expect([1, 2].map((index) => written(app, 'shop/reader', index).data)).toEqual([{ sum: '{"a":"x","b":"y"}' }, { sum: '{"a":"z","b":"y"}' }]);
  });

  it('leave what is derived beside them derived', () => {
    const { app, shop } = platform();
    const object = new ApiObject(shop, 'x', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' },
      data: { a: new Derived((contentOf) => JSON.stringify(contentOf(other))), b: 'x', c: vary({ dev: '1', staging: '1', prod: '2' }) },
    });
    const other = configMap(shop, 'other', { v: vary({ dev: '1', staging: '1', prod: '2' }) });
    deviate(object, { object: 'ConfigMap', in: ['prod'], reason: 'r', values: { data: { b: 'y' } } });
    const { template, presence, deviations } = objectsOf(app, 'shop/x')[0]!;
    const origins = matrixOf({ file: 'f', template, presence, deviations }).map(({ path, origin }) => `${path} ${origin}`);
    expect(origins).toEqual(['data.a derived', 'data.b deviation', 'data.c value', 'metadata.namespace value']);
  });

  it('that waive an opinion must silence something', () => {
    const { app, shop } = platform();
    const mine = new Construct(shop, 'mine');
    deviate(mine, { opinion: 'single-replica', in: ['prod'], reason: 'was one once' });
    expect(found(app)).toEqual([
      'LS204 shop/mine [prod]: the deviation of opinion "single-replica" (“was one once”) changes nothing → Remove it: what it asked for is so already.',
    ]);
  });

  it.each([
    [{ in: [], reason: 'r' }, "A deviation applies to at least one environment: `in: ['prod']`."],
    [{ in: ['dev'], reason: ' ' }, 'A deviation needs a reason: it is listed in the proof and read by whoever reviews it.'],
    [{ in: ['dev'], reason: 'r', until: 'soon' }, '`until` of a deviation is a day such as "2026-12-31", not "soon".'],
    [{ in: ['dev'], reason: 'r', until: '2026-02-30' }, '`until` of a deviation is a day such as "2026-12-31", not "2026-02-30".'],
    [{ in: ['dev'], reason: 'r' }, 'A deviation says what it changes: `values` or `patch`, the `opinion` that it waives, or the `rule` whose findings it accepts.'],
  ])('without all their terms are refused at once: %j', (terms, message) => {
    const { shop } = platform();
    expect(() => deviate(shop, { object: 'ConfigMap', ...terms })).toThrow(message);
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
    expect(objectsOf(app, 'shop/outer/inner/b')[0]!.presence).toEqual({ present: [false, false, true], reason: 'not there; nor there' });
  });

  it('in other environments than those of the platform is refused', () => {
    const other = defineEnvironments({ test: { stage: 'development', namespace: 'x' }, live: { stage: 'production', namespace: 'y' } });
    const { app, shop } = platform();
    limit(configMap(shop, 'cm', {}), other.only(['live'], 'reason'));
    expect(found(app)).toEqual([
      'LS102 shop/cm only: `only` is of the environments test, live, the platform of dev, staging, prod → Take `only` from the `defineEnvironments` whose set the platform was given.',
    ]);
  });

  it('decides what can be derived from an object', () => {
    const { app, shop } = platform();
    const object = configMap(shop, 'cm', { a: 'x' });
    limit(object, only(['prod'], 'reason'));
    configMap(shop, 'reader', { there: new Derived((contentOf) => String(contentOf(object) !== undefined)) });
    expect([0, 2].map((index) => written(app, 'shop/reader', index).data)).toEqual([{ there: 'false' }, { there: 'true' }]);
  });
});

describe('derived values', () => {
  it('that go round in a circle are reported', () => {
    const { app, shop } = platform();
    const objects: ApiObject[] = [];
    const of = (index: number) => new Derived((contentOf) => JSON.stringify(contentOf(objects[index]!)));
    objects.push(configMap(shop, 'a', { x: of(1) }), configMap(shop, 'b', { x: of(0) }));
    expect(found(app)).toEqual([
      'LS201 shop/a ConfigMap/a: a value of ConfigMap/a is computed from the object itself → Break the circle.',
      'LS201 shop/b ConfigMap/b: a value of ConfigMap/b is computed from the object itself → Break the circle.',
    ]);
  });

  it('of an object that cannot be built leave the report to that object', () => {
    const { app, shop } = platform();
    const broken = configMap(shop, 'broken', { a: NaN });
    configMap(shop, 'reader', { x: new Derived((contentOf) => String(contentOf(broken))) });
    expect(found(app)).toEqual(['LS201 shop/broken ConfigMap/broken data.a: NaN is not a number that a manifest can hold → Give a finite number.']);
  });
});

describe('two objects with one name', () => {
  const named = (scope: Construct, id: string, name: unknown) => new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: name as string } });
  const clash = (where: string) => `LS206 shop/b ConfigMap/x [${where}]: shop/a makes a ConfigMap named "x" as well → Give one of them another id or name.`;

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
    expect(found(app)).toEqual(['LS206 shop/chart/b ConfigMap/cut [dev, staging, prod]: shop/chart/a makes a ConfigMap named "cut" as well → Give one of them another id or name.']);
  });

  it('nor can two platforms have one name', () => {
    const app = new App({ inputs: inputs() });
    for (const id of ['one', 'two']) new Platform(new Construct(app, id), 'shop', { environments, edition: '2026', owner: 'a' });
    expect(found(app)).toEqual(['LS206 two/shop: one/shop is a platform named "shop" as well → Give one of them another id.']);
  });
});

it('objects get the namespace of each environment, unless they name one or belong into none', () => {
  const { app, shop } = platform();
  const object = (id: string, kind: string, namespace?: unknown) => new ApiObject(shop, id, { apiVersion: 'v1', kind, metadata: { name: id, namespace: namespace as string } });
  object('a', 'ConfigMap');
  object('b', 'ConfigMap', env.domain);
  object('c', 'PersistentVolume');
  const namespace = (construct: string, index: number) => (written(app, construct, index).metadata as JsonObject).namespace;
  expect([0, 1, 2].map((index) => [namespace('shop/a', index), namespace('shop/b', index), namespace('shop/c', index)])).toEqual([
    ['shop-dev', 'dev.shop.acme', undefined],
    ['shop-staging', 'staging.shop.acme', undefined],
    ['shop-prod', 'shop.acme', undefined],
  ]);
});

it('refuses a limit that is no `only`', () => {
  const { shop } = platform();
  expect(() => limit(configMap(shop, 'cm', {}), ['prod'] as never)).toThrow("`limit` takes what `only` returned: limit(construct, only(['prod'], 'reason')).");
});
