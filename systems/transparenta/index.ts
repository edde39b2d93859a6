import {
  CronTask,
  ExternalService,
  Platform,
  Postgres,
  Redis,
  WebService,
  absent,
  deviate,
  podField,
  sealed,
  sealedKeys,
  type App,
} from 'cdk8s-lockstep';
import { DestinationRule } from '../../imports/networking.istio.io-destinationrule';
import { env, environments, text, vary } from './environments';
import { analytical, transactional } from './postgres-parameters';

const SERVER = 'hack-for-facts-eb-server';

/** One API over public budget data, a database for users, a cache, and long streams for agents. */
export function transparenta(app: App): Platform {
  const platform = new Platform(app, 'transparenta', {
    environments,
    edition: '2026',
    owner: 'transparenta',
    cluster: {
      apiServer: { cidrs: ['10.0.0.10/32'], port: 6443 },
      gateway: {
        api: 'istio',
        name: 'istio-system/istio-https-gateway',
        namespace: 'istio-system',
        labels: { istio: 'ingressgateway' },
        hosts: ['*.transparenta.eu', '*.devostack.com'],
      },
      prometheus: {
        namespace: 'monitoring',
        labels: { 'app.kubernetes.io/name': 'prometheus' },
        selects: { release: 'kube-prometheus-stack' },
      },
      operators: {
        cloudNativePg: { namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
      },
      storageClass: 'standard',
    },
    delivery: {
      repository: 'https://github.com/hack-for-facts/hack-for-facts-eb-server.git',
      revision: env.branch,
      application: vary({ dev: `${SERVER}-dev`, prod: `${SERVER}-prod` }),
      project: vary({ dev: 'transparenta.eu-dev', prod: 'transparenta.eu-prod' }),
    },
    quota: {
      cpu: { requests: vary({ dev: '4', prod: '8' }), limits: vary({ dev: '28', prod: '40' }) },
      memory: { requests: vary({ dev: '8Gi', prod: '32Gi' }), limits: vary({ dev: '40Gi', prod: '48Gi' }) },
      pods: 20,
    },
    pullSecrets: { 'harbor.devostack.com': 'registry-credentials' },
    rotation: { default: '180d' },
  });

  const backup = (name: string) => ({
    destination: text`s3://transparenta-backups/${env.namespace}/${name}`,
    endpoint: 'https://s3.devostack.com',
    credentials: sealedKeys('postgres-backup-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
    retention: vary({ dev: '7d', prod: '30d' }),
    schedule: '0 0 2 * * *',
  });

  const budget = new Postgres(platform, 'postgres-db', {
    image: 'postgresql',
    version: 18,
    instances: vary({ dev: 1, prod: 2 }),
    database: env.namespace,
    owner: 'hack-for-facts_user',
    credentials: 'postgres-deployment-credentials',
    storage: { size: vary({ dev: '100Gi', prod: '200Gi' }) },
    walStorage: vary({ dev: absent, prod: { size: '50Gi' } }),
    resources: vary({
      dev: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
      prod: { requests: { cpu: '1', memory: '8Gi' }, limits: { cpu: '8', memory: '8Gi' } },
    }),
    preload: ['pg_stat_statements'],
    parameters: vary({ dev: transactional, prod: analytical }),
    backup: backup('postgres-db'),
  });

  // The owner of a database may vacuum all of it, so no superuser is needed. Autovacuum is off in prod, between monthly loads.
  new CronTask(platform, 'postgres-db-vacuum', {
    image: 'postgresql',
    user: 26,
    schedule: '0 4 10 * *',
    startingDeadline: '24h',
    activeDeadline: '12h',
    command: ['psql', '--no-psqlrc', '--command=VACUUM (ANALYZE)'],
    env: { PGHOST: budget.host, PGDATABASE: env.namespace, PGSSLMODE: 'require', PGOPTIONS: '-c statement_timeout=0' },
    secrets: { PGUSER: budget.credentials.username, PGPASSWORD: budget.credentials.password },
  });

  const users = new Postgres(platform, 'postgres-userdata', {
    image: 'postgresql',
    version: 18,
    instances: vary({ dev: 1, prod: 2 }),
    database: env.namespace,
    owner: 'hack-for-facts-userdata-owner',
    credentials: 'postgres-userdata-credentials',
    storage: { size: vary({ dev: '50Gi', prod: '200Gi' }) },
    resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
    preload: ['pg_stat_statements'],
    parameters: { ...transactional, password_encryption: 'scram-sha-256' },
    backup: backup('postgres-userdata'),
  });

  const cache = new Redis(platform, 'redis', {
    image: 'redis',
    flavour: 'bitnami',
    password: sealed('redis-auth', 'REDIS_PASSWORD'),
    maxMemory: vary({ dev: '768mb', prod: '1152mb' }),
    eviction: 'allkeys-lru',
    probes: { readiness: { delay: '5s', period: '10s' }, liveness: { delay: '20s', period: '20s' } },
    resources: vary({
      dev: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '1Gi' } },
      prod: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '500m', memory: '1536Mi' } },
    }),
  });

  const telemetry = new ExternalService(platform, 'telemetry', { url: env.telemetry });
  const clerk = new ExternalService(platform, 'clerk', { url: 'https://api.clerk.com' });
  const gemini = new ExternalService(platform, 'gemini', { url: 'https://generativelanguage.googleapis.com' });

  const server = new WebService(platform, SERVER, {
    image: SERVER,
    command: ['node', 'dist/src/index.js'],
    workingDir: '/app',
    port: 3000,
    replicas: 1,
    user: 1000,
    configMap: `${SERVER}-config`,
    env: {
      NODE_ENV: 'production',
      APP_NAME: SERVER,
      APP_PORT: 3000,
      LOG_LEVEL: 'info',
      LOG_BATCH_SIZE: 100,
      FLUSH_INTERVAL: 5000,
      RATE_LIMIT_MAX: 300,
      RATE_LIMIT_WINDOW: '1 minute',
      SPECIAL_RATE_LIMIT_HEADER: 'x-api-key',
      SPECIAL_RATE_LIMIT_MAX: 6000,
      OTEL_EXPORTER_OTLP_ENDPOINT: telemetry.url,
      DATABASE_URL: budget.url,
      USERDATA_DATABASE_URL: users.url,
      REDIS_URL: cache.url,
      K8S_CLUSTER_NAME: vary({ dev: 'transparenta-dev', prod: 'transparenta-prod' }),
      K8S_POD_NAME: podField('metadata.name'),
      K8S_NAMESPACE: podField('metadata.namespace'),
      K8S_NODE_NAME: podField('spec.nodeName'),
      K8S_DEPLOYMENT_NAME: podField("metadata.labels['app']"),
      APP_VERSION: podField("metadata.annotations['image-sha']"),
    },
    secrets: {
      REDIS_PASSWORD: cache.password,
      ...sealedKeys(`${SERVER}-secrets`, [
        'JWT_SECRET',
        'CLERK_JWT_KEY',
        'GEMINI_API_KEY',
        'SPECIAL_RATE_LIMIT_KEY',
        'REDIS_ENABLED',
        'REDIS_PREFIX',
        'CLERK_AUTHORIZED_PARTIES',
        'GEMINI_MODEL',
        'ALLOWED_ORIGINS',
        'PUBLIC_CLIENT_BASE_URL',
      ]),
    },
    calls: [clerk.endpoint, gemini.endpoint],
    podLabels: { app: SERVER },
    podAnnotations: { 'image-sha': platform.imageTag(SERVER) },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '3', memory: '4Gi' } },
    probes: {
      readiness: { http: '/health/ready', delay: '5s', period: '10s', dependencyTimeout: '3s' },
      liveness: { http: '/health/live', delay: '15s', period: '20s' },
    },
    writable: { '/tmp': '256Mi' },
    shutdown: { drain: '6h' },
    route: {
      name: 'istio-transparenta-api-virtualservice',
      hosts: [env.host, env.secondHost],
      rules: [
        { prefix: '/mcp', timeout: '6h' },
        { prefix: '/', timeout: '30s', retries: { attempts: 3, perTry: '30s' } },
      ],
    },
  });
  // One process holds the streams of all agents: the gateway opens no more connections to it than it has room for.
  new DestinationRule(platform, 'server-connections', {
    metadata: { name: SERVER, labels: platform.commonLabels },
    spec: { host: SERVER, trafficPolicy: { connectionPool: { tcp: { maxConnections: 1000 } } } },
  });
  deviate(server, {
    opinion: 'single-replica',
    in: ['prod'],
    reason:
      'The description asks for one replica: streams of agents are held by the process, and rollouts surge to a second one.',
  });
  deviate(server, {
    rule: 'LS032',
    in: ['dev', 'prod'],
    reason:
      'The description gives 100m and 128Mi, with limits of 3 and 4Gi. To be raised to what the process is seen to use.',
  });
  return platform;
}
