import { ApiObject } from 'cdk8s';
import { only, vary } from '../../laws/example.test-support';
import type { Platform } from '../platform/platform';
import { sealed } from '../secrets/sealed';
import { Issuer } from './issuer';
import { GATEWAY, ISTIO, NGINX, files, kinds, object, said, service, type Shop } from './shop.test-support';

const TOKEN = { cloudflare: { token: sealed('dns', 'token') } };
const inputs = { secrets: { dns: ['token', 'id', 'secret'] } };
const issued = (issuer: object, gateway: object = NGINX, more: object = {}): Shop => ({
  cluster: { gateway, ...more },
  inputs,
  declare: (shop: Platform) => [
    service(shop, 'api', { route: { hosts: ['api.acme.dev'] } }),
    new Issuer(shop, 'authority', issuer as never),
  ],
});

it('differs between environments in one object, with the credential where hosts are proven', () => {
  const shop = issued({
    authority: vary({ dev: 'self-signed', staging: 'letsencrypt-staging', prod: 'letsencrypt' }),
    email: 'platform@acme.dev',
    dns: TOKEN,
  });
  expect(object(shop, 'authority/Issuer-authority.yaml', 'dev')).toMatchObject({ spec: { selfSigned: {} } });
  expect(object(shop, 'authority/Issuer-authority.yaml', 'prod')).toHaveProperty('spec', {
    acme: {
      email: 'platform@acme.dev',
      privateKeySecretRef: { name: 'authority-account' },
      server: 'https://acme-v02.api.letsencrypt.org/directory',
      solvers: [{ dns01: { cloudflare: { apiTokenSecretRef: { key: 'token', name: 'dns' } } } }],
    },
  });
  expect(object(shop, 'authority/Issuer-authority.yaml', 'staging')).toHaveProperty(
    'spec.acme.server',
    'https://acme-staging-v02.api.letsencrypt.org/directory',
  );
  expect([...files(shop, 'dev').keys()].filter((file) => /dns|acme-http01/.test(file))).toEqual([]);
  expect([...files(shop, 'prod').keys()].filter((file) => /dns|acme-http01/.test(file))).toEqual([
    'secrets/SealedSecret-dns.yaml',
  ]);
  expect(object(shop, 'platform/Certificate-api-acme-dev-tls.yaml')).toHaveProperty('spec.issuerRef', {
    group: 'cert-manager.io',
    kind: 'Issuer',
    name: 'authority',
  });
});

it.each<[string, object]>([
  ['an ingress controller', NGINX],
  ['a Gateway', { ...GATEWAY, listeners: { http: 'http', https: 'https' } }],
])('proves hosts by HTTP through %s, of certificates that a program writes by itself as well', (_, gateway) => {
  const shop: Shop = {
    cluster: { gateway },
    declare: (own) => {
      new Issuer(own, 'authority', { authority: 'letsencrypt' });
      const spec = {
        secretName: 'own-tls',
        dnsNames: ['own.acme.dev'],
        issuerRef: { kind: 'Issuer', name: 'authority' },
      };
      new ApiObject(own, 'own', {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'own' },
        spec,
      } as never);
    },
  };
  expect(kinds(shop, 'Issuer')).toMatchSnapshot();
  expect(files(shop).has('platform/NetworkPolicy-acme-http01-solver.yaml')).toBe(true);
});

it('the pods that answer challenges are let in where there are some', () => {
  const shop = issued({ authority: vary({ dev: 'self-signed', staging: 'letsencrypt', prod: 'letsencrypt' }) });
  expect(files(shop, 'dev').has('platform/NetworkPolicy-acme-http01-solver.yaml')).toBe(false);
  expect(files(shop, 'prod').has('platform/NetworkPolicy-acme-http01-solver.yaml')).toBe(true);
});

