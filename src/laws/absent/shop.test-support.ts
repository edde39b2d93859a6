/** A platform that has everything that constructs need, and values that several examples share. */
import { ExternalService } from '../../pattern/network/external';
import type { Platform, PlatformInput } from '../../pattern/platform/platform';
import { sealed, sealedKeys } from '../../pattern/secrets/sealed';
import type { PlatformExtras } from './world.test-support';

type Cluster = NonNullable<PlatformInput['cluster']>;

const pods = (namespace: string, name: string) => ({ namespace, labels: { 'app.kubernetes.io/name': name } });

export const HOSTS = ['*.shop.example'] as const;
export const GATEWAY = {
  api: 'gateway-api',
  name: 'gateways/public',
  hosts: HOSTS,
  ...pods('gateways', 'envoy'),
} as const;
export const ISTIO = { ...GATEWAY, api: 'istio', name: 'istio-system/public' } as const;
export const NGINX = {
  api: 'ingress',
  class: 'nginx',
  hosts: HOSTS,
  ...pods('ingress-nginx', 'ingress-nginx'),
} as const;

export const CLUSTER = {
  apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 },
  gateway: GATEWAY,
  issuer: { name: 'letsencrypt', challenge: 'none' },
  prometheus: {
    ...pods('monitoring', 'prometheus'),
    selects: { release: 'monitoring' },
    url: 'http://prometheus.monitoring.svc:9090',
  },
  tracing: { ...pods('telemetry', 'collector'), service: 'collector' },
  operators: {
    cloudNativePg: pods('cnpg-system', 'cloudnative-pg'),
    mongoDb: pods('mongodb-system', 'mongodb-kubernetes-operator'),
    elastic: pods('elastic-system', 'elastic-operator'),
    keda: pods('keda', 'keda-operator'),
    flagger: pods('flagger-system', 'flagger'),
  },
  metrics: ['custom', 'external'],
  storageClass: 'standard',
  provides: [
    { group: 'storage.k8s.io', kind: 'StorageClass', name: 'local' },
    { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: 'databases' },
    { group: '', kind: 'Namespace', name: 'one' },
    { group: '', kind: 'Namespace', name: 'two' },
  ],
} as const satisfies Cluster;

export const SHOP: PlatformExtras = { cluster: CLUSTER, dashboards: true };
export const withCluster = (facts: Cluster): PlatformExtras => ({ ...SHOP, cluster: { ...CLUSTER, ...facts } });

/** Something to call. */
export const outside = (shop: Platform): ExternalService =>
  new ExternalService(shop, 'outside', { url: 'https://api.outside.example' });

const amounts = { cpu: '300m', memory: '300Mi', 'ephemeral-storage': '300Mi' };
export const RESOURCES = { requests: amounts, limits: { cpu: '2', memory: '600Mi', 'ephemeral-storage': '2Gi' } };
export const SMALL = { requests: { cpu: '20m', memory: '40Mi' }, limits: { cpu: '200m', memory: '80Mi' } };

const timings = { delay: '3s', period: '7s', timeout: '5s', failures: 4, dependencyTimeout: '4s' };
export const PROBES = {
  readiness: { http: '/ready', port: 3001, ...timings },
  liveness: { tcp: 3002, ...timings },
  startup: { exec: ['/bin/started', '-v'], ...timings },
};
/** The other ways to ask. */
export const PROBES_BY_GRPC = {
  readiness: { grpc: 'ready', port: 3001, ...timings },
  liveness: { grpc: 'alive', port: 3002, ...timings },
  startup: { grpc: 'started', port: 3003, ...timings },
};
export const PROBES_BY_COMMAND = {
  readiness: { exec: ['/bin/ready', '-v'], ...timings },
  liveness: { exec: ['/bin/alive', '-v'], ...timings },
  startup: { http: '/started', port: 3003, ...timings },
};
export const PROBES_BY_PORT = {
  readiness: { tcp: 3001, ...timings },
  liveness: { http: '/alive', port: 3002, ...timings },
  startup: { tcp: 3003, ...timings },
};

/** Every construct has these alerts of its pods. */
export const ALERTS = {
  memoryHigh: { threshold: 70, for: '9m', severity: 'critical', runbook: 'https://wiki.acme/memory' },
  restartLoop: { off: 'noisy' },
  OrdersStuck: {
    expr: 'sum(orders_open) > 5',
    for: '9m',
    severity: 'critical',
    summary: 'Orders are stuck',
    description: 'Look at the queue',
    runbook: 'https://wiki.acme/orders',
    labels: { team: 'orders', area: 'shop' },
  },
} as const;

const STORAGE_KEYS = ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'REGION'] as const;
export const STORAGE = {
  destination: 's3://backups/shop',
  endpoint: 'https://s3.acme.example:9000',
  cidrs: ['203.0.113.0/24', '198.51.100.0/24'],
  server: 'archive',
} as const;
export const storageCredentials = () => sealedKeys('storage-credentials', STORAGE_KEYS);

export const BACKUP = {
  ...STORAGE,
  region: 'eu-west-1',
  schedule: '0 4 * * *',
  rpo: '30h',
  rto: '2h',
  keep: { days: 9, weeks: 3, months: 4 },
  scratch: '40Gi',
  resources: SMALL,
  uploader: 'rclone-next',
  tools: 'store-tools',
  restore: { check: true, schedule: '0 8 * * *' },
};

export const key = (name: string) => sealed('store-auth', name);
