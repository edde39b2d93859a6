/**
 * One sealed file: a SealedSecret manifest (`bitnami.com/v1alpha1`) as `lockstep seal` and `kubeseal -o yaml` write it.
 */
import type { Node } from 'yaml';
import type { Finding } from '../model/finding';
import type { SealedFile, SealedItem, SealingScope } from '../model/inputs';
import { choose } from '../model/nearest';
import { ciphertextChecksum, parseProvenance, PROVENANCE, type Provenance } from './provenance';
import { sealedValueFault } from './sealing';
import { isLabel, isSecretKey, missingKeys, OPAQUE, SECRET_KEY_RULE } from './secret-rules';
import { YamlReader, type Entry } from './yaml-reader';

/** Annotations that say the scope; the wider one wins, as in the controller. */
export const SCOPE_ANNOTATIONS = {
  'cluster-wide': 'sealedsecrets.bitnami.com/cluster-wide',
  'namespace-wide': 'sealedsecrets.bitnami.com/namespace-wide',
} as const;

export interface SealedFileResult {
  /** `undefined` when not even name, namespace and keys could be told. */
  readonly sealed: SealedFile | undefined;
  readonly findings: readonly Finding[];
}

type Entries = ReadonlyMap<string, Entry>;

/** Fields of metadata that a server fills in, and that mean nothing in a file. */
const SERVER_FIELDS = ['creationTimestamp', 'generation', 'resourceVersion', 'uid', 'managedFields', 'ownerReferences', 'selfLink', 'finalizers'];
const METADATA = ['name', 'namespace', 'labels', 'annotations', ...SERVER_FIELDS];

/**
 * @param file name for messages: `secrets/shop/dev/db.yaml`
 * @param name of the secret, from the file name
 */
export function parseSealedFile(text: string, file: string, name: string): SealedFileResult {
  const reader = new YamlReader(file, text);
  const node = reader.parse();
  if (node === undefined) return { sealed: undefined, findings: reader.findings };
  const root = reader.entries(node, 'the file', 0);
  const sealed = root === undefined ? undefined : new SealedFileReader(reader, name).read(root, node);
  return { sealed, findings: reader.findings };
}

class SealedFileReader {
  private readonly where: { readonly object: string };

  constructor(
    private readonly reader: YamlReader,
    private readonly name: string,
  ) {
    this.where = { object: `SealedSecret/${name}` };
  }

