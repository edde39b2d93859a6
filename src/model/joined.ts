import { isObject, setEntry } from './json';
import { Opaque } from './opaque';
import type { EnvironmentNames } from './varying';

/**
 * Plain data of every environment, made by a pattern function, for the synth to merge into one template. Text of it may be
 * `Derived`.
 */
export class Joined extends Opaque {
  /** @param values one for each environment; `undefined` where there is nothing */
  constructor(
    readonly set: EnvironmentNames,
    readonly values: readonly unknown[],
  ) {
    super();
  }

  override at(environment: number): unknown {
    return this.values[environment];
  }
}

/**
 * The same data of every environment, with equal parts shared as one object at any depth: this saves memory, and comparisons
 * recognize equal parts by identity.
 */
export function sharingEqual<T>(values: readonly T[]): readonly T[] {
  const shared: T[] = [];
  for (const value of values) {
    let own = value;
    for (const other of shared) {
      own = sharing(own, other) as T;
      if (own === other) break;
    }
    shared.push(own);
  }
  return shared;
}

/** A value with as much of another one in it as is equal; the other one itself where all is. */
function sharing(value: unknown, other: unknown): unknown {
  if (value === other) return other;
  if (Array.isArray(value)) return Array.isArray(other) ? sharingElements(value, other) : value;
  return isObject(value) && isObject(other) ? sharingFields(value, other) : value;
}

/** Up to the first difference, everything is the other's already: only from there on is there something to copy. */
function sharingElements(list: readonly unknown[], other: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined = list.length === other.length ? undefined : [];
  for (let index = 0; index < list.length; index++) {
    const own = sharing(list[index], other[index]);
    if (own !== other[index]) copy ??= other.slice(0, index);
    copy?.push(own);
  }
  return copy ?? other;
}

function sharingFields(map: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): unknown {
  const keys = Object.keys(map);
  let copy: Record<string, unknown> | undefined = keys.length === Object.keys(other).length ? undefined : {};
  keys.forEach((key, index) => {
    const known = Object.hasOwn(other, key);
    const own = known ? sharing(map[key], other[key]) : map[key];
    if (copy === undefined && !(known && own === other[key])) {
      copy = {};
      for (const before of keys.slice(0, index)) setEntry(copy, before, other[before]);
    }
    if (copy !== undefined) setEntry(copy, key, own);
  });
  return copy ?? other;
}
