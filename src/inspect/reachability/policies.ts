/** NetworkPolicies as the API reads them (networking.k8s.io/v1, with its defaults), read once for all environments. */
import { memoize } from '../memoize';
import { get, isMap, list, map, number, text, type Node } from '../read';
import { labelSelector, type Selector } from '../catalog/selector';
import { ALL_PORTS, NO_PORTS, allOf, portRange, union, type PortSet } from './ports';
import type { PodPort } from '../catalog/entries';
import type { JsonObject } from '../../model/json';

export type Direction = 'ingress' | 'egress';

/** One peer: both selectors must hold, where both are given. */
export interface Peer {
  /** Left out: all pods of the namespaces. */
  readonly pods: Selector | undefined;
  /** Left out: the namespace of the policy. */
  readonly namespaces: Selector | undefined;
}

/** Addresses outside of the cluster. */
export interface Block {
  readonly cidr: string;
  readonly except: readonly string[];
}

export interface Ports {
  readonly numbers: PortSet;
  /**
   * Names mean the port of that name and protocol of each target pod, which may be another number on each. Administrators'
   * policies name no protocol: then it is the pod's.
   */
  readonly names: readonly { readonly name: string; readonly protocol: string | undefined }[];
}

export interface Rule {
  /** Position in the list of the direction. */
  readonly index: number;
  /** True where `from` or `to` is empty or missing: everybody, inside of the cluster and outside. */
  readonly everybody: boolean;
  readonly peers: readonly Peer[];
  readonly blocks: readonly Block[];
  readonly ports: Ports;
}

export interface Policy {
  readonly selector: Selector;
  /** `undefined`: the policy says nothing about the direction; without rules, it lets nothing through. */
  readonly ingress: readonly Rule[] | undefined;
  readonly egress: readonly Rule[] | undefined;
}

/** @param json a NetworkPolicy */
export function policyOf(json: JsonObject): Policy {
  return policyOfSpec(map(json, 'spec'));
}

/**
 * `policyTypes` that is missing or empty means ingress, and egress where there is an egress rule (SetDefaults_NetworkPolicy):
 * `egress: []` alone isolates nothing. Rules of a direction that `policyTypes` does not name are without effect.
 */
const policyOfSpec = memoize((spec: JsonObject): Policy => {
  const types = list(spec, 'policyTypes');
  const covers = (type: string, byDefault: boolean) => (types.length > 0 ? types.includes(type) : byDefault);
  const rules = (direction: Direction, side: string) =>
    list(spec, direction).map((rule, index) => ruleOf(rule, side, index));
  return {
    selector: labelSelector(spec['podSelector']),
    ingress: covers('Ingress', true) ? rules('ingress', 'from') : undefined,
    egress: covers('Egress', list(spec, 'egress').length > 0) ? rules('egress', 'to') : undefined,
  };
});

function ruleOf(rule: Node, side: string, index: number): Rule {
  const peers = list(rule, side);
  return {
    index,
    everybody: peers.length === 0,
    peers: peers.flatMap((peer) => {
      const [pods, namespaces] = [get(peer, 'podSelector'), get(peer, 'namespaceSelector')];
      // neither selector, or one together with an ipBlock: rejected by the API server (LS701)
      if ((pods === undefined && namespaces === undefined) || get(peer, 'ipBlock') !== undefined) return [];
      const selector = (node: Node) => (node === undefined ? undefined : labelSelector(node));
      return [{ pods: selector(pods), namespaces: selector(namespaces) }];
    }),
    blocks: peers.flatMap((peer) => {
      const block = get(peer, 'ipBlock');
      const cidr = text(block, 'cidr');
      if (cidr === undefined || get(peer, 'podSelector') !== undefined || get(peer, 'namespaceSelector') !== undefined)
        return [];
      return [{ cidr, except: list(block, 'except').map(String).sort() }];
    }),
    ports: portsOf(list(rule, 'ports')),
  };
}

function portsOf(items: readonly Node[]): Ports {
  if (items.length === 0) return { numbers: ALL_PORTS, names: [] };
  let numbers = NO_PORTS;
  const names: { name: string; protocol: string }[] = [];
  for (const item of items) {
    const protocol = text(item, 'protocol') ?? 'TCP';
    const port = isMap(item) ? get(item, 'port') : undefined;
    if (port === undefined) numbers = union(numbers, allOf(protocol));
    else if (typeof port === 'number')
      numbers = union(numbers, portRange(protocol, port, number(item, 'endPort') ?? port));
    else if (typeof port === 'string') names.push({ name: port, protocol });
  }
  return { numbers, names };
}

/**
 * The numbers that a rule's ports mean on pods.
 * @param target what their containers declare; `undefined` where it is not known, and names mean nothing
 */
export function portsAt({ numbers, names }: Ports, target: readonly PodPort[] | undefined): PortSet {
  if (names.length === 0 || target === undefined) return numbers;
  return names.reduce(
    (all, { name, protocol }) =>
      target
        .filter((offer) => offer.name === name && (protocol === undefined || offer.protocol === protocol))
        .reduce((sum, offer) => union(sum, portRange(offer.protocol, offer.port)), all),
    numbers,
  );
}
