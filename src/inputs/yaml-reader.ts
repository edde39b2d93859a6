/**
 * Reads a YAML file by its nodes, so that every complaint carries file, line and column, and nothing is expanded: an
 * alias is refused where it stands, and a mapping is never turned into an object whose keys could hide something.
 */
import type { Document, Node, Pair, ParsedNode, Scalar, YAMLMap } from 'yaml';
import type { Finding } from '../model/finding';
import type { Code } from '../model/codes';
import { choose } from '../model/nearest';
import { parsePlainYaml } from './plain-yaml';
import { openBracket } from './yaml-brackets';
import { reasonOf } from './yaml-reasons';

export interface YamlEntry {
  readonly key: Scalar.Parsed;
  readonly value: ParsedNode | null;
}

export type YamlEntries = ReadonlyMap<string, YamlEntry>;

/** What is put into a finding beside code, place, message and fix. */
export type Whereabouts = Pick<Finding, 'environments' | 'object' | 'path'>;

export class YamlReader {
  readonly findings: Finding[] = [];
  private lineStarts: readonly number[] | undefined;
  private readonly yaml: typeof import('yaml') = require('yaml');

  /** @param file name for messages, relative to the project: `images.lock.yaml` */
  constructor(
    readonly file: string,
    readonly text: string,
  ) {}

