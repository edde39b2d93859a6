/**
 * NetworkPolicies from connections: everything is denied, then each connection is allowed on both sides. What is not
 * declared is not reachable, and a construct without connections gets a policy that allows nothing (law 9).
 */
import { Lazy, type ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { absent, derive, valueAt, Varying } from '../model/varying';
import { whereDeclared, type Connection, type Party, type TransportPort } from './connections';
import { addAuthorization } from './mesh/authorization';
import { foundation } from './namespace';
import { addObject, type Labels } from './object';
import type { PlatformScope } from './scope';

/** Private, shared, link-local and metadata ranges: what "the public internet" does not mean (RFC 1918, 6598, 3927). */
export const NOT_PUBLIC = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] as const;

/**
 * Denies everything to and from every pod of the namespace that no other policy allows. In the wave of the policies that allow:
 * before them, it would cut off what runs in the namespace already.
 */
export function addDefaultDeny(platform: PlatformScope): void {
  addObject(foundation(platform), 'default-deny', 'configuration', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', labels: platform.commonLabels },
    spec: { podSelector: {}, policyTypes: ['Egress', 'Ingress'] },
  });
}

/** What a policy is written for: pods, and the construct that they belong to. */
export interface PolicyTarget {
  readonly construct: Construct;
  readonly platform: PlatformScope;
  readonly pods: Extract<Party, { kind: 'pods' }>;
  readonly labels: Labels;
}

/**
 * The policy of one set of pods: what the connections say, and cluster DNS.
 * @param id of the object, where a construct has several
 */
export function addPolicy({ construct, platform, pods, labels }: PolicyTarget, id = 'NetworkPolicy'): ApiObject {
  const { connections } = platform;
  connections.governed.set(pods.name, pods);
  const produce = (rules: () => unknown) => Lazy.any({ produce: rules });
  addAuthorization({ construct, platform, pods, labels }, id);
  return addObject(construct, id, 'configuration', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: pods.name, labels },
    spec: {
      podSelector: { matchLabels: pods.labels },
      policyTypes: ['Egress', 'Ingress'],
      egress: produce(() => [
        ...dns(platform),
        ...meshControl(platform),
        ...rules(connections.from(pods.name), (call) => rule(call, call.to, 'to')),
      ]),
      ingress: produce(() => {
        const allowed = rules(connections.to(pods.name), (call) => rule(call, call.from, 'from'));
        return allowed.length > 0 ? allowed : undefined;
      }),
    },
  });
}

/** Two targets may come to one rule, such as two public ones; it is written once. */
function rules(connections: readonly Connection[], toRule: (connection: Connection) => unknown): readonly unknown[] {
  const written: unknown[] = [];
  for (const allowed of connections.map(toRule)) {
    if (written.some((other) => says(other, allowed))) continue;
    const kept = written.filter((other) => !says(allowed, other));
    written.splice(0, written.length, ...kept, allowed);
  }
  return written;
}

/** Whether one rule is there, with the same text, wherever another is. */
function says(one: unknown, other: unknown): boolean {
  const set = [one, other].find((rule) => rule instanceof Varying)?.set;
  if (set === undefined) return same(one, other);
  return set.names.every(
    (_, index) => valueAt(other, index) === absent || same(valueAt(one, index), valueAt(other, index)),
  );
}

/** Whether two rules are the same text; a varying value is the same as itself only. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    a instanceof Varying ||
    b instanceof Varying
  )
    return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length &&
    left.every(([key, value], index) => key === right[index]![0] && same(value, right[index]![1]))
  );
}

function rule(connection: Connection, peer: Party, side: 'to' | 'from'): unknown {
  const ports = connection.ports.map(transport);
  const allowed = { [side]: peers(peer), ports };
  return whereDeclared(connection, peer, allowed);
}

function peers(party: Party): unknown[] {
  if (party.kind === 'pods') return [{ podSelector: { matchLabels: party.labels } }];
  if (party.kind === 'cluster') {
    return [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': party.namespace } },
        ...(party.labels === undefined ? {} : { podSelector: { matchLabels: party.labels } }),
      },
    ];
  }
  const { cidrs, except } = party;
  return cidrs.map((range) =>
    derive(range, (cidr) => ({ ipBlock: { cidr, ...(except.length > 0 ? { except } : {}) } })),
  );
}

function transport({ port, protocol }: TransportPort): unknown {
  return derive(port, (number) => ({ port: number, protocol }));
}

function dns(platform: PlatformScope): unknown[] {
  const {
    namespace = 'kube-system',
    labels = { 'k8s-app': 'kube-dns' },
    nodeLocal = false,
  } = platform.cluster.dns ?? {};
  const pods = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  };
  const local = derive(nodeLocal as boolean, (on) => (on ? { ipBlock: { cidr: '169.254.20.10/32' } } : absent));
  return [
    { to: [pods, local], ports: [transport({ port: 53, protocol: 'TCP' }), transport({ port: 53, protocol: 'UDP' })] },
  ];
}

/** A sidecar gets its configuration and certificates from istiod. */
function meshControl({ cluster }: PlatformScope): unknown[] {
  if (cluster.mesh !== 'sidecar') return [];
  const istiod = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } },
    podSelector: { matchLabels: { app: 'istiod' } },
  };
  return [{ to: [istiod], ports: [transport({ port: 15012, protocol: 'TCP' })] }];
}
