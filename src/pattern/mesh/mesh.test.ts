import { CLUSTER, only, platform, result, told, vary } from '../../laws/example.test-support';
import { GATEWAY, ISTIO, NGINX, kinds, object, said, service, type Shop } from '../edge/shop.test-support';
import { ExternalService } from '../network/external';
import type { Platform } from '../platform/platform';
import { Worker } from '../workload/worker';

/** Somebody without a sidecar. */
const PLAIN = { notPrincipals: ['*'] };
const PROMETHEUS = { namespace: 'monitoring', labels: { app: 'prometheus' } };
const meshed = (declare: (shop: Platform) => unknown, more: object = {}): Shop => ({
  cluster: { mesh: 'sidecar', gateway: { ...ISTIO, hosts: ['*.acme.dev'] }, prometheus: PROMETHEUS, ...more },
  declare,
});
const web =
  (more: object = {}) =>
  (shop: Platform) =>
    service(shop, 'web', more);
interface Authorization {
  readonly spec: {
    readonly rules?: readonly {
      readonly from?: readonly { readonly source: object }[];
      readonly to: readonly { readonly operation: object }[];
    }[];
  };
}
const rules = (shop: Shop, name: string, environment?: string) =>
  (object(shop, `${name}/AuthorizationPolicy-${name}.yaml`, environment) as Authorization).spec.rules;
const plain = (shop: Shop, name: string, environment?: string) =>
  (object(shop, `${name}/PeerAuthentication-${name}.yaml`, environment) as { spec: { portLevelMtls?: object } }).spec
    .portLevelMtls;

it('may be in one environment, where the cluster facts differ as a whole', () => {
  const cluster = (mesh: 'none' | 'sidecar') => ({ ...CLUSTER, mesh });
  const facts = vary({ dev: cluster('none'), staging: cluster('none'), prod: cluster('sidecar') });
  const { app, shop } = platform({}, { cluster: facts as never });
  service(shop, 'web', {});
  const { files, findings } = result(app);
  expect(told(findings)).toEqual([]);
  expect([...files.keys()].filter((file) => /\/(AuthorizationPolicy|PeerAuthentication)-/.test(file))).toEqual([
    'shop/prod/platform/AuthorizationPolicy-allow-nothing.yaml',
    'shop/prod/platform/PeerAuthentication-default.yaml',
    'shop/prod/web/AuthorizationPolicy-web.yaml',
    'shop/prod/web/PeerAuthentication-web.yaml',
  ]);
});

it('lets nobody in, in plain text or at all', () => {
  const shop = meshed(
    (own) =>
      new Worker(own, 'mailer', {
        image: 'mailer',
        probes: { liveness: { exec: ['/a'] }, readiness: { exec: ['/b'] } },
      }),
  );
  expect(kinds(shop, 'AuthorizationPolicy', 'PeerAuthentication')).toMatchSnapshot();
});

it('lets in by service account and port who declared the call', () => {
  const shop = meshed((own) => {
    const api = service(own, 'api');
    service(own, 'web', { calls: [api.endpoint] });
  });
  expect(rules(shop, 'api', 'prod')).toEqual([
    {
      from: [{ source: { principals: ['cluster.local/ns/shop-prod/sa/web'] } }],
      to: [{ operation: { ports: ['3000'] } }],
    },
  ]);
  expect(rules(shop, 'web')).toBeUndefined();
  expect(plain(shop, 'api')).toBeUndefined();
});

it('a caller that is not everywhere is let in where it is', () => {
  const shop = meshed((own) => {
    const api = service(own, 'api');
    service(own, 'web', { calls: [api.endpoint], only: only(['prod'], 'a reason') });
  });
  expect(rules(shop, 'api', 'dev')).toBeUndefined();
  expect(rules(shop, 'api', 'prod')).toHaveLength(1);
});

