/**
 * Law 8: no prop without effect. Each table names every key of its type, so that a new prop without a row does not compile;
 * each row lists values of which every two must come to different files.
 */
import { faultless, only, platform } from '../laws/example.test-support';
import type { App } from '../app';
import type { Autoscaling } from './autoscaling/props';
import type { Disruption, Rollout } from './workload/availability';
import type { ClusterFacts } from './platform/cluster';
import type { Amounts } from './workload/resources';
import type { Delivery } from './delivery/delivery';
import type { LoadBalancer } from './edge/load-balancer';
import type { IssuerFacts } from './edge/issuer-facts';
import type { Retries, Route, RouteRule } from './edge/route';
import { ExternalService, type ExternalServiceProps } from './network/external';
import type { CircuitBreaker, Traffic } from './mesh/traffic';
import type { Metrics } from './observability/monitor';
import type { Platform, PlatformInput, PlatformProps } from './platform/platform';
import type { Probe, Probes } from './workload/probes';
import type { Quota } from './platform/quota';
import { sealed } from './secrets/sealed';
import { configuration } from './settings/schema';
import { setting } from './settings/setting';
import type { SecretStore } from './secrets/store';
import { WebService, type WebServiceProps } from './workload/web-service';
import { Worker, type WorkerProps } from './workload/worker';
import type { Shutdown } from './workload/shutdown';

type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };

function written(app: App): string {
  const { files, proof } = faultless(app);
  return JSON.stringify([[...files], [...proof]]);
}

function expectEffect(outputs: readonly string[]): void {
  expect(outputs.length).toBeGreaterThan(1);
  expect(new Set(outputs).size).toBe(outputs.length);
}

/** One test for each row; the props of a row go into `wrap`. */
function each<P>(title: string, rows: Rows<P>, write: (props: Partial<P>) => string): void {
  describe(title, () => {
    it.each(Object.entries(rows) as [string, readonly unknown[]][])('%s', (key, values) => {
      expectEffect(values.map((value) => write({ [key]: value } as Partial<P>)));
    });
  });
}

function web(props: object, declare?: (shop: Platform) => object, platformProps: Partial<PlatformInput> = {}): string {
  const { app, shop } = platform(
    { secrets: { 'api-secrets': ['jwt', 'session'], registry: ['.dockerconfigjson'] } },
    { dashboards: true, ...platformProps },
  );
  new WebService(shop, 'api', { image: 'api', port: 3000, ...declare?.(shop), ...props });
  return written(app);
}

const PERMISSION = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
const ROUTE: Route = { hosts: ['api.acme'] };

const MESH = { cluster: { mesh: 'sidecar' } } as const;

const workerRows: Rows<Omit<WorkerProps, 'calls'>> = {
  image: ['api', 'web'],
  name: [undefined, 'other'],
  command: [undefined, ['/bin/a'], ['/bin/b']],
  args: [undefined, ['a'], ['a', 'b']],
  workingDir: [undefined, '/srv'],
  env: [undefined, { A: '1' }, { A: '2' }, { B: '2' }],
  configuration: [
    undefined,
    configuration({ A: setting.text() })({ A: '1' }),
    configuration({ A: setting.text() })({ A: '2' }),
  ],
  secrets: [undefined, { A: sealed('api-secrets', 'jwt') }, { A: sealed('api-secrets', 'session') }],
  secretFiles: [
    undefined,
    { '/keys/a': sealed('api-secrets', 'jwt') },
    { '/keys/a': sealed('api-secrets', 'session') },
    { '/other/a': sealed('api-secrets', 'jwt') },
  ],
  configMap: [undefined, 'settings', 'config'],
  probes: [undefined, { readiness: { http: '/a' } }],
  resources: [undefined, { requests: { cpu: '200m' } }],
  writable: [undefined, { '/tmp': '1Mi' }, { '/tmp': '2Mi' }, { '/var': '1Mi' }],
  user: [undefined, 20000],
  shutdown: [undefined, { drain: '60s' }],
  permissions: [
    undefined,
    [PERMISSION],
    [{ ...PERMISSION, verbs: ['list'] }],
    [{ ...PERMISSION, resourceNames: ['a'] }],
  ],
  alerts: [
    undefined,
    { restartLoop: { threshold: 5 } },
    { restartLoop: { off: 'a toy' } },
    { OrdersStuck: { expr: 'orders_stuck > 5', severity: 'critical', summary: 'stuck' } },
  ],
  slo: [
    undefined,
    { availability: 99.9, requests: { by: 'istio' } },
    { availability: 99, requests: { by: 'istio' } },
    { availability: 99.9, window: '7d', requests: { by: 'istio' } },
    { availability: 99.9, latency: { threshold: '500ms', target: 99 }, requests: { by: 'istio' } },
    { availability: 99.9, latency: { threshold: '250ms', target: 99 }, requests: { by: 'istio' } },
    { availability: 99.9, requests: { by: 'ingress-nginx' } },
  ],
  metrics: [undefined, {}],
  tracing: [undefined, true, { sampling: 0.1 }],
  dashboard: [
    { title: 'own', panels: [] },
    { title: 'other', panels: [] },
  ],
  podLabels: [undefined, { a: 'b' }],
  podAnnotations: [undefined, { a: 'b' }],
  only: [undefined, only(['dev'], 'r'), only(['dev'], 's')],
  replicas: [undefined, 3, 4],
  autoscaling: [undefined, { min: 2, max: 3 }],
  rollout: [undefined, { maxSurge: 2 }],
  disruption: [undefined, { minAvailable: 1 }],
};

