/** `lockstep check --running`: what the environments run, as git tells it. */
import { hasErrors } from '../check/formats';
import { rendered, type Format } from '../format';
import { runningRendering } from './report';
import { checkRunning } from './run';
import { wrongUse, type ExitCode, type Terminal } from '../terminal';

interface Options {
  readonly dist?: string;
  readonly now?: string;
  readonly platform?: string;
}

/** @throws Refusal when it is asked for together with what looks at the working copy, or at a day */
export function compareRunning(
  { dist, now, platform }: Options,
  format: Format,
  terminal: Terminal,
  exit: (code: ExitCode) => void,
): void {
  if (dist !== undefined)
    throw wrongUse('--running and --dist cannot be combined', 'Remove --dist: --running reads git, not a directory.');
  if (now !== undefined)
    throw wrongUse(
      '--running and --now cannot be combined',
      'Remove --now: only a check without --running reports expiry dates.',
    );
  const result = checkRunning(terminal.cwd, platform);
  if (format === 'text' || format === 'github') for (const note of result.notes) terminal.err(`note: ${note}`);
  terminal.out(rendered(result, format, runningRendering(result), terminal));
  exit(hasErrors(result) ? 1 : 0);
}
