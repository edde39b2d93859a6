import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runOk } from '../processes';
import type { PythonRecipe } from './recipes';

/** Makes a virtual environment in `folder` with one distribution in it, and answers the program's path. */
export async function installPython(recipe: PythonRecipe, folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  await runOk('python3', ['-m', 'venv', folder]);
  const requirement = `${recipe.distribution}==${recipe.version}`;
  await runOk(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', requirement], { timeout: 1_800_000 });
  const program = join(folder, 'bin', recipe.tool);
  if (!existsSync(program)) throw new Error(`${requirement} brought no program ${recipe.tool}`);
  return program;
}
