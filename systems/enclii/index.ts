import { deviate, ExternalService, Migration, WebService, type App, type Platform } from 'cdk8s-lockstep';
import { env, text, vary } from './environments';
import { alerts, objectives } from './objectives';
import { addPlatform, addProjects } from './platform';
import { addRecording } from './recording';
import { PORT, settings } from './settings';
import { addCache, addDatabase } from './stores';
import { addTracing } from './tracing';

const API = 'switchyard-api';

/** The control plane of an internal developer platform: one API with its database, cache and tracing. */
export function enclii(app: App): Platform {
  const platform = addPlatform(app);
  const database = addDatabase(platform);
  const cache = addCache(platform);
  const collector = addTracing(platform);
  const projects = [addProjects(platform).namespace];
  addRecording(platform);
  const identity = new ExternalService(platform, 'identity', { url: env.identity });

  new Migration(platform, 'switchyard-migrate', {
    database,
    image: API,
    user: 65532,
    args: ['migrate'],
    env: { ENCLII_DB_URL: database.url },
  });

  const api = new WebService(platform, API, {
    image: API,
    port: PORT,
    servicePort: PORT,
    user: 65532,
    autoscaling: {
      min: vary({ dev: 2, staging: 3, production: 5 }),
      max: vary({ dev: 2, staging: 6, production: 10 }),
      cpu: 70,
      memory: 80,
    },
    rollout: { maxSurge: vary({ dev: 1, staging: 1, production: 2 }), maxUnavailable: 0, progressDeadline: '5m' },
    resources: vary({
      dev: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
      staging: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '1', memory: '1Gi' } },
      production: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } },
    }),
    probes: {
      readiness: {
        http: '/health/ready',
        delay: vary({ dev: '10s', staging: '10s', production: '15s' }),
        period: '10s',
        timeout: '3s',
        failures: 3,
      },
      liveness: {
        http: '/health/live',
        delay: vary({ dev: '30s', staging: '30s', production: '60s' }),
        period: vary({ dev: '10s', staging: '10s', production: '15s' }),
        timeout: '5s',
        failures: vary({ dev: 3, staging: 3, production: 2 }),
      },
    },
    writable: { '/tmp': '256Mi', '/var/run': '16Mi' },
    configMap: 'switchyard-config',
    configuration: settings({
      ENCLII_DB_URL: database.pooledUrl,
      ENCLII_REDIS_SENTINEL_ADDRS: cache.sentinels,
      ENCLII_REDIS_SENTINEL_MASTER_NAME: cache.masterName,
      ENCLII_REDIS_SENTINEL_PASSWORD: cache.sentinelPassword,
      ENCLII_REDIS_PASSWORD: cache.passwordOf('switchyard'),
      ENCLII_OIDC_ISSUER: identity.url,
      OTEL_EXPORTER_JAEGER_ENDPOINT: text`${collector.url}/api/traces`,
    }),
    tracing: { endpoint: collector.urlOf('otlp-http'), sampling: vary({ dev: 1, staging: 0.5, production: 0.1 }) },
    permissions: [
      { apiGroups: ['apps'], resources: ['deployments', 'replicasets'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list', 'watch'] },
      {
        namespaces: projects,
        apiGroups: ['apps'],
        resources: ['deployments', 'replicasets'],
        verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'],
      },
      {
        namespaces: projects,
        apiGroups: [''],
        resources: ['services'],
        verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'],
      },
      {
        namespaces: projects,
        apiGroups: ['networking.k8s.io'],
        resources: ['ingresses'],
        verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'],
      },
      { namespaces: projects, apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list', 'watch'] },
    ],
    slo: objectives,
    alerts,
    metrics: { interval: '30s', timeout: '8s' },
    // The objective asks for half a second of 95 of 100 requests; this is of 99 of them.
    canary: { interval: '1m', threshold: 5, stepWeight: 10, maxWeight: 50, success: 99, latency: '1s' },
    route: {
      name: 'enclii-ingress',
      hosts: [env.host],
      certificate: 'tls-api-enclii',
      bodySize: '10Mi',
      rateLimit: { requestsPerSecond: vary({ dev: 100, staging: 10, production: 10 }), connections: 100 },
      firewall: vary({ dev: false, staging: true, production: true }),
    },
  });
  deviate(api, {
    rule: 'LS022',
    in: ['dev', 'staging', 'production'],
    reason: 'Its purpose: it deploys the projects of teams, into a namespace that holds nothing but those.',
  });
  return platform;
}
