import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../model/finding';
import { ciphertextChecksum, formatProvenance, PROVENANCE, type Provenance } from './provenance';
import { readSealedStore } from './sealed';
import { newSealedFile } from './sealed-edit';
import { parseSealedFile } from './sealed-file';
import { seal } from './sealing';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const target = { scope: 'strict', namespace: 'shop-dev', name: 'db' } as const;
const ciphertext = seal(Buffer.from('value'), publicKey, target);
const provenance: Provenance = {
  ...target,
  revision: '0123456789abcdef',
  sealedAt: '2026-01-02T03:04:05Z',
  certificate: 'c'.repeat(64),
  ciphertext: ciphertextChecksum(ciphertext),
  shared: undefined,
};
const FILE = 'secrets/shop/dev/db.yaml';
const say = ({ code, file, message, fix }: Finding): string => `${code} ${file}: ${message} → ${fix}`;

/** As `kubeseal -o yaml` writes it. */
const KUBESEAL = `---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  creationTimestamp: null
  name: db
  namespace: shop-dev
spec:
  encryptedData:
    password: ${ciphertext}
  template:
    metadata:
      creationTimestamp: null
      name: db
      namespace: shop-dev
    type: kubernetes.io/basic-auth
`;

test('what kubeseal wrote is read; where it came from is unknown', () => {
  const { sealed, findings } = parseSealedFile(KUBESEAL, FILE, 'db');
  expect(findings).toEqual([]);
  expect(sealed).toEqual({
    file: FILE,
    name: 'db',
    namespace: 'shop-dev',
    scope: 'strict',
    type: 'kubernetes.io/basic-auth',
    labels: {},
    annotations: {},
    items: new Map([
      ['password', { ciphertext, revision: undefined, certificate: undefined, sealedAt: undefined, shared: undefined }],
    ]),
  });
});

test("kubeseal's JSON is read", () => {
  const json = JSON.stringify(
    {
      kind: 'SealedSecret',
      apiVersion: 'bitnami.com/v1alpha1',
      metadata: { name: 'db', namespace: 'shop-dev', creationTimestamp: null },
      spec: { template: { metadata: { name: 'db' } }, encryptedData: { url: ciphertext } },
    },
    undefined,
    2,
  );
  const { sealed, findings } = parseSealedFile(json, FILE, 'db');
  expect(findings).toEqual([]);
  expect([...sealed!.items.keys()]).toEqual(['url']);
});

test('labels and annotations of the Secret are carried over, the scope is not one of them', () => {
  const text = KUBESEAL.replace(
    '  namespace: shop-dev\nspec',
    '  namespace: shop-dev\n  annotations:\n    any.example/thing: "1"\n' +
      '    sealedsecrets.bitnami.com/cluster-wide: "true"\nspec',
  ).replace(
    '    metadata:\n',
    '    metadata:\n      labels: { team: shop }\n      annotations:\n        sealedsecrets.bitnami.com/cluster-wide: "true"\n' +
      '        reflector.example/allowed: "true"\n',
  );
  const { sealed, findings } = parseSealedFile(text, FILE, 'db');
  expect(findings).toEqual([]);
  expect(sealed).toMatchObject({
    scope: 'cluster-wide',
    labels: { team: 'shop' },
    annotations: { 'reflector.example/allowed': 'true' },
  });
});

test('what was written with provenance is read back', () => {
  const shared = { ...provenance, shared: 'one account, "upstream"' };
  const text = newSealedFile({ ...target, type: 'Opaque' }, [
    { key: '.hidden', ciphertext, provenance },
    { key: 'url', ciphertext, provenance: shared },
  ]);
  const { sealed, findings } = parseSealedFile(text, FILE, 'db');
  expect(findings).toEqual([]);
  const item = {
    ciphertext,
    revision: '0123456789abcdef',
    certificate: 'c'.repeat(64),
    sealedAt: '2026-01-02T03:04:05Z',
    shared: undefined,
  };
  expect(Object.fromEntries(sealed!.items)).toEqual({
    '.hidden': item,
    url: { ...item, shared: 'one account, "upstream"' },
  });
});

test('provenance of a value that another tool replaced is unknown', () => {
  const text = newSealedFile({ ...target, type: 'Opaque' }, [{ key: 'url', ciphertext, provenance }]);
  const other = seal(Buffer.from('value'), publicKey, target);
  expect(
    parseSealedFile(text.replace(ciphertext, other), FILE, 'db').sealed?.items.get('url')?.revision,
  ).toBeUndefined();
});

const replaced = (from: string | RegExp, to: string): string => KUBESEAL.replace(from, () => to);
const ours = (change: Partial<Provenance>): string =>
  newSealedFile({ ...target, type: 'Opaque' }, [{ key: 'url', ciphertext, provenance: { ...provenance, ...change } }]);

