/** What the description says of data services, as it stands. */
import { Migration, MongoDb, Platform, Postgres, Redis, StatefulService, type App, type PostgresProps } from 'cdk8s-lockstep';
import { platform, vary } from './platform';

function postgres(own: Platform, props: Partial<PostgresProps> = {}): Postgres {
  return new Postgres(own, 'postgres', {
    image: 'postgresql',
    version: 18,
    instances: 3,
    storage: { size: '100Gi' },
    backup: { destination: 's3://tickettoken-backups/postgres' },
    ...props,
  } as never);
}

/** Nothing is backed up. */
export function noBackup(app: App): Platform {
  const own = platform(app);
  postgres(own, { backup: undefined } as never);
  return own;
}

/** Three replicas of the image of PostgreSQL, which do not know each other. */
export function strangers(app: App): Platform {
  const own = platform(app);
  new StatefulService(own, 'postgres', {
    image: 'postgres',
    port: 5432,
    replicas: vary({ dev: 1, staging: 3, production: 3 }),
    volumes: { 'postgres-data': { path: '/var/lib/postgresql/data', size: '100Gi' } },
  });
  return own;
}

/** Redis as a cache that nobody may lose, three times. */
export function threeCaches(app: App): Platform {
  const own = platform(app);
  new Redis(own, 'redis', { image: 'redis', replicas: 3 });
  return own;
}

/** Two services that migrate one database. */
export function twoMigrations(app: App): Platform {
  const own = platform(app);
  const database = postgres(own);
  new Migration(own, 'auth-migrate', { database, image: 'auth-service' });
  new Migration(own, 'venue-migrate', { database, image: 'venue-service' });
  return own;
}

/** A migration by way of transaction pooling. */
export function pooledMigration(app: App): Platform {
  const own = platform(app);
  const database = postgres(own, { pooler: {} });
  new Migration(own, 'migrate', { database, image: 'migrations', env: { DATABASE_URL: database.pooledUrl } });
  return own;
}

/** A copy every four hours, of which an hour may be lost. */
export function lateBackup(app: App): Platform {
  const own = platform(app, { cluster: { apiServer: { cidrs: ['10.30.0.0/16'], port: 443 }, operators: { mongoDb: { namespace: 'mongodb-system' } } } });
  new MongoDb(own, 'mongodb', {
    image: 'mongodb',
    version: '7.0.25',
    members: 3,
    storage: { size: '50Gi' },
    backup: { destination: 's3://tickettoken-backups/mongodb', schedule: '0 */4 * * *', rpo: '1h', rto: '30m' },
  });
  return own;
}
