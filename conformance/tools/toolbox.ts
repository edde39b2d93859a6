/** Finds or builds the tools of a run, in a cache outside the repository: `<cache>/<platform>/<tool>-<version>/`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { unpackDebian } from './debian';
import { buildGo } from './go';
import { installPython } from './python';
import { RECIPES, type Recipe } from './recipes';
import { messageOf } from '../error-message';

/** Answers the path of a tool that was asked for; throws for one that was not, or that could not be made. */
export type Toolbox = (tool: string) => string;

export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(base, 'lockstep-conformance', `${process.platform}-${process.arch}`);
}

/**
 * Makes what is missing, in the order of the recipes. A tool that cannot be made does not stop the others: its
 * suites fail with the reason when they ask for it.
 */
export async function prepareTools(wanted: ReadonlySet<string>, say: (line: string) => void): Promise<Toolbox> {
  const paths = new Map<string, string>();
  const failures = new Map<string, string>();
  const missing: Recipe[] = [];
  for (const recipe of RECIPES) {
    if (!wanted.has(recipe.tool)) continue;
    const known = cached(recipe);
    if (known === undefined) missing.push(recipe);
    else paths.set(recipe.tool, known);
  }
  for (const [index, recipe] of missing.entries()) {
    const title = `tool ${index + 1} of ${missing.length}: ${label(recipe)}`;
    say(`${title} …`);
    const start = Date.now();
    try {
      // Another run may have made it meanwhile.
      paths.set(recipe.tool, cached(recipe) ?? (await make(recipe)));
      say(`${title}: ${Math.round((Date.now() - start) / 1000)} s`);
    } catch (error) {
      failures.set(recipe.tool, messageOf(error));
      say(`${title}: not made, after ${Math.round((Date.now() - start) / 1000)} s: ${failures.get(recipe.tool)}`);
    }
  }
  return (tool) => {
    const path = paths.get(tool);
    if (path !== undefined) return path;
    throw new Error(`the tool ${tool} is not there: ${failures.get(tool) ?? 'no suite of this run announced it'}`);
  };
}

async function make(recipe: Recipe): Promise<string> {
  const folder = folderOf(recipe);
  mkdirSync(folder, { recursive: true });
  const path = await build(recipe, folder);
  // Written last: a build that was broken off is made again.
  writeFileSync(join(folder, 'path'), path);
  return path;
}

async function build(recipe: Recipe, folder: string): Promise<string> {
  if (recipe.kind === 'python') return installPython(recipe, join(folder, 'venv'));
  if (recipe.kind === 'debian') return unpackDebian(recipe, join(folder, 'unpacked'));
  const file = join(folder, recipe.tool);
  await buildGo(recipe, folder, file);
  return file;
}

function cached(recipe: Recipe): string | undefined {
  const note = join(folderOf(recipe), 'path');
  if (!existsSync(note)) return undefined;
  const path = readFileSync(note, 'utf8').trim();
  return existsSync(path) ? path : undefined;
}

function folderOf(recipe: Recipe): string {
  return join(cacheFolder(), recipe.kind === 'debian' ? recipe.tool : `${recipe.tool}-${recipe.version}`);
}

function label(recipe: Recipe): string {
  return recipe.kind === 'debian' ? recipe.tool : `${recipe.tool} ${recipe.version}`;
}