test.each([
  [
    'broken YAML',
    'kind: "Sealed',
    'LS502 secrets/shop/dev/db.yaml:1:14: invalid YAML: missing closing quote, bracket, colon or comma → ' +
      'Check this position and the line before it.',
  ],
  [
    'an empty file',
    '',
    'LS509 secrets/shop/dev/db.yaml:1:1: the file is empty, not a mapping → Add `key: value` lines below it, ' +
      'indented by two spaces.',
  ],
  [
    'a plain Secret',
    'apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { url: hunter2 }\n',
    'LS520 secrets/shop/dev/db.yaml:2:7: the file is a plaintext Secret: everyone with access to the repository can read its values → ' +
      'Change its values, remove the file from the repository and its history, and seal each key: npx lockstep seal shop/dev db <key>',
  ],
  [
    'another kind',
    'apiVersion: v1\nkind: ConfigMap\n',
    'LS521 secrets/shop/dev/db.yaml:2:7: the file contains a ConfigMap (v1), not a SealedSecret → Replace it with a SealedSecret (bitnami.com/v1alpha1), ' +
      'as `lockstep seal` and `kubeseal -o yaml` write it.',
  ],
  [
    'another name',
    replaced(/name: db/g, 'name: dbs'),
    'LS522 secrets/shop/dev/db.yaml:6:9: the sealed secret is named "dbs", but its file is named "db" → Rename the file to dbs.yaml; ' +
      'a value sealed for "dbs" cannot be unsealed under a different name.',
  ],
  [
    'no namespace',
    replaced(/^ {2}namespace: shop-dev\n/m, ''),
    'LS523 secrets/shop/dev/db.yaml:4:1: the sealed secret has no namespace → Add "namespace: …" under metadata, with the namespace for which it was sealed.',
  ],
  [
    'a malformed namespace',
    replaced(/namespace: shop-dev/g, 'namespace: Shop'),
    'LS523 secrets/shop/dev/db.yaml:7:14: invalid namespace name "Shop" → Use at most 63 lowercase letters, digits and "-".',
  ],
  [
    'no name',
    replaced(/^ {2}name: db\n/m, ''),
    'LS523 secrets/shop/dev/db.yaml:4:1: the sealed secret has no name → Add "name: db" under metadata.',
  ],
  [
    'a plain value',
    replaced(ciphertext, 'hunter2'),
    'LS524 secrets/shop/dev/db.yaml:10:15: the value of key "password" is not a sealed value: it is not base64 → ' +
      'Seal it: npx lockstep seal shop/dev db password. If it was a plaintext value, change it: it is in the repository.',
  ],
  [
    'a base64 value',
    replaced(ciphertext, 'aHVudGVyMg=='),
    'LS524 secrets/shop/dev/db.yaml:10:15: the value of key "password" is not a sealed value: it has 7 bytes; a sealed value has at least 274 → ' +
      'Seal it: npx lockstep seal shop/dev db password. If it was a plaintext value, change it: it is in the repository.',
  ],
  [
    'no value',
    replaced(ciphertext, ''),
    'LS524 secrets/shop/dev/db.yaml:10:15: the value of key "password" is not a sealed value: it is empty → ' +
      'Seal it: npx lockstep seal shop/dev db password. If it was a plaintext value, change it: it is in the repository.',
  ],
  [
    'a malformed key',
    replaced('    password:', '    "pass word": ' + ciphertext + '\n    password:'),
    'LS525 secrets/shop/dev/db.yaml:10:5: invalid Secret key "pass word" → Use at most 253 letters, digits, "-", "_" and ".".',
  ],
  [
    'a key twice',
    replaced('    password:', `    password: ${ciphertext}\n    password:`),
    'LS510 secrets/shop/dev/db.yaml:11:5: duplicate "password" in spec.encryptedData → Remove one of the two: YAML parsers disagree about which one applies.',
  ],
  [
    'no keys',
    replaced(/encryptedData:\n.*\n/, 'encryptedData: {}\n'),
    'LS504 secrets/shop/dev/db.yaml:9:3: the sealed secret has no keys → Seal one: npx lockstep seal shop/dev db <key>',
  ],
  [
    'a template with text',
    replaced('    type:', '    data: { a: b }\n    type:'),
    'LS526 secrets/shop/dev/db.yaml:16:5: spec.template.data is plaintext in a sealed secret, and is dropped → ' +
      'Seal the finished value under its own key instead.',
  ],
  [
    'an immutable one',
    replaced('    type:', '    immutable: true\n    type:'),
    'LS526 secrets/shop/dev/db.yaml:16:5: spec.template.immutable is a Secret that could not be rotated, and is dropped → Remove the line.',
  ],
  [
    'an unknown field',
    replaced('  template:', '  tamplate: {}\n  template:'),
    'LS503 secrets/shop/dev/db.yaml:11:3: unknown field of spec: "tamplate" → Did you mean "template"? Valid: "encryptedData", "template", "data".',
  ],
  [
    'another inner namespace',
    replaced('      namespace: shop-dev', '      namespace: shop-prod'),
    'LS522 secrets/shop/dev/db.yaml:15:18: spec.template.metadata.namespace is "shop-prod", metadata.namespace "shop-dev" → ' +
      'Use "shop-dev": the controller creates the Secret with that namespace in any case.',
  ],
  [
    'keys that do not fit the type',
    replaced('basic-auth', 'tls'),
    'LS533 secrets/shop/dev/db.yaml:11:3: a Secret of type kubernetes.io/tls needs "tls.crt" and "tls.key" → Seal them, or set spec.template.type to Opaque.',
  ],
  [
    'a value copied from another environment',
    ours({ namespace: 'shop-prod' }),
    'LS527 secrets/shop/dev/db.yaml:11:5: key "url" was sealed for namespace "shop-prod", but the file has "shop-dev" → ' +
      'Reseal it for this name and namespace: npx lockstep seal shop/dev db url',
  ],
  [
    'a value copied from another secret',
    ours({ name: 'cache' }),
    'LS527 secrets/shop/dev/db.yaml:11:5: key "url" was sealed for the name "cache", but the file has "db" → ' +
      'Reseal it for this name and namespace: npx lockstep seal shop/dev db url',
  ],
  [
    'a value of another scope',
    ours({ scope: 'cluster-wide' }),
    'LS527 secrets/shop/dev/db.yaml:11:5: key "url" was sealed with scope cluster-wide, but the file has strict → ' +
      'Reseal it for this name and namespace: npx lockstep seal shop/dev db url',
  ],
  [
    'a broken provenance',
    ours({}).replace('revision=0123', 'revision=xyz'),
    'LS528 secrets/shop/dev/db.yaml:4:3: the provenance of key "url" cannot be read → Remove its line from the annotation lockstep.dev/provenance, ' +
      'or reseal the key.',
  ],
])('%s', (_, text, expected) => {
  expect(parseSealedFile(text, FILE, 'db').findings.map(say)).toEqual([expected]);
});

