/**
 * Where a sealed value comes from, kept in one annotation of the sealed file with one line a key, so that a change of
 * one key is a change of two lines. Each line carries a checksum of its ciphertext: when another tool replaced the
 * value, the line no longer speaks of it, and the provenance is unknown rather than wrong.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { SealingScope } from '../model/inputs';
import type { SealedFor } from './sealing';

export const PROVENANCE = 'lockstep.dev/provenance';

export interface Provenance extends SealedFor {
  /** 16 hexadecimal digits, random. */
  readonly revision: string;
  /** RFC 3339, UTC, whole seconds. */
  readonly sealedAt: string;
  /** RFC 3339: since when the value is what it is, where it was sealed again since. */
  readonly since?: string | undefined;
  /** Fingerprint of the sealing certificate. */
  readonly certificate: string;
  /** Checksum of the ciphertext (never of the value, which it would help to guess). */
  readonly ciphertext: string;
  /** Why several environments have this value on purpose. */
  readonly shared: string | undefined;
}

export function newRevision(): string {
  return randomBytes(8).toString('hex');
}

/** First 16 hexadecimal digits of the SHA-256 of a ciphertext. */
export function ciphertextChecksum(ciphertext: string): string {
  return createHash('sha256').update(ciphertext).digest('hex').slice(0, 16);
}

export function formatProvenance(key: string, from: Provenance): string {
  const shared = from.shared === undefined ? '' : ` shared=${JSON.stringify(from.shared)}`;
  const since = from.since === undefined ? '' : ` since=${from.since}`;
  return (
    `${key} revision=${from.revision} sealed=${from.sealedAt}${since} scope=${from.scope} for=${from.namespace}/${from.name}` +
    ` certificate=${from.certificate} ciphertext=${from.ciphertext}${shared}`
  );
}

const LINE = new RegExp(
  '^(?<key>\\S+) revision=(?<revision>[0-9a-f]{16}) sealed=(?<sealedAt>\\S+)(?: since=(?<since>\\S+))? scope=(?<scope>strict|namespace-wide|cluster-wide)' +
    ' for=(?<namespace>[^\\s/]+)/(?<name>\\S+) certificate=(?<certificate>[0-9a-f]{64}) ciphertext=(?<ciphertext>[0-9a-f]{16})' +
    '(?: shared=(?<shared>".*"))?$',
);

/** The key and its provenance, or `undefined` when the line is not one that `formatProvenance` wrote. */
export function parseProvenance(line: string): readonly [key: string, from: Provenance] | undefined {
  const groups = LINE.exec(line)?.groups;
  if (groups === undefined) return undefined;
  const { key, revision, sealedAt, since, scope, namespace, name, certificate, ciphertext, shared } = groups as Record<
    string,
    string | undefined
  >;
  let reason: string | undefined;
  try {
    if (shared !== undefined) reason = JSON.parse(shared) as string;
  } catch {
    return undefined;
  }
  return [
    key!,
    {
      revision: revision!,
      sealedAt: sealedAt!,
      ...(since !== undefined && { since }),
      scope: scope as SealingScope,
      namespace: namespace!,
      name: name!,
      certificate: certificate!,
      ciphertext: ciphertext!,
      shared: reason,
    },
  ];
}
