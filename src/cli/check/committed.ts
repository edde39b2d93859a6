/** Describes how a committed file differs from the output of the source. */
import { isUtf8 } from 'node:buffer';
import type { Document } from 'yaml';
import { follow } from '../../inputs/manifests/position';
import { lineAt } from '../../inputs/manifests/text';
import { invalidYaml } from '../../inputs/yaml-reasons';
import { locateNearest } from '../../inspect/parity/locate';
import { diff, type Change } from '../../model/diff';
import { findingAbout, type Finding } from '../../model/finding';
import { isObject, type Json } from '../../model/json';
import { phrase, type Phrase } from '../../model/phrase';

/** So many fields of a file are named; the others are counted. */
const NAMED = 5;
/** Longest value that is shown whole. */
const SHOWN = 80;
/** Larger files are not read as YAML: 4 MiB, some hundred times the largest manifest. */
const LARGEST = 4 * 1024 * 1024;

export interface CommittedFile {
  /** As findings show it: `dist/shop/prod/api/Deployment-api.yaml`. */
  readonly shown: string;
  readonly environments: readonly string[] | undefined;
  /** The command that writes the file again. */
  readonly rewrite: string;
  readonly committed: Buffer;
  readonly wanted: string;
}

/** @returns at least one finding */
export function differenceFindings(file: CommittedFile): Finding[] {
  const { committed, shown, environments, rewrite } = file;
  const base = { ...(environments && { environments }) };
  const again = phrase`${{ rewrite }}`;
  const one = (code: Finding['code'], message: Phrase, line?: number, fix = again): Finding[] => [
    findingAbout({ ...base, code, file: line === undefined ? shown : `${shown}:${line}` })`
      ${message}
      ${fix}`,
  ];
  const wanted = parse(file.wanted);
  const object = wanted.ok ? titleOf(wanted.json) : undefined;
  if (!isUtf8(committed)) return one('LS814', phrase`the file is not UTF-8 text`);
  if (committed.length > LARGEST) {
    const bytes = Buffer.byteLength(file.wanted);
    return one('LS814', phrase`the file has ${{ bytes: committed.length }} bytes; the source generates ${{ bytes }}`);
  }
  const text = committed.toString('utf8');
  if (text.trim() === '') return one('LS815', phrase`the file is empty`);
  const read = parse(text);
  if (!read.ok) return one('LS815', read.reason, read.line);
  if (!wanted.ok) throw new Error(`BUG: ${shown} is synthesized as invalid YAML: ${wanted.reason.text}`);
  const changes = diff(read.json, wanted.json);
  if (changes.length === 0) return one('LS813', ...writing(text, file.wanted));
  const lineOf = (path: string): number => {
    const trail = locateNearest(read.json, path);
    return trail.length === 0 ? 1 : lineAt(text, follow(read.document.contents, trail).offset);
  };
  const kinds = [read.json, wanted.json].map((json) => (isObject(json) ? json.kind : undefined));
  const findings = changes.slice(0, NAMED).map((change) => {
    const { path } = change;
    const place = { ...(object !== undefined && { object }), ...(path !== '' && { path }) };
    return findingAbout({ ...base, code: 'LS812', ...place, file: `${shown}:${lineOf(path)}` })`
      ${sentence(change, isConfidential(path, kinds))}
      ${{ rewrite }} (if the committed value is correct, change the source first)`;
  });
  const more = changes.length - findings.length;
  const rest = more === 1 ? phrase`field differs` : phrase`fields differ`;
  if (more > 0) findings.push(...one('LS812', phrase`${{ more }} more ${rest}`));
  return findings;
}

/** A value that may be a plain one is shown to nobody: reports end up in logs. */
export function isConfidential(path: string, kinds: readonly unknown[]): boolean {
  if (kinds.includes('Secret')) return path !== 'kind' && path !== 'apiVersion';
  return kinds.includes('SealedSecret') && /^(?:spec(?:\.encryptedData.*)?|data.*|stringData.*)?$/s.test(path);
}

function sentence({ before, after }: Change, hidden: boolean): Phrase {
  if (hidden) {
    if (before === undefined) return phrase`not committed; the source generates a value`;
    if (after === undefined) return phrase`a value is committed; the source generates none`;
    return phrase`the committed value differs from the one that the source generates`;
  }
  const jsonText = (value: Json | undefined) => (value === undefined ? undefined : JSON.stringify(value));
  return comparison(jsonText(before), jsonText(after));
}

/** Long texts are shown from shortly before the place where they part. */
function comparison(before: string | undefined, after: string | undefined): Phrase {
  let same = 0;
  while (same < (before?.length ?? 0) && before![same] === after?.[same]) same++;
  const start = Math.max(before?.length ?? 0, after?.length ?? 0) > SHOWN ? Math.max(0, same - SHOWN / 4) : 0;
  const shown = (text: string | undefined): string => {
    if (text === undefined) return 'nothing';
    const end = start + SHOWN;
    return `${start > 0 ? '…' : ''}${text.slice(start, end)}${text.length > end ? `… (${text.length} characters)` : ''}`;
  };
  return phrase`${{ committed: shown(before) }} is committed; the source generates ${{ generated: shown(after) }}`;
}

/** How two texts that mean the same differ. */
function writing(committed: string, wanted: string): [message: Phrase, line: number, fix?: Phrase] {
  if (committed.startsWith('\uFEFF')) return [phrase`the file starts with a byte order mark`, 1];
  if (committed.replaceAll('\r\n', '\n') === wanted) {
    const fix = phrase`Add "* -text" to .gitattributes in that directory, so that git does not convert line endings, and check it out again.`;
    return [phrase`the file has CRLF line endings; the source generates LF`, 1, fix];
  }
  const [left, right] = [committed.split('\n'), wanted.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  const index = at === -1 ? left.length : at;
  const quoted = (line: string | undefined) => (line === undefined ? undefined : JSON.stringify(line));
  const lines = comparison(quoted(left[index]), quoted(right[index]));
  return [phrase`all fields are equal, but the text differs: ${lines}`, index + 1];
}

function titleOf(json: Json): string | undefined {
  if (!isObject(json) || typeof json.kind !== 'string' || !isObject(json.metadata)) return undefined;
  return typeof json.metadata.name === 'string' ? `${json.kind}/${json.metadata.name}` : json.kind;
}

type Parsed =
  | { readonly ok: true; readonly document: Document.Parsed; readonly json: Json }
  | { readonly ok: false; readonly reason: Phrase; readonly line: number };

function parse(text: string): Parsed {
  const { parseDocument } = require('yaml') as typeof import('yaml');
  try {
    const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
    const [error] = [...document.errors, ...document.warnings];
    if (error === undefined) return { ok: true, document, json: document.toJS() as Json };
    const line = lineAt(text, error.pos[0]);
    if (error.code === 'MULTIPLE_DOCS')
      return { ok: false, reason: phrase`the file contains more than one YAML document`, line };
    if (error.code === 'DUPLICATE_KEY') return { ok: false, reason: phrase`invalid YAML: duplicate key`, line };
    const { message } = invalidYaml(error.code, text.slice(error.pos[0], error.pos[0] + 1));
    return { ok: false, reason: message, line };
  } catch (error) {
    const deep = error instanceof RangeError;
    if (!deep && !(error instanceof ReferenceError)) throw error;
    const reason = deep ? phrase`it is nested too deeply to parse` : phrase`it has aliases that cannot be resolved`;
    return { ok: false, reason: phrase`invalid YAML: ${reason}`, line: 1 };
  }
}
