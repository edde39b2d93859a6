/** Objects of one environment by the names that people use for them. */
import type { InspectedObject } from '../inspect';
import type { PlatformResult } from '../run';

interface Named {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** The names of an object, the shortest first: `Service/api`, `Service.serving.knative.dev/api`, `Service/api@shop-dev`. */
function namesOf({ json }: InspectedObject): readonly string[] {
  const { apiVersion = '', kind = '', metadata = {} } = json as Named;
  const slash = apiVersion.indexOf('/');
  const kinds = slash === -1 ? [kind] : [kind, `${kind}.${apiVersion.slice(0, slash)}`];
  const short = kinds.map((own) => `${own}/${metadata.name ?? ''}`);
  return metadata.namespace === undefined ? short : [...short, ...short.map((name) => `${name}@${metadata.namespace}`)];
}

/** @returns all that go by the name; several where groups or namespaces share a kind and a name */
export function findObjects(objects: readonly InspectedObject[], name: string): readonly InspectedObject[] {
  return objects.filter((object) => namesOf(object).includes(name));
}

/** The name that tells an object from the others. */
export function objectName(objects: readonly InspectedObject[], object: InspectedObject): string {
  const names = namesOf(object);
  return names.find((name) => findObjects(objects, name).length === 1) ?? names.at(-1)!;
}

export function objectsOf(platform: PlatformResult, environment: string): readonly InspectedObject[] {
  return platform.instances.find((instance) => instance.environment === environment)?.objects ?? [];
}
