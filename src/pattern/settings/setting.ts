/** One variable of a service: its type, its allowed values, and how it reaches the program. */
import { Expression } from '../../model/expression';
import { Opaque } from '../../model/opaque';
import { seconds } from '../../model/syntax';
import { UsageError } from '../../model/usage-error';
import { SealedKey } from '../secrets/sealed';
import { PodField, type EnvValue } from '../workload/env-value';

/** Where a value goes: a variable of the container, an argument of the image's build, or a file that browsers load. */
export type Way = 'environment' | 'build' | 'browser';

export interface Terms<V> {
  /** Used if no value is set. */
  readonly default?: V;
  /** Whether the service runs without it. Default: false. */
  readonly optional?: boolean;
  /** What it does, for the documentation in `proof/<platform>/configuration.yaml`. */
  readonly description?: string;
  /** Former names: a value under one of them is rejected, with a hint to this name. */
  readonly replaces?: readonly string[];
}

/** Whether it may be the value of a setting. */
type Fits = (value: unknown) => value is EnvValue;

export interface Rule extends Terms<EnvValue> {
  /** In words: `an integer from 1 to 50`. */
  readonly type: string;
  readonly fits: Fits;
  readonly secret: boolean;
  readonly way: Way;
}

declare const TYPES: unique symbol;

/** @typeParam V what its values are @typeParam Needed whether one must be given */
export class Setting<V, Needed extends boolean = boolean> extends Opaque {
  /** Types only. */
  declare readonly [TYPES]?: readonly [V, Needed];

  constructor(readonly rule: Rule) {
    super();
    const { default: fallback, type, fits } = rule;
    if (fallback !== undefined && !fits(fallback))
      throw new UsageError(`The default ${JSON.stringify(fallback)} is not ${type}.`);
  }
}

type IsNeeded<T> = T extends { readonly default: unknown } | { readonly optional: true } ? false : true;

function make<V extends EnvValue, T extends Terms<V>>(
  type: string,
  fits: Fits,
  terms: T | undefined,
  secret = false,
): Setting<V, IsNeeded<T>> {
  return new Setting({ ...terms, type, fits, secret, way: 'environment' });
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isWhole = (value: unknown): value is Expression | PodField =>
  value instanceof Expression || value instanceof PodField;

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** The types of settings. Each takes `default`, `optional`, `description` and `replaces`. */
export const setting = {
  /** One of a fixed set of strings. */
  oneOf<const C extends string, T extends Terms<C> = object>(
    choices: readonly C[],
    terms?: T,
  ): Setting<C, IsNeeded<T>> {
    return make<C, T>(
      `one of ${choices.join(', ')}`,
      (value): value is C => choices.some((choice) => choice === value),
      terms,
    );
  },
  integer<T extends Terms<number> & Range = object>(terms?: T): Setting<number, IsNeeded<T>> {
    const { min = -Infinity, max = Infinity }: Range = terms ?? {};
    const from = min > -Infinity ? ` from ${min}` : '';
    const to = max < Infinity ? `${from === '' ? ' up' : ''} to ${max}` : '';
    const fits = (value: unknown): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
    return make<number, T>(`an integer${from}${to}`, fits, terms);
  },
  /** A switch, such as a feature flag: `true` or `false`. */
  flag<T extends Terms<boolean> = object>(terms?: T): Setting<boolean, IsNeeded<T>> {
    return make<boolean, T>('true or false', (value) => typeof value === 'boolean', terms);
  },
  /** Text, the URL or another expression of a construct, or a field of the pod. @param terms `pattern` that text must match */
  text<T extends Terms<string> & { readonly pattern?: RegExp } = object>(
    terms?: T,
  ): Setting<string | Expression | PodField, IsNeeded<T>> {
    const pattern = terms?.pattern;
    const type = pattern === undefined ? 'text' : `text like ${String(pattern)}`;
    const fits = (value: unknown): value is EnvValue =>
      isWhole(value) || (isText(value) && pattern?.test(value) !== false);
    return make<string | Expression | PodField, T>(type, fits, terms);
  },
  /** An address with its scheme: text for an external target, the `url` of a construct for an internal one. */
  url<T extends Terms<string> & { readonly schemes?: readonly string[] } = object>(
    terms?: T,
  ): Setting<string | Expression, IsNeeded<T>> {
    const schemes = terms?.schemes;
    const type = schemes === undefined ? 'a URL' : `a URL (${schemes.join(', ')})`;
    const fits = (value: unknown): value is string | Expression =>
      value instanceof Expression ||
      (isText(value) && URL.canParse(value) && schemes?.includes(new URL(value).protocol.slice(0, -1)) !== false);
    return make<string | Expression, T>(type, fits, terms);
  },
  /** A duration such as `30s` or `1h30m`. */
  duration<T extends Terms<string> = object>(terms?: T): Setting<string, IsNeeded<T>> {
    return make<string, T>(
      'a duration',
      (value): value is string => isText(value) && seconds(value) !== undefined,
      terms,
    );
  },
  /** A sealed key; it has no default. */
  secret<T extends Omit<Terms<SealedKey>, 'default'> = object>(terms?: T): Setting<SealedKey, IsNeeded<T>> {
    return make<SealedKey, T>('a sealed key', (value) => value instanceof SealedKey, terms, true);
  },
  /**
   * A value that is compiled into the image, as Vite does: a build argument, listed in `proof/<platform>/build.yaml`.
   * It is not set on the pod, where it would have no effect.
   */
  buildTime<V, N extends boolean>(of: Setting<V, N>): Setting<Exclude<V, Expression | PodField>, N> {
    return moved(of, 'build');
  },
  /**
   * A value for the browser: it goes into the file that `configuration` specifies, so that one image serves every
   * environment.
   */
  browser<V, N extends boolean>(of: Setting<V, N>): Setting<Exclude<V, Expression | PodField>, N> {
    return moved(of, 'browser');
  },
};

function moved<V, N extends boolean>({ rule }: Setting<V, N>, way: Way): Setting<Exclude<V, Expression | PodField>, N> {
  if (rule.secret)
    throw new UsageError(
      `A secret cannot be a value for the ${way}: anyone who has the image or the page can read it.`,
    );
  return new Setting({
    ...rule,
    way,
    type: rule.type,
    fits: (value): value is EnvValue => !isWhole(value) && rule.fits(value),
  });
}
