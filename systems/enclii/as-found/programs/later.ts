/** What the language cannot say yet; each is refused until it can, and then findings.yaml gets its evidence. */
import { Platform, WebService, sealed, type App } from 'cdk8s-lockstep';
import { platform } from './platform';

const service = { image: 'switchyard-api', port: 8080 };

export const manualSync = (app: App): Platform =>
  platform(app, { delivery: { repository: 'https://github.com/madfam/enclii.git', revision: 'main', sync: 'manual' } } as never);

export function dashboard(app: App): Platform {
  const own = platform(app);
  new WebService(own, 'switchyard-api', { ...service, dashboard: {} } as never);
  return own;
}

export function rotation(app: App): Platform {
  const own = platform(app);
  const declared = sealed as unknown as (secret: string, key: string, terms: object) => ReturnType<typeof sealed>;
  if (declared.length < 3) throw new Error('a sealed key has no terms of rotation');
  new WebService(own, 'switchyard-api', { ...service, secrets: { ENCLII_JWT_SECRET: declared('jwt-secrets', 'jwt-secret', { rotation: '90d' }) } });
  return own;
}

export function scrapeTimeout(app: App): Platform {
  const own = platform(app);
  new WebService(own, 'switchyard-api', { ...service, metrics: { timeout: '8s' } } as never);
  return own;
}
