import type { Opaque } from './opaque';
import type { Absent, Varying } from './varying';

/**
 * Props as constructs take them: a varying value is allowed at any node below the props, `absent` where a field is
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
