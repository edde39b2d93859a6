/**
 * Law 2: for each pair of environments, what differs is what was declared. Objects are aligned by file, differences are
 * read from the objects themselves, and the declarations come from the matrix: neither is derived from the other.
 */
import { append, obtain } from '../../model/append';
import { listed } from '../../model/words';
import { diff } from '../../model/diff';
import { isEqual } from '../../model/equal';
import { commonCuts, isEqualExcept } from './equal-except';
import { locate, without, type Cut } from './locate';
import { found } from '../found';
import { phrase, type Phrase } from '../../model/phrase';
import type { Finding } from '../../model/finding';
import type { Json } from '../../model/json';
import type { MatrixEntry } from '../../model/matrix';
import type { InspectedEnvironment, InspectedObject } from '../types';

export interface Difference {
  readonly file: string;
  /** As the matrix writes it; empty where one environment lacks the object. */
  readonly path: string;
  /** `undefined` where it is absent. */
  readonly a: Json | undefined;
  readonly b: Json | undefined;
}

/** Every place in which two environments differ, by file and path. */
export function compareEnvironments(a: InspectedEnvironment, b: InspectedEnvironment): Difference[] {
  const left = byFile(a);
  const right = byFile(b);
  return [...new Set([...left.keys(), ...right.keys()])].sort().flatMap((file) => {
    const [one, other] = [left.get(file)?.json, right.get(file)?.json];
    return one === other
      ? []
      : diff(one, other).map(({ path, before, after }) => ({ file, path, a: before, b: after }));
  });
}

/**
 * @param environments in the order in which the matrix has their values
 * @returns differences that no entry declares, and entries whose value the objects do not have
 */
export function judgeParity(environments: readonly InspectedEnvironment[], matrix: readonly MatrixEntry[]): Finding[] {
  const objects = environments.map(byFile);
  const declared = new Map<string, MatrixEntry[]>();
  for (const entry of matrix) {
    append(declared, entry.file, entry);
  }
  const files = new Set([...objects.flatMap((own) => [...own.keys()]), ...declared.keys()]);
  const names = environments.map(({ environment }) => environment);
  return [...files].sort().flatMap((file) =>
    judgeFile(
      file,
      objects.map((own) => own.get(file)),
      declared.get(file) ?? [],
      names,
    ),
  );
}

function byFile(environment: InspectedEnvironment): Map<string, InspectedObject> {
  return new Map(environment.objects.map((object) => [object.file, object]));
}

type Located = ReturnType<typeof locate>;

function judgeFile(
  file: string,
  objects: readonly (InspectedObject | undefined)[],
  entries: readonly MatrixEntry[],
  names: readonly string[],
): Finding[] {
  const sample = objects.find((object) => object !== undefined) ?? { json: {}, file };
  if (entries.length === 0 && objects.every((object) => object?.json === sample.json)) return [];
  const slots = entries.filter(({ path }) => path !== '');
  const places = objects.map((object) =>
    slots.map(({ path }) => (object === undefined ? undefined : locate(object.json, path))),
  );
  const findings = notAsDeclared(file, sample, objects, entries, places, slots, names);
  if (findings.length === 0 && isEverywhereEqual(objects, slots, places)) return findings;
  const undeclared = new Map<string, Map<string, Json | undefined>>();
  for (let a = 0; a < objects.length; a++) {
    for (let b = a + 1; b < objects.length; b++) {
      for (const { path, before, after } of pairwise(objects, slots, places, a, b)) {
        obtain(undeclared, path, () => new Map())
          .set(names[a]!, before)
          .set(names[b]!, after);
      }
    }
  }
  const presence = entries.some(({ path }) => path === '');
  for (const [path, values] of undeclared) {
    if (path === '' && presence) continue;
    const environments = names.filter((name) => values.has(name));
    if (path === '') {
      const lacking = environments.filter((name) => values.get(name) === undefined);
      findings.push({
        ...found('LS803', sample, '')`
          \`${{ file }}\` is missing in ${{ lacking: listed(lacking) }} without a declaration.
          Declare it with \`only\` and a reason; if files were edited by hand, synthesize again.`,
        environments: lacking,
      });
      continue;
    }
    const said = environments.map((name) => [shown(values.get(name)), name] as const);
    findings.push({
      ...found('LS801', sample, path)`
        \`${{ path }}\` of \`${{ file }}\` is ${{ said: grouped(said) }} without a declaration.
        Declare it with \`vary\`, or make it equal; if files were edited by hand, synthesize again.`,
      environments,
    });
  }
  return findings;
}

