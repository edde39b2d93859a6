/**
 * One sealed file: a SealedSecret manifest (`bitnami.com/v1alpha1`) as `lockstep seal` and `kubeseal -o yaml` write it.
 */
import type { Node } from 'yaml';
import type { Finding } from '../model/finding';
import type { SealedFile, SealingScope } from '../model/inputs';
import { phrase } from '../model/phrase';
import { readItems, readProvenance } from './sealed-items';
import { METADATA, readTemplate, SCOPE_ANNOTATIONS, withoutServerFields } from './sealed-template';
import { sealCommand } from './seal-command';
import { isLabel, missingKeys, OPAQUE } from './secret-rules';
import { YamlReader, type YamlEntries, type YamlEntry } from './yaml-reader';

export interface SealedFileResult {
  /** `undefined` if not even name, namespace and keys could be read. */
  readonly sealed: SealedFile | undefined;
  readonly findings: readonly Finding[];
}

/**
 * @param file name for messages: `secrets/shop/dev/db.yaml`
 * @param name of the secret, from the file name
 */
export function parseSealedFile(text: string, file: string, name: string): SealedFileResult {
  const reader = new YamlReader(file, text);
  const node = reader.parse();
  if (node === undefined) return { sealed: undefined, findings: reader.findings };
  const root = reader.entries({ key: 0, value: node }, phrase`the file`);
  const sealed =
    root === undefined ? undefined : readManifest(reader.within({ object: `SealedSecret/${name}` }), name, root, node);
  return { sealed, findings: reader.findings };
}

function readManifest(reader: YamlReader, name: string, root: YamlEntries, at: Node | null): SealedFile | undefined {
  if (!isSealedSecret(reader, name, root, at)) return undefined;
  reader.closed(root, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], phrase`field of a SealedSecret`);
  const metadata = below(reader, root, 'metadata', at);
  const spec = below(reader, root, 'spec', at);
  if (metadata === undefined || spec === undefined) return undefined;
  reader.closed(withoutServerFields(metadata), METADATA, phrase`field of metadata`);
  const written = nameIn(reader, name, metadata, root.get('metadata')!);
  const namespace = namespaceIn(reader, metadata, root.get('metadata')!);
  if (spec.has('data'))
    reader.report('LS526', spec.get('data')!.key, { path: 'spec.data' })`
      spec.data is the old format, which controllers reject by default
      Reseal each key; values belong in spec.encryptedData.`;
  reader.closed(spec, ['encryptedData', 'template', 'data'], phrase`field of spec`);
  const annotations = reader.strings(metadata, 'annotations', 'metadata.annotations');
  const scope = scopeOf(annotations);
  const template = readTemplate(reader, spec, written, namespace);
  const provenance = readProvenance(reader, metadata, annotations);
  const items = readItems(reader, spec, root.get('spec')!, provenance, { scope, namespace, name });
  if (items === undefined || namespace === undefined) return undefined;
  const missing = items.size === 0 ? [] : missingKeys(template.type, items.keys());
  if (missing.length > 0)
    reader.report('LS533', spec.get('template')!.key, { path: 'spec.template.type' })`
      a Secret of type ${{ type: template.type }} needs ${{ missing: missing.map((key) => `"${key}"`).join(' and ') }}
      Seal ${missing.length > 1 ? phrase`them` : phrase`it`}, or set spec.template.type to ${{ opaque: OPAQUE }}.`;
  return { file: reader.file, name, namespace, scope, ...template, items };
}

function isSealedSecret(reader: YamlReader, name: string, root: YamlEntries, at: Node | null): boolean {
  const kind = reader.string(root.get('kind'), phrase`"kind"`);
  const version = reader.string(root.get('apiVersion'), phrase`"apiVersion"`);
  if (kind === 'SealedSecret' && version === 'bitnami.com/v1alpha1') return true;
  const place = root.get('kind')?.value ?? at;
  if (kind === 'Secret')
    reader.report('LS520', place, { object: `Secret/${name}` })`
      the file is a plaintext Secret: everyone with access to the repository can read its values
      Change its values, remove the file from the repository and its history, and seal each key: ${{ command: sealCommand(reader.file, name, '<key>') }}`;
  else
    reader.report('LS521', place)`
      the file contains ${kind === undefined ? phrase`no Kubernetes object` : phrase`a ${{ kind }} (${{ version: version ?? 'no apiVersion' }})`}, not a SealedSecret
      Replace it with a SealedSecret (bitnami.com/v1alpha1), as \`lockstep seal\` and \`kubeseal -o yaml\` write it.`;
  return false;
}

function nameIn(reader: YamlReader, name: string, metadata: YamlEntries, at: YamlEntry): string {
  const of = reader.within({ path: 'metadata.name' });
  const written = reader.string(metadata.get('name'), phrase`"metadata.name"`);
  if (written === undefined)
    of.report('LS523', metadata.get('name')?.key ?? at.key)`
      the sealed secret has no name
      Add "name: ${{ name }}" under metadata.`;
  else if (written !== name)
    of.report('LS522', metadata.get('name')!.value)`
      the sealed secret is named "${{ written }}", but its file is named "${{ name }}"
      Rename the file to ${{ written }}.yaml; a value sealed for "${{ written }}" cannot be unsealed under a different name.`;
  return written ?? name;
}

function namespaceIn(reader: YamlReader, metadata: YamlEntries, at: YamlEntry): string | undefined {
  const of = reader.within({ path: 'metadata.namespace' });
  const entry = metadata.get('namespace');
  const namespace = reader.string(entry, phrase`"metadata.namespace"`);
  if (namespace === undefined)
    of.report('LS523', entry?.key ?? at.key)`
      the sealed secret has no namespace
      Add "namespace: …" under metadata, with the namespace for which it was sealed.`;
  else if (!isLabel(namespace))
    of.report('LS523', entry!.value)`
      invalid namespace name "${{ namespace }}"
      Use at most 63 lowercase letters, digits and "-".`;
  return namespace;
}

function below(reader: YamlReader, entries: YamlEntries, field: string, at: Node | null): YamlEntries | undefined {
  const entry = entries.get(field);
  if (entry !== undefined) return reader.entries(entry, phrase`${{ field }}`);
  reader.report('LS504', at, { path: field })`
    the sealed secret has no ${{ field }}
    Use the complete SealedSecret manifest, as \`lockstep seal\` writes it.`;
  return undefined;
}

function scopeOf(annotations: Readonly<Record<string, string>>): SealingScope {
  if (annotations[SCOPE_ANNOTATIONS['cluster-wide']] === 'true') return 'cluster-wide';
  return annotations[SCOPE_ANNOTATIONS['namespace-wide']] === 'true' ? 'namespace-wide' : 'strict';
}
