/** A third environment, which the description does not have. */
import { Platform, WebService, type App } from 'cdk8s-lockstep';
import { platform, vary } from './platform';

export function unknown(app: App): Platform {
  const own = platform(app);
  // The types refuse it as well (as-found/types.ts); this is what remains when they were not checked.
  const replicas = (vary as (values: Record<string, number>) => never)({ dev: 1, staging: 1, prod: 1 });
  new WebService(own, 'server', { image: 'server', port: 3000, replicas });
  return own;
}
