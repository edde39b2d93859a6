/** Deviations as they were declared on constructs: which object each is of, and whether it has an effect. */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { declarationsOf } from '../model/declarations';
import type { Override } from '../model/deviation';
import type { Finding } from '../model/finding';
import { titleOf, type AppliedDeviation } from './synthesized';

export interface DeclaredOverride {
  /** The construct that deviates; the object is below it. */
  readonly construct: IConstruct;
  readonly override: Override;
}

/** The overrides of each object, in the order of their declaration. */
export function overridesByObject(
  deviating: readonly IConstruct[],
  findings: Finding[],
): ReadonlyMap<ApiObject, readonly DeclaredOverride[]> {
  const byObject = new Map<ApiObject, DeclaredOverride[]>();
  for (const construct of deviating) {
    const below = construct.node.findAll().filter((candidate) => ApiObject.isApiObject(candidate)) as ApiObject[];
    for (const deviation of declarationsOf(construct)!.deviations) {
      if (deviation.kind !== 'override') continue;
      const targets = below.filter((object) => [object.kind, titleOf(object)].includes(deviation.object));
      const path = construct.node.path;
      if (targets.length !== 1) {
        const valid = below.map(titleOf).sort().join(', ');
        findings.push({
          code: 'LS203',
          construct: path,
          message: `the deviation targets "${deviation.object}", of which ${path} has ${targets.length === 0 ? 'none' : targets.length}`,
          fix: `Use one of ${valid}.`,
        });
      }
      if (targets.length === 1)
        byObject.set(targets[0]!, [...(byObject.get(targets[0]!) ?? []), { construct, override: deviation }]);
    }
  }
  return byObject;
}

/** Waivers and acceptances for the proof; a waiver that no check asked for has no effect. Inspection settles acceptances. */
export function settledWaivers(deviating: readonly IConstruct[], findings: Finding[]): AppliedDeviation[] {
  const applied: AppliedDeviation[] = [];
  for (const construct of deviating) {
    const path = construct.node.path;
    for (const deviation of declarationsOf(construct)!.deviations) {
      if (deviation.kind === 'override') continue;
      if (deviation.kind === 'waiver' && !deviation.used)
        findings.push(withoutEffect(path, `opinion "${deviation.opinion}"`, deviation));
      const what = deviation.kind === 'waiver' ? deviation.opinion : deviation.rule;
      applied.push({
        construct: path,
        what,
        paths: [],
        in: deviation.in,
        reason: deviation.reason,
        ...(deviation.until && { until: deviation.until }),
      });
    }
  }
  return applied;
}

export function withoutEffect(
  construct: string,
  what: string,
  deviation: { readonly in: readonly string[]; readonly reason: string },
): Finding {
  return {
    code: 'LS204',
    construct,
    environments: deviation.in,
    message: `the deviation of ${what} (“${deviation.reason}”) has no effect`,
    fix: 'Remove it: the object already has these values.',
  };
}
