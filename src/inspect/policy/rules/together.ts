import { catalogOf } from '../../catalog';
import { get, list } from '../../read';
import { scalesOf } from '../../scale';
import { all, api } from '../manifests';
import type { Rule } from '../rule';
import { BUDGET, SCALED } from '../budgets';

export const together: Rule = {
  code: 'LS052',
  equivalents: { 'kube-linter': 'no-anti-affinity', 'kube-score': 'deployment-has-host-podantiaffinity', polaris: 'topologySpreadConstraint' },
  bad: all(api('', '', 'replicas: 3'), BUDGET),
  good: all(api('', 'topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: api}}}]', 'replicas: 3'), BUDGET),
  on: 'environment',
  judge(environment, say) {
    const scales = scalesOf(environment);
    for (const pods of catalogOf(environment).pods.all) {
      const most = scales.get(pods.from)?.most ?? 0;
      if (!SCALED.includes(pods.from.kind) || most < 2 || pods.spec === undefined) continue;
      if (get(pods.spec, 'affinity', 'podAntiAffinity') !== undefined || list(pods.spec, 'topologySpreadConstraints').length > 0) continue;
      say(
        pods.from,
        [],
        `Nothing keeps the ${most} replicas of ${pods.from.name} apart: the loss of one node may be the loss of all of them.`,
        'Add `topologySpreadConstraints` over kubernetes.io/hostname and topology.kubernetes.io/zone.',
      );
    }
  },
};
