/** Building findings over objects, and joining those that several environments share. */
import { obtain } from '../model/append';
import { listed } from '../model/words';
import { objectName } from './kinds/names';
import { nearest } from '../model/nearest';
import type { Code } from '../model/codes';
import { SILENCE, messageAndFix, phrase, worded, type MessageAndFix, type Phrase } from '../model/phrase';
import { identityOf, type Finding } from '../model/finding';
import type { InspectedObject } from './types';

/**
 * Placeholder for the environments in the text of a finding until findings are joined: names in a sentence, and one command
 * for each environment inside backquotes. A private-use character, so no manifest holds it by accident.
 */
const ENVIRONMENTS = '\u{F0000}';
export const ENVIRONMENT: Phrase = { text: ENVIRONMENTS, values: {} };

/** What a finding has in addition to its place and texts. */
export type Details = Pick<Finding, 'severity' | 'reason' | 'objects'>;

/** A finding on an object, whose texts follow as a template: `` found('LS603', entry.source, 'spec')`…` ``. */
export function found(code: Code, at: InspectedObject, path: string, details: Details = {}): MessageAndFix<Finding> {
  return messageAndFix((message, fix) => ({
    code,
    object: objectName(at.json),
    ...worded(message, fix),
    ...(path === '' ? {} : { path }),
    ...(at.construct === undefined ? {} : { construct: at.construct }),
    ...details,
  }));
}

/** ``Did you mean `uri`? `` with a space behind it, or nothing when no choice is close. */
export function didYouMean(written: string, choices: Iterable<string>): Phrase {
  const meant = nearest(written, choices);
  return meant === undefined || meant === written ? SILENCE : phrase`Did you mean \`${{ meant }}\`? `;
}

/**
 * Placeholder for the end of a fix that depends on the reader: an app declares what the cluster provides, audited
 * manifests cannot. @param what `it`
 */
export function orProvided(what: string): Phrase {
  return { text: `${PROVIDED}${what}${PROVIDED}`, values: {} };
}
const PROVIDED = '\u{F0001}';

/** Who reads the findings: the author of an app, or of manifests written without Lockstep. */
export type Reader = 'app' | 'manifests';

/**
 * Joins findings that differ in their environments only, in order of first appearance, and puts the environments into
 * their texts. A finding of all environments names none.
 * @param all names of all environments, in their order
 */
export function joinEnvironments(
  perEnvironment: readonly Finding[],
  all: readonly string[],
  reader: Reader,
): Finding[] {
  return sameFindings(perEnvironment).map(({ environments, ...finding }) => {
    const names = all.filter((name) => environments!.includes(name));
    return {
      ...finding,
      ...(names.length === all.length ? {} : { environments: names }),
      message: filledIn(finding.message, names, reader),
      fix: filledIn(finding.fix, names, reader),
    };
  });
}

/** The same finding with something before its message, such as the revision at which it holds. */
export function prefixed(prefix: string, finding: Finding): Finding {
  return { ...finding, message: `${prefix}${finding.message}` };
}

/** @returns each finding once, with all its environments, which its texts do not name yet */
export function sameFindings(perEnvironment: readonly Finding[]): Finding[] {
  const groups = new Map<string, { finding: Finding; environments: Set<string> }>();
  for (const finding of perEnvironment) {
    const { environments } = obtain(groups, identityOf(finding), () => ({ finding, environments: new Set<string>() }));
    for (const environment of finding.environments ?? []) environments.add(environment);
  }
  return [...groups.values()].map(({ finding, environments }) => ({ ...finding, environments: [...environments] }));
}

function filledIn(text: string, environments: readonly string[], reader: Reader): string {
  const ending = text.replace(/\u{F0001}(.*?)\u{F0001}/gu, (_, what: string) =>
    reader === 'app'
      ? `, or declare ${what} in \`cluster.provides\`.`
      : '; if the cluster provides it, accept the finding.',
  );
  return nameEnvironments(ending, environments);
}

function nameEnvironments(text: string, names: readonly string[]): string {
  if (!text.includes(ENVIRONMENTS)) return text;
  const sentence = listed(names);
  return text
    .replace(/`[^`]*`/g, (command) =>
      command.includes(ENVIRONMENTS)
        ? names.map((name) => command.replaceAll(ENVIRONMENTS, () => name)).join(', ')
        : command,
    )
    .replaceAll(ENVIRONMENTS, () => sentence);
}
