/** NetworkPolicies of the namespaces of add-ons: nothing, but cluster DNS, the API server and what each is known to need. */
import type { Normal } from '../../model/fields';
import { absent, combine, derive } from '../../model/varying';
import { mapOr, or } from '../per-environment';
import type { ClusterFacts } from '../cluster';
import { NOT_PUBLIC } from '../policy';
import type { Traffic } from './kind';

export interface Surroundings {
  readonly cluster: Normal<ClusterFacts>;
  readonly namespace: unknown;
  /** Namespaces of the platform on the cluster; absent where an environment lies elsewhere. */
  readonly homes: readonly unknown[];
  /** Other add-ons that are declared, by name. */
  readonly others: ReadonlyMap<string, { readonly namespace: unknown; readonly traffic: Traffic }>;
}

/** Ranges in which nodes and control planes have their addresses. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const EVERYWHERE = '0.0.0.0/0';

const tcp = (port: unknown) => ({ port, protocol: 'TCP' });
const ports = (numbers: readonly number[]) => ({ ports: numbers.map(tcp) });

/** The spec of the policy of all pods of one add-on's namespace. */
export function policyOf(name: string, traffic: Traffic, around: Surroundings): Record<string, unknown> {
  const admitted = ingress(name, traffic, around);
  return {
    podSelector: {},
    policyTypes: ['Egress', 'Ingress'],
    egress: egress(traffic, around),
    ...(admitted.length > 0 && { ingress: admitted }),
  };
}

function ingress(name: string, traffic: Traffic, around: Surroundings): readonly unknown[] {
  const { cluster, homes, others } = around;
  const rules: unknown[] = [];
  if (traffic.webhooks !== undefined) rules.push({ from: apiServer(cluster), ...ports(traffic.webhooks) });
  if (traffic.metrics !== undefined && cluster.prometheus !== undefined) {
    const { namespace, labels } = cluster.prometheus;
    rules.push({
      from: [{ ...inNamespace(namespace), ...(labels !== undefined && { podSelector: { matchLabels: labels } }) }],
      ...ports(traffic.metrics),
    });
  }
  if (traffic.entry !== undefined)
    rules.push({ from: [{ ipBlock: { cidr: EVERYWHERE } }, { namespaceSelector: {} }], ...ports(traffic.entry) });
  if (traffic.fromPlatform !== undefined) rules.push({ from: homes.map(optional), ...ports(traffic.fromPlatform) });
  for (const { namespace, traffic: theirs } of others.values()) {
    const called = theirs.calls?.[name];
    if (called !== undefined) rules.push({ from: [inNamespace(namespace)], ...ports(called) });
  }
  if (traffic.among === true) rules.push({ from: [{ podSelector: {} }] });
  return rules;
}

function egress(traffic: Traffic, { cluster, homes, others }: Surroundings): readonly unknown[] {
  const rules: unknown[] = [dns(cluster), { to: apiServer(cluster), ports: [tcp(cluster.apiServer?.port)] }];
  if (traffic.toPlatform !== undefined)
    rules.push({ to: homes.map(optional), ...(traffic.toPlatform !== 'all' && ports(traffic.toPlatform)) });
  for (const [other, numbers] of Object.entries(traffic.calls ?? {})) {
    const called = others.get(other);
    if (called !== undefined) rules.push({ to: [inNamespace(called.namespace)], ...ports(numbers) });
  }
  if (traffic.scrapes === true) {
    for (const [other, { namespace, traffic: theirs }] of others) {
      const scraped = (theirs.metrics ?? []).filter((port) => traffic.calls?.[other]?.includes(port) !== true);
      if (scraped.length > 0) rules.push({ to: [inNamespace(namespace)], ...ports(scraped) });
    }
  }
  if (traffic.public !== undefined) {
    const names = traffic.public.includes(53) ? [{ port: 53, protocol: 'UDP' }] : [];
    rules.push({
      to: [{ ipBlock: { cidr: EVERYWHERE, except: NOT_PUBLIC } }],
      ports: [...traffic.public.map(tcp), ...names],
    });
  }
  if (traffic.nodes !== undefined)
    rules.push({ to: PRIVATE.map((cidr) => ({ ipBlock: { cidr } })), ...ports(traffic.nodes) });
  if (traffic.among === true) rules.push({ to: [{ podSelector: {} }] });
  return rules;
}

function inNamespace(name: unknown): Record<string, unknown> {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

const optional = (home: unknown): unknown => derive(home as string, (name) => inNamespace(name));

/** The ranges are given as a list whose elements may vary; without the fact the synth has failed already. */
function apiServer({ apiServer: server }: Normal<ClusterFacts>): readonly unknown[] {
  const cidrs = Array.isArray(server?.cidrs) ? (server.cidrs as readonly unknown[]) : [];
  return cidrs.map((range) => derive(range as string, (cidr) => ({ ipBlock: { cidr } })));
}

function dns({ dns: facts }: Normal<ClusterFacts>): unknown {
  const namespace = or(facts?.namespace, 'kube-system');
  const labels = mapOr(facts?.labels, { 'k8s-app': 'kube-dns' });
  const nodeLocal = facts?.nodeLocal ?? false;
  const local = combine({ nodeLocal }, (own) =>
    own.nodeLocal === true ? { ipBlock: { cidr: '169.254.20.10/32' } } : absent,
  );
  return {
    to: [{ ...inNamespace(namespace), podSelector: { matchLabels: labels } }, local],
    ports: [tcp(53), { port: 53, protocol: 'UDP' }],
  };
}
