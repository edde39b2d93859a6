/** What the audit found of the API, as far as the language can say it. */
import { Platform, Redis, WebService, sealed, type App, type WebServiceProps } from 'cdk8s-lockstep';
import { platform } from './platform';

function api(own: Platform, props: Partial<WebServiceProps> & { readonly [prop: string]: unknown }): Platform {
  new WebService(own, 'switchyard-api', { image: 'switchyard-api', port: 8080, ...props } as WebServiceProps);
  return own;
}

/** An image that is never pulled. */
export const neverPulled = (app: App) => api(platform(app), { imagePullPolicy: 'Never' });

/** The address of the cache as a literal, without the password that it has by now. */
export function literalAddress(app: App): Platform {
  const own = platform(app);
  new Redis(own, 'redis', { image: 'redis' });
  return api(own, { env: { ENCLII_REDIS_URL: 'redis://redis:6379' } });
}

/** A number of replicas beside an autoscaler. */
export const twoOwners = (app: App) => api(platform(app), { replicas: 5, autoscaling: { min: 3, max: 10, cpu: 70, memory: 80 } });

/** One setting in the Deployment and in a secret. */
export const settingTwice = (app: App) => api(platform(app), { env: { ENCLII_LOG_LEVEL: 'info' }, secrets: { ENCLII_LOG_LEVEL: sealed('switchyard-secret', 'log-level') } });

/** A host that is to have TLS, and nobody who signs its certificate. */
export const noIssuer = (app: App) =>
  api(platform(app, { cluster: { gateway: { api: 'ingress', class: 'nginx', namespace: 'ingress-nginx' } } }), { route: { hosts: ['api.enclii.dev'] } });

/** A wildcard that nobody can prove by HTTP. */
export function wildcard(app: App): Platform {
  const gateway = { api: 'ingress', class: 'nginx', namespace: 'ingress-nginx' } as const;
  return api(platform(app, { cluster: { gateway, issuer: { name: 'letsencrypt-prod' } } }), { route: { hosts: ['*.enclii.dev'] } });
}

const reading = ['get', 'list', 'watch'];

/** Every Secret of the namespace, without a name. */
export const everySecret = (app: App) => api(platform(app), { permissions: [{ apiGroups: [''], resources: ['secrets'], verbs: reading }] });

/** Every kind there is. */
export const everything = (app: App) => api(platform(app), { permissions: [{ apiGroups: ['*'], resources: ['*'], verbs: reading }] });

/** Namespaces in a Role, as the audit's own example has them. */
export const namespaces = (app: App) => api(platform(app), { permissions: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['get'], resourceNames: ['enclii-production'] }] });

/** The logs of pods under a name that grants nothing. */
export const wrongLogs = (app: App) => api(platform(app), { permissions: [{ apiGroups: [''], resources: ['pods', 'pods/logs'], verbs: reading }] });
