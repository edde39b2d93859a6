/** What the description says of the databases, as it stands. */
import { Platform, Postgres, WebService, sealedKeys, type App, type PostgresProps } from 'cdk8s-lockstep';
import { platform, text, env } from './platform';

const base = {
  image: 'postgresql',
  version: 18,
  instances: 2,
  storage: { size: '200Gi' },
  resources: { limits: { cpu: '8', memory: '8Gi' } },
} as const satisfies Partial<PostgresProps>;

const backup = () => ({
  destination: text`s3://transparenta-backups/${env.namespace}`,
  credentials: sealedKeys('backup', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
});

/** Failover is claimed; the number of instances is left to the default. */
export function oneInstance(app: App): Platform {
  const own = platform(app);
  new Postgres(own, 'postgres-db', { ...base, instances: 1, backup: backup() });
  return own;
}

/** Point-in-time recovery is claimed; no place to recover from is given. */
export function noBackup(app: App): Platform {
  const own = platform(app);
  new Postgres(own, 'postgres-db', base);
  return own;
}

/** A quarter of some other container's memory. */
export function memoryOfAnother(app: App): Platform {
  const own = platform(app);
  new Postgres(own, 'postgres-db', {
    ...base,
    resources: { limits: { cpu: '1', memory: '2Gi' } },
    parameters: { shared_buffers: '2GB' },
    backup: backup(),
  });
  return own;
}

/** Pooling is claimed; there is no Pooler. */
export function poolingWithoutPooler(app: App): Platform {
  const own = platform(app);
  const database = new Postgres(own, 'postgres-db', { ...base, backup: backup() });
  new WebService(own, 'server', { image: 'server', port: 3000, env: { DATABASE_URL: database.pooledUrl } });
  return own;
}
