import type { Finding } from '../model/finding';

/** What a verb may touch of the outside world: handed in, so that tests need no process. */
export interface Terminal {
  /** Folder of the project. */
  readonly cwd: string;
  /** Everything on standard input, until its end. */
  readonly stdin: () => Buffer;
  /** True when standard input is a keyboard. */
  readonly keyboard: boolean;
  /** One line to standard output. */
  readonly out: (line: string) => void;
  /** One line to standard error. */
  readonly err: (line: string) => void;
  readonly now: () => Date;
  /** Whether standard output shows colors. Default: no. */
  readonly colour?: boolean;
  /** Shows what is being done in place of what it showed before; an empty text takes it away. Default: nobody looks. */
  readonly progress?: (text: string) => void;
}

/** 0 clean, 1 findings, 2 wrong use, 3 internal. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Ends a verb: its findings are printed, and nothing was changed. */
export class Refusal extends Error {
  constructor(
    readonly findings: readonly Finding[],
    readonly exitCode: Exclude<ExitCode, 0> = 1,
  ) {
    super(findings.map(({ code, message }) => `${code} ${message}`).join('\n'));
    this.name = 'Refusal';
  }
}

/** A `Refusal` for a command line that does not say what to do, or says it wrongly. */
export function wrongUse(message: string, fix: string, code: Finding['code'] = 'LS901'): Refusal {
  return new Refusal([{ code, message, fix }], 2);
}
