/** From a path of the matrix to the place in one object, and objects without such places. */
import { isMap, type Node } from '../read';
import type { Trail } from '../object-path';
import type { Json, JsonObject } from '../../model/json';

/**
 * Follows a path as `model/paths.ts` writes it.
 * @returns `undefined` where the object has no such place
 */
export function locate(root: Node, path: string): { readonly trail: Trail; readonly node: Json } | undefined {
  return path.includes('[') ? locateStep(root, path) : locateKeys(root, path);
}

/** Way to a place, or to the nearest one above it that there is. */
export function locateNearest(root: Node, path: string): Trail {
  for (let rest = path; rest !== ''; rest = parent(rest)) {
    const there = locate(root, rest);
    if (there !== undefined) return there.trail;
  }
  return [];
}

function parent(path: string): string {
  return path.replace(/(?:\.[^.[\]]*|\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]|^[^.[]+|.)$/, '');
}

/** The usual path: keys alone, such as `metadata.namespace`. */
function locateKeys(root: Node, path: string): { readonly trail: Trail; readonly node: Json } | undefined {
  const trail = path === '' ? [] : path.split('.');
  let node = root;
  for (const key of trail) {
    if (!isMap(node) || !Object.hasOwn(node, key)) return undefined;
    node = node[key];
  }
  return node === undefined ? undefined : { trail, node };
}

function locateStep(root: Node, path: string): { readonly trail: Trail; readonly node: Json } | undefined {
  const trail: (string | number)[] = [];
  let node = root;
  let at = 0;
  while (at < path.length) {
    if (Array.isArray(node)) {
      const element = elementAt(node as readonly Json[], path, at);
      if (element === undefined) return undefined;
      trail.push(element.index);
      node = (node as readonly Json[])[element.index];
      at = element.end;
    } else if (isMap(node)) {
      const step = keyAt(path, at);
      if (!Object.hasOwn(node, step.key)) return undefined;
      trail.push(step.key);
      node = node[step.key];
      at = step.end;
    } else {
      return undefined;
    }
  }
  return node === undefined ? undefined : { trail, node };
}

function keyAt(path: string, at: number): { readonly key: string; readonly end: number } {
  if (path.startsWith('["', at)) {
    const match = /\["(?:[^"\\]|\\.)*"\]/y;
    match.lastIndex = at;
    const written = match.exec(path)?.[0] ?? path.slice(at);
    return { key: JSON.parse(written.slice(1, -1)) as string, end: at + written.length };
  }
  const start = path[at] === '.' ? at + 1 : at;
  let end = start;
  while (end < path.length && path[end] !== '.' && path[end] !== '[') end++;
  return { key: path.slice(start, end), end };
}

/** Values in a key may hold any character, so each element is tried against the path rather than the path taken apart. */
function elementAt(
  elements: readonly Json[],
  path: string,
  at: number,
): { readonly index: number; readonly end: number } | undefined {
  const position = /\[(\d+)\]/y;
  position.lastIndex = at;
  const written = position.exec(path);
  if (written !== null) {
    const index = Number(written[1]);
    return index < elements.length ? { index, end: at + written[0].length } : undefined;
  }
  for (const [index, element] of elements.entries()) {
    const end = isMap(element) ? keyEnd(element, path, at + 1) : undefined;
    if (end !== undefined) return { index, end };
  }
  return undefined;
}

function keyEnd(element: JsonObject, path: string, start: number): number | undefined {
  let at = start;
  for (;;) {
    const equals = path.indexOf('=', at);
    if (equals < 0) return undefined;
    const field = path.slice(at, equals);
    if (!Object.hasOwn(element, field)) return undefined;
    const value = String(element[field] as string);
    if (!path.startsWith(value, equals + 1)) return undefined;
    at = equals + 1 + value.length;
    if (path[at] === ']') return at + 1;
    if (path[at] !== ',') return undefined;
    at++;
  }
}

/** Stands where a value has been taken out. */
const HOLE = '\u{F0001}';
/** Stands where an element of a list has been taken out, until the list is closed up. */
const GONE = '\u{F0002}';

export interface Cut {
  readonly trail: Trail;
  /** Leave nothing behind rather than a hole: the other side lacks the place. */
  readonly drop: boolean;
}

/** A copy without the values at the places. The rest is shared with the original. */
export function without(root: Json, cuts: readonly Cut[]): Json {
  if (cuts.length === 0) return root;
  // copies are identified by position: one map may occur at several positions of the original
  const made = new Set<Json>();
  const thinned = new Set<Json[]>();
  const copy = (node: Json): Json => {
    if (made.has(node)) return node;
    const own: Json = Array.isArray(node) ? [...(node as readonly Json[])] : { ...(node as JsonObject) };
    made.add(own);
    return own;
  };
  const result = copy(root);
  for (const { trail, drop } of cuts) {
    let parent = result as Record<string | number, Json>;
    for (let depth = 0; depth + 1 < trail.length && typeof parent === 'object'; depth++) {
      const key = trail[depth]!;
      const below = parent[key];
      // what is gone already, or cut out above, needs no cut below
      parent = (typeof below === 'object' ? (parent[key] = copy(below)) : undefined) as typeof parent;
    }
    const key = trail.at(-1)!;
    if (parent === undefined || !Object.hasOwn(parent, key)) continue;
    if (!drop) parent[key] = HOLE;
    else if (!Array.isArray(parent)) delete parent[key];
    else {
      thinned.add(parent as Json[]);
      parent[key] = GONE;
    }
  }
  for (const list of thinned) list.splice(0, list.length, ...list.filter((element) => element !== GONE));
  return result;
}
