/** Plain data as block YAML: two spaces, dashes at the indentation of their parent as kubectl prints them, no line folded. */
import type { Json, JsonObject } from '../model/json';
import { keyText, literalText, numberText, stringText } from './scalars';

/** Keys in code unit order, the same on every machine, or in the order in which they were given. */
export type KeyOrder = 'sorted' | 'given';

/** Stand first in a manifest, in this order. */
const LEADING_KEYS = ['apiVersion', 'kind', 'metadata'];

/** What stands after `key:` or `-`, with the line break at its end. */
export function valueText(value: Json, parent: 'key' | 'dash', indentation: string, order: KeyOrder): string {
  if (typeof value === 'string') return ` ${literalText(value, `${indentation}  `) ?? `${stringText(value)}\n`}`;
  if (typeof value === 'number') return ` ${numberText(value)}\n`;
  if (typeof value === 'boolean') return value ? ' true\n' : ' false\n';
  if (value === null || typeof value !== 'object')
    throw new Error(`BUG: ${String(value)} reached the emitter as a value.`);
  const inner = childIndentation(isList(value), parent, indentation);
  const first = parent === 'key' ? `\n${inner}` : ' ';
  if (isList(value)) return value.length === 0 ? ' []\n' : listText(value, inner, first, order);
  const keys = orderedKeys(value, order);
  return keys.length === 0 ? ' {}\n' : mapText(value, keys, inner, first, order);
}

/** A whole document, without a marker in front. */
export function documentText(value: Json, order: KeyOrder): string {
  if (typeof value === 'string') return `${stringText(value)}\n`;
  if (typeof value !== 'object') return valueText(value, 'dash', '', order).slice(1);
  if (isList(value)) return value.length === 0 ? '[]\n' : listText(value, '', '', order);
  const keys = orderedKeys(value, order);
  return keys.length === 0 ? '{}\n' : mapText(value, order === 'sorted' ? leadingFirst(keys) : keys, '', '', order);
}

/** Where the keys or dashes of a container stand, given where its parent's stand. */
export function childIndentation(isList: boolean, parent: 'key' | 'dash', indentation: string): string {
  return isList && parent === 'key' ? indentation : `${indentation}  `;
}

/** The sorted keys of a manifest with those that a reader looks for first in front. */
export function leadingFirst(keys: readonly string[]): string[] {
  return [...LEADING_KEYS.filter((key) => keys.includes(key)), ...keys.filter((key) => !LEADING_KEYS.includes(key))];
}

function mapText(
  map: JsonObject,
  keys: readonly string[],
  indentation: string,
  first: string,
  order: KeyOrder,
): string {
  let text = '';
  let lead = first;
  for (const key of keys) {
    text += lead + keyText(key, indentation) + valueText(map[key]!, 'key', indentation, order);
    lead = indentation;
  }
  return text;
}

function listText(list: readonly Json[], indentation: string, first: string, order: KeyOrder): string {
  let text = '';
  let lead = first;
  for (const element of list) {
    text += `${lead}-${valueText(element, 'dash', indentation, order)}`;
    lead = indentation;
  }
  return text;
}

function orderedKeys(map: JsonObject, order: KeyOrder): string[] {
  const keys = Object.keys(map);
  if (order === 'given') return keys;
  for (let i = 1; i < keys.length; i++) if (keys[i]! < keys[i - 1]!) return keys.sort();
  return keys;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
