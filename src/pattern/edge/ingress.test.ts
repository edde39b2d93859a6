import { absent } from '../../model/varying';
import { env, only, text, vary } from '../../laws/example.test-support';
import { GATEWAY, ISTIO, NGINX, files, kinds, object, routed, said, service, type Shop } from './shop.test-support';

const LETSENCRYPT = { name: 'letsencrypt' };
const CLUSTER = { gateway: NGINX, issuer: LETSENCRYPT };

describe('an Ingress', () => {
  it('says with annotations of ingress-nginx what it cannot say itself', () => {
    const route = {
      rules: [{ prefix: '/', timeout: '20s', retries: { attempts: 1, perTry: '5s', idempotent: true } }],
      rateLimit: { requestsPerSecond: 10, requestsPerMinute: 100, connections: 20, burstMultiplier: 3 },
      bodySize: '10Mi',
      firewall: true,
      cors: {
        origins: ['https://acme.dev', 'https://www.acme.dev'],
        headers: ['X-Token'],
        exposeHeaders: ['X-Total'],
        credentials: true,
        maxAge: '1h',
      },
    };
    expect(kinds(routed(route), 'Ingress', 'Certificate', 'NetworkPolicy')).toMatchSnapshot();
  });

  it('rules that differ in annotations have objects of their own', () => {
    const route = {
      rules: [
        { prefix: '/' },
        { prefix: '/ws', timeout: '1h', reconnects: true },
        { prefix: '/ws/v2', timeout: '1h', reconnects: true },
        { prefix: '/upload', bodySize: '1Gi' },
      ],
    };
    expect(kinds(routed(route), 'Ingress')).toMatchSnapshot();
  });

  it.each([
    ['10Mi', '10m'],
    ['1Gi', '1g'],
    ['512Ki', '512k'],
    ['1000', '1000'],
    ['1M', '1000000'],
  ])('a body of %s is %s for nginx', (bodySize, written) => {
    expect(object(routed({ bodySize }), 'api/Ingress-api.yaml')).toMatchObject({
      metadata: { annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': written } },
    });
  });

  it('speaks gRPC to what speaks gRPC', () => {
    expect(object(routed({}, CLUSTER, { protocol: 'grpc' }), 'api/Ingress-api.yaml')).toMatchObject({
      metadata: { annotations: { 'nginx.ingress.kubernetes.io/backend-protocol': 'GRPC' } },
    });
  });

  it('a controller on the network of its nodes is let in by address', () => {
    const { gateway } = { gateway: { api: 'ingress', class: 'nginx', addresses: ['10.1.0.0/16'] } };
    expect(object(routed({}, { gateway, issuer: LETSENCRYPT }), 'api/NetworkPolicy-api.yaml')).toMatchObject({
      spec: { ingress: [{ from: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ port: 3000, protocol: 'TCP' }] }] },
    });
  });

  it('is there where the route is, and the controller is let in there alone', () => {
    const shop = routed({ only: only(['prod'], 'the other environments are private') });
    expect([...files(shop, 'dev').keys()].filter((file) => /Ingress|Certificate|acme/.test(file))).toEqual([]);
    expect(object(shop, 'api/NetworkPolicy-api.yaml', 'dev')).not.toHaveProperty('spec.ingress');
    expect([...files(shop, 'prod').keys()].filter((file) => /Ingress|Certificate|acme/.test(file))).toEqual([
      'api/Ingress-api.yaml',
      'platform/Certificate-api-acme-dev-tls.yaml',
      'platform/NetworkPolicy-acme-http01-solver.yaml',
    ]);
    expect(object(shop, 'api/NetworkPolicy-api.yaml', 'prod')).toHaveProperty('spec.ingress[0].from');
  });
});

