import { Elasticsearch, MongoDb, Postgres, RabbitMq, Redis, absent, deviate, type Platform } from 'cdk8s-lockstep';
import { vary } from './environments';
import { REGION, type Outside } from './outside';
import { bucketKeys, rabbitmq, rabbitmqPassword, redisPassword } from './secrets';
import { services } from './services';
import { VirusScanner } from './virus-scanner';

/** Only production is backed up: what the others hold can be made again. */
const bucket = (store: string) => ({
  destination: vary({ dev: absent, staging: absent, production: `s3://tickettoken-backups/${store}` }),
  credentials: bucketKeys,
});
const objectives = { region: REGION, keep: { days: 7, weeks: 4, months: 12 }, rpo: '1h', rto: '30m' };

/** How often data services are asked. */
const asked = { period: '10s', timeout: '5s', failures: 5 };

/** What keeps the state of the twenty services. */
export function stores(platform: Platform, outside: Outside) {
  const postgres = new Postgres(platform, 'postgres', {
    image: 'postgresql',
    version: 16,
    instances: vary({ dev: 1, staging: 3, production: 3 }),
    antiAffinity: 'preferred',
    database: 'tickettoken_db',
    owner: 'tickettoken',
    credentials: 'postgres-credentials',
    storage: { size: vary({ dev: '20Gi', staging: '50Gi', production: '100Gi' }) },
    resources: vary({
      dev: { requests: { cpu: '250m', memory: '2Gi' }, limits: { cpu: '2', memory: '2Gi' } },
      staging: { requests: { cpu: '500m', memory: '2Gi' }, limits: { cpu: '2', memory: '2Gi' } },
      production: { requests: { cpu: '1', memory: '4Gi' }, limits: { cpu: '4', memory: '4Gi' } },
    }),
    probes: { readiness: asked, liveness: asked },
    preload: ['pg_stat_statements'],
    parameters: { max_connections: 200, work_mem: '4MB' },
    pooler: {
      name: 'pgbouncer',
      servicePort: 6432,
      instances: vary({ dev: 1, staging: 2, production: 2 }),
      mode: 'transaction',
      maxClientConnections: 1000,
      parameters: {
        default_pool_size: 50,
        min_pool_size: 10,
        reserve_pool_size: 10,
        max_db_connections: 90,
        server_idle_timeout: 600,
      },
    },
    backup: {
      ...bucket('postgres'),
      retention: '30d',
      schedule: '0 0 */6 * * *',
      rpo: '1h',
      rto: '30m',
      drill: { schedule: '0 5 1 * *', query: 'select count(*) > 0 from users' },
    },
  });

  const redis = new Redis(platform, 'redis', {
    image: 'redis',
    password: redisPassword,
    persistence: {
      size: '10Gi',
      snapshots: [
        { after: '15m', changes: 1 },
        { after: '5m', changes: 10 },
        { after: '1m', changes: 10000 },
      ],
    },
    backup: { ...bucket('redis'), ...objectives, schedule: '0 * * * *' },
    resources: { requests: { cpu: '100m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
    probes: {
      liveness: { period: '10s', timeout: '3s', failures: 5 },
      readiness: { period: '10s', timeout: '3s', failures: 5 },
    },
  });
  deviate(redis, {
    opinion: 'single-replica',
    in: ['production'],
    reason:
      'Clients know one address and no Sentinel. What is lost with the pod is a second of writes: the log and the snapshots are on its volume.',
  });

  const broker = new RabbitMq(platform, 'rabbitmq', {
    image: 'rabbitmq',
    replicas: vary({ dev: 1, staging: 3, production: 3 }),
    storage: { size: '10Gi' },
    ...rabbitmq,
    // Each service as itself: the administrator's password opens every queue.
    users: Object.fromEntries(usersOf('rabbitmq').map((name) => [name, { password: rabbitmqPassword(name) }])),
    management: true,
    probes: { liveness: { period: '30s', timeout: '15s', failures: 5 } },
    resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' } },
  });

  const mongo = new MongoDb(platform, 'mongodb', {
    image: 'mongodb',
    version: '7.0.25',
    members: vary({ dev: 1, staging: 3, production: 3 }),
    antiAffinity: 'preferred',
    storage: { size: vary({ dev: '10Gi', staging: '50Gi', production: '50Gi' }) },
    database: 'tickettoken',
    user: 'tickettoken',
    credentials: 'mongodb-credentials',
    backup: { ...bucket('mongodb'), ...objectives, schedule: '0 * * * *' },
  });

  const search = new Elasticsearch(platform, 'elasticsearch', {
    image: 'elasticsearch',
    version: '8.19.8',
    nodes: vary({ dev: 1, staging: 3, production: 3 }),
    storage: { size: vary({ dev: '10Gi', staging: '50Gi', production: '50Gi' }) },
    heap: '512Mi',
    resources: { requests: { cpu: '250m', memory: '2Gi' }, limits: { cpu: '2', memory: '2Gi' } },
    credentials: 'elasticsearch-credentials',
    backup: { ...bucket('elasticsearch'), ...objectives, schedule: '0 * * * *' },
  });

  // In place of a scanner beside each file-service: it takes 3Gi, and there are up to ten of them.
  const scanner = new VirusScanner(platform, 'clamav', {
    image: 'clamav',
    replicas: vary({ dev: 1, staging: 2, production: 2 }),
    signatures: outside.signatures.endpoint,
  });
  return { postgres, redis, broker, mongo, search, scanner };
}

/** Names of the services that use a store. */
function usersOf(store: string): readonly string[] {
  return Object.entries(services).flatMap(([name, { uses = [] }]) => (uses.some((one) => one === store) ? [name] : []));
}

export type Stores = ReturnType<typeof stores>;