const { metrics: _, ...withoutMetrics } = workerRows;
const webRows: Rows<Omit<WebServiceProps, 'calls' | 'traffic' | 'entry' | 'canary'>> = {
  ...workerRows,
  portVariable: [undefined, 'API_PORT', 'BACKEND_PORT'],
  port: [3000, 4000],
  protocol: [undefined, 'grpc', 'tcp'],
  ports: [undefined, { admin: 9000 }, { admin: 9001 }, { other: 9000 }],
  servicePort: [undefined, 81],
  route: [undefined, ROUTE],
};

each<Omit<WebServiceProps, 'calls' | 'traffic' | 'entry' | 'canary'>>(
  'each prop of WebService has an effect',
  webRows,
  (props) => web(props),
);

it('calls of WebService have an effect', () => {
  const bank = (shop: Platform) => new ExternalService(shop, 'bank', { url: 'https://bank.acme' });
  expectEffect([web({}, (shop) => (bank(shop), {})), web({}, (shop) => ({ calls: [bank(shop).endpoint] }))]);
});

each<Omit<WorkerProps, 'calls' | 'metrics'>>(
  'each prop of Worker has an effect',
  { ...withoutMetrics, probes: [undefined, { liveness: { exec: ['a'] } }] },
  (props) => {
    const { app, shop } = platform({}, { dashboards: true });
    new Worker(shop, 'api', { image: 'api', ...props });
    return written(app);
  },
);

it('metrics of Worker have an effect', () => {
  const worker = (metrics: Metrics | undefined) => {
    const { app, shop } = platform();
    new Worker(shop, 'api', { image: 'api', ...(metrics && { metrics }) });
    return written(app);
  };
  expectEffect([worker(undefined), worker({ port: 9090 }), worker({ port: 9091 })]);
});

