/**
 * Who talks to whom. Constructs hand out endpoints; using one in `env` or `calls` declares a connection. NetworkPolicies of
 * both sides come from the connections when the platform is synthesized, so that calls may be cyclic.
 */
import { instance } from '../../model/shape';
import { Expression, Reference } from '../../model/expression';
import type { Field, Fields } from '../../model/fields';
import type { Opaque } from '../../model/opaque';
import { plainAt } from '../../model/plain';
import type { Presence } from '../../model/presence';
import type { EnvironmentNames, Varying } from '../../model/varying';

/** One end of a connection, in one environment. */
export type Party =
  /** pods of the platform; `presence` limits the connection to where this part of them is */
  | {
      readonly kind: 'pods';
      readonly name: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly presence: Presence | undefined;
    }
  /** pods of another namespace, known to the cluster facts */
  | {
      readonly kind: 'cluster';
      readonly name: string;
      readonly namespace: string;
      readonly labels: Readonly<Record<string, string>> | undefined;
      /** Given where its pods are in the mesh of the platform; then they prove which service account they have. */
      readonly sidecar?: { readonly serviceAccount?: string | undefined };
    }
  /** addresses outside of the cluster, or of its machines */
  | {
      readonly kind: 'addresses';
      readonly name: string;
      readonly cidrs: readonly string[];
      readonly except: readonly string[];
    };

export interface TransportPort {
  /** Number of the port of the pod: policies apply after service ports are translated. */
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Who may call whom, in one environment. */
export interface Connection {
  readonly from: Party;
  readonly to: Party;
  readonly ports: readonly TransportPort[];
  /** Paths that are asked for, where nothing else is: a mesh holds the caller to them. */
  readonly paths?: readonly string[];
}

/** The same, of all environments: each part may vary. */
type Loose<T> = { readonly [K in keyof T]: K extends 'kind' | 'name' | 'protocol' ? T[K] : Fields<T>[K] };
export type VaryingParty = Extract<Party, { kind: 'pods' }> | Loose<Exclude<Party, { kind: 'pods' }>>;
export type VaryingPort = Loose<TransportPort>;
/** The ports that a service of the platform declares. */
export interface DeclaredPorts {
  readonly port: number | Varying<number>;
  readonly servicePort: number | Varying<number>;
}

/** A port of something that can be called. In an expression it contributes the connection and no text. */
export class Endpoint extends Reference {
  constructor(
    readonly party: VaryingParty,
    readonly ports: readonly VaryingPort[],
    /** Port of the Service that leads there, for routes; `undefined` where none of the pattern does. */
    readonly servicePort?: Field<number, true> | undefined,
  ) {
    super();
  }

  override at(environment: number): Endpoint {
    const { to, ports, servicePort } = targetOf(this, environment);
    if (to === this.party && ports === this.ports && servicePort === this.servicePort) return this;
    return new Endpoint(to, ports, servicePort);
  }

  override describe(): string {
    return `endpoint ${this.party.name}:${this.ports.map(({ port }) => String(port)).join(',')}`;
  }
}

export const endpointShape = instance(
  'the endpoint of a construct',
  (value) => value instanceof Endpoint,
  'Use the endpoint of a construct, such as `db.endpoint`.',
);

/** What an endpoint leads to in one environment. @param environment by default, that which it was resolved for */
export function targetOf(
  { party, ports, servicePort }: Endpoint,
  environment = 0,
): Pick<Connection, 'to' | 'ports'> & { readonly servicePort?: number } {
  const port = plainAt<number | undefined>(servicePort, environment);
  return {
    to: plainAt<Party>(party, environment),
    ports: plainAt<readonly TransportPort[]>(ports, environment),
    ...(port !== undefined && { servicePort: port }),
  };
}

/** Endpoints that a value brings: itself, or those inside an expression. */
export function endpointsOf(value: Opaque | string | number | boolean): readonly Endpoint[] {
  if (value instanceof Endpoint) return [value];
  if (value instanceof Expression) return value.references.filter((reference) => reference instanceof Endpoint);
  return [];
}

/** The connections of one environment. */
interface Declared {
  readonly byKey: Map<string, Connection>;
  index: ReadonlyMap<string, { readonly egress: Connection[]; readonly ingress: Connection[] }> | undefined;
}

/** The connections of one platform, environment by environment, in an order that does not depend on that of their declaration. */
export class Connections {
  /** Pods that have a policy of their own, by name: whatever they may send and receive is declared. */
  readonly governed = new Map<string, Extract<Party, { kind: 'pods' }>>();
  private readonly environments: readonly Declared[];

