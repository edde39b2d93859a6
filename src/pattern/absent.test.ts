/** What is absent in some environments: there, the prop counts as not given, and what belongs to it is not there. */
import { parse } from 'yaml';
import { CLUSTER, faultless, findingsOf, platform, result, vary } from '../laws/example.test-support';
import { absent } from '../model/varying';
import type { Platform } from './platform/platform';
import { Redis } from './stores/redis/redis';
import { sealed } from './secrets/sealed';
import { ExternalService } from './network/external';
import { WebService } from './workload/web-service';
import { Worker } from './workload/worker';

function written(props: object, kind: string): Record<'dev' | 'prod', unknown> {
  const make = (given: object) => {
    const { app, shop } = platform();
    new WebService(shop, 'api', { image: 'api', port: 3000, ...given });
    return faultless(app).files;
  };
  const files = make(props);
  return {
    dev: parse(files.get(`shop/dev/api/${kind}-api.yaml`)!),
    prod: parse(files.get(`shop/prod/api/${kind}-api.yaml`)!),
  };
}

const inProd = (value: unknown) => vary<unknown>({ dev: absent, staging: value, prod: value });
const plainly = (kind: string) => written({}, kind).dev;

it.each<[string, (value: (given: unknown) => unknown) => object, string]>([
  ['replicas', (of) => ({ replicas: of(3) }), 'Deployment'],
  ['limits as a whole', (of) => ({ resources: of({ limits: { cpu: '3' } }) }), 'Deployment'],
  ['one request', (of) => ({ resources: { requests: { memory: of('64Mi') } } }), 'Deployment'],
  ['the timeout of a probe', (of) => ({ probes: { readiness: { timeout: of('9s') } } }), 'Deployment'],
  ['the period of a probe', (of) => ({ probes: { liveness: { period: of('30s'), failures: of(9) } } }), 'Deployment'],
  ['the user', (of) => ({ user: of(20000) }), 'Deployment'],
  ['the drain', (of) => ({ shutdown: of({ drain: '90s', preStop: '9s' }) }), 'Deployment'],
  [
    'the rollout',
    (of) => ({ rollout: of({ maxSurge: 3, maxUnavailable: 1, minReady: '9s', progressDeadline: '20m' }) }),
    'Deployment',
  ],
  ['the port of the Service', (of) => ({ servicePort: of(8080) }), 'Service'],
  ['a variable', (of) => ({ env: { A: of('x') } }), 'Deployment'],
  ['a label', (of) => ({ podLabels: { a: of('x') } }), 'Deployment'],
  ['a further port', (of) => ({ ports: { admin: of(9000) } }), 'Service'],
])('%s falls back to the default', (_, props, kind) => {
  const there = written(
    props((value) => value),
    kind,
  );
  const some = written(props(inProd), kind);
  expect(withoutEmpty(some.dev)).toEqual(withoutEmpty(plainly(kind)));
  expect(some.prod).toEqual(there.prod);
  expect(some.prod).not.toEqual(written({}, kind).prod);
});

it('a writable directory is neither a volume nor a mount', () => {
  const { dev, prod } = written({ writable: { '/cache': inProd('1Gi') } }, 'Deployment');
  expect(withoutEmpty(dev)).toEqual(withoutEmpty(plainly('Deployment')));
  expect(JSON.stringify(prod)).toContain('"mountPath":"/cache"');
});

it('a metric of an autoscaler is not measured', () => {
  const { dev, prod } = written({ autoscaling: { min: 2, max: 3, memory: inProd(80) } }, 'HorizontalPodAutoscaler');
  const names = (object: unknown) =>
    (object as { spec: { metrics: { resource: { name: string } }[] } }).spec.metrics.map(
      ({ resource }) => resource.name,
    );
  expect([names(dev), names(prod)]).toEqual([['cpu'], ['memory']]);
});

it('a budget that is given in one way here and in another there keeps to one', () => {
  const { dev, prod } = written(
    {
      replicas: 4,
      disruption: vary<object>({
        dev: { minAvailable: 1 },
        staging: { maxUnavailable: 2 },
        prod: { maxUnavailable: 2 },
      }),
    },
    'PodDisruptionBudget',
  );
  expect([dev, prod]).toMatchObject([{ spec: { minAvailable: 1 } }, { spec: { maxUnavailable: 2 } }]);
  expect([dev, prod].map((object) => JSON.stringify(object).match(/minAvailable|maxUnavailable/g)?.length)).toEqual([
    1, 1,
  ]);
});

