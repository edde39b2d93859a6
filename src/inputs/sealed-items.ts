/** Reads the sealed values of a sealed file, and where each comes from. */
import type { SealedItem, SealingScope } from '../model/inputs';
import { phrase } from '../model/phrase';
import { ciphertextChecksum, parseProvenance, PROVENANCE, type Provenance } from './provenance';
import { sealCommand } from './seal-command';
import { sealedValueFault } from './sealing';
import { isSecretKey, SECRET_KEY_RULE } from './secret-rules';
import type { YamlEntries, YamlEntry, YamlReader } from './yaml-reader';

/** What the file says its values are sealed for. */
interface Target {
  readonly scope: SealingScope;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** The keys of `spec.encryptedData`, with what is known of each; `undefined` after a finding if it is not a mapping. */
export function readItems(
  reader: YamlReader,
  spec: YamlEntries,
  at: YamlEntry,
  provenance: ReadonlyMap<string, Provenance>,
  target: Target,
): ReadonlyMap<string, SealedItem> | undefined {
  const encrypted = spec.get('encryptedData');
  const none = encrypted === undefined || reader.isEmpty(encrypted.value);
  const entries = none ? new Map<string, YamlEntry>() : reader.entries(encrypted, phrase`spec.encryptedData`);
  if (entries === undefined) return undefined;
  if (entries.size === 0)
    reader.report('LS504', encrypted?.key ?? at.key, { path: 'spec.encryptedData' })`
      the sealed secret has no keys
      Seal one: ${{ command: sealCommand(reader.file, target.name, '<key>') }}`;
  return new Map(
    [...entries].map(([key, entry]) => {
      const of = reader.within({ path: `spec.encryptedData.${key}` });
      return [key, readItem(of, key, entry, provenance.get(key), target)];
    }),
  );
}

function readItem(
  reader: YamlReader,
  key: string,
  entry: YamlEntry,
  from: Provenance | undefined,
  target: Target,
): SealedItem {
  if (!isSecretKey(key))
    reader.report('LS525', entry.key)`
      invalid Secret key "${{ key }}"
      ${SECRET_KEY_RULE}`;
  const before = reader.findings.length;
  const ciphertext = reader.string(entry, phrase`"${{ key }}"`);
  const fault = sealedValueFault(ciphertext ?? '');
  if (fault !== undefined && reader.findings.length === before)
    reader.report('LS524', entry.value ?? entry.key)`
      the value of key "${{ key }}" is not a sealed value: it ${{ fault: ciphertext === undefined ? 'is empty' : fault }}
      Seal it: ${{ command: sealCommand(reader.file, target.name, key) }}. If it was a plaintext value, change it: it is in the repository.`;
  const isKnown = ciphertext !== undefined && from?.ciphertext === ciphertextChecksum(ciphertext);
  const known = isKnown ? from : undefined;
  if (known !== undefined) checkSealedFor(reader, key, known, target, entry);
  return {
    ciphertext: ciphertext ?? '',
    revision: known?.revision,
    certificate: known?.certificate,
    sealedAt: known?.sealedAt,
    ...(known?.since !== undefined && { since: known.since }),
    shared: known?.shared,
  };
}

function checkSealedFor(reader: YamlReader, key: string, from: Provenance, target: Target, at: YamlEntry): void {
  const { scope, namespace, name } = target;
  const fault =
    from.scope !== scope
      ? phrase`with scope ${{ was: from.scope }}, but the file has ${{ scope }}`
      : from.scope !== 'cluster-wide' && namespace !== undefined && from.namespace !== namespace
        ? phrase`for namespace "${{ was: from.namespace }}", but the file has "${{ namespace }}"`
        : from.scope === 'strict' && from.name !== name
          ? phrase`for the name "${{ was: from.name }}", but the file has "${{ name }}"`
          : undefined;
  if (fault !== undefined)
    reader.report('LS527', at.key)`
      key "${{ key }}" was sealed ${fault}
      Reseal it for this name and namespace: ${{ command: sealCommand(reader.file, name, key) }}`;
}

/** The lines of the provenance annotation, by key. */
export function readProvenance(
  reader: YamlReader,
  metadata: YamlEntries,
  annotations: Readonly<Record<string, string>>,
): ReadonlyMap<string, Provenance> {
  const byKey = new Map<string, Provenance>();
  for (const line of (annotations[PROVENANCE] ?? '').split('\n')) {
    if (line.trim() === '') continue;
    const parsed = parseProvenance(line.trim());
    if (parsed !== undefined) byKey.set(...parsed);
    else
      reader.report('LS528', metadata.get('annotations')!.key, { path: 'metadata.annotations' })`
        the provenance of key "${{ key: line.trim().split(' ')[0]! }}" cannot be read
        Remove its line from the annotation ${{ annotation: PROVENANCE }}, or reseal the key.`;
  }
  return byKey;
}
