/**
 * What the platform declares about who talks to whom, for law 5: the connections, and what every governed set of pods may do
 * besides. It is derived from the declarations alone, so that the policies can be compared with it.
 */
import { valuesOf } from '../../model/varying';
import type { ClusterFacts } from '../platform/cluster';
import type { Connection, Party, TransportPort } from './connections';
import type { Platform } from '../platform/platform';

const NODE_LOCAL_DNS = '169.254.20.10/32';

/** One end of a connection, as the inspection of reachability takes it. */
export type DeclaredParty =
  | DeclaredPods
  | {
      readonly kind: 'addresses';
      readonly name: string;
      readonly cidrs: readonly string[];
      readonly except: readonly string[];
    };
export interface DeclaredPods {
  readonly kind: 'pods';
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Fields as in `DeclaredReachability` of the inspection. */
export interface Declared {
  readonly namespace: string;
  readonly pods: readonly DeclaredPods[];
  readonly connections: readonly {
    readonly from: DeclaredParty;
    readonly to: DeclaredParty;
    readonly ports: readonly TransportPort[];
  }[];
}

/**
 * What is declared in one environment. A party of several connections is one object in all of them.
 * @param environment its index
 */
export function declaredBy({ connections, namespaceName, clusters }: Platform, environment: number): Declared {
  const namespace = valuesOf(namespaceName)[environment]!;
  const known = new Map<string, DeclaredParty>();
  const partyIn = (party: Party): DeclaredParty => {
    const key = JSON.stringify({ ...party, presence: undefined });
    const own = known.get(key) ?? describe(namespace, party);
    known.set(key, own);
    return own;
  };
  const pods = [...connections.governed.values()]
    .filter(({ presence }) => presence?.present[environment] !== false)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const around = surroundings(clusters[environment]!);
  const all = [
    ...connections.all(environment),
    ...pods.flatMap((from) => around.map(({ to, ports }) => ({ from, to, ports }))),
  ];
  return {
    namespace,
    pods: pods.map(partyIn).filter((party) => party.kind === 'pods'),
    connections: all.map(({ from, to, ports }) => ({ from: partyIn(from), to: partyIn(to), ports })),
  };
}

function describe(namespace: string, party: Party): DeclaredParty {
  const { kind, name } = party;
  if (kind === 'addresses') return { kind, name, cidrs: party.cidrs, except: party.except };
  if (kind === 'cluster') return { kind: 'pods', name, namespace: party.namespace, labels: party.labels ?? {} };
  return { kind, name, namespace, labels: party.labels };
}

/** Cluster DNS, and the control plane of the mesh. */
function surroundings({ dns, mesh }: ClusterFacts): readonly Omit<Connection, 'from'>[] {
  const names: readonly TransportPort[] = [
    { port: 53, protocol: 'TCP' },
    { port: 53, protocol: 'UDP' },
  ];
  const { namespace = 'kube-system', labels = { 'k8s-app': 'kube-dns' }, nodeLocal = false } = dns ?? {};
  return [
    { to: { kind: 'cluster', name: 'dns', namespace, labels }, ports: names },
    ...(nodeLocal
      ? [
          {
            to: { kind: 'addresses' as const, name: 'node-local-dns', cidrs: [NODE_LOCAL_DNS], except: [] },
            ports: names,
          },
        ]
      : []),
    ...(mesh === 'sidecar'
      ? [
          {
            to: { kind: 'cluster' as const, name: 'istiod', namespace: 'istio-system', labels: { app: 'istiod' } },
            ports: [{ port: 15012, protocol: 'TCP' as const }],
          },
        ]
      : []),
  ];
}
