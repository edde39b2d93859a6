/** Environments as the description has them: under several names, and without hosts. */
import { Platform, defineEnvironments, type App } from 'cdk8s-lockstep';
import { platform, vary } from './platform';

/** Host and issuer for production only. */
export function withoutHost(app: App): Platform {
  const { environments } = defineEnvironments({
    dev: { stage: 'development', namespace: 'dev' },
    production: { stage: 'production', namespace: 'production', host: 'api.tickettoken.com' },
  } as never);
  return new Platform(app, 'tickettoken', { environments, edition: '2026', owner: 'tickettoken' });
}

/** `prod` in one place, `production` in another. */
export function prod(app: App): Platform {
  vary({ dev: 1, staging: 2, prod: 3 } as never);
  return platform(app);
}
