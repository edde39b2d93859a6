/**
 * NetworkPolicies from connections: everything is denied, then each connection is allowed on both sides. What is not
 * declared is not reachable, and a construct without connections gets a policy that allows nothing (law 9).
 */
import type { ClusterFacts } from '../platform/cluster';
import type { Connection, Party } from './connections';
import type { NetworkPolicy } from '../manifests';
import { addAuthorization, type Governed } from '../mesh/authorization';

/** Private, shared, link-local and metadata ranges: what "the public internet" does not mean (RFC 1918, 6598, 3927). */
export const NOT_PUBLIC = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] as const;

/**
 * The policy of one set of pods: what the connections say, and cluster DNS; in a mesh, who may call them as well.
 * @param id of the object, where a construct has several
 * @param because why other environments may lack it
 */
export function addPolicy({ facts, parts, pods, labels }: Governed, id = 'NetworkPolicy', because?: string): void {
  const { cluster } = facts;
  parts.govern(pods, because);
  addAuthorization({ facts, parts, pods, labels }, id, because);
  parts.addWhenDeclared<NetworkPolicy>(
    id,
    'configuration',
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: pods.name, labels } },
    ({ connectionsFrom, connectionsTo }) => {
      const ingress = rules(connectionsTo(pods.name), ({ from, ports }) => ({ from: peers(from), ports }));
      const egress = rules(connectionsFrom(pods.name), ({ to, ports }) => ({ to: peers(to), ports }));
      return {
        podSelector: { matchLabels: pods.labels },
        policyTypes: ['Egress', 'Ingress'],
        egress: [dns(cluster), ...meshControl(cluster), ...egress],
        ingress: ingress.length > 0 ? ingress : undefined,
      };
    },
    because,
  );
}

/** Two targets may come to one rule, such as two public ones; it is written once. */
function rules<T>(connections: readonly Connection[], toRule: (connection: Connection) => T): readonly T[] {
  return [...new Map(connections.map(toRule).map((rule) => [JSON.stringify(rule), rule])).values()];
}

function peers(party: Party): readonly Peer[] {
  if (party.kind === 'pods') return [{ podSelector: { matchLabels: party.labels } }];
  if (party.kind === 'cluster') return [inNamespace(party.namespace, party.labels)];
  const { cidrs, except } = party;
  return cidrs.map((cidr) => ({ ipBlock: { cidr, ...(except.length > 0 && { except }) } }));
}

/** Pods of a namespace, known by its name. */
export function inNamespace(namespace: string, labels?: Readonly<Record<string, string>>): Peer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    ...(labels !== undefined && { podSelector: { matchLabels: labels } }),
  };
}

/** Name servers of the cluster. */
export function dns({ dns: facts }: ClusterFacts): EgressRule {
  const { namespace = 'kube-system', labels = { 'k8s-app': 'kube-dns' }, nodeLocal = false } = facts ?? {};
  const pods = inNamespace(namespace, labels);
  return {
    to: nodeLocal ? [pods, { ipBlock: { cidr: '169.254.20.10/32' } }] : [pods],
    ports: [
      { port: 53, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
    ],
  };
}

/** A sidecar gets its configuration and certificates from istiod. */
function meshControl({ mesh }: ClusterFacts): readonly EgressRule[] {
  if (mesh !== 'sidecar') return [];
  return [{ to: [inNamespace('istio-system', { app: 'istiod' })], ports: [{ port: 15012, protocol: 'TCP' }] }];
}

export type EgressRule = NonNullable<NonNullable<NetworkPolicy['spec']>['egress']>[number];
export type Peer = NonNullable<EgressRule['to']>[number];
