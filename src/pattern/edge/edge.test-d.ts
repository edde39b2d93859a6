/** What compiles and what does not where traffic enters; see `src/model/types.test.ts`. */
import { App } from '../../app';
import { defineEnvironments } from '../../model/environments';
import { Platform } from '../platform/platform';
import { sealed } from '../secrets/sealed';
import { WebService } from '../workload/web-service';
import type { GatewayFacts } from './gateway';
import { Issuer } from './issuer';
import type { Route } from './route';

const { environments, vary } = defineEnvironments({
  dev: { stage: 'development', namespace: 'shop-dev' },
  prod: { stage: 'production', namespace: 'shop-prod' },
});
const shop = new Platform(new App(), 'shop', {
  environments,
  edition: '2026',
  owner: 'team-shop',
  cluster: { gateway: { api: 'ingress', class: 'nginx', namespace: vary({ dev: 'a', prod: 'b' }) }, issuer: { name: vary({ dev: 'own', prod: 'public' }), challenge: 'none' } },
});

export const nodes: GatewayFacts = { api: 'gateway-api', name: 'gateways/public', addresses: ['10.0.0.0/24'] };
// @ts-expect-error -- an ingress controller is known by its class
export const classless: GatewayFacts = { api: 'ingress', namespace: 'ingress-nginx' };
// @ts-expect-error -- a Gateway has a name
export const nameless: GatewayFacts = { api: 'istio', namespace: 'istio-system' };
// @ts-expect-error -- requests come from somewhere
export const nowhere: GatewayFacts = { api: 'ingress', class: 'nginx' };

// A certificate is the name of a Secret that an issuer fills; there is no place for one that somebody wrote down.
export const named: Route = { hosts: ['acme.dev'], certificate: 'public-tls' };
// @ts-expect-error -- a certificate in text
export const written: Route = { hosts: ['acme.dev'], certificate: { crt: '-----BEGIN CERTIFICATE-----', key: '-----BEGIN PRIVATE KEY-----' } };
// @ts-expect-error -- neither is there a rewrite
export const rewritten: Route = { hosts: ['acme.dev'], rewriteTarget: '/' };
// @ts-expect-error -- a limit says of what
export const limited: Route = { hosts: ['acme.dev'], rateLimit: 100 };

new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: ['acme.dev'], bodySize: vary({ dev: '1Mi', prod: '10Mi' }), tls: vary({ dev: false, prod: true }) } });

new Issuer(shop, 'a', { authority: vary({ dev: 'self-signed', prod: 'letsencrypt' }), dns: { cloudflare: { token: sealed('dns', 'token') } } });
// @ts-expect-error -- the token in plain text
new Issuer(shop, 'b', { authority: 'letsencrypt', dns: { cloudflare: { token: 'secret' } } });
// @ts-expect-error -- no such authority
new Issuer(shop, 'c', { authority: 'placeholder' });

// Who moves the traffic of a canary follows from the gateway, and where it goes from the route.
new WebService(shop, 'canary', { image: 'api', port: 3000, route: { hosts: ['acme.dev'] }, canary: { stepWeight: vary({ dev: 50, prod: 10 }) } });
// @ts-expect-error -- no provider of its own
new WebService(shop, 'other', { image: 'api', port: 3000, route: { hosts: ['acme.dev'] }, canary: { provider: 'istio' } });
// @ts-expect-error -- no hosts beside those of the route
new WebService(shop, 'more', { image: 'api', port: 3000, route: { hosts: ['acme.dev'] }, canary: { hosts: ['acme.dev'] } });
