import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runOk } from '../processes';
import type { DebianRecipe } from './recipes';

/** The program on the `PATH`, or from Debian packages unpacked into `folder`: nothing is installed, no daemon is started. */
export async function unpackDebian(recipe: DebianRecipe, folder: string): Promise<string> {
  const { program: own, path = [], relocated = {} } = recipe;
  const present = own === undefined ? onPath(recipe.tool) : undefined;
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
  for (const [file, place] of Object.entries(relocated)) {
    writeFileSync(join(root, file), readFileSync(join(root, file), 'utf8').replaceAll(place, join(root, place)));
  }
  const paths = [...path.map((dir) => join(root, dir)), '$PATH'].join(':');
  const script = [
    '#!/bin/sh',
    `PATH=${paths} LD_LIBRARY_PATH=${libraries.join(':')} exec ${join(root, own ?? `usr/bin/${recipe.tool}`)} "$@"`,
    '',
  ];
  writeFileSync(program, script.join('\n'), { mode: 0o755 });
  return program;
}

function onPath(tool: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((dir) => join(dir, tool))
    .find(existsSync);
}
