import type { Lexer } from 'yaml';

export interface OpenBracket {
  readonly bracket: '[' | '{';
  /** Its position in the text, in characters from 0. */
  readonly offset: number;
}

/** What the lexer of the `yaml` package marks in its stream of source pieces; no character of the text. */
const DOCUMENT = '\u0002';
const FLOW_END = '\u0018';
const SCALAR = '\u001f';
const CLOSES: Readonly<Record<string, '[' | '{'>> = { ']': '[', '}': '{' };

/** The first `[` or `{` that nothing closes, before the indentation ends what it began; `undefined` when all are closed. */
export function openBracket(text: string): OpenBracket | undefined {
  const { Lexer: YamlLexer } = require('yaml') as { readonly Lexer: new () => Lexer };
  const open: OpenBracket[] = [];
  let offset = 0;
  let scalar = false;
  for (const piece of new YamlLexer().lex(text)) {
    if (piece === FLOW_END && open.length > 0) return open[0];
    if (piece === SCALAR) scalar = true;
    else if (piece !== DOCUMENT && piece !== FLOW_END) {
      if (!scalar && (piece === '[' || piece === '{')) open.push({ bracket: piece, offset });
      else if (!scalar && CLOSES[piece] !== undefined && open.at(-1)?.bracket === CLOSES[piece]) open.pop();
      offset += piece.length;
      scalar = false;
    }
  }
  return open[0];
}
