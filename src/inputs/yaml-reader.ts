/**
 * Reads a YAML file by its nodes, so that every complaint carries file, line and column, and nothing is expanded: an
 * alias is refused where it stands, and a mapping is never turned into an object whose keys could hide something.
 */
import type { Document, Node, Pair, ParsedNode, Scalar, YAMLMap } from 'yaml';
import type { Code } from '../model/codes';
import type { Finding } from '../model/finding';
import { choice } from '../model/nearest';
import { messageAndFix, phrase, worded, type MessageAndFix, type Phrase } from '../model/phrase';
import { lineAndColumn } from './manifests/text';
import { parsePlainYaml } from './plain-yaml';
import { openBracket } from './yaml-brackets';
import { invalidYaml } from './yaml-reasons';

export interface YamlEntry {
  readonly key: Scalar.Parsed;
  readonly value: ParsedNode | null;
}

export type YamlEntries = ReadonlyMap<string, YamlEntry>;

/** What a finding has besides code, place and texts. */
type Whereabouts = Pick<Finding, 'environments' | 'object' | 'path'>;

export class YamlReader {
  private readonly yaml: typeof import('yaml') = require('yaml');

  /**
   * @param file name for messages, relative to the project: `images.lock.yaml`
   * @param where put into each finding
   */
  constructor(
    readonly file: string,
    readonly text: string,
    private readonly where: Whereabouts = {},
    readonly findings: Finding[] = [],
  ) {}

  /** The same reader for a part of the file. */
  within(where: Whereabouts): YamlReader {
    return new YamlReader(this.file, this.text, { ...this.where, ...where }, this.findings);
  }

