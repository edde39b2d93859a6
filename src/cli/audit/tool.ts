/** Tools of others that turn what people write into manifests: run without a shell, and not for ever. */
import { spawnSync } from 'node:child_process';

export interface ToolRun {
  readonly output?: string;
  /** Why there is none, in the words of the tool. */
  readonly problem: string;
  readonly missing: boolean;
}

const LIMIT_SECONDS = 60;

/** @param cwd folder in which it runs */
export function runTool(command: string, args: readonly string[], cwd: string): ToolRun {
  const { status, error, stdout, stderr, signal } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: LIMIT_SECONDS * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: 512 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' },
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT' || code === 'EACCES') return { problem: `${command} is not installed`, missing: true };
  if (code === 'ETIMEDOUT' || signal === 'SIGKILL') return { problem: `${command} did not end within ${LIMIT_SECONDS} seconds`, missing: false };
  if (error !== undefined) return { problem: error.message, missing: false };
  if (status === 0) return { output: stdout, problem: '', missing: false };
  return { problem: stderr.trim().split('\n').slice(-3).join('\n').replace(/^error: /i, '') || `${command} exits with ${status}`, missing: false };
}

/** What builds overlays here: `kustomize build`, or `kubectl kustomize`. */
export function kustomizeCommand(): readonly string[] | undefined {
  if (!runTool('kustomize', ['version'], '.').missing) return ['kustomize', 'build'];
  return runTool('kubectl', ['kustomize', '--help'], '.').missing ? undefined : ['kubectl', 'kustomize'];
}