  read(root: Entries, at: Node | null): SealedFile | undefined {
    if (!this.kindIsRight(root, at)) return undefined;
    this.closed(root, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], 'a SealedSecret');
    const metadata = this.below(root, 'metadata', at);
    const spec = this.below(root, 'spec', at);
    if (metadata === undefined || spec === undefined) return undefined;
    this.closed(metadata, METADATA, 'metadata');
    const [name, namespace] = this.nameAndNamespace(metadata, root.get('metadata')!);
    this.specFields(spec);
    const annotations = this.strings(metadata, 'annotations', 'metadata.annotations');
    const scope = scopeOf(annotations);
    const template = this.template(spec, name, namespace);
    const items = this.items(spec, root.get('spec')!, this.provenance(metadata, annotations), { scope, namespace, name: this.name });
    if (items === undefined || namespace === undefined) return undefined;
    const missing = items.size === 0 ? [] : missingKeys(template.type, items.keys());
    if (missing.length > 0) {
      this.report('LS533', spec.get('template')!.key, `a Secret of type ${template.type} needs ${missing.map((key) => `"${key}"`).join(' and ')}`,
        `Seal ${missing.length > 1 ? 'them' : 'it'}, or set spec.template.type to ${OPAQUE}.`, 'spec.template.type');
    }
    return { file: this.reader.file, name: this.name, namespace, scope, ...template, items };
  }

  private kindIsRight(root: Entries, at: Node | null): boolean {
    const kind = this.reader.string(root.get('kind'), '"kind"', this.where);
    const version = this.reader.string(root.get('apiVersion'), '"apiVersion"', this.where);
    if (kind === 'SealedSecret' && version === 'bitnami.com/v1alpha1') return true;
    const place = root.get('kind')?.value ?? at;
    if (kind === 'Secret') {
      this.reader.report('LS520', place, 'the file is a plain Secret: its values can be read by everybody who can read the repository',
        `Change its values, remove the file from the history, and seal each key: lockstep seal <platform>/<environment> ${this.name} <key>`,
        { object: `Secret/${this.name}` });
    } else {
      this.reader.report('LS521', place, `the file is ${kind === undefined ? 'no Kubernetes object' : `${kind} of ${version ?? 'no apiVersion'}`}`,
        'Only SealedSecret of bitnami.com/v1alpha1 belongs here, as `lockstep seal` and `kubeseal -o yaml` write it.', this.where);
    }
    return false;
  }

  private nameAndNamespace(metadata: Entries, at: Entry): readonly [name: string, namespace: string | undefined] {
    const name = this.reader.string(metadata.get('name'), '"metadata.name"', this.where);
    if (name === undefined) {
      this.report('LS523', metadata.get('name')?.key ?? at.key, 'the sealed secret has no name', `Add "name: ${this.name}" under metadata.`, 'metadata.name');
    } else if (name !== this.name) {
      this.report('LS522', metadata.get('name')!.value, `the sealed secret is named "${name}", its file "${this.name}"`,
        `Name the file ${name}.yaml; a value sealed for "${name}" cannot be unsealed under another name.`, 'metadata.name');
    }
    const namespace = this.reader.string(metadata.get('namespace'), '"metadata.namespace"', this.where);
    const place = metadata.get('namespace');
    if (namespace === undefined) {
      this.report('LS523', place?.key ?? at.key, 'the sealed secret has no namespace',
        'Add "namespace: …" under metadata: the one it was sealed for.', 'metadata.namespace');
    } else if (!isLabel(namespace)) {
      this.report('LS523', place!.value, `"${namespace}" is no name of a namespace`,
        'A namespace has lower-case letters, digits and "-", 63 of them at most.', 'metadata.namespace');
    }
    return [name ?? this.name, namespace];
  }

  private specFields(spec: Entries): void {
    if (spec.has('data')) {
      this.report('LS526', spec.get('data')!.key, 'spec.data is the old format, which controllers refuse by default',
        'Seal each key again: its place is spec.encryptedData.', 'spec.data');
    }
    this.closed(spec, ['encryptedData', 'template', 'data'], 'spec');
  }

  private template(spec: Entries, name: string, namespace: string | undefined): Pick<SealedFile, 'type' | 'labels' | 'annotations'> {
    const plain = { type: OPAQUE, labels: {}, annotations: {} };
    const entry = spec.get('template');
    if (entry === undefined || this.reader.isEmpty(entry.value)) return plain;
    const template = this.reader.entries(entry.value, 'spec.template', entry.key, this.where);
    if (template === undefined) return plain;
    for (const [field, why] of [['data', 'plain text in a sealed secret'], ['immutable', 'a Secret that could not be rotated']] as const) {
      if (template.has(field)) {
        this.report('LS526', template.get(field)!.key, `spec.template.${field} is ${why}, and is not carried over`,
          field === 'data' ? 'Seal the finished value under its own key instead.' : 'Remove the line.', `spec.template.${field}`);
      }
    }
    this.closed(template, ['metadata', 'type', 'data', 'immutable'], 'spec.template');
    const type = this.reader.string(template.get('type'), '"spec.template.type"', this.where) ?? OPAQUE;
    const inner = template.get('metadata');
    if (inner === undefined || this.reader.isEmpty(inner.value)) return { ...plain, type };
    const metadata = this.reader.entries(inner.value, 'spec.template.metadata', inner.key, this.where);
    if (metadata === undefined) return { ...plain, type };
    this.closed(metadata, METADATA, 'spec.template.metadata');
    for (const [field, wanted] of [['name', name], ['namespace', namespace]] as const) {
      const written = this.reader.string(metadata.get(field), `"spec.template.metadata.${field}"`, this.where);
      if (written !== undefined && wanted !== undefined && written !== wanted) {
        this.report('LS522', metadata.get(field)!.value, `spec.template.metadata.${field} is "${written}", metadata.${field} "${wanted}"`,
          `Write "${wanted}": the controller makes the Secret under that ${field} in any case.`, `spec.template.metadata.${field}`);
      }
    }
    const annotations = this.strings(metadata, 'annotations', 'spec.template.metadata.annotations');
    for (const scope of Object.values(SCOPE_ANNOTATIONS)) delete annotations[scope];
    return { type, labels: this.strings(metadata, 'labels', 'spec.template.metadata.labels'), annotations };
  }

  private provenance(metadata: Entries, annotations: Readonly<Record<string, string>>): ReadonlyMap<string, Provenance> {
    const byKey = new Map<string, Provenance>();
    for (const line of (annotations[PROVENANCE] ?? '').split('\n')) {
      if (line.trim() === '') continue;
      const parsed = parseProvenance(line.trim());
      if (parsed !== undefined) byKey.set(...parsed);
      else {
        const key = line.trim().split(' ')[0]!;
        this.report('LS528', metadata.get('annotations')!.key, `the provenance of key "${key}" cannot be read`,
          `Remove its line from the annotation ${PROVENANCE}, or seal the key again.`, 'metadata.annotations');
      }
    }
    return byKey;
  }

  private items(
    spec: Entries, at: Entry, provenance: ReadonlyMap<string, Provenance>,
    target: { scope: SealingScope; namespace: string | undefined; name: string },
  ): ReadonlyMap<string, SealedItem> | undefined {
    const encrypted = spec.get('encryptedData');
    const none = encrypted === undefined || this.reader.isEmpty(encrypted.value);
    const entries = none ? new Map<string, Entry>() : this.reader.entries(encrypted.value, 'spec.encryptedData', encrypted.key, this.where);
    if (entries === undefined) return undefined;
    if (entries.size === 0) {
      this.report('LS504', encrypted?.key ?? at.key, 'the sealed secret has no keys',
        `Seal one: lockstep seal <platform>/<environment> ${this.name} <key>`, 'spec.encryptedData');
    }
    const items = new Map<string, SealedItem>();
    for (const [key, entry] of entries) {
      const path = `spec.encryptedData.${key}`;
      if (!isSecretKey(key)) this.report('LS525', entry.key, `"${key}" is no key of a Secret`, SECRET_KEY_RULE, path);
      const before = this.reader.findings.length;
      const ciphertext = this.reader.string(entry, `"${key}"`, { ...this.where, path });
      const fault = sealedValueFault(ciphertext ?? '');
      if (ciphertext === undefined && this.reader.findings.length > before) continue;
      if (fault !== undefined) {
        const what = ciphertext === undefined ? 'is empty' : fault;
        this.report('LS524', entry.value ?? entry.key, `the value of key "${key}" is not a sealed one: it ${what}`,
          `Seal it: lockstep seal <platform>/<environment> ${this.name} ${key}. If it was a plain value, change it: it is in the repository.`, path);
      }
      const from = ciphertext === undefined ? undefined : provenance.get(key);
      const known = from !== undefined && from.ciphertext === ciphertextChecksum(ciphertext!) ? from : undefined;
      if (known !== undefined) this.sealedForThis(key, known, target, entry);
      items.set(key, {
        ciphertext: ciphertext ?? '', revision: known?.revision, certificate: known?.certificate, sealedAt: known?.sealedAt, shared: known?.shared,
      });
    }
    return items;
  }

  private sealedForThis(
    key: string, from: Provenance, target: { scope: SealingScope; namespace: string | undefined; name: string }, at: Entry,
  ): void {
    const path = `spec.encryptedData.${key}`;
    const fix = `Seal it again for this place: lockstep seal <platform>/<environment> ${this.name} ${key}`;
    if (from.scope !== target.scope) {
      this.report('LS527', at.key, `key "${key}" was sealed with scope ${from.scope}, the file says ${target.scope}`, fix, path);
    } else if (from.scope !== 'cluster-wide' && target.namespace !== undefined && from.namespace !== target.namespace) {
      this.report('LS527', at.key, `key "${key}" was sealed for namespace "${from.namespace}", the file says "${target.namespace}"`, fix, path);
    } else if (from.scope === 'strict' && from.name !== target.name) {
      this.report('LS527', at.key, `key "${key}" was sealed for the name "${from.name}", the file says "${target.name}"`, fix, path);
    }
  }

  private below(entries: Entries, field: string, at: Node | null): Entries | undefined {
    const entry = entries.get(field);
    if (entry !== undefined) return this.reader.entries(entry.value, field, entry.key, this.where);
    this.report('LS504', at, `the sealed secret has no ${field}`, 'Write the whole SealedSecret manifest, as `lockstep seal` does.', field);
    return undefined;
  }

  private strings(entries: Entries, field: string, path: string): Record<string, string> {
    const result: Record<string, string> = {};
    const entry = entries.get(field);
    if (entry === undefined || this.reader.isEmpty(entry.value)) return result;
    for (const [key, value] of this.reader.entries(entry.value, path, entry.key, this.where) ?? []) {
      if (this.reader.isEmpty(value.value)) result[key] = '';
      else if (isNumber(value)) {
        this.report('LS509', value.value, `${path}["${key}"] is ${this.reader.describe(value.value!)}, not a string`, 'Quote it.', path);
      } else result[key] = this.reader.string(value, `${path}["${key}"]`, this.where) ?? '';
    }
    return result;
  }

  private closed(entries: Entries, valid: readonly string[], what: string): void {
    for (const [key, { key: at }] of entries) {
      if (!valid.includes(key)) {
        this.report('LS503', at, `"${key}" is no field of ${what}`, choose(key, valid.filter((field) => !SERVER_FIELDS.includes(field))));
      }
    }
  }

  private report(code: Finding['code'], at: Node | null, message: string, fix: string, path?: string): void {
    this.reader.report(code, at, message, fix, path === undefined ? this.where : { ...this.where, path });
  }
}

function isNumber({ value }: Entry): boolean {
  return typeof (value as { value?: unknown } | null)?.value === 'number';
}

function scopeOf(annotations: Readonly<Record<string, string>>): SealingScope {
  if (annotations[SCOPE_ANNOTATIONS['cluster-wide']] === 'true') return 'cluster-wide';
  return annotations[SCOPE_ANNOTATIONS['namespace-wide']] === 'true' ? 'namespace-wide' : 'strict';
}
