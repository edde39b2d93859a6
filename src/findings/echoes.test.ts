import { WebService } from '../pattern/workload/web-service';
import { Platform } from '../pattern/platform/platform';
import { App, type SynthError } from '../app';
import { environments, inputs, findingsOf, platform, told } from '../laws/example.test-support';

it('says once that two constructs have one name, whatever they are made of', () => {
  const { app, shop } = platform();
  new WebService(shop, 'api', { image: 'api', port: 3000 });
  new WebService(shop, 'other', { image: 'api', name: 'api', port: 3000 });
  const clashes = told(findingsOf(app)).filter((finding) => finding.includes('LS206'));
  expect(clashes).toHaveLength(1);
  expect(clashes[0]).toContain('shop/other');
  expect(clashes[0]).toContain('shop/api also creates objects with these names: Deployment/api, NetworkPolicy/api');
});

it('does not miss facts of a platform whose props were refused', () => {
  const app = new App({ inputs: inputs() });
  const shop = new Platform(app, 'shop', {
    environments,
    edition: '2025' as never,
    owner: 'team',
    cluster: { gateway: { api: 'istio', name: 'a/b', namespace: 'a' } },
  });
  new WebService(shop, 'api', {
    image: 'api',
    port: 3000,
    route: { hosts: ['api.acme'] },
    canary: {},
    autoscaling: { min: 2, max: 4 },
  } as never);
  const codes = () => {
    try {
      app.preview();
      return [];
    } catch (error) {
      return (error as SynthError).findings.map(({ code }) => code);
    }
  };
  expect(codes()).toEqual(['LS102']);
});
