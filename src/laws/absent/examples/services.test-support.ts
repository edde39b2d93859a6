/** Services and workers. */
import type { Platform } from '../../../pattern/platform/platform';
import { sealed } from '../../../pattern/secrets/sealed';
import { WebService } from '../../../pattern/workload/web-service';
import { configuration } from '../../../pattern/settings/schema';
import { setting } from '../../../pattern/settings/setting';
import { podField } from '../../../pattern/workload/env-value';
import { Worker } from '../../../pattern/workload/worker';
import { Redis } from '../../../pattern/stores/redis/redis';
import { RabbitMq } from '../../../pattern/stores/rabbitmq/rabbitmq';
import { examplesOf, type Example } from '../proof.test-support';
import {
  ALERTS,
  ISTIO,
  NGINX,
  outside,
  PROBES,
  PROBES_BY_COMMAND,
  PROBES_BY_GRPC,
  PROBES_BY_PORT,
  RESOURCES,
  SHOP,
  withCluster,
} from '../shop.test-support';
import { only } from '../world.test-support';

/** What every process and every job may be given. */
export const common = (shop: Platform) => ({
  image: 'api',
  name: 'orders',
  command: ['/bin/api', '-x'],
  args: ['--fast', '--verbose'],
  workingDir: '/srv',
  env: { LEVEL: 'info', COUNT: 3, ON: true, POD: podField('metadata.name') },
  secrets: { KEY: sealed('api', 'key') },
  configMap: 'api-config',
  calls: [outside(shop).endpoint],
  resources: RESOURCES,
  writable: { '/tmp': '64Mi', '/cache': '128Mi' },
  user: 20000,
  permissions: [
    {
      apiGroups: ['', 'apps'],
      resources: ['configmaps', 'deployments'],
      verbs: ['get', 'list'],
      resourceNames: ['a', 'b'],
      namespaces: ['one', 'two'],
      cluster: false,
    },
  ],
  alerts: ALERTS,
  tracing: { sampling: 0.5 },
  podLabels: { a: 'x' },
  podAnnotations: { b: 'y' },
  only: only(['dev', 'prod'], 'everywhere'),
});

const process = (shop: Platform) => ({
  ...common(shop),
  secretFiles: { '/etc/keys/a.pem': sealed('files', 'a.pem') },
  probes: PROBES,
  shutdown: { drain: '50s', preStop: '9s' },
  metrics: { path: '/m', port: 9100, interval: '45s', timeout: '9s' },
  slo: {
    availability: 99.5,
    latency: { threshold: '300ms', target: 99 },
    window: '20d',
    requests: { by: 'service' as const, counter: 'hits_total', failed: 'code="500"', duration: 'hit_seconds' },
  },
  dashboard: { title: 'Orders', panels: [] },
  replicas: 4,
  rollout: { maxSurge: 3, maxUnavailable: 1, progressDeadline: '20m', minReady: '9s' },
  disruption: { maxUnavailable: 2 },
});

const plain = { image: 'api', port: 3000 };
const cors = {
  origins: ['https://shop.example', 'https://www.shop.example'],
  methods: ['GET', 'POST'],
  headers: ['X-One', 'X-Two'],
  exposeHeaders: ['X-Three', 'X-Four'],
  credentials: true,
  maxAge: '2h',
};
const rateLimit = { requestsPerSecond: 7, requestsPerMinute: 70, connections: 3, burstMultiplier: 4 };
const headers = { set: { 'X-A': 'a' }, add: { 'X-B': 'b' }, remove: ['X-C', 'X-D'] };
const step = (value: number) => ({ value, period: '30s' });
const behavior = {
  scaleUp: { window: '20s', pods: step(3), percent: step(50), select: 'Min' as const },
  scaleDown: { window: '8m', pods: step(1), percent: step(10), select: 'Min' as const },
};
const canary = {
  interval: '2m',
  threshold: 3,
  stepWeight: 20,
  maxWeight: 60,
  success: 98,
  latency: '400ms',
  metrics: { stuck: { query: 'sum(stuck)', min: 1, max: 9 } },
};

const breaker = {
  http1MaxPendingRequests: 80,
  http2MaxRequests: 70,
  maxRetries: 6,
  consecutive5xxErrors: 4,
  interval: '20s',
  baseEjectionTime: '40s',
  maxEjectionPercent: 30,
};

const settings = configuration({
  LEVEL: setting.oneOf(['debug', 'info'], { default: 'debug' }),
  POOL: setting.integer({ min: 1, max: 50, optional: true }),
  BETA: setting.flag({ default: false }),
  KEY: setting.secret({ optional: true }),
});

const webService = examplesOf(WebService, 'api');
const worker = examplesOf(Worker, 'orders');

