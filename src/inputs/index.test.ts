import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readInputs } from '.';

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
  expect(inputs.images.find('shop', 'api', 'dev')).toBeUndefined();
  expect(inputs.findings.map(({ code }) => code)).toEqual(['LS501']);
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
  const findings = readInputs(root).unknownNames(new Map([['shop', ['dev', 'prod']]]));
  expect(findings.map(({ code, file, message, fix }) => `${code} ${file}: ${message} → ${fix}`)).toEqual([
    'LS514 images.lock.yaml:4:5: images.lock.yaml pins images of "shop" for environment "prd", which does not exist → Did you mean "prod"? Valid: "dev", "prod".',
    'LS514 images.lock.yaml:5:1: images.lock.yaml pins images of platform "shpo", which does not exist → Did you mean "shop"? Valid: "shop".',
    'LS514 secrets/ship: secrets/ship/ belongs to no platform → Did you mean "shop"? Valid: "shop".',
    'LS514 secrets/shop/pord: secrets/shop/pord/ belongs to no environment of "shop" → Did you mean "prod"? Valid: "dev", "prod".',
    'LS529 secrets/shop/db.yaml: the file is read by nobody → Sealed secrets lie in secrets/<platform>/<environment>/<name>.yaml.',
  ]);
});
