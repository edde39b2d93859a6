/**
 * NetworkPolicies one connection at a time, written from the API documentation (networking.k8s.io/v1 and
 * policy.networking.k8s.io/v1alpha1) sentence by sentence:
 * slow, with nothing remembered, and sharing no code with what it judges.
 */
export interface NaiveSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
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
export interface NaiveAdminPeer {
  readonly namespaces?: NaiveSelector;
  readonly pods?: { readonly namespaceSelector: NaiveSelector; readonly podSelector: NaiveSelector };
  /** Of egress rules. */
  readonly networks?: readonly string[];
}
export interface NaiveAdminRule {
  readonly action: 'Allow' | 'Deny' | 'Pass';
  readonly from?: readonly NaiveAdminPeer[];
  readonly to?: readonly NaiveAdminPeer[];
  readonly ports?: readonly {
    readonly portNumber?: { readonly protocol: string; readonly port: number };
    readonly portRange?: { readonly protocol: string; readonly start: number; readonly end: number };
    readonly namedPort?: string;
  }[];
}
export interface NaiveAdminPolicy {
  readonly kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';
  readonly spec: {
    readonly priority: number;
    readonly subject: NaiveAdminPeer;
    readonly ingress?: readonly NaiveAdminRule[];
    readonly egress?: readonly NaiveAdminRule[];
  };
}
export interface NaiveCluster {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pods: readonly NaivePod[];
  readonly policies: readonly NaivePolicy[];
  readonly admin?: readonly NaiveAdminPolicy[];
}

/** Whether a pod reaches a port of another. */
export function naiveAllows(
  cluster: NaiveCluster,
  from: NaivePod,
  to: NaivePod,
  port: number,
  protocol: string,
): boolean {
  return (
    side(cluster, { pod: from, type: 'Egress', peer: to, target: to, port, protocol }) &&
    side(cluster, { pod: to, type: 'Ingress', peer: from, target: to, port, protocol })
  );
}

/** Whether a pod reaches a port of an address outside of the cluster, as `10.0.0.1`. */
export function naiveLeaves(
  cluster: NaiveCluster,
  from: NaivePod,
  address: string,
  port: number,
  protocol: string,
): boolean {
  return side(cluster, { pod: from, type: 'Egress', peer: address, target: undefined, port, protocol });
}

/** What is asked of one side of a connection. */
interface Question {
  readonly pod: NaivePod;
  readonly type: 'Ingress' | 'Egress';
  readonly peer: NaivePod | string;
  /** The pod that is called; `undefined` for an address. */
  readonly target: NaivePod | undefined;
  readonly port: number;
  readonly protocol: string;
}

function side(cluster: NaiveCluster, question: Question): boolean {
  const verdict = (kind: NaiveAdminPolicy['kind']) => firstMatch(cluster, kind, question);
  const first = verdict('AdminNetworkPolicy');
  // "Allow: allows the selected traffic even if it would otherwise have been denied by NetworkPolicy"; "Deny: denies"
  if (first === 'Allow' || first === 'Deny') return first === 'Allow';
  // "Pass: skip any remaining ANP rules, and then pass execution to any NetworkPolicies that select the pod"
  const network = byNetworkPolicies(cluster, question);
  // "If the pod is not selected by any NetworkPolicies then execution is passed to any BaselineAdminNetworkPolicies"
  return network ?? verdict('BaselineAdminNetworkPolicy') !== 'Deny';
}

/** "Lower priority values have higher precedence"; "a rule that appears at the top would take the highest precedence" */
function firstMatch(
  cluster: NaiveCluster,
  kind: NaiveAdminPolicy['kind'],
  { pod, type, peer, target, port, protocol }: Question,
): NaiveAdminRule['action'] | undefined {
  const policies = (cluster.admin ?? []).filter(
    (policy) => policy.kind === kind && isAdminPeer(cluster, policy.spec.subject, pod),
  );
  const rules = [...policies]
    .sort((a, b) => a.spec.priority - b.spec.priority)
    .flatMap(({ spec }) => (type === 'Ingress' ? spec.ingress : spec.egress) ?? []);
  return rules.find(
    (rule) =>
      ((type === 'Ingress' ? rule.from : rule.to) ?? []).some((one) => isAdminPeer(cluster, one, peer)) &&
      // "If Ports is not set then the rule does not filter traffic via port"
      (rule.ports === undefined || rule.ports.some((one) => isAdminPort(one, target, port, protocol))),
  )?.action;
}

