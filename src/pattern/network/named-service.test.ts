/** Services that call each other, and files that are sealed. */
import { parse } from 'yaml';
import { CLUSTER, faultless, findingsOf, only, platform, result, told } from '../../laws/example.test-support';
import type { Platform } from '../platform/platform';
import { sealed } from '../secrets/sealed';
import { WebService } from '../workload/web-service';

const shopWith = (declare: (shop: Platform) => void, secrets = {}) => {
  const { app, shop } = platform({ secrets }, { cluster: CLUSTER as never });
  declare(shop);
  return app;
};
const web = (shop: Platform, name: string, more: object = {}) =>
  new WebService(shop, name, { image: 'api', port: 3000, servicePort: 3000, ...more });
const orders = { port: 3000, servicePort: 3000 };

test('two services that call each other open both ways, on both sides', () => {
  const app = shopWith((shop) => {
    const payments = web(shop, 'payments', { env: { ORDERS_URL: WebService.named(shop, 'orders', orders).url } });
    web(shop, 'orders', { env: { PAYMENTS_URL: payments.url } });
  });
  const { files, proof } = faultless(app);
  expect(files.get('shop/prod/payments/Deployment-payments.yaml')).toContain('value: http://orders:3000\n');
  const calls = [...proof].find(([name]) => name.endsWith('reachability.yaml'))![1];
  expect((parse(calls) as { everywhere: object }).everywhere).toMatchObject({
    orders: { payments: 'TCP 3000' },
    payments: { orders: 'TCP 3000' },
  });
  for (const [own, other] of [
    ['orders', 'payments'],
    ['payments', 'orders'],
  ]) {
    const { spec } = parse(files.get(`shop/prod/${own}/NetworkPolicy-${own}.yaml`)!) as {
      spec: { ingress: object[]; egress: object[] };
    };
    const peer = {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': other, 'app.kubernetes.io/part-of': 'shop' } },
    };
    const ports = [{ port: 3000, protocol: 'TCP' }];
    expect(spec.ingress).toEqual([{ from: [peer], ports }]);
    expect(spec.egress).toContainEqual({ to: [peer], ports });
  }
});

test.each<[string, object, object | undefined, string]>([
  [
    'nobody has the name',
    orders,
    undefined,
    'LS401 shop: the service "orders" is referenced by name but does not exist → Valid: "payments".',
  ],
  [
    'other ports',
    { port: 3001 },
    {},
    'LS403 shop: the service "orders" is called on port 3001 (Service port 80), but it listens on 3000 (Service port 3000) → ' +
      'Use the ports that it declares; if they vary, reference the construct instead.',
  ],
  [
    'it does not exist everywhere',
    orders,
    { only: only(['prod'], 'a trial') },
    'LS401 shop/payments [dev, staging]: payments calls orders, which does not exist there: a trial → ' +
      'Declare orders in every environment that calls it, or limit payments to the same environments with `only`.',
  ],
])('a call by name is refused where %s', (_, ports, own, expected) => {
  const app = shopWith((shop) => {
    web(shop, 'payments', { calls: [WebService.named(shop, 'orders', ports as never).endpoint] });
    if (own !== undefined) web(shop, 'orders', own);
  });
  expect(told(findingsOf(app))).toContain(expected);
});

test('a sealed file is mounted with its directory, read-only, and its change restarts the pods', () => {
  const pod = (key: string) => {
    const app = shopWith(
      (shop) => web(shop, 'minting', { secretFiles: { '/app/wallet/wallet.json': sealed('wallet', key) } }),
      { wallet: ['a', 'b'] },
    );
    const { spec } = parse(result(app).files.get('shop/prod/minting/Deployment-minting.yaml')!) as {
      spec: { template: { metadata: object; spec: object } };
    };
    return spec.template as {
      metadata: { annotations: Record<string, string> };
      spec: { containers: [{ volumeMounts: object[] }]; volumes: object[] };
    };
  };
  const { metadata, spec } = pod('a');
  expect(spec.containers[0].volumeMounts).toEqual([{ name: 'secret-files', mountPath: '/app/wallet', readOnly: true }]);
  expect(spec.volumes).toEqual([
    {
      name: 'secret-files',
      projected: {
        defaultMode: 0o440,
        sources: [{ secret: { name: 'wallet', items: [{ key: 'a', path: 'wallet.json' }] } }],
      },
    },
  ]);
  expect(metadata.annotations['checksum/secrets']).toMatch(/^[0-9a-f]{16}$/);
  expect(pod('b').metadata.annotations['checksum/secrets']).not.toBe(metadata.annotations['checksum/secrets']);
});
