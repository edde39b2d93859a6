/**
 * Reads the YAML that manifests are nearly always written in (block maps and lists, plain and simple quoted scalars, literal
 * blocks) many times faster than the `yaml` package, and gives up on anything else. What it returns is what
 * `document.ts` would have returned; a property test holds it to that.
 */
import { setEntry, type Json } from '../../model/json';

interface Line {
  readonly indent: number;
  readonly text: string;
  /** Number of the line in the document. */
  readonly at: number;
}

const WORDS = /^(?:y|yes|n|no|on|off|true|false|null|nan)$/i;
const KEY = /^([A-Za-z_][A-Za-z0-9_./-]*):(?: +(.*))?$/;
const PLAIN = /^[A-Za-z/_](?:[A-Za-z0-9_./@%+=,;()*$~^?<>&|!'"{}[\] -]|:(?! |$))*$/;
const AMOUNT = /^[0-9]+(?:\.[0-9]+)?(?:m|k|M|G|Ki|Mi|Gi|Ti|s|h|d|ms|%)$/;
const VERSION = /^[0-9]+\.[0-9]+\.[0-9]+$/;
const INTEGER = /^(?:0|[1-9][0-9]{0,14})$/;
const DOUBLE = /^"([^"\\]*)"$/;
const SINGLE = /^'([^']*)'$/;
const FLOW = /^(?:\[([^[\]{}]+)\]|\{([^[\]{}]+)\})$/;
const FLOW_WORD = /^[A-Za-z/_][A-Za-z0-9_./-]*$/;
const FLOW_QUOTED = /^"[^"\\,:]*"$/;
const DEEPEST = 90;

/** Thrown within this file: the text is not that simple. */
const TOO_HARD = new Error('not that simple');

/** @returns `undefined` where the text is not that simple */
export function readBlock(text: string): Json | undefined {
  if (/[\t\r\u0080-\uffff]/.test(text)) return undefined;
  try {
    const reader = new Reader(text.split('\n'));
    return reader.whole();
  } catch (error) {
    if (error === TOO_HARD) return undefined;
    throw error;
  }
}

class Reader {
  private next = 0;
  private ahead: Line | undefined;

  constructor(private readonly lines: readonly string[]) {
    if (lines[0] === '---') this.next = 1;
  }

  whole(): Json {
    const first = this.peek();
    if (first === undefined || first.indent !== 0) throw TOO_HARD;
    const value = this.node(0, 0);
    if (this.peek() !== undefined) throw TOO_HARD;
    return value;
  }

  private peek(): Line | undefined {
    if (this.ahead !== undefined) return this.ahead;
    for (; this.next < this.lines.length; this.next++) {
      const line = this.lines[this.next]!;
      const text = line.trimStart();
      if (text === '' || text.startsWith('#')) continue;
      if (text.includes(' #')) throw TOO_HARD;
      return (this.ahead = { indent: line.length - text.length, text: text.trimEnd(), at: this.next });
    }
    return undefined;
  }

  private take(): void {
    this.ahead = undefined;
    this.next++;
  }

  private node(indent: number, depth: number): Json {
    if (depth > DEEPEST) throw TOO_HARD;
    const { text } = this.peek()!;
    return text === '-' || text.startsWith('- ') ? this.list(indent, depth) : this.map(indent, depth);
  }

  private list(indent: number, depth: number): Json {
    const items: Json[] = [];
    for (
      let line = this.peek();
      line?.indent === indent && (line.text === '-' || line.text.startsWith('- '));
      line = this.peek()
    ) {
      const rest = line.text.slice(1).trimStart();
      if (rest === '' || rest === '-' || rest.startsWith('- ')) throw TOO_HARD;
      const inner = indent + line.text.length - rest.length;
      if (KEY.test(rest)) {
        this.ahead = { indent: inner, text: rest, at: line.at };
        items.push(this.map(inner, depth + 1));
      } else {
        this.take();
        items.push(scalar(rest));
        this.notDeeper(indent);
      }
    }
    return items;
  }

  private map(indent: number, depth: number): Json {
    const result: Record<string, unknown> = {};
    for (let line = this.peek(); line?.indent === indent; line = this.peek()) {
      const [, key, rest] = KEY.exec(line.text) ?? [];
      if (key === undefined || WORDS.test(key) || Object.hasOwn(result, key)) throw TOO_HARD;
      this.take();
      if (rest === undefined || rest === '') {
        const below = this.peek();
        const isList = below !== undefined && (below.text === '-' || below.text.startsWith('- '));
        if (below !== undefined && (below.indent > indent || (below.indent === indent && isList)))
          setEntry(result, key, this.node(below.indent, depth + 1));
        else setEntry(result, key, undefined);
        if (result[key] === undefined) delete result[key];
      } else if (rest === '|' || rest === '|-') {
        setEntry(result, key, this.literal(indent, rest === '|'));
      } else {
        setEntry(result, key, scalar(rest));
        this.notDeeper(indent);
      }
    }
    const after = this.peek();
    if (after !== undefined && after.indent > indent) throw TOO_HARD;
    return result as Json;
  }

  /** A line that goes on where a scalar ended is part of it. */
  private notDeeper(indent: number): void {
    const line = this.peek();
    if (line !== undefined && line.indent > indent) throw TOO_HARD;
  }

  private literal(parent: number, newline: boolean): string {
    const first = this.lines[this.next];
    if (first === undefined) throw TOO_HARD;
    const indent = first.length - first.trimStart().length;
    if (indent <= parent || first.trim() === '') throw TOO_HARD;
    const content: string[] = [];
    for (; this.next < this.lines.length; this.next++) {
      const line = this.lines[this.next]!;
      const depth = line.length - line.trimStart().length;
      if (line.trim() === '') {
        if (line !== '') throw TOO_HARD;
        content.push('');
        continue;
      }
      if (depth < indent) {
        if (depth > parent) throw TOO_HARD;
        break;
      }
      content.push(line.slice(indent));
    }
    // a text that ends without a line break ends the literal without one
    if (this.next >= this.lines.length && this.lines.at(-1) !== '') throw TOO_HARD;
    while (content.at(-1) === '') content.pop();
    return content.join('\n') + (newline ? '\n' : '');
  }
}

function scalar(written: string): Json {
  if (written === 'true') return true;
  if (written === 'false') return false;
  if (INTEGER.test(written)) return Number(written);
  if (AMOUNT.test(written) || VERSION.test(written)) return written;
  if (written === '{}') return {};
  if (written === '[]') return [];
  const quoted = DOUBLE.exec(written)?.[1] ?? SINGLE.exec(written)?.[1];
  if (quoted !== undefined) return quoted;
  const [, list, map] = FLOW.exec(written) ?? [];
  if (list !== undefined) return list.split(',').map(flowScalar);
  if (map !== undefined) return flowMap(map.split(','));
  if (PLAIN.test(written) && !WORDS.test(written)) return written;
  throw TOO_HARD;
}

function flowScalar(part: string): Json {
  const written = part.trim();
  if (!FLOW_WORD.test(written) && !FLOW_QUOTED.test(written) && !INTEGER.test(written)) throw TOO_HARD;
  return scalar(written);
}

function flowMap(parts: readonly string[]): Json {
  const result: Record<string, unknown> = {};
  for (const part of parts) {
    const [, key, value] = KEY.exec(part.trim()) ?? [];
    if (key === undefined || value === undefined || WORDS.test(key) || Object.hasOwn(result, key)) throw TOO_HARD;
    setEntry(result, key, flowScalar(value));
  }
  return result as Json;
}
