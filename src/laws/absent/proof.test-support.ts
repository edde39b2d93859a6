/** Whether a prop that is absent in an environment counts as not given there, at every place of an example. */
import { isDeepStrictEqual } from 'node:util';
import { severityOf } from '../../emit/report';
import type { Finding } from '../../model/finding';
import { isOpaque } from '../../model/opaque';
import { absent } from '../../model/varying';
import type { Platform } from '../../pattern/platform/platform';
import { changed, isMap, mapsOf, OUT, pathsOf, valueOf, written, type Path } from './paths.test-support';
import { ENVIRONMENTS, outcomesOf, vary, type Outcome, type Outcomes, type PlatformExtras } from './world.test-support';

/** A construct with every prop that goes together. */
export interface Example {
  readonly name: string;
  /** Synthesizes it with its props changed. @param inspect whether objects are inspected as well */
  readonly run: (change: (props: unknown) => unknown, inspect?: boolean) => Outcomes;
  /** The place whose inside is looked at, where other examples look at the rest. */
  readonly within: Path;
}

/** @returns a function that makes examples of a construct; `props` may declare what they refer to */
export function examplesOf<P extends object>(
  construct: new (shop: Platform, id: string, props: P) => unknown,
  id: string,
) {
  return (name: string, extras: PlatformExtras, props: (shop: Platform) => P): Example => {
    const declare = (shop: Platform, own: unknown) => new construct(shop, id, own as P);
    return {
      name,
      run: (change, inspect) => outcomesOf(extras, (shop) => declare(shop, change(props(shop))), inspect),
      within: [],
    };
  };
}

/** Props of the Platform itself, with what makes use of them. */
export function platformExample(
  name: string,
  extras: PlatformExtras,
  declare: (shop: Platform) => void,
  within: Path = [],
): Example {
  return { name, run: (change, inspect) => outcomesOf(change(extras) as PlatformExtras, declare, inspect), within };
}

/** Why a place refuses to be absent, or to vary at all. */
export type Refusal =
  /** It has no default. */
  | 'must be given'
  /** It brings a connection or a secret along, which environments cannot differ in. */
  | 'passes whole'
  /** Something is found by it, or exists by it: a name, an image, a protocol. */
  | 'does not vary'
  /** A map that decides what exists: its fields may vary, its presence not. */
  | 'is given everywhere or nowhere';

export interface Proof {
  /** Places at which absent is something else than not given, or a whole map something else than its fields. */
  readonly wrong: Readonly<Record<string, readonly string[]>>;
  readonly refused: Readonly<Record<string, Refusal>>;
  /** Every place of the example, as findings write it. */
  readonly places: readonly string[];
}

/** A map of an example: the props that there are, and those that are given. Maps of one shape have the same props. */
export interface PropMap {
  readonly place: string;
  readonly props: readonly string[];
  readonly given: readonly string[];
}

/** What is expected of places: a refusal, or a mistake that is known. Places of which neither is expected are looked at together. */
export interface Expected {
  readonly refusalOf: (place: string) => Refusal | undefined;
  readonly isKnown: (place: string) => boolean;
  /** Whether the map around a place is not given where the place is absent. */
  readonly decidesItsMap: (place: string) => boolean;
}

