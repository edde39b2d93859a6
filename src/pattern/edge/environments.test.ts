/** Routes that differ between environments in more than values: in what they come to. */
import { findingsOf, platform, result, told, vary } from '../../laws/example.test-support';
import type { PlatformInput } from '../platform/platform';
import { WebService } from '../workload/web-service';
import { GATEWAY, ISTIO, NGINX, files, object, routed, said } from './shop.test-support';

const LETSENCRYPT = { gateway: NGINX, issuer: { name: 'letsencrypt' } };
const routes = (shop: Parameters<typeof files>[0], environment: string) =>
  [...files(shop, environment).keys()].filter((file) => /^api\/(HTTPRoute|VirtualService|Ingress)-/.test(file));

test('a redirect may be in some environments only', () => {
  const shop = routed(
    { redirect: vary({ dev: false, staging: true, prod: true }) },
    { gateway: { ...GATEWAY, listeners: { http: 'http', https: 'https' } } },
  );
  expect(routes(shop, 'dev')).toEqual(['api/HTTPRoute-api.yaml']);
  expect(routes(shop, 'prod')).toEqual(['api/HTTPRoute-api-redirect.yaml', 'api/HTTPRoute-api.yaml']);
  const sectionOf = (environment: string) =>
    (object(shop, 'api/HTTPRoute-api.yaml', environment) as { spec: { parentRefs: { sectionName?: string }[] } }).spec
      .parentRefs[0]!.sectionName;
  expect([sectionOf('dev'), sectionOf('prod')]).toEqual([undefined, 'https']);
});

test('the gateway may have another API in some environments', () => {
  const gateway = { ...ISTIO, api: vary({ dev: 'gateway-api', staging: 'istio', prod: 'istio' }) };
  const shop = routed({}, { gateway });
  expect(routes(shop, 'dev')).toEqual(['api/HTTPRoute-api.yaml']);
  expect(routes(shop, 'prod')).toEqual(['api/VirtualService-api.yaml']);
  expect(said(routed({ cors: { origins: ['https://acme.dev'] } }, { gateway }))).toEqual([
    expect.stringMatching(/^LS160 shop\/api route\.cors \[dev\]: /),
  ]);
});

test('a rule has an Ingress of its own where its limits differ from the others', () => {
  const shop = routed({
    rules: [{ prefix: '/' }, { prefix: '/upload', bodySize: vary({ dev: '1Mi', staging: '1Mi', prod: '1Gi' }) }],
    bodySize: '1Mi',
  });
  const paths = (environment: string) =>
    (
      object(shop, 'api/Ingress-api.yaml', environment) as {
        spec: { rules: { http: { paths: { path: string }[] } }[] };
      }
    ).spec.rules[0]!.http.paths.map(({ path }) => path);
  expect(routes(shop, 'dev')).toEqual(['api/Ingress-api.yaml']);
  expect(paths('dev')).toEqual(['/upload', '/']);
  expect(routes(shop, 'prod')).toEqual(['api/Ingress-api-upload.yaml', 'api/Ingress-api.yaml']);
  expect(paths('prod')).toEqual(['/']);
});

test('rules of a mesh for the pods that answer challenges are where those are', () => {
  const challenge = vary({ dev: 'none', staging: 'http-01', prod: 'http-01' });
  const shop = routed({}, { gateway: NGINX, mesh: 'sidecar', issuer: { name: 'authority', challenge } });
  const solver = (environment: string) =>
    [...files(shop, environment).keys()].filter((file) => file.endsWith('acme-http01-solver.yaml'));
  expect(solver('dev')).toEqual([]);
  expect(solver('prod')).toEqual(
    ['AuthorizationPolicy', 'NetworkPolicy', 'PeerAuthentication'].map(
      (kind) => `platform/${kind}-acme-http01-solver.yaml`,
    ),
  );
});

test('certificates are those of the routes at the time of a synth', () => {
  const { app, shop } = platform({}, { cluster: LETSENCRYPT } as unknown as Partial<PlatformInput>);
  const service = (id: string, host: string) =>
    new WebService(shop, id, { image: 'api', port: 3000, route: { hosts: [host], certificate: 'public-tls' } });
  const namesIn = () => /dnsNames:\n((?: +- .*\n)+)/.exec(certificate())![1]!.match(/\w+\.acme\.dev/g);
  const certificate = () => {
    expect(told(findingsOf(app))).toEqual([]);
    return result(app).files.get('shop/prod/platform/Certificate-public-tls.yaml')!;
  };
  service('api', 'api.acme.dev');
  expect(namesIn()).toEqual(['api.acme.dev']);
  service('web', 'web.acme.dev');
  expect(namesIn()).toEqual(['api.acme.dev', 'web.acme.dev']);
});

test('what is wrong with a certificate is found again in another synth', () => {
  const { app, shop } = platform({}, { cluster: { gateway: NGINX } } as unknown as Partial<PlatformInput>);
  new WebService(shop, 'api', { image: 'api', port: 3000, route: { hosts: ['api.acme.dev'] } });
  const once = told(findingsOf(app));
  expect(once).toHaveLength(3);
  expect(told(findingsOf(app))).toEqual(once);
});