function isAdminPeer(
  cluster: NaiveCluster,
  { namespaces, pods, networks }: NaiveAdminPeer,
  peer: NaivePod | string,
): boolean {
  if (typeof peer === 'string') return (networks ?? []).some((cidr) => isWithin(peer, cidr));
  const labels = cluster.namespaces[peer.namespace]!;
  if (pods !== undefined) return selects(pods.namespaceSelector, labels) && selects(pods.podSelector, peer.labels);
  return namespaces !== undefined && selects(namespaces, labels);
}

function isAdminPort(
  { portNumber, portRange, namedPort }: NonNullable<NaiveAdminRule['ports']>[number],
  target: NaivePod | undefined,
  port: number,
  protocol: string,
): boolean {
  if (portNumber !== undefined) return portNumber.protocol === protocol && portNumber.port === port;
  if (portRange !== undefined)
    return portRange.protocol === protocol && portRange.start <= port && port <= portRange.end;
  return (
    target?.ports.some(
      (own) => own.name === namedPort && own.containerPort === port && (own.protocol ?? 'TCP') === protocol,
    ) === true
  );
}

/** Of IPv4. */
export function isWithin(address: string, cidr: string): boolean {
  const [network, prefix] = cidr.split('/') as [string, string];
  const bits = (text: string) =>
    text
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  return bits(address).slice(0, Number(prefix)) === bits(network).slice(0, Number(prefix));
}

/** `undefined`: "If no policies select a pod, it is not isolated". */
function byNetworkPolicies(
  cluster: NaiveCluster,
  { pod, type, peer, target, port, protocol }: Question,
): boolean | undefined {
  const policies = cluster.policies.filter(
    ({ namespace, spec }) =>
      namespace === pod.namespace && selects(spec.podSelector, pod.labels) && applies(spec, type),
  );
  if (policies.length === 0) return undefined;
  // "the allowed connections are the union of what the policies allow"
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

function isPeer(cluster: NaiveCluster, peer: NaivePeer, own: string, pod: NaivePod | string): boolean {
  const { ipBlock } = peer;
  if (typeof pod === 'string')
    return (
      ipBlock !== undefined &&
      isWithin(pod, ipBlock.cidr) &&
      !(ipBlock.except ?? []).some((cidr) => isWithin(pod, cidr))
    );
  if (ipBlock !== undefined) return false;
  const namespace =
    peer.namespaceSelector === undefined
      ? pod.namespace === own
      : selects(peer.namespaceSelector, cluster.namespaces[pod.namespace]!);
  return namespace && (peer.podSelector === undefined || selects(peer.podSelector, pod.labels));
}

function isPort(one: NaivePort, target: NaivePod | undefined, port: number, protocol: string): boolean {
  if ((one.protocol ?? 'TCP') !== protocol) return false;
  if (one.port === undefined) return true;
  if (typeof one.port === 'number')
    return one.endPort === undefined ? port === one.port : port >= one.port && port <= one.endPort;
  return (
    target?.ports.some(
      (own) => own.name === one.port && own.containerPort === port && (own.protocol ?? 'TCP') === protocol,
    ) === true
  );
}

function selects(selector: NaiveSelector, labels: Readonly<Record<string, string>>): boolean {
  for (const key of Object.keys(selector.matchLabels ?? {}))
    if (labels[key] !== selector.matchLabels![key]) return false;
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const value = labels[key];
    if (operator === 'In' && !(value !== undefined && values.includes(value))) return false;
    if (operator === 'NotIn' && value !== undefined && values.includes(value)) return false;
    if (operator === 'Exists' && value === undefined) return false;
    if (operator === 'DoesNotExist' && value !== undefined) return false;
  }
  return true;
}
