import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import type { Finding } from '../model/finding';

/** At the top of a folder, signs that people keep work of their own there. None can be the name of a platform. */
const NOT_OURS = ['.git', 'package.json', 'node_modules', 'cdk8s.yaml', 'tsconfig.json', 'images.lock.yaml'];

/**
 * Everything in the output folder is replaced, so a folder that is clearly not made for that is refused.
 * @param project the folder of the project, absolute
 * @returns a finding when the folder must not be written to
 */
export function refuseOutdir(outdir: string, project: string): Finding | undefined {
  const folder = resolve(project, outdir);
  const link = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (link && !existsSync(folder)) return refusal(outdir, 'is a link to a directory that does not exist');
  if (existsSync(folder) && !statSync(folder).isDirectory()) return refusal(outdir, 'is a file');

  const real = existsSync(folder) ? realpathSync(folder) : folder;
  const realProject = existsSync(project) ? realpathSync(project) : project;
  if (real === realProject) return refusal(outdir, 'is the project directory itself');
  if (holds(real, realProject)) return refusal(outdir, 'contains the project directory');
  if (real === homedir() || holds(real, homedir())) return refusal(outdir, 'is or contains a home directory');
  const sign = NOT_OURS.find((name) => existsSync(join(real, name)));
  if (sign !== undefined) return refusal(outdir, `contains ${sign}, which was not written by Lockstep`);
  const foreign = existsSync(real) ? foreignFile(real) : undefined;
  return foreign === undefined
    ? undefined
    : refusal(outdir, `contains ${foreign}, which is not a manifest`, 'Move the file elsewhere. ');
}

/** The first file, in the order of names, that cannot be a manifest of ours. */
function foreignFile(folder: string, below = ''): string | undefined {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const foreign = entry.isDirectory() ? foreignFile(folder, path) : entry.name.endsWith('.yaml') ? undefined : path;
    if (foreign !== undefined) return foreign;
  }
  return undefined;
}

function holds(folder: string, other: string): boolean {
  const path = relative(folder, other);
  return path === '' || !(path === '..' || path.startsWith(`..${sep}`) || resolve(path) === path);
}

function refusal(outdir: string, why: string, first = ''): Finding {
  return {
    code: 'LS211',
    message: `The output directory "${outdir}" ${why}; all of its contents would be deleted.`,
    fix: `${first}Set \`output\` in cdk8s.yaml to a directory that nothing else uses, such as "dist".`,
  };
}
