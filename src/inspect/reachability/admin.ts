/**
 * Policies of a cluster's administrators (policy.networking.k8s.io): AdminNetworkPolicy and BaselineAdminNetworkPolicy
 * (v1alpha1), and ClusterNetworkPolicy (v1alpha2), which is both by its tier. Read once for all environments.
 */
import { memoize } from '../memoize';
import { get, isMap, list, map, number, text, type Node } from '../read';
import { labelSelector } from '../catalog/selector';
import { ALL_PORTS, NO_PORTS, allOf, portRange, union } from './ports';
import type { Direction, Peer, Ports, Rule } from './policies';
import type { JsonObject } from '../../model/json';

const GROUP = 'policy.networking.k8s.io';
export const ADMIN_KINDS = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'].map(
  (kind) => `${kind}.${GROUP}`,
);

export type Action = 'allow' | 'deny' | 'pass';

/** Rules of all other kinds only allow; these are looked at in their order, and the first that means a connection decides. */
export interface AdminRule extends Rule {
  readonly action: Action;
}

export interface AdminPolicy {
  /** Before NetworkPolicies, or after them: for pods that none of them isolates. */
  readonly tier: 'admin' | 'baseline';
  /** Lower is looked at first. */
  readonly priority: number;
  readonly subject: Peer | undefined;
  readonly ingress: readonly AdminRule[];
  readonly egress: readonly AdminRule[];
}

const ACTIONS: ReadonlyMap<string, Action> = new Map(
  Object.entries({ Allow: 'allow', Accept: 'allow', Deny: 'deny', Pass: 'pass' }),
);
const EVERYTHING: Peer = { namespaces: labelSelector(undefined), pods: undefined };

/** @param kind `Kind.group`, one of `ADMIN_KINDS` */
export function adminPolicyOf(kind: string, json: JsonObject): AdminPolicy {
  const spec = map(json, 'spec');
  return read(spec).get(kind.startsWith('Baseline') || text(spec, 'tier') === 'Baseline');
}

/** A spec does not say which of two kinds it is of. */
const read = memoize((spec: JsonObject) => {
  const rules = (direction: Direction, side: string) =>
    list(spec, direction).flatMap((rule, index) => ruleOf(rule, side, index));
  const shared = {
    priority: number(spec, 'priority') ?? 0,
    subject: peerOf(get(spec, 'subject')),
    ingress: rules('ingress', 'from'),
    egress: rules('egress', 'to'),
  };
  return {
    get: (baseline: boolean): AdminPolicy => ({ ...shared, tier: baseline ? 'baseline' : 'admin' }),
  };
});

function ruleOf(rule: Node, side: string, index: number): AdminRule[] {
  const action = ACTIONS.get(text(rule, 'action') ?? '');
  const peers = list(rule, side);
  // refused by the API server
  if (action === undefined || peers.length === 0) return [];
  const known = { index, everybody: false, action, ports: portsOf(rule) };
  // of a field that this version does not know, what the API asks for: nothing is allowed by it, and all else is denied
  if (action !== 'allow' && !peers.every(isKnown))
    return [
      {
        ...known,
        ports: { numbers: ALL_PORTS, names: [] },
        action: 'deny',
        peers: [EVERYTHING],
        blocks: ['0.0.0.0/0', '::/0'].map((cidr) => ({ cidr, except: [] })),
      },
    ];
  return [
    {
      ...known,
      peers: peers.flatMap((peer) => peerOf(peer) ?? []),
      blocks: peers.flatMap((peer) => list(peer, 'networks').map((cidr) => ({ cidr: String(cidr), except: [] }))),
    },
  ];
}

/** Machines and names of hosts have no addresses in manifests: rules about them decide nothing here. */
function isKnown(peer: Node): boolean {
  return (
    peerOf(peer) !== undefined || ['networks', 'nodes', 'domainNames'].some((field) => get(peer, field) !== undefined)
  );
}

/** `namespaces` or `pods`, of a subject and of rules; in v0.1.1 and before, selectors of peers stood one level deeper. */
function peerOf(node: Node): Peer | undefined {
  const [namespaces, pods] = [get(node, 'namespaces'), get(node, 'pods')];
  if (isMap(namespaces))
    return isRelative(namespaces)
      ? undefined
      : { namespaces: labelSelector(get(namespaces, 'namespaceSelector') ?? namespaces), pods: undefined };
  if (!isMap(pods)) return undefined;
  const within = get(pods, 'namespaces');
  if (isRelative(within)) return undefined;
  return {
    namespaces: labelSelector(get(pods, 'namespaceSelector') ?? get(within, 'namespaceSelector')),
    pods: labelSelector(get(pods, 'podSelector')),
  };
}

/** Relative to the namespace of the subject, as the first versions knew. */
function isRelative(namespaces: Node): boolean {
  return get(namespaces, 'sameLabels') !== undefined || get(namespaces, 'notSameLabels') !== undefined;
}

/** `ports` of v1alpha1, `protocols` of v1alpha2; missing or empty: all ports. A name means the port of every protocol. */
function portsOf(rule: Node): Ports {
  const items = [...list(rule, 'ports'), ...list(rule, 'protocols')];
  if (items.length === 0) return { numbers: ALL_PORTS, names: [] };
  let numbers = NO_PORTS;
  const names: { name: string; protocol: undefined }[] = [];
  const add = (protocol: string, first: Node, last: Node) => {
    if (typeof first === 'number')
      numbers = union(numbers, portRange(protocol, first, typeof last === 'number' ? last : first));
  };
  for (const item of items) {
    const name = text(item, 'namedPort') ?? text(item, 'destinationNamedPort');
    if (name !== undefined) names.push({ name, protocol: undefined });
    const [single, range] = [get(item, 'portNumber'), get(item, 'portRange')];
    add(text(single, 'protocol') ?? 'TCP', get(single, 'port'), undefined);
    add(text(range, 'protocol') ?? 'TCP', get(range, 'start'), get(range, 'end'));
    for (const protocol of ['tcp', 'udp', 'sctp']) {
      const own = get(item, protocol);
      const port = get(own, 'destinationPort');
      if (own !== undefined && port === undefined) numbers = union(numbers, allOf(protocol.toUpperCase()));
      add(protocol.toUpperCase(), get(port, 'number') ?? get(port, 'range', 'start'), get(port, 'range', 'end'));
    }
  }
  return { numbers, names };
}
