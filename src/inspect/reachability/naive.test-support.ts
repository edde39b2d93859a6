/**
 * NetworkPolicies one connection at a time, written from the API documentation (networking.k8s.io/v1) sentence by sentence:
 * slow, with nothing remembered, and sharing no code with what it judges.
 */
export interface NaiveSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}
export interface NaivePeer {
  readonly podSelector?: NaiveSelector;
  readonly namespaceSelector?: NaiveSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}
export interface NaivePort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}
export interface NaiveRule {
  readonly from?: readonly NaivePeer[];
  readonly to?: readonly NaivePeer[];
  readonly ports?: readonly NaivePort[];
}
export interface NaivePolicy {
  readonly namespace: string;
  readonly spec: {
    readonly podSelector: NaiveSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly NaiveRule[];
    readonly egress?: readonly NaiveRule[];
  };
}
export interface NaivePod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[];
}
export interface NaiveCluster {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pods: readonly NaivePod[];
  readonly policies: readonly NaivePolicy[];
}

/** Whether a pod reaches a port of another. */
export function naiveAllows(cluster: NaiveCluster, from: NaivePod, to: NaivePod, port: number, protocol: string): boolean {
  return side(cluster, from, 'Egress', to, to, port, protocol) && side(cluster, to, 'Ingress', from, to, port, protocol);
}

function side(
  cluster: NaiveCluster,
  pod: NaivePod,
  type: 'Ingress' | 'Egress',
  peer: NaivePod,
  target: NaivePod,
  port: number,
  protocol: string,
): boolean {
  const policies = cluster.policies.filter(
    ({ namespace, spec }) => namespace === pod.namespace && selects(spec.podSelector, pod.labels) && applies(spec, type),
  );
  // "If no policies select a pod, it is not isolated"; "the allowed connections are the union of what the policies allow"
  if (policies.length === 0) return true;
  return policies.some(({ namespace, spec }) =>
    ((type === 'Ingress' ? spec.ingress : spec.egress) ?? []).some((rule) => {
      const peers = (type === 'Ingress' ? rule.from : rule.to) ?? [];
      const toPeer = peers.length === 0 || peers.some((one) => isPeer(cluster, one, namespace, peer));
      const ports = rule.ports ?? [];
      return toPeer && (ports.length === 0 || ports.some((one) => isPort(one, target, port, protocol)));
    }),
  );
}

/** "By default Ingress will always be set, and Egress will be set if the NetworkPolicy has any egress rules." */
function applies(spec: NaivePolicy['spec'], type: 'Ingress' | 'Egress'): boolean {
  if (spec.policyTypes !== undefined && spec.policyTypes.length > 0) return spec.policyTypes.includes(type);
  return type === 'Ingress' || (spec.egress !== undefined && spec.egress.length > 0);
}

function isPeer(cluster: NaiveCluster, peer: NaivePeer, own: string, pod: NaivePod): boolean {
  if (peer.ipBlock !== undefined) return false;
  const namespace =
    peer.namespaceSelector === undefined
      ? pod.namespace === own
      : selects(peer.namespaceSelector, cluster.namespaces[pod.namespace]!);
  return namespace && (peer.podSelector === undefined || selects(peer.podSelector, pod.labels));
}

function isPort(one: NaivePort, target: NaivePod, port: number, protocol: string): boolean {
  if ((one.protocol ?? 'TCP') !== protocol) return false;
  if (one.port === undefined) return true;
  if (typeof one.port === 'number')
    return one.endPort === undefined ? port === one.port : port >= one.port && port <= one.endPort;
  return target.ports.some((own) => own.name === one.port && own.containerPort === port && (own.protocol ?? 'TCP') === protocol);
}

function selects(selector: NaiveSelector, labels: Readonly<Record<string, string>>): boolean {
  for (const key of Object.keys(selector.matchLabels ?? {})) if (labels[key] !== selector.matchLabels![key]) return false;
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const value = labels[key];
    if (operator === 'In' && !(value !== undefined && values.includes(value))) return false;
    if (operator === 'NotIn' && value !== undefined && values.includes(value)) return false;
    if (operator === 'Exists' && value === undefined) return false;
    if (operator === 'DoesNotExist' && value !== undefined) return false;
  }
  return true;
}
