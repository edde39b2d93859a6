import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runOk } from '../processes';
import type { DebianRecipe } from './recipes';

/** The program on the `PATH`, or from Debian packages unpacked into `folder`: nothing is installed, no daemon is started. */
export async function unpackDebian(recipe: DebianRecipe, folder: string): Promise<string> {
  const present = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((dir) => join(dir, recipe.tool))
    .find(existsSync);
  if (present !== undefined) return present;
  rmSync(folder, { recursive: true, force: true });
  const root = join(folder, 'root');
  mkdirSync(root, { recursive: true });
  await runOk('apt-get', ['download', ...recipe.packages], { cwd: folder });
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    await runOk('dpkg-deb', ['-x', join(folder, file), root]);
    rmSync(join(folder, file));
  }
  const program = join(folder, recipe.tool);
  const libraries = readdirSync(join(root, 'usr/lib'))
    .filter((name) => name.includes('-linux-'))
    .map((name) => join(root, 'usr/lib', name));
  const script = ['#!/bin/sh', `LD_LIBRARY_PATH=${libraries.join(':')} exec ${join(root, 'usr/bin', recipe.tool)} "$@"`, ''];
  writeFileSync(program, script.join('\n'), { mode: 0o755 });
  return program;
}
