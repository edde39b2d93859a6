/** NetworkPolicies of the namespaces of add-ons: nothing, but cluster DNS, the API server and what each is known to need. */
import type { ClusterFacts } from '../platform/cluster';
import type { NetworkPolicy } from '../manifests';
import { gatewayParty, type GatewayFacts } from '../edge/gateway';
import { dns, inNamespace, NOT_PUBLIC, type EgressRule, type Peer } from '../network/policy';
import type { Declared } from './declared';

export interface Surroundings {
  readonly cluster: ClusterFacts;
  /** Namespaces of the platform on the cluster. */
  readonly homes: readonly string[];
  /** All add-ons that are declared. */
  readonly all: readonly Declared[];
}

type Spec = NonNullable<NetworkPolicy['spec']>;
type IngressRule = NonNullable<Spec['ingress']>[number];

/** Ranges in which nodes and control planes have their addresses. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const EVERYWHERE = '0.0.0.0/0';
const PODS: Peer = { podSelector: {} };

const tcp = (port: number) => ({ port, protocol: 'TCP' as const });
const blocks = (cidrs: readonly string[]): readonly Peer[] => cidrs.map((cidr) => ({ ipBlock: { cidr } }));
const namespaces = (names: readonly string[]) => names.map((name) => inNamespace(name));

/** The spec of the policy of all pods of one add-on's namespace. */
export function policyOf(own: Declared, around: Surroundings): Spec {
  const admitted = ingress(own, around);
  return {
    podSelector: {},
    policyTypes: ['Egress', 'Ingress'],
    egress: egress(own, around),
    ingress: admitted.length > 0 ? admitted : undefined,
  };
}

function ingress({ name, kind: { traffic } }: Declared, { cluster, homes, all }: Surroundings): readonly IngressRule[] {
  const { prometheus } = cluster;
  const rules: IngressRule[] = [];
  const admit = (from: readonly Peer[], ports: readonly number[] | undefined): void => {
    if (ports !== undefined) rules.push({ from, ports: ports.map(tcp) });
  };
  admit(apiServer(cluster), traffic.webhooks);
  if (prometheus !== undefined) admit([inNamespace(prometheus.namespace, prometheus.labels)], traffic.metrics);
  admit([...blocks([EVERYWHERE]), { namespaceSelector: {} }], traffic.entry);
  admit(namespaces(homes), traffic.fromPlatform);
  for (const { namespace, kind } of all) admit([inNamespace(namespace)], kind.traffic.calls?.[name]);
  if (traffic.among === true) rules.push({ from: [PODS] });
  return rules;
}

function egress({ kind: { traffic } }: Declared, { cluster, homes, all }: Surroundings): readonly EgressRule[] {
  const rules: EgressRule[] = [dns(cluster)];
  const allow = (to: readonly Peer[], ports: readonly number[] | undefined): void => {
    if (ports !== undefined && ports.length > 0) rules.push({ to, ports: ports.map(tcp) });
  };
  const { calls = {}, toPlatform } = traffic;
  allow(apiServer(cluster), cluster.apiServer && [cluster.apiServer.port]);
  if (toPlatform === 'all') rules.push({ to: namespaces(homes) });
  else allow(namespaces(homes), toPlatform);
  for (const [called, ports] of Object.entries(calls))
    for (const { namespace } of all.filter((other) => other.name === called)) allow([inNamespace(namespace)], ports);
  if (traffic.scrapes === true)
    for (const { name, namespace, kind } of all)
      allow(
        [inNamespace(namespace)],
        kind.traffic.metrics?.filter((port) => calls[name]?.includes(port) !== true),
      );
  if (traffic.public !== undefined) {
    const names = traffic.public.includes(53) ? [{ port: 53, protocol: 'UDP' as const }] : [];
    rules.push({
      to: [{ ipBlock: { cidr: EVERYWHERE, except: NOT_PUBLIC } }],
      ports: [...traffic.public.map(tcp), ...names],
    });
  }
  if (traffic.toGateway === true && cluster.gateway !== undefined) rules.push(toGateway(cluster.gateway));
  allow(blocks(PRIVATE), traffic.nodes);
  if (traffic.among === true) rules.push({ to: [PODS] });
  return rules;
}

/** All ports: those of the gateway's pods are not those that it is called at. */
function toGateway(gateway: GatewayFacts): EgressRule {
  const party = gatewayParty(gateway);
  if (party.kind === 'cluster') return { to: [inNamespace(party.namespace, party.labels)] };
  return { to: blocks(party.kind === 'addresses' ? party.cidrs : []) };
}

function apiServer({ apiServer: server }: ClusterFacts): readonly Peer[] {
  return blocks(server?.cidrs ?? []);
}
