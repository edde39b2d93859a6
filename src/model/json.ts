export type Scalar = string | number | boolean;
/** Plain data as in a manifest: no `null`, no `undefined`, keys in any order. */
export type Json = Scalar | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** A map of plain data, from any realm: jest and `structuredClone` have their own `Object.prototype`. */
export function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The same, of JSON. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return isObject(value);
}

/** Sets a key of a map, `__proto__` included, which an assignment would take for its prototype. */
export function setEntry(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}
