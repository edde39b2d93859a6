/**
 * One YAML document as `kubectl` reads it (YAML 1.1 without its times, so `yes` is a truth value and `0644` octal), and
 * what is wrong with it. Nothing in it can make the reader expand without end.
 */
import { messageAndFix, type MessageAndFix, type Phrase } from '../../model/phrase';
import type { Document, Node, Pair, Scalar } from 'yaml';
import { setEntry, type Json } from '../../model/json';
import type { Code } from '../../model/codes';
import { invalidYaml } from '../yaml-reasons';
import { joinedLowLines, withoutMarks } from './low-lines';

export interface Fault {
  readonly code: Code;
  /** Offset in the text that was parsed. */
  readonly at: number;
  readonly message: Phrase;
  readonly fix: Phrase;
}

function fault(code: Code, at: number): MessageAndFix<Fault> {
  return messageAndFix((message, fix) => ({ code, at, message, fix }));
}

export interface ReadDocument {
  readonly value: Json | undefined;
  readonly faults: readonly Fault[];
}

const DEEPEST = 100;
/** Nodes that aliases may add to one document. */
const MOST_ALIASED = 100_000;
const NOT_OF_KUBECTL = new Set([
  'tag:yaml.org,2002:timestamp',
  'tag:yaml.org,2002:binary',
  'tag:yaml.org,2002:omap',
  'tag:yaml.org,2002:pairs',
  'tag:yaml.org,2002:set',
]);

/** @throws RangeError when it is nested so deeply that the parser gives up */
export function parseDocuments(text: string): Document.Parsed[] {
  const documents = parse(text);
  if (
    !documents.some(({ errors }) =>
      errors.some(({ code, message }) => code === 'MISSING_CHAR' && message.includes('quote')),
    )
  )
    return documents;
  const joined = joinedLowLines(text);
  if (joined === undefined) return documents;
  const again = parse(joined);
  if (again.some(({ errors }) => errors.length > 0)) return documents;
  again.forEach(withoutMarks);
  return again;
}

function parse(text: string): Document.Parsed[] {
  const { parseAllDocuments } = require('yaml') as typeof import('yaml');
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: (tags) =>
      tags.filter(
        (tag) =>
          typeof tag === 'string' || !(NOT_OF_KUBECTL.has(tag.tag) || ('format' in tag && tag.format === 'TIME')),
      ),
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    keepSourceTokens: false,
  });
  return Array.isArray(documents) ? (documents as Document.Parsed[]) : [];
}

/** Every document of a text, each as plain data. */
export function readDocuments(text: string): ReadDocument[] {
  let documents: Document.Parsed[];
  try {
    documents = parseDocuments(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ value: undefined, faults: [tooDeep(0)] }];
  }
  return documents.map((document) => {
    const [error] = [...document.errors, ...document.warnings];
    if (error !== undefined) {
      if (error.code === 'RESOURCE_EXHAUSTION') return { value: undefined, faults: [tooDeep(error.pos[0])] };
      const [at] = error.pos;
      const faults = [{ code: 'LS852', at, ...invalidYaml(error.code, text.slice(at, at + 1)) } as const];
      return { value: undefined, faults };
    }
    return plainDocument(document);
  });
}

/** The content of a document that was parsed without errors, as plain data. */
export function plainDocument(document: Document.Parsed): ReadDocument {
  return new Conversion().run(document.contents as Node | null);
}

class Conversion {
  private readonly yaml = require('yaml') as typeof import('yaml');
  private readonly faults: Fault[] = [];
  private readonly anchors = new Map<string, { readonly value: unknown; readonly size: number }>();
  private size = 0;
  private aliased = 0;
  private stopped = false;

  run(node: Node | null): ReadDocument {
    const value = this.convert(node, 0);
    const fatal = this.stopped || this.faults.some(({ code }) => code === 'LS856');
    return { value: fatal ? undefined : (value as Json | undefined), faults: this.faults };
  }

  private convert(node: Node | null, depth: number): unknown {
    if (node === null || this.stopped) return undefined;
    if (depth > DEEPEST) return this.stop(tooDeep(offsetOf(node)));
    const { isAlias, isMap, isScalar, isSeq } = this.yaml;
    if (isAlias(node)) return this.alias(node.source, node);
    const before = ++this.size;
    let value: unknown;
    if (isScalar(node)) value = scalarOf(node);
    else if (isMap(node)) value = this.map(node.items as Pair<Node, Node | null>[], depth);
    else if (isSeq(node)) value = (node.items as (Node | null)[]).map((item) => this.convert(item, depth + 1) ?? null);
    const { anchor } = node as { anchor?: string };
    if (anchor !== undefined) this.anchors.set(anchor, { value, size: this.size - before + 1 });
    return value;
  }

  private alias(name: string, node: Node): unknown {
    const target = this.anchors.get(name);
    if (target === undefined) {
      return this.stop(fault('LS852', offsetOf(node))`
        invalid YAML: alias \`*${{ name }}\` has no preceding anchor
        Quote the value if the * is part of it.`);
    }
    this.size += target.size;
    this.aliased += target.size;
    if (this.aliased <= MOST_ALIASED) return target.value;
    return this.stop(fault('LS855', offsetOf(node))`
      the aliases of this document expand to more than ${{ mostAliased: MOST_ALIASED }} nodes
      Replace the aliases with their values; nested aliases grow exponentially, and the API server rejects them.`);
  }

  private map(items: readonly Pair<Node, Node | null>[], depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    const merged: Record<string, unknown>[] = [];
    const seen = new Set<string>();
    for (const { key, value } of items) {
      if (this.stopped) break;
      if (!this.yaml.isScalar(key)) {
        const at = offsetOf(key ?? value);
        this.faults.push(fault('LS856', at)`
          a key is a map or a list, which is how YAML parses an unquoted \`{{ … }}\`
          Audit the rendered template, or quote the value.`);
        continue;
      }
      if (typeof key.value === 'symbol') {
        const from = this.convert(value, depth + 1);
        for (const one of Array.isArray(from) ? (from as unknown[]) : [from]) if (isRecord(one)) merged.push(one);
        continue;
      }
      const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value as number));
      if (seen.has(name)) {
        this.faults.push(fault('LS853', offsetOf(key))`
          duplicate key \`${{ name }}\` in one map
          Keep one of them; tools disagree about which one applies.`);
      }
      seen.add(name);
      const converted = this.convert(value, depth + 1);
      if (converted !== undefined) setEntry(result, name, converted);
    }
    for (const one of merged)
      for (const [name, value] of Object.entries(one))
        if (!seen.has(name) && !Object.hasOwn(result, name)) setEntry(result, name, value);
    return result;
  }

  private stop(fault: Fault): undefined {
    if (!this.stopped) this.faults.push(fault);
    this.stopped = true;
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function offsetOf(node: Node | null | undefined): number {
  return node?.range?.[0] ?? 0;
}

/** `null` means absent in a map. */
function scalarOf({ value, source }: Scalar): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    case 'symbol':
      return source ?? '<<';
    default:
      return undefined;
  }
}

function tooDeep(at: number): Fault {
  return fault('LS855', at)`
    it is nested more than ${{ deepest: DEEPEST }} levels deep
    Reduce the nesting; the API server rejects such manifests.`;
}
