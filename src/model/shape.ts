/**
 * Props as data: each construct describes them once, and their type is inferred. TypeScript is erased by tsx, so the description is
 * also what checks them at run time. Whatever does not fit is reported with its path and environment, all of it together.
 */
import type { Code } from './codes';
import { isObject } from './json';
import { choice, choose } from './nearest';
import type { FindingValues } from './phrase';
import { isOpaque } from './opaque';
import { Absent, isVarying, type EnvironmentNames } from './varying';

export interface PropFinding {
  readonly code: Code;
  readonly path: string;
  readonly environments?: readonly string[];
  readonly message: string;
  readonly fix: string;
  readonly values?: FindingValues;
}

export interface At {
  readonly path: string;
  readonly set: EnvironmentNames;
  /** The environment whose value is looked at, below a varying value. */
  readonly environment?: string;
  /** @param whenMissing what to do where nothing was given at all */
  report(finding: PropFinding, whenMissing?: string): void;
}

/** Looks at one value and reports what is wrong with it. @typeParam T what a value is that it accepts */
export interface Shape<T = unknown> {
  (value: unknown, at: At): void;
  /** For types alone: it is never there. */
  readonly accepts?: T;
}

export interface PropShape<T = unknown, R extends boolean = boolean> {
  readonly shape: Shape<T>;
  readonly required: R;
  /** Must be the same in every environment in which the map that it is in is given. */
  readonly fixed: boolean;
  /** A map that decides what there is: given in every environment or in none. */
  readonly everywhere: boolean;
}

/** Marks an entry of `object` that must be given. */
export function required<T>(entry: Shape<T> | PropShape<T>): PropShape<T, true> {
  return { ...entryOf(entry), required: true };
}

/** Marks an entry of `object` that cannot vary between environments. */
export function fixed<T, R extends boolean = false>(entry: Shape<T> | PropShape<T, R>): PropShape<T, R> {
  return { ...entryOf(entry), fixed: true };
}

/** Marks a map of `object` that environments cannot lack one by one: its fields may vary, its presence not. */
export function everywhere<T, R extends boolean = false>(entry: Shape<T> | PropShape<T, R>): PropShape<T, R> {
  return { ...entryOf(entry), everywhere: true };
}

function entryOf<T, R extends boolean>(entry: Shape<T> | PropShape<T, R>): PropShape<T, R> {
  if (typeof entry !== 'function') return entry;
  return { shape: entry, required: false as R, fixed: false, everywhere: false };
}

/** What a map of entries describes: the type of the props. Docstrings of the entries are those of the props. */
export type PropsOf<S> = Joined<
  {
    readonly [K in keyof S as S[K] extends { readonly required: true } ? K : never]: AcceptedBy<S[K]>;
  } & { readonly [K in keyof S as S[K] extends { readonly required: true } ? never : K]?: AcceptedBy<S[K]> }
>;
/** One map in place of two: TypeScript finds no misspelled fields in an intersection whose fields are all optional. */
type Joined<T> = { [K in keyof T]: T[K] };

/** What a shape accepts: the type of a prop, or of the map that `object` describes. */
export type AcceptedBy<S> = S extends PropShape<infer T> ? T : S extends Shape<infer T> ? T : never;

/** Props by name. */
export type Entries = Readonly<Record<string, Shape | PropShape>>;

/** Some of them, with their docstrings. */
export function pick<S extends Entries, K extends keyof S>(entries: S, ...names: readonly K[]): Pick<S, K> {
  return Object.fromEntries(names.map((name) => [name, entries[name]])) as Pick<S, K>;
}