describe('certificates', () => {
  const ticketing: Shop = {
    cluster: CLUSTER,
    declare: (shop) => {
      for (const [id, prefix] of [
        ['client', '/'],
        ['auth', '/api/users'],
        ['tickets', '/api/tickets'],
      ])
        service(shop, id!, { route: { hosts: [text`${env.domain}.dev`], rules: [{ prefix }] } });
    },
  };

  it('services that share a host share its certificate, whatever the host is called in an environment', () => {
    const certificate = (environment: string) =>
      object(ticketing, 'platform/Certificate-shop-acme-dev-tls.yaml', environment) as { spec: object };
    expect(certificate('dev').spec).toMatchObject({
      secretName: 'shop-acme-dev-tls',
      dnsNames: ['dev.shop.acme.dev'],
      issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
    });
    expect(certificate('prod').spec).toMatchObject({ secretName: 'shop-acme-dev-tls', dnsNames: ['shop.acme.dev'] });
    for (const id of ['client', 'auth', 'tickets']) {
      expect(object(ticketing, `${id}/Ingress-${id}.yaml`, 'prod')).toMatchObject({
        spec: { tls: [{ hosts: ['shop.acme.dev'], secretName: 'shop-acme-dev-tls' }] },
      });
    }
  });

  it('routes that name one Secret share a certificate with the hosts of both', () => {
    const shop: Shop = {
      cluster: CLUSTER,
      declare: (own) => {
        service(own, 'web', { route: { hosts: ['acme.dev'], certificate: 'public-tls' } });
        service(own, 'api', {
          route: {
            hosts: ['api.acme.dev'],
            certificate: 'public-tls',
            tls: vary({ dev: false, staging: true, prod: true }),
          },
        });
      },
    };
    expect(object(shop, 'platform/Certificate-public-tls.yaml', 'dev')).toMatchObject({
      spec: { dnsNames: ['acme.dev'] },
    });
    expect(object(shop, 'platform/Certificate-public-tls.yaml', 'prod')).toMatchObject({
      spec: { dnsNames: ['acme.dev', 'api.acme.dev'] },
    });
    expect(object(shop, 'api/Ingress-api.yaml', 'dev')).not.toHaveProperty('spec.tls');
  });

  it('hosts of the default certificate of the controller need none', () => {
    const shop = routed(
      { hosts: [text`${env.domain}.dev`] },
      { gateway: { ...NGINX, hosts: ['*.shop.acme.dev'] }, issuer: LETSENCRYPT },
    );
    expect([...files(shop, 'dev').keys()].filter((file) => file.includes('Certificate'))).toEqual([]);
    expect(object(shop, 'api/Ingress-api.yaml', 'dev')).toMatchObject({
      spec: { tls: [{ hosts: ['dev.shop.acme.dev'] }] },
    });
    expect(object(shop, 'api/Ingress-api.yaml', 'dev')).not.toHaveProperty('spec.tls[0].secretName');
    expect(object(shop, 'api/Ingress-api.yaml', 'prod')).toMatchObject({
      spec: { tls: [{ secretName: 'shop-acme-dev-tls' }] },
    });
  });

  it.each([
    ['http-01', true],
    ['dns-01', false],
    ['none', false],
  ])('with the challenge %s the pods that answer it are let in: %s', (challenge, there) => {
    const found = files(routed({}, { gateway: NGINX, issuer: { ...LETSENCRYPT, challenge } }));
    expect(found.has('platform/NetworkPolicy-acme-http01-solver.yaml')).toBe(there);
  });

  it('the challenge may differ between environments', () => {
    const shop = routed(
      {},
      {
        gateway: NGINX,
        issuer: {
          name: vary({ dev: 'own', staging: 'a', prod: 'a' }),
          challenge: vary({ dev: 'none', staging: 'http-01', prod: 'http-01' }),
        },
      },
    );
    expect(files(shop, 'dev').has('platform/NetworkPolicy-acme-http01-solver.yaml')).toBe(false);
    expect(files(shop, 'prod').has('platform/NetworkPolicy-acme-http01-solver.yaml')).toBe(true);
  });
});

describe('routes by the Gateway API and by Istio', () => {
  const route = {
    hsts: { includeSubdomains: true },
    redirect: true,
    requestHeaders: { set: { 'X-Tier': 'edge' }, remove: ['X-Debug'] },
    responseHeaders: { add: { 'X-Frame-Options': 'DENY' } },
  };
  const hosts = ['*.acme.dev'];
  it('an HTTPRoute has filters, and a redirect on the listener for HTTP', () => {
    expect(
      kinds(
        routed(route, { gateway: { ...GATEWAY, hosts, listeners: { http: 'http', https: 'https' } } }),
        'HTTPRoute',
      ),
    ).toMatchSnapshot();
  });
  it('a VirtualService has headers, CORS, and a redirect on port 80', () => {
    expect(
      kinds(
        routed({ ...route, cors: { origins: ['https://acme.dev'] } }, { gateway: { ...ISTIO, hosts } }),
        'VirtualService',
      ),
    ).toMatchSnapshot();
  });
});

