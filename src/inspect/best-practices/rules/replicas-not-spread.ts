import { catalogOf } from '../../catalog';
import { labelSelector, matches } from '../../catalog/selector';
import { scalesOf } from '../../replicas';
import type { Pods } from '../../catalog/entries';
import { BUDGET, SCALED } from '../budgets';
import { all, api, get, list, type Node, type Rule } from '../rule';

/** By a term that is about its own pods: one that selects others, or none, keeps nothing apart. */
function isKeptApart({ spec, labels }: Pods): boolean {
  const own = (term: Node): boolean => {
    const selector = get(term, 'labelSelector');
    // keys whose values are taken from the pod select its own
    return selector === undefined ? list(term, 'matchLabelKeys').length > 0 : matches(labelSelector(selector), labels);
  };
  const apart = get(spec, 'affinity', 'podAntiAffinity');
  return [
    ...list(spec, 'topologySpreadConstraints'),
    ...list(apart, 'requiredDuringSchedulingIgnoredDuringExecution'),
    ...list(apart, 'preferredDuringSchedulingIgnoredDuringExecution').map((one) => get(one, 'podAffinityTerm')),
  ].some(own);
}

export const replicasNotSpread: Rule = {
  code: 'LS052',
  equivalents: {
    'kube-linter': 'no-anti-affinity',
    'kube-score': 'deployment-has-host-podantiaffinity',
    polaris: 'topologySpreadConstraint',
  },
  differs: 'Workloads with two or more replicas are checked; polaris requires a constraint for every workload.',
  bad: all(api('', '', 'replicas: 3'), BUDGET),
  good: all(
    api(
      '',
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: api}}}]',
      'replicas: 3',
    ),
    BUDGET,
  ),
  on: 'environment',
  judge(environment, say) {
    const scales = scalesOf(environment);
    for (const pods of catalogOf(environment).pods.all) {
      const most = scales.get(pods.from)?.most ?? 0;
      if (!SCALED.includes(pods.from.kind) || most < 2 || pods.spec === undefined) continue;
      if (isKeptApart(pods)) continue;
      say(pods.from, [])`
        Nothing spreads the ${{ most }} replicas of ${{ from: pods.from.name }} across nodes: losing one node may mean losing all of them.
        Add \`topologySpreadConstraints\` over kubernetes.io/hostname and topology.kubernetes.io/zone.`;
    }
  },
};
