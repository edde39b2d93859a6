import { parse } from 'yaml';
import { CLUSTER, findingsOf, platform, result, told, vary } from '../../laws/example.test-support';
import { absent } from '../../model/varying';
import type { Platform, PlatformInput } from '../platform/platform';
import { sealed } from '../secrets/sealed';
import { WebService } from '../workload/web-service';
import { Worker } from '../workload/worker';

const KEDA = { operators: { keda: { namespace: 'keda', labels: { app: 'keda-operator' } } } };
const facts = (more: object) => ({ cluster: { ...CLUSTER, ...more } }) as unknown as Partial<PlatformInput>;
const ALIVE = { probes: { readiness: { exec: ['true'] }, liveness: { exec: ['true', 'live'] } } };
const api = (shop: Platform, autoscaling: object, more: object = {}) =>
  new WebService(shop, 'api', { image: 'api', port: 3000, autoscaling: autoscaling as never, ...more });
const worker = (shop: Platform, autoscaling: object, more: object = {}) =>
  new Worker(shop, 'mailer', { image: 'mailer', ...ALIVE, autoscaling: autoscaling as never, ...more });

const write = (declare: (shop: Platform) => void, more: object = {}) => {
  const { app, shop } = platform({}, facts(more));
  declare(shop);
  const { files, findings } = result(app);
  expect(told(findings.filter(({ code }) => code !== 'LS585'))).toEqual([]);
  return (file: string) =>
    parse(files.get(`shop/prod/${file}`) ?? `missing: ${file}`) as { spec: Readonly<Record<string, unknown>> };
};
const refusals = (declare: (shop: Platform) => void, more: object = {}) => {
  const { app, shop } = platform({}, facts(more));
  declare(shop);
  return told(findingsOf(app)).filter((finding) => !finding.startsWith('LS585'));
};

describe('metrics of an adapter', () => {
  it('are of pods, of an object, or of nothing in the cluster', () => {
    const { spec } = write(
      (shop) =>
        api(shop, {
          min: 2,
          max: 8,
          metrics: {
            http_requests_per_second: {
              average: vary({ dev: '10', staging: '50', prod: '1000m' }),
              labels: { route: 'api' },
            },
            latency: { of: 'object', value: '500m', object: { apiVersion: 'v1', kind: 'Service', name: 'api' } },
            queue_depth: { of: 'external', average: '30' },
          },
        }),
      { metrics: ['custom', 'external'] },
    )('api/HorizontalPodAutoscaler-api.yaml');
    expect(spec['metrics']).toEqual([
      {
        type: 'Pods',
        pods: {
          metric: { name: 'http_requests_per_second', selector: { matchLabels: { route: 'api' } } },
          target: { type: 'AverageValue', averageValue: '1' },
        },
      },
      {
        type: 'Object',
        object: {
          metric: { name: 'latency' },
          target: { type: 'Value', value: '500m' },
          describedObject: { apiVersion: 'v1', kind: 'Service', name: 'api' },
        },
      },
      {
        type: 'External',
        external: { metric: { name: 'queue_depth' }, target: { type: 'AverageValue', averageValue: '30' } },
      },
    ]);
  });

  it('stand beside CPU where that is asked for', () => {
    const { spec } = write(
      (shop) =>
        api(shop, {
          min: 2,
          max: 8,
          cpu: vary({ dev: absent, staging: 60, prod: 60 }),
          metrics: { rps: { average: '10' } },
        }),
      { metrics: ['custom'] },
    )('api/HorizontalPodAutoscaler-api.yaml');
    expect((spec['metrics'] as { type: string }[]).map(({ type }) => type)).toEqual(['Resource', 'Pods']);
  });

  it.each<[string, object, object, string]>([
    [
      'nobody serves',
      { rps: { average: '1' } },
      {},
      "LS116 shop/api autoscaling.metrics.rps: the autoscaler uses a custom metric, but the platform does not declare an adapter that serves it → Declare addOns: { prometheusAdapter: {} }, or declare that the cluster has one: cluster: { metrics: ['custom'] }.",
    ],
    [
      'have no target',
      { rps: {} },
      { metrics: ['custom'] },
      'LS114 shop/api autoscaling.metrics.rps: the metric has no target → Set `average`: pod metrics are averaged over all pods.',
    ],
    [
      'of pods have a total',
      { rps: { value: '1' } },
      { metrics: ['custom'] },
      'LS114 shop/api autoscaling.metrics.rps: the autoscaler does not support this target → Set `average`: pod metrics are averaged over all pods.',
    ],
    [
      'have two targets',
      { rps: { of: 'external', value: '1', average: '1' } },
      { metrics: ['external'] },
      'LS114 shop/api autoscaling.metrics.rps: the autoscaler does not support this target → Set either `average` or `value`.',
    ],
    [
      'are of an object that is not named',
      { rps: { of: 'object', value: '1' } },
      { metrics: ['custom'] },
      "LS114 shop/api autoscaling.metrics.rps: the metric is of an object, but does not name one → Set both: { of: 'object', object: { apiVersion, kind, name } }.",
    ],
  ])('are refused when they %s', (_, metrics, more, finding) => {
    expect(refusals((shop) => api(shop, { min: 2, max: 3, metrics }), more)).toEqual([finding]);
  });
});

