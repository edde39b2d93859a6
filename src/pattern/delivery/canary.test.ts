import { parse } from 'yaml';
import { CLUSTER, findingsOf, only, platform, result, told, vary } from '../../laws/example.test-support';
import type { Platform, PlatformInput } from '../platform/platform';
import { WebService } from '../workload/web-service';
import { TRACK } from './track';

const NGINX = {
  api: 'ingress',
  class: 'nginx',
  namespace: 'ingress-nginx',
  labels: { 'app.kubernetes.io/name': 'ingress-nginx' },
  hosts: ['*.acme.test'],
};
const FLAGGER = {
  operators: { flagger: { namespace: 'flagger-system', labels: { 'app.kubernetes.io/name': 'flagger' } } },
};
const FACTS = {
  ...CLUSTER,
  gateway: NGINX,
  prometheus: { ...CLUSTER.prometheus, url: 'http://prometheus.monitoring.svc:9090' },
  issuer: undefined,
  ...FLAGGER,
};
const declare = (props: object, cluster: object = FACTS, more: object = {}) => {
  const { app, shop } = platform({}, { cluster, ...more } as unknown as Partial<PlatformInput>);
  new WebService(shop, 'api', {
    image: 'api',
    port: 3000,
    metrics: {},
    autoscaling: { min: vary({ dev: 1, staging: 1, prod: 3 }), max: 10 },
    route: { hosts: ['api.acme.test'] },
    canary: {},
    ...props,
  } as never);
  return { app, shop };
};
const refusals = (props: object, cluster?: object, more?: object) =>
  told(findingsOf(declare(props, cluster, more).app)).filter((finding) => !finding.startsWith('LS585'));

function read(props: object, more?: (shop: Platform) => void) {
  const { app, shop } = declare(props);
  more?.(shop);
  const { files, findings } = result(app);
  expect(told(findings.filter(({ code }) => code !== 'LS585'))).toEqual([]);
  return <T = { metadata: { labels: object }; spec: Readonly<Record<string, unknown>> }>(file: string) =>
    parse(files.get(`shop/prod/api/${file}`) ?? 'null') as T;
}

describe('a canary', () => {
  it('is judged by what the controller measures, in the steps of the opinions', () => {
    expect(read({})('Canary-api.yaml').spec).toEqual({
      provider: 'nginx',
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
      autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'api' },
      ingressRef: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'api' },
      progressDeadlineSeconds: 600,
      service: { port: 80, targetPort: 3000, portName: 'http', portDiscovery: false },
      analysis: {
        interval: '1m',
        threshold: 5,
        stepWeight: 10,
        maxWeight: 50,
        metrics: [
          {
            name: 'success-rate',
            interval: '2m',
            templateRef: { name: 'api-success-rate' },
            thresholdRange: { min: 99 },
          },
          { name: 'latency', interval: '2m', templateRef: { name: 'api-latency' }, thresholdRange: { max: 500 } },
        ],
      },
    });
  });

  it('is told otherwise, and by queries of its own', () => {
    const query = 'sum(rate(orders_failed_total{namespace="{{ namespace }}"}[{{ interval }}]))';
    const written = read({
      canary: {
        interval: '30s',
        threshold: 3,
        stepWeight: vary({ dev: 50, staging: 20, prod: 5 }),
        latency: '2s',
        success: 98,
        metrics: { orders: { query, max: 0.5 } },
      },
      rollout: { progressDeadline: '5m' },
    });
    const { spec } = written('Canary-api.yaml');
    expect(spec).toMatchObject({
      progressDeadlineSeconds: 300,
      analysis: {
        interval: '30s',
        threshold: 3,
        stepWeight: 5,
        metrics: [
          { thresholdRange: { min: 98 } },
          { thresholdRange: { max: 2000 } },
          { name: 'orders', interval: '30s', templateRef: { name: 'api-orders' }, thresholdRange: { max: 0.5 } },
        ],
      },
    });
    expect(written('MetricTemplate-api-orders.yaml').spec).toEqual({
      provider: { type: 'prometheus', address: 'http://prometheus.monitoring.svc:9090' },
      query,
    });
  });

  it('has to do as well as the objective promises, unless it is told otherwise', () => {
    const metrics = (props: object) =>
      read(props)('Canary-api.yaml').spec['analysis'] as { metrics: { thresholdRange: object }[] };
    const slo = { availability: 99.95 };
    expect(metrics({ slo }).metrics[0]!.thresholdRange).toEqual({ min: 99.95 });
    expect(metrics({ slo, canary: { success: 99.5 } }).metrics[0]!.thresholdRange).toEqual({ min: 99.5 });
    expect(refusals({ canary: { success: 0 } })).toEqual([
      expect.stringMatching(/^LS102 shop\/api canary\.success: 0 is not a percentage/),
    ]);
  });

  it('leaves Services to Flagger, and the number of pods to the autoscaler', () => {
    const written = read({});
    expect(written('Service-api.yaml')).toBeNull();
    expect(written('Deployment-api.yaml').spec).not.toHaveProperty('replicas');
  });

  it('has pods of two versions, told apart by one label that no policy, budget or monitor looks at', () => {
    const written = read({});
    const deployment = written<{
      spec: { selector: { matchLabels: object }; template: { metadata: { labels: object } } };
    }>('Deployment-api.yaml').spec;
    expect(deployment.selector.matchLabels).toHaveProperty([TRACK], 'api');
    expect(deployment.template.metadata.labels).toHaveProperty([TRACK], 'api');
    // What Flagger makes of it: the same labels, but for this one.
    const serving = { ...deployment.template.metadata.labels, [TRACK]: 'api-primary' };
    const selectors = [
      written<{ spec: { podSelector: { matchLabels: object } } }>('NetworkPolicy-api.yaml').spec.podSelector
        .matchLabels,
      written<{ spec: { selector: { matchLabels: object } } }>('PodDisruptionBudget-api.yaml').spec.selector
        .matchLabels,
      written<{ spec: { selector: { matchLabels: object } } }>('PodMonitor-api.yaml').spec.selector.matchLabels,
    ];
    for (const selector of selectors) expect(serving).toMatchObject(selector);
    // Alerts and dashboards look for the job by the name of the service.
    expect(serving).toMatchObject({ [written('PodMonitor-api.yaml').spec['jobLabel'] as string]: 'api' });
  });

  it('is called by others under the name of the service', () => {
    read(
      {},
      (shop) =>
        void new WebService(shop, 'web', {
          image: 'web',
          port: 8080,
          env: { API_URL: (shop.node.findChild('api') as WebService).url },
        }),
    );
  });

  it('counts twice in the quota, while it is judged', () => {
    const quota = (pods: number) => ({
      quota: { cpu: { requests: '50', limits: '100' }, memory: { requests: '50Gi', limits: '100Gi' }, pods },
    });
    expect(refusals({}, FACTS, quota(21))).toEqual([]);
    expect(refusals({}, FACTS, quota(20)).map((finding) => finding.slice(0, 5))).toEqual(['LS611']);
  });
});