export function prove({ run, within }: Example, { refusalOf, isKnown, decidesItsMap }: Expected): Proof {
  const outWith = (path: Path) => (decidesItsMap(written(path)) ? path.slice(0, -1) : path);
  let props: unknown;
  const plain = run((own) => (props = own));
  const paths = pathsOf(props).filter((path) => within.every((key, index) => path[index] === key));
  const refusedPaths = paths.filter((path) => refusalOf(written(path)) !== undefined);
  const others = paths.filter((path) => refusalOf(written(path)) === undefined);
  const wrong: Record<string, readonly string[]> = {};
  const refused: Record<string, Refusal> = {};
  const removable = new Set<string>();
  const example = errors(run((own) => own, true));
  if (example.length > 0) wrong['the example'] = example;

  const refusesAbsent: Look = (some) => {
    const varied = run(changedAll(some, (value) => vary<unknown>({ dev: absent, prod: value })));
    const refusing = some.filter((path) => refuses(varied, path));
    if (refusing.length < some.length) return refusing.length === 0 ? absentIsOut(some) : TOGETHER;
    const { dev } = run(changedAll(some, () => OUT));
    const same = run(changedAll(some, (value) => vary({ dev: value, prod: value })));
    for (const path of some) {
      const place = written(path);
      const value = valueOf(props, path);
      // Another place that is not given may hide that this one is missing.
      const isMissing =
        lacks(dev, place) ||
        (some.length > 1 &&
          refusalOf(place) === 'must be given' &&
          lacks(run(changedAll([path], () => OUT)).dev, place));
      refused[place] = isMissing
        ? 'must be given'
        : !refuses(same, path)
          ? 'is given everywhere or nowhere'
          : [value, ...pathsOf(value).map((own) => valueOf(value, own))].some(isOpaque)
            ? 'passes whole'
            : 'does not vary';
    }
    const able = some.filter((path) => !refuses(same, path));
    if (able.length === 0) return NOTHING;
    const sameIfAble =
      able.length === some.length ? same : run(changedAll(able, (own) => vary({ dev: own, prod: own })));
    return differences(plain, sameIfAble, 'the same in both');
  };
  const absentIsOut: Look = (some) => {
    const varied = run(changedAll(some, (value) => vary<unknown>({ dev: absent, prod: value })));
    if (some.some((path) => refuses(varied, path))) return some.length > 1 ? TOGETHER : refusesAbsent(some);
    const without = run(changedAll(some.map(outWith), () => OUT));
    if (errors(without).length === 0)
      for (const own of some.filter((path) => !decidesItsMap(written(path)))) removable.add(written(own));
    else if (some.length > 1) return TOGETHER;
    return [...differ('dev', without.dev, varied.dev), ...differ('prod', plain.prod, varied.prod)];
  };
  const record = (label: string) => (place: string, found: readonly string[]) => {
    wrong[place + label] = found;
  };
  for (const together of levels(refusedPaths)) halve(together, refusesAbsent, record(''));
  const isAlone = (path: Path) => isKnown(written(path)) || decidesItsMap(written(path));
  for (const path of others.filter(isAlone)) halve([path], absentIsOut, record(''));
  const rest = others.filter((path) => !isAlone(path));
  for (const together of batches(rest)) halve(together, absentIsOut, record(''));

  const wholeIsItsFields: Look = (some) => {
    const given = (path: Path, change: (key: string, inner: unknown) => unknown) => (map: unknown) =>
      Object.fromEntries(
        Object.entries(map as object)
          .map(([key, inner]): [string, unknown] => [
            key,
            removable.has(written([...path, key])) ? change(key, inner) : inner,
          ])
          .filter(([, inner]) => inner !== OUT),
      );
    const all = (change: (path: Path, map: unknown) => unknown) => (own: unknown) =>
      some.reduce((changing, path) => changed(changing, path, (map) => change(path, map)), own);
    return differences(
      run(all((path, map) => given(path, (_, inner) => vary<unknown>({ dev: absent, prod: inner }))(map))),
      run(all((path, map) => vary<unknown>({ dev: given(path, () => OUT)(map), prod: map }))),
      'whole',
    );
  };
  const maps = paths.filter(
    (path) => isMap(valueOf(props, path)) && !['does not vary', 'passes whole'].includes(refused[written(path)] ?? ''),
  );
  const knownWhole = (path: Path) => isKnown(`${written(path)}${AS_A_WHOLE}`);
  for (const path of maps.filter(knownWhole)) halve([path], wholeIsItsFields, record(AS_A_WHOLE));
  for (const level of levels(maps.filter((path) => !knownWhole(path))))
    halve(level, wholeIsItsFields, record(AS_A_WHOLE));
  return { wrong, refused, places: paths.map(written) };
}

const AS_A_WHOLE = ' as a whole';

/** Looks at places together; what is wrong with them, if anything. */
type Look = (paths: readonly Path[]) => readonly string[];
const NOTHING: readonly string[] = [];

/** Looks at many places at a time, and halves them where something is wrong. */
function halve(paths: readonly Path[], look: Look, record: (place: string, found: readonly string[]) => void): void {
  const found = attempt(() => look(paths));
  if (found.length === 0) return;
  if (paths.length === 1) return record(written(paths[0]!), found);
  const middle = paths.length >> 1;
  halve(paths.slice(0, middle), look, record);
  halve(paths.slice(middle), look, record);
}

/** Says that places cannot be looked at together: one of them refuses, or must be given. */
const TOGETHER: readonly string[] = ['not together'];

/** Places by their depth: of one depth, none is inside another. */
function levels(paths: readonly Path[]): readonly (readonly Path[])[] {
  const all = new Map<number, Path[]>();
  for (const path of paths) all.set(path.length, [...(all.get(path.length) ?? []), path]);
  return [...all.values()];
}

/** Places of which none is inside another, and of each map and list half of the entries: without any it would be an empty one. */
function batches(paths: readonly Path[]): readonly (readonly Path[])[] {
  const siblings = countBy(paths, parentOf);
  const all: Path[][] = [];
  for (const path of paths) {
    const parent = parentOf(path);
    const most = Math.ceil(siblings.get(parent)! / 2);
    const fits = (batch: readonly Path[]) =>
      !batch.some((other) => isInside(path, other) || isInside(other, path)) &&
      batch.filter((other) => parentOf(other) === parent).length < most;
    const found = all.find(fits);
    if (found === undefined) all.push([path]);
    else found.push(path);
  }
  return all;
}

