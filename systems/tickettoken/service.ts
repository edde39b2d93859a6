import type { Expression } from 'cdk8s-lockstep';
import { WebService, type Platform } from 'cdk8s-lockstep';
import type { Stores } from './data';
import { env, text, vary } from './environments';
import type { Outside } from './outside';
import { own, stripe } from './secrets';
import { services, type Row, type Store } from './services';

/** One of the twenty: the pattern of all, and its row of the table. */
export function service(platform: Platform, name: string, row: Row, stores: Stores, outside: Outside): WebService {
  const { postgres, redis } = stores;
  const gateway = name === 'api-gateway';
  return new WebService(platform, name, {
    image: name,
    port: row.port,
    servicePort: row.port,
    user: 1001,
    configMap: `${name}-config`,
    env: {
      NODE_ENV: 'production',
      SERVICE_NAME: name,
      HOST: '0.0.0.0',
      LOG_LEVEL: env.logLevel,
      REDIS_HOST: redis.host,
      REDIS_PORT: 6379,
      ...(row.database !== false && {
        DB_HOST: postgres.pooledHost,
        DB_PORT: 6432,
        DB_NAME: 'tickettoken_db',
        DB_POOL_MAX: 5,
        DATABASE_URL: postgres.pooledUrl,
      }),
      ...peers(platform, row.calls ?? []),
      ...Object.assign({}, ...(row.uses ?? []).map((store) => told[store](name, stores))),
      ...(row.outside?.includes('solana') && { SOLANA_RPC_URL: outside.solana.url, SOLANA_NETWORK: env.solana }),
      ...row.env,
    },
    secrets: {
      REDIS_PASSWORD: redis.password,
      ...(row.database !== false && {
        DB_USER: postgres.credentials.username,
        DB_PASSWORD: postgres.credentials.password,
      }),
      ...(row.stripe && stripe),
      ...Object.fromEntries((row.secrets ?? []).map((variable) => [variable, own(name, variable)])),
    },
    secretFiles: {
      ...(row.wallet !== undefined && { [row.wallet]: own(name, 'wallet.json') }),
      ...(row.uses?.includes('elasticsearch') && { [AUTHORITY]: stores.search.ca }),
    },
    calls: (row.outside ?? []).map((target) => outside[target].endpoint),
    autoscaling: {
      min: vary({ dev: 1, staging: 2, production: gateway ? 3 : 2 }),
      max: vary({ dev: 1, staging: 2, production: 10 }),
      cpu: 70,
      memory: 80,
    },
    rollout: { progressDeadline: '5m' },
    // A value that is rotated in the store reaches the process when its pod starts.
    podAnnotations: { 'reloader.stakater.com/auto': 'true' },
    probes: {
      liveness: { http: '/health/live', delay: '10s', period: '30s', timeout: '3s', failures: 3 },
      readiness: { http: '/health/ready', delay: '5s', period: '10s', timeout: '3s', failures: 3 },
      startup: { http: '/health/startup', period: '10s', timeout: '3s', failures: 30 },
    },
    resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } },
    writable: { '/tmp': '256Mi', ...row.writable },
    metrics: { path: '/metrics', interval: '30s', timeout: '10s' },
    alerts: { HighErrorRate: errorRate(name) },
    tracing: true,
    // What comes in by the gateway of the cluster can be shared out between two versions of a service.
    ...(row.public && { route: route(row.public), canary: { interval: '30s', latency: '2s' } }),
  });
}

/** More than one answer in twenty is an error of the service. */
function errorRate(name: string) {
  const rate = (status: string) =>
    text`sum(rate(http_requests_total{namespace="${env.namespace}",job="${name}"${status}}[5m]))`;
  return {
    expr: text`${rate(',status=~"5.."')} / ${rate('')} * 100 > 5`,
    severity: 'critical' as const,
    summary: `{{ $value | humanize }} % of the answers of ${name} are errors.`,
  };
}

/** Both paths are below one host, with one certificate. */
function route({ prefix, name, requestsPerSecond, bodySize }: NonNullable<Row['public']>) {
  return {
    name,
    hosts: [env.host],
    certificate: 'tickettoken-tls',
    rules: [{ prefix, timeout: '30s' }],
    rateLimit: { requestsPerSecond },
    ...(bodySize !== undefined && { bodySize }),
  };
}

/** Where Node finds who signed the certificate of Elasticsearch. */
const AUTHORITY = '/app/elasticsearch/ca.crt';

/** What a service is told of a store that it uses, beside PostgreSQL and Redis. */
const told: Record<Store, (name: string, stores: Stores) => Record<string, Expression | number | string>> = {
  rabbitmq: (name, { broker }) => ({ RABBITMQ_URL: broker.urlAs(name) }),
  mongodb: (_, { mongo }) => ({ MONGODB_URL: mongo.url }),
  'mongodb as MONGODB_URI': (_, { mongo }) => ({ MONGODB_URI: mongo.url }),
  elasticsearch: (_, { search }) => ({ ELASTICSEARCH_URL: search.url, NODE_EXTRA_CA_CERTS: AUTHORITY }),
  clamav: (_, { scanner }) => scanner.variables,
};

/** `AUTH_SERVICE_URL` for `auth-service`: calls go both ways, so peers are named rather than handed over. */
function peers(platform: Platform, names: readonly string[]): Record<string, Expression> {
  return Object.fromEntries(
    names.map((peer) => {
      const { port } = services[peer]!;
      return [
        `${peer.toUpperCase().replaceAll('-', '_')}_URL`,
        WebService.named(platform, peer, { port, servicePort: port }).url,
      ];
    }),
  );
}
