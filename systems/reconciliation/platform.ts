import { Endpoint, Issuer, Platform, type App } from 'cdk8s-lockstep';
import { env, environments, vary } from './environments';
import { adapterRules } from './scaling';

const controller = {
  namespace: 'ingress-nginx',
  labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
};

/** The way in as pods of the cluster see it where the address of the load balancer is answered by the nodes themselves. */
export const entryInside = new Endpoint({ kind: 'cluster', name: 'gateway', ...controller }, [
  { port: 443, protocol: 'TCP' },
]);

/** The namespaces, what their clusters are, and what the platform brings to them. */
export function addPlatform(app: App): Platform {
  const replicas = vary({ staging: 1, production: 2 });
  const platform = new Platform(app, 'reconciliation', {
    environments,
    edition: '2026',
    owner: 'reconciliation',
    cluster: {
      apiServer: { cidrs: [vary({ staging: '10.40.0.10/32', production: '10.50.0.10/32' })], port: 6443 },
      gateway: { api: 'ingress', class: 'nginx', ...controller },
    },
    delivery: {
      repository: 'https://github.com/reconciliation/platform.git',
      revision: env.revision,
      argocdPerEnvironment: true,
    },
    addOns: {
      certManager: { replicas },
      ingressNginx: { replicas },
      sealedSecrets: {},
      cloudNativePg: { replicas },
      metricsServer: { replicas },
      kubePrometheusStack: {
        replicas,
        retention: '200h',
        storage: '50Gi',
        grafanaAdmin: 'grafana-admin',
        values: {
          grafana: { persistence: { enabled: true, size: '10Gi' } },
          prometheus: { prometheusSpec: { scrapeInterval: '15s' } },
        },
      },
      prometheusAdapter: { replicas, values: { rules: { default: false, custom: adapterRules } } },
      flagger: { replicas },
      loki: {
        retention: vary({ staging: '168h', production: '720h' }),
        storage: vary({ staging: '10Gi', production: '50Gi' }),
      },
      fluentBit: { labels: { env: vary({ staging: 'staging', production: 'production' }) } },
    },
    quota: {
      cpu: { requests: vary({ staging: '8', production: '16' }), limits: vary({ staging: '32', production: '64' }) },
      memory: {
        requests: vary({ staging: '12Gi', production: '24Gi' }),
        limits: vary({ staging: '32Gi', production: '64Gi' }),
      },
      pods: vary({ staging: 30, production: 50 }),
    },
    pullSecrets: { 'docker.io': 'registry-credentials' },
    rotation: { default: '180d' },
  });
  new Issuer(platform, 'letsencrypt', {
    authority: vary({ staging: 'letsencrypt-staging', production: 'letsencrypt' }),
    email: 'platform@reconciliation-platform.com',
  });
  return platform;
}
