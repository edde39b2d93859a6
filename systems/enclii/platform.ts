import { AlertReceivers, Issuer, Platform, TenantNamespace, sealed, type App } from 'cdk8s-lockstep';
import { env, environments, only, text, vary } from './environments';

/** The namespaces, what their clusters are, and what the platform brings to them. */
export function addPlatform(app: App): Platform {
  const replicas = vary({ dev: 1, staging: 2, production: 2 });
  const platform = new Platform(app, 'enclii', {
    environments,
    edition: '2026',
    owner: 'madfam',
    cluster: {
      apiServer: {
        cidrs: [vary({ dev: '172.18.0.0/16', staging: '10.20.0.10/32', production: '10.30.0.10/32' })],
        port: 6443,
      },
      gateway: {
        api: 'ingress',
        class: 'nginx',
        namespace: 'ingress-nginx',
        labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
      },
      storageClass: vary({ dev: 'standard', staging: 'gp3', production: 'gp3' }),
    },
    delivery: {
      repository: 'https://github.com/madfam/enclii.git',
      revision: env.revision,
      automated: vary({ dev: true, staging: true, production: false }),
      argocdPerEnvironment: true,
    },
    addOns: {
      certManager: { replicas },
      ingressNginx: { replicas: vary({ dev: 1, staging: 2, production: 3 }) },
      sealedSecrets: {},
      cloudNativePg: { replicas },
      metricsServer: { replicas },
      kubePrometheusStack: {
        replicas,
        retention: vary({ dev: '2d', staging: '7d', production: '30d' }),
        storage: vary({ dev: '5Gi', staging: '20Gi', production: '100Gi' }),
      },
      loki: {
        retention: vary({ dev: '48h', staging: '168h', production: '720h' }),
        storage: vary({ dev: '5Gi', staging: '20Gi', production: '100Gi' }),
      },
      fluentBit: { labels: { env: vary({ dev: 'dev', staging: 'staging', production: 'production' }) } },
      flagger: { replicas },
      kyverno: { replicas: vary({ dev: 1, staging: 3, production: 3 }) },
    },
    policies: { kyverno: vary({ dev: 'Audit', staging: 'Enforce', production: 'Enforce' }) },
    quota: {
      cpu: {
        requests: vary({ dev: '4', staging: '8', production: '16' }),
        limits: vary({ dev: '16', staging: '32', production: '68' }),
      },
      memory: {
        requests: vary({ dev: '6Gi', staging: '20Gi', production: '32Gi' }),
        limits: vary({ dev: '12Gi', staging: '36Gi', production: '72Gi' }),
      },
      pods: vary({ dev: 30, staging: 40, production: 60 }),
    },
    pullSecrets: { 'ghcr.io': 'registry-secret' },
    rotation: {
      default: '365d',
      secrets: { 'postgres-credentials': '90d', 'jwt-secrets': '90d', 'redis-secret': '90d' },
      certificate: '60d',
    },
  });
  new Issuer(platform, 'certificates', {
    authority: vary({ dev: 'self-signed', staging: 'letsencrypt-staging', production: 'letsencrypt' }),
    email: env.contact,
    dns: {
      route53: {
        region: 'eu-central-1',
        accessKeyId: sealed('dns-credentials', 'access-key-id'),
        secretAccessKey: sealed('dns-credentials', 'secret-access-key'),
      },
    },
  });
  const slack = { webhook: sealed('alert-receivers', 'slack-webhook'), channel: '#enclii-alerts' };
  new AlertReceivers(platform, 'on-call', {
    critical: { pagerDuty: { routingKey: sealed('alert-receivers', 'pagerduty-key') }, slack },
    warning: { slack },
    only: only(['staging', 'production'], 'nobody is called for a developer cluster'),
  });
  return platform;
}

/** Where the control plane deploys what teams ask for. */
export function addProjects(platform: Platform): TenantNamespace {
  return new TenantNamespace(platform, 'projects', {
    name: text`${env.namespace}-projects`,
    quota: {
      cpu: {
        requests: vary({ dev: '2', staging: '8', production: '32' }),
        limits: vary({ dev: '4', staging: '16', production: '64' }),
      },
      memory: {
        requests: vary({ dev: '4Gi', staging: '16Gi', production: '64Gi' }),
        limits: vary({ dev: '8Gi', staging: '32Gi', production: '128Gi' }),
      },
      pods: vary({ dev: 20, staging: 80, production: 300 }),
    },
  });
}
