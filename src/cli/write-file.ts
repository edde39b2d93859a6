import { findingAbout } from '../model/finding';
import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from './terminal';

/**
 * Writes a file completely or not at all: to a temporary file in the same directory, which is then renamed. A missing directory is created, and the
 * mode of an existing file is kept.
 * @param shown relative to the project, for messages
 */
export function writeFileAtomically(root: string, shown: string, text: string): void {
  const path = join(root, shown);
  const beside = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
  let begun = false;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const mode = statSync(path, { throwIfNoEntry: false })?.mode;
    begun = true;
    writeFileSync(beside, text, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
    renameSync(beside, path);
  } catch (error) {
    if (begun) rmSync(beside, { force: true });
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Refusal([
      findingAbout({ code: 'LS911', file: shown })`
        cannot write the file: ${{ reason }}
        Nothing was changed; fix the file permissions or path and run the command again.`,
    ]);
  }
}
