/** What the audit found of database and cache, as far as the language can say it. */
import { Platform, Postgres, Redis, StatefulService, WebService, sealedKeys, type App, type PostgresProps } from 'cdk8s-lockstep';
import { platform, vary } from './platform';

const backup = { destination: 's3://enclii-backups/postgres', credentials: sealedKeys('postgres-backup', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']) };

function database(app: App, props: Partial<PostgresProps>): Platform {
  const own = platform(app);
  new Postgres(own, 'postgres', { image: 'postgresql', version: 18, instances: 3, storage: { size: '50Gi' }, backup, ...props } as PostgresProps);
  return own;
}

/** One instance in every environment. */
export const oneInstance = (app: App) => database(app, { instances: 1 });

/** No backup at all. */
export function noBackup(app: App): Platform {
  const own = platform(app);
  new Postgres(own, 'postgres', { image: 'postgresql', version: 18, instances: 3, storage: { size: '50Gi' } });
  return own;
}

/** Figures of a larger machine in the container of 1Gi. */
export const memoryOfAnother = (app: App) =>
  database(app, { resources: { limits: { memory: '1Gi' } }, parameters: { shared_buffers: '1GB', work_mem: '64MB' } });

/** A pool of 50 for each of five pods, as the settings of the API imply, straight to the server. */
export const poolsBeyondServer = (app: App) => database(app, { pooler: { instances: 5, parameters: { default_pool_size: 50 } } });

/** 1, 2 and 3 pods behind one Service, each with what the others do not have. */
export function strangers(app: App): Platform {
  const own = platform(app);
  new StatefulService(own, 'redis', { image: 'redis', port: 6379, replicas: vary({ dev: 1, staging: 2, production: 3 }), volumes: { data: { path: '/data', size: '5Gi' } } });
  return own;
}

/** The ceiling that the audit advises in the container that it found. */
export function capBeyondLimit(app: App): Platform {
  const own = platform(app);
  new Redis(own, 'redis', { image: 'redis', maxMemory: '500mb', resources: { limits: { memory: '256Mi' } } });
  return own;
}

/** One address for a Redis whose master changes. */
export function oneAddress(app: App): Platform {
  const own = platform(app);
  const cache = new Redis(own, 'redis', { image: 'redis', replicas: 3, sentinel: {}, persistence: { size: '5Gi' }, resources: { limits: { memory: '1Gi' } } });
  new WebService(own, 'switchyard-api', { image: 'switchyard-api', port: 8080, env: { ENCLII_REDIS_URL: cache.url } });
  return own;
}
