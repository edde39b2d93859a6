/** Canaries behind a gateway of Istio or of the Gateway API: what Flagger is told, and what is left to others. */
import { parse } from 'yaml';
import { CLUSTER, env, findingsOf, only, platform, result, text, told, vary } from '../../laws/example.test-support';
import { brokenAt } from '../observability/promql';
import type { Platform, PlatformInput } from '../platform/platform';
import { WebService } from '../workload/web-service';
import { TRACK } from './track';

const FACTS = {
  ...CLUSTER,
  prometheus: { ...CLUSTER.prometheus, url: 'http://prometheus.monitoring.svc:9090' },
  operators: { flagger: { namespace: 'flagger-system', labels: { 'app.kubernetes.io/name': 'flagger' } } },
};
const ISTIO = {
  ...FACTS,
  gateway: { ...CLUSTER.gateway, hosts: ['*.shop.acme', '*.dev.shop.acme', '*.staging.shop.acme'] },
};
const MESH = { ...ISTIO, mesh: 'sidecar' };
const GATEWAY = {
  ...FACTS,
  gateway: {
    api: 'gateway-api',
    name: 'gateways/public',
    namespace: 'gateways',
    labels: { app: 'gateway' },
    hosts: ISTIO.gateway.hosts,
    listeners: { http: 'http', https: 'https' },
  },
};
const NGINX = {
  ...FACTS,
  gateway: {
    api: 'ingress',
    class: 'nginx',
    namespace: 'ingress-nginx',
    labels: { 'app.kubernetes.io/name': 'ingress-nginx' },
    hosts: ISTIO.gateway.hosts,
  },
};
const HOSTS = [text`api.${env.domain}`];

type More = (shop: Platform) => unknown;
const declare = (cluster: object, props: object, more?: More) => {
  const { app, shop } = platform({}, { cluster } as unknown as Partial<PlatformInput>);
  new WebService(shop, 'api', {
    image: 'api',
    port: 3000,
    metrics: {},
    autoscaling: { min: vary({ dev: 1, staging: 1, prod: 3 }), max: 10 },
    canary: {},
    ...props,
    route: { hosts: HOSTS, ...(props as { route?: object }).route },
  } as never);
  more?.(shop);
  return app;
};
const refusals = (cluster: object, props: object, more?: More) => told(findingsOf(declare(cluster, props, more)));

/** Files of production that are not the same without a canary, as they are written. */
function files(cluster: object, props: object, more?: More): ReadonlyMap<string, string> {
  const { files: all, findings } = result(declare(cluster, props, more));
  expect(told(findings)).toEqual([]);
  const prefix = 'shop/prod/';
  return new Map(
    [...all].flatMap(([file, content]) => (file.startsWith(prefix) ? [[file.slice(prefix.length), content]] : [])),
  );
}
const written = (found: ReadonlyMap<string, string>, ...kinds: string[]) =>
  [...found]
    .filter(([file]) => kinds.some((kind) => file.startsWith(`api/${kind}-`)))
    .map(([file, content]) => `# ${file}\n${content}`)
    .join('---\n');
const object = (found: ReadonlyMap<string, string>, file: string) =>
  parse(found.get(file) ?? 'null') as { spec: Readonly<Record<string, unknown>> };
const service = (cluster: object, props: object) =>
  object(files(cluster, props), 'api/Canary-api.yaml').spec['service'];
const queries = (cluster: object, props: object) =>
  ['success-rate', 'latency'].map((name) =>
    String(object(files(cluster, props), `api/MetricTemplate-api-${name}.yaml`).spec['query']),
  );

const TELLING = {
  rules: [
    { prefix: '/', timeout: '20s' },
    { prefix: '/orders', timeout: '20s' },
  ],
  requestHeaders: { set: { 'x-from': 'gateway' } },
  hsts: {},
};

