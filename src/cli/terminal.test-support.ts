/** A terminal for tests: what a verb prints is kept, line by line. */
import { run } from './main';
import type { ExitCode, Terminal } from './terminal';

interface Recorded {
  readonly terminal: Terminal;
  readonly out: string[];
  readonly err: string[];
}

function recordedTerminal(cwd: string, given: Partial<Terminal> = {}): Recorded {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    cwd,
    stdin: () => Buffer.alloc(0),
    keyboard: false,
    now: () => new Date('2026-11-20T12:00:00Z'),
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    ...given,
  };
  return { terminal, out, err };
}

/** Runs `lockstep` in a folder; the output as lines that were printed at once. */
export async function lockstepLines(
  args: readonly string[],
  cwd: string,
  given: Partial<Terminal> = {},
): Promise<{ code: ExitCode; out: string[]; err: string[] }> {
  const { terminal, out, err } = recordedTerminal(cwd, given);
  return { code: await run(args, terminal), out, err };
}

/** Runs `lockstep` in a folder; the output as a process would have written it. */
export async function lockstep(
  args: readonly string[],
  cwd: string,
  given: Partial<Terminal> = {},
): Promise<{ code: ExitCode; out: string; err: string }> {
  const { code, out, err } = await lockstepLines(args, cwd, given);
  const written = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  return { code, out: written(out), err: written(err) };
}
