/** What the compiler refuses, by finding. `npm run types` checks that each case is an error. Nothing of this runs. */
import { Redis, WebService, type App } from 'cdk8s-lockstep';
import { platform, vary } from './programs/platform';

export function refused(app: App): void {
  const own = platform(app);

  // @ts-expect-error REC-008 Redis without a password in one environment
  new Redis(own, 'redis', { image: 'redis', password: false });

  // @ts-expect-error REC-011 a setting that staging lacks
  const secret = vary({ production: true });

  // @ts-expect-error REC-014 a number of replicas for one environment, and none for the other
  const replicas = vary({ staging: 1 });

  new WebService(own, 'backend', { image: 'backend', port: 2000, replicas, env: { COOKIES_SECURE: secret } });
}
