/**
 * What the NetworkPolicies of one environment let through, by the rules of the API:
 *
 * - a pod is isolated in a direction when a policy of its own namespace selects it and covers that direction; what any rule
 *   of any such policy allows is allowed; a pod that is not isolated may talk to everybody;
 * - a connection needs both sides: what the sender may send and the receiver may receive.
 *
 * Outside of what policies decide, and of what is computed here: traffic between a pod and its own node (probes), of a pod
 * with itself, of pods on the host network, and protocols other than TCP, UDP and SCTP. Pods are judged by selectors alone:
 * an `ipBlock` means addresses outside of the cluster, since what addresses of pods it would match differs between networks.
 */
import { catalogOf } from '../catalog';
import { once } from '../once';
import { matches, type Selector } from '../selector';
import { namespacesOf, type Namespace } from './namespaces';
import { pointsOf, type Point, type Points } from './points';
import { policyOf, portsAt, type Block, type Direction, type Peer, type Policy, type Rule } from './policies';
import { ALL_PORTS, intersect, NO_PORTS, union, type PortSet } from './ports';
import type { Catalog } from '../catalog';
import type { Entry } from '../entries';
import type { InspectedEnvironment } from '../types';

/** A rule with the points that its peers are in this environment. */
export interface ReachRule {
  readonly policy: Entry;
  readonly direction: Direction;
  readonly rule: Rule;
  readonly points: ReadonlySet<Point>;
}

/** What one point may receive, or send. */
export interface Side {
  readonly isolated: boolean;
  /** The policies that isolate it. */
  readonly policies: readonly Entry[];
  readonly rules: readonly ReachRule[];
}

/** A connection that both sides allow and a selector of at least one of them means. */
export interface PodFlow {
  readonly from: Point;
  readonly to: Point;
  readonly ports: PortSet;
}

/** What a point may send to everybody, or receive: inside of the cluster and outside, as far as the other side agrees. */
export interface OpenFlow {
  readonly point: Point;
  readonly direction: Direction;
  /** For egress, without named ports: they are other numbers at each receiver, and stand in `podFlows`. */
  readonly ports: PortSet;
}

/** What a point may exchange with addresses outside of the cluster. */
export interface AddressFlow {
  readonly point: Point;
  readonly direction: Direction;
  readonly block: Block;
  readonly ports: PortSet;
  readonly rule: ReachRule;
}

const NOT_ISOLATED: Side = { isolated: false, policies: [], rules: [] };
const NOBODY: ReadonlySet<Point> = new Set();
const NO_EXPLICIT: ReadonlyMap<Point, PortSet> = new Map();

export class Reachability {
  readonly points: Points;
  private readonly catalog: Catalog;
  private readonly namespaces: readonly Namespace[];
  private readonly byPeers = new Map<string, ReadonlySet<Point>>();
  private all: ReadonlySet<Point> | undefined;
  private readonly bySelector = new Map<Selector, readonly string[]>();
  private readonly sides = new Map<Point, { ingress: Side; egress: Side }>();
  private readonly named = new Map<Point, { ingress?: ReadonlyMap<Point, PortSet>; egress?: ReadonlyMap<Point, PortSet> }>();

  constructor(environment: InspectedEnvironment) {
    this.catalog = catalogOf(environment);
    const policies = this.catalog
      .ofKind('NetworkPolicy.networking.k8s.io')
      .filter(({ origin }) => origin === 'file')
      .map((entry) => [entry, policyOf(entry.source!.json)] as const);
    const peers = policies.flatMap(([entry, policy]) =>
      [...(policy.ingress ?? []), ...(policy.egress ?? [])].flatMap((rule) => rule.peers.map((peer) => [entry, peer] as const)),
    );
    this.namespaces = namespacesOf(this.catalog, new Set(peers.flatMap(([, peer]) => peer.namespaces ?? [])));
    this.points = pointsOf(
      this.catalog,
      this.namespaces,
      peers.map(([entry, peer]) => [peer, this.within(entry, peer)] as const),
    );
    for (const [entry, policy] of policies) this.apply(entry, policy);
  }

  /** What the point may receive or send, rule by rule. */
  side(point: Point, direction: Direction): Side {
    return this.sides.get(point)?.[direction] ?? NOT_ISOLATED;
  }

  /** Ports on which pods of `from` reach pods of `to`. */
  between(from: Point, to: Point): PortSet {
    return intersect(this.sends(from, to), this.receives(from, to));
  }

  /** Ports of `to` that `from` may send to, whatever `to` receives. */
  sends(from: Point, to: Point): PortSet {
    return union(this.explicitTo(from, 'egress', to), this.toEverybody(from, to));
  }

