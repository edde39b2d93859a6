import { Postgres, Redis, absent, sealed, sealedKeys, type Platform } from 'cdk8s-lockstep';
import { vary } from './environments';

export function addDatabase(platform: Platform): Postgres {
  return new Postgres(platform, 'postgres', {
    image: 'postgresql',
    version: 15,
    instances: vary({ dev: 1, staging: 3, production: 3 }),
    database: 'enclii',
    owner: 'enclii',
    credentials: 'postgres-credentials',
    tls: 'verify-full',
    storage: { size: vary({ dev: '10Gi', staging: '10Gi', production: '50Gi' }) },
    resources: vary({
      dev: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '1Gi' } },
      staging: { requests: { cpu: '500m', memory: '4Gi' }, limits: { cpu: '2', memory: '4Gi' } },
      production: { requests: { cpu: '500m', memory: '4Gi' }, limits: { cpu: '2', memory: '4Gi' } },
    }),
    probes: {
      readiness: { period: '5s', timeout: '3s', failures: 2 },
      liveness: { period: '10s', timeout: '5s', failures: 3 },
    },
    preload: ['pg_stat_statements', 'pgaudit'],
    parameters: {
      'pgaudit.log': 'ddl, role',
      'pgaudit.log_catalog': false,
      'pg_stat_statements.track': 'all',
      log_min_duration_statement: '500ms',
      log_lock_waits: true,
      checkpoint_timeout: '15min',
      checkpoint_completion_target: 0.9,
    },
    pooler: { instances: vary({ dev: 1, staging: 2, production: 3 }), parameters: { max_prepared_statements: 200 } },
    backup: {
      destination: vary({
        dev: absent,
        staging: 's3://enclii-backups-staging/postgres',
        production: 's3://enclii-backups-production/postgres',
      }),
      credentials: sealedKeys('postgres-backup', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
      retention: vary({ dev: absent, staging: '7d', production: '30d' }),
      schedule: '0 0 2 * * *',
      rpo: '1h',
      rto: '4h',
      drill: { schedule: '0 4 * * 0' },
    },
  });
}

export function addCache(platform: Platform): Redis {
  const large = { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '1Gi' } };
  return new Redis(platform, 'redis', {
    image: 'redis',
    password: sealed('redis-secret', 'password'),
    users: { switchyard: { password: sealed('redis-secret', 'switchyard-password'), keys: ['switchyard:*'] } },
    sentinel: { password: sealed('redis-secret', 'sentinel-password') },
    replicas: vary({ dev: 1, staging: 3, production: 3 }),
    maxMemory: vary({ dev: '128mb', staging: '500mb', production: '500mb' }),
    eviction: 'allkeys-lru',
    alerts: { hitRate: { threshold: 90 } },
    persistence: {
      size: '5Gi',
      snapshots: [
        { after: '15m', changes: 1 },
        { after: '5m', changes: 10 },
      ],
    },
    probes: {
      readiness: { delay: '5s', period: '5s', timeout: '3s', failures: 2 },
      liveness: { delay: '30s', period: '10s', failures: 3 },
    },
    resources: vary({
      dev: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '200m', memory: '256Mi' } },
      staging: large,
      production: large,
    }),
  });
}
