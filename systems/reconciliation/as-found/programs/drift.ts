/** Drift that the audit found, as far as the language can say it. */
import { Migration, configuration, sealed, setting, type App, type Platform } from 'cdk8s-lockstep';
import { backend, cache, database, platform, text, env } from './platform';

/** A second value for the port of the backend. */
export const secondPort = (app: App) => backend(platform(app), { env: { BACKEND_PORT: 3001 } });

const settings = configuration({
  JWT_EXPIRATION_SECONDS: setting.integer({ min: 60, replaces: ['JWT_EXPIRES_IN', 'JWT_EXPIRATION'] }),
  REDIS_URL: setting.url({ optional: true }),
});
const told = (app: App, values: object): Platform => backend(platform(app), { configuration: settings(values as never) });

/** The lifetime of tokens under the name that compose had for it. */
export const formerName = (app: App) => told(app, { JWT_EXPIRATION_SECONDS: 3600, JWT_EXPIRES_IN: 3600 });

/** The port under a second name, beside a schema that does not have it. */
export const aliasOfPort = (app: App) => backend(platform(app), { configuration: settings({ JWT_EXPIRATION_SECONDS: 3600 }), env: { PORT: 8080 } });

/** A lifetime in words. */
export const lifetimeInWords = (app: App) => told(app, { JWT_EXPIRATION_SECONDS: '1h' });

/** A setting that no file gives a default for. */
export const noDefault = (app: App) => told(app, {});

/** The address of Redis without its password. */
export function openRedis(app: App): Platform {
  const own = platform(app);
  cache(own);
  return backend(own, { env: { REDIS_URL: 'redis://redis:6379' } });
}

/** An address of the database that is made by hand, with the name that another environment had for its host. */
export function handMadeDatabase(app: App): Platform {
  const own = platform(app);
  database(own);
  return backend(own, { env: { DATABASE_URL: 'postgres://reconciliation@postgres:5432/reconciliation' }, secrets: { DB_PASSWORD: sealed('postgres-credentials', 'password') } });
}

const vite = configuration({ VITE_API_URL: setting.buildTime(setting.url({ replaces: ['NEXT_PUBLIC_API_URL'] })) });

/** A variable of another framework. */
export const nextVariable = (app: App) =>
  backend(platform(app), { configuration: vite({ VITE_API_URL: 'https://api.reconciliation-platform.com', NEXT_PUBLIC_API_URL: 'https://api.reconciliation-platform.com' } as never) });

/** One bundle for two environments, with an address of its own for each. */
export const oneBundle = (app: App) => backend(platform(app), { configuration: vite({ VITE_API_URL: text`https://api.${env.namespace}.com` }) });

/** A second way to change the schema. */
export function secondMigration(app: App): Platform {
  const own = platform(app);
  const db = database(own);
  new Migration(own, 'migrate', { database: db, image: 'backend-migrations', command: ['diesel', 'migration', 'run'] });
  new Migration(own, 'apply-indexes', { database: db, image: 'backend-migrations', command: ['/app/apply-indexes.sh'] });
  return own;
}

/** A host with TLS, and nobody who signs its certificate. */
export const noIssuer = (app: App) => backend(platform(app), { route: { hosts: ['api.reconciliation-platform.com'] } });

/** An autoscaler that asks for a metric which nobody serves. */
export const unservedMetric = (app: App) => backend(platform(app), { autoscaling: { min: 3, max: 10, metrics: { reconciliation_queue_depth: { average: '50' } } } });
