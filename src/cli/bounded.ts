/** Programs of others: run without a shell, and not for ever. */
import { spawnSync } from 'node:child_process';

export interface BoundedRun {
  /** `null` when it did not end by itself. */
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Why it did not run, or did not end. */
  readonly problem?: string;
  readonly missing: boolean;
}

interface Surroundings {
  readonly cwd: string;
  readonly input?: string;
  /** Besides the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

const LIMIT_SECONDS = 60;
const LARGEST_OUTPUT = 512 * 1024 * 1024;

/** git, which writes nothing, and does not fetch over the network what a partial clone lacks. */
export function runGit(args: readonly string[], surroundings: Omit<Surroundings, 'env'>): BoundedRun {
  return runBounded('git', args, {
    ...surroundings,
    env: { GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' },
  });
}

export function runBounded(command: string, args: readonly string[], { cwd, input, env }: Surroundings): BoundedRun {
  const { status, error, stdout, stderr, signal } = spawnSync(command, args, {
    cwd,
    timeout: LIMIT_SECONDS * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: LARGEST_OUTPUT,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(input !== undefined && { input }),
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0', ...env, LC_ALL: 'C' },
  });
  const said = { stdout: stdout ?? Buffer.alloc(0), stderr: stderr?.toString('utf8') ?? '' };
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const failed = (problem: string, missing = false): BoundedRun => ({ status: null, ...said, problem, missing });
  if (code === 'ENOENT' || code === 'EACCES') return failed(`${command} is not installed`, true);
  if (code === 'ENOBUFS') return failed(`${command} printed more than ${LARGEST_OUTPUT / 1024 / 1024} MiB`);
  if (code === 'ETIMEDOUT' || signal === 'SIGKILL')
    return failed(`${command} did not finish within ${LIMIT_SECONDS} seconds`);
  if (error !== undefined) return failed(error.message);
  return { status, ...said, missing: false };
}
