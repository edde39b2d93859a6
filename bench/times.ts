/** Lines that benchmarks print, and `ratio.ts` reads back. */

/** @param wall milliseconds @param cpu milliseconds of user and system time */
export function timeLine(step: string, wall: number, cpu: number): string {
  return `${step.padEnd(18)} ${wall.toFixed(0).padStart(7)} ms ${cpu.toFixed(0).padStart(7)} ms cpu\n`;
}

/** Milliseconds by step. */
export function timesOf(printed: string): Map<string, { readonly wall: number; readonly cpu: number }> {
  return new Map(
    [...printed.matchAll(/^(\S.*?) +(\d+) ms +(\d+) ms cpu/gm)].map(([, step, wall, cpu]) => [
      step!,
      { wall: Number(wall), cpu: Number(cpu) },
    ]),
  );
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
