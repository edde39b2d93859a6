/** `systems/<name>/findings.yaml`: what it may say, and the reading of it. A key that nobody reads is an error. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const ROOT = join(__dirname, '..', '..');
export const SYSTEMS = join(ROOT, 'systems');

export const ANSWERS = ['impossible', 'caught', 'synthesized', 'outside'] as const;
export type AnswerKind = (typeof ANSWERS)[number];

/** A change of one place of one object or file; `value: null` takes the place, or the whole object, away. */
export interface Change {
  readonly object?: string;
  readonly file?: string;
  /** Default: the path of the assertion. */
  readonly path?: string;
  readonly value?: unknown;
  /** A whole object that is put beside the others instead. */
  readonly add?: Readonly<Record<string, unknown>>;
}

/** What makes an assertion or an inspection fail: it must hold on `dist/`, and must not hold afterwards. */
export interface Defect {
  /** The value that stands at the asserted place in the defective manifest; `null` where it lacks the place. */
  readonly instead?: unknown;
  readonly mutate?: readonly Change[];
  /** The manifests of `as-found/` are the defective ones. */
  readonly 'as-found'?: true;
}

export interface Place {
  /** `Kind/name`, `Kind/*` or `*` for all; `<environment>` stands for the name of the environment. */
  readonly object?: string;
  /** Of these, only objects that have something at this path. */
  readonly having?: string;
  /** A file of the repository instead of an object: YAML, or text. */
  readonly file?: string;
  /** As `src/model/paths.ts` writes it, with `[*]` and `.*` for all elements. Default: the whole. */
  readonly path?: string;
}

/** Holds when every place that `object` and `path` name, one at least in each environment, satisfies the predicates. */
export interface Assertion extends Place, Defect {
  /** Environments. Default: all. */
  readonly in?: readonly string[];
  /** Part of the value to look at: the first group of a regular expression. */
  readonly capture?: string;
  readonly equals?: unknown;
  /** `equals`, by environment. */
  readonly each?: Readonly<Record<string, unknown>>;
  readonly matches?: string;
  /** Text within text; a map that has at least these entries; a list that has at least these elements. */
  readonly includes?: unknown;
  readonly excludes?: unknown;
  readonly exists?: true;
  readonly absent?: true;
  readonly count?: number;
  /** Quantity that the value must exceed, for all or by environment. */
  readonly above?: string | Readonly<Record<string, string>>;
  readonly below?: string | Readonly<Record<string, string>>;
  /** Another place of the same environment that has the same value. */
  readonly 'same-as'?: Place & { readonly capture?: string };
  /** No two environments have the same value. */
  readonly distinct?: true;
}

export interface TestReference {
  /** Below the root of the project. */
  readonly file: string;
  readonly title: string;
}

/** `file.function` of `as-found/programs/`, and what it is refused with. */
export interface Refused {
  readonly program?: string;
  /** Text of the error that is thrown while the tree is built. */
  readonly throws?: string;
}

export interface Caught extends Refused, Defect {
  readonly code: string;
  readonly in?: readonly string[];
  /** The object that the finding names. */
  readonly object?: string;
  readonly path?: string;
  readonly file?: string;
  /** Words that its message has. */
  readonly says?: string;
  readonly test?: TestReference;
  /** File below `as-found/` about which `lockstep audit` of that folder reports the code: a compose or `.env` file. */
  readonly audit?: string;
}

export interface Impossible extends Refused {
  /** A comment `// @ts-expect-error <case>` in a file that the compiler checks. */
  readonly type?: { readonly file: string; readonly case: string };
  readonly test?: TestReference;
}

export interface Answer {
  /** By id, the finding in a few words. */
  readonly finding: Readonly<Record<string, string>>;
  readonly answer: AnswerKind;
  readonly because?: string;
  readonly assert?: readonly Assertion[];
  readonly caught?: readonly Caught[];
  readonly impossible?: readonly Impossible[];
}

