/** What the compiler refuses, by finding. `npm run types` checks that each case is an error. Nothing of this runs. */
import { WebService, defineEnvironments, type App } from 'cdk8s-lockstep';
import { platform, vary } from './programs/platform';

export function refused(app: App): void {
  const own = platform(app);

  // @ts-expect-error TKT-181 an environment without its host
  defineEnvironments({ dev: { stage: 'development', namespace: 'dev' }, production: { stage: 'production', namespace: 'production', host: 'api' } });

  // @ts-expect-error TKT-183 an environment by another name
  vary({ dev: 1, staging: 2, prod: 3 });

  // @ts-expect-error TKT-160 a value that one environment lacks
  new WebService(own, 'auth-service', { image: 'auth-service', port: 3001, env: { LOG_LEVEL: vary({ dev: 'debug', staging: 'info' }) } });
}
