import { environmentOf } from '../examples/environment';
import { deployment, documents } from '../examples/example';
import { assumptionsOf } from '../cluster-assumptions';
import { inspectAddresses } from './addresses';

const service = (name: string, port: number, spec = '') =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: shop}, spec: {selector: {app: ${name}}, ports: [{port: ${port}}]${spec}}}`;
const reader = (env: string) =>
  deployment(`env: [{name: TARGET, value: ${JSON.stringify(env)}}]`).replace(
    '{name: api}',
    '{name: api, namespace: shop}',
  );
const judged = (value: string, ...others: string[]) =>
  inspectAddresses(
    environmentOf(documents(service('orders', 3005), service('db', 5432), reader(value), ...others)),
  ).map(({ code, message, fix }) => `${code} ${message} ${fix}`);

it.each([
  'http://orders:3005/v1',
  'http://orders.shop:3005',
  'https://orders.shop.svc.cluster.local:3005',
  'postgresql://$(USER):$(PASSWORD)@db/shop',
  'orders:3005,db:5432',
  'http://orders.example:80',
  'http://localhost:80',
  'http://127.0.0.1:80',
  'https://payments.elsewhere.svc:80',
  'http://unrelated',
  'text: with a colon',
])('%s leads where it says', (value) => {
  expect(judged(value)).toEqual([]);
});

it.each([
  ['http://orders:3006', '3006', 'orders', '3005'],
  ['http://orders.shop.svc.cluster.local:3006/v1', '3006', 'orders', '3005'],
  ['orders:3005,db:5433', '5433', 'db', '5432'],
  ['http://orders', '80', 'orders', '3005'],
  ['postgresql://$(USER):$(PASSWORD)@db:6432/shop?sslmode=require', '6432', 'db', '5432'],
])('%s asks for a port that is not offered', (value, port, name, offered) => {
  expect(judged(value)).toEqual([
    `LS403 api uses port ${port} of Service \`${name}\`, which has ${offered}. Use port ${offered}, or add port ${port} to the Service.`,
  ]);
});

it('tells a host that is nearly a Service, and none that is not', () => {
  expect(judged('http://order:3005')).toEqual([
    expect.stringContaining('LS401 api is configured with host `order`, which is not a Service in') as string,
  ]);
  expect(judged('http://order:3005')[0]).toContain('Did you mean `orders`?');
});

it('reads ConfigMaps and arguments, and leaves alone what files of programs define for themselves', () => {
  const config = (text: string) =>
    `{apiVersion: v1, kind: ConfigMap, metadata: {name: own, namespace: shop}, data: {nginx.conf: ${JSON.stringify(text)}}}`;
  expect(judged('x', config('upstream orders {}\nproxy_pass http://orders;\nproxy_pass http://order:1;'))).toEqual([]);
  expect(judged('x', config('proxy_pass http://orders:3006;'))).toHaveLength(1);
  expect(
    judged(
      'x',
      deployment('args: [--target, "http://orders:3006"]').replace('{name: api}', '{name: web, namespace: shop}'),
    ),
  ).toHaveLength(1);
});

it('reaches pods of a headless Service on the ports that they open', () => {
  const headless = service('queue', 4222, ', clusterIP: None');
  const pods =
    '{apiVersion: v1, kind: Pod, metadata: {name: queue, namespace: shop, labels: {app: queue}}, spec: {containers: [{name: queue, ports: [{containerPort: 4222}, {containerPort: 6222}]}]}}';
  expect(judged('nats://queue:6222', headless, pods)).toEqual([]);
  expect(judged('nats://queue:7222', headless, pods)).toHaveLength(1);
});

describe('what is expected of the cluster', () => {
  const project = '{apiVersion: argoproj.io/v1alpha1, kind: AppProject, metadata: {name: shop.dev, namespace: argocd}}';
  const application = (name: string) =>
    `{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a, namespace: argocd}, spec: {project: ${name}}}`;
  const assumed = (name: string) =>
    assumptionsOf(environmentOf(documents(project, application(name)))).map(({ kind, name: own }) => `${kind} ${own}`);

  it('is what the files do not have, unless they have nearly that', () => {
    expect(assumed('platform')).toEqual(['AppProject platform']);
    expect(assumed('shop-x.dev')).toEqual([]);
  });
});