  constructor(set: EnvironmentNames) {
    this.environments = set.names.map(() => ({ byKey: new Map<string, Connection>(), index: undefined }));
  }

  /** Declares a connection in one environment, if the peer has an address and a port is open. @param environment its index */
  addAt(environment: number, connection: Connection): void {
    const ports = connection.ports.filter(({ port }: Partial<TransportPort>) => port !== undefined);
    const empty = [connection.from, connection.to].some(
      (party) => party.kind === 'addresses' && party.cidrs.length === 0,
    );
    // A rule without peers or without ports would not let nothing through, but everything.
    if (ports.length === 0 || empty || !limitedTo(connection.from, environment)) return;
    const own = this.environments[environment]!;
    const key = ports.map(({ port, protocol }) => `${protocol}/${port}`).join();
    own.byKey.set(`${keyOf(connection.from)} -> ${keyOf(connection.to)} ${key}`, { ...connection, ports });
    own.index = undefined;
  }

  /** What pods call in an environment. */
  from(name: string, environment: number): readonly Connection[] {
    return this.indexOf(environment).get(name)?.egress ?? [];
  }

  /** What calls pods in an environment. */
  to(name: string, environment: number): readonly Connection[] {
    return this.indexOf(environment).get(name)?.ingress ?? [];
  }

  /** The connections of an environment whose both ends exist there. */
  all(environment: number): readonly Connection[] {
    return this.declared(environment).filter(
      ({ from, to }) => this.exists(from, environment) && this.exists(to, environment),
    );
  }

  /** Connections of pods that exist in an environment to pods that do not. */
  lost(environment: number): readonly Connection[] {
    return this.declared(environment).filter(
      ({ from, to }) => from.kind === 'pods' && this.exists(from, environment) && !this.exists(to, environment),
    );
  }

  private declared(environment: number): readonly Connection[] {
    return [...this.environments[environment]!.byKey.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, connection]) => connection);
  }

  private exists(party: Party, environment: number): boolean {
    if (party.kind !== 'pods') return true;
    return limitedTo(party, environment) && limitedTo(this.governed.get(party.name) ?? party, environment);
  }

  private indexOf(environment: number): NonNullable<Declared['index']> {
    const own = this.environments[environment]!;
    if (own.index !== undefined) return own.index;
    const index = new Map<string, { egress: Connection[]; ingress: Connection[] }>();
    const of = (name: string) => {
      const known = index.get(name) ?? { egress: [], ingress: [] };
      index.set(name, known);
      return known;
    };
    for (const connection of this.all(environment)) {
      if (connection.from.kind === 'pods') of(connection.from.name).egress.push(connection);
      if (connection.to.kind === 'pods') of(connection.to.name).ingress.push(connection);
    }
    own.index = index;
    return index;
  }
}

function limitedTo(party: Party, environment: number): boolean {
  return party.kind !== 'pods' || party.presence?.present[environment] !== false;
}

/** Two parties with the same kind and name are different if what they represent differs. */
function keyOf(party: Party): string {
  if (party.kind === 'addresses') return `addresses ${party.name} ${party.cidrs.join()} ${party.except.join()}`;
  return `${party.kind} ${party.name}`;
}
