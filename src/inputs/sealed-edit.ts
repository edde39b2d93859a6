/**
 * Puts one key into the text of a sealed file. Everything else stays byte for byte as it was: comments, order, line
 * ends, other keys. A file written in a way that cannot be edited in place (JSON, flow style) is written anew.
 */
import { isEqual } from '../model/equal';
import type { Document, Pair, Scalar, YAMLMap } from 'yaml';
import type { SealingScope } from '../model/inputs';
import { formatProvenance, PROVENANCE, type Provenance } from './provenance';
import { SCOPE_ANNOTATIONS } from './sealed-template';

export interface SealedKey {
  readonly key: string;
  readonly ciphertext: string;
  readonly provenance: Provenance;
}

export interface NewSealedFile {
  readonly name: string;
  readonly namespace: string;
  readonly scope: SealingScope;
  readonly type: string;
}

/** The text of a new sealed file, keys sorted, one line a key. */
export function newSealedFile(file: NewSealedFile, keys: readonly SealedKey[]): string {
  const scope = file.scope === 'strict' ? {} : { [SCOPE_ANNOTATIONS[file.scope]]: 'true' };
  const sorted = [...keys].sort((a, b) => (a.key < b.key ? -1 : 1));
  const lines = sorted.map((item) => `${formatProvenance(item.key, item.provenance)}\n`).join('');
  const template = file.scope === 'strict' ? {} : { annotations: scope };
  return print({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { annotations: { [PROVENANCE]: lines, ...scope }, name: file.name, namespace: file.namespace },
    spec: {
      encryptedData: new Map(sorted.map(({ key, ciphertext }) => [key, ciphertext])),
      template: { metadata: { ...template, name: file.name, namespace: file.namespace }, type: file.type },
    },
  });
}

/** @param text of a file that `parseSealedFile` took without findings */
export function setSealedKey(text: string, item: SealedKey): string {
  const edited = editInPlace(text, item);
  return edited !== undefined && isEqual(strings(edited), manifestWith(strings(text), item))
    ? edited
    : rewrite(text, item);
}

/** Sets `spec.template.type`. */
export function setSealedType(text: string, type: string): string {
  const document = parse(text);
  const node = document.getIn(['spec', 'template', 'type'], true) as Scalar | undefined;
  if (node?.range && (node.type === 'PLAIN' || node.type?.startsWith('QUOTE_')))
    return splice(text, node.range[0], node.range[1], type);
  document.setIn(['spec', 'template', 'type'], type);
  return document.toString({ lineWidth: 0 });
}

function editInPlace(text: string, { key, ciphertext, provenance }: SealedKey): string | undefined {
  const withValue = putPair(text, ['spec', 'encryptedData'], key, ciphertext);
  if (withValue === undefined) return undefined;
  const line = formatProvenance(key, provenance);
  const annotation = ['metadata', 'annotations'];
  const document = parse(withValue);
  const existing = document.getIn([...annotation, PROVENANCE], true) as Scalar | undefined;
  if (existing !== undefined) return putLine(withValue, existing, key, line);
  return document.hasIn(annotation)
    ? putPair(withValue, annotation, PROVENANCE, '|', `  ${line}`)
    : putPair(withValue, ['metadata'], 'annotations', '', `  ${PROVENANCE}: |`, `    ${line}`);
}

/**
 * Replaces the value of a pair in a block mapping, or inserts the pair where its key belongs alphabetically.
 * @param rest further lines of the value, indented relative to the key
 * @returns `undefined` when the mapping is not in block style
 */
function putPair(
  text: string,
  path: readonly string[],
  key: string,
  value: string,
  ...rest: string[]
): string | undefined {
  const map = parse(text).getIn(path, true) as YAMLMap.Parsed | undefined;
  const [first] = map?.items ?? [];
  if (map === undefined || map.flow === true || first === undefined) return undefined;
  const pairs = map.items as Pair<Scalar.Parsed, Scalar.Parsed | null>[];
  const found = pairs.find((pair) => nameOf(pair) === key);
  if (found !== undefined) {
    const style = found.value?.type;
    if (style !== 'PLAIN' && style !== 'QUOTE_DOUBLE' && style !== 'QUOTE_SINGLE') return undefined;
    return splice(text, found.value!.range[0], found.value!.range[1], value);
  }
  const column = first.key.range[0]! - (text.lastIndexOf('\n', first.key.range[0]! - 1) + 1);
  const indent = ' '.repeat(column);
  const end = endOfLine(text);
  const head = value === '' ? `${printKey(key)}:` : `${printKey(key)}: ${value}`;
  const lines = [head, ...rest].map((line) => indent + line + end).join('');
  const before = pairs.filter((pair) => nameOf(pair) < key).at(-1);
  const keyLine = text.lastIndexOf('\n', first.key.range[0]! - 1) + 1;
  return insertLines(text, before === undefined ? keyLine : lineAfter(text, before), lines, end);
}