it.each<[string, object, object, object | undefined]>([
  ['a gateway of Istio', ISTIO, { namespaces: ['istio-system'] }, undefined],
  [
    'a gateway whose account is known',
    { ...ISTIO, serviceAccount: 'public' },
    { principals: ['cluster.local/ns/istio-system/sa/public'] },
    undefined,
  ],
  ['a gateway outside of the mesh', GATEWAY, PLAIN, { 3000: { mode: 'PERMISSIVE' } }],
  [
    'an ingress controller in the mesh',
    { ...NGINX, serviceAccount: 'ingress-nginx' },
    { principals: ['cluster.local/ns/ingress-nginx/sa/ingress-nginx'] },
    undefined,
  ],
  [
    'a gateway on the network of its nodes',
    { api: 'gateway-api', name: 'a/b', addresses: ['10.0.0.0/24'] },
    { ipBlocks: ['10.0.0.0/24'] },
    { 3000: { mode: 'PERMISSIVE' } },
  ],
])('%s is told by what it can prove', (_, gateway, source, ports) => {
  const shop = meshed(web({ route: { hosts: ['acme.dev'] } }), { gateway, issuer: { name: 'a', challenge: 'none' } });
  expect(rules(shop, 'web')).toEqual([{ from: [{ source }], to: [{ operation: { ports: ['3000'] } }] }]);
  expect(plain(shop, 'web')).toEqual(ports);
});

it('Prometheus reads metrics without a sidecar, and nothing else', () => {
  const shared = meshed(web({ metrics: { path: '/internal/metrics' } }));
  expect(rules(shared, 'web')).toEqual([
    {
      from: [{ source: PLAIN }],
      to: [{ operation: { ports: ['3000'], paths: ['/internal/metrics'], methods: ['GET'] } }],
    },
  ]);
  expect(plain(shared, 'web')).toEqual({ 3000: { mode: 'PERMISSIVE' } });
  const own = meshed(web({ metrics: { port: vary({ dev: 9100, staging: 9100, prod: 9200 }) } }));
  expect(plain(own, 'web', 'dev')).toEqual({ 9100: { mode: 'PERMISSIVE' } });
  expect(plain(own, 'web', 'prod')).toEqual({ 9200: { mode: 'PERMISSIVE' } });
});

it('what pods call outside of the cluster needs no rule', () => {
  const shop = meshed((own) => {
    const bank = new ExternalService(own, 'bank', { url: 'https://bank.acme.dev' });
    service(own, 'web', { calls: [bank.endpoint] });
  });
  expect(rules(shop, 'web')).toBeUndefined();
});

it('callers wait, try again and stop trying', () => {
  const traffic = {
    timeout: '10s',
    retries: { attempts: 2, perTry: '3s', idempotent: true },
    circuitBreaker: { maxConnections: 100, http1MaxPendingRequests: 10 },
  };
  expect(kinds(meshed(web({ traffic })), 'DestinationRule', 'VirtualService')).toMatchSnapshot();
});

it('a gateway of Istio holds back without a mesh, too', () => {
  const shop = {
    cluster: { gateway: ISTIO },
    declare: web({ route: { hosts: ['acme.dev'] }, traffic: { circuitBreaker: {} } }),
  };
  expect(object(shop, 'web/DestinationRule-web.yaml')).not.toHaveProperty('spec.trafficPolicy.tls');
});

it.each<[string, Shop, readonly string[]]>([
  [
    'tries that do not fit',
    meshed(web({ traffic: { timeout: '10s', retries: { attempts: 3, perTry: '3s', idempotent: true } } })),
    [
      'LS112 shop/web traffic.retries: 4 tries of 3s each take up to 12s, but the request times out after 10s → Shorten perTry to 2s, reduce the number of tries, or increase the timeout.',
    ],
  ],
  [
    'a timeout without a mesh',
    { cluster: { gateway: ISTIO }, declare: web({ traffic: { timeout: '10s', circuitBreaker: {} } }) },
    [
      "LS167 shop/web traffic: nothing enforces timeouts and retries of calls: callers have no sidecar → Declare the mesh, cluster: { mesh: 'sidecar' }, or let the callers handle it.",
    ],
  ],
  [
    'a circuit breaker without a mesh',
    { cluster: { gateway: GATEWAY }, declare: web({ traffic: { circuitBreaker: {} } }) },
    [
      "LS167 shop/web traffic: nothing enforces a circuit breaker: callers have no sidecar → Declare the mesh, cluster: { mesh: 'sidecar' }, or let the callers handle it.",
    ],
  ],
  [
    'a timeout of plain TCP',
    meshed(web({ protocol: 'tcp', traffic: { timeout: '10s' } })),
    [
      'LS114 shop/web traffic: a mesh can apply timeouts and retries only to requests, but the service speaks plain TCP → Omit timeout and retries, or set `protocol`.',
    ],
  ],
])('%s is refused', (_, shop, expected) => {
  expect(said(shop)).toEqual(expected);
});
