/** Reads metadata and template of a sealed file. */
import type { SealedFile } from '../model/inputs';
import { phrase } from '../model/phrase';
import { OPAQUE } from './secret-rules';
import type { YamlEntries, YamlReader } from './yaml-reader';

/** Annotations that say the scope; the wider one wins, as in the controller. */
export const SCOPE_ANNOTATIONS = {
  'cluster-wide': 'sealedsecrets.bitnami.com/cluster-wide',
  'namespace-wide': 'sealedsecrets.bitnami.com/namespace-wide',
} as const;

/** Fields of metadata that people write. */
export const METADATA = ['name', 'namespace', 'labels', 'annotations'];
/** Fields that a server fills in, and that mean nothing in a file. */
const SERVER_FIELDS = new Set(
  'creationTimestamp generation resourceVersion uid managedFields ownerReferences selfLink finalizers'.split(' '),
);

export function withoutServerFields(metadata: YamlEntries): YamlEntries {
  return new Map([...metadata].filter(([field]) => !SERVER_FIELDS.has(field)));
}

/** What `spec.template` says of the Secret that the controller makes. */
export function readTemplate(
  reader: YamlReader,
  spec: YamlEntries,
  name: string,
  namespace: string | undefined,
): Pick<SealedFile, 'type' | 'labels' | 'annotations'> {
  const plain = { type: OPAQUE, labels: {}, annotations: {} };
  const entry = spec.get('template');
  if (entry === undefined || reader.isEmpty(entry.value)) return plain;
  const template = reader.entries(entry, phrase`spec.template`);
  if (template === undefined) return plain;
  if (template.has('data'))
    reader.report('LS526', template.get('data')!.key, { path: 'spec.template.data' })`
      spec.template.data is plaintext in a sealed secret, and is dropped
      Seal the finished value under its own key instead.`;
  if (template.has('immutable'))
    reader.report('LS526', template.get('immutable')!.key, { path: 'spec.template.immutable' })`
      spec.template.immutable is a Secret that could not be rotated, and is dropped
      Remove the line.`;
  reader.closed(template, ['metadata', 'type', 'data', 'immutable'], phrase`field of spec.template`);
  const type = reader.string(template.get('type'), phrase`"spec.template.type"`) ?? OPAQUE;
  const inner = template.get('metadata');
  if (inner === undefined || reader.isEmpty(inner.value)) return { ...plain, type };
  const metadata = reader.entries(inner, phrase`spec.template.metadata`);
  if (metadata === undefined) return { ...plain, type };
  reader.closed(withoutServerFields(metadata), METADATA, phrase`field of spec.template.metadata`);
  for (const [field, wanted] of Object.entries({ name, namespace })) {
    const path = `spec.template.metadata.${field}`;
    const written = reader.string(metadata.get(field), phrase`"${{ path }}"`);
    if (written !== undefined && wanted !== undefined && written !== wanted)
      reader.report('LS522', metadata.get(field)!.value, { path })`
        ${{ path }} is "${{ written }}", metadata.${{ field }} "${{ wanted }}"
        Use "${{ wanted }}": the controller creates the Secret with that ${{ field }} in any case.`;
  }
  const annotations = reader.strings(metadata, 'annotations', 'spec.template.metadata.annotations');
  for (const scope of Object.values(SCOPE_ANNOTATIONS)) delete annotations[scope];
  return { type, labels: reader.strings(metadata, 'labels', 'spec.template.metadata.labels'), annotations };
}
