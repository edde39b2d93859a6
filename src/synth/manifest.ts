/** What one ApiObject holds, before its template: props and metadata as they were given, tokens and varying values in them. */
import type { ApiObject } from 'cdk8s';

/** Reads the object without `toJson()`, which resolves the whole app each time and takes varying values apart. */
export function rawManifest(object: ApiObject): Record<string, unknown> {
  const { props } = object as unknown as { props: Record<string, unknown> };
  return { ...props, metadata: rawMetadata(object) };
}

/** JSON patches that were added with `addJsonPatch`. */
export function patchesOf(object: ApiObject): readonly { op: string; path: string; value?: unknown }[] {
  const { patches } = object as unknown as {
    patches: readonly { _toJson(): { op: string; path: string; value?: unknown } }[];
  };
  return patches.map((patch) => patch._toJson());
}

interface MetadataFields {
  readonly _additionalAttributes: Record<string, unknown>;
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly labels: Record<string, unknown>;
  readonly annotations: Record<string, unknown>;
  readonly finalizers: readonly unknown[];
  readonly ownerReferences: readonly unknown[];
}

function rawMetadata(object: ApiObject): Record<string, unknown> {
  const fields = object.metadata as unknown as MetadataFields;
  const metadata: Record<string, unknown> = {
    ...fields._additionalAttributes,
    name: fields.name,
    namespace: fields.namespace,
  };
  for (const key of ['labels', 'annotations', 'finalizers', 'ownerReferences'] as const) {
    metadata[key] = Object.keys(fields[key]).length > 0 ? fields[key] : undefined;
  }
  return metadata;
}
