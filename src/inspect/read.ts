/** Reading plain objects of unknown shape: whatever is not of the asked type reads as absent. */
import type { Json, JsonObject } from '../model/json';

export type Node = Json | undefined;

export function isMap(node: unknown): node is JsonObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** What stands below `node` at `keys`, or `undefined` where the way ends early. */
export function get(node: Node, ...keys: readonly string[]): Node {
  return descend(node, keys);
}

// the rest parameters below are handed on as they are: spreading them again would double the cost of the hottest calls
function descend(node: Node, keys: readonly string[]): Node {
  let current: Node = node;
  for (let index = 0; index < keys.length; index++) {
    if (!isMap(current)) return undefined;
    current = current[keys[index]!];
  }
  return current ?? undefined;
}

export function text(node: Node, ...keys: readonly string[]): string | undefined {
  const value = descend(node, keys);
  return typeof value === 'string' ? value : undefined;
}

export function number(node: Node, ...keys: readonly string[]): number | undefined {
  const value = descend(node, keys);
  return typeof value === 'number' ? value : undefined;
}

const EMPTY_MAP: JsonObject = {};
const EMPTY_LIST: readonly Json[] = [];

export function map(node: Node, ...keys: readonly string[]): JsonObject {
  const value = descend(node, keys);
  return isMap(value) ? value : EMPTY_MAP;
}

export function list(node: Node, ...keys: readonly string[]): readonly Json[] {
  const value = descend(node, keys);
  return Array.isArray(value) ? (value as readonly Json[]) : EMPTY_LIST;
}
