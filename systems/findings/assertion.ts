/** Judges one assertion on a world. */
import { isDeepStrictEqual } from 'node:util';
import { compareQuantities, parseQuantity } from '../../src/model/quantity';
import { PREDICATES, type Assertion, type Place } from './answers';
import { select } from './places';
import { fileIn, fill, nameOf, objectsNamed, type World } from './world';

interface Seen {
  readonly where: string;
  readonly value: unknown;
}

/** @returns why it does not hold, each with its place; nothing when it holds */
export function failures(world: World, assertion: Assertion, environments: readonly string[]): readonly string[] {
  if (!PREDICATES.some((name) => assertion[name] !== undefined)) return ['it says nothing of what is to hold there'];
  const seen = new Map(environments.map((environment) => [environment, look(world, assertion, environment)]));
  const wrong = environments.flatMap((environment) => judge(world, assertion, environment, seen.get(environment)!));
  return [...wrong, ...(assertion.distinct === true ? equalValues(seen) : [])];
}

function look(
  world: World,
  { object, having, file, path = '' }: Place,
  environment: string,
): { readonly places: readonly Seen[]; readonly missing: readonly string[] } {
  const at = fill(path, environment);
  const roots =
    file !== undefined
      ? [{ name: file, value: fileIn(world, fill(file, environment)) }]
      : objectsNamed(world.environments.get(environment) ?? [], object ?? '*', environment, having).map((manifest) => ({
          name: nameOf(manifest),
          value: manifest.json,
        }));
  const missing: string[] = roots.length === 0 ? [`no ${object}`] : [];
  const places = roots.flatMap(({ name, value }) => {
    const found = select(value, at);
    if (found.length === 0) missing.push(`${name} has no ${at}`);
    return found.map((place) => ({ where: `${name} ${at}`, value: place.value }));
  });
  return { places, missing };
}

function judge(
  world: World,
  assertion: Assertion,
  environment: string,
  { places, missing }: ReturnType<typeof look>,
): readonly string[] {
  const say = (text: string) => `${environment}: ${text}`;
  if (assertion.absent === true) return places.map(({ where, value }) => say(`${where} is ${show(value)}`));
  if (assertion.count !== undefined)
    return places.length === assertion.count ? [] : [say(`${places.length} places instead of ${assertion.count}`)];
  return [
    ...missing.map(say),
    ...places.flatMap(({ where, value }) =>
      wrongWith(world, assertion, environment, captured(value, assertion.capture)).map((why) => say(`${where} ${why}`)),
    ),
  ];
}

function wrongWith(world: World, assertion: Assertion, environment: string, value: unknown): readonly string[] {
  const wrong: string[] = [];
  const expect = (holds: boolean, wanted: string) => void (holds || wrong.push(`is ${show(value)}, wanted ${wanted}`));
  const { equals, each, matches, includes, excludes, exists, above, below } = assertion;
  if (equals !== undefined)
    expect(isDeepStrictEqual(value, fill(equals, environment)), show(fill(equals, environment)));
  if (each !== undefined)
    expect(Object.hasOwn(each, environment) && isDeepStrictEqual(value, each[environment]), show(each[environment]));
  if (matches !== undefined)
    expect(isScalar(value) && new RegExp(fill(matches, environment), 'm').test(String(value)), `a match of ${matches}`);
  if (includes !== undefined) expect(has(value, fill(includes, environment)), `at least ${show(includes)}`);
  if (excludes !== undefined) expect(!has(value, fill(excludes, environment)), `no ${show(excludes)}`);
  if (exists === true) expect(!isEmpty(value), 'something');
  if (above !== undefined)
    expect((compared(value, limit(above, environment)) ?? 0) > 0, `more than ${limit(above, environment)}`);
  if (below !== undefined)
    expect((compared(value, limit(below, environment)) ?? 0) < 0, `less than ${limit(below, environment)}`);
  const other = assertion['same-as'];
  if (other !== undefined) {
    const { places, missing } = look(world, other, environment);
    wrong.push(...missing);
    for (const place of places)
      expect(isDeepStrictEqual(value, captured(place.value, other.capture)), `what ${place.where} is`);
  }
  return wrong;
}

function captured(value: unknown, pattern: string | undefined): unknown {
  if (pattern === undefined) return value;
  return isScalar(value) ? new RegExp(pattern).exec(String(value))?.[1] : undefined;
}

/** Whether a value has at least what is wanted. */
export function has(value: unknown, wanted: unknown): boolean {
  if (typeof value === 'string' && typeof wanted === 'string') return value.includes(wanted);
  if (Array.isArray(value))
    return (Array.isArray(wanted) ? wanted : [wanted]).every((one) => value.some((element) => covers(element, one)));
  return covers(value, wanted);
}

function covers(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return isDeepStrictEqual(value, wanted);
  if (Array.isArray(wanted))
    return Array.isArray(value) && wanted.every((one) => value.some((element) => covers(element, one)));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(wanted).every(([key, inner]) => covers((value as Record<string, unknown>)[key], inner));
}

function equalValues(seen: ReadonlyMap<string, { readonly places: readonly Seen[] }>): readonly string[] {
  const all = [...seen].map(([environment, { places }]) => ({
    environment,
    values: new Set(places.map(({ value }) => JSON.stringify(value))),
  }));
  return all.flatMap(({ environment, values }, index) =>
    all
      .slice(index + 1)
      .flatMap((other) =>
        [...values]
          .filter((value) => other.values.has(value))
          .map((value) => `${environment} and ${other.environment} share ${value}`),
      ),
  );
}

function compared(value: unknown, to: string): number | undefined {
  const [own, other] = [parseQuantity(String(value)), parseQuantity(to)];
  return own === undefined || other === undefined ? undefined : compareQuantities(own, other);
}

function limit(bound: string | Readonly<Record<string, string>>, environment: string): string {
  return String(typeof bound === 'object' ? bound[environment] : bound);
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '';
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
