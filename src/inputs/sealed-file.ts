/**
 * One sealed file: a SealedSecret manifest (`bitnami.com/v1alpha1`) as `lockstep seal` and `kubeseal -o yaml` write it.
 */
import type { Node } from 'yaml';
import type { Finding } from '../model/finding';
import type { SealedFile, SealingScope } from '../model/inputs';
import { readItems, readProvenance } from './sealed-items';
import { METADATA, readTemplate, SCOPE_ANNOTATIONS, withoutServerFields } from './sealed-template';
import { sealCommand } from './seal-command';
import { isLabel, missingKeys, OPAQUE } from './secret-rules';
import { YamlReader, type YamlEntries, type YamlEntry } from './yaml-reader';

export interface SealedFileResult {
  /** `undefined` when not even name, namespace and keys could be told. */
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

  read(root: YamlEntries, at: Node | null): SealedFile | undefined {
    if (!this.kindIsRight(root, at)) return undefined;
    this.reader.closed(
      root,
      ['apiVersion', 'kind', 'metadata', 'spec', 'status'],
      'field of a SealedSecret',
      this.where,
    );
    const metadata = this.below(root, 'metadata', at);
    const spec = this.below(root, 'spec', at);
    if (metadata === undefined || spec === undefined) return undefined;
    this.reader.closed(withoutServerFields(metadata), METADATA, 'field of metadata', this.where);
    const [name, namespace] = this.nameAndNamespace(metadata, root.get('metadata')!);
    this.specFields(spec);
    const annotations = this.reader.strings(metadata, 'annotations', 'metadata.annotations', this.where);
    const scope = scopeOf(annotations);
    const template = readTemplate(this.reader, spec, name, namespace, this.where);
    const items = readItems(
      this.reader,
      spec,
      root.get('spec')!,
      readProvenance(this.reader, metadata, annotations, this.where),
      {
        scope,
        namespace,
        name: this.name,
      },
    );
    if (items === undefined || namespace === undefined) return undefined;
    const missing = items.size === 0 ? [] : missingKeys(template.type, items.keys());
    if (missing.length > 0) {
      this.report(
        'LS533',
        spec.get('template')!.key,
        `a Secret of type ${template.type} needs ${missing.map((key) => `"${key}"`).join(' and ')}`,
        `Seal ${missing.length > 1 ? 'them' : 'it'}, or set spec.template.type to ${OPAQUE}.`,
        'spec.template.type',
      );
    }
    return { file: this.reader.file, name: this.name, namespace, scope, ...template, items };
  }

  private kindIsRight(root: YamlEntries, at: Node | null): boolean {
    const kind = this.reader.string(root.get('kind'), '"kind"', this.where);
    const version = this.reader.string(root.get('apiVersion'), '"apiVersion"', this.where);
    if (kind === 'SealedSecret' && version === 'bitnami.com/v1alpha1') return true;
    const place = root.get('kind')?.value ?? at;
    if (kind === 'Secret') {
      this.reader.report(
        'LS520',
        place,
        'the file is a plaintext Secret: everyone with access to the repository can read its values',
        'Change its values, remove the file from the repository and its history, and seal each key: ' +
          sealCommand(this.reader.file, this.name, '<key>'),
        { object: `Secret/${this.name}` },
      );
    } else {
      this.reader.report(
        'LS521',
        place,
        `the file contains ${kind === undefined ? 'no Kubernetes object' : `a ${kind} (${version ?? 'no apiVersion'})`}, not a SealedSecret`,
        'Replace it with a SealedSecret (bitnami.com/v1alpha1), as `lockstep seal` and `kubeseal -o yaml` write it.',
        this.where,
      );
    }
    return false;
  }

  private nameAndNamespace(
    metadata: YamlEntries,
    at: YamlEntry,
  ): readonly [name: string, namespace: string | undefined] {
    const name = this.reader.string(metadata.get('name'), '"metadata.name"', this.where);
    if (name === undefined) {
      this.report(
        'LS523',
        metadata.get('name')?.key ?? at.key,
        'the sealed secret has no name',
        `Add "name: ${this.name}" under metadata.`,
        'metadata.name',
      );
    } else if (name !== this.name) {
      this.report(
        'LS522',
        metadata.get('name')!.value,
        `the sealed secret is named "${name}", but its file is named "${this.name}"`,
        `Rename the file to ${name}.yaml; a value sealed for "${name}" cannot be unsealed under a different name.`,
        'metadata.name',
      );
    }
    const namespace = this.reader.string(metadata.get('namespace'), '"metadata.namespace"', this.where);
    const place = metadata.get('namespace');
    if (namespace === undefined) {
      this.report(
        'LS523',
        place?.key ?? at.key,
        'the sealed secret has no namespace',
        'Add "namespace: …" under metadata, with the namespace for which it was sealed.',
        'metadata.namespace',
      );
    } else if (!isLabel(namespace)) {
      this.report(
        'LS523',
        place!.value,
        `invalid namespace name "${namespace}"`,
        'Use at most 63 lowercase letters, digits and "-".',
        'metadata.namespace',
      );
    }
    return [name ?? this.name, namespace];
  }

  private specFields(spec: YamlEntries): void {
    if (spec.has('data')) {
      this.report(
        'LS526',
        spec.get('data')!.key,
        'spec.data is the old format, which controllers reject by default',
        'Reseal each key; values belong in spec.encryptedData.',
        'spec.data',
      );
    }
    this.reader.closed(spec, ['encryptedData', 'template', 'data'], 'field of spec', this.where);
  }

  private below(entries: YamlEntries, field: string, at: Node | null): YamlEntries | undefined {
    const entry = entries.get(field);
    if (entry !== undefined) return this.reader.entries(entry.value, field, entry.key, this.where);
    this.report(
      'LS504',
      at,
      `the sealed secret has no ${field}`,
      'Use the complete SealedSecret manifest, as `lockstep seal` writes it.',
      field,
    );
    return undefined;
  }

  private report(code: Finding['code'], at: Node | null, message: string, fix: string, path?: string): void {
    this.reader.report(code, at, message, fix, path === undefined ? this.where : { ...this.where, path });
  }
}

function scopeOf(annotations: Readonly<Record<string, string>>): SealingScope {
  if (annotations[SCOPE_ANNOTATIONS['cluster-wide']] === 'true') return 'cluster-wide';
  return annotations[SCOPE_ANNOTATIONS['namespace-wide']] === 'true' ? 'namespace-wide' : 'strict';
}
