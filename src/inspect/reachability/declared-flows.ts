/** What one environment declares, by the points that its policies know: for the comparison and for the proof. */
import { DeclaredIndex, type DeclaredReachability } from './declared';
import { reachabilityOf, type Reachability } from './evaluate';
import { namesOf } from './names';
import type { InspectedEnvironment } from '../types';
import type { Point } from './points';

export interface DeclaredFlows {
  readonly declared: DeclaredReachability;
  readonly reach: Reachability;
  readonly index: DeclaredIndex;
  readonly names: ReadonlyMap<Point, string>;
}

const known = new WeakMap<InspectedEnvironment, DeclaredFlows>();

export function declaredFlowsOf(environment: InspectedEnvironment, declared: DeclaredReachability): DeclaredFlows {
  const before = known.get(environment);
  if (before?.declared === declared) return before;
  const reach = reachabilityOf(environment);
  const parties = new Set(declared.connections.flatMap(({ from, to }) => [from, to]));
  const flows = {
    declared,
    reach,
    index: new DeclaredIndex(declared, reach.points),
    names: namesOf(reach.points, parties, declared.namespace),
  };
  known.set(environment, flows);
  return flows;
}
