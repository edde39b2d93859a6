/** The platform itself, and what is declared beside services. */
import type { GatewayFacts } from '../../../pattern/edge/gateway';
import { Issuer } from '../../../pattern/edge/issuer';
import { ExternalService } from '../../../pattern/network/external';
import { AlertReceivers } from '../../../pattern/observability/receivers';
import type { Platform, PlatformInput } from '../../../pattern/platform/platform';
import { Postgres } from '../../../pattern/stores/postgres/postgres';
import { sealed } from '../../../pattern/secrets/sealed';
import { WebService } from '../../../pattern/workload/web-service';
import { TenantNamespace } from '../../../pattern/tenancy/tenant-namespace';
import { examplesOf, platformExample, type Example } from '../proof.test-support';
import { ALERTS, CLUSTER, GATEWAY, ISTIO, NGINX, RESOURCES, SHOP } from '../shop.test-support';
import { only, type PlatformExtras } from '../world.test-support';

const EVERYWHERE = only(['dev', 'prod'], 'everywhere');
const quota = {
  cpu: { requests: '20', limits: '80' },
  memory: { requests: '40Gi', limits: '80Gi' },
  pods: 80,
  storage: '900Gi',
};
const delivery = {
  repository: 'https://git.acme/shop.git',
  revision: 'main',
  path: 'manifests',
  bootstrapRevision: 'stable',
  application: 'shop',
  project: 'shop-project',
  server: 'https://cluster.acme:6443',
  namespace: 'delivery',
  automated: false,
  windows: {
    nights: { kind: 'allow', schedule: '0 22 * * *', duration: '6h', manual: true, timeZone: 'Europe/Berlin' },
  },
  notifications: { slack: 'deployments', pagerDuty: 'shop', on: ['deployed', 'degraded'] },
  argocdPerEnvironment: true,
} as const;

/** Makes use of what a platform says of its cluster. */
function services(shop: Platform): void {
  const db = new Postgres(shop, 'db', {
    image: 'postgresql',
    version: 18,
    instances: 2,
    storage: { size: '10Gi' },
    backup: { destination: 's3://backups/shop' },
  });
  new WebService(shop, 'api', {
    image: 'api',
    port: 3000,
    env: { DATABASE_URL: db.url },
    secrets: { KEY: sealed('api', 'key'), OTHER: sealed('other', 'key') },
    metrics: {},
    tracing: true,
    permissions: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
    route: { hosts: ['a.shop.example', 'b.shop.example'] },
  });
}

const facts = {
  kubernetes: ['1.33', '1.36'],
  apiServer: { cidrs: ['10.0.0.1/32', '10.0.0.2/32'], port: 7443 },
  dns: { namespace: 'dns-system', labels: { app: 'coredns' }, nodeLocal: true },
  gateway: { ...GATEWAY, listeners: { http: 'plain', https: 'secure' } },
  issuer: { name: 'letsencrypt', kind: 'ClusterIssuer', challenge: 'none' },
  mesh: 'none',
  prometheus: { ...CLUSTER.prometheus, scrapes: ['kubelet', 'kube-state-metrics'] },
  tracing: { ...CLUSTER.tracing, port: 4417, protocol: 'grpc' },
  metrics: ['custom', 'external'],
  storageClass: 'standard',
  operators: CLUSTER.operators,
  provides: [
    { group: 'storage.k8s.io', kind: 'StorageClass', name: 'local', labels: { a: 'b' } },
    { group: '', kind: 'ConfigMap', namespace: 'one', name: 'settings' },
  ],
} as const satisfies PlatformInput['cluster'];

const accounts = {
  aws: {
    aws: { region: 'eu-west-1', role: 'arn:aws:iam::123456789012:role/shop', service: 'ParameterStore' as const },
  },
  vault: {
    vault: {
      server: 'https://vault.acme:8200',
      role: 'shop',
      engine: 'kv',
      version: 'v1' as const,
      auth: 'cluster',
      namespace: 'team',
    },
  },
  google: { google: { project: 'acme', serviceAccount: 'shop@acme.iam.gserviceaccount.com' } },
  azure: { azure: { vaultUrl: 'https://shop.vault.azure.net', tenantId: 'tenant', clientId: 'client' } },
  provided: { provided: 'ClusterSecretStore' as const },
};

const replicated = {
  version: 'v9.8.7',
  namespace: 'elsewhere',
  resources: RESOURCES,
  values: { extra: { nested: [1, 2], on: true }, name: 'x' },
  only: EVERYWHERE,
  replicas: 3,
};
const { replicas: _, ...single } = replicated;
const kept = { ...single, retention: '9d', storage: '70Gi', storageClass: 'local' };
const own = <T extends object>(name: string, more: T) => ({ ...more, namespace: name });
const addOns: NonNullable<PlatformInput['addOns']> = {
  certManager: own('a', replicated),
  envoyGateway: own('b', replicated),
  istio: own('c', replicated),
  istioGateway: own('d', replicated),
  sealedSecrets: own('e', { ...single, keyRenewal: '900h' }),
  externalSecrets: own('f', replicated),
  reloader: own('g', replicated),
  cloudNativePg: own('h', replicated),
  elastic: own('i', replicated),
  mongoDb: own('j', single),
  kubePrometheusStack: own('k', {
    ...replicated,
    retention: '9d',
    storage: '70Gi',
    storageClass: 'local',
    grafana: true,
    grafanaAdmin: 'grafana-admin',
  }),
  prometheusAdapter: own('l', replicated),
  metricsServer: own('m', replicated),
  loki: own('n', kept),
  fluentBit: own('o', { ...single, labels: { env: 'shop', team: 'orders' } }),
  tempo: own('p', kept),
  openTelemetryCollector: own('q', { ...replicated, sampling: 30 }),
  keda: own('r', replicated),
  flagger: own('s', { ...replicated, provider: 'istio' as const }),
  kyverno: own('t', replicated),
  ingressNginx: own('u', { ...replicated, class: 'public', service: 'NodePort' as const }),
};
/** Add-ons that another one works with. */
const NEEDS: Readonly<Record<string, string>> = {
  istioGateway: 'istio',
  prometheusAdapter: 'kubePrometheusStack',
  fluentBit: 'loki',
  openTelemetryCollector: 'tempo',
  flagger: 'kubePrometheusStack',
};
const delivered: PlatformExtras = {
  cluster: { apiServer: CLUSTER.apiServer, storageClass: 'standard' },
  delivery: { repository: 'https://git.acme/shop.git', revision: 'main', argocdPerEnvironment: true },
};

