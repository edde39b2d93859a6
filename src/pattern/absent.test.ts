/** What is absent in some environments: there, the prop counts as not given, and what belongs to it is not there. */
import { parse } from 'yaml';
import { findingsOf, platform, result, vary } from '../laws/example.test-support';
import { absent } from '../model/varying';
import { WebService } from './service';

function written(props: object, kind: string): Record<'dev' | 'prod', unknown> {
  const make = (given: object) => {
    const { app, shop } = platform();
    new WebService(shop, 'api', { image: 'api', port: 3000, ...given });
    expect(findingsOf(app)).toEqual([]);
    return result(app).files;
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
