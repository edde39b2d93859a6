/** The result of a check for people and for machines. */
import { orderedFindings, renderFindings, severityOf } from '../../emit/report';
import { CODES } from '../../model/codes';
import type { Finding } from '../../model/finding';

export interface CheckResult {
  /** The day it was checked against: `2026-11-20T00:00:00.000Z`. */
  readonly now: string;
  /** The folders that were to be compared, as findings show them; none when the app yields nothing. */
  readonly folders: readonly string[];
  /** Number of files that the source yields for them; `undefined` when they were not compared. */
  readonly compared: number | undefined;
  readonly findings: readonly Finding[];
  /** What was not checked, and why. */
  readonly notes: readonly string[];
}

/** A place in a file, taken apart. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

export function placeOf({ file }: Finding): Place | undefined {
  if (file === undefined) return undefined;
  const match = /^(.*?)(?::(\d+))?(?::(\d+))?$/s.exec(file)!;
  return {
    file: match[1]!,
    ...(match[2] !== undefined && { line: Number(match[2]) }),
    ...(match[3] !== undefined && { column: Number(match[3]) }),
  };
}

export function hasErrors({ findings }: Pick<CheckResult, 'findings'>): boolean {
  return findings.some((finding) => severityOf(finding) === 'error');
}

export function textReport(result: CheckResult, colour: boolean): string {
  const { findings, folders, compared } = result;
  const named = folders.join(' and ');
  const uncompared = named === '' ? 'nothing compared' : `${named} not compared`;
  const verdict = compared === undefined ? uncompared : `${compared} files of ${named} compared`;
  const report = renderFindings(findings, { colour }).trimEnd();
  return report === '' ? `${verdict}: ${compared === undefined ? 'no findings' : 'clean'}` : `${report} (${verdict})`;
}

/** The format of `docs/check.md`, which only grows. */
export function jsonReport({ now, folders, compared, findings, notes }: CheckResult): string {
  const ordered = orderedFindings(findings);
  const count = (severity: string) => ordered.filter((finding) => severityOf(finding) === severity).length;
  return JSON.stringify(
    {
      version: 1,
      now,
      folders,
      comparedFiles: compared ?? null,
      errors: count('error'),
      warnings: count('warning'),
      notes,
      findings: findingsAsData(findings),
    },
    undefined,
    2,
  );
}

export function findingsAsData(findings: readonly Finding[]): object[] {
  return orderedFindings(findings).map((finding) => {
    const { code, reason, environments, construct, object, path, objects, values, message, fix } = finding;
    const kind = { code, reason, severity: severityOf(finding), title: CODES[code].title };
    return { ...kind, environments, construct, object, path, ...placeOf(finding), objects, values, message, fix };
  });
}

/**
 * Annotations of GitHub Actions, one line each, and the count.
 * @param prefix path of the project in its repository, with `/` at the end
 */
export function githubReport(result: CheckResult, prefix: string): string {
  return [...annotationsOf(result.findings, prefix), textReport(result, false).split('\n').at(-1)!].join('\n');
}

export function annotationsOf(findings: readonly Finding[], prefix: string): string[] {
  return orderedFindings(findings).map((finding) => {
    const place = placeOf(finding);
    const { environments = [], construct, object, path, message, fix } = finding;
    const properties = {
      ...(place !== undefined && { file: prefix + place.file, line: place.line, col: place.column }),
      title: `${finding.code} ${CODES[finding.code].title}`,
    };
    const written = Object.entries(properties).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
    );
    const where = [environments.join(', '), construct, object, path].filter(
      (part) => part !== undefined && part !== '',
    );
    const text = [...(where.length === 0 ? [] : [where.join(' · ')]), message, fix].join('\n');
    return `::${severityOf(finding)} ${written.join(',')}::${escapeData(text)}`;
  });
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
