/** What the compiler refuses, by finding. `npm run types` checks that each case is an error. Nothing of this runs. */
import { Platform, Postgres, WebService, defineEnvironments, type App } from 'cdk8s-lockstep';
import { environments, vary } from './programs/platform';

export function refused(app: App): void {
  const own = new Platform(app, 'transparenta', { environments, edition: '2026', owner: 'transparenta' });

  // @ts-expect-error TRA-017 a value for an environment that does not exist
  vary({ dev: 1, staging: 1, prod: 1 });

  // @ts-expect-error TRA-057 asking which environment it is
  const debug: string = own.environments.current === 'prod' ? 'info' : 'debug';

  const preview = defineEnvironments({
    dev: { stage: 'development', namespace: 'hack-for-facts-dev' },
    prod: { stage: 'production', namespace: 'hack-for-facts-prod' },
    preview: { stage: 'development', namespace: 'hack-for-facts-preview' },
  });
  // @ts-expect-error TRA-124 a new environment without its values
  const replicas = preview.vary({ dev: 1, prod: 2 });
  new WebService(own, 'server', { image: 'server', port: 3000, replicas, env: { LOG_LEVEL: debug } });

  // @ts-expect-error TRA-141 a database without a number of instances
  new Postgres(own, 'postgres-db', { image: 'postgresql', version: 18, storage: { size: '200Gi' } });
}