describe('behind a gateway of Istio', () => {
  it('Flagger is told everything that the route says, in the words of a VirtualService', () => {
    const route = {
      ...TELLING,
      rules: TELLING.rules.map((rule) => ({ ...rule, retries: { attempts: 2, perTry: '5s', idempotent: true } })),
      cors: { origins: ['https://shop.acme'], credentials: true },
    };
    const traffic = { circuitBreaker: { http2MaxRequests: vary({ dev: 10, staging: 10, prod: 100 }) } };
    expect(
      written(
        files(ISTIO, { route, traffic, slo: { availability: 99.9, requests: { by: 'istio' } } }),
        'Canary',
        'MetricTemplate',
        'VirtualService',
        'DestinationRule',
      ),
    ).toMatchSnapshot();
  });

  it('writes no route of its own, and no rule for a host that nobody calls through a proxy', () => {
    const names = [...files(ISTIO, { traffic: { circuitBreaker: {} } }).keys()];
    expect(names).toContain('api/Canary-api.yaml');
    expect(names.filter((file) => /VirtualService|DestinationRule|HTTPRoute|\/Service-/.test(file))).toEqual([]);
  });

  it('says of several ports to which the requests go', () => {
    expect(service(ISTIO, { ports: { admin: 9000 } })).toMatchObject({
      port: 80,
      targetPort: 3000,
      portDiscovery: true,
    });
  });

  it('shares a host with another service, each by a route of its own', () => {
    const found = files(
      ISTIO,
      { route: { rules: [{ prefix: '/api' }] } },
      (shop) =>
        new WebService(shop, 'web', {
          image: 'web',
          port: 8080,
          route: { hosts: HOSTS, rules: [{ prefix: '/shop' }] },
        }),
    );
    expect(object(found, 'api/Canary-api.yaml').spec['service']).toMatchObject({
      match: [{ uri: { exact: '/api' } }, { uri: { prefix: '/api/' } }],
    });
    expect(object(found, 'web/VirtualService-web.yaml').spec).toMatchObject({
      http: [{ route: [{ destination: { host: 'web' } }] }],
    });
  });
});

describe('in a mesh', () => {
  const props = { traffic: { timeout: '10s', circuitBreaker: {} } };

  it('both versions are called as the service was, by their DestinationRules', () => {
    expect(service(MESH, props)).toMatchObject({
      trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' }, outlierDetection: { consecutive5xxErrors: 5 } },
    });
  });

  it('callers inside of it reach the version that serves, as they are told', () => {
    const found = files(
      MESH,
      props,
      (shop) =>
        new WebService(shop, 'web', {
          image: 'web',
          port: 8080,
          env: { API_URL: (shop.node.findChild('api') as WebService).url },
        }),
    );
    expect(object(found, 'api/VirtualService-api-mesh.yaml').spec).toMatchObject({
      gateways: ['mesh'],
      hosts: ['api'],
      http: [{ timeout: '10s' }],
    });
    expect(object(found, 'api/DestinationRule-api.yaml').spec).toMatchObject({ host: 'api' });
  });

  it('who may call the service may call both versions, and both prove to be the service', () => {
    const found = files(
      MESH,
      {},
      (shop) =>
        new WebService(shop, 'web', {
          image: 'web',
          port: 8080,
          ...{ route: { hosts: [text`web.${env.domain}`] } },
          metrics: {},
          autoscaling: { min: vary({ dev: 1, staging: 1, prod: 3 }), max: 10 },
          canary: {},
          env: { API_URL: (shop.node.findChild('api') as WebService).url },
        }),
    );
    const deployment = object(found, 'api/Deployment-api.yaml').spec as { template: { metadata: { labels: object } } };
    const serving = { ...deployment.template.metadata.labels, [TRACK]: 'api-primary' };
    for (const kind of ['AuthorizationPolicy', 'PeerAuthentication']) {
      const { selector } = object(found, `api/${kind}-api.yaml`).spec as { selector: { matchLabels: object } };
      expect(serving).toMatchObject(selector.matchLabels);
    }
    // Flagger copies the pod, and its account with it.
    expect(found.get('api/AuthorizationPolicy-api.yaml')).toContain('cluster.local/ns/shop-prod/sa/web');
    expect(object(found, 'web/Deployment-web.yaml').spec).toMatchObject({
      template: { spec: { serviceAccountName: 'web' } },
    });
  });
});

describe('behind a Gateway', () => {
  it('Flagger is told everything that the route says, and the redirect stays a route of its own', () => {
    expect(
      written(files(GATEWAY, { route: { ...TELLING, redirect: true } }), 'Canary', 'MetricTemplate', 'HTTPRoute'),
    ).toMatchSnapshot();
  });

  it('writes no route of its own', () => {
    expect([...files(GATEWAY, {}).keys()].filter((file) => /HTTPRoute|\/Service-/.test(file))).toEqual([]);
  });
});

