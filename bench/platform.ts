/** A platform of any number of services in three environments, eight objects a service: the work unit of the benchmarks. */
import { App, Platform, WebService, defineEnvironments, type Inputs } from 'cdk8s-lockstep';

const { environments, env, vary, text } = defineEnvironments({
  dev: { stage: 'development', namespace: 'bench-dev', domain: 'dev.bench.example' },
  staging: { stage: 'staging', namespace: 'bench-staging', domain: 'staging.bench.example' },
  prod: { stage: 'production', namespace: 'bench-prod', domain: 'bench.example' },
});

const pin = {
  repository: 'ghcr.io/bench/service',
  tag: '1.0.0',
  digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
  example: false,
};

const inputs: Inputs = {
  findings: [],
  images: { file: 'images.lock.yaml', names: () => ['service'], find: () => pin },
  sealed: { names: () => [], find: () => undefined },
};

/** Each service calls the one before it: Deployment, Service, ServiceAccount, ConfigMap, PDB, NetworkPolicy, HTTPRoute and HPA. */
export function benchPlatform(services: number, outdir: string): App {
  const app = new App({ inputs, outdir });
  const platform = new Platform(app, 'bench', {
    environments,
    edition: '2026',
    owner: 'bench',
    cluster: { gateway: { api: 'gateway-api', name: 'gateways/public', namespace: 'gateways' } },
  });
  let before: WebService | undefined;
  for (let index = 0; index < services; index++) {
    const name = `service-${String(index).padStart(5, '0')}`;
    before = new WebService(platform, name, {
      image: 'service',
      port: 3000,
      configMap: `${name}-config`,
      autoscaling: { min: vary({ dev: 1, staging: 2, prod: 3 }), max: vary({ dev: 2, staging: 4, prod: 12 }) },
      env: {
        LOG_LEVEL: vary({ dev: 'debug', staging: 'info', prod: 'info' }),
        PUBLIC_URL: text`https://${name}.${env.domain}`,
        REGION: 'eu-central-1',
        ...(before !== undefined && { UPSTREAM_URL: before.url }),
      },
      resources: {
        requests: { cpu: '100m', memory: '128Mi' },
        limits: { cpu: '500m', memory: vary({ dev: '256Mi', staging: '256Mi', prod: '512Mi' }) },
      },
      writable: { '/tmp': '64Mi' },
      route: { hosts: [text`${name}.${env.domain}`] },
    });
  }
  return app;
}
