import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readInputs } from '.';
import { parseImageLock } from './images';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'inputs-'))));
afterEach(() => rmSync(root, { recursive: true }));

function put(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const LOCK = `shop:\n  api:\n    repository: r.example/api\n    prd: { tag: a1, digest: sha256:${'1'.repeat(64)} }\nshpo: {}\n`;

test('nothing that was not asked for is missed or read', () => {
  const inputs = readInputs(root);
  expect(inputs.findings).toEqual([]);
  expect(inputs.sealed.names('shop', 'dev')).toEqual([]);
  expect(inputs.findings).toEqual([]);
  inputs.images.find('shop', 'api', 'dev');
  expect(inputs.findings.map(({ code }) => code)).toEqual(['LS501']);
});

test('the finding for a missing lock is the lock to write', () => {
  const { images, findings: before } = readInputs(root);
  expect(before).toEqual([]);
  const inputs = readInputs(root);
  for (const image of ['api', 'web'])
    for (const environment of ['dev', 'prod']) inputs.images.find('orders', image, environment);
  const [head, ...lock] = inputs.findings[0]!.fix.split('\n');
  expect(head).toMatch(/^Create it next to cdk8s\.yaml.*:$/);
  const { lock: read, findings } = parseImageLock(lock.join('\n').replaceAll('…', '1'.repeat(64)));
  expect(findings).toEqual([]);
  expect(read.names('orders')).toEqual(['api', 'web']);
  expect([...read.environments('orders').keys()]).toEqual(['dev', 'prod']);
  expect(images.find('orders', 'api', 'dev')).toBeDefined();
});

test.each([
  ['no lock', undefined],
  ['a broken lock', 'shop: ['],
  ['a list', '- a'],
  ['a platform without images', 'shop:\n'],
  ['an image that is no mapping', 'shop: { api: x }'],
  ['an image without pins', 'shop: { api: { repository: r.example/api } }'],
  ['a pin without digest', 'shop: { api: { repository: r.example/api, dev: { tag: a1 } } }'],
  ['a broken digest', 'shop: { api: { repository: r.example/api, dev: { tag: a1, digest: sha256:x } } }'],
  ['a broken digest for all', 'shop: { api: { repository: r.example/api, all: { tag: a1, digest: sha256:x } } }'],
  ['a broken repository', `shop: { api: { repository: api, dev: { tag: a1, digest: sha256:${'1'.repeat(64)} } } }`],
])('a pin that a finding is about is not missed as well: %s', (_, text) => {
  if (text !== undefined) put('images.lock.yaml', text);
  const inputs = readInputs(root);
  expect(inputs.images.find('shop', 'api', 'dev')).toMatchObject({ digest: `sha256:${'0'.repeat(64)}` });
  expect(inputs.findings).toHaveLength(1);
});

test('a pin beside a broken one is read, and one that is not there is missed', () => {
  const good = `{ tag: a1, digest: sha256:${'1'.repeat(64)} }`;
  put('images.lock.yaml', `shop: { api: { repository: r.example/api, dev: { tag: a1 }, prod: ${good} } }`);
  const { images } = readInputs(root);
  expect(images.find('shop', 'api', 'prod')?.repository).toBe('r.example/api');
  expect([
    images.find('shop', 'api', 'stage'),
    images.find('shop', 'web', 'dev'),
    images.find('ship', 'api', 'dev'),
  ]).toEqual([undefined, undefined, undefined]);
});

test('the lock is read when first asked for, then never again', () => {
  const inputs = readInputs(root);
  put('images.lock.yaml', LOCK);
  expect(inputs.images.names('shop')).toEqual(['api']);
  put('images.lock.yaml', 'broken: [');
  expect(inputs.images.names('shop')).toEqual(['api']);
  expect(inputs.findings).toEqual([]);
});

test('findings of all files asked for stand together', () => {
  put('images.lock.yaml', 'a: b: c');
  put('secrets/shop/dev/db.yaml', 'kind: Secret');
  const inputs = readInputs(root);
  inputs.images.names('shop');
  inputs.sealed.find('shop', 'dev', 'db');
  expect(inputs.findings.map(({ code, file }) => `${code} ${file}`)).toEqual([
    'LS502 images.lock.yaml:1:4',
    'LS520 secrets/shop/dev/db.yaml:1:7',
  ]);
});

test('pins and secrets of names that do not exist are found', () => {
  put('images.lock.yaml', LOCK);
  put('secrets/shop/pord/db.yaml', '');
  put('secrets/ship/prod/db.yaml', '');
  put('secrets/shop/db.yaml', '');
  put('secrets/README.md', '');
  const findings = readInputs(root).unknownNames(new Map([['shop', ['dev', 'prod']]]), () => true, true);
  expect(findings.map(({ code, file, message, fix }) => `${code} ${file}: ${message} → ${fix}`)).toEqual([
    'LS514 images.lock.yaml:4:5: images.lock.yaml pins images of "shop" for the unknown environment "prd" → Rename them to "prod" (valid: "dev", "prod"), or delete them.',
    'LS514 images.lock.yaml:5:1: images.lock.yaml pins images of the unknown platform "shpo" → Rename them to "shop", or delete them.',
    'LS514 secrets/ship: secrets/ship/ does not belong to any platform → Rename it to "shop", or delete it.',
    'LS514 secrets/shop/pord: secrets/shop/pord/ does not belong to any environment of "shop" → Rename it to "prod" (valid: "dev", "prod"), or delete it.',
    'LS529 secrets/shop/db.yaml: nothing reads the file → Sealed secrets belong in secrets/<platform>/<environment>/<name>.yaml.',
  ]);
});

test('where one platform of several is looked at, those of the others are left alone', () => {
  put('images.lock.yaml', LOCK);
  put('secrets/shop/pord/db.yaml', '');
  put('secrets/ship/prod/db.yaml', '');
  const findings = readInputs(root).unknownNames(new Map([['shop', ['dev', 'prod']]]), () => true, false);
  expect(findings.map(({ code, file }) => `${code} ${file}`)).toEqual([
    'LS514 images.lock.yaml:4:5',
    'LS514 secrets/shop/pord',
  ]);
});
