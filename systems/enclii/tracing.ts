import { StatefulService, WebService, deviate, type Platform } from 'cdk8s-lockstep';
import { vary } from './environments';

const STORE_PORT = 17271;

/** Jaeger as its parts: collectors that scale, a query that can be restarted, and a store with a volume. */
export function addTracing(platform: Platform): WebService {
  const small = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } };
  const resources = vary({
    dev: small,
    staging: small,
    production: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
  });

  const store = new StatefulService(platform, 'jaeger-store', {
    image: 'jaeger-remote-storage',
    port: STORE_PORT,
    protocol: 'grpc',
    metrics: { port: 17270 },
    env: {
      SPAN_STORAGE_TYPE: 'badger',
      BADGER_EPHEMERAL: false,
      BADGER_DIRECTORY_KEY: '/badger/keys',
      BADGER_DIRECTORY_VALUE: '/badger/values',
      BADGER_SPAN_STORE_TTL: vary({ dev: '24h', staging: '72h', production: '168h' }),
    },
    volumes: { badger: { path: '/badger', size: vary({ dev: '5Gi', staging: '10Gi', production: '50Gi' }) } },
    probes: { readiness: { http: '/', port: 17270 }, liveness: { tcp: STORE_PORT } },
    resources,
  });
  deviate(store, {
    opinion: 'single-replica',
    in: ['production'],
    reason:
      'Badger is one process: while its node is drained, collectors queue spans, and no request of a user waits for them.',
  });

  const storage = { SPAN_STORAGE_TYPE: 'grpc-plugin', GRPC_STORAGE_SERVER: store.address };
  new WebService(platform, 'jaeger-query', {
    image: 'jaeger-query',
    port: 16686,
    servicePort: 16686,
    replicas: vary({ dev: 1, staging: 2, production: 2 }),
    metrics: { port: 16687 },
    env: storage,
    probes: { readiness: { http: '/', delay: '10s' }, liveness: { tcp: 16686, delay: '30s' } },
    resources,
  });

  return new WebService(platform, 'jaeger', {
    image: 'jaeger-collector',
    port: 14268,
    servicePort: 14268,
    ports: { 'otlp-http': 4318 },
    replicas: vary({ dev: 1, staging: 2, production: 2 }),
    metrics: { port: 14269 },
    env: { ...storage, COLLECTOR_OTLP_ENABLED: true },
    probes: {
      readiness: { http: '/', port: 14269, delay: '10s', period: '10s' },
      liveness: { tcp: 14268, delay: '30s', period: '10s' },
    },
    resources,
  });
}
