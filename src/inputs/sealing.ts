/**
 * The wire format of Sealed Secrets: an AES-256-GCM session key wrapped by RSA-OAEP, so that only the controller's
 * private key opens a value, and only for the name it was sealed for. Pure functions over `node:crypto`.
 *
 * `uint16BE(n) ‖ RSA-OAEP-SHA256(session key, label), n bytes ‖ AES-256-GCM(value, zero nonce) ‖ tag, 16 bytes`
 *
 * The nonce may be zero because every session key encrypts one value only.
 */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { SealingScope } from '../model/inputs';

/** What a value is sealed for. */
export interface SealedFor {
  readonly scope: SealingScope;
  readonly namespace: string;
  readonly name: string;
}

export const SCOPES = ['strict', 'namespace-wide', 'cluster-wide'] as const satisfies readonly SealingScope[];

const SESSION_KEY_BYTES = 32;
const NONCE = Buffer.alloc(12);
const TAG_BYTES = 16;
const LENGTH_BYTES = 2;
/** RSA keys of 2048 to 16384 bits. */
const WRAPPED_BYTES = { least: 256, most: 2048 } as const;

/** The OAEP label: `namespace/name`, `namespace`, or nothing. A value opens only under the label it was sealed with. */
export function sealingLabel({ scope, namespace, name }: SealedFor): Buffer {
  switch (scope) {
    case 'strict':
      return Buffer.from(`${namespace}/${name}`);
    case 'namespace-wide':
      return Buffer.from(namespace);
    case 'cluster-wide':
      return Buffer.alloc(0);
  }
}

/**
 * Seals one value; every call gives another ciphertext.
 * @param publicKey the RSA key of the sealing certificate
 * @returns base64, as in `spec.encryptedData`
 */
export function seal(value: Buffer, publicKey: KeyObject, target: SealedFor): string {
  const sessionKey = randomBytes(SESSION_KEY_BYTES);
  const wrapped = publicEncrypt({ key: publicKey, ...OAEP, oaepLabel: sealingLabel(target) }, sessionKey);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(wrapped.length);
  const cipher = createCipheriv('aes-256-gcm', sessionKey, NONCE);
  return Buffer.concat([length, wrapped, cipher.update(value), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/**
 * Opens a sealed value.
 * @throws when the key, the target or the ciphertext is not the one it was sealed with
 */
export function unseal(ciphertext: string, privateKey: KeyObject, target: SealedFor): Buffer {
  const fault = sealedValueFault(ciphertext);
  if (fault !== undefined) throw new Error(`not a sealed value: it ${fault}`);
  const bytes = Buffer.from(ciphertext, 'base64');
  const end = LENGTH_BYTES + bytes.readUInt16BE(0);
  const sessionKey = privateDecrypt(
    { key: privateKey, ...OAEP, oaepLabel: sealingLabel(target) },
    bytes.subarray(LENGTH_BYTES, end),
  );
  const decipher = createDecipheriv('aes-256-gcm', sessionKey, NONCE, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(end, bytes.length - TAG_BYTES)), decipher.final()]);
}

const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;

/** Why text cannot be a sealed value, as the end of a sentence that begins with "it"; `undefined` when it can be. */
export function sealedValueFault(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return 'is not base64';
  const length = (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
  const least = LENGTH_BYTES + WRAPPED_BYTES.least + TAG_BYTES;
  if (length < least) return `has ${length} bytes; a sealed value has at least ${least}`;
  const wrapped = Buffer.from(text.slice(0, 4), 'base64').readUInt16BE(0);
  if (wrapped < WRAPPED_BYTES.least || wrapped > WRAPPED_BYTES.most || length < LENGTH_BYTES + wrapped + TAG_BYTES) {
    return 'does not start with a wrapped session key, or is truncated';
  }
  return undefined;
}
