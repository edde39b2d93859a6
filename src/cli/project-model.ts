/** What the app declares and yields, for verbs that need to know: run as a child, it writes its model instead of manifests. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProjectModel } from '../app';
import { appCommand } from './app-command';

/** A run of the app. */
export interface AppRun {
  /** `undefined` when the app did not get as far as `synth()`. */
  readonly model: ProjectModel | undefined;
  /** How it ended, in words: `exit code 1`, `signal SIGTERM`; `undefined` when it ended well. */
  readonly failure: string | undefined;
  /** All that it printed to standard error. */
  readonly stderr: string;
}

const known = new Map<string, ProjectModel | undefined>();

/** @returns `undefined` when the folder has no app, or the app does not get as far as `synth()` */
export function projectModel(root: string): ProjectModel | undefined {
  if (!known.has(root)) known.set(root, existsSync(join(root, 'cdk8s.yaml')) ? runApp(root).model : undefined);
  return known.get(root);
}

/**
 * Runs the `app` of cdk8s.yaml. Nothing is written to the project.
 * @param root folder of the project
 * @throws Refusal when cdk8s.yaml names no app
 */
export function runApp(root: string): AppRun {
  const command = appCommand(root);
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-'));
  const file = join(folder, 'model.json');
  const log = join(folder, 'stderr');
  try {
    const environment: NodeJS.ProcessEnv = { ...process.env, LOCKSTEP_MODEL: file };
    delete environment.CDK8S_OUTDIR;
    delete environment.LOCKSTEP_SYNTH;
    // A file, since a pipe would have to be given a limit.
    const stderr = openSync(log, 'w');
    const { status, signal, error } = spawnSync(command, {
      cwd: root,
      env: environment,
      shell: true,
      stdio: ['ignore', 'ignore', stderr],
    });
    closeSync(stderr);
    if (error !== undefined) throw error;
    return {
      model: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProjectModel) : undefined,
      failure: signal !== null ? `signal ${signal}` : status === 0 ? undefined : `exit code ${status}`,
      stderr: readFileSync(log, 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
