/** Turns what a cdk8s program holds (tokens, unions, dates, varying values) into plain data, or says why it cannot. */
import { Lazy } from 'cdk8s';
import { isObject, setEntry, type Json } from '../model/json';
import { isOpaque } from '../model/opaque';
import { Absent, isVarying } from '../model/varying';

/** A place in an object, as a chain towards its root: cheap to extend, turned into words only when something is wrong. */
export interface Place {
  readonly parent: Place | undefined;
  readonly key: string | number;
}

export function placePath(place: Place | undefined): string {
  if (place === undefined) return '';
  const before = placePath(place.parent);
  if (typeof place.key === 'number') return `${before}[${place.key}]`;
  return before === '' ? place.key : `${before}.${place.key}`;
}

/** A value that cannot be represented, with its place. */
export class Unrepresentable extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
    readonly fix: string,
  ) {
    super(`${path}: ${reason}`);
  }
}

/** Where data contains itself, for a manifest that could not be read to its end. */
export function circleIn(value: unknown, above: readonly unknown[] = [], place?: Place): string | undefined {
  if (above.includes(value)) return placePath(place);
  if (above.length > 100 || !(Array.isArray(value) || isObject(value))) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = circleIn(inner, [...above, value], { parent: place, key: Array.isArray(value) ? Number(key) : key });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Resolves lazy values, implicit tokens and cdk8s unions (`IntOrString`, `Quantity`) to the values that they represent. */
export function settle(value: unknown): unknown {
  for (let turns = 0; typeof value === 'object' && value !== null; turns++) {
    if (Array.isArray(value) || isVarying(value) || isOpaque(value) || value instanceof Absent) return value;
    if (value instanceof Lazy) value = (value as { produce(): unknown }).produce();
    else if (isObject(value))
      return typeof value.resolve === 'function' ? settle((value.resolve as () => unknown)()) : value;
    else if (typeof (value as { resolve?: unknown }).resolve === 'function')
      value = (value as { resolve(): unknown }).resolve();
    else if (isUnion(value)) return value.value;
    else if (value instanceof Date) return Number.isNaN(value.getTime()) ? value : value.toISOString();
    else return value;
    if (turns > 100) return value;
  }
  return value;
}

/**
 * The same data with every lazy value produced, so that one which answers differently each time it is asked answers once for
 * all environments: no code runs once for each of them (law 1).
 */
export function settleAll(value: unknown): unknown {
  const settled = settle(value);
  if (Array.isArray(settled)) return Array.from(settled, settleAll);
  if (!isObject(settled)) return settled;
  const copy: Record<string | symbol, unknown> = {};
  for (const key of Reflect.ownKeys(settled)) {
    if (typeof key === 'string') setEntry(copy, key, settleAll(settled[key]));
    else copy[key] = undefined;
  }
  return copy;
}

function isUnion(value: object): value is { value: string | number } {
  const inner = (value as { value?: unknown }).value;
  return typeof inner === 'string' || typeof inner === 'number';
}

/** A scalar as a manifest can hold it. @throws Unrepresentable */
export function checkScalar(value: unknown, place: Place | undefined): Json {
  switch (typeof value) {
    case 'string':
      if (value.isWellFormed()) return value;
      throw new Unrepresentable(
        placePath(place),
        'the text contains half of a surrogate pair, which UTF-8 cannot represent',
        'Fix the text.',
      );
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value === 0 ? 0 : value;
      throw new Unrepresentable(
        placePath(place),
        `a manifest cannot contain the number ${value}`,
        'Use a finite number.',
      );
    default:
      throw new Unrepresentable(
        placePath(place),
        `a manifest cannot contain ${nameOf(value)}`,
        'Use text, a number, true or false, a list or a map.',
      );
  }
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? 'a BigInt' : `a ${typeof value}`;
  if (isOpaque(value)) return `a value of type ${value.constructor.name}, which belongs in \`env\``;
  return `an object of class ${value.constructor?.name ?? 'unknown'}`;
}

declare global {
  interface String {
    /** ES2024, in Node 20. */
    isWellFormed(): boolean;
  }
}
