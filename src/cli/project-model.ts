/** What the app declares, for verbs that need to know: it is run as a child, and writes its model instead of manifests. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProjectModel } from '../app';
import { appCommand } from './app-command';

const known = new Map<string, ProjectModel | undefined>();

/** @returns `undefined` when the folder has no app, or the app does not get as far as `synth()` */
export function projectModel(root: string): ProjectModel | undefined {
  if (!known.has(root)) known.set(root, existsSync(join(root, 'cdk8s.yaml')) ? runApp(root) : undefined);
  return known.get(root);
}

function runApp(root: string): ProjectModel | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-'));
  const file = join(folder, 'model.json');
  try {
    const environment: NodeJS.ProcessEnv = { ...process.env, LOCKSTEP_MODEL: file };
    delete environment.CDK8S_OUTDIR;
    spawnSync(appCommand(root), { cwd: root, env: environment, shell: true, stdio: 'ignore' });
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProjectModel) : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
