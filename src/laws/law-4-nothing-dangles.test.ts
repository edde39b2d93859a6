/** Law 4. Nothing dangles: every reference resolves in every environment, to something synthesized or provided by the cluster. */
import { inspectEnvironments } from '../inspect';
import { deviate } from '../pattern/engine/deviate';
import { WebService } from '../pattern/workload/web-service';
import { example, findingsOf, only, platform, result, told } from './example.test-support';

const [written] = result(example().app).platforms;
const without = (file: string) =>
  inspectEnvironments(
    written!.instances.map((own) =>
      own.environment === 'prod' ? { ...own, objects: own.objects.filter((object) => object.file !== file) } : own,
    ),
    undefined,
  );

it('the example refers to nothing that is not there', () => {
  expect(inspectEnvironments(written!.instances, written!.matrix)).toEqual([]);
});

it.each([
  ['api/ConfigMap-api-config.yaml', 'LS401', 'Deployment/api'],
  ['api/ServiceAccount-api.yaml', 'LS401', 'Deployment/api'],
  ['api/ServiceAccount-api.yaml', 'LS401', 'RoleBinding/api'],
  ['api/Role-api.yaml', 'LS401', 'RoleBinding/api'],
  ['api/Service-api.yaml', 'LS401', 'VirtualService/api'],
  ['api/Service-api.yaml', 'LS405', 'ServiceMonitor/api'],
  ['secrets/SealedSecret-api-secrets.yaml', 'LS401', 'Deployment/api'],
  ['web/Deployment-web.yaml', 'LS401', 'HorizontalPodAutoscaler/web'],
  ['web/Deployment-web.yaml', 'LS405', 'Service/web'],
  ['web/Deployment-web.yaml', 'LS405', 'PodDisruptionBudget/web'],
  ['web/Deployment-web.yaml', 'LS405', 'NetworkPolicy/web'],
  ['argocd/AppProject-project.yaml', 'LS401', 'Application/shop-prod'],
  ['platform/Namespace-shop.yaml', 'LS401', 'Application/shop-prod'],
])('without %s in one environment there is a %s of %s, there alone', (file, code, object) => {
  expect(without(file)).toContainEqual(expect.objectContaining({ code, object, environments: ['prod'] }));
});

it('what exists in some environments cannot be called from others by a URL', () => {
  const { app, shop } = platform();
  const api = new WebService(shop, 'api', { image: 'api', port: 3000, only: only(['prod'], 'prod only') });
  new WebService(shop, 'web', { image: 'web', port: 8080, env: { API_URL: api.url } });
  expect(told(findingsOf(app))).toEqual([
    'LS401 shop/web [dev, staging]: web calls api, which does not exist there: prod only → Declare api in every environment that calls it, or limit web to the same environments with `only`.',
  ]);
});

it('what a deviation refers to resolves as well', () => {
  const { app, shop } = platform();
  const api = new WebService(shop, 'api', { image: 'api', port: 3000 });
  deviate(api, {
    object: 'Deployment',
    in: ['prod'],
    reason: 'r',
    values: { spec: { template: { spec: { serviceAccountName: 'other' } } } },
  });
  expect(findingsOf(app)).toContainEqual(
    expect.objectContaining({
      code: 'LS401',
      environments: ['prod'],
      message: expect.stringContaining('other') as string,
    }),
  );
});