  /** Ports on which `to` may receive from `from`, whatever `from` may send. */
  receives(from: Point, to: Point): PortSet {
    return union(this.explicitTo(to, 'ingress', from), this.fromEverybody(to));
  }

  /**
   * Every connection that a selector of at least one side means and both sides allow. What both sides leave open to
   * everybody is in `openFlows` instead, so that the list grows with the rules and not with the square of the pods.
   */
  podFlows(): PodFlow[] {
    const flows: PodFlow[] = [];
    const put = (from: Point, to: Point, ports: PortSet) => {
      if (ports.length > 0) flows.push({ from, to, ports });
    };
    for (const from of this.points.index.all) {
      for (const [to] of this.explicit(from, 'egress')) put(from, to, this.between(from, to));
    }
    for (const to of this.points.index.all) {
      for (const [from] of this.explicit(to, 'ingress')) {
        if (!this.explicit(from, 'egress').has(to)) put(from, to, this.between(from, to));
      }
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

  /** What rules let through to and from addresses outside; what is open to everybody is open to all of them as well. */
  addressFlows(): AddressFlow[] {
    return this.points.index.all.flatMap((point) =>
      (['ingress', 'egress'] as const).flatMap((direction) =>
        this.side(point, direction).rules.flatMap((rule) => {
          if (rule.rule.blocks.length === 0) return [];
          const ports = portsAt(rule.rule.ports, direction === 'ingress' ? point.ports : undefined);
          return ports.length === 0 ? [] : rule.rule.blocks.map((block) => ({ point, direction, block, ports, rule }));
        }),
      ),
    );
  }

  /** The ports that one rule opens between its pods and a peer. @param peer `undefined`: somebody outside */
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

  private explicit(own: Point, direction: Direction): ReadonlyMap<Point, PortSet> {
    const side = this.side(own, direction);
    if (side.rules.length === 0) return NO_EXPLICIT;
    let known = this.named.get(own);
    if (known === undefined) this.named.set(own, (known = {}));
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

  private apply(policy: Entry, { selector, ...directions }: Policy): void {
    const selected = this.points.index.select(policy.namespace, selector);
    if (selected.length === 0) return;
    for (const direction of ['ingress', 'egress'] as const) {
      const rules = directions[direction]?.map((rule): ReachRule => ({
        policy,
        direction,
        rule,
        points: this.meantBy(policy, direction, rule),
      }));
      if (rules === undefined) continue;
      for (const point of selected) {
        let sides = this.sides.get(point);
        if (sides === undefined) this.sides.set(point, (sides = { ingress: NOT_ISOLATED, egress: NOT_ISOLATED }));
        const before = sides[direction];
        sides[direction] = { isolated: true, policies: [...before.policies, policy], rules: [...before.rules, ...rules] };
      }
    }
  }

  /** Everybody is nobody in particular, but for egress to named ports, which are other numbers at each receiver. */
  private meantBy(policy: Entry, direction: Direction, rule: Rule): ReadonlySet<Point> {
    if (rule.everybody && direction === 'egress' && rule.ports.names.length > 0) return this.whole;
    if (rule.peers.length === 0) return NOBODY;
    // a policy for each workload that lets in its whole namespace is common: they all mean one set
    const key = JSON.stringify(rule.peers.map((peer) => [this.within(policy, peer), peer.pods ?? null]));
    let points = this.byPeers.get(key);
    if (points === undefined) this.byPeers.set(key, (points = this.pointsOfPeers(policy, rule.peers)));
    return points;
  }

  private pointsOfPeers(policy: Entry, peers: readonly Peer[]): ReadonlySet<Point> {
    const points = new Set<Point>();
    for (const peer of peers) {
      for (const namespace of this.within(policy, peer)) {
        const found =
          peer.pods === undefined ? this.points.index.within(namespace) : this.points.index.select(namespace, peer.pods);
        for (const point of found) points.add(point);
      }
    }
    return points;
  }

  private get whole(): ReadonlySet<Point> {
    return (this.all ??= new Set(this.points.index.all));
  }

  private within(policy: Entry, { namespaces }: Peer): readonly string[] {
    if (namespaces === undefined) return [policy.namespace];
    let names = this.bySelector.get(namespaces);
    if (names === undefined) {
      names = this.namespaces.filter(({ labels }) => matches(namespaces, labels)).map(({ name }) => name);
      this.bySelector.set(namespaces, names);
    }
    return names;
  }
}

/** The reachability of an environment. */
export const reachabilityOf = once((environment: InspectedEnvironment) => new Reachability(environment));