describe('the new version alone is judged', () => {
  it.each([
    [
      'by what the service counts behind a Gateway',
      GATEWAY,
      {},
      'http_requests_total{namespace="{{ namespace }}",job="{{ target }}",pod=~"{{ target }}-[a-z0-9]+-[a-z0-9]{5}"}',
      'http_request_duration_seconds_bucket{',
    ],
    [
      'by what the gateway of Istio sends it',
      ISTIO,
      { metrics: undefined },
      'istio_requests_total{reporter="source",destination_service_namespace="{{ namespace }}",destination_service_name="{{ service }}-canary"}',
      'istio_request_duration_milliseconds_bucket{',
    ],
    [
      'by what its objective is measured by',
      ISTIO,
      { slo: { availability: 99.9, requests: { counter: 'calls_total' } } },
      'calls_total{namespace="{{ namespace }}",job="{{ target }}"',
      'http_request_duration_seconds_bucket{',
    ],
    [
      'by what ingress-nginx sends to it in place of the version that serves',
      NGINX,
      { metrics: undefined },
      'nginx_ingress_controller_requests{exported_namespace="{{ namespace }}",exported_service="{{ service }}",canary!=""}',
      'nginx_ingress_controller_request_duration_seconds_bucket{',
    ],
    [
      'by Istio behind a Gateway of it',
      GATEWAY,
      { slo: { availability: 99.9, requests: { by: 'istio' } } },
      'istio_requests_total{reporter="source"',
      'istio_request_duration_milliseconds_bucket{',
    ],
  ])('%s', (_, cluster, props, counter, histogram) => {
    const [success, latency] = queries(cluster, props) as [string, string];
    expect(success).toContain(`/ (sum(rate(${counter}`);
    expect(latency).toContain(`histogram_quantile(0.99, sum by (le) (rate(${histogram}`);
    // In milliseconds, as the bound is.
    expect(latency.includes(' * 1000 >= 0 or 0 * ')).toBe(!histogram.startsWith('istio'));
    for (const query of [success, latency])
      expect(brokenAt(query.replaceAll('{{ interval }}', '2m').replaceAll(/\{\{ (\w+) \}\}/g, '$1'))).toBeUndefined();
  });

  it('pods of the version that serves do not match', () => {
    const pods = /pod=~"([^"]+)"/.exec(queries(GATEWAY, {})[0]!)![1]!.replace('{{ target }}', 'api');
    const matches = (name: string) => new RegExp(`^(?:${pods})$`).test(name);
    expect(
      ['api-6d4cf56db6-x2x4z', 'api-primary-6d4cf56db6-x2x4z', 'api-worker-6d4cf56db6-x2x4z'].map(matches),
    ).toEqual([true, false, false]);
  });

  it('over four scrapes, to bounds of the objective', () => {
    const analysis = (props: object) =>
      (object(files(GATEWAY, props), 'api/Canary-api.yaml').spec['analysis'] as { metrics: object[] }).metrics;
    expect(analysis({ slo: { availability: 99.95 }, metrics: { interval: '5s' } })).toMatchObject([
      {
        name: 'success-rate',
        interval: '1m',
        templateRef: { name: 'api-success-rate' },
        thresholdRange: { min: 99.95 },
      },
      { name: 'latency', interval: '1m', templateRef: { name: 'api-latency' }, thresholdRange: { max: 500 } },
    ]);
    expect(analysis({ metrics: { interval: '40s' } })).toMatchObject([{ interval: '160s' }, { interval: '160s' }]);
  });

  it('and the objective is of both', () => {
    const rules = files(ISTIO, { slo: { availability: 99.9, requests: { by: 'istio' } } }).get(
      'api/PrometheusRule-api-objectives.yaml',
    )!;
    expect(rules).toContain('destination_service_name=~"api(-primary|-canary)?"');
    expect(rules).not.toContain('destination_service_name="api"');
  });
});

