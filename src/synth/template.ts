/**
 * Builds the template of an object: pushes every varying value down until each slot holds a scalar, so that the matrix
 * does not depend on how the program was written. Parts that are the same everywhere stay plain data, shared by all
 * environments.
 */
import { Derived } from '../model/derived';
import { Joined } from '../model/joined';
import { isObject, setEntry, type Json, type JsonObject } from '../model/json';
import { canIdentify } from '../model/paths';
import { ListTemplate, MapTemplate, Optional, Slot, isConstant, type Template } from '../model/template';
import { Absent, isVarying, type EnvironmentNames } from '../model/varying';
import { instantiate } from './instantiate';
import { merge, withinParent } from './merge';
import { Unrepresentable, checkScalar, placePath, settle, type Place } from './values';

/** What building needs to know of its surroundings. */
export interface BuildContext {
  readonly set: EnvironmentNames;
  /** Value of a derived value in one environment. */
  derive(derived: Derived, environment: number): Json;
  /** Copies of what is the same everywhere, for data that several environments share. */
  readonly copies?: Map<object, Json>;
}

/**
 * @param value what a construct holds: plain data with varying values, tokens and unions at any place
 * @returns `undefined` when nothing is there in any environment
 * @throws Unrepresentable
 */
export function build(value: unknown, context: BuildContext, place?: Place): Template | undefined {
  const plain = plainCopy(value, context.copies);
  if (plain !== undefined) return plain;
  const settled = settle(value);
  if (settled === undefined || settled === null || settled instanceof Absent) return undefined;
  if (typeof settled !== 'object') return checkScalar(settled, place);
  if (isVarying(settled)) {
    if (settled.set !== context.set) {
      throw new Unrepresentable(
        placePath(place),
        `a varying value for other environments (${settled.set.names.join(', ')}) is used in a platform with ${context.set.names.join(', ')}`,
        'Use `vary`, `env` and `text` from the `defineEnvironments` call whose environments the platform uses.',
      );
    }
    return merge(
      settled.values.map((own, index) => pick(own, index, context, place)),
      fieldOf(place),
    );
  }
  if (settled instanceof Derived) {
    return merge(
      context.set.names.map((_, index) => context.derive(settled, index)),
      fieldOf(place),
      settled.origin,
    );
  }
  if (settled instanceof Joined) return join(settled.values, context, place);
  if (Array.isArray(settled)) return buildList(settled, context, place);
  if (isObject(settled)) return buildMap(settled, context, place);
  return checkScalar(settled, place);
}

/** The template of data that is plain in every environment, and shares what is equal. */
function join(values: readonly unknown[], context: BuildContext, place: Place | undefined): Template | undefined {
  const first = values[0];
  if (values.every((value) => value === first)) return build(first, context, place);
  const there = values.filter((value) => value !== undefined);
  if (!there.every(isObject)) {
    const origin = there[0] instanceof Derived ? there[0].origin : 'value';
    const sharing = { ...context, copies: new Map<object, Json>() };
    return merge(
      values.map((value, index) => pick(value, index, sharing, place)),
      fieldOf(place),
      origin,
    );
  }
  const entries: [string, Template][] = [];
  for (const key of commonKeys(there, place)) {
    const inner = join(
      values.map((value) => (value as Record<string, unknown> | undefined)?.[key]),
      context,
      { parent: place, key },
    );
    if (inner !== undefined) entries.push([key, withinParent(values, inner)]);
  }
  const node = mapOf(entries);
  return there.length === values.length
    ? node
    : new Optional(
        values.map((value) => value !== undefined),
        node,
      );
}

function mapOf(entries: readonly (readonly [string, Template])[]): MapTemplate | JsonObject {
  if (entries.some(([, node]) => !isConstant(node))) return new MapTemplate(entries);
  const plain: Record<string, Json> = {};
  for (const [key, node] of entries) setEntry(plain, key, node as Json);
  return plain;
}

function buildMap(map: Record<string, unknown>, context: BuildContext, place: Place | undefined): Template {
  const entries: [string, Template][] = [];
  for (const key of keysOf(map, place)) {
    const node = build(map[key], context, { parent: place, key });
    if (node !== undefined) entries.push([key, node]);
  }
  return mapOf(entries);
}

function buildList(list: readonly unknown[], context: BuildContext, place: Place | undefined): Template {
  const elements: Template[] = [];
  let constant = true;
  // Not forEach, which steps over holes.
  for (let key = 0; key < list.length; key++) {
    const at = { parent: place, key };
    const node = build(list[key], context, at);
    if (node === undefined) {
      refuseNothing(list[key], at);
      continue;
    }
    elements.push(node);
    constant &&= isConstant(node);
  }
  if (constant) return elements as readonly Json[];
  const template = new ListTemplate(elements);
  if (isAligned(fieldOf(place), elements)) return template;
  return merge(
    context.set.names.map((_, index) => instantiate(template, index)),
    fieldOf(place),
  )!;
}

