/** The result of an audit for people and for machines. */
import { plural } from '../../model/words';
import { orderedFindings, renderFindings, severityOf } from '../../emit/report';
import { CODES } from '../../model/codes';
import type { Finding } from '../../model/finding';
import { annotationsOf, findingsAsData } from '../check/formats';
import { mostSerious } from './most-serious';
import type { Skipped } from './walk';

export interface AuditedUnit {
  readonly name: string;
  /** Whether it was taken for an environment, and for parity compared with the others. */
  readonly environment: boolean;
  readonly objects: number;
}

export interface AuditResult {
  readonly units: readonly AuditedUnit[];
  readonly files: number;
  readonly objects: number;
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  readonly skipped: readonly Skipped[];
  /** Number of findings that annotations accept, and that the baseline knows. */
  readonly accepted: number;
  readonly known: number;
  /** Who reaches whom by the policies alone, as the proof of a platform says it; computed when it is asked for. */
  readonly reachability: () => string;
}

export function textReport(result: AuditResult, colour: boolean, verbose: boolean): string {
  const report = renderFindings(result.findings, { colour }).trimEnd();
  return [
    ...header(result, verbose),
    ...mostSerious(result.findings),
    '',
    ...(report === '' ? ['no findings'] : [report, '', ...byCode(result.findings)]),
  ].join('\n');
}

/** What was taken for what. */
function header({ units, files, objects, skipped, notes, accepted, known }: AuditResult, verbose: boolean): string[] {
  const environments = units.filter(({ environment }) => environment);
  const rest = units.filter(({ environment }) => !environment);
  const counted = (list: readonly AuditedUnit[]) =>
    list.map(({ name, objects: number }) => `${name} (${plural(number, 'object')})`).join(', ');
  const parts = rest.length > 12 ? `${counted(rest.slice(0, 12))} and ${rest.length - 12} more` : counted(rest);
  return [
    `${plural(objects, 'object')} in ${plural(files, 'file')}`,
    ...(environments.length === 0 ? [] : [`environments: ${counted(environments)}`]),
    ...(rest.length === 0
      ? []
      : [
          environments.length === 0 && rest.length === 1
            ? 'one environment (set several with --env NAME=DIR)'
            : `${environments.length === 0 ? 'inspected separately' : 'not in any environment'}: ${parts}`,
        ]),
    ...notes.map((note) => `note: ${note}`),
    ...(accepted > 0 ? [`${plural(accepted, 'finding')} accepted, with a reason`] : []),
    ...(known > 0 ? [`${plural(known, 'finding')} in the baseline`] : []),
    ...skippedLines(skipped, verbose),
  ];
}

function skippedLines(skipped: readonly Skipped[], verbose: boolean): string[] {
  if (skipped.length === 0) return [];
  if (verbose) return ['not audited:', ...skipped.map(({ file, reason }) => `  ${file}: ${reason}`)];
  const counts = new Map<string, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [
    `not audited: ${[...counts].map(([reason, count]) => `${count} × ${reason}`).join(', ')} (--verbose lists them)`,
  ];
}

function byCode(findings: readonly Finding[]): string[] {
  const ordered = orderedFindings(findings);
  const counts = new Map<Finding['code'], number>();
  for (const { code } of ordered) counts.set(code, (counts.get(code) ?? 0) + 1);
  const width = String(Math.max(...counts.values())).length;
  return [...counts].map(([code, count]) => `${String(count).padStart(width)} × ${code} ${CODES[code].title}`);
}

export function jsonReport(result: AuditResult): string {
  const { units, files, objects, findings, notes, skipped, accepted, known } = result;
  const count = (severity: string) => findings.filter((finding) => severityOf(finding) === severity).length;
  return JSON.stringify(
    {
      version: 1,
      files,
      objects,
      units,
      errors: count('error'),
      warnings: count('warning'),
      accepted,
      known,
      notes,
      skipped,
      findings: findingsAsData(findings),
    },
    undefined,
    2,
  );
}

export function githubReport(result: AuditResult, prefix: string): string {
  return [...annotationsOf(result.findings, prefix), textReport(result, false, false).split('\n')[0]!].join('\n');
}
