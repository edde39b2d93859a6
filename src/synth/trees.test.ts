import { ApiObject, Chart, Include, Lazy, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputs, platform, told, vary } from '../laws/example.test-support';
import type { JsonObject } from '../model/json';
import { absent } from '../model/varying';
import { App } from '../app';
import { synthesize } from './index';
import { instantiate } from './instantiate';
import { configMap, found, objectsOf, written } from './synthesized.test-support';

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
    const deployment = new kplus.Deployment(chart, 'app', {
      replicas: 2,
      containers: [{ image, portNumber: 80, envVariables: { A: kplus.EnvValue.fromValue(image) } }],
    });
    const service = deployment.exposeViaService({ name: 'app' });
    new kplus.Ingress(chart, 'edge').addHostRule('a.b', '/', kplus.IngressBackend.fromService(service));
    new kplus.ConfigMap(chart, 'config', { data: { A: image } });
    expect(found(app)).toEqual([]);
    const { folder, template } = objectsOf(app, 'shop/outer/inner/app/Resource')[0]!;
    expect(folder).toBe('outer');
    expect(instantiate(template, 2)).toMatchObject({
      metadata: { namespace: 'shop-prod', labels: { team: 'a' } },
      spec: {
        replicas: 2,
        template: {
          spec: { containers: [{ image: 'a@3', ports: [{ containerPort: 80 }], env: [{ name: 'A', value: 'a@3' }] }] },
        },
      },
    });
    expect(written(app, 'shop/outer/inner/config/Resource', 1).data).toEqual({ A: 'a@2' });
    expect(written(app, 'shop/outer/inner/edge/Resource', 1)).toMatchObject({
      spec: {
        rules: [{ host: 'a.b', http: { paths: [{ backend: { service: { name: 'app', port: { number: 80 } } } }] } }],
      },
    });
  });

  it.each<[string, (chart: Chart, varying: never) => void]>([
    [
      'a port',
      (chart, port) =>
        new kplus.Deployment(chart, 'x', { containers: [{ image: 'a', portNumber: port }] }).exposeViaService(),
    ],
    [
      'an amount of CPU',
      (chart, cpu) =>
        new kplus.Deployment(chart, 'x', {
          containers: [{ image: 'a', resources: { cpu: { request: kplus.Cpu.millis(cpu) } } }],
        }),
    ],
    [
      'an amount of memory',
      (chart, size) =>
        new kplus.Deployment(chart, 'x', {
          containers: [{ image: 'a', resources: { memory: { limit: Size.mebibytes(size) } } }],
        }),
    ],
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
      const { app } = include(
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: "on", y: null}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n',
      );
      const all = synthesize(app)
        .platforms[0]!.objects.filter(({ folder: where }) => where === 'theirs')
        .map(({ template }) => instantiate(template, 2));
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
      expect(
        all.map(({ kind, name, namespace, template }) => [
          kind,
          name,
          namespace,
          (instantiate(template, 0) as JsonObject).metadata,
        ]),
      ).toEqual([
        ['ConfigMap', 'a', undefined, { name: 'a', namespace: 'shop-dev' }],
        ['ConfigMap', 'b', 'own', { name: 'b', namespace: 'own' }],
        ['ClusterRole', 'c', undefined, { name: 'c' }],
      ]);
    });
  });

  it('a list item that some environments lack is absent there', () => {
    const { app, shop } = platform();
    const item = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
    new ApiObject(shop, 'list', {
      apiVersion: 'v1',
      kind: 'List',
      items: [vary({ dev: absent, staging: item('a'), prod: item('a') }), item('b')],
    });
    expect(objectsOf(app, 'shop/list').map(({ name, presence }) => [name, presence])).toEqual([
      ['b', undefined],
      ['a', { present: [false, true, true], reason: 'the containing list has it in some environments only' }],
    ]);
  });

  it('not an object outside of every platform', () => {
    const app = new App({ inputs: inputs() });
    configMap(new Chart(app, 'alone'), 'cm', {});
    expect(found(app)).toEqual([
      'LS205 alone/cm ConfigMap/cm: the object is not in a Platform, so there is no environment to write it for → Create it, or the chart that contains it, with a Platform as its scope.',
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
      'LS202 shop/own ConfigMap/own: the class Own overrides toJson(), so Lockstep cannot see its output → Pass the fields as props, or use addJsonPatch.',
    ]);
  });

  it('not what a construct refuses', () => {
    const { app, shop } = platform();
    new Construct(shop, 'mine').node.addValidation({ validate: () => ['there is no moon'] });
    expect(found(app)).toEqual(['LS207 shop/mine: there is no moon → Fix the error that the construct reports.']);
  });
});