/** Whether the elements are the same ones in every environment, so that the differences are below them. Otherwise, they are merged. */
function isAligned(field: string, elements: readonly Template[]): boolean {
  return elements.every((element) => {
    if (element instanceof Optional || element instanceof Slot) return false;
    return (
      !(element instanceof MapTemplate) ||
      element.entries.every(([key, value]) => isConstant(value) || !canIdentify(field, key))
    );
  });
}

/** The entries of an element that are the same everywhere: what can name it. */
export function constantFields(element: Template): unknown {
  const node = element instanceof Optional ? element.node : element;
  if (!(node instanceof MapTemplate)) return node;
  return Object.fromEntries(node.entries.filter(([, value]) => isConstant(value)));
}

/** The plain data of one environment. @throws Unrepresentable */
export function pick(value: unknown, environment: number, context: BuildContext, place?: Place): Json | undefined {
  const constant = plainCopy(value, context.copies);
  if (constant !== undefined) return constant;
  const settled = settle(value);
  if (settled === undefined || settled === null || settled instanceof Absent) return undefined;
  if (typeof settled !== 'object') return checkScalar(settled, place);
  if (isVarying(settled)) return pick(settled.values[environment], environment, context, place);
  if (settled instanceof Derived) return context.derive(settled, environment);
  if (settled instanceof Joined) return pick(settled.values[environment], environment, context, place);
  if (Array.isArray(settled)) {
    const list: Json[] = [];
    for (let key = 0; key < settled.length; key++) {
      const at = { parent: place, key };
      const picked = pick(settled[key], environment, context, at);
      if (picked === undefined) refuseNothing(settled[key], at);
      else list.push(picked);
    }
    return list;
  }
  if (!isObject(settled)) return checkScalar(settled, place);
  const plain: Record<string, Json> = {};
  for (const key of keysOf(settled, place)) {
    const picked = pick(settled[key], environment, context, { parent: place, key });
    if (picked !== undefined) setEntry(plain, key, picked);
  }
  return plain;
}

/**
 * A copy of data that is the same everywhere and needs nothing resolved, with sorted keys and without what is `undefined`;
 * `undefined` for anything else, which is read with its place, and refused if need be.
 */
function plainCopy(value: unknown, copies: Map<object, Json> | undefined): Json | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? value : undefined;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) && value !== 0 ? value : undefined;
  if (Array.isArray(value)) return plainList(value, copies);
  if (!isObject(value)) return undefined;
  const known = copies?.get(value);
  if (known !== undefined) return known;
  const copy = plainMap(value, copies);
  if (copy !== undefined) copies?.set(value, copy);
  return copy;
}

function plainList(list: readonly unknown[], copies: Map<object, Json> | undefined): readonly Json[] | undefined {
  const copy: Json[] = [];
  for (const element of list) {
    const plain = plainCopy(element, copies);
    if (plain === undefined) return undefined;
    copy.push(plain);
  }
  return copy;
}

function plainMap(map: Record<string, unknown>, copies: Map<object, Json> | undefined): JsonObject | undefined {
  if (typeof map['resolve'] === 'function' || Object.getOwnPropertySymbols(map).length > 0) return undefined;
  const copy: Record<string, Json> = {};
  for (const key of sortedKeys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    const plain = plainCopy(value, copies);
    if (plain === undefined || key === '__proto__' || !key.isWellFormed()) return undefined;
    copy[key] = plain;
  }
  return copy;
}

function sortedKeys(map: object): string[] {
  const keys = Object.keys(map);
  for (let index = 1; index < keys.length; index++) if (keys[index]! < keys[index - 1]!) return keys.sort();
  return keys;
}

/** An element that is nothing is a mistake, unless it was declared to be absent. */
function refuseNothing(element: unknown, place: Place): void {
  const settled = settle(element);
  if (settled instanceof Absent || isVarying(settled)) return;
  throw new Unrepresentable(
    placePath(place),
    `a list contains ${String(settled)}`,
    'Remove the element, or use `absent`.',
  );
}

/** The keys of several maps, in order. */
function commonKeys(maps: readonly Record<string, unknown>[], place: Place | undefined): readonly string[] {
  const keys = keysOf(maps[0]!, place);
  const isSame = maps.every(
    (map) => Reflect.ownKeys(map).length === keys.length && keys.every((key) => Object.hasOwn(map, key)),
  );
  return isSame ? keys : [...new Set(maps.flatMap((map) => keysOf(map, place)))].sort();
}

function keysOf(map: Record<string, unknown>, place: Place | undefined): string[] {
  if (Object.getOwnPropertySymbols(map).length > 0) {
    throw new Unrepresentable(
      placePath(place),
      'a key is a symbol, which a manifest cannot contain',
      'Use a string as the field name.',
    );
  }
  const keys = sortedKeys(map);
  for (const key of keys)
    if (!key.isWellFormed()) checkScalar(key, { parent: place, key: JSON.stringify(key).slice(1, -1) });
  return keys;
}

function fieldOf(place: Place | undefined): string {
  return typeof place?.key === 'string' ? place.key : '';
}
