/** Rules of egress that many policies share, and one has in nearly the same form. */
import { obtain } from '../../model/append';
import { nearest } from '../../model/nearest';
import { diff, type Change } from '../../model/diff';
import { get, list, type Node } from '../read';
import type { Json } from '../../model/json';

interface OddRule {
  /** Number of the policy, and of its rule. */
  readonly at: number;
  readonly index: number;
  readonly own: string;
  readonly usual: string;
  /** How many policies have the usual one. */
  readonly count: number;
}

/** @param least number of policies that must share a rule before a different form of it is reported */
export function outlyingRules(policies: readonly Node[], least: number): readonly OddRule[] {
  const holders = new Map<string, { readonly rule: Json; readonly by: Set<number> }>();
  policies.forEach((json, at) => {
    for (const rule of list(json, 'spec', 'egress')) {
      obtain(holders, JSON.stringify(rule), () => ({ rule: rule as Json, by: new Set<number>() })).by.add(at);
    }
  });
  const usual = [...holders].filter(([, { by }]) => by.size >= least);
  return policies.flatMap((json, at) =>
    list(json, 'spec', 'egress').flatMap((rule, index): OddRule[] => {
      const key = JSON.stringify(rule);
      if (holders.get(key)!.by.size > 1) return [];
      const near = usual.find(([, { rule: other, by }]) => !by.has(at) && isSlip(diff(other, rule as Json)));
      return near === undefined ? [] : [{ at, index, own: key, usual: near[0], count: near[1].by.size }];
    }),
  );
}

/** One label that is nearly the same, one part left out, or another port than that of DNS. */
function isSlip(differences: readonly Change[]): boolean {
  const [one, ...more] = differences;
  if (one === undefined) return false;
  // ports are identified by their number: a different number is a different entry
  if (more.length === 1)
    return [one, more[0]!].some(({ before, after }) => after === undefined && get(before, 'port') === 53);
  if (more.length > 0) return false;
  const { before, after } = one;
  if (after === undefined || (Array.isArray(before) && Array.isArray(after) && after.length < before.length))
    return true;
  return (
    typeof before === 'string' &&
    typeof after === 'string' &&
    (after.includes(before) || nearest(after, [before]) !== undefined)
  );
}
