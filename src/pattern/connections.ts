/**
 * Who talks to whom. Constructs hand out endpoints; using one in `env` or `calls` declares a connection. NetworkPolicies of
 * both sides come from the connections when the platform is synthesized, so that calls may be cyclic.
 */
import { Expression, Reference } from '../model/expression';
import type { Presence } from '../model/presence';
import { Varying, absent, combine, isVarying, valueAt } from '../model/varying';
import type { Labels } from './object';

/** One end of a connection. */
export type Party =
  /** pods of the platform */
  | {
      readonly kind: 'pods';
      readonly name: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly presence: Presence | undefined;
    }
  /** pods of another namespace, known to the cluster facts; each part may vary */
  | {
      readonly kind: 'cluster';
      readonly name: string;
      readonly namespace: unknown;
      readonly labels: Labels | undefined;
      /** Given where its pods are in the mesh of the platform; then they prove which service account they have. */
      readonly sidecar?: { readonly serviceAccount?: unknown };
    }
  /** addresses outside of the cluster, or of its machines; each part may vary */
  | {
      readonly kind: 'addresses';
      readonly name: string;
      readonly cidrs: readonly unknown[];
      readonly except: readonly string[];
    };

export interface TransportPort {
  /** Number of the port of the pod: policies apply after service ports are translated. */
  readonly port: unknown;
  readonly protocol: 'TCP' | 'UDP';
}

export interface Connection {
  readonly from: Party;
  readonly to: Party;
  readonly ports: readonly TransportPort[];
  /** Paths that are asked for, where nothing else is: a mesh holds the caller to them. */
  readonly paths?: readonly unknown[];
}

/** A port of something that can be called. In an expression it contributes the connection and no text. */
export class Endpoint extends Reference {
  constructor(
    readonly party: Party,
    readonly ports: readonly TransportPort[],
    /** Port of the Service that leads there, for routes; `undefined` where none of the pattern does. */
    readonly servicePort?: unknown,
  ) {
    super();
  }

  override describe(): string {
    return `endpoint ${this.party.name}:${this.ports.map(({ port }) => String(port)).join(',')}`;
  }
}

/** Endpoints that a value brings: itself, or those inside an expression. */
export function endpointsOf(value: unknown): readonly Endpoint[] {
  if (value instanceof Endpoint) return [value];
  if (value instanceof Expression) return value.references.filter((reference) => reference instanceof Endpoint);
  return [];
}

/** Declares that pods call endpoints: those that their variables brought, and those that a prop lists. */
export function connect(connections: Connections, from: Party, endpoints: readonly Endpoint[], listed: unknown): void {
  const calls = Array.isArray(listed) ? listed.flatMap(endpointsOf) : [];
  for (const { party, ports } of [...endpoints, ...calls]) connections.add({ from, to: party, ports });
}

/**
 * Something that stands where both ends of a connection are, where the peer has an address and a port is open.
 * A rule without peers or without ports would not let nothing through, but everything.
 */
export function whereDeclared(connection: Connection, peer: Party, allowed: unknown): unknown {
  const presence = [connection.from, connection.to].flatMap((party) =>
    party.kind === 'pods' && party.presence ? [party.presence] : [],
  );
  const limits = [presenceOf(peer), somewhere(connection.ports.map(({ port }) => port))].filter(
    (limit) => limit !== undefined,
  );
  const set = presence[0]?.set ?? limits[0]?.set;
  if (set === undefined) return allowed;
  const there = (index: number) =>
    presence.every(({ present }) => present[index]) && limits.every((limit) => limit.values[index] === true);
  return new Varying(
    set,
    set.names.map((_, index) => (there(index) ? valueAt(allowed, index) : absent)),
  );
}

function presenceOf(party: Party): Varying<boolean> | undefined {
  return party.kind === 'addresses' ? somewhere(party.cidrs) : undefined;
}

/** Where a list has an element. */
function somewhere(list: readonly unknown[]): Varying<boolean> | undefined {
  if (list.some((element) => !isVarying(element))) return undefined;
  const some = combine(Object.fromEntries(list.entries()), (own) =>
    Object.values(own).some((element) => element !== undefined),
  );
  return isVarying(some) ? some : undefined;
}

/** The connections of one platform, in an order that does not depend on the order of declaration. */
export class Connections {
  /** Pods that have a policy of their own, by name: whatever they may send and receive is declared. */
  readonly governed = new Map<string, Extract<Party, { kind: 'pods' }>>();
  private readonly declared = new Map<string, Connection>();
  private byParty: Map<string, { egress: Connection[]; ingress: Connection[] }> | undefined;

  add(connection: Connection): void {
    const ports = connection.ports.map(({ port, protocol }) => `${protocol}/${toldOf(port)}`).join();
    this.declared.set(`${keyOf(connection.from)} -> ${keyOf(connection.to)} ${ports}`, connection);
    this.byParty = undefined;
  }

  /** What pods call. */
  from(name: string): readonly Connection[] {
    return this.index().get(name)?.egress ?? [];
  }

  /** What calls pods. */
  to(name: string): readonly Connection[] {
    return this.index().get(name)?.ingress ?? [];
  }

  get all(): readonly Connection[] {
    return [...this.declared.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, connection]) => ({ ...connection, to: this.known(connection.to) }));
  }

  /** Pods that were called by their name, as they were declared since: with the environments that they exist in. */
  private known(party: Party): Party {
    return party.kind === 'pods' && party.presence === undefined ? (this.governed.get(party.name) ?? party) : party;
  }

  private index() {
    if (this.byParty !== undefined) return this.byParty;
    const index = (this.byParty = new Map<string, { egress: Connection[]; ingress: Connection[] }>());
    const of = (name: string) => {
      let own = index.get(name);
      if (own === undefined) index.set(name, (own = { egress: [], ingress: [] }));
      return own;
    };
    for (const connection of this.all) {
      if (connection.from.kind === 'pods') of(connection.from.name).egress.push(connection);
      if (connection.to.kind === 'pods') of(connection.to.name).ingress.push(connection);
    }
    return index;
  }
}

/** Two parties of one kind and name are two where what they stand for differs. */
function keyOf(party: Party): string {
  if (party.kind === 'addresses')
    return `addresses ${party.name} ${party.cidrs.map(toldOf).join()} ${party.except.join()}`;
  return `${party.kind} ${party.name}`;
}

function toldOf(value: unknown): string {
  return isVarying(value) ? `{${value.values.map(String).join('|')}}` : String(value);
}
