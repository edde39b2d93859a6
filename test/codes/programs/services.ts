import type { ProgramExample } from '../program-example';

/** Props of services, their probes, variables, routes and deviations. */
export const SERVICE_PROGRAMS = {
  LS101: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, replica: 3 });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000, replicas: 3 });`,
  },
  LS102: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, shutdown: { drain: '30' } });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000, shutdown: { drain: '30s' } });`,
  },
  LS103: {
    bad: `new WebService(shop, 'api', { image: 'api' });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000 });`,
  },
  LS105: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, ports: { admin: 3000 } });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000, ports: { admin: 3001 } });`,
  },
  LS106: {
    bad: `new WebService(shop, 'Shop_API', { image: 'api', port: 3000 });`,
    good: `new WebService(shop, 'shop-api', { image: 'api', port: 3000 });`,
  },
  LS107: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, env: { PORT: 8080 } });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 8080 }); // the container gets PORT=8080`,
  },
  LS108: {
    bad: `new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  probes: { readiness: { http: '/health' }, liveness: { http: '/health' } },
});`,
    good: `new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  probes: { readiness: { http: '/ready' }, liveness: { http: '/alive' } },
});`,
  },
  LS109: {
    bad: `new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  probes: { readiness: { http: '/ready', timeout: '2s', dependencyTimeout: '3s' } },
});`,
    good: `new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  probes: { readiness: { http: '/ready', timeout: '4s', dependencyTimeout: '3s' } },
});`,
  },
  LS110: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, env: { MAIL_FROM_URL: 'https://www.example.com' } });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000, env: { MAIL_FROM_URL: 'https://shop.acme' } });`,
  },
  LS114: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, replicas: 3, autoscaling: { min: 2, max: 6 } });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000, autoscaling: { min: 2, max: 6 } });`,
  },
  LS115: {
    bad: `new WebService(shop, 'argocd', { image: 'api', port: 3000 });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000 });`,
  },
  LS116: {
    bad: `const shop = new Platform(app, 'shop', { environments, edition: '2026', owner: 'team-shop' });
new WebService(shop, 'api', { image: 'api', port: 3000, metrics: {} });`,
    good: `const shop = new Platform(app, 'shop', {
  environments,
  edition: '2026',
  owner: 'team-shop',
  cluster: {
    prometheus: { namespace: 'monitoring', labels: { app: 'prometheus' }, selects: { release: 'monitoring' } },
  },
});
new WebService(shop, 'api', { image: 'api', port: 3000, metrics: {} });`,
  },
  LS117: {
    bad: `const api = new WebService(shop, 'api', { image: 'api', port: 3000, replicas: vary({ dev: 1, prod: 2 }) });
deviate(api, { opinion: 'one-replica', in: ['prod'], reason: 'sessions are kept in memory' });`,
    good: `const api = new WebService(shop, 'api', { image: 'api', port: 3000, replicas: 1 });
deviate(api, { opinion: 'single-replica', in: ['prod'], reason: 'sessions are kept in memory' });`,
  },
  LS118: {
    bad: `new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  writable: { '/tmp': '2Gi' },
  resources: { limits: { 'ephemeral-storage': '1Gi' } },
});`,
    good: `new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  writable: { '/tmp': '2Gi' },
  resources: { limits: { 'ephemeral-storage': '3Gi' } },
});`,
  },
  LS123: {
    bad: `new CronTask(shop, 'cleanup', { image: 'api', schedule: '30 2 * * *', startingDeadline: '5s' });`,
    good: `new CronTask(shop, 'cleanup', { image: 'api', schedule: '30 2 * * *', startingDeadline: '60s' });`,
  },
  LS124: {
    bad: `const Brokers = definePattern('broker', { brokers: shape.required(shape.integer({ min: 1 })) }, (pattern, { brokers }) => {
  if (brokers % 2 === 0)
    pattern.refuse({ path: 'brokers', message: \`\${brokers} brokers have no majority\`, fix: 'Use an odd number.' });
});
new Brokers(shop, 'events', { brokers: vary({ dev: 1, prod: 2 }) });`,
    good: `const Brokers = definePattern('broker', { brokers: shape.required(shape.integer({ min: 1 })) }, (pattern, { brokers }) => {
  if (brokers % 2 === 0)
    pattern.refuse({ path: 'brokers', message: \`\${brokers} brokers have no majority\`, fix: 'Use an odd number.' });
});
new Brokers(shop, 'events', { brokers: vary({ dev: 1, prod: 3 }) });`,
  },
  LS125: {
    bad: `const Notes = definePattern('config', {}, (pattern) => {
  const data = { created: String(performance.now()) };
  pattern.add('notes', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: pattern.name }, data });
});
new Notes(shop, 'notes', {});`,
    good: `const Notes = definePattern('config', { created: shape.required(shape.anyText) }, (pattern, { created }) => {
  const data = { created };
  pattern.add('notes', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: pattern.name }, data });
});
new Notes(shop, 'notes', { created: '2026-11-21' });`,
  },
  LS151: {
    bad: `const auth = new WebService(shop, 'auth', { image: 'auth', port: 3001 });
new WebService(shop, 'api', { image: 'api', port: 3000, env: { AUTH_URL: 'http://auth' } });`,
    good: `const auth = new WebService(shop, 'auth', { image: 'auth', port: 3001 });
new WebService(shop, 'api', { image: 'api', port: 3000, env: { AUTH_URL: auth.url } });`,
  },
  LS690: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, replicas: 1 });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000, replicas: vary({ dev: 1, prod: 2 }) });`,
  },
} as const satisfies Record<string, ProgramExample>;
