/** Reachability as facts for people: who reaches whom on which ports, one line each. */
import { append, obtain } from '../../model/append';
import { catalogOf } from '../catalog';
import { blockText } from './addresses';
import { addressKey, type DeclaredReachability } from './declared';
import { isWorkload, podsName } from './names';
import { NO_PORTS, portsText, subtract, union, type PortSet } from './ports';
import { declaredFlowsOf } from './declared-flows';
import type { CatalogEntry } from '../catalog/entries';
import type { InspectedEnvironment } from '../types';
import type { Point } from './points';
import type { Reachability } from './evaluate';

/** From, to, and the ports in words. */
export interface ReachFact {
  readonly from: string;
  readonly to: string;
  readonly ports: string;
}

const EVERYBODY = '(everybody)';

/**
 * @param said what the facts are held against; a port that it lacks is marked. Left out: nothing is marked, and workloads are
 *   called without their namespace where they are all in one
 * @returns one fact for each pair, in no order; sets of pods of one workload are joined where they reach the same
 */
export function reachFacts(environment: InspectedEnvironment, said?: DeclaredReachability): ReachFact[] {
  const declared = said ?? nothingOf(environment);
  const { reach, index, names } = declaredFlowsOf(environment, declared);
  const flows = reach.podFlows().filter(({ from, to }) => isWorkload(from) || isWorkload(to));
  const facts = new Facts(said !== undefined);
  for (const { from, to, ports } of flows) facts.add(names.get(from)!, names.get(to)!, ports, index.ports(from, to));
  for (const { point, direction, ports } of reach.openFlows()) {
    const name = names.get(point)!;
    if (direction === 'ingress') facts.add(EVERYBODY, name, ports, NO_PORTS);
    else facts.add(name, EVERYBODY, ports, NO_PORTS);
  }
  for (const { point, direction, block, ports } of reach.addressFlows()) {
    if (!isWorkload(point)) continue;
    const known = index.addressNames(point, addressKey(direction, block));
    const there = known.length === 0 ? blockText(block) : `${known.join(', ')} (${blockText(block)})`;
    const declaredThere = index
      .addresses(point, direction)
      .reduce((sum, other) => (blockText(other.block) === blockText(block) ? union(sum, other.ports) : sum), NO_PORTS);
    if (direction === 'ingress') facts.add(there, names.get(point)!, ports, declaredThere);
    else facts.add(names.get(point)!, there, ports, declaredThere);
  }
  for (const pods of reach.points.hostNetwork)
    facts.tell(podsName(pods, declared.namespace), '(network of its node)', 'policies do not apply');
  return facts.list(partsOf(reach, names, declared.namespace));
}

function nothingOf(environment: InspectedEnvironment): DeclaredReachability {
  const homes = new Set(
    catalogOf(environment).pods.all.flatMap(({ from, namespace }) => (from.origin === 'cluster' ? [] : [namespace])),
  );
  return { namespace: homes.size === 1 ? [...homes][0]! : '', pods: [], connections: [], deviating: [] };
}

/** By the name of a workload, those of its sets of pods: `db (instance)`, `db (initdb)`. */
function partsOf(
  reach: Reachability,
  names: ReadonlyMap<Point, string>,
  home: string,
): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<CatalogEntry, string[]>();
  for (const point of reach.points.index.all) {
    if (!isWorkload(point) || point.pods?.part === undefined) continue;
    const { from } = point.pods;
    append(parts, from, names.get(point)!);
  }
  return new Map([...parts].map(([from, own]) => [podsName({ from, namespace: from.namespace }, home), own]));
}

class Facts {
  private readonly byPair = new Map<string, Map<string, { ports: PortSet; said: PortSet }>>();
  private readonly stated: ReachFact[] = [];

  /** @param marking whether ports that nobody declared are marked */
  constructor(private readonly marking: boolean) {}

  add(from: string, to: string, ports: PortSet, said: PortSet): void {
    const targets = obtain(this.byPair, from, () => new Map());
    const before = targets.get(to);
    targets.set(to, { ports: union(before?.ports ?? NO_PORTS, ports), said: union(before?.said ?? NO_PORTS, said) });
  }

  tell(from: string, to: string, ports: string): void {
    this.stated.push({ from, to, ports });
  }

  /** What holds for all parts of a workload is said of the workload. */
  list(parts: ReadonlyMap<string, readonly string[]>): ReachFact[] {
    const byText = new Map<string, Map<string, string>>();
    for (const [from, targets] of this.byPair) {
      byText.set(
        from,
        new Map([...targets].map(([to, { ports, said }]) => [to, textOf(ports, this.marking ? said : ports)])),
      );
    }
    for (const [whole, own] of parts) for (const targets of byText.values()) join(targets, whole, own, (text) => text);
    for (const [whole, own] of parts)
      join(byText, whole, own, (targets) => JSON.stringify([...targets].sort(([a], [b]) => (a < b ? -1 : 1))));
    return [
      ...[...byText].flatMap(([from, targets]) => [...targets].map(([to, ports]) => ({ from, to, ports }))),
      ...this.stated,
    ];
  }
}

/** Where all parts have the same value, the whole has it instead. */
function join<T>(values: Map<string, T>, whole: string, parts: readonly string[], key: (value: T) => string): void {
  const own = parts.map((part) => values.get(part));
  if (own.some((value) => value === undefined) || new Set(own.map((value) => key(value!))).size > 1) return;
  for (const part of parts) values.delete(part);
  values.set(whole, own[0]!);
}

function textOf(ports: PortSet, said: PortSet): string {
  if (ports.length === 0) return 'denied';
  const more = subtract(ports, said);
  if (more.length === 0) return portsText(ports);
  const declared = subtract(ports, more);
  return declared.length === 0
    ? `${portsText(more)}, not declared`
    : `${portsText(declared)}; not declared: ${portsText(more)}`;
}
