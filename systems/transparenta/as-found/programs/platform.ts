/** What the programs beside it build on: two environments and an empty platform, in which each does one thing wrong. */
import { Platform, defineEnvironments, type App, type PlatformInput } from 'cdk8s-lockstep';

export const { environments, env, vary, text, only } = defineEnvironments({
  dev: { stage: 'development', namespace: 'hack-for-facts-dev', host: 'api-dev.transparenta.eu' },
  prod: { stage: 'production', namespace: 'hack-for-facts-prod', host: 'api.transparenta.eu' },
});

export function platform(app: App, props: Partial<PlatformInput> = {}): Platform {
  return new Platform(app, 'transparenta', {
    environments,
    edition: '2026',
    owner: 'transparenta',
    cluster: {
      apiServer: { cidrs: ['10.0.0.10/32'], port: 6443 },
      gateway: { api: 'istio', name: 'istio-system/istio-https-gateway', namespace: 'istio-system' },
      operators: { cloudNativePg: { namespace: 'cnpg-system' } },
      storageClass: 'standard',
    },
    ...props,
  });
}