test('a bad file still tells its keys, so that references to them do not fail as well', () => {
  const { sealed, findings } = parseSealedFile(replaced(ciphertext, 'hunter2'), FILE, 'db');
  expect(findings).toHaveLength(1);
  expect([...sealed!.items.keys()]).toEqual(['password']);
});

test('the provenance annotation holds one line a key and no value', () => {
  expect(PROVENANCE).toBe('lockstep.dev/provenance');
  expect(formatProvenance('url', provenance)).toBe(
    `url revision=0123456789abcdef sealed=2026-01-02T03:04:05Z scope=strict for=shop-dev/db certificate=${'c'.repeat(64)} ciphertext=${provenance.ciphertext}`,
  );
});

describe('the store', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sealed-'));
    mkdirSync(join(root, 'secrets/shop/dev'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const put = (name: string, text: string): void => writeFileSync(join(root, 'secrets/shop/dev', name), text);

  test('names and finds; an absent folder is no finding', () => {
    put('db.yaml', KUBESEAL);
    const store = readSealedStore(root);
    expect(store.names('shop', 'dev')).toEqual(['db']);
    expect(store.find('shop', 'dev', 'db')?.file).toBe(FILE);
    expect([
      store.names('shop', 'prod'),
      store.find('shop', 'prod', 'db'),
      store.find('shop', 'dev', '../dev/db'),
    ]).toEqual([[], undefined, undefined]);
    expect(store.findings()).toEqual([]);
  });

  test('reads nothing before it is asked for, and a file once', () => {
    const store = readSealedStore(root);
    put('db.yaml', KUBESEAL);
    const found = store.find('shop', 'dev', 'db');
    put('db.yaml', 'changed');
    expect(store.find('shop', 'dev', 'db')).toBe(found);
  });

  test('a broken file that nobody asks for is reported', () => {
    put('db.yaml', KUBESEAL);
    put('other.yaml', 'kind: Secret\n');
    const store = readSealedStore(root);
    store.find('shop', 'dev', 'db');
    expect(store.findings().map(({ code, file }) => [code, file])).toEqual([
      ['LS520', 'secrets/shop/dev/other.yaml:1:7'],
    ]);
  });

  test('stray files are findings', () => {
    for (const name of ['a.yml', 'b.env', 'Caps.yaml', '.gitkeep']) put(name, '');
    mkdirSync(join(root, 'secrets/shop/dev/nested'));
    const store = readSealedStore(root);
    expect(store.names('shop', 'dev')).toEqual([]);
    expect(store.findings().map(say)).toEqual([
      'LS529 secrets/shop/dev/Caps.yaml: invalid Secret name "Caps" → Name the file after the Secret: lowercase letters, digits, "-" and ".", ' +
        'starting and ending with a letter or digit.',
      'LS529 secrets/shop/dev/a.yml: nothing reads the file → Rename it to secrets/shop/dev/a.yaml.',
      'LS529 secrets/shop/dev/b.env: nothing reads the file → Only sealed secrets (<name>.yaml) belong in secrets/shop/dev/: ' +
        'move the file, and change its values if they are plaintext.',
      'LS529 secrets/shop/dev/nested: this is a directory → Sealed secrets belong directly in secrets/shop/dev/: move its files up.',
    ]);
  });
});
