/** What the compiler refuses, by finding. `npm run types` checks that each case is an error. Nothing of this runs. */
import { Platform, Postgres, WebService, type App } from 'cdk8s-lockstep';
import { environments, vary } from './programs/platform';

export function refused(app: App): void {
  const own = new Platform(app, 'enclii', { environments, edition: '2026', owner: 'madfam' });

  // @ts-expect-error ENC-028 an environment that the replicas forget
  const replicas = vary({ dev: 2, staging: 3 });

  // @ts-expect-error ENC-028 a database without a number of instances
  new Postgres(own, 'postgres', { image: 'postgresql', version: 15, storage: { size: '50Gi' } });

  // @ts-expect-error ENC-130 a setting that two environments lack
  const headers = vary({ production: true });

  new WebService(own, 'switchyard-api', { image: 'switchyard-api', port: 8080, replicas, env: { ENCLII_SECURITY_HEADERS_ENABLED: headers } });
}
