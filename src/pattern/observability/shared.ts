/**
 * Alerts that are the same for everything in a namespace are defined once, on the platform. A construct that tunes one, or turns
 * it off, is excluded from that rule and gets its own.
 */
import type { EnvironmentNames } from '../../model/varying';

/** What a shared alert tells series apart by: a label, and a regular expression of its values. */
export interface SharedBy {
  readonly label: string;
  readonly pattern: string;
}

/** Series of a shared alert for which a construct has a rule of its own. */
export interface OwnRule extends SharedBy {
  readonly alert: string;
}

/** The patterns of the series that constructs have rules of their own for. */
export type OwnRulesOf = (alert: string, label: string) => readonly string[];

/** The constructs with rules of their own, environment by environment. */
export class OwnRules {
  private readonly environments: readonly Map<string, Set<string>>[];

  constructor(set: EnvironmentNames) {
    this.environments = set.names.map(() => new Map<string, Set<string>>());
  }

  addAt(environment: number, { alert, label, pattern }: OwnRule): void {
    const own = this.environments[environment]!;
    const key = `${alert} ${label}`;
    own.set(key, (own.get(key) ?? new Set<string>()).add(pattern));
  }

  at(environment: number): OwnRulesOf {
    return (alert, label) => [...(this.environments[environment]!.get(`${alert} ${label}`) ?? [])].sort();
  }
}
