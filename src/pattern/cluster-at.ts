import type { Normal } from '../model/fields';
import { plainAt } from '../model/plain';
import type { ClusterFacts } from './cluster';

const plainFacts = new WeakMap<object, Map<number, ClusterFacts>>();
const NONE: ClusterFacts = {};

/** The facts of a cluster in one environment: one object for environments in which they are the same. */
export function clusterAt(cluster: Normal<ClusterFacts>, environment: number): ClusterFacts {
  const known = plainFacts.get(cluster) ?? new Map<number, ClusterFacts>();
  plainFacts.set(cluster, known);
  const facts = known.get(environment) ?? ((plainAt(cluster, environment, true) ?? NONE) as ClusterFacts);
  known.set(environment, facts);
  return facts;
}
