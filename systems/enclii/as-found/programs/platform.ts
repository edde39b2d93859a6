/** What the programs beside it build on: the environments and an empty platform, in which each does one thing wrong. */
import { Platform, defineEnvironments, type App, type PlatformInput } from 'cdk8s-lockstep';

export const { environments, env, vary, text, only } = defineEnvironments({
  dev: { stage: 'development', namespace: 'enclii-dev' },
  staging: { stage: 'staging', namespace: 'enclii-staging' },
  production: { stage: 'production', namespace: 'enclii-production' },
});

export function platform(app: App, props: Partial<PlatformInput> = {}): Platform {
  return new Platform(app, 'enclii', {
    environments,
    edition: '2026',
    owner: 'madfam',
    cluster: {
      apiServer: { cidrs: ['10.30.0.10/32'], port: 6443 },
      operators: { cloudNativePg: { namespace: 'cnpg-system' } },
      storageClass: 'standard',
    },
    ...props,
  });
}