describe('refusals', () => {
  const { url: _, ...prometheus } = FACTS.prometheus;
  const next: More = (shop) => new WebService(shop, 'next', { image: 'web', port: 8080 });
  it.each<[string, object, object, string]>([
    [
      'another name of the route',
      ISTIO,
      { route: { name: 'public' } },
      'LS626 shop/api route.name: Flagger names the route after the service, so it cannot be named "public" → Remove `name`.',
    ],
    [
      'rules that differ',
      ISTIO,
      {
        route: {
          rules: [
            { prefix: '/', timeout: '5s' },
            { prefix: '/slow', timeout: vary({ dev: '5s', staging: '5s', prod: '20s' }) },
          ],
        },
      },
      'LS626 shop/api route.rules [prod]: /slow has a timeout of 20s but / has a timeout of 5s, and Flagger generates one rule for all prefixes → Use the same timeout and retries for all rules of the route, or move one of the prefixes to a separate service.',
    ],
    [
      'retries of one rule',
      ISTIO,
      { route: { rules: [{ prefix: '/' }, { prefix: '/b', retries: { attempts: 2 } }] } },
      'LS626 shop/api route.rules: /b has 2 retries but / has 0 retries, and Flagger generates one rule for all prefixes',
    ],
    [
      'retries behind a Gateway',
      GATEWAY,
      { route: { rules: [{ prefix: '/', retries: { attempts: 2 } }] } },
      'LS114 shop/api route.rules[prefix=/].retries: the standard channel of the Gateway API does not support retries',
    ],
    [
      'limits',
      ISTIO,
      { route: { rateLimit: { requestsPerSecond: 5 } } },
      'LS160 shop/api route.rules[prefix=/].rateLimit: an Istio VirtualService cannot express rate limits',
    ],
    [
      'CORS behind a Gateway',
      GATEWAY,
      { route: { cors: { origins: ['https://shop.acme'] } } },
      'LS160 shop/api route.cors: the standard channel of the Gateway API cannot express CORS',
    ],
    [
      'a redirect of Istio',
      ISTIO,
      { route: { redirect: vary({ dev: false, staging: true, prod: true }) } },
      'LS626 shop/api route.redirect [staging]: the VirtualService that Flagger generates does not support a redirect',
    ],
    [
      'headers that change places',
      GATEWAY,
      { route: { hsts: {}, responseHeaders: { set: { 'x-a': '1' } } } },
      'LS626 shop/api route.responseHeaders: Flagger writes the headers x-a, Strict-Transport-Security in an order that changes (`set`), and restarts the analysis with each change',
    ],
    [
      'connections',
      MESH,
      { traffic: { circuitBreaker: { maxConnections: 5 } } },
      'LS626 shop/api traffic.circuitBreaker.maxConnections: a Canary cannot limit TCP connections',
    ],
    [
      'no retries under way',
      ISTIO,
      { traffic: { circuitBreaker: { maxRetries: vary({ dev: 3, staging: 3, prod: 0 }) } } },
      'LS626 shop/api traffic.circuitBreaker.maxRetries [prod]: Flagger omits a limit of 0, so Istio applies no limit',
    ],
    [
      'no ejections',
      MESH,
      { traffic: { circuitBreaker: { maxEjectionPercent: 0 } } },
      'LS626 shop/api traffic.circuitBreaker.maxEjectionPercent: Flagger omits a percentage of 0, so Istio uses its default of 10%',
    ],
    [
      'a route that some environments lack',
      ISTIO,
      { route: { only: only(['prod'], 'a reason') } },
      'LS626 shop/api route.only [dev, staging]: the route does not exist there',
    ],
    [
      'nobody who counts',
      GATEWAY,
      { metrics: undefined },
      'LS626 shop/api canary: there are no request metrics for the new version',
    ],
    [
      'somebody else who counts',
      ISTIO,
      { slo: { availability: 99.9, requests: { by: 'ingress-nginx' } } },
      'LS626 shop/api slo.requests.by: ingress-nginx has no metrics for requests routed by istio',
    ],
    [
      'queries that nobody answers',
      { ...ISTIO, prometheus },
      {},
      'LS116 shop/api canary.metrics: Flagger queries Prometheus, but the platform does not declare its URL',
    ],
    [
      'a name that is taken',
      ISTIO,
      { canary: { metrics: { latency: { query: '1', max: 1 } } } },
      'LS114 shop/api canary.metrics.latency: a built-in query named "latency" already evaluates every new version',
    ],
    [
      'a Gateway without listeners',
      { ...GATEWAY, gateway: { ...GATEWAY.gateway, listeners: undefined } },
      { route: { redirect: true } },
      'LS116 shop/api route.redirect: the platform does not declare the HTTP and HTTPS listeners',
    ],
  ])('%s', (_name, cluster, props, finding) => {
    expect(refusals(cluster, props)).toContainEqual(expect.stringContaining(finding));
  });

  it('shares of other services', () => {
    const { app, shop } = platform({}, { cluster: ISTIO } as unknown as Partial<PlatformInput>);
    const other = next(shop) as WebService;
    new WebService(shop, 'api', {
      image: 'api',
      port: 3000,
      metrics: {},
      autoscaling: { min: 3, max: 10 },
      canary: {},
      route: { hosts: HOSTS, rules: [{ prefix: '/', shares: [{ to: other.endpoint, percent: 10 }] }] },
    });
    expect(told(findingsOf(app))).toContainEqual(
      expect.stringContaining(
        'LS626 shop/api route.rules[prefix=/].shares: Flagger splits the traffic between two versions of api, so next would get none',
      ),
    );
  });

  it('a route of another service by the name of what Flagger writes', () => {
    expect(
      refusals(
        ISTIO,
        {},
        (shop) =>
          new WebService(shop, 'web', {
            image: 'web',
            port: 8080,
            route: { hosts: [text`web.${env.domain}`], name: 'api' },
          }),
      ),
    ).toEqual([
      expect.stringContaining(
        'LS086 shop/web/VirtualService VirtualService/api: VirtualService `api` is defined here, but Flagger writes it for Canary `api`.',
      ),
    ]);
  });
});