describe('refusals', () => {
  const { url: _, ...prometheus } = FACTS.prometheus;
  it.each<[string, object, object, string]>([
    [
      'replicas',
      { autoscaling: undefined, replicas: 3 },
      FACTS,
      'LS626 shop/api canary: Flagger manages the number of replicas of the new version, but the Deployment sets a fixed number',
    ],
    [
      'no route',
      { route: undefined },
      FACTS,
      'LS626 shop/api canary: its traffic does not go through a gateway, so nothing can split it',
    ],
    [
      'a route that some environments lack',
      { route: { hosts: ['api.acme.test'], only: only(['prod'], 'a reason') } },
      FACTS,
      'LS626 shop/api route.only [dev, staging]: the route does not exist there, but Flagger splits the traffic of a route',
    ],
    [
      'several Ingresses',
      {
        route: {
          hosts: ['api.acme.test'],
          rules: [
            { prefix: '/slow', timeout: '60s' },
            { prefix: '/', timeout: '5s' },
          ],
        },
      },
      FACTS,
      'LS626 shop/api route.rules: its route becomes 2 Ingresses, but Flagger can split the traffic of only one',
    ],
    [
      'no Flagger',
      {},
      { ...FACTS, operators: {} },
      'LS116 shop/api: this requires Flagger, but the platform does not declare where Flagger runs',
    ],
    [
      'a query that nobody answers',
      { canary: { metrics: { own: { query: '1', min: 1 } } } },
      { ...FACTS, prometheus },
      'LS116 shop/api canary.metrics: Flagger queries Prometheus, but the platform does not declare its URL',
    ],
    [
      'a query without a bound',
      { canary: { metrics: { own: { query: '1' } } } },
      FACTS,
      'LS114 shop/api canary.metrics.own: it has no bound, so every value passes',
    ],
    [
      'a step over the end',
      { canary: { stepWeight: 60 } },
      FACTS,
      'LS114 shop/api canary.stepWeight: stepWeight (60%) exceeds the maximum weight (50%)',
    ],
    [
      'a time that is none',
      { canary: { latency: '0.5s' } },
      FACTS,
      'LS102 shop/api canary.latency: "0.5s" is not a time in milliseconds or seconds',
    ],
  ])('%s', (_name, props, cluster, finding) => {
    expect(refusals(props, cluster)).toContainEqual(expect.stringContaining(finding));
  });
});
