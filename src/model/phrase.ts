/**
 * Text of a finding together with the values that it mentions. Findings are compared and folded by these values, never by
 * their text; a value that is part of the text cannot be missing in the data, because there is no other way to put it there.
 */
import { quoted } from './words';

export type FindingValue = string | number | boolean | readonly (string | number)[];
export type FindingValues = Readonly<Record<string, FindingValue>>;

export interface Phrase {
  readonly text: string;
  readonly values: FindingValues;
}

/** What a text takes: a value under its name, such as `${{ port }}`, or a text with values of its own. */
type Part = Phrase | Readonly<Record<string, FindingValue | undefined>>;

/** @example phrase`Service \`${{ service: entry.name }}\` has no port ${{ port }}.` */
export function phrase(texts: readonly string[], ...parts: readonly Part[]): Phrase {
  let text = texts[0]!;
  const values: FindingValues[] = [];
  parts.forEach((part, index) => {
    const own = isPhrase(part) ? part : named(part);
    text += own.text + texts[index + 1]!;
    values.push(own.values);
  });
  return { text, values: joinValues(values) };
}

/** Takes the two texts of a finding in one template: what is wrong on its first line, what to do about it on the second. */
export type MessageAndFix<Result = void> = (texts: readonly string[], ...parts: readonly Part[]) => Result;

/**
 * @example
 * report('LS602', ['spec', 'minAvailable'])`
 *   No pod of ${{ name }} can be evicted.
 *   Use \`maxUnavailable: 1\`.`;
 */
export function messageAndFix<Result>(use: (message: Phrase, fix: Phrase) => Result): MessageAndFix<Result> {
  return ([first = '', ...others], ...parts) => {
    const texts = [first.trimStart(), ...others];
    const at = texts.findIndex((text) => text.includes('\n'));
    const [end = '', start = ''] = texts[at]!.split(/\n */);
    const message = phrase([...texts.slice(0, at), end], ...parts.slice(0, at));
    return use(message, phrase([start, ...texts.slice(at + 1)], ...parts.slice(at)));
  };
}

/** Nothing, where a phrase has no say. */
export const SILENCE: Phrase = { text: '', values: {} };

/** Several phrases as one. */
export function joinPhrases(phrases: readonly Phrase[], separator = ''): Phrase {
  return {
    text: phrases.map(({ text }) => text).join(separator),
    values: joinValues(phrases.map(({ values }) => values)),
  };
}

/** `` `a`, `b` and 3 more``. @param names under the name that they have as a value: `{ keys }` */
export function quotedNames(names: Readonly<Record<string, readonly string[]>>): Phrase {
  return { text: quoted(Object.values(names).flat()), values: names };
}

/** The texts of a finding, with all values that either mentions. */
export function worded(message: Phrase, fix: Phrase): { message: string; fix: string; values?: FindingValues } {
  const values = joinValues([message.values, fix.values]);
  return { message: message.text, fix: fix.text, ...(Object.keys(values).length > 0 && { values }) };
}

/** A name with two different values is numbered, so that neither is lost. */
function joinValues(all: readonly FindingValues[]): FindingValues {
  const joined: Record<string, FindingValue> = {};
  for (const [name, value] of all.flatMap((values) => Object.entries(values))) {
    let free = name;
    for (let next = 2; Object.hasOwn(joined, free) && !isEqual(joined[free]!, value); next++) free = `${name}${next}`;
    joined[free] = value;
  }
  return joined;
}

function isPhrase(part: Part): part is Phrase {
  return typeof part.values === 'object' && !Array.isArray(part.values);
}

function named(values: Exclude<Part, Phrase>): Phrase {
  const given = Object.entries(values).map(([name, value]) => [name, value ?? 'undefined'] as const);
  const text = given.map(([, value]) => (Array.isArray(value) ? value.join(', ') : String(value as string))).join(', ');
  return { text, values: Object.fromEntries(given) };
}

function isEqual(a: FindingValue, b: FindingValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
