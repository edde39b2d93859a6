/**
 * A value that differs between environments. It holds one value for each environment of its set and cannot be turned
 * into any one of them: no construct can ask which environment it is in (law 1).
 */
import { UsageError } from './usage-error';

/** Means that this field, list element or object does not exist in an environment. */
export class Absent {
  /** @internal */
  private readonly absent = true;
  toString(): string {
    return this.absent ? 'absent' : '';
  }
}

/** Use inside `vary`, where a field is optional or in a list: `vary({ dev: absent, prod: '50Gi' })`. */
export const absent: Absent = new Absent();

/** The environments of a platform, in the order of their declaration. Identity matters: values of two sets do not mix. */
export interface EnvironmentNames {
  readonly names: readonly string[];
}

const HOW =
  'Derive from it with `.map(value => …)` or `combine`, interpolate it with the `text` tag, build JSON with `json`.';

declare const VARIES: unique symbol;

/**
 * A value that differs between environments, made by `vary` of `defineEnvironments`. Nothing that is public says what it is in
 * one of them.
 */
export interface Varying<out T> {
  /** Types only: nothing else is assignable to a varying value. */
  readonly [VARIES]: () => T;

  /**
   * A value derived from this one, environment by environment.
   * @param derive called once for each environment, with its value; must be a pure function. Absent stays absent.
   */
  map<U>(derive: (value: Exclude<T, Absent>) => U): Varying<U | Extract<T, Absent>>;
}

/** The same, as the inside of Lockstep sees it: `index.ts` exports neither this type nor the class. */
export interface VaryingValues<out T> extends Varying<T> {
  /** The set of environments that the values are of. */
  readonly set: EnvironmentNames;
  /** One for each environment, in the order of the set. */
  readonly values: readonly T[];
}

/** One function for all of them: with a function each, every varying value would have a shape of its own. */
const SPREAD: PropertyDescriptor & ThisType<Holder<unknown>> = {
  enumerable: true,
  get() {
    return this.refuse('spread');
  },
};

class Holder<out T> implements VaryingValues<T> {
  declare readonly [VARIES]: () => T;
  readonly set: EnvironmentNames;
  readonly values: readonly T[];

  constructor(set: EnvironmentNames, values: readonly T[]) {
    this.set = set;
    this.values = values;
    // An own enumerable getter is what `{ ...varying }` and Object.assign run into.
    Object.defineProperty(this, 'spread', SPREAD);
    Object.freeze(this);
  }

  map<U>(derive: (value: Exclude<T, Absent>) => U): Varying<U | Extract<T, Absent>> {
    return new Holder<U | Extract<T, Absent>>(
      this.set,
      this.values.map((value) =>
        value instanceof Absent ? (value as Extract<T, Absent>) : derive(value as Exclude<T, Absent>),
      ),
    );
  }

  [Symbol.toPrimitive](hint: string): never {
    return this.refuse(hint === 'number' ? 'used as a number' : 'turned into text or compared');
  }

  toJSON(): never {
    return this.refuse('turned into JSON');
  }

  toString(): never {
    return this.refuse('turned into text');
  }

  // Not a method: with one, the type would say that it can be iterated.
  static {
    Object.defineProperty(this.prototype, Symbol.iterator, {
      value(this: Holder<unknown>) {
        return this.refuse('spread or iterated');
      },
    });
  }

  /** What `console.log` shows. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const shown = this.set.names.map((name, index) => `${name}: ${describe(this.values[index])}`);
    return `vary({ ${shown.join(', ')} })`;
  }

  refuse(use: string): never {
    throw new UsageError(
      `A varying value (environments ${this.set.names.join(', ')}) cannot be ${use}: it has one value per environment. ${HOW}`,
    );
  }
}

export const Varying: {
  new <T>(set: EnvironmentNames, values: readonly T[]): VaryingValues<T>;
  readonly prototype: VaryingValues<unknown>;
} = Holder;

export function isVarying(value: unknown): value is VaryingValues<unknown> {
  return value instanceof Holder;
}

/** Exported as `isVarying`: whether a value varies, without revealing its values. */
export function varies(value: unknown): value is Varying<unknown> {
  return isVarying(value);
}

/** The values of what `vary` made, one for each environment. */
export function valuesOf<T>(varying: Varying<T>): readonly T[] {
  return (varying as VaryingValues<T>).values;
}

/** Applies a pure function to a value that may vary, once per environment. Absent values stay absent. */
export function derive<T, U>(value: T | Varying<T | Absent>, compute: (value: T) => U): U | Varying<U | Absent> {
  if (!isVarying(value)) return compute(value as T);
  return joined<U | Absent>(
    value.set,
    value.values.map((own) => (own instanceof Absent ? own : compute(own as T))),
  ) as U | Varying<U | Absent>;
}

/** What a value that may vary is in one environment, by its place in the set; `Absent` where it is absent. */
export function valueAt(value: unknown, index: number): unknown {
  return isVarying(value) ? value.values[index] : value;
}

/** One value for each environment; plain where all of them have the same scalar. */
export function joined<T>(set: EnvironmentNames, values: readonly T[]): T | Varying<T> {
  const [first] = values;
  return typeof first !== 'object' && values.every((value) => value === first)
    ? (first as T)
    : new Varying(set, values);
}

type Plain<V> = V extends Varying<infer T> ? Exclude<T, Absent> | (Absent extends T ? undefined : never) : V;

/**
 * One value from several that may vary. Called once per environment if any of them varies, otherwise once; an absent
 * value is `undefined`.
 * @throws UsageError when two of them are of different sets of environments
 */
export function combine<const V extends Readonly<Record<string, unknown>>, U>(
  values: V,
  compute: (values: { [K in keyof V]: Plain<V[K]> }) => U,
): U | Varying<U> {
  const entries = Object.entries(values);
  const set = commonSet(entries.map(([, value]) => value));
  const own = (value: unknown, index: number) => {
    const found = valueAt(value, index);
    return found instanceof Absent ? undefined : found;
  };
  const at = (index: number) =>
    compute(Object.fromEntries(entries.map(([key, value]) => [key, own(value, index)])) as never);
  return set === undefined
    ? at(0)
    : joined(
        set,
        set.names.map((_, index) => at(index)),
      );
}

/** The set that all varying values among these are of; `undefined` when none varies. */
export function commonSet(values: readonly unknown[]): EnvironmentNames | undefined {
  let set: EnvironmentNames | undefined;
  for (const value of values) {
    if (!isVarying(value)) continue;
    if (set !== undefined && set !== value.set) {
      throw new UsageError(
        `Values of two different sets of environments are combined: ${set.names.join(', ')} and ${value.set.names.join(', ')}. ` +
          'Use `vary`, `env` and `text` from a single `defineEnvironments` call.',
      );
    }
    set = value.set;
  }
  return set;
}

function describe(value: unknown): string {
  if (value instanceof Absent) return 'absent';
  return typeof value === 'object' ? '{…}' : (JSON.stringify(value) ?? String(value));
}
