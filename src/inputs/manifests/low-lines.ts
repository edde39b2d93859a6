/**
 * Quoted text whose lines stand no deeper than their key. YAML forbids it; the parser of `kubectl`, as every one that goes back to
 * libyaml, reads it. Such text is put on one line, with as many characters as before, so that places in the file stay what they are.
 */
import type { Document, Lexer, Scalar } from 'yaml';

/** What the lexer of the `yaml` package puts before a scalar. */
const SCALAR = '\u001f';
const MARKS = new Set(['\u0002', '\u0018', SCALAR, '\ufeff']);
/** Marks a character that folding removes. */
const NOTHING = '\ue000';
/** Marks the end of a line that folding keeps. */
const LINE_END = '\ue001';
/** Texts of this kind in one document, which is read anew for each. */
const MOST = 50;

/** @returns the text with such scalars on one line; `undefined` where there are none, or where they do not end */
export function joinedLowLines(text: string): string | undefined {
  if (text.includes(NOTHING) || text.includes(LINE_END)) return undefined;
  let joined = text;
  for (let count = 0; count < MOST; count++) {
    const start = openQuote(joined);
    if (start === undefined) break;
    const end = closing(joined, start);
    if (end === undefined) return undefined;
    joined = joined.slice(0, start) + onOneLine(joined.slice(start, end)) + joined.slice(end);
  }
  return joined === text ? undefined : joined;
}

/** Where a quoted scalar begins that the lexer ends without its quote. */
function openQuote(text: string): number | undefined {
  const { Lexer: YamlLexer } = require('yaml') as { readonly Lexer: new () => Lexer };
  let offset = 0;
  let scalar = false;
  for (const piece of new YamlLexer().lex(text)) {
    if (MARKS.has(piece)) {
      scalar = piece === SCALAR;
      continue;
    }
    const quote = piece[0];
    if (!scalar && (quote === '"' || quote === "'") && closing(piece, 0) !== piece.length) return offset;
    offset += piece.length;
    scalar = false;
  }
  return undefined;
}

/** Behind the quote that ends the scalar. A line `---` or `...` ends the document before it. */
function closing(text: string, start: number): number | undefined {
  const pattern = text[start] === '"' ? /"(?:[^"\\]|\\[^])*"/y : /'(?:[^']|'')*'(?!')/y;
  pattern.lastIndex = start;
  const found = pattern.exec(text)?.[0];
  return found === undefined || /^(?:---|\.\.\.)(?:\s|$)/m.test(found) ? undefined : start + found.length;
}

/** Folded as YAML folds: one line end is a space, each further one stays, spaces around them go. */
function onOneLine(quoted: string): string {
  const fill = (text: string) => NOTHING.repeat(text.length);
  return quoted.replace(/(\\\r?\n[ \t]*)|[ \t]*(?:\r?\n[ \t]*)+/g, (all, escaped: string | undefined) => {
    if (escaped !== undefined && quoted.startsWith('"')) return fill(all);
    const further = all.split('\n').length - 2;
    const kept = further === 0 ? ' ' : LINE_END.repeat(further);
    return kept + fill(all.slice(kept.length));
  });
}

/** Removes the marks from the scalars that were joined. */
export function withoutMarks(document: Document.Parsed): void {
  const { visit } = require('yaml') as typeof import('yaml');
  const plain = (text: string) => text.replaceAll(NOTHING, '').replaceAll(LINE_END, '\n');
  visit(document, {
    Scalar(_, node: Scalar) {
      if (typeof node.value === 'string') node.value = plain(node.value);
      if (node.source !== undefined) node.source = plain(node.source);
    },
  });
}
