/** A temporary folder for each test of a file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TestFolder {
  /** Of the test that runs. */
  readonly path: string;
  /** @param files by their path in the folder */
  readonly write: (files: Readonly<Record<string, string | Buffer>>) => void;
}

/** Makes it before each test, and removes it after. @param name tells whose it is, where one is left behind */
export function testFolder(name: string): TestFolder {
  let path = '';
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), `lockstep-${name}-`));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
    write(files) {
      for (const [file, content] of Object.entries(files)) {
        mkdirSync(dirname(join(path, file)), { recursive: true });
        writeFileSync(join(path, file), content);
      }
    },
  };
}
