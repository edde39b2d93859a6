/** What the programs beside it build on: three environments and an empty platform, in which each does one thing wrong. */
import { Platform, defineEnvironments, type App, type PlatformInput } from 'cdk8s-lockstep';

export const { environments, env, vary, text, only } = defineEnvironments({
  dev: { stage: 'development', namespace: 'dev', host: 'api.dev.tickettoken.com' },
  staging: { stage: 'staging', namespace: 'staging', host: 'api.staging.tickettoken.com' },
  production: { stage: 'production', namespace: 'production', host: 'api.tickettoken.com' },
});

export function platform(app: App, props: Partial<PlatformInput> = {}): Platform {
  return new Platform(app, 'tickettoken', {
    environments,
    edition: '2026',
    owner: 'tickettoken',
    cluster: {
      apiServer: { cidrs: ['10.30.0.0/16'], port: 443 },
      gateway: { api: 'ingress', class: 'nginx', namespace: 'ingress-nginx' },
      issuer: { name: 'letsencrypt-prod' },
      operators: { cloudNativePg: { namespace: 'cnpg-system' } },
      storageClass: 'fast-ssd',
    },
    ...props,
  });
}