  /** The content of the only document, or `undefined` after a finding. `null` for an empty file. */
  parse(): ParsedNode | null | undefined {
    const plain = parsePlainYaml(this.text);
    if (plain !== undefined) return plain;
    let document: Document.Parsed;
    try {
      document = this.yaml.parseDocument(this.text, { uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.broken(0, invalidYaml('RESOURCE_EXHAUSTION'));
    }
    const [error] = [...document.errors, ...document.warnings];
    if (error === undefined) return document.contents;
    const [at] = error.pos;
    if (error.code === 'MULTIPLE_DOCS') {
      this.report('LS502', at)`
        the file contains more than one YAML document
        Keep one document: remove everything after the line \`---\`.`;
      return undefined;
    }
    // What follows an unclosed bracket is misread, so its own complaints mislead; an unclosed quote swallows brackets.
    const swallowed = error.code === 'MISSING_CHAR' && error.message.includes('quote');
    const open = swallowed || error.code === 'RESOURCE_EXHAUSTION' ? undefined : openBracket(this.text);
    if (open === undefined) return this.broken(at, invalidYaml(error.code, this.text.slice(at, at + 1)));
    this.report('LS502', open.offset)`
      invalid YAML: unclosed \`${{ bracket: open.bracket }}\`
      Close it with \`${{ close: open.bracket === '[' ? ']' : '}' }}\`, or quote the value if the bracket is part of it.`;
    return undefined;
  }

  /** `images.lock.yaml:12:5`; columns count characters from 1. */
  place(offset: number): string {
    return `${this.file}:${lineAndColumn(this.text, offset)}`;
  }

  report(code: Code, at: Node | number | null, where: Whereabouts = {}): MessageAndFix {
    const file = this.place(typeof at === 'number' ? at : (at?.range?.[0] ?? 0));
    return messageAndFix(
      (message, fix) => void this.findings.push({ code, ...this.where, ...where, file, ...worded(message, fix) }),
    );
  }

  /**
   * Entries of a mapping by key, in the order of the file; `undefined` after a finding when the node is something else.
   * Of a key written twice the first counts, the second is a finding.
   * @param of its key is where to point when there is no value
   * @param what the thing, as a message names it: `platform "shop"`
   */
  entries(
    { key: at, value: node }: { readonly key: Node | number; readonly value: ParsedNode | null },
    what: Phrase,
  ): Map<string, YamlEntry> | undefined {
    if (!this.yaml.isMap(node)) {
      if (this.alias(node)) return undefined;
      const empty = node === null || this.isEmpty(node);
      this.report('LS509', empty ? at : node)`
        ${what} is ${{ found: empty ? 'empty' : this.describe(node) }}, not a mapping
        Add \`key: value\` lines below it, indented by two spaces.`;
      return undefined;
    }
    const entries = new Map<string, YamlEntry>();
    for (const { key, value } of (node as YAMLMap.Parsed).items as Pair<ParsedNode, ParsedNode | null>[]) {
      if (this.alias(key)) continue;
      if (!this.yaml.isScalar(key)) {
        this.report('LS509', key)`
          a key of ${what} is ${{ found: this.describe(key) }}, not a name
          Use a plain name before the colon.`;
        continue;
      }
      const name = this.source(key);
      if (entries.has(name))
        this.report('LS510', key)`
          duplicate "${{ name }}" in ${what}
          Remove one of the two: YAML parsers disagree about which one applies.`;
      else entries.set(name, { key: key as Scalar.Parsed, value });
    }
    return entries;
  }

  /**
   * The characters of a string; numbers give the characters of the file (`1.10`, not 1.1). `undefined` for nothing
   * at all without a finding, and after a finding for anything else.
   */
  string(entry: YamlEntry | undefined, what: Phrase): string | undefined {
    const node = entry?.value ?? null;
    if (node === null || this.isEmpty(node) || this.alias(node)) return undefined;
    const isScalar = this.yaml.isScalar(node);
    if (isScalar && typeof node.value === 'string') return node.value;
    if (isScalar && (typeof node.value === 'number' || typeof node.value === 'bigint')) return this.source(node);
    this.report('LS509', node)`
      ${what} is ${{ found: this.describe(node) }}, not a string
      ${isScalar ? phrase`Quote it: "${{ value: this.source(node) }}".` : phrase`Set one value after the colon.`}`;
    return undefined;
  }

  /** A mapping of strings below a key; empty when the key is not there. */
  strings(entries: YamlEntries, field: string, path: string): Record<string, string> {
    const result: [key: string, value: string][] = [];
    const entry = entries.get(field);
    if (entry === undefined || this.isEmpty(entry.value)) return {};
    for (const [key, value] of this.entries(entry, phrase`${{ path }}`) ?? []) {
      const what = phrase`${{ path }}["${{ key }}"]`;
      if (this.yaml.isScalar(value.value) && typeof value.value.value === 'number') {
        this.report('LS509', value.value, { path })`
          ${what} is ${{ found: this.describe(value.value) }}, not a string
          Quote it.`;
      } else result.push([key, this.string(value, what) ?? '']);
    }
    return Object.fromEntries(result);
  }

  /** A finding for each key that is not one of the valid ones. */
  closed(entries: YamlEntries, valid: readonly string[], what: Phrase): void {
    for (const [key, { key: at }] of entries) {
      if (!valid.includes(key))
        this.report('LS503', at)`
          unknown ${what}: "${{ key }}"
          ${choice(key, valid)}`;
    }
  }

  isEmpty(node: ParsedNode | null): boolean {
    return node === null || (this.yaml.isScalar(node) && (node.value === null || node.value === ''));
  }

  /** True, after a finding, when the node is an alias. */
  alias(node: ParsedNode | null): boolean {
    if (!this.yaml.isAlias(node)) return false;
    this.report('LS511', node)`
      "*${{ alias: node.source }}" is an alias
      Repeat the value: a change of the anchor would silently change other fields.`;
    return true;
  }

  describe(node: ParsedNode): string {
    if (this.yaml.isMap(node)) return 'a mapping';
    if (this.yaml.isSeq(node)) return 'a list';
    if (!this.yaml.isScalar(node)) return 'an alias';
    if (node.value === null) return 'empty';
    return `the ${typeof node.value} ${this.source(node)}`;
  }

  private broken(at: number, { message, fix }: ReturnType<typeof invalidYaml>): undefined {
    this.report('LS502', at)`
      ${message}
      ${fix}`;
  }

  private source(node: Scalar): string {
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
  }
}
