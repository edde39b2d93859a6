import type { IConstruct } from 'constructs';
import { declarations, platformOf, report } from '../../model/declarations';
import { checkTerms, type DeviationTerms, type PatchOperation } from '../../model/deviation';
import { choose } from '../../model/nearest';
import { UsageError } from '../../model/usage-error';
import { codeOf } from '../../model/codes';
import { BEST_PRACTICE_CODES, type BestPracticeCode, type BestPracticeSlug } from '../../model/codes/best-practices';
import { WAIVABLE, type WaivableOpinion } from '../platform/opinions';

/** Accepts what an opinion of the pattern refuses. */
export interface WaiverTerms extends DeviationTerms {
  readonly opinion: WaivableOpinion;
}

/** Accepts what a rule of good practice reports about its objects. */
export interface AcceptanceTerms extends DeviationTerms {
  /** Code or slug of the rule: `LS008` or `host-path`. Each rule has a page in `docs/codes/`. */
  readonly rule: BestPracticeCode | BestPracticeSlug;
}

/** Changes what the pattern wrote. */
export interface OverrideTerms extends DeviationTerms {
  /** The object below the construct: `Deployment`, or `Deployment/api` if there are several. */
  readonly object: string;
  /** Merged into the object: maps by key, `null` removes a field, lists and scalars are replaced. Any part may vary. */
  readonly values?: Readonly<Record<string, unknown>>;
  /**
   * RFC 6902 operations on the object as it is written to `dist/`; values may vary. A path that does not exist is an
   * error.
   */
  readonly patch?: readonly PatchOperation[];
}

/**
 * Deviates from the pattern, on purpose and on record: every deviation is listed in `proof/<platform>/deviations.yaml`, and
 * one that changes nothing fails the synth.
 * @param construct what deviates: a service, a data service, or any construct of yours
 * @throws UsageError when the reason is missing, or it says neither what to waive, nor what to accept, nor what to change
 * @example deviate(api, { opinion: 'single-replica', in: ['prod'], reason: 'sessions live in memory', until: '2026-12-31' });
 */
export function deviate(construct: IConstruct, terms: WaiverTerms | AcceptanceTerms | OverrideTerms): void {
  checkTerms(terms);
  const environments = platformOf(construct)?.environments.names ?? [];
  for (const name of terms.in) {
    if (environments.includes(name)) continue;
    report(construct, {
      code: 'LS117',
      path: 'in',
      message: `the deviation is for "${name}", which is not an environment`,
      fix: choose(name, environments),
    });
  }
  if ('opinion' in terms) {
    const opinions = Object.keys(WAIVABLE);
    if (!opinions.includes(terms.opinion)) {
      report(construct, {
        code: 'LS117',
        path: 'opinion',
        message: `there is no opinion "${String(terms.opinion)}" to waive`,
        fix: choose(terms.opinion, opinions),
      });
      return;
    }
    declarations(construct).deviations.push({ kind: 'waiver', used: false, ...terms });
    return;
  }
  if ('rule' in terms) {
    const rule = codeOf(String(terms.rule));
    if (rule === undefined || !Object.hasOwn(BEST_PRACTICE_CODES, rule)) {
      const slugs = Object.values(BEST_PRACTICE_CODES).map(({ slug }) => slug);
      const known = String(terms.rule).startsWith('LS') ? Object.keys(BEST_PRACTICE_CODES) : slugs;
      const fix = `${choose(String(terms.rule), known)} Findings with other codes are mistakes and cannot be accepted.`;
      report(construct, {
        code: 'LS117',
        path: 'rule',
        message: `there is no best-practice rule "${String(terms.rule)}"`,
        fix,
      });
      return;
    }
    declarations(construct).deviations.push({ kind: 'acceptance', ...terms, rule });
    return;
  }
  if (terms.values === undefined && terms.patch === undefined)
    throw new UsageError(
      'A deviation must set what it changes: `values` or `patch`, the `opinion` that it waives, or the `rule` whose findings it accepts.',
    );
  declarations(construct).deviations.push({ kind: 'override', ...terms });
}
