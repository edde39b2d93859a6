import { only, vary } from '../../laws/example.test-support';
import type { Endpoint } from '../network/connections';
import type { Platform } from '../platform/platform';
import { WebService } from '../workload/web-service';
import { GATEWAY, ISTIO, NGINX, object, said, service, type Shop } from './shop.test-support';

/** A service whose one rule gives shares to `next`. */
const shared = (gateway: object, share: (shop: Platform) => object, next: object = {}, where?: object): Shop => ({
  cluster: { gateway },
  declare: (shop) => {
    const taker = service(shop, 'next', { port: 4000, servicePort: 81, ...next });
    const rule = { prefix: '/', shares: [{ to: taker.endpoint, ...share(shop) }] };
    service(shop, 'api', { route: { hosts: ['api.acme.dev'], rules: [rule], ...(where && { only: where }) } });
  },
});
const tenth = () => ({ percent: 10 });

test('an HTTPRoute weighs the Services', () => {
  const route = object(shared(GATEWAY, tenth), 'api/HTTPRoute-api.yaml') as {
    spec: { rules: { backendRefs: object[] }[] };
  };
  expect(route.spec.rules[0]!.backendRefs).toEqual([
    { group: '', kind: 'Service', name: 'api', port: 80, weight: 90 },
    { group: '', kind: 'Service', name: 'next', port: 81, weight: 10 },
  ]);
});

interface VirtualService {
  readonly spec: { readonly http: readonly { readonly route: readonly object[] }[] };
}
const routeOf = (shop: Shop, environment?: string) =>
  (object(shop, 'api/VirtualService-api.yaml', environment) as VirtualService).spec.http[0]!.route;
const to = (host: string, number: number, weight?: number) => ({
  destination: { host, port: { number } },
  ...(weight !== undefined && { weight }),
});

test('a VirtualService weighs them, and says nothing of weights where all goes to one', () => {
  expect(routeOf(shared(ISTIO, tenth))).toEqual([to('api', 80, 90), to('next', 81, 10)]);
  const alone: Shop = {
    cluster: { gateway: ISTIO },
    declare: (shop) => service(shop, 'api', { route: { hosts: ['api.acme.dev'] } }),
  };
  expect(routeOf(alone)).toEqual([to('api', 80)]);
});

test('shares vary, and stay with the service of the route where their own does not exist', () => {
  const varying = shared(ISTIO, () => ({ percent: vary({ dev: 50, staging: 20, prod: 0 }) }));
  expect(routeOf(varying, 'dev')).toEqual([to('api', 80, 50), to('next', 81, 50)]);
  expect(routeOf(varying, 'prod')).toEqual([to('api', 80, 100), to('next', 81, 0)]);
  const absently = shared(ISTIO, () => ({ percent: vary({ dev: 50, staging: 20, prod: 70 }) }), {
    only: only(['dev', 'staging'], 'not yet'),
  });
  expect(routeOf(absently, 'staging')).toEqual([to('api', 80, 80), to('next', 81, 20)]);
  expect(routeOf(absently, 'prod')).toEqual([to('api', 80, 100)]);
});

test('the gateway is let in where shares lead, on the port of the pods', () => {
  const policy = object(shared(ISTIO, tenth), 'next/NetworkPolicy-next.yaml') as { spec: { ingress: object[] } };
  expect(policy.spec.ingress).toContainEqual({
    from: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } },
        podSelector: { matchLabels: { istio: 'ingressgateway' } },
      },
    ],
    ports: [{ port: 4000, protocol: 'TCP' }],
  });
});

const twice = (endpoint: (shop: Platform) => Endpoint): Shop => ({
  cluster: { gateway: ISTIO },
  declare: (shop) => {
    const share = { to: endpoint(shop), percent: 1 };
    service(shop, 'api', { route: { hosts: ['api.acme.dev'], rules: [{ prefix: '/', shares: [share, share] }] } });
  },
});

test.each<[string, Shop, RegExp]>([
  [
    'more than all',
    shared(ISTIO, () => ({ percent: 101 })),
    /LS102 shop\/api route\.rules\[0\]\.shares\[0\]\.percent: /,
  ],
  [
    'more than all of them together',
    {
      cluster: { gateway: ISTIO },
      declare: (shop) => {
        const [a, b] = [service(shop, 'a'), service(shop, 'b')];
        const shares = [
          { to: a.endpoint, percent: vary({ dev: 60, staging: 10, prod: 10 }) },
          { to: b.endpoint, percent: 50 },
        ];
        service(shop, 'api', { route: { hosts: ['api.acme.dev'], rules: [{ prefix: '/', shares }] } });
      },
    },
    /LS114 shop\/api route\.rules\[prefix=\/\]\.shares \[dev\]: the shares add up to 110%/,
  ],
  [
    'one service twice',
    twice((shop) => service(shop, 'next').endpoint),
    /LS114 shop\/api route\.rules\[prefix=\/\]\.shares: next is listed twice in `shares`/,
  ],
  [
    'itself',
    twice((shop) => WebService.named(shop, 'api', { port: 3000 }).endpoint),
    /LS114 .*: the service that owns the route is listed in `shares`/,
  ],
  [
    'one that never exists where the route does',
    shared(ISTIO, tenth, { only: only(['prod'], 'later') }, only(['dev'], 'a trial')),
    /LS114 shop\/api route\.rules\[prefix=\/\]\.shares: it is limited to environments in which the construct does not exist/,
  ],
  [
    'what is no service',
    {
      cluster: { gateway: ISTIO },
      declare: (shop) =>
        service(shop, 'api', {
          route: { hosts: ['api.acme.dev'], rules: [{ prefix: '/', shares: [{ to: 'next', percent: 1 }] }] },
        }),
    },
    /route\.rules\[0\]\.shares\[0\]\.to: .*`endpoint` of a WebService/,
  ],
  [
    'an Ingress',
    shared({ ...NGINX }, tenth),
    /LS160 shop\/api route\.rules\[prefix=\/\]\.shares: an Ingress .* cannot express traffic splitting/,
  ],
])('%s', (_, shop, told) => {
  expect(said(shop).join('\n')).toMatch(told);
});
