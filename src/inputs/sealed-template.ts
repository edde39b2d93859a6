/** Reads metadata and template of a sealed file. */
import type { SealedFile } from '../model/inputs';
import { OPAQUE } from './secret-rules';
import type { YamlEntries, Whereabouts, YamlReader } from './yaml-reader';

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
  where: Whereabouts,
): Pick<SealedFile, 'type' | 'labels' | 'annotations'> {
  const plain = { type: OPAQUE, labels: {}, annotations: {} };
  const entry = spec.get('template');
  if (entry === undefined || reader.isEmpty(entry.value)) return plain;
  const template = reader.entries(entry.value, 'spec.template', entry.key, where);
  if (template === undefined) return plain;
  for (const [field, why] of [
    ['data', 'plaintext in a sealed secret'],
    ['immutable', 'a Secret that could not be rotated'],
  ] as const) {
    if (template.has(field)) {
      reader.report(
        'LS526',
        template.get(field)!.key,
        `spec.template.${field} is ${why}, and is dropped`,
        field === 'data' ? 'Seal the finished value under its own key instead.' : 'Remove the line.',
        { ...where, path: `spec.template.${field}` },
      );
    }
  }
  reader.closed(template, ['metadata', 'type', 'data', 'immutable'], 'field of spec.template', where);
  const type = reader.string(template.get('type'), '"spec.template.type"', where) ?? OPAQUE;
  const inner = template.get('metadata');
  if (inner === undefined || reader.isEmpty(inner.value)) return { ...plain, type };
  const metadata = reader.entries(inner.value, 'spec.template.metadata', inner.key, where);
  if (metadata === undefined) return { ...plain, type };
  reader.closed(withoutServerFields(metadata), METADATA, 'field of spec.template.metadata', where);
  for (const [field, wanted] of [
    ['name', name],
    ['namespace', namespace],
  ] as const) {
    const written = reader.string(metadata.get(field), `"spec.template.metadata.${field}"`, where);
    if (written !== undefined && wanted !== undefined && written !== wanted) {
      reader.report(
        'LS522',
        metadata.get(field)!.value,
        `spec.template.metadata.${field} is "${written}", metadata.${field} "${wanted}"`,
        `Use "${wanted}": the controller creates the Secret with that ${field} in any case.`,
        { ...where, path: `spec.template.metadata.${field}` },
      );
    }
  }
  const annotations = reader.strings(metadata, 'annotations', 'spec.template.metadata.annotations', where);
  for (const scope of Object.values(SCOPE_ANNOTATIONS)) delete annotations[scope];
  return { type, labels: reader.strings(metadata, 'labels', 'spec.template.metadata.labels', where), annotations };
}
