/**
 * Alerts that are the same for everything in a namespace stand once, on the platform. A construct that tunes one, or turns it
 * off, is left out of that rule and gets its own.
 */

/** What a shared alert tells series apart by: a label, and a regular expression of its values. */
export interface SharedBy {
  readonly label: string;
  readonly pattern: string;
}

/** Who has shared alerts of its own, by the name of the alert. */
export class OwnRules {
  private readonly patterns = new Map<string, Set<string>>();

  add(alert: string, { label, pattern }: SharedBy): void {
    const key = `${alert} ${label}`;
    const known = this.patterns.get(key) ?? new Set<string>();
    this.patterns.set(key, known.add(pattern));
  }

  /** Matchers, each with a comma before it, that leave out whoever has a rule of its own. */
  others(alert: string, label: string): string {
    const known = this.patterns.get(`${alert} ${label}`);
    return known === undefined ? '' : `,${label}!~"${[...known].sort().join('|')}"`;
  }
}
