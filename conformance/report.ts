/** Counts cases and says each on a line of its own; a case fails by throwing. */
import { isEnding } from './cleanup';
import { messageOf } from './error-message';

export class Report {
  passed = 0;
  failed = 0;
  skipped = 0;

  /** @param say takes one line; the run prints it, the mutation check keeps it */
  constructor(private readonly say: (line: string) => void) {}

  /**
   * Runs one case and answers whether it passed. What it throws is its failure; it never throws itself. What it answers is said
   * below its line: cases of several environments run side by side.
   */
  async case(name: string, body: () => Promise<string | void>): Promise<boolean> {
    const start = Date.now();
    try {
      const note = await body();
      this.passed += 1;
      this.say(`ok    ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
      if (typeof note === 'string') this.say(`      ${note}`);
      return true;
    } catch (error) {
      // Interrupted is neither passed nor failed; the process is about to exit.
      if (isEnding()) return false;
      this.failed += 1;
      const lines = messageOf(error).split('\n');
      this.say([`FAIL  ${name}`, ...lines.map((line) => `        ${line}`)].join('\n'));
      return false;
    }
  }

  skip(name: string, reason: string): void {
    this.skipped += 1;
    this.say(`skip  ${name}: ${reason}`);
  }

  /** The last line of a run. */
  total(): string {
    return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
  }
}

/** Fails the case with one line for each problem, if there is any; at most forty are shown. */
export function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const more = problems.length > 40 ? [`… and ${problems.length - 40} more`] : [];
  throw new Error([...problems.slice(0, 40), ...more].join('\n'));
}
