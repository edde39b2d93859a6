/** Reads the sealed values of a sealed file, and where each comes from. */
import type { SealedItem, SealingScope } from '../model/inputs';
import { ciphertextChecksum, parseProvenance, PROVENANCE, type Provenance } from './provenance';
import { sealCommand } from './seal-command';
import { sealedValueFault } from './sealing';
import { isSecretKey, SECRET_KEY_RULE } from './secret-rules';
import type { YamlEntries, YamlEntry, Whereabouts, YamlReader } from './yaml-reader';

/** What the file says its values are sealed for. */
interface Target {
  readonly scope: SealingScope;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** The keys of `spec.encryptedData`, with what is known of each; `undefined` after a finding when it is no mapping. */
export function readItems(
  reader: YamlReader,
  spec: YamlEntries,
  at: YamlEntry,
  provenance: ReadonlyMap<string, Provenance>,
  target: Target,
): ReadonlyMap<string, SealedItem> | undefined {
  const where = { object: `SealedSecret/${target.name}` };
  const encrypted = spec.get('encryptedData');
  const none = encrypted === undefined || reader.isEmpty(encrypted.value);
  const entries = none
    ? new Map<string, YamlEntry>()
    : reader.entries(encrypted.value, 'spec.encryptedData', encrypted.key, where);
  if (entries === undefined) return undefined;
  if (entries.size === 0) {
    reader.report(
      'LS504',
      encrypted?.key ?? at.key,
      'the sealed secret has no keys',
      `Seal one: ${sealCommand(reader.file, target.name, '<key>')}`,
      { ...where, path: 'spec.encryptedData' },
    );
  }
  const items = new Map<string, SealedItem>();
  for (const [key, entry] of entries) {
    const path = `spec.encryptedData.${key}`;
    if (!isSecretKey(key))
      reader.report('LS525', entry.key, `invalid Secret key "${key}"`, SECRET_KEY_RULE, { ...where, path });
    const before = reader.findings.length;
    const ciphertext = reader.string(entry, `"${key}"`, { ...where, path });
    const fault = sealedValueFault(ciphertext ?? '');
    if (fault !== undefined && reader.findings.length === before) {
      const what = ciphertext === undefined ? 'is empty' : fault;
      reader.report(
        'LS524',
        entry.value ?? entry.key,
        `the value of key "${key}" is not a sealed value: it ${what}`,
        `Seal it: ${sealCommand(reader.file, target.name, key)}. ` +
          'If it was a plaintext value, change it: it is in the repository.',
        { ...where, path },
      );
    }
    const from = ciphertext === undefined ? undefined : provenance.get(key);
    const known = from !== undefined && from.ciphertext === ciphertextChecksum(ciphertext!) ? from : undefined;
    if (known !== undefined) checkSealedFor(reader, key, known, target, entry);
    items.set(key, {
      ciphertext: ciphertext ?? '',
      revision: known?.revision,
      certificate: known?.certificate,
      sealedAt: known?.sealedAt,
      ...(known?.since !== undefined && { since: known.since }),
      shared: known?.shared,
    });
  }
  return items;
}

function checkSealedFor(reader: YamlReader, key: string, from: Provenance, target: Target, at: YamlEntry): void {
  const where = { object: `SealedSecret/${target.name}` };
  const path = `spec.encryptedData.${key}`;
  const fix = `Reseal it for this name and namespace: ${sealCommand(reader.file, target.name, key)}`;
  if (from.scope !== target.scope) {
    reader.report(
      'LS527',
      at.key,
      `key "${key}" was sealed with scope ${from.scope}, but the file has ${target.scope}`,
      fix,
      {
        ...where,
        path,
      },
    );
  } else if (from.scope !== 'cluster-wide' && target.namespace !== undefined && from.namespace !== target.namespace) {
    reader.report(
      'LS527',
      at.key,
      `key "${key}" was sealed for namespace "${from.namespace}", but the file has "${target.namespace}"`,
      fix,
      { ...where, path },
    );
  } else if (from.scope === 'strict' && from.name !== target.name) {
    reader.report(
      'LS527',
      at.key,
      `key "${key}" was sealed for the name "${from.name}", but the file has "${target.name}"`,
      fix,
      {
        ...where,
        path,
      },
    );
  }
}

/** The lines of the provenance annotation, by key. */
export function readProvenance(
  reader: YamlReader,
  metadata: YamlEntries,
  annotations: Readonly<Record<string, string>>,
  where: Whereabouts,
): ReadonlyMap<string, Provenance> {
  const byKey = new Map<string, Provenance>();
  for (const line of (annotations[PROVENANCE] ?? '').split('\n')) {
    if (line.trim() === '') continue;
    const parsed = parseProvenance(line.trim());
    if (parsed !== undefined) byKey.set(...parsed);
    else {
      const key = line.trim().split(' ')[0]!;
      reader.report(
        'LS528',
        metadata.get('annotations')!.key,
        `the provenance of key "${key}" cannot be read`,
        `Remove its line from the annotation ${PROVENANCE}, or reseal the key.`,
        { ...where, path: 'metadata.annotations' },
      );
    }
  }
  return byKey;
}
