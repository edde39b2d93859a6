import type { NatsStreaming } from 'cdk8s-lockstep';
import { ExternalService, Issuer, WebService, Worker, podField, sealed, type App, type Platform } from 'cdk8s-lockstep';
import { env, vary } from './environments';
import { addPlatform } from './platform';
import { services, type ServiceRow } from './services';
import { addDatabase, addDeadlines, addEvents } from './stores';

/** What the six programs have in common. */
const common = {
  user: 1001,
  replicas: vary({ ci: 1, base: 2 }),
  resources: { requests: { cpu: '150m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
};

/** A marketplace of tickets: four services with a database each, a worker that ends unpaid orders, and the pages. */
export function ticketing(app: App): Platform {
  const platform = addPlatform(app);
  new Issuer(platform, 'issuer', { authority: vary({ ci: 'self-signed', base: 'letsencrypt' }), email: env.contact });
  const nats = addEvents(platform);
  const deadlines = addDeadlines(platform);
  const stripe = new ExternalService(platform, 'stripe', { url: 'https://api.stripe.com' });
  const made = Object.entries(services).map(([name, row]) =>
    addService(platform, nats, name, row, name === 'payments' ? [stripe.endpoint] : []),
  );

  new Worker(platform, 'expiration', {
    ...common,
    image: 'expiration',
    env: { NODE_ENV: 'production', ...eventVariables(nats), REDIS_HOST: deadlines.host },
    secrets: { REDIS_PASSWORD: deadlines.password, NATS_AUTH_TOKEN: nats.token },
    probes: { liveness: asked('10s', '20s', { exec: ['pgrep', 'node'] }) },
  });

  new WebService(platform, 'client', {
    ...common,
    image: 'client',
    port: 3000,
    servicePort: 3000,
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: 1 },
    // Pages are rendered with what the services answer; each call names its service, not the way around through the ingress.
    calls: made.map(({ endpoint }) => endpoint),
    probes: { readiness: asked('5s', '10s', { http: '/' }), liveness: asked('10s', '20s', { tcp: 3000 }) },
    route: { hosts: [env.host], certificate: 'ingress-tls' },
  });
  return platform;
}

function addService(
  platform: Platform,
  nats: NatsStreaming,
  name: string,
  row: ServiceRow,
  calls: readonly ExternalService['endpoint'][],
): WebService {
  const database = addDatabase(platform, name);
  const health = `/api/${name === 'auth' ? 'users' : name}/healthz`;
  return new WebService(platform, name, {
    ...common,
    image: name,
    port: 3000,
    servicePort: 3000,
    env: {
      NODE_ENV: 'production',
      MONGO_USERNAME: database.credentials.username,
      MONGO_URI: database.url,
      ...(row.events === true && eventVariables(nats)),
    },
    secrets: {
      JWT_KEY: sealed('jwt-secret', 'JWT_KEY'),
      MONGO_PASSWORD: database.credentials.password,
      ...(row.events === true && { NATS_AUTH_TOKEN: nats.token }),
      ...Object.fromEntries(
        Object.entries(row.secrets ?? {}).map(([variable, secret]) => [variable, sealed(secret, variable)]),
      ),
    },
    calls,
    probes: { readiness: asked('5s', '10s', { http: health }), liveness: asked('10s', '20s', { tcp: 3000 }) },
    route: {
      hosts: [env.host],
      certificate: 'ingress-tls',
      rules: [{ prefix: `/api/${name === 'auth' ? 'users' : name}` }],
    },
  });
}

/** How a program finds the server of events. */
function eventVariables(nats: NatsStreaming) {
  return { NATS_CLIENT_ID: podField('metadata.name'), NATS_CLUSTER_ID: 'ticketing', NATS_URL: nats.url };
}

function asked<T extends object>(delay: string, period: string, question: T) {
  return { ...question, delay, period, failures: 6 };
}