  /** The content of the only document, or `undefined` after a finding. `null` for an empty file. */
  parse(): ParsedNode | null | undefined {
    const plain = parsePlainYaml(this.text);
    if (plain !== undefined) return plain;
    let document: Document.Parsed;
    try {
      document = this.yaml.parseDocument(this.text, { uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.report('LS502', 0, 'invalid YAML: it is nested too deeply to parse', 'Reduce the nesting to a few levels.');
      return undefined;
    }
    const [error] = [...document.errors, ...document.warnings];
    if (error === undefined) return document.contents;
    if (error.code === 'MULTIPLE_DOCS') {
      this.report(
        'LS502',
        error.pos[0],
        'the file contains more than one YAML document',
        'Keep one document: remove everything after the line `---`.',
      );
      return undefined;
    }
    // What follows an unclosed bracket is misread, so its own complaints mislead; an unclosed quote swallows brackets.
    const swallowed = error.code === 'MISSING_CHAR' && error.message.includes('quote');
    const bracket = swallowed || error.code === 'RESOURCE_EXHAUSTION' ? undefined : openBracket(this.text);
    if (bracket !== undefined) {
      const close = bracket.bracket === '[' ? ']' : '}';
      this.report(
        'LS502',
        bracket.offset,
        `invalid YAML: unclosed \`${bracket.bracket}\``,
        `Close it with \`${close}\`, or quote the value if the bracket is part of it.`,
      );
      return undefined;
    }
    const [reason, fix] = reasonOf(error.code, this.text.slice(error.pos[0], error.pos[0] + 1));
    this.report('LS502', error.pos[0], `invalid YAML: ${reason}`, fix);
    return undefined;
  }

  /** `images.lock.yaml:12:5`; columns count characters from 1. */
  place(offset: number): string {
    const starts = (this.lineStarts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return `${this.file}:${low + 1}:${offset - starts[low]! + 1}`;
  }

  report(code: Code, at: Node | number | null, message: string, fix: string, where: Whereabouts = {}): void {
    const offset = typeof at === 'number' ? at : (at?.range?.[0] ?? 0);
    this.findings.push({ code, ...where, file: this.place(offset), message, fix });
  }

  /**
   * YamlEntries of a mapping by key, in the order of the file; `undefined` after a finding when the node is something else.
   * Of a key written twice the first counts, the second is a finding.
   * @param what the thing, as a message names it: `platform "shop"`
   * @param at where to point when there is no node
   */
  entries(
    node: ParsedNode | null,
    what: string,
    at: Node | number,
    where: Whereabouts = {},
  ): Map<string, YamlEntry> | undefined {
    if (!this.yaml.isMap(node)) {
      if (this.alias(node, where)) return undefined;
      const found = node === null || this.isEmpty(node) ? 'is empty' : `is ${this.describe(node)}`;
      this.report(
        'LS509',
        node === null || this.isEmpty(node) ? at : node,
        `${what} ${found}, not a mapping`,
        'Add `key: value` lines below it, indented by two spaces.',
        where,
      );
      return undefined;
    }
    const entries = new Map<string, YamlEntry>();
    for (const { key, value } of (node as YAMLMap.Parsed).items as Pair<ParsedNode, ParsedNode | null>[]) {
      if (this.alias(key, where)) continue;
      if (!this.yaml.isScalar(key)) {
        this.report(
          'LS509',
          key,
          `a key of ${what} is ${this.describe(key)}, not a name`,
          'Use a plain name before the colon.',
          where,
        );
        continue;
      }
      const name = this.source(key);
      if (entries.has(name)) {
        this.report(
          'LS510',
          key,
          `duplicate "${name}" in ${what}`,
          'Remove one of the two: YAML parsers disagree about which one applies.',
          where,
        );
        continue;
      }
      entries.set(name, { key: key as Scalar.Parsed, value });
    }
    return entries;
  }

  /**
   * The characters of a string; numbers give the characters of the file (`1.10`, not 1.1). `undefined` for nothing
   * at all without a finding, and after a finding for anything else.
   */
  string(entry: YamlEntry | undefined, what: string, where: Whereabouts = {}): string | undefined {
    const node = entry?.value ?? null;
    if (node === null || this.isEmpty(node) || this.alias(node, where)) return undefined;
    if (this.yaml.isScalar(node)) {
      if (typeof node.value === 'string') return node.value;
      if (typeof node.value === 'number' || typeof node.value === 'bigint') return this.source(node);
    }
    const quoted = this.yaml.isScalar(node) ? `Quote it: "${this.source(node)}".` : 'Set one value after the colon.';
    this.report('LS509', node, `${what} is ${this.describe(node)}, not a string`, quoted, where);
    return undefined;
  }

  /** A mapping of strings below a key; empty when the key is not there. */
  strings(entries: YamlEntries, field: string, path: string, where: Whereabouts = {}): Record<string, string> {
    const result: [key: string, value: string][] = [];
    const entry = entries.get(field);
    if (entry === undefined || this.isEmpty(entry.value)) return {};
    for (const [key, value] of this.entries(entry.value, path, entry.key, where) ?? []) {
      const what = `${path}["${key}"]`;
      if (this.yaml.isScalar(value.value) && typeof value.value.value === 'number') {
        this.report('LS509', value.value, `${what} is ${this.describe(value.value)}, not a string`, 'Quote it.', {
          ...where,
          path,
        });
      } else result.push([key, this.string(value, what, where) ?? '']);
    }
    return Object.fromEntries(result);
  }

  /** A finding for each key that is not one of the valid ones. */
  closed(entries: YamlEntries, valid: readonly string[], what: string, where: Whereabouts = {}): void {
    for (const [key, { key: at }] of entries) {
      if (!valid.includes(key)) this.report('LS503', at, `unknown ${what}: "${key}"`, choose(key, valid), where);
    }
  }

  isEmpty(node: ParsedNode | null): boolean {
    return node === null || (this.yaml.isScalar(node) && (node.value === null || node.value === ''));
  }

  isMap(node: ParsedNode | null): boolean {
    return this.yaml.isMap(node);
  }

  /** True, after a finding, when the node is an alias. */
  alias(node: ParsedNode | null, where: Whereabouts = {}): boolean {
    if (!this.yaml.isAlias(node)) return false;
    this.report(
      'LS511',
      node,
      `"*${node.source}" is an alias`,
      'Repeat the value: a change of the anchor would silently change other fields.',
      where,
    );
    return true;
  }

  describe(node: ParsedNode): string {
    if (this.yaml.isMap(node)) return 'a mapping';
    if (this.yaml.isSeq(node)) return 'a list';
    if (!this.yaml.isScalar(node)) return 'an alias';
    if (node.value === null) return 'empty';
    return `the ${typeof node.value} ${this.source(node)}`;
  }

  private source(node: Scalar): string {
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