/** Replaces or inserts the line of a key in a literal block, sorted by key. */
function putLine(text: string, node: Scalar, key: string, line: string): string | undefined {
  if (node.type !== 'BLOCK_LITERAL' || !node.range) return undefined;
  const start = text.indexOf('\n', node.range[0]) + 1;
  const stop = node.range[1];
  const end = endOfLine(text);
  const starts: number[] = [];
  for (let at = start; at > 0 && at < stop; at = text.indexOf('\n', at) + 1) starts.push(at);
  const lines = starts
    .map((from) => {
      const newline = text.indexOf('\n', from);
      const to = newline === -1 ? text.length : newline;
      const [, indent = '', name = ''] = /^( *)(\S*)/.exec(text.slice(from, to)) ?? [];
      return { from, to: text[to - 1] === '\r' ? to - 1 : to, indent, name };
    })
    .filter(({ name }) => name !== '');
  const [first] = lines;
  if (first === undefined) return undefined;
  const own = lines.find(({ name }) => name === key);
  if (own !== undefined) return splice(text, own.from, own.to, own.indent + line);
  const before = lines.filter(({ name }) => name < key).at(-1);
  const at = before === undefined ? first.from : nextLine(text, before.to);
  return insertLines(text, at, first.indent + line + end, end);
}

/** Offset of the line after the last line of a pair, comments at its end included. */
function lineAfter(
  text: string,
  pair: Pair<Scalar.Parsed, { range: readonly [number, number, number] } | null>,
): number {
  const stop = pair.value?.range[1] ?? pair.key.range[2];
  return text[stop - 1] === '\n' ? stop : nextLine(text, stop);
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

function insertLines(text: string, at: number, lines: string, end: string): string {
  const open = at === text.length && at > 0 && text[at - 1] !== '\n';
  return splice(text, at, at, open ? end + lines.slice(0, -end.length) : lines);
}

function splice(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

function endOfLine(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function nameOf({ key }: Pair<Scalar.Parsed, unknown>): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function printKey(key: string): string {
  return print({ a: { [key]: 0 } }).slice('a:\n  '.length, -': 0\n'.length);
}

function yaml(): typeof import('yaml') {
  return require('yaml') as typeof import('yaml');
}

function parse(text: string): Document.Parsed {
  return yaml().parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
}

function print(value: unknown): string {
  return yaml().stringify(value, { lineWidth: 0 });
}

interface Manifest {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  /** `encryptedData` may be an empty string: a key without value. */
  readonly spec: { readonly encryptedData?: Readonly<Record<string, string>> | '' };
}

/** Content of the file with every scalar as its characters: `1.10` stays `1.10`. */
function strings(text: string): Manifest {
  return yaml().parseDocument(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' }).toJS() as Manifest;
}

/** What the file must say after the edit, computed without touching its text. */
function manifestWith(manifest: Manifest, item: SealedKey): Manifest {
  const { annotations } = manifest.metadata;
  return {
    ...manifest,
    metadata: {
      ...manifest.metadata,
      annotations: { ...annotations, [PROVENANCE]: provenanceWith(annotations?.[PROVENANCE], item) },
    },
    spec: { ...manifest.spec, encryptedData: { ...(manifest.spec.encryptedData || {}), [item.key]: item.ciphertext } },
  };
}

function provenanceWith(lines: string | undefined, { key, provenance }: SealedKey): string {
  const all = (lines ?? '').split('\n').filter((line) => line.trim() !== '');
  const line = formatProvenance(key, provenance);
  const own = all.findIndex((other) => keyOf(other) === key);
  if (own !== -1) all[own] = line;
  else all.splice(all.findLastIndex((other) => keyOf(other) < key) + 1, 0, line);
  return `${all.join('\n')}\n`;
}

function keyOf(line: string): string {
  return line.trim().split(' ')[0]!;
}

/** The same edit where the text has no line of its own for the key. */
function rewrite(text: string, item: SealedKey): string {
  const document = parse(text);
  const annotation = ['metadata', 'annotations', PROVENANCE];
  const lines = document.getIn(annotation);
  document.setIn(annotation, provenanceWith(typeof lines === 'string' ? lines : undefined, item));
  if (!yaml().isMap(document.getIn(['spec', 'encryptedData'])))
    document.setIn(['spec', 'encryptedData'], document.createNode({}));
  document.setIn(['spec', 'encryptedData', item.key], item.ciphertext);
  yaml().visit(document, {
    Collection(_, node) {
      node.flow = false;
    },
    Scalar(_, node) {
      delete node.type;
    },
  });
  return document.toString({ lineWidth: 0 });
}