each<Omit<Autoscaling, 'triggers' | 'metrics'>>(
  'each field of autoscaling',
  {
    min: [2, 3],
    max: [4, 5],
    cpu: [undefined, 60],
    memory: [undefined, 80],
    behavior: [undefined, { scaleUp: { window: '1m' } }],
  },
  (own) => web({ autoscaling: { min: 2, max: 4, ...own } }),
);
each<Rollout>(
  'each field of rollout',
  {
    maxSurge: [undefined, 2],
    maxUnavailable: [undefined, 1],
    progressDeadline: [undefined, '20m'],
    minReady: [undefined, '10s'],
  },
  (rollout) => web({ rollout }),
);
each<Disruption>(
  'each field of disruption',
  { minAvailable: [undefined, 1], maxUnavailable: [undefined, 2] },
  (disruption) => web({ replicas: 3, disruption }),
);
each<Probes>(
  'each probe',
  {
    readiness: [undefined, { http: '/a' }],
    liveness: [undefined, { http: '/a' }],
    startup: [undefined, { http: '/a' }],
  },
  (probes) => web({ probes }),
);
each<Omit<Probe, 'http' | 'tcp' | 'grpc' | 'exec'>>(
  'each field of a probe',
  {
    port: [undefined, 9000],
    delay: [undefined, '1s'],
    period: [undefined, '20s'],
    timeout: [undefined, '9s'],
    failures: [undefined, 5],
    dependencyTimeout: [undefined, '4s'],
  },
  (own) => web({ ports: { admin: 9000 }, probes: { readiness: { http: '/a', ...own } } }),
);
it('each way to ask', () => {
  const ways: Required<Pick<Probe, 'http' | 'tcp' | 'grpc' | 'exec'>> = {
    http: '/a',
    tcp: 3000,
    grpc: 'a',
    exec: ['a'],
  };
  expectEffect(Object.entries(ways).map(([way, value]) => web({ probes: { readiness: { [way]: value } } })));
});
each<Amounts>(
  'each request',
  { cpu: [undefined, '200m'], memory: [undefined, '64Mi'], 'ephemeral-storage': [undefined, '32Mi'] },
  (requests) => web({ resources: { requests } }),
);
each<Amounts>(
  'each limit',
  { cpu: [undefined, '2'], memory: [undefined, '1Gi'], 'ephemeral-storage': [undefined, '1Gi'] },
  (limits) => web({ resources: { limits } }),
);
each<Shutdown>('each field of shutdown', { drain: [undefined, '60s'], preStop: [undefined, '9s'] }, (shutdown) =>
  web({ shutdown }),
);
each<Metrics>(
  'each field of metrics',
  { path: [undefined, '/m'], port: [undefined, 9090], interval: [undefined, '60s'], timeout: [undefined, '5s'] },
  (metrics) => web({ metrics }),
);
const INGRESS = {
  cluster: {
    gateway: { api: 'ingress', class: 'nginx', namespace: 'ingress-nginx', labels: { a: 'b' }, hsts: {} },
    issuer: { name: 'authority', challenge: 'none' },
    prometheus: { namespace: 'monitoring' },
  },
} as const;
each<Omit<Route, 'requestHeaders' | 'responseHeaders' | 'hsts'>>(
  'each field of a route',
  {
    hosts: [['a.acme'], ['a.acme', 'b.acme']],
    rules: [undefined, [{ prefix: '/a' }], [{ prefix: '/a' }, { prefix: '/b' }]],
    name: [undefined, 'other'],
    tls: [undefined, false],
    certificate: [undefined, 'other-tls'],
    redirect: [undefined, false],
    cors: [undefined, { origins: ['https://a.acme'] }, { origins: ['https://a.acme'], maxAge: '1h' }],
    firewall: [undefined, true],
    rateLimit: [
      undefined,
      { requestsPerSecond: 10 },
      { requestsPerMinute: 10 },
      { connections: 10 },
      { connections: 10, burstMultiplier: 2 },
    ],
    bodySize: [undefined, '10Mi', '1Gi'],
    only: [undefined, only(['prod'], 'a reason')],
  },
  (own) => web({ route: { ...ROUTE, ...own } }, undefined, INGRESS),
);
each<Pick<Route, 'requestHeaders' | 'responseHeaders' | 'hsts'>>(
  'each header of a route',
  {
    requestHeaders: [undefined, { set: { A: 'a' } }, { add: { A: 'a' } }, { remove: ['A'] }],
    responseHeaders: [undefined, { set: { A: 'a' } }, { add: { A: 'a' } }, { remove: ['A'] }],
    hsts: [undefined, {}, { maxAge: '1h' }, { includeSubdomains: true }, { preload: true }],
  },
  (own) =>
    web({ route: { ...ROUTE, ...own } }, undefined, {
      cluster: { ...CLUSTER, gateway: { ...CLUSTER.gateway, hosts: ['*.acme'] } },
    }),
);
each<Omit<RouteRule, 'reconnects' | 'shares'>>(
  'each field of a rule',
  {
    prefix: ['/', '/a'],
    timeout: [undefined, '20s'],
    retries: [undefined, { attempts: 2, idempotent: true }],
    rateLimit: [undefined, { connections: 1 }],
    bodySize: [undefined, '10Mi'],
  },
  (own) => web({ route: { ...ROUTE, rules: [{ prefix: '/', ...own }] } }, undefined, INGRESS),
);
each<LoadBalancer>(
  'each field of a load balancer',
  {
    port: [undefined, 8443],
    sources: [undefined, ['10.0.0.0/8']],
    annotations: [undefined, { a: 'b' }],
    class: [undefined, 'nlb'],
    only: [undefined, only(['prod'], 'a reason')],
  },
  (own) => web({ entry: { loadBalancer: own } }),
);
each<Traffic>(
  'each field of traffic',
  { timeout: [undefined, '10s'], retries: [undefined, { attempts: 2 }], circuitBreaker: [undefined, {}] },
  (own) => web({ traffic: own }, undefined, MESH),
);
each<CircuitBreaker>(
  'each field of a circuit breaker',
  {
    maxConnections: [undefined, 10],
    http1MaxPendingRequests: [undefined, 10],
    http2MaxRequests: [undefined, 10],
    maxRetries: [undefined, 0],
    consecutive5xxErrors: [undefined, 2],
    interval: [undefined, '1m'],
    baseEjectionTime: [undefined, '1m'],
    maxEjectionPercent: [undefined, 10],
  },
  (own) => web({ traffic: { circuitBreaker: own } }, undefined, MESH),
);
each<Retries>(
  'each field of retries',
  { attempts: [1, 2], perTry: [undefined, '3s'], idempotent: [undefined, true] },
  (own) => web({ route: { ...ROUTE, rules: [{ prefix: '/', retries: { attempts: 1, ...own } }] } }),
);

