import { all, api, get, isMap, list, phrase, policy, text, type Node, type Rule } from '../rule';

export const allowAllPolicy: Rule = {
  code: 'LS071',
  equivalents: { Kubescape: 'C-0030' },
  bad: all(api(''), policy('policyTypes: [Ingress], ingress: [{}]')),
  good: all(
    api(''),
    policy(
      'policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 3000}]}]',
    ),
  ),
  on: 'object',
  kinds: ['NetworkPolicy.networking.k8s.io'],
  judge(json, say) {
    for (const [direction, peers, who] of [
      ['ingress', 'from', 'anyone can reach its pods'],
      ['egress', 'to', 'its pods can reach everything'],
    ] as const) {
      list(json, 'spec', direction).forEach((rule, index) => {
        if (!isMap(rule) || list(rule, 'ports').length > 0) return;
        const given = list(rule, peers);
        if (given.length > 0 && !given.some(isAnywhere)) return;
        say(['spec', direction, index])`
          The ${{ direction }} rule has no ${given.length === 0 ? phrase`peers and no ports` : phrase`ports, and a peer that matches everything`}: ${{ who }} on every port.
          Specify the intended peers and ports; to deny everything, remove the rule.`;
      });
    }
  },
};

function isAnywhere(peer: Node): boolean {
  const cidr = text(peer, 'ipBlock', 'cidr');
  if (cidr !== undefined) return /^(0\.0\.0\.0|::)\/0$/.test(cidr) && list(peer, 'ipBlock', 'except').length === 0;
  const namespaces = get(peer, 'namespaceSelector');
  return isMap(namespaces) && Object.keys(namespaces).length === 0 && get(peer, 'podSelector') === undefined;
}
