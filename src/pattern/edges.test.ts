/** Inputs at the edge of what is allowed, each of which once opened, lost or invented something. */
import { ApiObject, JsonPatch } from 'cdk8s';
import { parse } from 'yaml';
import { CLUSTER, findingsOf, platform, result, text, told, vary } from '../laws/example.test-support';
import { absent } from '../model/varying';
import { ExternalService } from './network/external';
import type { Platform } from './platform/platform';
import { WebService } from './workload/web-service';

const refusals = (declare: (shop: Platform) => void): string[] => {
  const { app, shop } = platform({}, { cluster: CLUSTER as never });
  declare(shop);
  return told(findingsOf(app));
};
const written = (declare: (shop: Platform) => void, file: string): unknown => {
  const { app, shop } = platform({}, { cluster: CLUSTER as never });
  declare(shop);
  return parse(result(app).files.get(`shop/dev/${file}`)!);
};
const api = (shop: Platform, more: object) => new WebService(shop, 'api', { image: 'api', port: 3000, ...more });

test('a port of a target that is absent somewhere is that of its URL, never every port', () => {
  const policy = written((shop) => {
    const target = new ExternalService(shop, 'target', {
      url: 'https://target.acme',
      port: vary({ dev: absent, staging: 8443, prod: 8443 }),
    });
    api(shop, { calls: [target.endpoint] });
  }, 'api/NetworkPolicy-api.yaml') as { spec: { egress: { ports: object[] }[] } };
  expect(policy.spec.egress[1]!.ports).toEqual([{ port: 443, protocol: 'TCP' }]);
});

test.each<[string, (shop: Platform) => void, string]>([
  [
    'a target whose scheme has no port',
    (shop) => void new ExternalService(shop, 'target', { url: 'nats://target.acme' }),
    'LS103 shop/target port: "nats://target.acme" does not specify a port → Set `port`.',
  ],
  [
    'a port of metrics that is absent somewhere',
    (shop) => void api(shop, { metrics: { port: vary({ dev: absent, staging: 9100, prod: 9100 }) } }),
    'LS102 shop/api metrics.port: a varying value is not given in every environment → Set it in all of them, with fields that vary, or remove it.',
  ],
  [
    'a route without a host in one environment',
    (shop) =>
      void api(shop, { route: { hosts: [vary({ dev: absent, staging: 'a.acme.test', prod: 'b.acme.test' })] } }),
    'LS102 shop/api route.hosts [dev]: [] is not a list of at least 1 → Add elements, or remove the prop.',
  ],
  [
    'a rule that varies as a whole',
    (shop) =>
      void api(shop, {
        route: { hosts: ['a.acme.test'], rules: [vary({ dev: absent, staging: absent, prod: { prefix: '/x' } })] },
      }),
    'LS102 shop/api route.rules[0]: an entire rule cannot vary → Vary the fields of the rule instead; its prefix must be the same in every environment.',
  ],
  [
    'retries that vary as a whole',
    (shop) =>
      void api(shop, {
        route: {
          hosts: ['a.acme.test'],
          rules: [{ prefix: '/', retries: vary({ dev: absent, staging: absent, prod: { attempts: 2 } }) }],
        },
      }),
    'LS102 shop/api route.rules[0].retries: a varying value is not the same in every environment → Use one value.',
  ],
  [
    'permissions that one environment has',
    (shop) =>
      void api(shop, {
        permissions: vary({ dev: [], staging: [], prod: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
      }),
    'LS102 shop/api permissions: a varying value is not the same in every environment → Use one value.',
  ],
  [
    'a deadline that is over before a pod counts',
    (shop) => void api(shop, { rollout: { minReady: '15m' } }),
    'LS114 shop/api rollout.progressDeadline: a rollout fails after 10m without progress, but a new pod only counts as available after 15m → Set progressDeadline to more than minReady.',
  ],
  [
    'a probe with two ports',
    (shop) => void api(shop, { probes: { readiness: { tcp: 5000, port: 6000 } } }),
    'LS114 shop/api probes.readiness.port: the probe sets a port in both `tcp` and `port` → Remove `port`: `tcp` is the port.',
  ],
  [
    'probes that ask the same in one environment',
    (shop) =>
      void api(shop, {
        probes: {
          readiness: { http: '/health' },
          liveness: { http: vary({ dev: '/health', staging: '/live', prod: '/live' }) },
        },
      }),
    'LS108 shop/api probes.liveness.http [dev]: the readiness and liveness probes both use /health → Use a liveness path that checks only the process itself.',
  ],
])('%s', (_, declare, expected) => {
  expect(refusals(declare)).toContain(expected);
});

test('one path on two ports is two questions', () => {
  expect(
    refusals(
      (shop) =>
        void api(shop, { probes: { readiness: { http: '/health', port: 9000 }, liveness: { http: '/health' } } }),
    ),
  ).toEqual([]);
});

test('without a wait before the stop there is no hook', () => {
  const { spec } = written((shop) => void api(shop, { shutdown: { preStop: '0s' } }), 'api/Deployment-api.yaml') as {
    spec: { template: { spec: { containers: [object]; terminationGracePeriodSeconds: number } } };
  };
  expect(spec.template.spec.containers[0]).not.toHaveProperty('lifecycle');
  expect(spec.template.spec.terminationGracePeriodSeconds).toBe(35);
});

test('text in a ConfigMap is not escaped: nothing expands it', () => {
  const expressions = (more: object) => (shop: Platform) => {
    const auth = new WebService(shop, 'auth', { image: 'web', port: 3000 });
    api(shop, { ...more, env: { A: text`${auth.url}/$(x)` } });
  };
  expect(written(expressions({ configMap: 'cfg' }), 'api/ConfigMap-cfg.yaml')).toMatchObject({
    data: { A: 'http://auth/$(x)' },
  });
  const deployment = written(expressions({}), 'api/Deployment-api.yaml') as {
    spec: { template: { spec: { containers: [{ env: object[] }] } } };
  };
  expect(deployment.spec.template.spec.containers[0].env).toContainEqual({ name: 'A', value: 'http://auth/$$(x)' });
});

test.each<[string, JsonPatch, string]>([
  [
    'a move',
    JsonPatch.move('/data/a', '/data/b'),
    'move /data/b: only add, remove, replace and test are supported; write out the path',
  ],
  ['a replacement by nothing', JsonPatch.replace('/data/a', null), 'replace /data/a: it has no value'],
])('a patch is applied or refused: %s', (_, patch, expected) => {
  const said = refusals((shop) => {
    const object = new ApiObject(shop, 'own', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'own' },
      data: { a: 'x' },
    } as never);
    object.addJsonPatch(patch);
  });
  expect(said).toEqual([
    `LS203 shop/own ConfigMap/own: ${expected} → Patch paths use the field names of the manifest in \`dist/\`.`,
  ]);
});