each<ExternalServiceProps>(
  'each prop of ExternalService',
  { url: ['https://a.acme', 'http://a.acme'], cidrs: [undefined, ['10.0.0.0/8']], port: [undefined, 8443] },
  (own) =>
    web({}, (shop) => ({ calls: [new ExternalService(shop, 'bank', { url: 'https://a.acme', ...own }).endpoint] })),
);

const QUOTA: Quota = { cpu: { requests: '10', limits: '20' }, memory: { requests: '10Gi', limits: '20Gi' }, pods: 50 };
const DELIVERY: Delivery = { repository: 'https://git.acme/shop.git', revision: 'main' };
const STORE: SecretStore = { name: 'vault', provided: 'ClusterSecretStore' };
const full = { metrics: {}, tracing: true as const, permissions: [PERMISSION], route: ROUTE };
const CLUSTER = {
  apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 },
  gateway: {
    api: 'istio',
    name: 'istio-system/public',
    namespace: 'istio-system',
    labels: { istio: 'ingressgateway' },
  },
  prometheus: { namespace: 'monitoring', labels: { a: 'b' }, selects: { release: 'monitoring' } },
  tracing: { namespace: 'telemetry', labels: { 'app.kubernetes.io/name': 'collector' }, service: 'collector' },
} as const;

