/** Findings in words, for a person at a terminal. */
import { append } from '../model/append';
import { plural } from '../model/words';
import { CODES, type Severity } from '../model/codes';
import type { Finding } from '../model/finding';

export interface ReportOptions {
  /** Whether to use ANSI colors; the caller knows the terminal. */
  readonly colour: boolean;
}

/**
 * Findings grouped by construct (else by file, else by object), groups with errors first, then by name; each finding
 * with its code, environments, place, message and fix. A finding that several environments share is written once. The
 * order of the findings does not matter.
 * @returns lines with a line break after each, the last with the count: `2 errors, 1 warning`; empty without findings
 */
export function renderFindings(findings: readonly Finding[], options: ReportOptions): string {
  if (findings.length === 0) return '';
  const style: Style = options.colour ? COLOURED : PLAIN;
  const merged = orderedFindings(findings);
  const groups = new Map<string, Finding[]>();
  for (const finding of merged) {
    const heading = headingOf(finding);
    append(groups, heading, finding);
  }
  const ordered = sortedBy([...groups], ([heading, [first]]) => [rank(first!), heading]);
  const blocks = ordered.map(([heading, group]) =>
    [style.heading(printable(heading)), ...group.map((finding) => block(finding, heading, style))].join('\n'),
  );
  return `${blocks.join('\n\n')}\n\n${count(merged, style)}\n`;
}

/**
 * One finding in few lines, for a command that ends with it: code, file and message on one line, then its place and what to do.
 * @returns lines, without a line break at the end
 */
export function renderBriefly({ code, file, environments, construct, object, path, message, fix }: Finding): string {
  const where = [environments?.join(', '), construct, object, path]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
  const lines = [
    `${code} ${file === undefined ? '' : `${file}: `}${message}`,
    ...(where === '' ? [] : [`      in ${where}`]),
    `      ${fix}`,
  ];
  return lines.map(printable).join('\n');
}

/** Code, file and message of a finding in one line. */
export function renderLine(finding: Finding): string {
  return `${finding.code} ${renderSentence(finding)}`;
}

/** File and message of a finding in one line. */
export function renderSentence({ file, message }: Finding): string {
  return printable(`${file === undefined ? '' : `${file}: `}${message.replace(/\s+/g, ' ')}`);
}

/** Each finding once, with all its environments; errors first, then by code, file and place, whatever order they came in. */
export function orderedFindings(findings: readonly Finding[]): readonly Finding[] {
  return sortedBy(mergeEnvironments(findings), findingOrder);
}

export function severityOf(finding: Finding): Severity {
  return finding.severity ?? CODES[finding.code].severity;
}

type Paint = (text: string) => string;
type Style = Readonly<Record<'heading' | 'fix' | Severity, Paint>>;

const ansi =
  (open: number, close: number): Paint =>
  (text) =>
    `\u001b[${open}m${text}\u001b[${close}m`;
const COLOURED: Style = { heading: ansi(1, 22), error: ansi(31, 39), warning: ansi(33, 39), fix: ansi(32, 39) };
const asIs: Paint = (text) => text;
const PLAIN: Style = { heading: asIs, error: asIs, warning: asIs, fix: asIs };

function block(finding: Finding, heading: string, style: Style): string {
  const severity = severityOf(finding);
  const { object, path, file } = finding;
  const place = [object, path, file].filter((part) => part !== undefined && part !== '' && part !== heading);
  const environments = finding.environments === undefined ? '' : ` [${finding.environments.join(', ')}]`;
  const where = `${environments}${place.length === 0 ? '' : ` ${place.join(' ')}`}`;
  return [
    `  ${style[severity](`${severity} ${finding.code}`)}${printable(where)}`,
    indented(finding.message),
    indented(`${style.fix('fix:')} ${finding.fix}`, style.fix('fix:')),
  ].join('\n');
}

/** @param marker our own beginning of the text, which may hold escape sequences */
function indented(text: string, marker = ''): string {
  return `    ${marker}${printable(text.slice(marker.length)).replaceAll('\n', '\n    ')}`;
}

/** Texts may come from input files: characters that would move the cursor or change colors are escaped. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) =>
    character === '\t' ? '  ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function headingOf({ construct, file, object }: Finding): string {
  return construct ?? file?.replace(/(?::\d+){1,2}$/, '') ?? object ?? 'whole project';
}

function rank(finding: Finding): string {
  return severityOf(finding) === 'error' ? '0' : '1';
}

/** What makes two findings the same, apart from the environments: what is printed of them. */
function identity(finding: Finding): string {
  const { code, construct, object, path, file, message, fix } = finding;
  return JSON.stringify(
    [severityOf(finding), code, construct, object, path, file, message, fix].map((part) => part ?? null),
  );
}

function mergeEnvironments(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key = identity(finding);
    const known = merged.get(key);
    const all = (known !== undefined && known.environments === undefined) || finding.environments === undefined;
    const environments = all
      ? undefined
      : [...new Set([...(known?.environments ?? []), ...finding.environments])].sort();
    const { environments: _, ...rest } = finding;
    merged.set(key, environments === undefined ? rest : { ...rest, environments });
  }
  return [...merged.values()];
}

/** Line numbers of files compare as numbers. */
function findingOrder(finding: Finding): string[] {
  const file = (finding.file ?? '').replace(/\d+/g, (digits) => digits.padStart(8, '0'));
  const { code, object = '', path = '', message, fix, environments = [] } = finding;
  return [rank(finding), code, file, object, path, message, fix, environments.join()];
}

function sortedBy<T>(items: readonly T[], keys: (item: T) => readonly string[]): T[] {
  return items
    .map((item) => ({ item, keys: keys(item) }))
    .sort((a, b) => {
      const at = a.keys.findIndex((key, i) => key !== b.keys[i]);
      return at === -1 ? 0 : a.keys[at]! < b.keys[at]! ? -1 : 1;
    })
    .map(({ item }) => item);
}

function count(findings: readonly Finding[], style: Style): string {
  const parts = (['error', 'warning'] as const).flatMap((severity) => {
    const number = findings.filter((finding) => severityOf(finding) === severity).length;
    return number === 0 ? [] : [style[severity](plural(number, severity))];
  });
  return parts.join(', ');
}
