/** A platform behind an ingress controller, for tests of routes. */
import { parse } from 'yaml';
import { findingsOf, platform, result, told, type InputChanges } from '../../laws/example.test-support';
import type { Platform, PlatformInput } from '../platform/platform';
import { WebService } from '../workload/web-service';

export const NGINX = {
  api: 'ingress',
  class: 'nginx',
  namespace: 'ingress-nginx',
  labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
} as const;
export const GATEWAY = {
  api: 'gateway-api',
  name: 'gateways/public',
  namespace: 'gateways',
  labels: { app: 'gateway' },
} as const;
export const ISTIO = {
  api: 'istio',
  name: 'istio-system/public',
  namespace: 'istio-system',
  labels: { istio: 'ingressgateway' },
} as const;

export interface Shop {
  readonly cluster?: object;
  readonly inputs?: InputChanges;
  readonly declare: (shop: Platform) => unknown;
}

export const service = (shop: Platform, id: string, more: object = {}) =>
  new WebService(shop, id, { image: 'api', port: 3000, ...more });

/** A Shop whose one service has a route. */
export const routed = (
  route: object,
  cluster: object = { gateway: NGINX, issuer: { name: 'letsencrypt' } },
  more: object = {},
): Shop => ({
  cluster,
  declare: (shop) => service(shop, 'api', { route: { hosts: ['api.acme.dev'], ...route }, ...more }),
});

function built({ cluster, inputs, declare }: Shop) {
  const { app, shop } = platform(inputs, { cluster: cluster as PlatformInput['cluster'] } as Partial<PlatformInput>);
  declare(shop);
  return app;
}

export const said = (shop: Shop): string[] => told(findingsOf(built(shop)));

/** Every file of an environment, by its path, that a service or the platform's certificates come to. */
export function files(shop: Shop, environment = 'dev'): ReadonlyMap<string, string> {
  const app = built(shop);
  expect(told(findingsOf(app))).toEqual([]);
  const prefix = `shop/${environment}/`;
  return new Map(
    [...result(app).files]
      .filter(([file]) => file.startsWith(prefix))
      .map(([file, content]) => [file.slice(prefix.length), content]),
  );
}

/** One object, parsed. */
export function object(shop: Shop, file: string, environment = 'dev'): never {
  const found = files(shop, environment);
  expect([...found.keys()]).toContain(file);
  return parse(found.get(file)!) as never;
}

/** The files of one kind, as they are written. */
export const kinds = (shop: Shop, ...wanted: string[]): string =>
  [...files(shop)]
    .filter(([file]) => wanted.some((kind) => file.split('/').at(-1)!.startsWith(`${kind}-`)))
    .map(([file, content]) => `# ${file}\n${content}`)
    .join('---\n');
