/** Numbers and lists in sentences. */

/** `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

/** `` `a`, `b` and 3 more``: at most `limit` names. */
export function quoted(names: readonly string[], limit = 8): string {
  const shown = names
    .slice(0, limit)
    .map((name) => `\`${name}\``)
    .join(', ');
  return names.length > limit ? `${shown} and ${names.length - limit} more` : shown;
}
