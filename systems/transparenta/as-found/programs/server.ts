/** What the description says of the application, as it stands. */
import { Platform, WebService, sealed, type App, type WebServiceProps } from 'cdk8s-lockstep';
import { platform, vary } from './platform';

function server(app: App, props: Partial<WebServiceProps>): Platform {
  const own = platform(app);
  new WebService(own, 'server', { image: 'server', port: 3000, ...props });
  return own;
}

/** One replica in production, without a word about it. */
export function oneReplica(app: App): Platform {
  const own = platform(app);
  new WebService(own, 'server', { image: 'server', port: 3000, replicas: vary({ dev: 1, prod: 1 }) });
  return own;
}

/** Liveness that restarts the pod when a database is slow. */
export const sameProbes = (app: App): Platform =>
  server(app, { probes: { readiness: { http: '/health/ready' }, liveness: { http: '/health/ready' } } });

/** The default of one second, while a dependency may take three. */
export const shortProbe = (app: App): Platform =>
  server(app, { probes: { readiness: { http: '/health/ready', timeout: '1s', dependencyTimeout: '3s' } } });

/** The address of the example. */
export function placeholder(app: App): Platform {
  const own = platform(app);
  new WebService(own, 'server', {
    image: 'server',
    port: 3000,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: vary({ dev: 'https://otlp-dev.devostack.com', prod: 'https://example.com' }) },
  });
  return own;
}

/** One variable from the configuration and from a secret. */
export const twice = (app: App): Platform =>
  server(app, { env: { JWT_SECRET: 'none' }, secrets: { JWT_SECRET: sealed('server-secrets', 'JWT_SECRET') } });
