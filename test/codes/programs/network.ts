import type { ProgramExample } from '../program-example';

const AUTH = `const auth = new WebService(shop, 'auth', { image: 'auth', port: 3001 });
`;
const API = `new WebService(shop, 'api', { image: 'api', port: 3000, env: { AUTH_URL: auth.url } });
`;
const policy = (name: string, spec: string): string => `new ApiObject(shop, '${name}', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: '${name}' },
  spec: ${spec},
} as never);
`;
const labels = (name: string): string => `{ matchLabels: { 'app.kubernetes.io/name': '${name}' } }`;
const canary = (rules: string): string => `const shop = new Platform(app, 'shop', {
  ...defaults,
  cluster: {
    ...cluster,
    gateway: { ...nginx, hosts: ['*.shop.acme', 'shop.acme'] },
    prometheus: { ...cluster.prometheus, url: 'http://prometheus.monitoring.svc:9090' },
    operators: { flagger: { namespace: 'flagger-system', labels: { app: 'flagger' } } },
  },
});
new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  metrics: {},
  autoscaling: { min: 3, max: 10 },
  canary: {},
  route: { hosts: ['api.shop.acme'], rules: [${rules}] },
});`;
const template = (provides: string): string => `const shop = new Platform(app, 'shop', {
  ...defaults,
  delivery: { repository: 'https://git.shop.acme/shop.git', revision: 'main' },
  addOns: { certManager: {}, in: only(['prod'], 'both environments are on one cluster') },
  cluster: {
    ...cluster,${provides}
  },
});
new ApiObject(shop, 'latency', {
  apiVersion: 'flagger.app/v1beta1',
  kind: 'MetricTemplate',
  metadata: { name: 'latency' },
  spec: { provider: { type: 'prometheus' }, query: 'up' },
} as never);`;

/** Connections and NetworkPolicies, canaries, kinds that somebody must serve. */
export const NETWORK_PROGRAMS = {
  LS569: {
    bad: `const settings = configuration({ VITE_API_URL: setting.buildTime(setting.url()) });
new WebService(shop, 'web', {
  image: 'web', // the same in dev and prod
  port: 8080,
  configuration: settings({ VITE_API_URL: vary({ dev: 'https://api.dev.shop.acme', prod: 'https://api.shop.acme' }) }),
});`,
    good: `const settings = configuration(
  { API_URL: setting.browser(setting.url()) }, // read at run time
  { browserFile: { path: '/usr/share/nginx/html/config.js' } },
);
new WebService(shop, 'web', {
  image: 'web',
  port: 8080,
  configuration: settings({ API_URL: vary({ dev: 'https://api.dev.shop.acme', prod: 'https://api.shop.acme' }) }),
});`,
  },
  LS582: {
    bad: `new Postgres(shop, 'db', {
  image: 'postgresql',
  version: 18,
  instances: 2,
  storage: { size: '10Gi' },
  backup,
  credentials: 'db-login', // sealed as type Opaque
});`,
    good: `new Postgres(shop, 'db', {
  image: 'postgresql',
  version: 18,
  instances: 2,
  storage: { size: '10Gi' },
  backup,
  credentials: 'db-credentials', // sealed as type kubernetes.io/basic-auth
});`,
    tags: { bad: { postgresql: '18.0-system-trixie' }, good: { postgresql: '18.0-system-trixie' } },
  },
  LS624: {
    bad: template(''),
    good: template(
      `\n    provides: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.flagger.app' }],`,
    ),
  },
  LS626: {
    bad: canary(`{ prefix: '/reports', timeout: '20s' }, { prefix: '/', timeout: '5s' }`), // two Ingresses
    good: canary(`{ prefix: '/', timeout: '20s' }`),
  },
  LS720: {
    bad: `${AUTH}${API}deviate(auth, {
  object: 'NetworkPolicy',
  in: ['prod'],
  reason: 'nobody may reach it',
  values: { spec: { ingress: [] } },
});`,
    good: `${AUTH}${API}`,
  },
  LS721: {
    bad: `${AUTH}${API}${policy('open', `{ podSelector: ${labels('auth')}, policyTypes: ['Ingress'], ingress: [{}] }`)}`,
    good: `${AUTH}${API}`,
  },
  LS722: {
    bad: `const api = new WebService(shop, 'api', { image: 'api', port: 3000 });
const open = { in: ['prod'], reason: 'it may call everybody', values: { spec: { policyTypes: ['Ingress'], egress: null } } };
deviate(api, { object: 'NetworkPolicy', ...open });
deviate(shop, { object: 'NetworkPolicy/default-deny', ...open });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000 });`,
  },
  LS723: {
    bad: `${AUTH}new WebService(shop, 'api', { image: 'api', port: 3000 });
${policy(
  'auth-from-api',
  `{
    podSelector: ${labels('auth')},
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: ${labels('api')} }], ports: [{ port: 3001 }] }],
  }`,
)}`,
    good: `${AUTH}${API}`,
  },
} as const satisfies Record<string, ProgramExample>;
