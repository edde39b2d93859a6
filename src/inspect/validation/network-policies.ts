/** NetworkPolicies by themselves, after `ValidateNetworkPolicySpec`. */
import { portName } from './grammar';
import { isPort } from './containers';
import { isStrictlyWithin, parseRange } from '../../model/address-range';
import { get, isMap, list, number, text, type Check, type Node, type Report, type Trail } from './report';

export const checkNetworkPolicy: Check = (kind, json, report) => {
  if (kind !== 'NetworkPolicy.networking.k8s.io') return;
  const types = list(json, 'spec', 'policyTypes');
  for (const [direction, side, type] of [
    ['ingress', 'from', 'Ingress'],
    ['egress', 'to', 'Egress'],
  ] as const) {
    const rules = list(json, 'spec', direction);
    if (rules.length > 0 && types.length > 0 && !types.includes(type)) {
      report('LS704', ['spec', direction])`
        The policy has ${{ direction }} rules, but \`policyTypes\` does not include \`${{ type }}\`.
        Add \`${{ type }}\` to \`policyTypes\`, or remove the rules.`;
    }
    rules.forEach((rule, index) => {
      const at = ['spec', direction, index];
      list(rule, side).forEach((peer, position) => checkPeer(peer, [...at, side, position], report));
      list(rule, 'ports').forEach((port, position) => checkPort(port, [...at, 'ports', position], report));
    });
  }
};

function checkPeer(peer: Node, trail: Trail, report: Report): void {
  const block = get(peer, 'ipBlock');
  const selects = get(peer, 'podSelector') !== undefined || get(peer, 'namespaceSelector') !== undefined;
  if (!isMap(block)) {
    if (!selects)
      report('LS701', trail)`
        The peer is empty.
        Set a \`podSelector\`, a \`namespaceSelector\` or an \`ipBlock\`; to allow everything, remove the entire list.`;
    return;
  }
  if (selects)
    report('LS701', trail)`
      The peer has both an \`ipBlock\` and a selector.
      Split it into two peers.`;
  const written = text(block, 'cidr') ?? '';
  const range = checkRange(written, [...trail, 'ipBlock', 'cidr'], report);
  list(block, 'except').forEach((item, index) => {
    const at = [...trail, 'ipBlock', 'except', index];
    const except = checkRange(String(item as string), at, report);
    if (range !== undefined && except !== undefined && !isStrictlyWithin(except, range)) {
      report('LS703', at)`
        \`${{ item: String(item as string) }}\` is not within \`${{ written }}\`.
        Remove the exception, or widen the range.`;
    }
  });
}

function checkRange(written: string, trail: Trail, report: Report): ReturnType<typeof parseRange> {
  const range = parseRange(written);
  if (range === undefined)
    report('LS664', trail)`
      \`${{ written }}\` is not an address range.
      Use CIDR notation, such as \`10.0.0.0/8\`, \`203.0.113.7/32\` or \`fd00::/8\`.`;
  else if (!range.aligned)
    report('LS664', trail, { severity: 'warning' })`
      \`${{ written }}\` has bits set below its prefix of ${{ prefix: range.prefix }}.
      Use the first address of the range, or a longer prefix.`;
  return range;
}

function checkPort(item: Node, trail: Trail, report: Report): void {
  const port = get(item, 'port');
  const end = number(item, 'endPort');
  if (typeof port === 'number' && !isPort(port))
    report('LS702', [...trail, 'port'])`
      \`port\` is ${{ port }}.
      Use a number from 1 to 65535.`;
  const wrong = typeof port === 'string' ? portName(port) : undefined;
  if (wrong !== undefined)
    report('LS702', [...trail, 'port'])`
      Port name \`${{ port: String(port as string) }}\` ${{ wrong }}.
      Use the name of a container port, or a number without quotes.`;
  if (end === undefined) return;
  if (typeof port !== 'number')
    report('LS702', [...trail, 'endPort'])`
      \`endPort\` requires a numeric \`port\`.
      Use a number for the first port of the range.`;
  else if (end < port || !isPort(end))
    report('LS702', [...trail, 'endPort'])`
      The port range goes from ${{ port }} to ${{ end }}.
      Use an \`endPort\` from the \`port\` up to 65535.`;
}