each<Omit<PlatformProps, 'environments' | 'edition' | 'addOns'>>(
  'each prop of Platform',
  {
    owner: ['team-a', 'team-b'],
    cluster: [CLUSTER, { ...CLUSTER, apiServer: { cidrs: ['10.0.0.2/32'], port: 6443 } }],
    delivery: [undefined, DELIVERY],
    quota: [undefined, QUOTA],
    pullSecrets: [undefined, { 'registry.acme': 'registry' }],
    secretStore: [undefined, STORE],
    policies: [undefined, { kyverno: 'Enforce' }, { kyverno: 'Audit' }],
    rotation: [
      undefined,
      { default: '90d' },
      { default: '30d' },
      { secrets: { 'api-secrets': '60d' } },
      { certificate: '60d' },
    ],
    dashboards: [false, true, { label: 'dashboard' }, { folder: 'Shop' }],
    runbooks: [undefined, 'https://wiki.acme/alerts'],
    alerts: [undefined, { OrdersStuck: { expr: 'orders_stuck > 5', severity: 'critical', summary: 'stuck' } }],
  },
  (own) => web({ ...full, secrets: { JWT: sealed('api-secrets', 'jwt') } }, undefined, own as Partial<PlatformInput>),
);
each<Omit<SecretStore, 'name' | 'aws' | 'vault' | 'google' | 'azure'>>(
  'each field of the secret store',
  {
    provided: ['ClusterSecretStore', 'SecretStore'],
    path: [undefined, (secret, key) => `${secret}.${key}`],
    refreshInterval: [undefined, '30m'],
    secrets: [undefined, ['registry']],
    except: [undefined, ['api-secrets']],
    shared: [undefined, { 'api-secrets': 'one account' }],
  },
  (own) =>
    web({ secrets: { JWT: sealed('api-secrets', 'jwt') } }, undefined, {
      pullSecrets: { 'registry.acme': 'registry' },
      secretStore: { ...STORE, ...own },
    } as Partial<PlatformInput>),
);
each<Omit<ClusterFacts, 'storageClass' | 'operators' | 'provides' | 'mesh' | 'issuer' | 'metrics'>>(
  'each fact of the cluster',
  {
    kubernetes: [undefined, ['1.27', '1.30']],
    apiServer: [CLUSTER.apiServer, { ...CLUSTER.apiServer, port: 443 }],
    dns: [
      undefined,
      { namespace: 'dns' },
      { namespace: 'dns', labels: { a: 'b' } },
      { namespace: 'kube-system', nodeLocal: true },
    ],
    gateway: [
      CLUSTER.gateway,
      { ...CLUSTER.gateway, api: 'gateway-api' },
      { ...CLUSTER.gateway, name: 'istio-system/other' },
      { ...CLUSTER.gateway, namespace: 'other' },
      { ...CLUSTER.gateway, labels: { a: 'b' } },
      { api: 'istio', name: 'istio-system/public', addresses: ['10.0.0.0/24'] },
    ],
    tracing: [
      CLUSTER.tracing,
      { ...CLUSTER.tracing, namespace: 'other' },
      { ...CLUSTER.tracing, labels: { c: 'd' } },
      { ...CLUSTER.tracing, service: 'tempo' },
      { ...CLUSTER.tracing, port: 9318 },
      { ...CLUSTER.tracing, protocol: 'grpc' },
    ],
    prometheus: [
      CLUSTER.prometheus,
      { ...CLUSTER.prometheus, namespace: 'other' },
      { ...CLUSTER.prometheus, labels: { c: 'd' } },
      { ...CLUSTER.prometheus, selects: { a: 'b' } },
      { ...CLUSTER.prometheus, scrapes: ['kubelet'] },
      { ...CLUSTER.prometheus, scrapes: ['kubelet', 'kube-state-metrics', 'cert-manager'] },
    ],
  },
  (own) => web(full, undefined, { cluster: { ...CLUSTER, ...own } } as Partial<PlatformInput>),
);
each<Delivery>(
  'each field of delivery',
  {
    repository: ['https://git.acme/shop.git', 'https://git.acme/other.git'],
    revision: ['main', 'v1'],
    path: [undefined, 'out'],
    bootstrapRevision: [undefined, 'main'],
    application: [undefined, 'app'],
    project: [undefined, 'project'],
    server: [undefined, 'https://cluster.acme'],
    namespace: [undefined, 'cd'],
    argocdPerEnvironment: [undefined, true],
    automated: [undefined, false],
    windows: [undefined, { nights: { kind: 'allow', schedule: '0 22 * * *', duration: '6h' } }],
    notifications: [
      undefined,
      { slack: 'deployments' },
      { pagerDuty: 'shop' },
      { slack: 'deployments', on: ['degraded'] },
    ],
  },
  (own) => web({}, undefined, { delivery: { ...DELIVERY, ...own } } as Partial<PlatformInput>),
);
each<IssuerFacts>(
  'each fact of the issuer',
  { name: ['a', 'b'], kind: [undefined, 'Issuer'], challenge: [undefined, 'dns-01'] },
  (own) =>
    web({ route: { hosts: ['a.acme.dev'] } }, undefined, {
      cluster: { ...INGRESS.cluster, issuer: { name: 'a', ...own } },
    }),
);
each<Quota>(
  'each field of the quota',
  {
    cpu: [QUOTA.cpu, { ...QUOTA.cpu, limits: '30' }, { ...QUOTA.cpu, requests: '11' }],
    memory: [QUOTA.memory, { ...QUOTA.memory, limits: '30Gi' }],
    pods: [50, 60],
    storage: [undefined, '1Ti'],
  },
  (own) => web({}, undefined, { quota: { ...QUOTA, ...own } } as Partial<PlatformInput>),
);
