import { UsageError } from './usage-error';

/** What every deviation says about itself; all of it is listed in `proof/<platform>/deviations.yaml`. */
export interface DeviationTerms {
  /** The environments it applies to. */
  readonly in: readonly string[];
  /** Why the pattern does not fit here. */
  readonly reason: string;
  /**
   * Date by which it must be removed (`2026-12-31`); after that, `lockstep check` reports it. A synth never reads the
   * clock.
   */
  readonly until?: string;
}

/** One operation of RFC 6902 on the manifest under its wire names. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test';
  /** JSON pointer (RFC 6901): `/spec/template/spec/hostNetwork`. */
  readonly path: string;
  /** May vary. Not used with `remove`. */
  readonly value?: unknown;
}

/** Accepts what an opinion of the pattern would refuse. */
export interface Waiver extends DeviationTerms {
  readonly kind: 'waiver';
  /** Name of the opinion: `single-replica`. */
  readonly opinion: string;
  /** Set by the check that it silenced; a waiver without effect fails the synth. */
  used: boolean;
}

/** Accepts what a rule of good practice reports about the objects of a construct. */
export interface Acceptance extends DeviationTerms {
  readonly kind: 'acceptance';
  /** Code of the rule, such as `LS032`. */
  readonly rule: string;
}

/** Changes the pattern's output: `values` are merged into it (a map entry `null` removes), or `patch` is applied to it. */
export interface Override extends DeviationTerms {
  readonly kind: 'override';
  /** The object, by kind, or `Kind/name` if the construct has several of that kind. */
  readonly object: string;
  readonly values?: unknown;
  readonly patch?: readonly PatchOperation[];
}

export type Deviation = Waiver | Acceptance | Override;

/** @throws UsageError when a term is missing or malformed */
export function checkTerms(terms: DeviationTerms): void {
  if (!Array.isArray(terms.in) || terms.in.length === 0)
    throw new UsageError("A deviation must apply to at least one environment: `in: ['prod']`.");
  if (typeof terms.reason !== 'string' || terms.reason.trim() === '')
    throw new UsageError('A deviation needs a reason: the proof lists it for reviewers.');
  if (terms.until !== undefined && !isDay(terms.until)) {
    throw new UsageError(`Invalid \`until\` of a deviation: "${terms.until}". Use a date such as "2026-12-31".`);
  }
}

function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