it.each<[string, object, object]>([
  [
    'route53',
    {
      route53: {
        region: 'eu-west-1',
        hostedZone: 'Z1',
        role: 'arn:aws:iam::1:role/dns',
        accessKeyId: sealed('dns', 'id'),
        secretAccessKey: sealed('dns', 'secret'),
      },
    },
    {
      accessKeyIDSecretRef: { key: 'id', name: 'dns' },
      hostedZoneID: 'Z1',
      region: 'eu-west-1',
      role: 'arn:aws:iam::1:role/dns',
      secretAccessKeySecretRef: { key: 'secret', name: 'dns' },
    },
  ],
  [
    'cloudDNS',
    { cloudDns: { project: 'acme', serviceAccount: sealed('dns', 'token') } },
    { project: 'acme', serviceAccountSecretRef: { key: 'token', name: 'dns' } },
  ],
  [
    'digitalocean',
    { digitalOcean: { token: sealed('dns', 'token') } },
    { tokenSecretRef: { key: 'token', name: 'dns' } },
  ],
])('proves hosts by records at %s', (provider, dns, expected) => {
  expect(object(issued({ authority: 'letsencrypt', dns }), 'authority/Issuer-authority.yaml')).toHaveProperty(
    `spec.acme.solvers[0].dns01.${provider}`,
    expected,
  );
});

const idle =
  'LS168 shop/authority: nothing uses the issuer: no route of the platform terminates TLS → Remove it if TLS is terminated at a Gateway of the cluster, or route through an Ingress with TLS.';
const unrouted = { cluster: { gateway: NGINX } };
it.each<[string, Shop, readonly string[]]>([
  [
    'a second issuer',
    issued({ authority: 'self-signed' }, NGINX, { issuer: { name: 'a', challenge: 'none' } }),
    [
      'LS165 shop: the platform has two issuers, so it is ambiguous which one signs its certificates → Remove either `cluster.issuer` or the Issuer construct; if environments need different issuers, vary the fields of one.',
    ],
  ],
  [
    'an issuer that is not where its certificates are',
    issued({ authority: 'self-signed', only: only(['prod'], 'a reason') }),
    ['dev', 'staging'].map(
      (environment) =>
        `LS161 shop/api route.hosts [${environment}]: no issuer is declared for the certificate api-acme-dev-tls of "api.acme.dev" → Declare one with cluster: { issuer: { name: 'letsencrypt' } } or new Issuer(…), or turn off TLS for the route with \`tls: false\`.`,
    ),
  ],
  [
    'HTTP-01 through Istio',
    {
      cluster: { gateway: ISTIO },
      inputs,
      declare: (shop) => new Issuer(shop, 'authority', { authority: 'letsencrypt' }),
    },
    [
      'LS116 shop/authority dns: HTTP-01 challenges cannot be solved through an Istio Gateway → Declare `cluster.gateway`, or use DNS-01: dns: { cloudflare: { token: … } }.',
      idle,
    ],
  ],
  [
    'no provider',
    { ...unrouted, declare: (shop) => new Issuer(shop, 'authority', { authority: 'letsencrypt', dns: {} }) },
    [
      'LS114 shop/authority dns: no provider is configured → Configure exactly one of cloudflare, route53, cloudDns, digitalOcean.',
      idle,
    ],
  ],
  [
    'a token in plain text',
    {
      ...unrouted,
      declare: (shop) =>
        new Issuer(shop, 'authority', { authority: 'letsencrypt', dns: { cloudflare: { token: 'secret' as never } } }),
    },
    [
      "LS102 shop/authority dns.cloudflare.token: \"secret\" is not a sealed key → Use one such as sealed('dns', 'token').",
    ],
  ],
])('%s is refused', (_, shop, expected) => {
  expect(said(shop)).toEqual(expected);
});

it('a token must be sealed wherever hosts are proven by it', () => {
  const shop = issued({
    authority: vary({ dev: 'self-signed', staging: 'letsencrypt', prod: 'letsencrypt' }),
    dns: { cloudflare: { token: sealed('dns', 'other') } },
  });
  expect(said(shop)).toEqual([expect.stringMatching(/^LS551 .*\[staging, prod\]: .*other/)]);
});

it('in a mesh, the pods that answer challenges stay out of it', () => {
  const template = { metadata: { annotations: { 'sidecar.istio.io/inject': 'false' } } };
  expect(
    object(issued({ authority: 'letsencrypt' }, NGINX, { mesh: 'sidecar' }), 'authority/Issuer-authority.yaml'),
  ).toHaveProperty('spec.acme.solvers[0].http01.ingress.podTemplate', template);
});
