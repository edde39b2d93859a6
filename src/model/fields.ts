import { isEqual } from './equal';
import { isObject } from './json';
import type { Opaque } from './opaque';
import { Absent, Varying, absent, isVarying, type VaryingValues } from './varying';

/**
 * Props as constructs take them: a varying value may stand at any node below the props, `absent` where a field is
 * optional or in a list. Functions and opaque values (endpoints, expressions, sealed keys, constructs) pass whole.
 */
export type Fields<P> = { [K in keyof P]: Field<P[K], Removable<P, K>> };

/** Props of which some are the same in every environment. */
export type Input<P, Same extends keyof P> = Pick<P, Same> & Fields<Omit<P, Same>>;

/** A value, the same in every environment or one for each. */
export type Field<T, R extends boolean = false> =
  Inner<T> | ([Data<T>] extends [never] ? never : Varying<Data<T> | (R extends true ? Absent : never)>);

/**
 * What may vary: everything but what passes whole, on its own or as an element of a list or of a map with keys of one's own.
 * As a field of a map that varies (the credentials of a backup) it may. Varying values may stand inside again.
 */
type Data<T> = T extends undefined | Whole
  ? never
  : T extends readonly (infer E)[]
    ? readonly Nested<E, true>[]
    : T extends object
      ? { [K in keyof T]: Nested<T[K], Removable<T, K>> | (string extends K ? undefined : Extract<T[K], Whole>) }
      : T;

type Nested<T, R extends boolean> =
  Data<T> | ([Data<T>] extends [never] ? never : Varying<Data<T> | (R extends true ? Absent : never)>);

type Inner<T> = T extends Whole | undefined
  ? T
  : T extends readonly (infer E)[]
    ? readonly Field<E, true>[]
    : T extends object
      ? { [K in keyof T]: Field<T[K], Removable<T, K>> }
      : T;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any function, whatever it takes
type Whole = Opaque | ((...args: any[]) => unknown);

/** Optional fields, and entries of maps, can be absent. */
type Removable<P, K extends keyof P> = string extends K ? true : undefined extends P[K] ? true : false;

/** Props after `normalize`: a map never varies as a whole, its entries do. */
export type Normal<T> = T extends Whole | undefined
  ? T
  : T extends readonly (infer E)[]
    ? readonly Field<E, true>[] | Varying<T | Absent>
    : T extends object
      ? { [K in keyof T]: Normal<T[K]> }
      : T | Varying<T | Absent>;

/** Moves each varying value below the maps it is given for, so that whoever reads props meets it in one form only. */
export function normalize<P>(props: object): Normal<P> {
  return pushDown(props) as Normal<P>;
}

/** A list that every environment has becomes a list whose elements vary. Where one lacks it, it stays: an empty list is not a missing one. */
function byElement(value: VaryingValues<unknown>): unknown {
  const lists = value.values.filter((own): own is readonly unknown[] => Array.isArray(own));
  if (lists.length === 0 || lists.length < value.values.length) return value;
  const element = (own: readonly unknown[], at: number, index: number) => {
    const inner = at < own.length ? own[at] : absent;
    return isVarying(inner) ? inner.values[index] : inner;
  };
  return Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, at) => {
    const elements = lists.map((own, index) => element(own, at, index));
    return elements.every((own) => isEqual(own, elements[0])) ? elements[0] : new Varying(value.set, elements);
  });
}

function pushDown(value: unknown): unknown {
  if (isVarying(value)) {
    const [first] = value.values;
    if (value.values.every((own) => isEqual(own, first)) && !(first instanceof Absent)) return pushDown(first);
    const there = value.values.filter((own) => !(own instanceof Absent));
    if (there.length === 0 || !there.every(isObject)) return byElement(value);
    const keys = [...new Set(there.flatMap((own) => Object.keys(own)))];
    const inside = (own: unknown, index: number, key: string) => {
      const inner = own instanceof Absent ? own : ((own as Record<string, unknown>)[key] ?? absent);
      return isVarying(inner) ? inner.values[index] : inner;
    };
    const entry = (key: string) =>
      new Varying(
        value.set,
        value.values.map((own, index) => inside(own, index, key)),
      );
    return Object.fromEntries(keys.map((key) => [key, pushDown(entry(key))]));
  }
  if (Array.isArray(value)) return value.map((own: unknown) => (isObject(own) ? pushDown(own) : own));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pushDown(inner)]));
}
