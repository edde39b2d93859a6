/** What the programs beside it build on: the environments and an empty platform, in which each does one thing wrong. */
import { Platform, Postgres, Redis, WebService, defineEnvironments, type App, type PlatformInput, type WebServiceProps } from 'cdk8s-lockstep';

export const { environments, env, vary, text } = defineEnvironments({
  staging: { stage: 'staging', namespace: 'reconciliation-staging' },
  production: { stage: 'production', namespace: 'reconciliation-platform' },
});

export function platform(app: App, props: Partial<PlatformInput> = {}): Platform {
  return new Platform(app, 'reconciliation', {
    environments,
    edition: '2026',
    owner: 'reconciliation',
    cluster: {
      apiServer: { cidrs: ['10.50.0.10/32'], port: 6443 },
      operators: { cloudNativePg: { namespace: 'cnpg-system' } },
      gateway: { api: 'ingress', class: 'nginx', namespace: 'ingress-nginx' },
    },
    ...props,
  });
}

export function backend(own: Platform, props: Partial<WebServiceProps> & { readonly [prop: string]: unknown }): Platform {
  new WebService(own, 'reconciliation-backend', { image: 'backend', port: 2000, portVariable: 'BACKEND_PORT', ...props } as WebServiceProps);
  return own;
}

export function cache(own: Platform): Redis {
  return new Redis(own, 'redis', { image: 'redis' });
}

export function database(own: Platform, props: object = {}): Postgres {
  return new Postgres(own, 'postgres', {
    image: 'postgresql',
    version: 18,
    instances: 3,
    storage: { size: '100Gi' },
    backup: { destination: 's3://backups-of-reconciliation/postgres' },
    ...props,
  });
}