test('behaviour is that of the opinions, and what is said over it', () => {
  const { spec } = write((shop) =>
    api(shop, {
      min: 2,
      max: 8,
      behavior: {
        scaleUp: {
          window: '1m',
          pods: { value: 4, period: '1m' },
          percent: { value: 100, period: '30s' },
          select: 'Max',
        },
        scaleDown: { percent: { value: 10, period: '1m' } },
      },
    }),
  )('api/HorizontalPodAutoscaler-api.yaml');
  expect(spec['behavior']).toEqual({
    scaleUp: {
      stabilizationWindowSeconds: 60,
      selectPolicy: 'Max',
      policies: [
        { type: 'Pods', value: 4, periodSeconds: 60 },
        { type: 'Percent', value: 100, periodSeconds: 30 },
      ],
    },
    scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] },
  });
});

describe('triggers', () => {
  const TRIGGERS = {
    orders: { rabbitmq: { queue: 'orders', length: 20, env: 'RABBITMQ_URL' } },
    mails: {
      redis: { address: 'redis.acme:6379', list: 'mails', length: vary({ dev: 5, staging: 10, prod: 10 }) },
      secrets: { password: sealed('api-secrets', 'jwt') },
    },
    office: { cron: { start: '0 8 * * 1-5', end: '0 18 * * 1-5', replicas: 3, timeZone: 'Europe/Bucharest' } },
    errors: {
      prometheus: {
        query: 'sum(rate(errors[1m]))',
        threshold: '5',
        activation: '1',
        server: 'http://prometheus.monitoring.svc:9090',
      },
    },
  };

  it('make a ScaledObject, and a TriggerAuthentication of what is sealed; nothing else owns the number', () => {
    const read = write(
      (shop) =>
        worker(
          shop,
          { min: vary({ dev: 0, staging: 0, prod: 2 }), max: 10, cpu: 80, triggers: TRIGGERS },
          { env: { RABBITMQ_URL: 'amqp://mq.acme' } },
        ),
      KEDA,
    );
    expect(read('mailer/ScaledObject-mailer.yaml')).toMatchSnapshot();
    expect(read('mailer/TriggerAuthentication-mailer-mails.yaml').spec).toEqual({
      secretTargetRef: [{ parameter: 'password', name: 'api-secrets', key: 'jwt' }],
    });
    expect(read('mailer/Deployment-mailer.yaml').spec).not.toHaveProperty('replicas');
    expect(read('mailer/HorizontalPodAutoscaler-mailer.yaml')).toEqual({
      missing: 'mailer/HorizontalPodAutoscaler-mailer.yaml',
    });
  });

  it('open the policy of what they ask for KEDA, and of nothing else', () => {
    const read = write((shop) => {
      const broker = new WebService(shop, 'broker', { image: 'web', port: 5672, protocol: 'tcp' });
      worker(shop, {
        min: 2,
        max: 3,
        triggers: { orders: { rabbitmq: { queue: 'orders', length: 20, vhost: 'shop' }, endpoint: broker.endpoint } },
      });
    }, KEDA);
    expect(read('broker/NetworkPolicy-broker.yaml').spec['ingress']).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'keda' } },
            podSelector: { matchLabels: { app: 'keda-operator' } },
          },
        ],
        ports: [{ port: 5672, protocol: 'TCP' }],
      },
    ]);
    expect(
      (read('mailer/ScaledObject-mailer.yaml').spec['triggers'] as { metadata: object }[])[0]!.metadata,
    ).toMatchObject({ host: 'amqp://broker.shop-prod.svc:5672', vhostName: 'shop' });
    expect(read('mailer/NetworkPolicy-mailer.yaml').spec).not.toHaveProperty('ingress');
  });

  const one =
    (trigger: object, more: object = {}) =>
    (shop: Platform) =>
      void worker(shop, { min: 2, max: 3, triggers: { own: trigger } }, more);
  it.each<[string, (shop: Platform) => void, object, string]>([
    [
      'without KEDA',
      one(TRIGGERS.office),
      {},
      'LS116 shop/mailer: this requires KEDA, but the platform does not declare where KEDA runs',
    ],
    [
      'that ask nothing',
      one({}),
      KEDA,
      'LS114 shop/mailer autoscaling.triggers.own: the trigger has no source → Set exactly one of rabbitmq, redis, prometheus, cron.',
    ],
    [
      'that ask two',
      one({ ...TRIGGERS.office, ...TRIGGERS.errors }),
      KEDA,
      'LS114 shop/mailer autoscaling.triggers.own: the trigger has more than one source: prometheus and cron → Set exactly one of rabbitmq, redis, prometheus, cron.',
    ],
    [
      'of a variable that is not there',
      one(TRIGGERS.orders, { env: { RABBIT_URL: 'amqp://mq.acme' } }),
      KEDA,
      'LS114 shop/mailer autoscaling.triggers.own.rabbitmq.env: the process has no variable RABBITMQ_URL → Valid: RABBIT_URL.',
    ],
    [
      'of a broker without an address',
      one({ rabbitmq: { queue: 'a', length: 1 } }),
      KEDA,
      'LS114 shop/mailer autoscaling.triggers.own: the trigger does not specify the address of its source → Set the `endpoint` of the trigger, `rabbitmq.env`, or secrets',
    ],
    [
      'of a Prometheus without an address',
      one({ prometheus: { query: 'a', threshold: '1' } }),
      KEDA,
      'LS116 shop/mailer autoscaling.triggers.own: the trigger queries Prometheus, but the platform does not declare its URL',
    ],
    [
      'by a schedule that is none',
      one({ cron: { start: '0 8 * *', end: '0 9 * * *', replicas: 1 } }),
      KEDA,
      'LS102 shop/mailer autoscaling.triggers.own.cron.start: "0 8 * *" is not a schedule in five fields',
    ],
    [
      'beside metrics of an adapter',
      (shop) =>
        void worker(shop, { min: 2, max: 3, metrics: { a: { average: '1' } }, triggers: { own: TRIGGERS.office } }),
      KEDA,
      'LS114 shop/mailer autoscaling.metrics: adapter metrics and KEDA triggers are both set',
    ],
  ])('are refused %s', (_, declare, more, finding) => {
    const found = refusals(declare, more);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(finding);
  });
});

