/** Seals the values of one environment into the text of its file; writes nothing. */
import { renderSentence } from '../../emit/report';
import type { SealingCertificate } from '../../inputs/certificates';
import { ciphertextChecksum } from '../../inputs/provenance';
import { seal } from '../../inputs/sealing';
import { newSealedFile, setSealedKey, setSealedType, type SealedKey } from '../../inputs/sealed-edit';
import { parseSealedFile } from '../../inputs/sealed-file';
import { inferType, missingKeys, OPAQUE } from '../../inputs/secret-rules';
import { findingAbout, type Finding } from '../../model/finding';
import type { SealedFile, SealedItem, SealingScope } from '../../model/inputs';
import { Refusal, wrongUse } from '../terminal';

export interface SealFileRequest {
  /** Relative to the project. */
  readonly file: string;
  /** What the file holds now, or `undefined` when it does not exist. */
  readonly text: string | undefined;
  readonly name: string;
  readonly environment: string;
  readonly values: ReadonlyMap<string, Buffer>;
  readonly certificate: Pick<SealingCertificate, 'publicKey' | 'fingerprint'>;
  /** As given on the command line, or known otherwise; a new file needs it. */
  readonly namespace: string | undefined;
  readonly scope: SealingScope | undefined;
  readonly type: string | undefined;
  /** RFC 3339. */
  readonly sealedAt: string;
  /** Keep the revision of keys that exist. */
  readonly sameValue: boolean;
  /** Why other environments have the value of a key, too. */
  readonly sharedBecause: (key: string) => string | undefined;
  readonly revisionOf: (key: string) => string;
}

export interface SealedText {
  readonly file: string;
  readonly text: string;
  /** What was done, a line a key. */
  readonly lines: readonly string[];
}

/** @throws Refusal when the file is broken, or the request is at odds with it */
export function sealInto(request: SealFileRequest): SealedText {
  const before = request.text === undefined ? undefined : existing(request, request.text);
  const target = {
    name: request.name,
    namespace: before?.namespace ?? request.namespace!,
    scope: before?.scope ?? request.scope ?? 'strict',
  };
  const keys = [...request.values].map(([key, value]): SealedKey => {
    const ciphertext = seal(value, request.certificate.publicKey, target);
    const revision = request.sameValue ? knownRevision(before, key, request.file) : request.revisionOf(key);
    return {
      key,
      ciphertext,
      provenance: {
        ...target,
        revision,
        sealedAt: request.sealedAt,
        ...(request.sameValue && { since: sameSince(before?.items.get(key)) }),
        certificate: request.certificate.fingerprint,
        ciphertext: ciphertextChecksum(ciphertext),
        shared: request.sameValue ? before?.items.get(key)?.shared : request.sharedBecause(key),
      },
    };
  });
  const names = new Set([...(before?.items.keys() ?? []), ...request.values.keys()]);
  const type = request.type ?? typeAfter(before, names);
  let text: string;
  if (request.text === undefined) text = newSealedFile({ ...target, type }, keys);
  else {
    text = keys.reduce(setSealedKey, request.text);
    if (type !== before!.type) text = setSealedType(text, type);
  }
  const left = verify(text, request, keys);
  const what =
    target.scope === 'strict'
      ? `${target.namespace}/${target.name}`
      : target.scope === 'cluster-wide'
        ? 'any namespace'
        : target.namespace;
  const lines = keys.map(
    ({ key, provenance }) =>
      `${request.file}: sealed "${key}" for ${what} (${target.scope}), ` +
      `revision ${provenance.revision}${request.sameValue ? ' as before' : ''}`,
  );
  const retyped = before === undefined || type === before.type ? [] : [retyping(request.file, before.type, type)];
  return { file: request.file, text, lines: [...lines, ...left, ...retyped, ...notes(request.file, type, names)] };
}

/** An Opaque file takes the type that its keys now indicate; if they indicated it before, it is Opaque on purpose. */
function typeAfter(before: SealedFile | undefined, names: ReadonlySet<string>): string {
  if (before === undefined) return inferType(names);
  return before.type === OPAQUE && inferType(before.items.keys()) === OPAQUE ? inferType(names) : before.type;
}

function retyping(file: string, before: string, now: string): string {
  return `${file}: the type changed from ${before} to ${now}; an existing Secret in a cluster keeps its old type until it is deleted`;
}

function existing(request: SealFileRequest, text: string): SealedFile {
  const { sealed, findings } = parseSealedFile(text, request.file, request.name);
  const grave = findings.filter((finding) => !isTolerable(finding));
  if (sealed === undefined || grave.length > 0) throw new Refusal(grave.length > 0 ? grave : findings);
  const odds = (what: string, has: string, given: string) =>
    new Refusal(
      [
        findingAbout({ code: 'LS909', environments: [request.environment], file: request.file })`
          the secret has ${{ what }} ${{ has }}, not ${{ given }}
          Remove --${{ what }}; to change it, delete the file and seal all of its keys again.`,
      ],
      2,
    );
  if (request.scope !== undefined && request.scope !== sealed.scope) throw odds('scope', sealed.scope, request.scope);
  if (request.namespace !== undefined && request.namespace !== sealed.namespace)
    throw odds('namespace', sealed.namespace, request.namespace);
  return sealed;
}

/** Faults of single keys: sealing them repairs them, one after the other. Those of keys that are not sealed in this run are reported. */
function isTolerable({ code, path }: Finding): boolean {
  return ['LS524', 'LS527', 'LS528', 'LS533'].includes(code) || (code === 'LS504' && path === 'spec.encryptedData');
}

/** A value that stays is as old as it was. */
function sameSince(item: SealedItem | undefined): string | undefined {
  return item?.since ?? item?.sealedAt;
}

function knownRevision(before: SealedFile | undefined, key: string, file: string): string {
  const revision = before?.items.get(key)?.revision;
  if (revision !== undefined) return revision;
  const why = before?.items.has(key) === true ? 'has no recorded revision' : 'is not sealed yet';
  throw wrongUse(`--same-value: key "${key}" of ${file} ${why}`, 'Remove it.');
}

/** @returns what is still wrong with other keys */
function verify(text: string, { file, name }: SealFileRequest, keys: readonly SealedKey[]): string[] {
  const { sealed, findings } = parseSealedFile(text, file, name);
  const kept = keys.every(({ key, ciphertext, provenance }) => {
    const item = sealed?.items.get(key);
    return item?.ciphertext === ciphertext && item.revision === provenance.revision;
  });
  const sealedNow = keys.map(({ key }) => `spec.encryptedData.${key}`);
  const fault = findings.find((finding) => !isTolerable(finding) || sealedNow.includes(finding.path ?? ''));
  if (!kept || fault !== undefined)
    throw new Error(`the key could not be added to ${file}${fault === undefined ? '' : `: ${renderSentence(fault)}`}`);
  return findings.filter(({ code }) => code !== 'LS533').map(renderSentence);
}

function notes(file: string, type: string, keys: ReadonlySet<string>): string[] {
  const missing = missingKeys(type, keys);
  if (missing.length > 0)
    return [`${file}: a Secret of type ${type} also needs ${missing.map((key) => `"${key}"`).join(' and ')}`];
  const inferred = inferType(keys);
  return type === OPAQUE && inferred !== OPAQUE
    ? [`${file}: the type is Opaque; these keys indicate ${inferred} (--type ${inferred})`]
    : [];
}
