import { availableParallelism, loadavg } from 'node:os';

/** What a busy machine gets at most, in times what a quiet one gets: a run always ends. */
const MOST_PATIENCE = 8;

/**
 * A deadline for what a machine with nothing else to do finishes within `seconds`. Where several programs want each
 * processor, seconds count for less: how long the judges' programs wait for one another says nothing about the manifests.
 */
export class Deadline {
  private left: number;
  private asked = Date.now();

  constructor(readonly seconds: number) {
    this.left = seconds * 1000;
  }

  passed(): boolean {
    const now = Date.now();
    this.left -= (now - this.asked) / patience();
    this.asked = now;
    return this.left < 0;
  }
}

/** How much longer than on a quiet machine everything takes, by the programs that want a processor: from 1. */
export function patience(): number {
  const wanted = (loadavg()[0] ?? 0) / availableParallelism();
  return Math.min(MOST_PATIENCE, Math.max(1, wanted));
}

/**
 * Asks until the answer is empty: `probe` says what is still missing, one line each. Throws those lines after
 * `seconds`, as a `Deadline` counts them.
 */
export async function settle(seconds: number, probe: () => Promise<readonly string[]>, pause = 200): Promise<void> {
  const deadline = new Deadline(seconds);
  for (;;) {
    const missing = await probe();
    if (missing.length === 0) return;
    if (deadline.passed()) throw new Error([`not so after ${seconds} s:`, ...missing.slice(0, 40)].join('\n'));
    await sleep(pause);
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
