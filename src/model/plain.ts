/** Declared data as it is in one environment. */
import type { Field, Fields } from './fields';
import { isObject, setEntry } from './json';
import { isOpaque } from './opaque';
import { Absent, isVarying } from './varying';

/** Data of a type, at any depth of which values may vary. */
export type MayVary<T> = Field<T, true> | Fields<T> | T;

/**
 * Data without varying values: each is replaced by what it is in the environment, and what is absent there is left out. Where
 * nothing below a value varies, it is returned as it is, so that equal data of two environments is one object.
 * @param environment index in the set of environments
 */
export function plainAt<T>(value: MayVary<T>, environment: number): T;
export function plainAt(value: unknown, environment: number): unknown {
  return resolved(value, environment);
}

function resolved(value: unknown, environment: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isObject(value)) return plainFields(value, environment);
  if (Array.isArray(value)) {
    const list = value.map((element) => resolved(element, environment));
    return list.every((element, index) => element === value[index])
      ? value
      : list.filter((element) => element !== undefined);
  }
  if (isVarying(value)) return resolved(value.values[environment], environment);
  if (value instanceof Absent) return undefined;
  return isOpaque(value) ? value.at(environment) : value;
}

/** The fields of a map as they are in one environment; the map itself where nothing below it varies. */
export function plainFields(
  value: Readonly<Record<string, unknown>>,
  environment: number,
): Readonly<Record<string, unknown>> {
  const plain: Record<string, unknown> = {};
  let same = true;
  for (const key of Object.keys(value)) {
    const own = resolved(value[key], environment);
    same &&= own === value[key];
    if (own !== undefined) setEntry(plain, key, own);
  }
  return same ? value : plain;
}
