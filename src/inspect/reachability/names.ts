/** How points are called in findings and in the proof: the same in every environment. */
import { plainKind } from '../kinds/names';
import { describe, equalitySelector } from '../catalog/selector';
import { identity } from './namespaces';
import type { JsonObject } from '../../model/json';
import type { Pods } from '../catalog/entries';
import type { DeclaredParty } from './declared';
import type { Point, Points } from './points';

/** @param home namespace of the environment, which names need not say */
function pointName({ pods, namespace, assumed }: Point, home: string): string {
  if (pods !== undefined && pods.from.origin !== 'cluster') return podsName(pods, home);
  const where =
    assumed?.namespaces === undefined
      ? `in ${namespace}`
      : assumed.namespaces === ''
        ? 'in any namespace'
        : `in namespaces with ${assumed.namespaces}`;
  const labels = Object.entries(pods?.labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const written = assumed?.pods ?? describe(equalitySelector(Object.fromEntries(labels) as JsonObject));
  return `${written === '' ? 'any pod' : written} ${where}`;
}

/** `api`, `db (initdb)`, `api in other-namespace`. */
export function podsName({ from, part, namespace }: Pick<Pods, 'from' | 'part' | 'namespace'>, home: string): string {
  return `${from.name}${part === undefined ? '' : ` (${part})`}${namespace === home ? '' : ` in ${namespace}`}`;
}

/**
 * Names that no two points share. Workloads are called as their objects, with the kind where two have one name; pods outside
 * of the platform by the name of the party that was declared for just these, and what selects them.
 */
export function namesOf(points: Points, parties: Iterable<DeclaredParty>, home: string): ReadonlyMap<Point, string> {
  const declared = new Map<string, string>();
  for (const party of parties)
    if (party.kind === 'pods' && party.namespace !== home)
      declared.set(identity(party.namespace, party.labels), party.name);
  const names = new Map<Point, string>();
  const used = new Set<string>();
  for (const point of points.index.all) {
    const plain = pointName(point, home);
    const party = isWorkload(point) ? undefined : declared.get(identity(point.namespace, point.labels));
    let name = party === undefined ? plain : `${party} (${plain})`;
    if (used.has(name) && point.pods !== undefined) name = `${plainKind(point.pods.from.kind)}/${name}`;
    used.add(name);
    names.set(point, name);
  }
  return names;
}

/** Whether it represents pods in the files, not those that cluster facts declare or that are assumed. */
export function isWorkload({ pods }: Point): boolean {
  return pods !== undefined && pods.from.origin !== 'cluster';
}
