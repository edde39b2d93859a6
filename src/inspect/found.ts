/** Building findings over objects, and joining those that several environments share. */
import { listed } from '../model/words';
import { objectName } from './kinds/names';
import { nearest } from '../model/nearest';
import type { Code, Severity } from '../model/codes';
import type { Finding } from '../model/finding';
import type { InspectedObject } from './types';

/**
 * Stands for the environments in the text of a finding until findings are joined: names in a sentence, and one command
 * for each environment inside backquotes. A private-use character, so no manifest holds it by accident.
 */
export const ENVIRONMENT = '\u{F0000}';

export function found(
  code: Code,
  at: InspectedObject,
  path: string,
  message: string,
  fix: string,
  severity?: Severity,
): Finding {
  return {
    code,
    object: objectName(at.json),
    message,
    fix,
    ...(path === '' ? {} : { path }),
    ...(at.construct === undefined ? {} : { construct: at.construct }),
    ...(severity === undefined ? {} : { severity }),
  };
}

/** ``Did you mean `uri`? `` with a space behind it, or nothing when no choice is close. */
export function didYouMean(written: string, choices: Iterable<string>): string {
  const near = nearest(written, choices);
  return near === undefined || near === written ? '' : `Did you mean \`${near}\`? `;
}

/**
 * Joins findings that differ in their environments only, in order of first appearance, and puts the environments into
 * their texts. A finding of all environments names none.
 * @param all names of all environments, in their order
 */
export function joinEnvironments(perEnvironment: readonly Finding[], all: readonly string[]): Finding[] {
  return sameFindings(perEnvironment).map(({ environments, ...finding }) => {
    const names = all.filter((name) => environments!.includes(name));
    return {
      ...finding,
      ...(names.length === all.length ? {} : { environments: names }),
      message: nameEnvironments(finding.message, names),
      fix: nameEnvironments(finding.fix, names),
    };
  });
}

/** @returns each finding once, with all its environments, which its texts do not name yet */
export function sameFindings(perEnvironment: readonly Finding[]): Finding[] {
  const groups = new Map<string, { finding: Finding; environments: Set<string> }>();
  for (const finding of perEnvironment) {
    const { code, object, path, construct, message, fix, severity, file, environments = [] } = finding;
    const key = JSON.stringify([code, object, path, construct, message, fix, severity, file]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { finding, environments: new Set(environments) });
    else for (const environment of environments) group.environments.add(environment);
  }
  return [...groups.values()].map(({ finding, environments }) => ({ ...finding, environments: [...environments] }));
}

function nameEnvironments(text: string, names: readonly string[]): string {
  if (!text.includes(ENVIRONMENT)) return text;
  const sentence = listed(names);
  return text
    .replace(/`[^`]*`/g, (command) =>
      command.includes(ENVIRONMENT)
        ? names.map((name) => command.replaceAll(ENVIRONMENT, () => name)).join(', ')
        : command,
    )
    .replaceAll(ENVIRONMENT, () => sentence);
}