describe('zero', () => {
  it('is for workers that a trigger wakes up', () => {
    const wakes = { own: { cron: { start: '0 8 * * *', end: '0 9 * * *', replicas: 1 } } };
    expect(refusals((shop) => worker(shop, { min: 0, max: 1, triggers: wakes }), KEDA)).toEqual([]);
    expect(refusals((shop) => worker(shop, { min: vary({ dev: 0, staging: 1, prod: 2 }), max: 3 }))).toContain(
      'LS625 shop/mailer autoscaling.min [dev]: after scaling to zero, no trigger would start a pod again → Set `triggers`, or set min to 1.',
    );
    expect(refusals((shop) => api(shop, { min: 0, max: 3, triggers: wakes }), KEDA)).toContain(
      'LS625 shop/api autoscaling.min: api receives calls, but cannot respond while it is scaled to zero → Set min to 1 or more; only a Worker can scale to zero.',
    );
  });
});

test('a budget that wants more than the fewest pods is refused (LS602)', () => {
  const found = refusals(
    (shop) =>
      worker(
        shop,
        { min: 2, max: 6, triggers: { own: { cron: { start: '0 8 * * *', end: '0 9 * * *', replicas: 3 } } } },
        { disruption: { minAvailable: 2 } },
      ),
    KEDA,
  );
  expect(found.map((finding) => finding.slice(0, 5))).toEqual(['LS602']);
});
