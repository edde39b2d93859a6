import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { ciphertextChecksum, newRevision } from './provenance';
import { newSealedFile, setSealedKey, setSealedType, type SealedKey } from './sealed-edit';
import { parseSealedFile } from './sealed-file';
import { seal } from './sealing';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const target = { scope: 'strict', namespace: 'shop-dev', name: 'db' } as const;
const file = { ...target, type: 'Opaque' };
const FILE = 'secrets/shop/dev/db.yaml';

function item(key: string): SealedKey {
  const ciphertext = seal(Buffer.from('value'), publicKey, target);
  const certificate = 'c'.repeat(64);
  return {
    key,
    ciphertext,
    provenance: {
      ...target,
      revision: newRevision(),
      sealedAt: '2026-01-02T03:04:05Z',
      certificate,
      ciphertext: ciphertextChecksum(ciphertext),
      shared: undefined,
    },
  };
}

const keys = fc.uniqueArray(
  fc.stringMatching(/^[-._a-zA-Z0-9]{1,12}$/).filter((key) => key !== '.' && !key.startsWith('..')),
  { minLength: 1, maxLength: 6 },
);

test('the file is the same whatever order its keys were sealed in', () => {
  fc.assert(
    fc.property(keys, fc.nat(), (names, seed) => {
      const items = names.map(item);
      const start = seed % items.length;
      const rotated = [...items.slice(start), ...items.slice(0, start)];
      const oneByOne = rotated.slice(1).reduce(setSealedKey, newSealedFile(file, rotated.slice(0, 1)));
      expect(oneByOne).toBe(newSealedFile(file, items));
    }),
    { numRuns: 40 },
  );
});

test('sealing one key again changes its two lines, whatever else the file holds', () => {
  fc.assert(
    fc.property(keys, fc.nat(), fc.constantFrom('\n', '\r\n'), fc.boolean(), (names, pick, end, comments) => {
      const before = (newSealedFile(file, names.map(item)) + (comments ? '# the end' : ''))
        .replace('spec:', comments ? 'spec: # what is sealed' : 'spec:')
        .replace('  encryptedData:\n', comments ? '  encryptedData:\n    # do not touch\n' : '  encryptedData:\n')
        .replaceAll('\n', end);
      const changed = item(names[pick % names.length]!);
      const lines = setSealedKey(before, changed).split(end);
      const old = before.split(end);
      expect(lines).toHaveLength(old.length);
      expect(lines.filter((line, index) => line !== old[index])).toHaveLength(2);
      expect(parseSealedFile(lines.join(end), FILE, 'db')).toMatchObject({
        findings: [],
        sealed: { items: expect.any(Map) },
      });
    }),
    { numRuns: 40 },
  );
});

test('a new key adds two lines to a file with comments and another order', () => {
  const [zeta, alpha, added] = [item('zeta'), item('alpha'), item('beta')];
  const before = `# ours
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
    name: "db"   # the name
    namespace: shop-dev
spec:
    encryptedData:
        # the first
        alpha: "${alpha.ciphertext}" # one

        zeta: ${zeta.ciphertext}
`;
  const after = setSealedKey(before, added);
  expect(after).toBe(
    before
      .replace(
        'metadata:\n',
        `metadata:\n    annotations:\n      lockstep.dev/provenance: |\n        ${provenanceLine(after, 'beta')}\n`,
      )
      .replace('# one\n', `# one\n        beta: ${added.ciphertext}\n`),
  );
  expect(parseSealedFile(after, FILE, 'db').sealed?.items.get('beta')?.revision).toBe(added.provenance.revision);
  expect(parseSealedFile(after, FILE, 'db').sealed?.items.get('alpha')?.revision).toBeUndefined();
});

function provenanceLine(text: string, key: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line.startsWith(`${key} revision=`))!;
}

test('the last line needs no newline', () => {
  const before = `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: db, namespace: shop-dev }\nspec:\n  encryptedData:\n    a: ${item('a').ciphertext}`;
  const { sealed, findings } = parseSealedFile(setSealedKey(before, item('b')), FILE, 'db');
  expect(findings).toEqual([]);
  expect([...sealed!.items.keys()]).toEqual(['a', 'b']);
});

test('a file in flow style is written anew', () => {
  const old = item('a');
  const json = JSON.stringify({
    kind: 'SealedSecret',
    apiVersion: 'bitnami.com/v1alpha1',
    metadata: { name: 'db', namespace: 'shop-dev', annotations: { other: 'kept' } },
    spec: { encryptedData: { a: old.ciphertext } },
  });
  const after = setSealedKey(json, item('b'));
  expect(parseSealedFile(after, FILE, 'db').sealed?.items.get('a')?.ciphertext).toBe(old.ciphertext);
  expect(after).toContain('other: kept\n');
});

test('the type is one line', () => {
  const before = newSealedFile(file, [item('a')]);
  expect(setSealedType(before, 'example.com/own')).toBe(before.replace('type: Opaque', 'type: example.com/own'));
});