/** A map with these keys and no others. @typeParam P its type, by name */
export function object<const S extends Entries>(entries: S): Shape<PropsOf<S>>;
export function object<P>(entries: { readonly [K in keyof Required<P>]: Shape | PropShape }): Shape<P>;
export function object(entries: Entries): Shape<unknown> {
  const known = new Map(Object.entries<Shape | PropShape>(entries).map(([key, entry]) => [key, entryOf(entry)]));
  return (value, at) => {
    if (!isObject(value)) {
      const fix = `Use { ${[...known.keys()].slice(0, 4).join(', ')} … }.`;
      return wrong(at, value, 'a map', fix, fix);
    }
    for (const [key, inner] of Object.entries(value)) {
      const entry = known.get(key);
      const path = join(at.path, key);
      if (entry === undefined) {
        const fix = choice(key, known.keys());
        at.report({
          code: 'LS101',
          path,
          ...where(at),
          message: `unknown prop "${key}"`,
          fix: fix.text,
          values: fix.values,
        });
      } else if (entry.fixed && isVarying(inner)) {
        wrong({ ...at, path }, inner, 'the same in every environment', 'Use one value.');
      } else if (entry.everywhere && isVarying(inner) && inner.values.some((own) => own instanceof Absent)) {
        wrong(
          { ...at, path },
          inner,
          'given in every environment',
          'Set it in all of them, with fields that vary, or remove it.',
        );
      } else if (inner !== undefined) {
        if (entry.fixed && Array.isArray(inner)) refuseVaryingElements(inner, { ...at, path });
        field(inner, entry.shape, { ...at, path }, !entry.required);
      }
    }
    for (const [key, entry] of known) {
      if (entry.required && value[key] === undefined) {
        at.report({
          code: 'LS103',
          path: join(at.path, key),
          ...where(at),
          message: `missing prop "${key}"`,
          fix: asked(entry.shape, at),
        });
      }
    }
  };
}

/** What a shape asks for where nothing is given, with its example or its choices. */
function asked(shape: Shape, at: At): string {
  const answers: (string | undefined)[] = [];
  shape(undefined, { ...at, report: (_, whenMissing) => answers.push(whenMissing) });
  return answers[0] ?? 'Add it.';
}

/** A map from any key to values of one shape. */
export function record<T>(entry: Shape<T> | PropShape<T>, checkKey?: Shape): Shape<Readonly<Record<string, T>>> {
  const { shape, fixed } = entryOf(entry);
  return (value, at) => {
    if (!isObject(value)) return wrong(at, value, 'a map', 'Use a map.');
    for (const [key, inner] of Object.entries(value)) {
      const path = join(at.path, key);
      checkKey?.(key, { ...at, path });
      if (inner === undefined)
        wrong({ ...at, path }, inner, 'a value', 'Set one, or `absent` for environments without it.');
      else if (fixed && isVarying(inner))
        wrong({ ...at, path }, inner, 'the same in every environment', 'Use one value.');
      else field(inner, shape, { ...at, path }, true);
    }
  };
}

export function list<T>(shape: Shape<T>, options: { readonly atLeast?: number } = {}): Shape<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return wrong(at, value, 'a list', 'Enclose it in [ ].');
    const { atLeast = 0 } = options;
    const short = at.set.names.filter((_, index) => value.filter((own) => isThere(own, index)).length < atLeast);
    if (short.length === at.set.names.length && atLeast > 0)
      wrong(at, value, `a list of at least ${atLeast}`, 'Add elements, or remove the prop.');
    else
      for (const environment of short)
        wrong({ ...at, environment }, [], `a list of at least ${atLeast}`, 'Add elements, or remove the prop.');
    value.forEach((element, index) => field(element, shape, { ...at, path: `${at.path}[${index}]` }, true));
  };
}

function isThere(value: unknown, environment: number): boolean {
  return !((isVarying(value) ? value.values[environment] : value) instanceof Absent);
}

/** One of several shapes, chosen by the value. */
export function either<T>(
  ...choices: readonly (readonly [matches: (value: unknown) => boolean, shape: Shape<T>])[]
): Shape<T> {
  return (value, at) => (choices.find(([matches]) => matches(value)) ?? choices[choices.length - 1]!)[1](value, at);
}

/** An instance of a class, passed whole. */
export function instance<T>(
  what: string,
  matches: ((value: unknown) => value is T) | ((value: unknown) => boolean),
  fix = `Use ${what}.`,
): Shape<T> {
  return (value, at) => {
    if (!matches(value)) wrong(at, value, what, fix);
  };
}

/** Refuses what passes whole below a varying list or map as well: where elements could not be distinguished by environment. */
export function whole<T>(shape: Shape<T>): Shape<T> {
  return (value, at) => (at.environment !== undefined && isOpaque(value) ? refuseOpaque(value, at) : shape(value, at));
}

export const flag: Shape<boolean> = (value, at) => {
  if (typeof value !== 'boolean') wrong(at, value, 'true or false', 'Use true or false, without quotes.');
};

