/** How many pods a workload runs, at least and at most, and what they may be during a rollout. */
import { append } from '../model/append';
import { catalogOf } from './catalog';
import { memoize } from './memoize';
import { knownKind, replicasOf } from './kinds';
import { number } from './read';
import { referencesOf } from './references/resolve';
import type { CatalogEntry } from './catalog/entries';
import type { InspectedEnvironment } from './types';

export interface Scale {
  readonly least: number;
  readonly most: number;
  /** Autoscalers that name the workload. */
  readonly autoscalers: readonly CatalogEntry[];
}

/** Scales of all workloads whose number of pods is known; that of a DaemonSet is the number of nodes. */
export const scalesOf = memoize((environment: InspectedEnvironment): ReadonlyMap<CatalogEntry, Scale> => {
  const autoscalers = new Map<CatalogEntry, CatalogEntry[]>();
  /** Workloads of which two versions run while the new one is judged. */
  const twice = new Set<CatalogEntry>();
  for (const reference of referencesOf(environment)) {
    const { from, site, target } = reference;
    if (target === undefined) continue;
    const kind = knownKind(from.kind);
    if (site.path === kind?.doubles) twice.add(target);
    if (kind?.scales === undefined || site.path !== 'spec.scaleTargetRef') continue;
    append(autoscalers, target, from);
  }
  const result = new Map<CatalogEntry, Scale>();
  for (const entry of catalogOf(environment).files) {
    const replicas = replicasOf(entry.kind, entry.source.json);
    if (replicas === undefined) continue;
    const own = autoscalers.get(entry) ?? [];
    const bounds = own.map((autoscaler) => {
      const { least, most, defaults } = knownKind(autoscaler.kind)!.scales!;
      const { json } = autoscaler.source!;
      return [number(json, 'spec', least) ?? defaults[0], number(json, 'spec', most) ?? defaults[1]] as const;
    });
    result.set(entry, {
      least: bounds.length === 0 ? replicas : Math.min(...bounds.map(([least]) => least)),
      most: (bounds.length === 0 ? replicas : Math.max(...bounds.map(([, most]) => most))) * (twice.has(entry) ? 2 : 1),
      autoscalers: own,
    });
  }
  return result;
});

/** Pods that a rollout may run above the replicas. */
export function surgeOf(entry: CatalogEntry, replicas: number): number {
  const kind = knownKind(entry.kind);
  return kind?.workload?.surge?.(entry.source!.json, replicas) ?? kind?.runs?.surge(replicas) ?? 0;
}
