import { isObject, type Json } from './json';
import { childPath, elementKey, listKey } from './paths';

/** One place in which two documents differ; a side that is absent is `undefined`. */
export interface Change {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/**
 * The places in which two documents differ, deepest common structure first: maps by key, lists by the key that Kubernetes
 * merges them by, keyless lists of one length by position. What the two share by reference is not looked into.
 */
export function diff(before: Json | undefined, after: Json | undefined, path = '', field = ''): Change[] {
  if (before === after) return [];
  if (before === undefined || after === undefined) return [{ path, before, after }];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => diff(own(before, key), own(after, key), childPath(path, key), key));
  }
  if (Array.isArray(before) && Array.isArray(after))
    return diffLists(before as readonly Json[], after as readonly Json[], path, field);
  return [{ path, before, after }];
}

function diffLists(before: readonly Json[], after: readonly Json[], path: string, field: string): Change[] {
  if (before.length === 0 && after.length === 0) return [];
  const left = keyed(field, before);
  const right = keyed(field, after);
  if (left !== undefined && right !== undefined && sameFields(left, right)) {
    if (!sameOrder([...left.elements.keys()], [...right.elements.keys()])) return [{ path, before, after }];
    const keys = [...new Set([...left.elements.keys(), ...right.elements.keys()])];
    return keys.flatMap((key) => diff(left.elements.get(key), right.elements.get(key), `${path}[${key}]`));
  }
  if (before.length !== after.length || left !== undefined || right !== undefined) return [{ path, before, after }];
  return before.flatMap((element, index) => diff(element, after[index], `${path}[${index}]`));
}

interface Keyed {
  readonly fields: string | undefined;
  readonly elements: ReadonlyMap<string, Json>;
}

function keyed(field: string, list: readonly Json[]): Keyed | undefined {
  if (list.length === 0) return { fields: undefined, elements: new Map() };
  const fields = listKey(field, list);
  if (fields === undefined) return undefined;
  return {
    fields: fields.join(),
    elements: new Map(list.map((element) => [elementKey(fields, element as Record<string, unknown>)!, element])),
  };
}

function sameFields(left: Keyed, right: Keyed): boolean {
  return left.fields === right.fields || left.fields === undefined || right.fields === undefined;
}

function sameOrder(left: readonly string[], right: readonly string[]): boolean {
  const both = left.filter((key) => right.includes(key));
  return right.filter((key) => left.includes(key)).every((key, index) => key === both[index]);
}

function own(map: Record<string, unknown>, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? (map[key] as Json) : undefined;
}
