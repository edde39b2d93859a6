/** Findings that an annotation on their object accepts: `lockstep.dev/accept.LS013: "reason"`, or with the slug of the code. */
import { phrase, SILENCE } from '../../model/phrase';
import { map } from '../../inspect/read';
import { objectName } from '../../inspect/kinds/names';
import { codeOf, codesAndSlugs } from '../../model/codes';
import { nearest } from '../../model/nearest';
import { findingAbout, type Finding } from '../../model/finding';
import type { AuditedObject } from './audited';

const PREFIX = 'lockstep.dev/accept.';

/**
 * @param findings that name their object by its number
 * @returns the findings that nobody accepted, and those about acceptances
 */
export function withoutAccepted(
  findings: readonly Finding[],
  byNumber: ReadonlyMap<string, AuditedObject>,
): { readonly left: Finding[]; readonly accepted: number } {
  const acceptances = new Map<string, Map<string, { readonly reason: string; used: boolean }>>();
  for (const [number, { json }] of byNumber) {
    for (const [key, reason] of Object.entries(map(json, 'metadata', 'annotations'))) {
      if (!key.startsWith(PREFIX)) continue;
      const own = acceptances.get(number) ?? new Map<string, { reason: string; used: boolean }>();
      acceptances.set(
        number,
        own.set(key.slice(PREFIX.length), { reason: String(reason as string).trim(), used: false }),
      );
    }
  }
  const left = findings.filter(({ code, construct }) => {
    const own = acceptances.get(construct ?? '') ?? [];
    const matching = [...own].filter(([written]) => codeOf(written) === code).map(([, one]) => one);
    for (const one of matching) one.used = true;
    return matching.every(({ reason }) => reason === '');
  });
  const count = findings.length - left.length;
  for (const [number, own] of acceptances) {
    for (const [code, { reason, used }] of own) left.push(...judge(byNumber.get(number)!, number, code, reason, used));
  }
  return { left, accepted: count };
}

function judge({ json }: AuditedObject, construct: string, code: string, reason: string, used: boolean): Finding[] {
  const at = { object: objectName(json), path: `metadata.annotations["${PREFIX}${code}"]`, construct };
  if (codeOf(code) === undefined) {
    const near = nearest(code, codesAndSlugs());
    return [
      findingAbout({ ...at, code: 'LS867' })`
        \`${{ code }}\` is neither the code nor the slug of a finding.
        ${near === undefined ? SILENCE : phrase`Did you mean \`${{ near }}\`? `}Every finding shows its code.`,
    ];
  }
  if (reason === '')
    return [
      findingAbout({ ...at, code: 'LS867' })`
        ${{ code }} is accepted here without a reason.
        Set the value of the annotation to the reason.`,
    ];
  return used
    ? []
    : [
        findingAbout({ ...at, code: 'LS868' })`
          ${{ code }} is accepted here, but nothing reports it.
          Remove the annotation.`,
      ];
}
