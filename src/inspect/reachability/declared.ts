/** Declared connections, as plain data of one environment: law 5 compares the policies with them. */
import { obtain } from '../../model/append';
import { NO_PORTS, portRange, union, type PortSet } from './ports';
import { equalitySelector, type Labels } from '../catalog/selector';
import type { AddressPorts } from './addresses';
import type { Direction } from './policies';
import type { Point, Points } from './points';

/** Pods that policies are written for: all of them are judged. */
export interface DeclaredPods {
  readonly kind: 'pods';
  /** As messages name them. */
  readonly name: string;
  readonly namespace: string;
  /** Pods that carry all of these; all pods of the namespace when there are none. */
  readonly labels: Labels;
}

/** Addresses outside of the cluster, or of its machines. */
export interface DeclaredAddresses {
  readonly kind: 'addresses';
  readonly name: string;
  readonly cidrs: readonly string[];
  readonly except: readonly string[];
}

export type DeclaredParty = DeclaredPods | DeclaredAddresses;

export interface DeclaredConnection {
  readonly from: DeclaredParty;
  readonly to: DeclaredParty;
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
}

export interface DeclaredReachability {
  /** Namespace of the environment. */
  readonly namespace: string;
  /** Pods whose connections are all declared, and whose policies carry their names. Other pods are listed, not judged. */
  readonly pods: readonly DeclaredPods[];
  readonly connections: readonly DeclaredConnection[];
  /** Files of policies that a deviation changes: what they let through was said on purpose. */
  readonly deviating: readonly string[];
}

/** Declared connections by the points that they cover. */
export class DeclaredIndex {
  /** Points whose connections are declared, with the name that they were declared under. */
  readonly judged = new Map<Point, string>();
  readonly between = new Map<Point, Map<Point, PortSet>>();
  private readonly outside = new Map<Point, { ingress: AddressPorts[]; egress: AddressPorts[] }>();
  private readonly names = new Map<string, Set<string>>();
  private readonly covered = new Map<DeclaredPods, readonly Point[]>();

  constructor(
    { pods, connections }: DeclaredReachability,
    private readonly points: Points,
  ) {
    for (const party of pods) for (const point of this.cover(party)) this.judged.set(point, party.name);
    for (const { from, to, ports } of connections) {
      const set = ports.reduce((sum, { port, protocol }) => union(sum, portRange(protocol, port)), NO_PORTS);
      if (from.kind === 'pods' && to.kind === 'pods') this.addPods(from, to, set);
      else if (from.kind === 'pods' && to.kind === 'addresses') this.addAddresses(from, to, 'egress', set);
      else if (from.kind === 'addresses' && to.kind === 'pods') this.addAddresses(to, from, 'ingress', set);
    }
  }

  ports(from: Point, to: Point): PortSet {
    return this.between.get(from)?.get(to) ?? NO_PORTS;
  }

  addresses(point: Point, direction: Direction): readonly AddressPorts[] {
    return this.outside.get(point)?.[direction] ?? [];
  }

  /** The names under which a point calls, or is called by, these addresses. */
  addressNames(point: Point, key: string): readonly string[] {
    return [...(this.names.get(`${this.judged.get(point) ?? ''} ${key}`) ?? [])].sort();
  }

  private addPods(from: DeclaredPods, to: DeclaredPods, ports: PortSet): void {
    for (const source of this.cover(from)) {
      const targets = obtain(this.between, source, () => new Map());
      for (const target of this.cover(to)) targets.set(target, union(targets.get(target) ?? NO_PORTS, ports));
    }
  }

  private addAddresses(
    pods: DeclaredPods,
    { name, cidrs, except }: DeclaredAddresses,
    direction: Direction,
    ports: PortSet,
  ): void {
    const sorted = [...except].sort();
    for (const cidr of cidrs) {
      const key = `${pods.name} ${direction} ${cidr} ${sorted.join()}`;
      obtain(this.names, key, () => new Set()).add(name);
    }
    for (const point of this.cover(pods)) {
      const sides = obtain(this.outside, point, () => ({ ingress: [], egress: [] }));
      for (const cidr of cidrs) sides[direction].push({ block: { cidr, except: sorted }, ports });
    }
  }

  private cover(pods: DeclaredPods): readonly Point[] {
    let points = this.covered.get(pods);
    if (points === undefined) {
      points = this.points.index.select(pods.namespace, equalitySelector(pods.labels as Record<string, string>));
      this.covered.set(pods, points);
    }
    return points;
  }
}

/** Key of addresses in `addressNames`. */
export function addressKey(direction: Direction, { cidr, except }: AddressPorts['block']): string {
  return `${direction} ${cidr} ${except.join()}`;
}
