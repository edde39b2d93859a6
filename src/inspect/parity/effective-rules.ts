/** Whether a rule of a NetworkPolicy says anything in an environment: whom it names may not run there, or only once. */
import { isEqual } from '../../model/equal';
import { get, isMap, list, map } from '../read';
import type { Json } from '../../model/json';
import type { InspectedObject } from '../types';

/** Labels that more than one workload has. */
const OF_ALL = /(?:^|\/)(?:part-of|managed-by|component|owner|team|tier|version)$/;

/** @param at number of the environment */
export type IsEffective = (rule: Json, at: number) => boolean;

/**
 * @param objects the policy in each environment
 * @param known names of all objects of each environment
 */
export function effectiveRules(
  objects: readonly (InspectedObject | undefined)[],
  known: readonly ReadonlySet<string>[],
): IsEffective {
  return (rule, at) => {
    const peers = [...list(rule, 'from'), ...list(rule, 'to')];
    const own = get(objects[at]?.json, 'spec', 'podSelector');
    return (
      peers.length === 0 ||
      peers.some((peer) => {
        const pods = get(peer, 'podSelector');
        // calls from outside depend on the environment, and its rules do not describe them
        if (!isMap(pods) || get(peer, 'namespaceSelector') !== undefined) return get(peer, 'ipBlock') === undefined;
        const labels = map(pods, 'matchLabels');
        const values = Object.keys(labels).flatMap((key) => (OF_ALL.test(key) ? [] : [String(labels[key])]));
        return !isEqual(pods, own) && (values.length === 0 || values.some((value) => known[at]!.has(value)));
      })
    );
  };
}