/** Something that a later issue brings; the test fails as soon as it is there. */
export interface ExpectedFailure {
  readonly ids: readonly string[];
  readonly brings: string;
  /** What will answer it. */
  readonly what: string;
  /** Verb of `lockstep` that does not exist yet. */
  readonly command?: string;
  /** Program of `as-found/programs/` that does not build yet. */
  readonly program?: string;
  /** Object of `dist/` that is not there yet. */
  readonly manifest?: string;
  /** Object of `as-found/` about which nothing is reported yet, at or below a path. */
  readonly object?: string;
  readonly path?: string;
}

export interface Answers {
  /** Name of the system: its folder in `systems/` and in `dist/`. */
  readonly system: string;
  /** First and last id. */
  readonly from: string;
  readonly to: string;
  /** Short names for what is said often: `<server>` stands for the text of `server`, at any place. */
  readonly words?: Readonly<Record<string, string>>;
  readonly answers: readonly Answer[];
  readonly 'expected-failures': readonly ExpectedFailure[];
}

/** What an assertion can say of a place. */
export const PREDICATES = [
  'equals',
  'each',
  'matches',
  'includes',
  'excludes',
  'exists',
  'absent',
  'count',
  'above',
  'below',
  'same-as',
  'distinct',
] as const;
const PLACE = ['object', 'having', 'file', 'path'];
const DEFECT = ['instead', 'mutate', 'as-found'];
const KEYS = {
  file: ['system', 'from', 'to', 'words', 'answers', 'expected-failures'],
  answer: ['finding', 'answer', 'because', 'assert', 'caught', 'impossible'],
  assertion: [...PLACE, ...DEFECT, 'in', 'capture', ...PREDICATES],
  caught: [...PLACE, ...DEFECT, 'code', 'in', 'says', 'test', 'program', 'throws', 'audit'],
  impossible: ['type', 'test', 'program', 'throws'],
  change: [...PLACE, 'value', 'add'],
  expected: ['ids', 'brings', 'what', 'command', 'program', 'manifest', 'object', 'path'],
};

/** Names of the systems that answer findings. */
export function systems(): readonly string[] {
  return readdirSync(SYSTEMS)
    .filter((name) => existsSync(join(SYSTEMS, name, 'findings.yaml')))
    .sort();
}

/** @throws Error that names the entry with an unknown key */
export function readAnswers(system: string): Answers {
  const written = parse(readFileSync(join(SYSTEMS, system, 'findings.yaml'), 'utf8')) as Answers;
  const answers = spelled(written, Object.entries(written.words ?? {}));
  check(answers, KEYS.file, system);
  for (const answer of answers.answers) {
    const where = Object.keys(answer.finding ?? {}).join(', ');
    check(answer, KEYS.answer, where);
    answer.assert?.forEach((one) => check(one, KEYS.assertion, where));
    answer.caught?.forEach((one) => check(one, KEYS.caught, where));
    answer.impossible?.forEach((one) => check(one, KEYS.impossible, where));
    [...(answer.assert ?? []), ...(answer.caught ?? [])].forEach(({ mutate }) =>
      mutate?.forEach((one) => check(one, KEYS.change, where)),
    );
  }
  answers['expected-failures'].forEach((expected) => check(expected, KEYS.expected, expected.ids?.join(', ')));
  return answers;
}

/** From the first to the last: TRA-001, TRA-002, … */
export function idsOf({ from, to }: Pick<Answers, 'from' | 'to'>): readonly string[] {
  const [prefix, first] = from.split('-') as [string, string];
  const last = Number(to.split('-')[1]);
  return Array.from(
    { length: last - Number(first) + 1 },
    (_, index) => `${prefix}-${String(Number(first) + index).padStart(first.length, '0')}`,
  );
}

/** The same with every short name spelled out. */
function spelled<T>(value: T, words: readonly (readonly [string, string])[]): T {
  if (typeof value === 'string')
    return words.reduce<string>((text, [name, word]) => text.replaceAll(`<${name}>`, word), value) as T;
  if (Array.isArray(value)) return value.map((element: unknown) => spelled(element, words)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [key, spelled(element as unknown, words)]),
  ) as T;
}

function check(map: object, keys: readonly string[], where: string): void {
  const unknown = Object.keys(map).filter((key) => !keys.includes(key));
  if (unknown.length > 0)
    throw new Error(`findings of ${where}: nobody reads ${unknown.join(', ')}; known: ${keys.join(', ')}`);
}