/** Empty lists say the same as none; annotations of a checksum depend on more than what is looked at. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0))
      .map(([key, inner]) => [key, withoutEmpty(inner)]),
  );
}

it('a worker has no probes where they are absent', () => {
  const make = (probes: unknown) => {
    const { app, shop } = platform();
    new Worker(shop, 'mailer', { image: 'api', ...(probes === undefined ? {} : { probes: probes as never }) });
    return faultless(app).files;
  };
  const probes = { liveness: { exec: ['alive'], period: '30s' } };
  const file = (environment: string) => `shop/${environment}/mailer/Deployment-mailer.yaml`;
  const files = make(inProd(probes));
  expect(parse(files.get(file('dev'))!)).toEqual(parse(make(undefined).get(file('dev'))!));
  expect(files.get(file('prod'))).toEqual(make(probes).get(file('prod')));
});

it.each<[string, unknown, string, string]>([
  [
    'a list',
    vary({ dev: ['203.0.113.0/28'], staging: ['203.0.113.0/28'], prod: ['203.0.113.32/28'] }),
    '0/28',
    '32/28',
  ],
  [
    'a longer list',
    vary({ dev: ['203.0.113.0/28'], staging: ['203.0.113.0/28'], prod: ['203.0.113.64/28', '203.0.113.32/28'] }),
    '0/28',
    '32/28',
  ],
])('address ranges that vary as a whole are those of each environment: %s', (_, cidrs, dev, prod) => {
  const { app, shop } = platform();
  const stripe = new ExternalService(shop, 'stripe', { url: 'https://api.stripe.com', cidrs: cidrs as never });
  new WebService(shop, 'api', { image: 'api', port: 3000, calls: [stripe.endpoint] });
  const { files } = faultless(app);
  const policy = (environment: string) => files.get(`shop/${environment}/api/NetworkPolicy-api.yaml`);
  expect(policy('dev')).toContain(`203.0.113.${dev}`);
  expect(policy('dev')).not.toContain(`203.0.113.${prod}`);
  expect(policy('prod')).toContain(`203.0.113.${prod}`);
});

it.each<[string, (shop: Platform) => unknown, string]>([
  [
    'a permission',
    (shop) =>
      new WebService(shop, 'api', {
        image: 'api',
        port: 3000,
        permissions: [inProd({ apiGroups: [''], resources: ['pods'], verbs: ['get'] })] as never,
      }),
    'permissions[0]',
  ],
  ['a name', (shop) => new Redis(shop, 'api', { image: 'api', name: inProd('other') as never }), 'name'],
  [
    'a user',
    (shop) =>
      new Redis(shop, 'api', {
        image: 'api',
        users: { orders: inProd({ password: sealed('api-secrets', 'jwt') }) as never },
      }),
    'users.orders',
  ],
  [
    'a key of a user',
    (shop) => new Redis(shop, 'api', { image: 'api', users: { orders: { keys: ['a', inProd('b') as never] } } }),
    'users.orders.keys[1]',
  ],
])('%s cannot vary, and that is reported', (_, declare, path) => {
  const { app, shop } = platform();
  declare(shop);
  const [finding] = findingsOf(app);
  expect(finding).toMatchObject({ code: 'LS102', path });
  expect(finding?.message).toContain('is not the same in every environment');
});

it('a permission holds in a further namespace only where one is given', () => {
  const cluster = { ...CLUSTER, provides: [{ group: '', kind: 'Namespace', name: 'one' }] };
  const { app, shop } = platform({}, { cluster });
  const namespaces = vary({ dev: absent, staging: ['one'], prod: ['one'] });
  const rule = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
  new WebService(shop, 'api', { image: 'api', port: 3000, permissions: [{ ...rule, namespaces }] });
  expect(findingsOf(app)).toEqual([]);
  const roles = (environment: string) =>
    [...result(app).files]
      .filter(([path]) => path.startsWith(`shop/${environment}/api/Role-`))
      .map(([, file]) => (parse(file) as { metadata: { namespace: string } }).metadata.namespace);
  expect(roles('dev')).toEqual(['shop-dev']);
  expect(roles('prod')).toEqual(['one']);
});
