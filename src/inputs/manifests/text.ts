/** Bytes of an audited file as text, and positions in it. */
import { isUtf8 } from 'node:buffer';

/** 50 MiB. Nothing that a cluster takes comes near to it. */
export const LARGEST_FILE = 50 * 1024 * 1024;
/** 8 MiB: a cluster takes objects of 1.5 MiB at most. */
export const LARGEST_DOCUMENT = 8 * 1024 * 1024;

export interface Decoded {
  readonly text?: string;
  /** Why it cannot be read as text. */
  readonly problem?: string;
  /** What tools may stumble over, although it reads. */
  readonly oddities: readonly ('byte order mark' | 'CRLF line endings')[];
}

export function decode(bytes: Buffer): Decoded {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { problem: 'the file is UTF-16', oddities: [] };
  }
  if (!isUtf8(bytes)) return { problem: 'the file is not UTF-8', oddities: [] };
  if (bytes.includes(0)) return { problem: 'the file contains NUL bytes', oddities: [] };
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = bytes.toString('utf8', mark ? 3 : 0);
  return {
    text,
    oddities: [
      ...(mark ? ['byte order mark' as const] : []),
      ...(text.includes('\r\n') ? ['CRLF line endings' as const] : []),
    ],
  };
}

/** A part of a file that holds one document, in nearly all cases. */
export interface Chunk {
  /** Offset of its first character. */
  readonly start: number;
  readonly text: string;
}

/** The documents of a stream: `---` in the first column ends a document, whatever it is in. */
export function chunksOf(text: string): Chunk[] {
  if (/^%/m.test(text)) return [{ start: 0, text }];
  const chunks: Chunk[] = [];
  const marker = /^---(?=[ \t\r\n]|$)/gm;
  let start = 0;
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    if (match.index > start) chunks.push({ start, text: text.slice(start, match.index) });
    start = match.index;
  }
  chunks.push({ start, text: text.slice(start) });
  return chunks.filter((chunk) => hasContent(chunk.text));
}

/** Whether anything but comments and blank lines is in it. */
function hasContent(text: string): boolean {
  return text.split('\n').some((line, index) => !/^\s*(?:#.*)?$/.test(index === 0 ? line.replace(/^---/, '') : line));
}

/** `12:5`, from 1. */
export function lineAndColumn(text: string, offset: number): string {
  let line = 1;
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    from = at + 1;
  }
  return `${line}:${offset - from + 1}`;
}

/** Line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return Number.parseInt(lineAndColumn(text, offset), 10);
}
