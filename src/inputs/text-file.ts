import type { MessageAndFix } from '../model/phrase';
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { findingAbout, type Finding } from '../model/finding';

/** 16 MiB: more than any lock or sealed secret (Kubernetes takes 1 MiB) can sensibly be. */
const LARGEST = 16 * 1024 * 1024;

export interface TextFile {
  /** `undefined` when the file does not exist, or could not be read (then there are findings). */
  readonly text: string | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Reads a UTF-8 file. A file that does not exist is not a finding: the caller knows what that means.
 * @param shown name of the file for messages, relative to the project
 */
export function readText(path: string, shown: string): TextFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { text: undefined, findings: [] };
    const reason =
      code === 'EISDIR'
        ? 'it is a directory'
        : code === 'EACCES' || code === 'EPERM'
          ? 'permission denied'
          : String(code);
    return unreadable(shown)`
      cannot read the file: ${{ reason }}
      Use a file that this user can read.`;
  }
  if (bytes.length > LARGEST)
    return unreadable(shown)`
      the file has ${{ mebibytes: Math.ceil(bytes.length / 1048576) }} MiB
      Files of this kind are small; the limit is 16 MiB.`;
  if (!isUtf8(bytes))
    return unreadable(shown)`
      the file is not UTF-8 text
      Save it as UTF-8.`;
  return { text: bytes.toString('utf8'), findings: [] };
}

function unreadable(file: string): MessageAndFix<TextFile> {
  return (...texts) => ({ text: undefined, findings: [findingAbout({ code: 'LS513', file })(...texts)] });
}
