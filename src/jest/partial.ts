/** Which parts of an object are not as expected: maps may have more keys, keyed lists more elements than are named. */
import { isObject } from '../model/json';
import { childPath, elementKey, listKey } from '../model/paths';

/** Equality of jest, which knows asymmetric matchers such as `expect.any(String)`. */
export type Equals = (actual: unknown, expected: unknown) => boolean;

export interface Mismatch {
  /** In the notation of the matrix: `spec.template.spec.containers[name=api].image`. */
  readonly path: string;
  /** `undefined` where the field must not be there. */
  readonly expected: unknown;
  /** `undefined` where the field is not there. */
  readonly actual: unknown;
}

/**
 * @param expected fields that are looked at: maps by key, lists by the key that Kubernetes merges them by (an element that
 *   is not named does not matter), other lists as a whole; `undefined` for a field that must not be there
 */
export function mismatches(
  actual: unknown,
  expected: unknown,
  equals: Equals,
  path = '',
  field = '',
): readonly Mismatch[] {
  if (isObject(expected) && isObject(actual)) {
    return Object.entries(expected).flatMap(([key, inner]) =>
      mismatches(Object.hasOwn(actual, key) ? actual[key] : undefined, inner, equals, childPath(path, key), key),
    );
  }
  const key = Array.isArray(expected) && Array.isArray(actual) ? listKey(field, expected) : undefined;
  if (key !== undefined) {
    return (expected as Keyed[]).flatMap((element) => inList(actual as readonly unknown[], element, key, equals, path));
  }
  return equals(actual, expected) ? [] : [{ path, expected, actual }];
}

type Keyed = Record<string, unknown>;

function inList(
  list: readonly unknown[],
  expected: Keyed,
  key: readonly string[],
  equals: Equals,
  path: string,
): readonly Mismatch[] {
  const own = `${path}[${elementKey(key, expected)}]`;
  const isMeant = (element: Keyed) =>
    key.every((part) => expected[part] === undefined || element[part] === expected[part]);
  const found = list.find((element) => isObject(element) && isMeant(element));
  return found === undefined ? [{ path: own, expected, actual: undefined }] : mismatches(found, expected, equals, own);
}
