/** Looking at declared values one environment at a time, for rules that compare several of them. */
import { checkAtSynth, isWaived } from '../model/declarations';
import { Absent, Varying, absent, combine, commonSet, isVarying, valueAt, valuesOf, varies } from '../model/varying';
import type { Identity } from './identity';
import { isObject } from '../model/json';

/** Where a finding holds: nowhere in particular when no value varies. */
export type Where = { readonly environments?: readonly string[] };

/** Each value with the environment it is of; one alone, of no environment, when it does not vary. */
export function byEnvironment<T>(
  value: T | Varying<T>,
): readonly (readonly [environment: string | undefined, own: T])[] {
  if (!varies(value)) return [[undefined, value]];
  const { names } = commonSet([value])!;
  return valuesOf(value).map((own, index) => [names[index], own]);
}

/**
 * Calls `look` with the values of each environment in which the construct exists; once, when none of them varies.
 * @param values may vary; what is absent is `undefined`
 */
export function inEachEnvironment<V extends Readonly<Record<string, unknown>>>(
  { platform, pods }: Pick<Identity, 'platform' | 'pods'>,
  values: V,
  look: (own: Readonly<Record<keyof V, unknown>>, where: Where) => void,
): void {
  const combined = combine(values, (own) => own as Readonly<Record<keyof V, unknown>>);
  if (!varies(combined)) return look(combined, {});
  const { names } = platform.environments;
  valuesOf(combined).forEach((own, index) => {
    if (pods.presence?.present[index] !== false)
      look(own as Readonly<Record<keyof V, unknown>>, { environments: [names[index]!] });
  });
}

/** One environment of stage production, for rules that somebody may waive with a reason. */
export interface Production {
  readonly environment: string;
  /** What a value is there; `undefined` where it is absent. */
  readonly at: (value: unknown) => unknown;
  /** Whether an opinion is waived there; asking marks the waiver as used. */
  readonly waived: (opinion: string) => boolean;
  /** How to waive it, for the fix of a finding. */
  readonly waive: (opinion: string) => string;
}

/** Calls `look` for each environment of stage production in which the construct exists, once everything is declared. */
export function inProduction({ construct, platform, pods }: Identity, look: (production: Production) => void): void {
  checkAtSynth(construct, () => {
    const { environments } = platform;
    const stages = environments.attribute('stage');
    environments.names.forEach((environment, index) => {
      if (valuesOf(stages)[index] !== 'production' || pods.presence?.present[index] === false) return;
      look({
        environment,
        at(value) {
          const own = valueAt(value, index);
          return own instanceof Absent ? undefined : own;
        },
        waived: (opinion) => isWaived(construct, opinion, environment),
        waive: (opinion) => `deviate(…, { opinion: '${opinion}', in: ['${environment}'], reason: '…' })`,
      });
    });
  });
}

/** A part of an object that stands where `value` does, and is absent where that is absent. */
export function wherePresent<T>(value: unknown, part: T): T | Varying<T | Absent> {
  if (!isVarying(value)) return part;
  return value.map(() => part) as Varying<T | Absent>;
}

/** A part that stands where `value` is absent; `undefined` when it never is. */
export function whereAbsent<T>(value: unknown, part: T): Varying<T | Absent> | undefined {
  if (!isVarying(value)) return undefined;
  return new Varying<T | Absent>(
    value.set,
    value.values.map((own) => (own instanceof Absent ? part : absent)),
  );
}

/** The value, and the default where it is absent; absent where both are. */
export function or(value: unknown, fallback: unknown): unknown {
  const found = combine({ value, fallback }, (own) => own.value ?? own.fallback ?? absent);
  return found === absent ? undefined : found;
}

/** A normalized map, and the default where all of its fields are absent. */
export function mapOr(map: Readonly<Record<string, unknown>> | undefined, fallback: object): unknown {
  if (map === undefined) return fallback;
  return combine(map, (own) => {
    const there = Object.entries(own).filter(([, value]) => value !== undefined);
    return there.length === 0 ? fallback : Object.fromEntries(there);
  });
}

/** Props as they are in one environment, at any depth; what is absent there is left out, as is a map of which nothing is left. */
export function inEnvironment(value: unknown, index: number): unknown {
  if (isVarying(value)) return inEnvironment(value.values[index], index);
  if (value instanceof Absent) return undefined;
  if (Array.isArray(value)) return value.map((own) => inEnvironment(own, index)).filter((own) => own !== undefined);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, own]) => [key, inEnvironment(own, index)] as const);
  const there = entries.filter(([, own]) => own !== undefined);
  return there.length === 0 && entries.length > 0 ? undefined : Object.fromEntries(there);
}
