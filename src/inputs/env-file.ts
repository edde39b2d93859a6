/** Reads `.env` files as docker compose does: `KEY=value` lines, quotes, comments; nothing is expanded. */
import type { MessageAndFix } from '../model/phrase';
import type { Code } from '../model/codes';
import { findingAbout, type Finding } from '../model/finding';

export interface EnvFile {
  readonly values: ReadonlyMap<string, string>;
  /** Line of each name, from 1; including names alone, which take their value from the environment that starts the program. */
  readonly lines: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
}

const ASSIGNMENT = /^\s*(?:export\s+)?([-._a-zA-Z0-9]+)\s*=[^\S\n]*/;
const NAME_ALONE = /^\s*(?:export\s+)?([._a-zA-Z0-9-]+)\s*$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' };

/**
 * Double quotes may span lines and know `\n`, `\r`, `\t`, `\"`, `\\`, `\$`; single quotes are literal; without quotes a
 * value ends at the end of the line or before ` #`. Messages never show a value.
 * @param file name for messages
 * @param code of what is wrong with it. Default: LS910, with which a verb refuses the file; with another one, lines that
 * compose understands and that give no value are let through
 */
export function parseEnvFile(text: string, file: string, code: Code = 'LS910'): EnvFile {
  const values = new Map<string, string>();
  const lines = new Map<string, number>();
  const findings: Finding[] = [];
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  let line = 1;
  let at = 0;
  while (at < source.length) {
    const end = source.indexOf('\n', at);
    let stop = end === -1 ? source.length : end;
    const content = source.slice(at, stop);
    const complain: MessageAndFix = (...texts) =>
      findings.push(findingAbout({ code, file: `${file}:${line}` })(...texts));
    if (!/^\s*(?:#|$)/.test(content)) {
      const assignment = ASSIGNMENT.exec(content);
      const alone = code === 'LS910' ? undefined : NAME_ALONE.exec(content)?.[1];
      if (alone !== undefined) lines.set(alone, line);
      else if (assignment === null)
        complain`
          the line is not an assignment
          Use KEY=value, or start a comment with #.`;
      else {
        const [, key = ''] = assignment;
        const start = at + assignment[0].length;
        const value = readValue(source, start, stop);
        if (value === undefined)
          complain`
            the quote of "${{ key }}" is not closed, or followed by text
            Close it, and move the following text to its own line.`;
        else {
          if (values.has(key))
            complain`
              duplicate "${{ key }}"
              Remove one of the two.`;
          else {
            values.set(key, value.text);
            lines.set(key, line);
          }
          stop = Math.max(stop, value.stop);
        }
      }
    }
    line += source.slice(at, stop).split('\n').length;
    at = stop + 1;
  }
  return { values, lines, findings };
}

/** The value that begins at an offset, and the end of its last line. */
function readValue(source: string, start: number, lineEnd: number): { text: string; stop: number } | undefined {
  const quote = source[start];
  if (quote !== '"' && quote !== "'") {
    const raw = source.slice(start, lineEnd);
    return { text: raw.replace(/(?:^|\s)#.*$/, '').trimEnd(), stop: lineEnd };
  }
  let text = '';
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at]!;
    if (character === quote) {
      const end = source.indexOf('\n', at);
      const stop = end === -1 ? source.length : end;
      return /^\s*(?:#.*)?$/.test(source.slice(at + 1, stop)) ? { text, stop } : undefined;
    }
    if (character === '\\' && quote === '"') {
      const next = source[at + 1] ?? '';
      text += ESCAPES[next] ?? character + next;
      at++;
    } else text += character;
  }
  return undefined;
}
