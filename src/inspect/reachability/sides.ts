/** By pod and direction: which policies isolate it, and the rules of all policies about it with the points that they mean. */
import { obtain } from '../../model/append';
import { ADMIN_KINDS, adminPolicyOf, type AdminPolicy, type AdminRule } from './admin';
import { namespacesOf, placeOf, type Namespace } from './namespaces';
import { pointsOf, type Point, type Points } from './points';
import { policyOf, type Direction, type Peer, type Policy, type Rule } from './policies';
import { matches, type Selector } from '../catalog/selector';
import type { Catalog } from '../catalog';
import type { CatalogEntry } from '../catalog/entries';

/** A rule with the points that its peers are in this environment. */
export interface ReachRule {
  readonly policy: CatalogEntry;
  readonly direction: Direction;
  readonly rule: Rule;
  readonly points: ReadonlySet<Point>;
}

/** The same of a policy of administrators, which may deny. */
export interface AdminReachRule extends ReachRule {
  readonly rule: AdminRule;
}

/** What one point may receive, or send. */
export interface Side {
  readonly isolated: boolean;
  /** The NetworkPolicies that isolate it. */
  readonly policies: readonly CatalogEntry[];
  readonly rules: readonly ReachRule[];
  /** What administrators decide before these, in its order. */
  readonly admin: readonly AdminReachRule[];
  /** The same after these, of pods that none of these isolates. */
  readonly baseline: readonly AdminReachRule[];
}

const NOTHING: Side = { isolated: false, policies: [], rules: [], admin: [], baseline: [] };
const NOBODY: ReadonlySet<Point> = new Set();

export class Sides {
  readonly points: Points;
  private readonly namespaces: readonly Namespace[];
  private readonly byPeers = new Map<string, ReadonlySet<Point>>();
  private all: ReadonlySet<Point> | undefined;
  private readonly bySelector = new Map<Selector, readonly string[]>();
  private readonly sides = new Map<Point, { ingress: Side; egress: Side }>();

  constructor(catalog: Catalog) {
    const files = (kind: string) => catalog.ofKind(kind).filter(({ origin }) => origin === 'file');
    const policies = files('NetworkPolicy.networking.k8s.io').map(
      (entry) => [entry, policyOf(entry.source!.json)] as const,
    );
    const admins = ADMIN_KINDS.flatMap((kind) =>
      files(kind).map((entry) => [entry, adminPolicyOf(kind, entry.source!.json)] as const),
    );
    const peers = [...policies, ...admins].flatMap(([entry, policy]) =>
      [...(policy.ingress ?? []), ...(policy.egress ?? [])].flatMap((rule) =>
        rule.peers.map((peer) => [entry, peer] as const),
      ),
    );
    this.namespaces = namespacesOf(catalog, new Set(peers.flatMap(([, peer]) => peer.namespaces ?? [])));
    this.points = pointsOf(
      catalog,
      this.namespaces,
      peers.map(([entry, peer]) => [peer, this.within(entry, peer)] as const),
    );
    for (const [entry, policy] of policies) this.apply(entry, policy);
    for (const [entry, policy] of admins.sort(([, a], [, b]) => a.priority - b.priority))
      this.applyAdmin(entry, policy);
  }

  of(point: Point, direction: Direction): Side {
    return this.sides.get(point)?.[direction] ?? NOTHING;
  }

  private apply(policy: CatalogEntry, { selector, ...directions }: Policy): void {
    const selected = this.points.index.select(placeOf(policy.namespace), selector);
    if (selected.length === 0) return;
    for (const direction of ['ingress', 'egress'] as const) {
      const rules = directions[direction]?.map((rule): ReachRule => ({
        policy,
        direction,
        rule,
        points: this.meantBy(policy, direction, rule),
      }));
      if (rules === undefined) continue;
      for (const point of selected)
        this.change(point, direction, (side) => ({
          ...side,
          isolated: true,
          policies: [...side.policies, policy],
          rules: [...side.rules, ...rules],
        }));
    }
  }

  private applyAdmin(policy: CatalogEntry, { tier, subject, ...directions }: AdminPolicy): void {
    if (subject === undefined) return;
    const selected = this.pointsOfPeers(policy, [subject]);
    for (const direction of ['ingress', 'egress'] as const) {
      const rules = directions[direction].map((rule): AdminReachRule => ({
        policy,
        direction,
        rule,
        points: this.meantBy(policy, direction, rule),
      }));
      if (rules.length === 0) continue;
      for (const point of selected)
        this.change(point, direction, (side) => ({ ...side, [tier]: [...side[tier], ...rules] }));
    }
  }

  private change(point: Point, direction: Direction, more: (side: Side) => Side): void {
    const sides = obtain(this.sides, point, () => ({ ingress: NOTHING, egress: NOTHING }));
    sides[direction] = more(sides[direction]);
  }

  /** Everybody is nobody in particular, but for egress to named ports, which are other numbers at each receiver. */
  private meantBy(policy: CatalogEntry, direction: Direction, rule: Rule): ReadonlySet<Point> {
    if (rule.everybody && direction === 'egress' && rule.ports.names.length > 0) return this.whole;
    if (rule.peers.length === 0) return NOBODY;
    // a policy for each workload that lets in its whole namespace is common: they all mean one set
    const key = JSON.stringify(rule.peers.map((peer) => [this.within(policy, peer), peer.pods ?? null]));
    const points = obtain(this.byPeers, key, () => this.pointsOfPeers(policy, rule.peers));
    return points;
  }

  private pointsOfPeers(policy: CatalogEntry, peers: readonly Peer[]): ReadonlySet<Point> {
    const points = new Set<Point>();
    for (const peer of peers) {
      for (const namespace of this.within(policy, peer)) {
        const found =
          peer.pods === undefined
            ? this.points.index.within(namespace)
            : this.points.index.select(namespace, peer.pods);
        for (const point of found) points.add(point);
      }
    }
    return points;
  }

  private get whole(): ReadonlySet<Point> {
    return (this.all ??= new Set(this.points.index.all));
  }

  private within(policy: CatalogEntry, { namespaces }: Peer): readonly string[] {
    if (namespaces === undefined) return [placeOf(policy.namespace)];
    let names = this.bySelector.get(namespaces);
    if (names === undefined) {
      names = this.namespaces.filter(({ labels }) => matches(namespaces, labels)).map(({ name }) => name);
      this.bySelector.set(namespaces, names);
    }
    return names;
  }
}
