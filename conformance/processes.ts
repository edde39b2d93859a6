/** Child processes: each in a group of its own, so that whatever it started goes with it; none outlives the run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment of the run. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Milliseconds; the process is killed after them. Ten minutes, an hour for builds. */
  readonly timeout?: number;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const alive = new Set<ChildProcess>();
let closed = false;

/** Runs a program to its end. Never throws for an exit code: the caller judges it. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  refuseWhenClosed();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, detached: true });
    alive.add(child);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    let expired = false;
    const timer = setTimeout(() => {
      expired = true;
      signal(child, 'SIGKILL');
    }, options.timeout ?? 600_000);
    child.on('error', (error) => {
      clearTimeout(timer);
      alive.delete(child);
      reject(new Error(`${program} did not start: ${error.message}`));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      alive.delete(child);
      const late = expired ? `\n${program} was stopped after ${options.timeout ?? 600_000} ms` : '';
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString() + late,
      });
    });
  });
}

/** Runs a program that must succeed; the error holds the end of what it printed. */
export async function runOk(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await run(program, args, options);
  if (result.code !== 0) {
    throw new Error(
      `${program} ${args.slice(0, 3).join(' ')} … exited with ${result.code}:\n${(result.stdout + result.stderr).slice(-3000)}`,
    );
  }
  return result.stdout;
}

export interface Service {
  readonly name: string;
  readonly log: string;
  /** True until it exits. */
  running(): boolean;
  signal(name: NodeJS.Signals): void;
  /** Ends it and what it started: SIGTERM, after five seconds SIGKILL. */
  stop(): Promise<void>;
}

/** Starts a program that runs until it is stopped; what it prints goes to the log file. */
export function startService(
  name: string,
  program: string,
  args: readonly string[],
  options: { readonly log: string; readonly env?: NodeJS.ProcessEnv; readonly cwd?: string },
): Service {
  refuseWhenClosed();
  const out = openSync(options.log, 'a');
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: true,
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  alive.add(child);
  let ended = false;
  const end = new Promise<void>((resolve) => {
    const finish = (): void => {
      ended = true;
      alive.delete(child);
      resolve();
    };
    child.on('exit', finish);
    child.on('error', finish);
  });
  return {
    name,
    log: options.log,
    running: () => !ended,
    signal: (wanted) => signal(child, wanted),
    stop: async () => {
      if (ended) return;
      signal(child, 'SIGTERM');
      const timer = setTimeout(() => signal(child, 'SIGKILL'), 5000);
      await end;
      clearTimeout(timer);
      signal(child, 'SIGKILL');
    },
  };
}

/** From now on nothing is started: the run is ending, and what it still does in the background must leave nothing behind. */
export function startNothingMore(): void {
  closed = true;
}

function refuseWhenClosed(): void {
  if (closed) throw new Error('the run is ending');
}

/** Kills whatever still runs; for the moment the run itself ends. */
export function killAll(): void {
  for (const child of alive) signal(child, 'SIGKILL');
  alive.clear();
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // the group has ended already
  }
}
