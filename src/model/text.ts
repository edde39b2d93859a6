import { Expression, Reference, type Part } from './expression';
import { isObject, setEntry, type Json, type Scalar } from './json';
import { UsageError } from './usage-error';
import { Absent, Varying, commonSet, isVarying, type EnvironmentNames } from './varying';

type Interpolated = Scalar | Varying<Scalar>;

/**
 * Template tag that interpolates varying values: text`https://api.${env.domain}/v1`. With an expression inside, such as
 * `db.url`, the result is an expression and keeps its connection and secrets.
 * @throws UsageError for values that are not scalars
 */
export function text(strings: TemplateStringsArray, ...values: readonly Interpolated[]): Varying<string> | string;
export function text(
  strings: TemplateStringsArray,
  ...values: readonly (Interpolated | Expression | Reference)[]
): Expression;
export function text(
  strings: TemplateStringsArray,
  ...values: readonly (Interpolated | Expression | Reference)[]
): Varying<string> | string | Expression {
  const parts: Part[] = [strings[0]!];
  values.forEach((value, index) => {
    if (value instanceof Expression) parts.push(...value.parts);
    else if (value instanceof Reference) parts.push(value);
    else parts.push(isVarying(value) ? value.map(scalarText) : scalarText(value));
    parts.push(strings[index + 1]!);
  });
  if (parts.some((part) => part instanceof Reference)) return new Expression(parts.filter((part) => part !== ''));
  return joinText(parts as readonly (string | Varying<string>)[]);
}

/** Joins text that may vary; plain when none of it varies. */
export function joinText(parts: readonly (string | Varying<string>)[]): string | Varying<string> {
  const set = commonSet(parts);
  if (set === undefined) return parts.join('');
  return new Varying(
    set,
    set.names.map((_, index) =>
      parts.map((part) => (isVarying(part) ? scalarText(part.values[index]) : part)).join(''),
    ),
  );
}

/**
 * Compact JSON text of data with varying values anywhere in it, for configuration files in a ConfigMap. Keys keep their
 * order; absent entries and elements are omitted.
 * @throws UsageError for what JSON cannot hold, `undefined` in a list included
 */
export function json(data: unknown): string | Varying<string> {
  const sets: EnvironmentNames[] = [];
  collectSets(data, sets, []);
  const set = commonSet(sets.map((found) => new Varying(found, [])));
  const at = (index: number) => jsonAt(data, index);
  return set === undefined
    ? at(0)
    : new Varying(
        set,
        set.names.map((_, index) => at(index)),
      );
}

/** Compact JSON text of data in which nothing varies. @throws UsageError as `json` does */
export function plainJson(data: unknown): string {
  return jsonAt(data, 0);
}

function jsonAt(data: unknown, index: number): string {
  const picked = pick(data, index, 'json');
  if (picked === undefined)
    throw new UsageError(
      'json: the document is absent; use `.map(json)` on a varying value if an entire document can be absent.',
    );
  return JSON.stringify(picked);
}

function collectSets(data: unknown, into: EnvironmentNames[], above: readonly unknown[]): void {
  if (typeof data !== 'object' || data === null) return;
  if (above.includes(data)) throw new UsageError('json: the data contains itself.');
  const within = [...above, data];
  if (isVarying(data)) {
    if (!into.includes(data.set)) into.push(data.set);
    for (const value of data.values) collectSets(value, into, within);
  } else if (Array.isArray(data) || isObject(data))
    for (const value of Object.values(data)) collectSets(value, into, within);
}

function pick(data: unknown, index: number, path: string): Json | undefined {
  if (isVarying(data)) return pick(data.values[index], index, path);
  if (data instanceof Absent || data === undefined) return undefined;
  if (Array.isArray(data)) {
    return Array.from(data, (element: unknown, at) => {
      if (element === undefined)
        throw new UsageError(`${path}[${at}]: JSON cannot represent undefined. Remove the element, or use \`absent\`.`);
      return pick(element, index, `${path}[${at}]`);
    }).filter((element) => element !== undefined);
  }
  if (typeof data === 'number' && !Number.isFinite(data)) throw new UsageError(`${path}: JSON has no ${data}.`);
  if (data === null || typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean')
    return data as Json;
  if (isObject(data)) {
    const picked: Record<string, Json> = {};
    for (const [key, value] of Object.entries(data)) {
      const inner = pick(value, index, `${path}.${key}`);
      if (inner !== undefined) setEntry(picked, key, inner);
    }
    return picked;
  }
  throw new UsageError(
    `${path}: JSON cannot represent ${typeof data === 'object' ? data.constructor.name : typeof data}.`,
  );
}

function scalarText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return String(value);
  if (typeof value === 'number') throw new UsageError(`\`text\` interpolates finite numbers, not ${value}.`);
  const what = value instanceof Absent ? 'absent' : value === null ? 'null' : typeof value;
  throw new UsageError(`\`text\` interpolates strings, numbers and booleans, not ${what}.`);
}
