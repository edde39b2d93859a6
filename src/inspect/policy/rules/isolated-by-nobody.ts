import { catalogOf } from '../../catalog';
import { get, list } from '../../read';
import { labelSelector } from '../../selector';
import { all, api } from '../manifests';
import type { Rule } from '../rule';
import type { Pods } from '../../entries';
import { policy } from '../policy-manifests';

export const isolatedByNobody: Rule = {
  code: 'LS070',
  equivalents: {
    'kube-linter': 'non-isolated-pod',
    'kube-score': 'pod-networkpolicy',
    polaris: 'missingNetworkPolicy',
    Kubescape: 'C-0260',
    checkov: 'CKV2_K8S_6',
  },
  bad: api(''),
  good: all(api(''), policy('policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 3000}]}]')),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    const isolated = new Set<Pods>();
    for (const entry of catalog.ofKind('NetworkPolicy.networking.k8s.io')) {
      const types = list(entry.source?.json, 'spec', 'policyTypes').map(String);
      if (types.length > 0 && !types.includes('Ingress')) continue;
      for (const pods of catalog.pods.select(entry.namespace, labelSelector(get(entry.source?.json, 'spec', 'podSelector')))) isolated.add(pods);
    }
    for (const pods of catalog.pods.all) {
      if (pods.spec === undefined || pods.ends || isolated.has(pods)) continue;
      say(
        pods.from,
        [],
        `No NetworkPolicy covers ${pods.from.name}: every pod of the cluster may connect to every port of it.`,
        'Add a policy that denies all in the namespace, and one for each workload that allows its callers.',
      );
    }
  },
};
