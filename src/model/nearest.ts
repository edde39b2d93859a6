import { phrase, SILENCE, type Phrase } from './phrase';

/** The choice closest to what was written, or `undefined` when none is close enough to be a likely slip of the hand. */
export function nearest(written: string, choices: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(written.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const choice of choices) {
    if (Math.abs(choice.length - written.length) >= bestDistance) continue;
    const distance = editDistance(written.toLowerCase(), choice.toLowerCase());
    if (distance < bestDistance) {
      best = choice;
      bestDistance = distance;
    }
  }
  return best;
}

/** `Did you mean "x"? Valid: "x", "y".` — the tail of every message that refuses one of a closed set of names. */
export function choose(written: string, choices: Iterable<string>): string {
  return choice(written, choices).text;
}

/** The same, with the values that it mentions. */
export function choice(written: string, choices: Iterable<string>): Phrase {
  const valid = [...choices];
  if (valid.length === 0) return phrase`There are no valid choices.`;
  const meant = nearest(written, valid);
  const shown = valid
    .slice(0, 12)
    .map((name) => `"${name}"`)
    .join(', ');
  const more = valid.length > 12 ? ` and ${valid.length - 12} more` : '';
  const list: Phrase = { text: `Valid: ${shown}${more}.`, values: { valid } };
  return phrase`${meant === undefined ? SILENCE : phrase`Did you mean "${{ meant }}"? `}${list}`;
}

/** Optimal string alignment distance: insertions, deletions, substitutions, and swaps of adjacent characters. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
