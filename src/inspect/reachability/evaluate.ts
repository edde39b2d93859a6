/**
 * What the NetworkPolicies of one environment let through, by the rules of the API:
 *
 * - a pod is isolated in a direction when a policy of its own namespace selects it and covers that direction; what any rule
 *   of any such policy allows is allowed; a pod that is not isolated may talk to everybody;
 * - a connection needs both sides: what the sender may send and the receiver may receive;
 * - policies of administrators decide before these, and for pods that none isolates after them (`tiers.ts`).
 *
 * Outside of what policies decide, and of what is computed here: traffic between a pod and its own node (probes), of a pod
 * with itself, of pods on the host network, and protocols other than TCP, UDP and SCTP. Pods are judged by selectors alone:
 * an `ipBlock` means addresses outside of the cluster, since what addresses of pods it would match differs between networks.
 */
import { obtain } from '../../model/append';
import { resolve, type AddressPorts } from './addresses';
import { catalogOf } from '../catalog';
import { memoize } from '../memoize';
import { portsAt, type Block, type Direction } from './policies';
import { ALL_PORTS, intersect, NO_PORTS, union, type PortSet } from './ports';
import { Sides, type AdminReachRule, type ReachRule, type Side } from './sides';
import { throughTiers } from './admin-tiers';
import type { CatalogEntry } from '../catalog/entries';
import type { InspectedEnvironment } from '../types';
import type { Point, Points } from './points';

/** A connection that both sides allow and a selector of at least one of them means. */
export interface PodFlow {
  readonly from: Point;
  readonly to: Point;
  /** None where administrators deny what both sides leave open to everybody. */
  readonly ports: PortSet;
}

/** What a point may send to everybody, or receive: inside of the cluster and outside, as far as the other side agrees. */
export interface OpenFlow {
  readonly point: Point;
  readonly direction: Direction;
  /** For egress, without named ports: their numbers differ by receiver, and are in `podFlows`. */
  readonly ports: PortSet;
}

/** What a point may exchange with addresses outside of the cluster. */
export interface AddressFlow {
  readonly point: Point;
  readonly direction: Direction;
  readonly block: Block;
  /** None where administrators deny what is open to everybody. */
  readonly ports: PortSet;
}

const NO_EXPLICIT: ReadonlyMap<Point, PortSet> = new Map();

export class Reachability {
  readonly points: Points;
  private readonly sides: Sides;
  private readonly named = new Map<
    Point,
    { ingress?: ReadonlyMap<Point, PortSet>; egress?: ReadonlyMap<Point, PortSet> }
  >();

  constructor(environment: InspectedEnvironment) {
    this.sides = new Sides(catalogOf(environment));
    this.points = this.sides.points;
  }

  /** What the point may receive or send, rule by rule. */
  side(point: Point, direction: Direction): Side {
    return this.sides.of(point, direction);
  }

  /** Ports on which pods of `from` reach pods of `to`. */
  between(from: Point, to: Point): PortSet {
    return intersect(this.sends(from, to), this.receives(from, to));
  }

  /** Ports of `to` that `from` may send to, whatever `to` receives. */
  sends(from: Point, to: Point): PortSet {
    const side = this.side(from, 'egress');
    const ports = union(this.explicitTo(from, 'egress', to), this.toEverybody(from, to));
    return isPlain(side)
      ? ports
      : through(side, ports, ({ rule, points }) => (points.has(to) ? portsAt(rule.ports, to.ports) : NO_PORTS));
  }

  /** Ports on which `to` may receive from `from`, whatever `from` may send. */
  receives(from: Point, to: Point): PortSet {
    const side = this.side(to, 'ingress');
    const ports = union(this.explicitTo(to, 'ingress', from), this.fromEverybody(to));
    return isPlain(side)
      ? ports
      : through(side, ports, ({ rule, points }) => (points.has(from) ? portsAt(rule.ports, to.ports) : NO_PORTS));
  }

  /**
   * Every connection that a selector of at least one side means and both sides allow. What both sides leave open to
   * everybody is in `openFlows` instead, so that the list grows with the rules and not with the square of the pods.
   */
  podFlows(): PodFlow[] {
    const flows: PodFlow[] = [];
    const put = (from: Point, to: Point) => {
      const ports = this.between(from, to);
      if (ports.length > 0 || intersect(this.toEverybody(from, to), this.fromEverybody(to)).length > 0)
        flows.push({ from, to, ports });
    };
    for (const from of this.points.index.all) for (const to of this.listed(from, 'egress').keys()) put(from, to);
    for (const to of this.points.index.all) {
      for (const from of this.listed(to, 'ingress').keys()) if (!this.listed(from, 'egress').has(to)) put(from, to);
    }
    return flows;
  }

  /** Workloads that are open to everybody, or may talk to everybody. */
  openFlows(): OpenFlow[] {
    return this.points.index.all.flatMap((point) => {
      if (point.pods === undefined || point.pods.from.origin === 'cluster') return [];
      return [
        { point, direction: 'ingress' as const, ports: this.fromEverybody(point) },
        { point, direction: 'egress' as const, ports: this.toEverybody(point, undefined) },
      ].filter(({ ports }) => ports.length > 0);
    });
  }

