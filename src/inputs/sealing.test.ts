import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { SCOPES, seal, sealedValueFault, sealingLabel, unseal, type SealedFor } from './sealing';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
const target: SealedFor = { scope: 'strict', namespace: 'shop-dev', name: 'db' };

const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
const targets = fc.record({ scope: fc.constantFrom(...SCOPES), namespace: name, name });

test('unsealing gives back any bytes, under any name', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 2000 }), targets, (bytes, sealedFor) => {
      const value = Buffer.from(bytes);
      expect(unseal(seal(value, keys.publicKey, sealedFor), keys.privateKey, sealedFor).equals(value)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test.each([1, 15, 16, 17, 65_535, 1_048_576])('unsealing gives back %i bytes', (length) => {
  const value = Buffer.alloc(length, 0xff);
  expect(unseal(seal(value, keys.publicKey, target), keys.privateKey, target).equals(value)).toBe(true);
});

test('a value opens exactly where its scope allows', () => {
  fc.assert(
    fc.property(targets, targets, (sealedFor, elsewhere) => {
      const ciphertext = seal(Buffer.from('value'), keys.publicKey, sealedFor);
      const open = (): Buffer => unseal(ciphertext, keys.privateKey, elsewhere);
      if (sealingLabel(sealedFor).equals(sealingLabel(elsewhere))) expect(open().toString()).toBe('value');
      else expect(open).toThrow();
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['another name', { ...target, name: 'db2' }],
  ['another namespace', { ...target, namespace: 'shop-prod' }],
  ['another scope', { ...target, scope: 'cluster-wide' as const }],
])('a strict value does not open under %s', (_, elsewhere) => {
  const ciphertext = seal(Buffer.from('value'), keys.publicKey, target);
  expect(() => unseal(ciphertext, keys.privateKey, elsewhere)).toThrow();
});

test('labels are those of the controller', () => {
  const labels = SCOPES.map((scope) => sealingLabel({ ...target, scope }).toString());
  expect(labels).toEqual(['shop-dev/db', 'shop-dev', '']);
});

test('another key, a changed byte and a cut end do not open', () => {
  const ciphertext = seal(Buffer.from('value'), keys.publicKey, target);
  const bytes = Buffer.from(ciphertext, 'base64');
  bytes[bytes.length - 1]! ^= 1;
  expect(() => unseal(ciphertext, others.privateKey, target)).toThrow();
  expect(() => unseal(bytes.toString('base64'), keys.privateKey, target)).toThrow();
  expect(() => unseal(bytes.subarray(0, -1).toString('base64'), keys.privateKey, target)).toThrow();
});

test('sealing twice gives two ciphertexts of the documented layout', () => {
  const value = Buffer.from('value');
  const [one, two] = [seal(value, keys.publicKey, target), seal(value, keys.publicKey, target)];
  expect(one).not.toBe(two);
  const bytes = Buffer.from(one, 'base64');
  expect([bytes.readUInt16BE(0), bytes.length]).toEqual([256, 2 + 256 + value.length + 16]);
});

test.each([
  ['hunter2', 'is not base64'],
  ['aHVudGVyMg==', 'has 7 bytes; a sealed value has at least 274'],
  [Buffer.alloc(300).toString('base64'), 'does not start with a wrapped session key, or is truncated'],
  [`${Buffer.alloc(300).toString('base64')}\n`, 'is not base64'],
])('%j cannot be a sealed value', (text, fault) => {
  expect(sealedValueFault(text)).toBe(fault);
});