export const SERVICES: readonly Example[] = [
  webService('WebService', SHOP, (shop) => ({
    ...process(shop),
    port: 3000,
    portVariable: 'APP_PORT',
    protocol: 'http',
    ports: { admin: 9000, debug: 9001 },
    servicePort: 8080,
  })),
  webService('WebService with a configuration', SHOP, () => ({
    ...plain,
    configuration: settings({ LEVEL: 'info', POOL: 5 }),
    tracing: true,
    disruption: { minAvailable: 1 },
    probes: PROBES_BY_GRPC,
  })),
  webService('WebService that sends its traces elsewhere', SHOP, (shop) => ({
    ...plain,
    tracing: { endpoint: outside(shop).url, sampling: 0.5 },
    probes: PROBES_BY_COMMAND,
  })),
  webService('WebService that is asked by ports', SHOP, () => ({ ...plain, probes: PROBES_BY_PORT })),
  webService('WebService behind a Gateway', SHOP, (shop) => ({
    ...plain,
    shutdown: { drain: '2m' },
    route: {
      hosts: ['a.shop.example', 'b.shop.example'],
      rules: [
        {
          prefix: '/api',
          timeout: '70s',
          reconnects: true,
          shares: [{ to: new WebService(shop, 'next', { image: 'next', port: 3000 }).endpoint, percent: 10 }],
        },
        { prefix: '/' },
      ],
      name: 'public',
      redirect: false,
      hsts: { maxAge: '9000h', includeSubdomains: true, preload: true },
      requestHeaders: headers,
      responseHeaders: headers,
      only: only(['dev', 'prod'], 'everywhere'),
    },
  })),
  webService('WebService behind a Gateway of Istio', withCluster({ gateway: ISTIO }), () => ({
    ...plain,
    route: {
      hosts: ['a.shop.example', 'b.shop.example'],
      rules: [{ prefix: '/api', retries: { attempts: 2, perTry: '9s', idempotent: true } }, { prefix: '/' }],
      cors,
      requestHeaders: headers,
      responseHeaders: headers,
    },
  })),
  webService('WebService behind ingress-nginx', withCluster({ gateway: NGINX }), () => ({
    ...plain,
    route: {
      hosts: ['a.shop.example', 'b.other.example'],
      rules: [
        {
          prefix: '/api',
          rateLimit,
          bodySize: '9Mi',
          retries: { attempts: 2, perTry: '9s', idempotent: true },
        },
        { prefix: '/' },
      ],
      rateLimit: { requestsPerSecond: 9, requestsPerMinute: 90, connections: 5, burstMultiplier: 6 },
      bodySize: '20Mi',
      tls: true,
      certificate: 'shop-tls',
      redirect: true,
      cors,
      firewall: true,
    },
    entry: {
      loadBalancer: {
        port: 8443,
        sources: ['203.0.113.0/24', '198.51.100.0/24'],
        annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' },
        class: 'nlb',
        only: only(['dev', 'prod'], 'everywhere'),
      },
    },
  })),
  webService('WebService with a canary', SHOP, () => ({
    ...plain,
    metrics: {},
    slo: { availability: 99.5 },
    route: { hosts: ['a.shop.example', 'b.shop.example'] },
    canary,
    autoscaling: { min: 2, max: 9, cpu: 60, memory: 70, behavior },
  })),
  webService('WebService in a mesh', withCluster({ gateway: ISTIO, mesh: 'sidecar' }), () => ({
    ...plain,
    metrics: { port: 9100 },
    route: { hosts: ['a.shop.example', 'b.shop.example'] },
    traffic: {
      timeout: '70s',
      retries: { attempts: 2, perTry: '9s', idempotent: true },
      circuitBreaker: { maxConnections: 90, ...breaker },
    },
  })),
  webService('WebService with a canary in a mesh', withCluster({ gateway: ISTIO, mesh: 'sidecar' }), () => ({
    ...plain,
    metrics: {},
    route: { hosts: ['a.shop.example', 'b.shop.example'] },
    canary,
    autoscaling: { min: 2, max: 9 },
    traffic: { timeout: '70s', circuitBreaker: breaker },
  })),
  webService('WebService that is scaled by metrics', SHOP, () => ({
    ...plain,
    autoscaling: {
      min: 2,
      max: 9,
      metrics: {
        requests_per_second: { average: '100', of: 'pods', labels: { verb: 'GET' } },
        queue_length: {
          value: '30',
          of: 'object',
          object: { apiVersion: 'v1', kind: 'Service', name: 'api' },
          labels: { queue: 'orders' },
        },
        lag: { average: '10', of: 'external', labels: { topic: 'orders' } },
      },
    },
  })),
  worker('Worker', SHOP, (shop) => ({ ...process(shop), probes: PROBES_BY_COMMAND })),
  worker('Worker with a configuration', SHOP, () => ({
    image: 'api',
    configuration: settings({ LEVEL: 'info', POOL: 5 }),
  })),
  worker('Worker that is scaled by triggers', SHOP, (shop) => {
    const redis = new Redis(shop, 'redis', { image: 'redis' });
    const broker = new RabbitMq(shop, 'broker', {
      image: 'rabbitmq',
      storage: { size: '10Gi' },
      replicas: 3,
      management: true,
      resources: { limits: { memory: '1Gi' }, requests: { memory: '1Gi' } },
    });
    return {
      image: 'api',
      probes: PROBES_BY_COMMAND,
      env: { AMQP_URL: broker.url },
      autoscaling: {
        min: 2,
        max: 9,
        cpu: 60,
        memory: 70,
        triggers: {
          messages: { rabbitmq: { queue: 'orders', length: 20, vhost: 'shop', env: 'AMQP_URL' } },
          own: {
            rabbitmq: { queue: 'orders', length: 20, vhost: 'shop' },
            endpoint: broker.endpoint,
            secrets: { username: sealed('rabbit', 'username'), password: sealed('rabbit', 'password') },
          },
          list: {
            redis: { list: 'orders', length: 30, address: 'redis.acme.example:6379' },
            secrets: { password: sealed('redis', 'password') },
          },
          near: { redis: { list: 'orders', length: 30 }, endpoint: redis.endpoint },
          lag: {
            prometheus: {
              query: 'sum(lag)',
              threshold: '30',
              activation: '3',
              server: 'http://other.monitoring.svc:9090',
            },
          },
          office: { cron: { start: '0 8 * * 1-5', end: '0 18 * * 1-5', replicas: 4, timeZone: 'Europe/Berlin' } },
        },
        behavior,
      },
    };
  }),
];
