/**
 * Scalars as YAML text that readers of YAML 1.1 (kubectl, Argo CD, PyYAML) and YAML 1.2 take for the same value. Plain
 * where that is safe in both, else double-quoted with the escapes that JSON has too.
 */

/** Why a text cannot be written in a UTF-8 file, or `undefined` when it can. Callers refuse such values before emission. */
export function unrepresentable(text: string): string | undefined {
  const match = LONE_SURROGATE.exec(text);
  if (match === null) return undefined;
  const code = match[0].charCodeAt(0).toString(16).toUpperCase();
  return `half of a surrogate pair (U+${code}) at position ${match.index}, which UTF-8 cannot represent`;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Nearly every string: safe, unless it is one of the words below or ends with a colon. */
const SIMPLE = /^[A-Za-z_/$(][\w./:@+=,;$()-]*$/;
/** What some readers of YAML 1.1 take for a boolean or null, or, without a digit before the exponent, for a number. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|-?e[-+]?[0-9]+)$/i;
/** Indicators, and beginnings of merge keys, default values, null, numbers with a sign or without a leading digit. */
const UNSAFE_START = /^(?:[\s?:,[\]{}#&*!|>'"%@`=<~+.]|-(?!-?[A-Za-z]))/;
/** White space other than single spaces inside, what starts a comment or a value, and what a reader would not see. */
const UNSAFE_INSIDE = /[^\S ]| #|: |[ :]$/;
/** A digit, then only characters that integers of any base, floats, base-60 numbers, grouped numbers or dates may have. */
const NUMBER_LIKE = /^[0-9][0-9a-fA-FoOpPtTxXzZ_+.:, -]*$/;
/**
 * Unprintable, invisible or reordering: never in a file as themselves. Listed by code point, as Unicode classes grow
 * with Node.
 */
const CONTROLS = '\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f';
const INVISIBLE =
  '\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff0-\\ufffb\\ufffe\\uffff';
const HIDDEN = new RegExp(`[${CONTROLS}${INVISIBLE}]|\\udb40[\\udc00-\\udfff]`);
const ESCAPED = new RegExp(`${HIDDEN.source}|[\\u000a\\u00a0\\u1680\\u2000-\\u200f\\u202f\\u205f\\u3000"\\\\]`, 'g');
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

/** Bounded, so that a long-lived process does not grow. */
const MAX_CACHED = 100_000;
const texts = new Map<string, string>();
const keys = new Map<string, string>();

/** A string on one line: plain or double-quoted. What is not simple, and each key, is decided once for all its uses. */
export function stringText(text: string): string {
  if (isSimple(text)) return text;
  const known = texts.get(text);
  if (known !== undefined) return known;
  const rendered = isPlain(text) ? text : quote(text);
  if (text.length <= 256) remember(texts, text, rendered);
  return rendered;
}

/** Implicit keys may not be longer than 1024 characters (YAML 1.2.2, 7.4.2); some margin for readers that count bytes. */
const LONGEST_IMPLICIT_KEY = 1000;

/** A key with the colon after it. A very long one is written as an explicit key (`? `), on a line of its own. */
export function keyText(key: string, indentation: string): string {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const rendered = stringText(key);
  if (Buffer.byteLength(rendered) > LONGEST_IMPLICIT_KEY) return `? ${rendered}\n${indentation}:`;
  const text = `${rendered}:`;
  remember(keys, key, text);
  return text;
}

/**
 * A number in the shortest form that reads back the same. An exponent gets the dot that YAML 1.1 wants: `1.0e+21`.
 * @throws when it is not finite
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value))
    throw new Error(`BUG: ${value} reached the emitter; YAML for Kubernetes has no such number.`);
  const text = String(value);
  const exponent = text.indexOf('e');
  return exponent === -1 || text.includes('.') ? text : `${text.slice(0, exponent)}.0${text.slice(exponent)}`;
}

/**
 * A text of several lines as the header and lines of a literal block, each line as it is; `undefined` when that would not
 * give back exactly the same text, or would hide something from the reader, such as spaces at the end of a line.
 * @param indentation of the lines, two more than that of the parent
 */
export function literalText(text: string, indentation: string): string | undefined {
  if (!text.includes('\n') || /[ \t](?:\n|$)/.test(text)) return undefined;
  const first = /[^\n]/.exec(text)?.[0];
  if (first === undefined || HIDDEN.test(text.replaceAll('\t', '')) || unrepresentable(text) !== undefined)
    return undefined;
  // The reader of Argo CD and kubectl refuses a tab where it still has to find out the indentation.
  const indicator = first === ' ' || first === '\t' ? '2' : '';
  const chomping = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : '';
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return `|${indicator}${chomping}\n${lines.map((line) => (line === '' ? '\n' : `${indentation}${line}\n`)).join('')}`;
}

function isSimple(text: string): boolean {
  return SIMPLE.test(text) && !text.endsWith(':') && !WORD.test(text);
}

function isPlain(text: string): boolean {
  if (text === '' || UNSAFE_START.test(text) || UNSAFE_INSIDE.test(text) || NUMBER_LIKE.test(text)) return false;
  return !WORD.test(text) && !HIDDEN.test(text) && !/[\u200c\u200d]/.test(text) && unrepresentable(text) === undefined;
}

function quote(text: string): string {
  const reason = unrepresentable(text);
  if (reason !== undefined) throw new Error(`BUG: ${JSON.stringify(text)} reached the emitter; it has ${reason}.`);
  return `"${text.replace(ESCAPED, escape)}"`;
}

function escape(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0)!;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

function remember(cache: Map<string, string>, text: string, rendered: string): void {
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(text, rendered);
}