/**
 * The usual case, decided without looking at each pair: where every slot has its declared value in every environment, it
 * is enough that nothing else differs. Presences of some environments only are left to the exact comparison.
 */
function isEverywhereEqual(
  objects: readonly (InspectedObject | undefined)[],
  slots: readonly MatrixEntry[],
  places: readonly (readonly Located[])[],
): boolean {
  if (
    objects.some((object) => object === undefined) ||
    slots.some((slot) => slot.values.some((value) => value === true))
  )
    return false;
  const common = commonCuts(slots.length, places);
  if (common !== undefined) return objects.every((object) => isEqualExcept(object!.json, objects[0]!.json, common));
  const drops = slots.map((_, index) => places.some((own) => own[index] === undefined));
  const rest = objects.map((object, environment) => {
    const cuts: Cut[] = [];
    places[environment]!.forEach((place, index) => {
      if (place !== undefined) cuts.push({ trail: place.trail, drop: drops[index]! });
    });
    return without(object!.json, cuts);
  });
  return rest.every((own) => isEqual(own, rest[0]));
}

/** Differences between two environments other than the entries whose values differ. */
function pairwise(
  objects: readonly (InspectedObject | undefined)[],
  slots: readonly MatrixEntry[],
  places: readonly (readonly Located[])[],
  a: number,
  b: number,
): ReturnType<typeof diff> {
  const [left, right] = [objects[a]?.json, objects[b]?.json];
  if (left === right) return [];
  if (left === undefined || right === undefined) return [{ path: '', before: left, after: right }];
  const [cutLeft, cutRight]: [Cut[], Cut[]] = [[], []];
  slots.forEach((slot, index) => {
    if (isEqual(slot.values[a], slot.values[b])) return;
    const [there, here] = [places[a]![index], places[b]![index]];
    if (there !== undefined) cutLeft.push({ trail: there.trail, drop: here === undefined });
    if (here !== undefined) cutRight.push({ trail: here.trail, drop: there === undefined });
  });
  return diff(without(left, cutLeft), without(right, cutRight));
}

/** Entries whose value an environment does not have. */
function notAsDeclared(
  file: string,
  sample: InspectedObject,
  objects: readonly (InspectedObject | undefined)[],
  entries: readonly MatrixEntry[],
  places: readonly (readonly Located[])[],
  slots: readonly MatrixEntry[],
  names: readonly string[],
): Finding[] {
  const findings: Finding[] = [];
  const report = (path: string, message: Phrase, environment: number): void => {
    findings.push({
      ...found('LS802', sample, path)`
        ${message}
        Synthesize again; if the source differs, correct the declaration.`,
      environments: [names[environment]!],
    });
  };
  const presence = entries.find(({ path }) => path === '');
  objects.forEach((object, environment) => {
    const wanted = presence === undefined || presence.values[environment] !== undefined;
    if (presence !== undefined && wanted !== (object !== undefined)) {
      report(
        '',
        phrase`\`${{ file }}\` is declared ${wanted ? phrase`to exist` : phrase`to be absent`} in ${{ environment: names[environment]! }}, but it is ${wanted ? phrase`missing` : phrase`there`}.`,
        environment,
      );
    }
    if (object === undefined) return;
    slots.forEach((slot, index) => {
      const value = slot.values[environment];
      const actual = places[environment]![index]?.node;
      if (isAsDeclared(slot, value, actual)) return;
      report(
        slot.path,
        phrase`\`${{ path: slot.path }}\` of \`${{ file }}\` is declared as ${{ value: shown(value) }} in ${{ environment: names[environment]! }}, but it is ${{ actual: shown(actual) }}.`,
        environment,
      );
    });
  });
  return findings;
}

/** A presence, also one that a deviation made, is declared as `true`, regardless of its value. */
function isAsDeclared(slot: MatrixEntry, value: Json | undefined, actual: Json | undefined): boolean {
  if (value === undefined) return actual === undefined;
  if (value === true && (slot.origin === 'presence' || typeof actual === 'object')) return actual !== undefined;
  return isEqual(value, actual);
}

/** `` `1` in dev, `3` in staging and prod`` */
function grouped(values: readonly (readonly [shown: string, environment: string])[]): string {
  const groups = new Map<string, string[]>();
  for (const [value, environment] of values) append(groups, value, environment);
  return [...groups].map(([value, environments]) => `${value} in ${listed(environments)}`).join(', ');
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'absent';
  const written = JSON.stringify(value);
  return `\`${written.length > 80 ? `${written.slice(0, 77)}...` : written}\``;
}
