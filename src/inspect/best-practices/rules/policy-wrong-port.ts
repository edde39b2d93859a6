import { catalogOf } from '../../catalog';
import { labelSelector } from '../../catalog/selector';
import { all, api, get, list, number, policy, type Rule } from '../rule';

export const policyWrongPort: Rule = {
  code: 'LS072',
  bad: all(
    api('ports: [{containerPort: 3000}]'),
    policy(
      'policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]',
    ),
  ),
  good: all(
    api('ports: [{containerPort: 3000}]'),
    policy(
      'policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 3000}]}]',
    ),
  ),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    for (const entry of catalog.ofKind('NetworkPolicy.networking.k8s.io')) {
      const json = entry.source?.json;
      const selector = labelSelector(get(json, 'spec', 'podSelector'));
      if (selector.labels.length + selector.expressions.length === 0) continue;
      const selected = catalog.pods.select(entry.namespace, selector);
      // Containers need not declare their ports; where one pod declares none, nothing is known.
      if (selected.length === 0 || selected.some(({ ports }) => ports === undefined || ports.length === 0)) continue;
      const isDeclared = (from: number, to: number) =>
        selected.some(({ ports }) => ports!.some(({ port }) => port >= from && port <= to));
      list(json, 'spec', 'ingress').forEach((rule, index) => {
        list(rule, 'ports').forEach((item, position) => {
          const port = number(item, 'port');
          if (port === undefined || isDeclared(port, number(item, 'endPort') ?? port)) return;
          const declared = [...new Set(selected.flatMap(({ ports }) => ports!.map((own) => own.port)))];
          say(entry, ['spec', 'ingress', index, 'ports', position, 'port'])`
            The policy opens port ${{ port }}, but the selected pods listen on ${{ declared }}: policies apply to container ports, not Service ports.
            Open ${{ declared: declared.join(' or ') }}.`;
        });
      });
    }
  },
};
