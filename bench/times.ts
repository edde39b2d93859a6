/** Lines that benchmarks print, and `ratio.ts` reads back. */

/** @param wall milliseconds @param cpu milliseconds of user and system time */
export function timeLine(step: string, wall: number, cpu: number): string {
  return `${step.padEnd(18)} ${wall.toFixed(0).padStart(7)} ms ${cpu.toFixed(0).padStart(7)} ms cpu\n`;
}

/** CPU milliseconds by step. */
export function cpuTimes(printed: string): Map<string, number> {
  return new Map([...printed.matchAll(/^(\S.*?) +\d+ ms +(\d+) ms cpu/gm)].map(([, step, cpu]) => [step!, Number(cpu)]));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
