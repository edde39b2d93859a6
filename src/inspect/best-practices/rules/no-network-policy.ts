import { catalogOf } from '../../catalog';
import { ingressRulesOf } from '../isolation';
import { ADMIN_KINDS } from '../../reachability/admin';
import { reachabilityOf } from '../../reachability/evaluate';
import { identity, placeOf } from '../../reachability/namespaces';
import { vendorPoliciesIn } from '../../reachability/vendor-policies';
import type { InspectedEnvironment } from '../../types';
import { all, api, policy, type Rule } from '../rule';

export const noNetworkPolicy: Rule = {
  code: 'LS070',
  equivalents: {
    'kube-linter': 'non-isolated-pod',
    'kube-score': 'pod-networkpolicy',
    polaris: 'missingNetworkPolicy',
    Kubescape: 'C-0260',
    checkov: 'CKV2_K8S_6',
  },
  differs:
    'Only ingress is checked; kube-score, polaris and Kubescape also require an egress policy, and policies for Jobs, to which nothing connects.',
  bad: api(''),
  good: all(
    api(''),
    policy(
      'policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 3000}]}]',
    ),
  ),
  on: 'environment',
  judge(environment, say) {
    const isolated = ingressRulesOf(environment);
    const denied = deniedByAdministrators(environment);
    const catalog = catalogOf(environment);
    const isElsewhere = vendorPoliciesIn(catalog);
    for (const pods of catalog.pods.all) {
      if (
        pods.spec === undefined ||
        pods.ends ||
        isolated.has(pods) ||
        denied.has(identity(placeOf(pods.namespace), pods.labels)) ||
        isElsewhere(pods.namespace)
      )
        continue;
      say(pods.from, [])`
        No NetworkPolicy selects ${{ from: pods.from.name }}: every pod in the cluster can connect to all of its ports.
        Add a default-deny policy to the namespace, and a policy per workload that allows its callers.`;
    }
  },
};

/** Identities of pods to which policies of the cluster's administrators deny something, before NetworkPolicies or after them. */
function deniedByAdministrators(environment: InspectedEnvironment): ReadonlySet<string> {
  const catalog = catalogOf(environment);
  if (ADMIN_KINDS.every((kind) => catalog.ofKind(kind).length === 0)) return new Set();
  const reach = reachabilityOf(environment);
  return new Set(
    reach.points.index.all.flatMap((point) => {
      const { admin, baseline } = reach.side(point, 'ingress');
      return [...admin, ...baseline].some(({ rule }) => rule.action === 'deny')
        ? [identity(point.namespace, point.labels)]
        : [];
    }),
  );
}
