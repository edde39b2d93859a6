/**
 * Objects that are the same in several environments but for their namespace: what is decided on an object by itself is decided
 * once for all of them. Environments share by reference what is the same in them, so nothing is compared in depth.
 */
import { isMap } from '../read';
import type { JsonObject } from '../../model/json';

/** The first object seen, by the first container of its content. */
const firsts = new WeakMap<object, JsonObject>();

/** The first object seen that is this one but for its namespace: mostly itself, or that of an earlier environment. */
export function firstIdentical(json: JsonObject): JsonObject {
  const content = contentOf(json);
  if (content === undefined) return json;
  const first = firsts.get(content);
  if (first === undefined) firsts.set(content, json);
  return first !== undefined && isIdenticalElsewhere(first, json) ? first : json;
}

function contentOf(json: JsonObject): object | undefined {
  for (const key in json) {
    const value: unknown = json[key];
    if (key !== 'metadata' && typeof value === 'object' && value !== null) return value;
  }
  return undefined;
}

function isIdenticalElsewhere(one: JsonObject, other: JsonObject): boolean {
  const [ours, theirs] = [one['metadata'], other['metadata']];
  if (!areSameBut('metadata', one, other) || !isMap(ours) || !isMap(theirs) || !areSameBut('namespace', ours, theirs))
    return false;
  const [here, there]: readonly unknown[] = [ours['namespace'], theirs['namespace']];
  return here === there || (typeof here === 'string' && typeof there === 'string');
}

function areSameBut(except: string, one: JsonObject, other: JsonObject): boolean {
  for (const key in one) if (key !== except && one[key] !== other[key]) return false;
  for (const key in other) if (key !== except && !Object.hasOwn(one, key)) return false;
  return true;
}
