import { catalogOf } from '../../catalog';
import { get, list, number } from '../../read';
import { labelSelector } from '../../selector';
import { all, api } from '../manifests';
import type { Rule } from '../rule';
import { policy } from '../policy-manifests';

export const deafPolicyPort: Rule = {
  code: 'LS072',
  equivalents: {},
  bad: all(api('ports: [{containerPort: 3000}]'), policy('policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]')),
  good: all(api('ports: [{containerPort: 3000}]'), policy('policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 3000}]}]')),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    for (const entry of catalog.ofKind('NetworkPolicy.networking.k8s.io')) {
      const json = entry.source?.json;
      const selector = labelSelector(get(json, 'spec', 'podSelector'));
      if (selector.labels.length + selector.expressions.length === 0) continue;
      const selected = catalog.pods.select(entry.namespace, selector);
      const declared = selected.flatMap(({ ports }) => ports ?? []).map(({ port }) => port);
      // Containers need not declare their ports; where one pod declares none, nothing is known.
      if (selected.length === 0 || selected.some(({ ports }) => ports === undefined || ports.length === 0)) continue;
      list(json, 'spec', 'ingress').forEach((rule, index) => {
        list(rule, 'ports').forEach((item, position) => {
          const port = number(item, 'port');
          const end = number(item, 'endPort') ?? port;
          if (port === undefined || declared.some((own) => own >= port && own <= end!)) return;
          say(
            entry,
            ['spec', 'ingress', index, 'ports', position, 'port'],
            `The policy opens port ${port}, and the pods that it selects listen on ${[...new Set(declared)].join(', ')}: policies see the port of the container, not that of the Service.`,
            `Open ${[...new Set(declared)].join(' or ')}.`,
          );
        });
      });
    }
  },
};