function parentOf(path: Path): string {
  return written(path.slice(0, -1));
}

function isInside(path: Path, other: Path): boolean {
  return other.every((key, index) => path[index] === key);
}

function countBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

const NO_PROP = 'noSuchProp';

/** The maps of an example that have props of their own. Each is given one that there is not: the findings name those that there are. */
export function propMapsOf({ run }: Example): readonly PropMap[] {
  let props: unknown;
  run((own) => (props = own));
  const { dev } = run((own) =>
    [...mapsOf(own)]
      .reverse()
      .reduce<unknown>((all, path) => changed(all, path, (map) => ({ ...(map as object), [NO_PROP]: true })), own),
  );
  return mapsOf(props).flatMap((path) => {
    const valid = dev.findings.find((own) => own.path === written([...path, NO_PROP]))?.values?.valid as
      readonly string[] | undefined;
    const given = Object.keys(valueOf(props, path) as object);
    return valid === undefined ? [] : [{ place: written(path), props: valid, given }];
  });
}

function changedAll(paths: readonly Path[], change: (value: unknown) => unknown): (props: unknown) => unknown {
  return (props) => paths.reduce((own, path) => changed(own, path, change), props);
}

function attempt(prove: () => readonly string[]): readonly string[] {
  try {
    return prove();
  } catch (error) {
    return [`throws ${String(error)}`];
  }
}

/** Whether the run-time check of the props refuses what is at a place. */
function refuses({ dev, prod }: Outcomes, path: Path): boolean {
  const place = written(path);
  // A list may refuse to lack an element.
  const places = [place, place.replace(/\[\d+\]$/, '')];
  return [...dev.findings, ...prod.findings].some(
    ({ code, path: at = '' }) =>
      code === 'LS102' && (places.includes(at) || at.startsWith(`${place}[`) || at.startsWith(`${place}.`)),
  );
}

function lacks({ findings }: Outcome, place: string): boolean {
  return findings.some(({ code, path }) => code === 'LS103' && path === place);
}

function errors({ dev, prod }: Outcomes): readonly string[] {
  return [...new Set([...dev.findings, ...prod.findings])]
    .filter((finding) => severityOf(finding) === 'error' && !OF_PRODUCTION.has(finding.code))
    .map(line);
}

function differences(expected: Outcomes, found: Outcomes, what: string): readonly string[] {
  return ENVIRONMENTS.flatMap((environment) =>
    differ(`${what}: ${environment}`, expected[environment], found[environment]),
  );
}

function differ(where: string, expected: Outcome, found: Outcome): readonly string[] {
  const stops = (finding: Finding) => /^LS[12]/.test(finding.code) && severityOf(finding) === 'error';
  const stopped = [expected, found].some(({ findings }) => findings.some(stops));
  const all = ({ findings }: Outcome) =>
    new Set(findings.filter((own) => !COMPARING.has(own.code) && (!stopped || stops(own))).map(line));
  const [given, got] = [all(expected), all(found)];
  return [
    ...(stopped || isDeepStrictEqual(expected.parts, found.parts)
      ? []
      : leaves(withoutEmpty(expected.parts), withoutEmpty(found.parts), where)),
    ...[...given].filter((own) => !got.has(own)).map((own) => `${where}: lacks the finding ${own}`),
    ...[...got].filter((own) => !given.has(own)).map((own) => `${where}: has the finding ${own}`),
  ];
}

/** What production asks for, and an example need not have. */
const OF_PRODUCTION: ReadonlySet<string> = new Set(['LS675', 'LS690']);

/** Findings that compare environments: an environment does not have them by itself. */
const COMPARING: ReadonlySet<string> = new Set<string>([]);

function line({ code, construct = '', object = '', path = '', message }: Finding): string {
  return `${code} ${[construct, object, path].filter((part) => part !== '').join(' ')}: ${message}`;
}

/** Empty maps and lists say what none say. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isMap(value)) return value;
  const inner = Object.entries(value).map(([key, own]) => [key, withoutEmpty(own)] as const);
  return Object.fromEntries(inner.filter(([, own]) => !isEmpty(own)));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
}

function leaves(expected: unknown, found: unknown, at: string): readonly string[] {
  if (isDeepStrictEqual(expected, found)) return [];
  if (isMap(expected) && isMap(found)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
    return [...keys].flatMap((key) => leaves(expected[key], found[key], `${at} ${key}`));
  }
  if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length)
    return expected.flatMap((own, index) => leaves(own, found[index], `${at} ${index}`));
  const show = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 120);
  return [`${at}: ${show(found)}, not ${show(expected)}`];
}
