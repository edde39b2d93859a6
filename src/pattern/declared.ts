/**
 * What the platform declares about who talks to whom, for law 5: the connections, and what every governed set of pods may do
 * besides. It is told from the declarations alone, so that the policies can be held to it.
 */
import { absent, derive, Varying } from '../model/varying';
import type { Connection, Party, TransportPort } from './connections';
import type { Platform } from './platform';
import { or } from './per-environment';

const NODE_LOCAL_DNS = '169.254.20.10/32';

/**
 * Fields as in `DeclaredReachability` of the inspection; what varies, varies; what some environments lack is absent there.
 * A party of several connections is one object in all of them.
 */
export function declaredBy(platform: Platform): Readonly<Record<string, unknown>> {
  const { connections, namespaceName } = platform;
  const told = new Map<Party, unknown>();
  const partyIn = (party: Party): unknown => {
    if (!told.has(party)) told.set(party, tell(platform, party));
    return told.get(party);
  };
  const pods = [...connections.governed.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const around = surroundings(platform);
  const all = [...connections.all, ...pods.flatMap((from) => around.map(({ to, ports }) => ({ from, to, ports })))];
  return {
    namespace: namespaceName,
    pods: pods.map((party) => wherePresent([party], partyIn(party))),
    connections: all.map(({ from, to, ports }) =>
      wherePresent([from, to], { from: partyIn(from), to: partyIn(to), ports }),
    ),
  };
}

function tell({ namespaceName }: Platform, party: Party): unknown {
  const { kind, name } = party;
  if (party.kind === 'addresses') return { kind, name, cidrs: party.cidrs, except: party.except };
  if (party.kind === 'cluster') return { kind: 'pods', name, namespace: party.namespace, labels: party.labels ?? {} };
  return { kind, name, namespace: namespaceName, labels: party.labels };
}

function wherePresent(parties: readonly Party[], value: unknown): unknown {
  const presences = parties.flatMap((party) =>
    party.kind === 'pods' && party.presence !== undefined ? [party.presence] : [],
  );
  if (presences.length === 0) return value;
  const { set } = presences[0]!;
  return new Varying(
    set,
    set.names.map((_, index) => (presences.every(({ present }) => present[index]) ? value : absent)),
  );
}

/** Cluster DNS, and the control plane of the mesh. */
function surroundings({ cluster }: Platform): readonly Omit<Connection, 'from'>[] {
  const { dns, mesh } = cluster;
  const names: readonly TransportPort[] = [
    { port: 53, protocol: 'TCP' },
    { port: 53, protocol: 'UDP' },
  ];
  const local = derive(dns?.nodeLocal as boolean | undefined, (on) => (on === true ? NODE_LOCAL_DNS : absent));
  return [
    {
      to: {
        kind: 'cluster',
        name: 'dns',
        namespace: or(dns?.namespace, 'kube-system'),
        labels: dns?.labels ?? { 'k8s-app': 'kube-dns' },
      },
      ports: names,
    },
    ...(dns?.nodeLocal === undefined
      ? []
      : [{ to: { kind: 'addresses' as const, name: 'node-local-dns', cidrs: [local], except: [] }, ports: names }]),
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
