/** From a path of the matrix to the place in one object, and objects without such places. */
import { isMap, type Node } from '../read';
import type { Trail } from '../place';
import type { Json, JsonObject } from '../../model/json';

/**
 * Follows a path as `model/paths.ts` writes it.
 * @returns `undefined` where the object has no such place
 */
export function locate(root: Node, path: string): { readonly trail: Trail; readonly node: Json } | undefined {
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
function elementAt(elements: readonly Json[], path: string, at: number): { readonly index: number; readonly end: number } | undefined {
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

/**
 * A copy with the value at each place taken out: a hole is left where both sides have one, nothing where `drop` says
 * that one side lacks it. What lies aside of the places is shared with the original.
 */
export function without(root: Json, places: readonly { readonly trail: Trail; readonly drop: boolean }[]): Json {
  if (places.length === 0) return root;
  const own = places.find(({ trail }) => trail.length === 0);
  if (own !== undefined) return HOLE;
  const below = new Map<string | number, { trail: Trail; drop: boolean }[]>();
  for (const { trail, drop } of places) {
    const [first, ...rest] = trail;
    const there = below.get(first!);
    if (there === undefined) below.set(first!, [{ trail: rest, drop }]);
    else there.push({ trail: rest, drop });
  }
  const isGone = (key: string | number): boolean => below.get(key)?.some(({ trail, drop }) => drop && trail.length === 0) ?? false;
  if (Array.isArray(root)) {
    return (root as readonly Json[]).flatMap((element, index) => (isGone(index) ? [] : [without(element, below.get(index) ?? [])]));
  }
  const copy: Record<string, Json> = {};
  for (const [key, value] of Object.entries(root as JsonObject)) if (!isGone(key)) copy[key] = without(value, below.get(key) ?? []);
  return copy;
}