export function integer(limits: {
  readonly min: number;
  readonly max?: number;
  readonly unit?: string;
}): Shape<number> {
  const range = limits.max === undefined ? `of ${limits.min} or more` : `from ${limits.min} to ${limits.max}`;
  return (value, at) => {
    if (
      typeof value !== 'number' ||
      !Number.isInteger(value) ||
      value < limits.min ||
      value > (limits.max ?? Infinity)
    ) {
      wrong(
        at,
        value,
        `an integer ${range}${limits.unit === undefined ? '' : ` (${limits.unit})`}`,
        'Use such a number, without quotes.',
      );
    }
  };
}

export function oneOf<const C extends string>(...choices: readonly C[]): Shape<C> {
  return (value, at) => {
    if (choices.some((choice) => choice === value)) return;
    const valid = `Valid: ${choices.map((choice) => `"${choice}"`).join(', ')}.`;
    const fix = typeof value === 'string' ? choose(value, choices) : valid;
    wrong(at, value, 'a valid choice', fix, `Set it to a valid choice. ${valid}`);
  };
}

/** Text that a check accepts. @param check the reason why it does not fit, or `undefined` */
export function text(what: string, example: string, check: (text: string) => boolean = () => true): Shape<string> {
  return (value, at) => {
    const like = `Use a value such as "${example}".`;
    if (typeof value !== 'string' || !check(value)) wrong(at, value, what, like, `Set it to ${what}. ${like}`);
  };
}

/** Checks the value of a field, in each environment where it varies. */
export function field(value: unknown, shape: Shape, at: At, removable: boolean): void {
  if (!isVarying(value)) {
    return value instanceof Absent ? absentHere(at, removable) : shape(value, at);
  }
  if (value.set !== at.set) {
    return at.report({
      code: 'LS102',
      path: at.path,
      message: `the value varies between ${value.set.names.join(', ')}, but the platform between ${at.set.names.join(', ')}`,
      fix: 'Use `vary`, `env` and `text` from the `defineEnvironments` call whose environments the platform uses.',
    });
  }
  value.values.forEach((own, index) => {
    const here = { ...at, environment: at.set.names[index]! };
    if (own instanceof Absent) absentHere(here, removable);
    else if (isOpaque(own)) refuseOpaque(own, here);
    else shape(own, here);
  });
}

function refuseOpaque(value: unknown, at: At): void {
  wrong(at, value, 'plain data', 'Endpoints, expressions and sealed keys must be the same in every environment.');
}

function absentHere(at: At, removable: boolean): void {
  if (!removable) wrong(at, absentText, 'a value', 'This field is required: set a value for every environment.');
}
const absentText = { toString: () => 'absent' };

/** @param expected such as `a whole number`, where the value is none */
export function wrong(
  at: At,
  value: unknown,
  expected: string,
  fix: string,
  whenMissing: string = `Set it to ${expected}.`,
): void {
  const message = `${show(value)} is not ${expected}`;
  at.report({ code: 'LS102', path: at.path, ...where(at), message, fix }, whenMissing);
}

/** Refuses elements of a list that cannot vary: its maps may have fields that do, but each of them exists everywhere. */
function refuseVaryingElements(list: readonly unknown[], at: At): void {
  list.forEach((element, index) => {
    const path = `${at.path}[${index}]`;
    if (isVarying(element)) wrong({ ...at, path }, element, 'the same in every environment', 'Use one value.');
  });
}

function where(at: At): { environments?: readonly string[] } {
  return at.environment === undefined ? {} : { environments: [at.environment] };
}

/** Values that are no data stand by the name of their class. */
/** What is not data by the name of its class: it may refuse to be turned into JSON. */
function showable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(showable);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, showable(inner)]));
  return typeof value === 'object' && value !== null ? `(${value.constructor.name})` : value;
}

function show(value: unknown): string {
  if (value === absentText) return '`absent`';
  if (isVarying(value)) return 'a varying value';
  if (isOpaque(value)) return `${/^[AEIOU]/.test(value.constructor.name) ? 'an' : 'a'} ${value.constructor.name}`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isObject(value))
    return `a ${value.constructor.name}`;
  const shown = JSON.stringify(showable(value)) ?? String(value);
  return shown.length > 80 ? `${shown.slice(0, 77)}…` : shown;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
