import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onEnd } from '../cleanup';
import { runOk } from '../processes';
import type { GoRecipe } from './recipes';

/** The folder of a module in Go's module cache, downloaded when it is not there. */
export async function moduleFolder(module: string, version: string): Promise<string> {
  const answer: unknown = JSON.parse(
    await runOk('go', ['mod', 'download', '-json', `${module}@${version}`], { cwd: '/' }),
  );
  const folder = (answer as { Dir?: unknown }).Dir;
  if (typeof folder !== 'string') throw new Error(`go mod download ${module}@${version} named no folder`);
  return folder;
}

/** Builds the main package of a recipe into `file`, in a wrapper module below `work`. */
export async function buildGo(recipe: GoRecipe, work: string, file: string): Promise<void> {
  const source = await moduleFolder(recipe.module, recipe.version);
  // Two runs may build the same tool at once: each in a place of its own, the later replaces the earlier.
  const wrapper = join(work, `wrapper-${process.pid}`);
  mkdirSync(wrapper, { recursive: true });
  writeFileSync(join(wrapper, 'go.mod'), wrapperModule(recipe, readFileSync(join(source, 'go.mod'), 'utf8')));
  const variables = Object.entries(recipe.variables ?? {}).map(([name, value]) => `-X ${name}=${value}`);
  const main = recipe.main === '' ? recipe.module : `${recipe.module}/${recipe.main}`;
  const staged = `${file}-${process.pid}`;
  const undo = onEnd(() => {
    rmSync(wrapper, { recursive: true, force: true });
    rmSync(staged, { force: true });
  });
  const flags = [
    '-mod=mod',
    '-trimpath',
    '-tags',
    (recipe.tags ?? []).join(','),
    '-ldflags',
    ['-s -w', ...variables].join(' '),
  ];
  await runOk('go', ['build', ...flags, '-o', staged, main], {
    cwd: wrapper,
    // A compiler that may use more memory collects garbage less often.
    env: { GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOGC: '400' },
    timeout: 3_600_000,
  });
  renameSync(staged, file);
  await undo();
}

/**
 * The `go.mod` of a wrapper: requires the recipe's module and takes over what only counts in a main module, its
 * replacements and exclusions. Replacements by folders become the versions that the recipe names.
 */
export function wrapperModule(recipe: GoRecipe, goMod: string): string {
  const lines = [`module conformance.example/${recipe.tool}`, '', `go ${/^go (\S+)/m.exec(goMod)?.[1] ?? '1.26'}`, ''];
  lines.push(`require ${recipe.module} ${recipe.version}`, '');
  for (const { from, to, version } of replacements(goMod)) {
    if (version !== undefined) lines.push(`replace ${from} => ${to} ${recipe.pinned?.(from) ?? version}`);
    else {
      const published = recipe.local?.(from);
      if (published !== undefined) lines.push(`replace ${from} => ${from} ${published}`);
    }
  }
  for (const excluded of block(goMod, 'exclude')) lines.push(`exclude ${excluded}`);
  return `${lines.join('\n')}\n`;
}

function replacements(goMod: string): { from: string; to: string; version: string | undefined }[] {
  return block(goMod, 'replace').map((line) => {
    const [left = '', right = ''] = line.split('=>').map((side) => side.trim());
    const [to = '', version] = right.split(/\s+/);
    return { from: left.split(/\s+/)[0] ?? '', to, version };
  });
}

/** The lines of a directive, written alone or in parentheses, without comments. */
function block(goMod: string, directive: string): string[] {
  const found: string[] = [];
  let inside = false;
  for (const raw of goMod.split('\n')) {
    const line = raw.replace(/\/\/.*$/, '').trim();
    if (line === '') continue;
    if (inside && line === ')') inside = false;
    else if (inside) found.push(line);
    else if (new RegExp(`^${directive}\\s*\\(`).test(line)) inside = true;
    else if (line.startsWith(`${directive} `)) found.push(line.slice(directive.length).trim());
  }
  return found;
}
