/** `${NAME:-default}` in compose files, as the Compose specification defines it. */

export interface Substituted {
  readonly text: string;
  /** Whether every name had a value or a default. */
  readonly known: boolean;
  readonly names: readonly string[];
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
const DEEPEST = 20;

/**
 * @param values the values of the names
 * @returns the text, with what has no value left as it is written
 */
export function substitute(written: string, values: ReadonlyMap<string, string>, depth = 0): Substituted {
  if (!written.includes('$') || depth > DEEPEST) return { text: written, known: true, names: [] };
  let text = '';
  let known = true;
  const names: string[] = [];
  for (let at = 0; at < written.length; at++) {
    const rest = written.slice(at + 1, at + 300);
    if (written[at] !== '$') text += written[at];
    else if (written[at + 1] === '$') {
      text += '$';
      at++;
    } else if (written[at + 1] === '{') {
      const end = closing(written, at + 1);
      const expression = end < 0 ? '' : written.slice(at + 2, end);
      const name = NAME.exec(expression)?.[0];
      if (name === undefined) text += '$';
      else {
        const result = expand(name, expression.slice(name.length), values, depth);
        text += result.known ? result.text : written.slice(at, end + 1);
        known &&= result.known;
        names.push(name, ...result.names);
        at = end;
      }
    } else if (NAME.test(rest)) {
      const name = NAME.exec(written.slice(at + 1))![0];
      const value = values.get(name);
      text += value ?? `$${name}`;
      known &&= value !== undefined;
      names.push(name);
      at += name.length;
    } else text += '$';
  }
  return { text, known, names };
}

/** @param operation what follows the name: `:-default`, `-default`, `:?message`, `:+other` or nothing */
function expand(name: string, operation: string, values: ReadonlyMap<string, string>, depth: number): Substituted {
  const value = values.get(name);
  const [, colon, kind, rest = ''] = /^(:?)([-?+])(.*)$/s.exec(operation) ?? [];
  const given = value !== undefined && !(colon === ':' && value === '');
  if (kind === '+')
    return given ? substitute(rest, values, depth + 1) : { text: '', known: value !== undefined, names: [] };
  if (given) return { text: value, known: true, names: [] };
  return kind === '-' ? substitute(rest, values, depth + 1) : { text: '', known: false, names: [] };
}

/** Offset of the brace that closes the one at an offset. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}
