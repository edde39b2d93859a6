/** Law 6. Immutable images: every image is pinned by digest from the lock. */
import { ApiObject } from 'cdk8s';
import { parse } from 'yaml';
import { Worker } from '../pattern/workload/worker';
import { example, findingsOf, only, platform, result, told } from './example.test-support';

function imagesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(imagesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'image' ? [inner] : imagesIn(inner)));
}

it('every image in every file has its digest', () => {
  const images = [...result(example().app).files.values()].flatMap((text) => imagesIn(parse(text)));
  expect(images.length).toBeGreaterThanOrEqual(8);
  for (const image of images) expect(image).toMatch(/^registry\.acme\/shop\/[a-z]+:1\.4\.2@sha256:[0-9a-f]{64}$/);
});

it('each environment runs its own pin', () => {
  const { files } = result(example().app);
  const image = (environment: string) => imagesIn(parse(files.get(`shop/${environment}/web/Deployment-web.yaml`)!))[0];
  expect(image('dev')).not.toBe(image('prod'));
  expect(image('staging')).toBe(image('prod'));
});

it('an image without a pin for an environment is refused, with the line that pins it', () => {
  const { app, shop } = platform({ unpinned: { mailer: ['staging'] } });
  new Worker(shop, 'mailer', { image: 'mailer' });
  expect(told(findingsOf(app))).toEqual([
    'LS580 shop/mailer image [staging]: image "mailer" is not pinned for staging → ' +
      'Add to `mailer` below `shop`: `staging: { tag: 1.4.2, digest: sha256:… }`; or run `npx lockstep promote shop mailer --from dev --to staging`.',
  ]);
});

it('an image that the lock does not know is refused, with the nearest', () => {
  const { app, shop } = platform();
  new Worker(shop, 'mailer', { image: 'mialer' });
  const pin = '{ tag: 1.4.2, digest: sha256:… }';
  expect(told(findingsOf(app))).toEqual([
    'LS580 shop/mailer image [dev, staging, prod]: image "mialer" is not in images.lock.yaml → ' +
      'Did you mean `mailer`? Or add below `shop`, with what your registry shows: ' +
      `\`mialer: { repository: registry.acme/shop/mialer, dev: ${pin}, staging: ${pin}, prod: ${pin} }\`, or \`all: ${pin}\` in place of the environments.`,
  ]);
});

it('an image that two workloads run is missed once, in the environments of both', () => {
  const { app, shop } = platform();
  new Worker(shop, 'one', { image: 'other', only: only(['dev'], 'r') });
  new Worker(shop, 'two', { image: 'other', only: only(['prod'], 'r') });
  expect(findingsOf(app).map(({ code, environments }) => [code, environments])).toEqual([['LS580', ['dev', 'prod']]]);
});

it('a pin is only needed where the pod exists', () => {
  const { app, shop } = platform({ unpinned: { mailer: ['dev', 'staging'] } });
  new Worker(shop, 'mailer', { image: 'mailer', only: only(['prod'], 'r') });
  expect(findingsOf(app)).toEqual([]);
});

it.each(['nginx:latest', 'nginx', 'nginx:1.29'])(
  'an image of an object of one’s own is refused without digest: %s',
  (image) => {
    const { app, shop } = platform();
    new ApiObject(shop, 'own', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'own' },
      spec: { containers: [{ name: 'own', image }] },
    });
    expect(findingsOf(app)).not.toEqual([]);
  },
);
