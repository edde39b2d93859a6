import type { ProgramExample } from '../program-example';

const onNginx = (more = '') =>
  `const shop = new Platform(app, 'shop', {
  ...defaults,
  cluster: { ...cluster, gateway: nginx${more} },
});
`;
const ISSUER = `, issuer: { name: 'letsencrypt' }`;

/** Routes, TLS, the mesh and canaries. */
export const ROUTE_PROGRAMS = {
  LS111: {
    bad: `new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  route: { hosts: [env.domain], rules: [{ prefix: '/api' }, { prefix: '/api', timeout: '20s' }] },
});`,
    good: `new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  route: { hosts: [env.domain], rules: [{ prefix: '/api' }, { prefix: '/api/reports', timeout: '20s' }] },
});`,
  },
  LS112: {
    bad: `${onNginx(ISSUER)}new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  route: {
    hosts: [env.domain],
    rules: [{ prefix: '/', timeout: '30s', retries: { attempts: 3, perTry: '10s', idempotent: true } }],
  },
});`,
    good: `${onNginx(ISSUER)}new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  route: {
    hosts: [env.domain],
    rules: [{ prefix: '/', timeout: '30s', retries: { attempts: 2, perTry: '10s', idempotent: true } }],
  },
});`,
  },
  LS113: {
    bad: `new WebService(shop, 'events', {
  image: 'events',
  port: 3000,
  route: { hosts: [env.domain], rules: [{ prefix: '/events', timeout: '1h' }] },
});`,
    good: `new WebService(shop, 'events', {
  image: 'events',
  port: 3000,
  route: { hosts: [env.domain], rules: [{ prefix: '/events', timeout: '1h', reconnects: true }] },
});`,
  },
  LS119: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: ['api.acme.dev'] } });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: ['api.shop.acme'] } });`,
  },
  LS160: {
    bad: `new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  route: { hosts: [env.domain], rateLimit: { requestsPerSecond: 10 } },
});`,
    good: `${onNginx(ISSUER)}new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  route: { hosts: [env.domain], rateLimit: { requestsPerSecond: 10 } },
});`,
  },
  LS161: {
    bad: `${onNginx()}new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: [env.domain] } });`,
    good: `${onNginx(ISSUER)}new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: [env.domain] } });`,
  },
  LS162: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: [env.domain], rules: [{ prefix: '/api' }] } });
new WebService(shop, 'web', { image: 'web', port: 8080, route: { hosts: [env.domain], rules: [{ prefix: '/api' }] } });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: [env.domain], rules: [{ prefix: '/api' }] } });
new WebService(shop, 'web', { image: 'web', port: 8080, route: { hosts: [env.domain], rules: [{ prefix: '/' }] } });`,
  },
  LS163: {
    bad: `const shop = new Platform(app, 'shop', { ...defaults, cluster: { ...cluster, gateway: gatewayApi } });
new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: [env.domain], hsts: {} } });`,
    good: `const shop = new Platform(app, 'shop', {
  ...defaults,
  cluster: { ...cluster, gateway: { ...gatewayApi, hosts: ['shop.acme', '*.shop.acme'] } }, // it has certificates for these
});
new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: [env.domain], hsts: {} } });`,
  },
  LS164: {
    bad: `${onNginx(ISSUER)}new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: ['api.shop.test'] } });`,
    good: `${onNginx(ISSUER)}new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: ['api.shop.acme'] } });`,
  },
  LS165: {
    bad: `${onNginx(ISSUER)}new Issuer(shop, 'authority', { authority: 'letsencrypt' });
new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: [env.domain] } });`,
    good: `${onNginx()}new Issuer(shop, 'authority', { authority: 'letsencrypt' });
new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: [env.domain] } });`,
  },
  LS166: {
    bad: `${onNginx(ISSUER)}new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  route: { hosts: [env.domain], rules: [{ prefix: '/api' }], certificate: 'api-tls' },
});
new WebService(shop, 'web', { image: 'web', port: 8080, route: { hosts: [env.domain], certificate: 'web-tls' } });`,
    good: `${onNginx(ISSUER)}new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  route: { hosts: [env.domain], rules: [{ prefix: '/api' }], certificate: 'shop-tls' },
});
new WebService(shop, 'web', { image: 'web', port: 8080, route: { hosts: [env.domain], certificate: 'shop-tls' } });`,
  },
  LS167: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, traffic: { timeout: '5s' } });`,
    good: `const shop = new Platform(app, 'shop', { ...defaults, cluster: { ...cluster, mesh: 'sidecar' } });
new WebService(shop, 'api', { image: 'api', port: 3000, traffic: { timeout: '5s' } });`,
  },
  LS168: {
    bad: `new Issuer(shop, 'authority', { authority: 'letsencrypt' });
new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: [env.domain] } }); // TLS ends at the Gateway`,
    good: `${onNginx()}new Issuer(shop, 'authority', { authority: 'letsencrypt' });
new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: [env.domain] } });`,
  },
} as const satisfies Record<string, ProgramExample>;
