import type { Node } from './read';

/** A number, or a share such as `25%` of `of`; `undefined` when it is neither. */
export function resolveIntOrPercent(value: Node, of: number, round: (value: number) => number): number | undefined {
  if (typeof value === 'number') return value;
  const match = typeof value === 'string' ? /^(\d+)%$/.exec(value) : null;
  return match === null ? undefined : round((of * Number(match[1])) / 100);
}
