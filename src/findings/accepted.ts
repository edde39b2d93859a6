/** Findings of good practice that a deviation accepts, and deviations that accept nothing. */
import type { Finding } from '../model/finding';
import { BEST_PRACTICE_CODES } from '../model/codes/best-practices';
import type { AppliedDeviation } from '../synth/synthesized';
import { withoutEffect } from '../synth/deviations';

/**
 * @param findings of one platform
 * @param environments names of all of them
 * @returns the findings that nobody accepted, in the environments in which nobody did, and one for each deviation without effect
 */
export function withoutAccepted(
  findings: readonly Finding[],
  deviations: readonly AppliedDeviation[],
  environments: readonly string[],
): Finding[] {
  const acceptances = deviations
    .filter(({ what }) => Object.hasOwn(BEST_PRACTICE_CODES, what))
    .map((deviation) => ({ deviation, used: new Set<string>() }));
  if (acceptances.length === 0) return [...findings];
  const left = findings.flatMap((finding): Finding[] => {
    const own = acceptances.filter(
      ({ deviation }) => deviation.what === finding.code && isBelow(finding.construct, deviation.construct),
    );
    if (own.length === 0) return [finding];
    const open = (finding.environments ?? environments).filter((environment) => {
      const accepted = own.filter(({ deviation }) => deviation.in.includes(environment));
      for (const { used } of accepted) used.add(environment);
      return accepted.length === 0;
    });
    return open.length === 0 ? [] : [{ ...finding, environments: open }];
  });
  const idle = acceptances.flatMap(({ deviation, used }) => {
    const without = deviation.in.filter((environment) => environments.includes(environment) && !used.has(environment));
    return without.length === 0
      ? []
      : [withoutEffect(deviation.construct, `rule ${deviation.what}`, { in: without, reason: deviation.reason })];
  });
  return [...left, ...idle];
}

function isBelow(path: string | undefined, above: string): boolean {
  return path === above || path?.startsWith(`${above}/`) === true;
}