const gateway = (name: string, facts: GatewayFacts) =>
  platformExample(name, { cluster: { ...CLUSTER, gateway: facts } }, services, ['cluster', 'gateway']);

const externalService = examplesOf(ExternalService, 'bank');
const tenantNamespace = examplesOf(TenantNamespace, 'projects');
const { issuer: _none, ...unsigned } = CLUSTER;
const SIGNED: PlatformExtras = { cluster: { ...unsigned, gateway: NGINX } };

const issuer = examplesOf(Issuer, 'issuer');
const alertReceivers = examplesOf(AlertReceivers, 'on-call');

export const PLATFORMS: readonly Example[] = [
  platformExample(
    'Platform',
    {
      cluster: facts,
      delivery,
      quota,
      pullSecrets: { 'registry.acme': 'registry' },
      rotation: { default: '90d', secrets: { api: '30d' }, certificate: '300d' },
      runbooks: 'https://wiki.acme/alerts',
      dashboards: { label: 'dashboards', folder: 'Shop' },
      alerts: ALERTS,
      policies: { kyverno: 'Audit' },
    },
    services,
  ),
  gateway('Platform with a Gateway on its nodes', {
    api: 'gateway-api',
    name: 'gateways/public',
    addresses: ['10.0.0.0/24', '10.0.1.0/24'],
  }),
  gateway('Platform with a Gateway of Istio', { ...ISTIO, serviceAccount: 'public' }),
  gateway('Platform with ingress-nginx', {
    ...NGINX,
    serviceAccount: 'nginx',
    hsts: { maxAge: '9000h', includeSubdomains: true, preload: true },
  }),
  gateway('Platform with ingress-nginx on its nodes', {
    api: 'ingress',
    class: 'nginx',
    addresses: ['10.0.0.0/24', '10.0.1.0/24'],
  }),
  platformExample(
    'Platform in a mesh',
    { cluster: { ...CLUSTER, gateway: ISTIO, mesh: 'sidecar' }, dashboards: true },
    services,
    ['cluster'],
  ),
  ...Object.entries(accounts).map(([kind, account]) =>
    platformExample(
      `Platform with a secret store (${kind})`,
      {
        cluster: CLUSTER,
        secretStore: {
          name: 'store',
          ...account,
          path: (secret, key) => `${secret}-${key}`,
          refreshInterval: '3h',
          secrets: ['api', 'other'],
          shared: { api: 'one account', other: 'one account', 'db-credentials': 'one account' },
        },
      },
      services,
      ['secretStore'],
    ),
  ),
  platformExample(
    'Platform with a secret store (some secrets)',
    {
      cluster: CLUSTER,
      secretStore: {
        name: 'store',
        ...accounts.aws,
        except: ['other', 'db-credentials'],
        shared: { api: 'one account' },
      },
    },
    services,
    ['secretStore'],
  ),
  ...Object.entries(addOns).map(([name, given]) =>
    platformExample(
      `Platform with add-on ${name}`,
      {
        ...delivered,
        addOns: { ...(NEEDS[name] !== undefined && { [NEEDS[name]]: {} }), [name]: given, in: EVERYWHERE },
      },
      () => undefined,
      ['addOns'],
    ),
  ),
  externalService('ExternalService', SHOP, () => ({
    url: 'https://bank.example',
    cidrs: ['203.0.113.0/24', '198.51.100.0/24'],
    port: 8443,
  })),
  tenantNamespace('TenantNamespace', SHOP, () => ({ name: 'projects', quota })),
  ...[
    { cloudflare: { token: sealed('dns', 'token') } },
    {
      route53: {
        region: 'eu-west-1',
        hostedZone: 'Z1',
        role: 'arn:aws:iam::123456789012:role/dns',
        accessKeyId: sealed('dns', 'id'),
        secretAccessKey: sealed('dns', 'secret'),
      },
    },
    { cloudDns: { project: 'acme', serviceAccount: sealed('dns', 'account') } },
    { digitalOcean: { token: sealed('dns', 'token') } },
  ].map((dns) =>
    issuer(`Issuer (${Object.keys(dns)[0]!})`, SIGNED, (shop) => {
      new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: ['api.acme.dev'] } });
      return { authority: 'letsencrypt', email: 'platform@shop.example', dns, only: EVERYWHERE };
    }),
  ),
  alertReceivers('AlertReceivers', SHOP, () => {
    const receiver = {
      pagerDuty: { routingKey: sealed('alerts', 'pagerduty') },
      slack: { webhook: sealed('alerts', 'slack'), channel: '#shop' },
      webhook: { url: sealed('alerts', 'webhook') },
    };
    return { critical: receiver, warning: receiver, repeat: '2h', only: EVERYWHERE };
  }),
];
