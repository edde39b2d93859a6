import type { Command } from 'commander';
import type { ExitCode, Terminal } from './terminal';

/** What the file of a verb exports. */
export interface Verb {
  /**
   * Declares arguments and options, and sets the action, which may be async and may throw a `Refusal`.
   * @param exit sets the exit code of a run that ends without a `Refusal`; 0 when it is not called
   */
  configure(command: Command, terminal: Terminal, exit: (code: ExitCode) => void): void;
}
