/** What the description says of the cache, as it stands. */
import { Platform, Redis, type App } from 'cdk8s-lockstep';
import { platform, vary } from './platform';

/** A cap that the container cannot hold: the description gives a cap and no limit, and the default is smaller. */
export function capBeyondLimit(app: App): Platform {
  const own = platform(app);
  new Redis(own, 'redis', { image: 'redis', flavour: 'bitnami', maxMemory: vary({ dev: '768mb', prod: '1152mb' }) });
  return own;
}

/** The same with room for it: nothing is refused. */
export function fitting(app: App): Platform {
  const own = platform(app);
  new Redis(own, 'redis', { image: 'redis', flavour: 'bitnami', maxMemory: '768mb', resources: { limits: { memory: '1Gi' } } });
  return own;
}
