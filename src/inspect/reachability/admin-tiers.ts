/** What rules with an action and an order decide of one connection, before and after NetworkPolicies. */
import { ALL_PORTS, intersect, NO_PORTS, subtract, union, type PortSet } from './ports';
import type { AdminRule } from './admin';

export interface Decided {
  readonly allowed: PortSet;
  /** Left to who is asked next. */
  readonly open: PortSet;
}

/**
 * For each port the first rule that means it decides.
 * @param meant the ports that a rule means of this connection
 */
function decide<R extends { readonly rule: AdminRule }>(rules: readonly R[], meant: (rule: R) => PortSet): Decided {
  let [allowed, passed, left] = [NO_PORTS, NO_PORTS, ALL_PORTS];
  for (const rule of rules) {
    if (left.length === 0) break;
    const here = intersect(meant(rule), left);
    if (here.length === 0) continue;
    left = subtract(left, here);
    if (rule.rule.action === 'allow') allowed = union(allowed, here);
    if (rule.rule.action === 'pass') passed = union(passed, here);
  }
  return { allowed, open: union(passed, left) };
}

/**
 * Administrators first, then NetworkPolicies, and for pods that none isolates the baseline.
 * @param isolated what NetworkPolicies allow; `undefined` where none isolates the pod
 */
export function throughTiers<R extends { readonly rule: AdminRule }>(
  admin: readonly R[],
  baseline: readonly R[],
  meant: (rule: R) => PortSet,
  isolated: PortSet | undefined,
): PortSet {
  const { allowed, open } = decide(admin, meant);
  if (isolated !== undefined) return union(allowed, intersect(open, isolated));
  const after = decide(baseline, meant);
  return union(allowed, intersect(open, union(after.allowed, after.open)));
}
