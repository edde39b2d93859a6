/** What an environment has, without the values. */
import { preview } from './evidence';

/**
 * The objects of an environment by file, each with its fields.
 * @param without folder whose objects differ on purpose; default: none
 */
export function structureOf(system: string, environment: string, without?: string): Readonly<Record<string, unknown>> {
  const { objects } = preview(system).platforms[0]!.instances.find((instance) => instance.environment === environment)!;
  const own = without === undefined ? objects : objects.filter(({ file }) => !file.startsWith(`${without}/`));
  return Object.fromEntries(own.map(({ file, json }) => [file, fieldsOf(json)]));
}

/** The fields of a value, with the types of scalars. Of a list, what its elements look like. */
function fieldsOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((element) => JSON.stringify(fieldsOf(element))))];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fieldsOf(inner)]));
}