describe('refused', () => {
  const two = (a: object, b: object, gateway: object = NGINX): Shop => ({
    cluster: { gateway, issuer: { name: 'own', challenge: 'none' } },
    declare: (shop) => [
      service(shop, 'api', { route: { hosts: ['acme.dev'], ...a } }),
      service(shop, 'web', { route: { hosts: ['acme.dev'], ...b } }),
    ],
  });
  const api = (prefix: string) => ({ rules: [{ prefix }] });

  it.each<[string, Shop, readonly string[]]>([
    [
      'a limit in an HTTPRoute',
      routed({ rateLimit: { requestsPerSecond: 1 }, bodySize: '1Mi' }, { gateway: GATEWAY }),
      [
        "LS160 shop/api route.rules[prefix=/].bodySize: the standard channel of the Gateway API cannot express body size limits → Implement it in the service or in a gateway policy, or use ingress-nginx: cluster: { gateway: { api: 'ingress', … } }.",
        "LS160 shop/api route.rules[prefix=/].rateLimit: the standard channel of the Gateway API cannot express rate limits → Implement it in the service or in a gateway policy, or use ingress-nginx: cluster: { gateway: { api: 'ingress', … } }.",
      ],
    ],
    [
      'a firewall in a VirtualService',
      routed({ firewall: true }, { gateway: ISTIO }),
      [
        "LS160 shop/api route.firewall: an Istio VirtualService cannot express a firewall → Use ingress-nginx: cluster: { gateway: { api: 'ingress', … } }.",
      ],
    ],
    [
      'headers in an Ingress',
      routed({ responseHeaders: { set: { A: 'b' } } }),
      [
        'LS160 shop/api route.responseHeaders: an Ingress without snippets, which controllers reject by default, cannot express response headers → Set them in the service, or use the Gateway API or Istio.',
      ],
    ],
    [
      'retries of nginx that may repeat what arrived',
      routed({ rules: [{ prefix: '/', retries: { attempts: 2 } }] }),
      [
        'LS160 shop/api route.rules[prefix=/].retries: an Ingress without snippets, which controllers reject by default, cannot express retries limited to requests that never arrived: nginx also retries a GET that failed → Declare that requests may be sent twice with `idempotent: true`, or omit `retries`.',
      ],
    ],
    [
      'TLS where it ends elsewhere',
      routed({ certificate: 'own' }, { gateway: GATEWAY }),
      [
        'LS160 shop/api route.certificate: TLS is terminated at the Gateway gateways/public of the cluster, so a route cannot configure it → Remove `certificate`.',
      ],
    ],
    [
      'tries that do not fit',
      routed({ rules: [{ prefix: '/', timeout: '10s', retries: { attempts: 3, perTry: '3s', idempotent: true } }] }),
      [
        'LS112 shop/api route.rules[prefix=/].retries: 4 tries of 3s each take up to 12s, but the request times out after 10s → Shorten perTry to 2s, reduce the number of tries, or increase the timeout.',
      ],
    ],
    [
      'a host without an issuer',
      routed(
        {
          hosts: ['a.acme.dev', vary({ dev: absent, staging: absent, prod: 'b.acme.dev' })],
          tls: vary({ dev: false, staging: false, prod: true }),
        },
        { gateway: NGINX },
      ),
      [
        'LS161 shop/api route.hosts [prod]: no issuer is declared for the certificate a-acme-dev-tls of "a.acme.dev" → Declare one with cluster: { issuer: { name: \'letsencrypt\' } } or new Issuer(…), or turn off TLS for the route with `tls: false`.',
        'LS161 shop/api route.hosts [prod]: no issuer is declared for the certificate a-acme-dev-tls of "b.acme.dev" → Declare one with cluster: { issuer: { name: \'letsencrypt\' } } or new Issuer(…), or turn off TLS for the route with `tls: false`.',
      ],
    ],
    [
      'an issuer that one environment lacks',
      routed({}, { gateway: NGINX, issuer: { name: vary({ dev: absent, staging: 'a', prod: 'a' }) } as object }),
      [
        'LS102 shop cluster.issuer.name [dev]: `absent` is not a value → This field is required: set a value for every environment.',
      ],
    ],
    [
      'a placeholder host',
      routed({ hosts: [vary({ dev: 'api.acme.test', staging: 'api.acme.dev', prod: 'api.example.com' })] }),
      [
        "LS164 shop/api route.hosts [dev]: \"api.acme.test\" is a placeholder: nobody owns it, and no public CA will issue a certificate for it → Use the real host, or a private issuer (`challenge: 'none'`, or authority: 'self-signed').",
        "LS164 shop/api route.hosts [prod]: \"api.example.com\" is a placeholder: nobody owns it, and no public CA will issue a certificate for it → Use the real host, or a private issuer (`challenge: 'none'`, or authority: 'self-signed').",
      ],
    ],
    [
      'a wildcard by HTTP-01',
      routed({ hosts: ['*.acme.dev'], tls: vary({ dev: true, staging: false, prod: false }) }),
      [
        'LS164 shop/api route.hosts [dev]: HTTP-01 cannot validate the wildcard host "*.acme.dev" → List the hosts individually, or configure the issuer to use DNS-01.',
      ],
    ],
    [
      'HSTS without TLS',
      routed({ hsts: {}, redirect: true, tls: false }, { gateway: { ...NGINX, hsts: {} } }),
      [
        'LS114 shop/api route.redirect: the route redirects to HTTPS, but its hosts are not served over TLS → Remove it, or serve the route over TLS.',
        'LS163 shop/api route.hsts: the route sets `hsts`, but its hosts are not served over TLS → Remove it, or serve the route over TLS.',
      ],
    ],
    [
      'HSTS by a gateway of which nobody says that it has certificates',
      routed({ hsts: {} }, { gateway: GATEWAY }),
      [
        "LS163 shop/api route.hsts: the platform does not declare which hosts the gateway has certificates for → Declare them: cluster: { gateway: { hosts: ['*.shop.example'] } }.",
      ],
    ],
    [
      'another HSTS than ingress-nginx sends',
      routed({ hsts: { includeSubdomains: true } }, { gateway: { ...NGINX, hsts: {} }, issuer: LETSENCRYPT }),
      [
        'LS160 shop/api route.hsts: ingress-nginx sends the same HSTS header for all hosts, and its value is "max-age=31536000"; the route requires "max-age=31536000; includeSubDomains" → Set hsts, hsts-max-age, hsts-include-subdomains and hsts-preload in the ConfigMap of the controller, and declare them: cluster: { gateway: { hsts: { … } } }.',
      ],
    ],
    [
      'a redirect without listeners',
      routed({ redirect: true }, { gateway: GATEWAY }),
      [
        "LS116 shop/api route.redirect: the platform does not declare the HTTP and HTTPS listeners of the gateway → Declare them: cluster: { gateway: { listeners: { http: 'http', https: 'https' } } }; or omit `redirect` if the gateway itself redirects.",
      ],
    ],
    [
      'two services for one path',
      two(api('/api'), api('/api')),
      [
        'LS162 shop/web route: api and web both route acme.dev/api, so it is undefined which of them receives the requests → Use a different prefix for each service.',
      ],
    ],
    [
      'paths within paths, where Istio keeps no order',
      two(api('/api'), api('/api/v2'), { ...ISTIO, hosts: ['acme.dev'] }),
      [
        'LS162 shop/web route: api routes acme.dev/api, which contains /api/v2 of web; Istio does not guarantee an order between two VirtualServices for the same host → Use prefixes that do not overlap, or declare both on the route of one service.',
      ],
    ],
    [
      'a host in two certificates',
      two({ ...api('/api'), certificate: 'a' }, { certificate: 'b' }),
      [
        ...['dev', 'prod', 'staging'].map(
          (environment) =>
            `LS166 shop/web route.certificate [${environment}]: "acme.dev" is in the certificates a and b → Set the same certificate on every route with that host: certificate: 'a'.`,
        ),
      ],
    ],
    [
      'a route that is nowhere',
      routed({ only: only(['dev'], 'a') }, CLUSTER, { only: only(['prod'], 'b') }),
      [
        'LS114 shop/api route.only: it is limited to environments in which the construct does not exist → Use an environment in which the construct exists.',
      ],
    ],
    [
      'cookies for every origin',
      routed({ cors: { origins: ['*'], credentials: true } }),
      [
        'LS114 shop/api route.cors: CORS allows credentials for every origin → List the allowed origins, or omit `credentials`.',
      ],
    ],
    [
      'a gateway that is nowhere',
      routed({}, { gateway: { api: 'ingress', class: 'nginx' }, issuer: LETSENCRYPT }),
      [
        'LS103 shop cluster.gateway.namespace: the prop "namespace" is missing → Set it together with the `labels` of the gateway pods, or set `addresses` if the gateway uses the host network.',
      ],
    ],
  ])('%s', (_, shop, expected) => {
    expect(said(shop).sort()).toEqual(expected);
  });

  it('paths within paths are no matter where the longest wins', () => {
    expect(said(two(api('/api'), api('/api/v2')))).toEqual([]);
    expect(said(two(api('/'), api('/api'), { ...ISTIO, hosts: ['acme.dev'] }))).toEqual([]);
  });

  it('what its clients take up again need not be waited for', () => {
    const stream = (reconnects: boolean) => routed({ rules: [{ prefix: '/', timeout: '1h', reconnects }] });
    expect(said(stream(true))).toEqual([]);
    expect(said(stream(false))).toHaveLength(1);
  });
});
