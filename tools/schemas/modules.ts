import { execFileSync } from 'node:child_process';

/** Folder of a Go module in the module cache, fetched when it is not there. */
export function moduleFolder(module: string): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', module], { encoding: 'utf8' });
  const { Dir, Error: failure } = JSON.parse(answer) as { Dir?: string; Error?: string };
  if (Dir === undefined) throw new Error(`${module}: ${failure ?? 'has no folder'}`);
  return Dir;
}
