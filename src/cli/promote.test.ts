import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockstepLines } from './terminal.test-support';

const D1 = `sha256:${'1'.repeat(64)}`;
const D2 = `sha256:${'2'.repeat(64)}`;
const LOCK = `# pins
shop:
  api:
    repository: ghcr.io/acme/api
    dev:  { tag: 1.4.2, digest: ${D2} }   # by the pipeline
    prod: { tag: 1.4.1, digest: ${D1} }   # promoted by hand
  web:
    repository: ghcr.io/acme/web
    dev:
      tag: "2.0"
      digest: ${D2}
      example: true
  job:
    repository: ghcr.io/acme/job
    prod: { tag: 3.0.0, digest: ${D1} }
  redis:
    repository: docker.io/bitnami/redis
    all: { tag: 8.2.1, digest: ${D1} }
`;
const API = LOCK.replace(`prod: { tag: 1.4.1, digest: ${D1} }`, `prod: { tag: 1.4.2, digest: ${D2} }`);
const WEB = LOCK.replace(
  '      example: true\n',
  `      example: true\n    prod:\n      tag: "2.0"\n      digest: ${D2}\n      example: true\n`,
);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'promote-'));
  writeFileSync(join(root, 'images.lock.yaml'), LOCK);
});
afterEach(() => rmSync(root, { recursive: true }));

const lock = (): string => readFileSync(join(root, 'images.lock.yaml'), 'utf8');

async function promote(args: string): Promise<[code: number, ...lines: string[]]> {
  const { code, out, err } = await lockstepLines(['promote', ...args.split(' ')], root);
  return [code, ...[...out, ...err].flatMap((line) => line.split('\n').map((part) => part.trim()))];
}

test('copies tag and digest, and says what changed', async () => {
  expect(await promote('shop api --from dev --to prod')).toEqual([
    0,
    'api: prod 1.4.1 (sha256:111111111111) → 1.4.2 (sha256:222222222222)',
  ]);
  expect(lock()).toBe(API);
});

test('an example stays an example, and is named as one', async () => {
  expect(await promote('shop web --from dev --to prod')).toEqual([
    0,
    'web: prod gets 2.0 (sha256:222222222222)',
    'web: the digest is marked "example: true" and was copied with that mark; no registry has it',
  ]);
  expect(lock()).toBe(WEB);
});

test('--all takes every image that has a pin to copy, and promoting again changes nothing', async () => {
  expect((await promote('shop --all --from dev --to prod')).slice(0, 3)).toEqual([
    0,
    'api: prod 1.4.1 (sha256:111111111111) → 1.4.2 (sha256:222222222222)',
    'web: prod gets 2.0 (sha256:222222222222)',
  ]);
  const after = lock();
  expect(await promote('shop --all --from dev --to prod')).toEqual([
    0,
    'api: prod already has 1.4.2 (sha256:222222222222)',
    'web: prod already has 2.0 (sha256:222222222222)',
  ]);
  expect(lock()).toBe(after);
});

test.each([
  [
    'an unknown image',
    'shop api wbe --from dev --to prod',
    1,
    'LS912 images.lock.yaml: unknown image "wbe" of "shop"',
    'Did you mean "web"? Valid: "api", "job", "redis", "web".',
  ],
  [
    'an image without a pin to copy',
    'shop job --from dev --to prod',
    1,
    'LS912 images.lock.yaml: "job" of "shop" has no pin for "dev"',
    'Valid: "prod".',
  ],
  [
    'an image of all environments',
    'shop redis --from dev --to prod',
    1,
    'LS912 images.lock.yaml: "redis" of "shop" is pinned for all environments',
    'Change its pin under "all" instead; there is nothing to promote.',
  ],
  [
    'an unknown platform',
    'shpo api --from dev --to prod',
    2,
    'LS912 images.lock.yaml: unknown platform "shpo"',
    'Did you mean "shop"? Valid: "shop".',
  ],
  [
    'an unknown target',
    'shop api --from dev --to prdo',
    2,
    'LS904 "shop" has no environment "prdo"',
    'Did you mean "prod"? Valid: "dev", "prod".',
  ],
  [
    'an unknown source',
    'shop --all --from dve --to prod',
    1,
    'LS912 images.lock.yaml: "shop" has no image pinned for "dve"',
    'Did you mean "dev"? Valid: "dev", "prod".',
  ],
  ['no image', 'shop --from dev --to prod', 2, 'LS901 no image given', 'Pass image names, or --all.'],
  [
    'images and --all',
    'shop api --all --from dev --to prod',
    2,
    'LS901 --all and image names cannot be combined',
    'Pass image names, or --all.',
  ],
  [
    'one environment',
    'shop api --from dev --to dev',
    2,
    'LS901 --from and --to are both "dev"',
    'Pass two different environments.',
  ],
  [
    'all as an environment',
    'shop api --from all --to dev',
    2,
    'LS901 "all" is not an environment',
    'Pass two different environments.',
  ],
])('%s is refused, and nothing changes', async (_, args, code, message, fix) => {
  expect(await promote(args)).toEqual([code, message, fix]);
  expect(lock()).toBe(LOCK);
});

test('a new environment is one that has secrets or a certificate', async () => {
  mkdirSync(join(root, 'secrets/shop/staging'), { recursive: true });
  expect(await promote('shop api --from dev --to staging')).toEqual([
    0,
    'api: staging gets 1.4.2 (sha256:222222222222)',
  ]);
  expect(lock()).toBe(
    LOCK.replace('# by the pipeline\n', `# by the pipeline\n    staging:  { tag: 1.4.2, digest: ${D2} }\n`),
  );
});

test('an environment that only the app knows is asked of the app', async () => {
  writeFileSync(join(root, 'cdk8s.yaml'), 'app: node model.js\n');
  const environments = [
    { name: 'dev', namespace: 'a' },
    { name: 'next', namespace: 'b' },
  ];
  writeFileSync(
    join(root, 'model.js'),
    `require('fs').writeFileSync(process.env.LOCKSTEP_MODEL, ${JSON.stringify(JSON.stringify({ platforms: [{ name: 'shop', environments }] }))})`,
  );
  expect(await promote('shop api --from dev --to next')).toEqual([0, 'api: next gets 1.4.2 (sha256:222222222222)']);
  writeFileSync(join(root, 'images.lock.yaml'), LOCK);
  expect((await promote('shop api --from dev --to net')).slice(1)).toEqual([
    'LS904 "shop" has no environment "net"',
    'Did you mean "next"? Valid: "dev", "next".',
  ]);
});

test('help marks what is required', async () => {
  const [code, ...lines] = await promote('--help');
  expect(code).toBe(0);
  const said = lines.join(' ').replaceAll(/\s+/g, ' ');
  expect(said).toContain('--from <environment> environment to copy pins from (required)');
  expect(said).toContain('--to <environment> environment to copy pins to (required)');
});

test('a broken lock is reported and left alone', async () => {
  writeFileSync(join(root, 'images.lock.yaml'), 'shop: {');
  expect((await promote('shop api --from dev --to prod')).slice(0, 2)).toEqual([
    1,
    'LS502 images.lock.yaml:1:7: invalid YAML: unclosed `{`',
  ]);
  expect(lock()).toBe('shop: {');
});