  /** What rules let through to and from addresses outside; what is open to everybody is open to all others of them as well. */
  addressFlows(): AddressFlow[] {
    return this.points.index.all.flatMap((point) =>
      (['ingress', 'egress'] as const).flatMap((direction) =>
        this.addresses(point, direction).map((flow) => ({ point, direction, ...flow })),
      ),
    );
  }

  /** The same of one point. Where administrators name addresses, the blocks are cut so that no two overlap. */
  addresses(point: Point, direction: Direction): AddressPorts[] {
    const side = this.side(point, direction);
    const target = direction === 'ingress' ? point.ports : undefined;
    const opened = side.rules
      .flatMap(({ rule }) => rule.blocks.map((block) => ({ block, ports: portsAt(rule.ports, target) })))
      .filter(({ ports }) => ports.length > 0);
    const decided = [...side.admin, ...side.baseline].flatMap(({ rule }) => rule.blocks);
    if (decided.length === 0) return opened;
    const everybody = this.everybody(side, target);
    return resolve([...decided, ...opened.map(({ block }) => block)], (covers) => {
      const ports = opened.reduce((sum, own) => (covers(own.block) ? union(sum, own.ports) : sum), everybody);
      return through(side, ports, ({ rule }) => (rule.blocks.some(covers) ? portsAt(rule.ports, target) : NO_PORTS));
    }).filter(({ ports }) => ports.length > 0 || everybody.length > 0);
  }

  /** The administrators' policy that denies some of these ports between two points, on the side of `own`. */
  denier(own: Point, direction: Direction, peer: Point, ports: PortSet): CatalogEntry | undefined {
    const { isolated, admin, baseline } = this.side(own, direction);
    return [...admin, ...(isolated ? [] : baseline)].find(
      (rule) =>
        rule.rule.action === 'deny' &&
        rule.points.has(peer) &&
        intersect(this.opened(rule, own, peer), ports).length > 0,
    )?.policy;
  }

  /** The ports that one rule opens between its pods and a peer. @param peer `undefined`: outside of the files */
  opened({ rule, direction }: ReachRule, own: Point, peer: Point | undefined): PortSet {
    return portsAt(rule.ports, direction === 'ingress' ? own.ports : peer?.ports);
  }

  private fromEverybody(to: Point): PortSet {
    return this.everybody(this.side(to, 'ingress'), to.ports);
  }

  private toEverybody(from: Point, to: Point | undefined): PortSet {
    return this.everybody(this.side(from, 'egress'), to?.ports);
  }

  private everybody(side: Side, target: Point['ports']): PortSet {
    if (!side.isolated) return ALL_PORTS;
    let ports = NO_PORTS;
    for (const { rule } of side.rules) if (rule.everybody) ports = union(ports, portsAt(rule.ports, target));
    return ports;
  }

  /** Points that appear in rules about `own`. */
  private listed(own: Point, direction: Direction): ReadonlySet<Point> | ReadonlyMap<Point, PortSet> {
    const side = this.side(own, direction);
    const named = this.explicit(own, direction);
    if (isPlain(side)) return named;
    return new Set([...named.keys(), ...[...side.admin, ...side.baseline].flatMap(({ points }) => [...points])]);
  }

  private explicit(own: Point, direction: Direction): ReadonlyMap<Point, PortSet> {
    const side = this.side(own, direction);
    if (side.rules.length === 0) return NO_EXPLICIT;
    const known = obtain(this.named, own, () => ({}));
    return (known[direction] ??= this.meant(own, direction, side));
  }

  /** What `explicit` has for one peer; all of them are many, and are listed only for who asks for all. */
  private explicitTo(own: Point, direction: Direction, peer: Point): PortSet {
    const known = this.named.get(own)?.[direction];
    if (known !== undefined) return known.get(peer) ?? NO_PORTS;
    let ports = NO_PORTS;
    for (const { rule, points } of this.side(own, direction).rules) {
      if (points.has(peer)) ports = union(ports, portsAt(rule.ports, direction === 'ingress' ? own.ports : peer.ports));
    }
    return ports;
  }

  private meant(own: Point, direction: Direction, side: Side): ReadonlyMap<Point, PortSet> {
    const found = new Map<Point, PortSet>();
    for (const { rule, points } of side.rules) {
      for (const peer of points) {
        const ports = portsAt(rule.ports, direction === 'ingress' ? own.ports : peer.ports);
        const before = found.get(peer);
        found.set(peer, before === undefined ? ports : union(before, ports));
      }
    }
    return found;
  }
}

/** Whether administrators say nothing about it. */
function isPlain({ admin, baseline }: Side): boolean {
  return admin.length + baseline.length === 0;
}

function through(
  { isolated, admin, baseline }: Side,
  ports: PortSet,
  meant: (rule: AdminReachRule) => PortSet,
): PortSet {
  return throughTiers(admin, baseline, meant, isolated ? ports : undefined);
}

/** The reachability of an environment. */
export const reachabilityOf = memoize((environment: InspectedEnvironment) => new Reachability(environment));
