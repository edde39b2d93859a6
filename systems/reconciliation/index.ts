import { ExternalService, WebService, type App, type Platform } from 'cdk8s-lockstep';
import { env, text, vary } from './environments';
import { addAccess } from './access';
import { addPlatform } from './platform';
import { scalingMetrics } from './scaling';
import { PORT, backendSettings, frontendSettings } from './settings';
import { addCache, addDatabase } from './stores';
import { addMigration, addVerification } from './verify';

/** Timings of both, as they were; liveness asks for the port alone, since the health path asks the stores. */
const probes = (path: string, port: number) => ({
  readiness: { http: path, delay: '5s', period: '5s' },
  liveness: { tcp: port, delay: '30s', period: '10s' },
  startup: { http: path },
});

/** A reconciliation platform: a backend with REST and WebSocket, a web interface, PostgreSQL and Redis. */
export function reconciliation(app: App): Platform {
  const platform = addPlatform(app);
  addAccess(platform);
  const database = addDatabase(platform);
  const cache = addCache(platform);
  const mail = new ExternalService(platform, 'mail', { url: 'smtp://smtp.reconciliation-platform.com:587' });
  const payments = new ExternalService(platform, 'payments', { url: env.payments });
  addMigration(platform, database);

  const backend = new WebService(platform, 'backend', {
    name: 'reconciliation-backend',
    image: 'backend',
    port: PORT,
    portVariable: 'BACKEND_PORT',
    servicePort: PORT,
    autoscaling: {
      min: vary({ staging: 2, production: 3 }),
      max: vary({ staging: 4, production: 10 }),
      cpu: 70,
      memory: 80,
      metrics: scalingMetrics,
    },
    disruption: { minAvailable: vary({ staging: 1, production: 2 }) },
    resources: vary({
      staging: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
      production: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } },
    }),
    probes: probes('/health', PORT),
    writable: { '/app/uploads': '2Gi', '/app/logs': '256Mi', '/tmp': '256Mi' },
    configMap: 'reconciliation-config',
    configuration: backendSettings({
      DATABASE_URL: database.url,
      REDIS_URL: cache.url,
      SMTP_URL: mail.url,
      PAYMENT_API_URL: payments.url,
    }),
    podLabels: { 'app.kubernetes.io/version': platform.imageTag('backend') },
    metrics: { path: '/api/v1/metrics', interval: '15s' },
    route: {
      certificate: 'reconciliation-tls',
      hosts: [text`api.${env.domain}`],
      // The silence that ingress-nginx bears: a WebSocket may be quiet for an hour.
      rules: [{ prefix: '/', timeout: '1h', reconnects: true }],
      bodySize: '50Mi',
    },
    // A step each minute; after five bad ones the version before has all of it again.
    canary: { interval: '1m', threshold: 5, stepWeight: 10, maxWeight: 50, success: 99, latency: '500ms' },
  });

  const frontend = new WebService(platform, 'frontend', {
    name: 'reconciliation-frontend',
    image: 'frontend',
    port: 3000,
    servicePort: 3000,
    user: 101,
    autoscaling: { min: 2, max: vary({ staging: 3, production: 5 }), cpu: 70, memory: 80 },
    disruption: { minAvailable: 1 },
    resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    probes: probes('/healthz', 3000),
    writable: { '/tmp': '64Mi' },
    configuration: frontendSettings,
    podLabels: { 'app.kubernetes.io/version': platform.imageTag('frontend') },
    route: { hosts: [env.domain], certificate: 'reconciliation-tls' },
  });

  addVerification(platform, database, backend, frontend);
  return platform;
}
