/** Where several documents differ: maps by key, lists by the key that Kubernetes merges them by, in any order. */
import { childPath, elementKey, listKey } from '../../model/paths';
import { isMap } from '../read';
import { isEqual } from '../../model/equal';
import type { Json, JsonObject } from '../../model/json';

export interface KeyedDifference {
  /** As the matrix writes it. */
  readonly path: string;
  /** The same with `*` for elements of lists. */
  readonly keys: readonly string[];
  /** What the element of the last list with keys is called: `name=api`. */
  readonly element: string | undefined;
  /** One for each document; `undefined` where the place is missing. */
  readonly values: readonly (Json | undefined)[];
}

export function keyedDifferences(values: readonly (Json | undefined)[], visit: (apart: KeyedDifference) => void): void {
  walk({ path: '', keys: [], element: undefined, values }, visit);
}

function walk(at: KeyedDifference, visit: (apart: KeyedDifference) => void): void {
  const { path, keys, values } = at;
  if (values.every((value) => value === values[0] || isEqual(value, values[0]))) return;
  if (values.every(isMap)) {
    const maps = values as readonly JsonObject[];
    for (const key of new Set(maps.flatMap((one) => Object.keys(one)))) {
      const below = maps.map((one) => (Object.hasOwn(one, key) ? one[key] : undefined));
      walk({ path: childPath(path, key), keys: [...keys, key], element: at.element, values: below }, visit);
    }
    return;
  }
  const lists = values.map((value) =>
    Array.isArray(value) ? elementsOf(keys.at(-1) ?? '', value as readonly Json[]) : undefined,
  );
  if (lists.some((list) => list === undefined)) {
    visit(at);
    return;
  }
  for (const key of new Set(lists.flatMap((list) => [...list!.keys()]))) {
    walk(
      { path: `${path}[${key}]`, keys: [...keys, '*'], element: key, values: lists.map((list) => list!.get(key)) },
      visit,
    );
  }
}

/** @returns `undefined` for a list whose elements have no key */
function elementsOf(field: string, list: readonly Json[]): ReadonlyMap<string, Json> | undefined {
  if (list.length === 0) return new Map();
  const fields = listKey(field, list);
  return fields === undefined
    ? undefined
    : new Map(list.map((element) => [elementKey(fields, element as Record<string, unknown>)!, element]));
}
