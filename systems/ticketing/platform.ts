import { Platform, type App } from 'cdk8s-lockstep';
import { env, environments, vary } from './environments';

const replicas = vary({ ci: 1, base: 2 });

/** The namespaces, what their clusters are, and what the platform brings to them. */
export function addPlatform(app: App): Platform {
  return new Platform(app, 'ticketing', {
    environments,
    edition: '2026',
    owner: 'ticketing',
    cluster: {
      apiServer: { cidrs: [vary({ ci: '172.18.0.0/16', base: '10.40.0.10/32' })], port: 6443 },
      gateway: {
        api: 'ingress',
        class: 'nginx',
        namespace: 'ingress-nginx',
        labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
      },
      storageClass: 'standard',
    },
    addOns: {
      certManager: { replicas },
      ingressNginx: { replicas },
      sealedSecrets: {},
      mongoDb: {},
      metricsServer: {},
      kubePrometheusStack: {
        replicas,
        retention: vary({ ci: '1d', base: '15d' }),
        storage: vary({ ci: '2Gi', base: '20Gi' }),
      },
    },
    delivery: {
      repository: 'https://github.com/srayen/ticketing.git',
      revision: env.revision,
      argocdPerEnvironment: true,
    },
    quota: {
      cpu: { requests: vary({ ci: '8', base: '16' }), limits: vary({ ci: '40', base: '80' }) },
      memory: { requests: vary({ ci: '12Gi', base: '32Gi' }), limits: vary({ ci: '24Gi', base: '48Gi' }) },
      pods: vary({ ci: 60, base: 100 }),
      storage: vary({ ci: '20Gi', base: '60Gi' }),
    },
    pullSecrets: { 'ghcr.io': 'ghcr-creds' },
  });
}
