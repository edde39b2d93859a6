import { catalogOf } from '../../catalog';
import { scalesOf } from '../../replicas';
import { BUDGET, SCALED, budgetsOf } from '../budgets';
import { all, api, type Rule } from '../rule';

export const noDisruptionBudget: Rule = {
  code: 'LS051',
  equivalents: {
    'kube-score': 'deployment-has-poddisruptionbudget, statefulset-has-poddisruptionbudget',
    polaris: 'missingPodDisruptionBudget',
  },
  differs: 'With one replica, a budget only blocks node drains; LS050 reports the replica.',
  bad: api('', '', 'replicas: 3'),
  good: all(api('', '', 'replicas: 3'), BUDGET),
  on: 'environment',
  judge(environment, say) {
    const budgets = budgetsOf(environment);
    const scales = scalesOf(environment);
    for (const pods of catalogOf(environment).pods.all) {
      const most = scales.get(pods.from)?.most ?? 0;
      if (!SCALED.includes(pods.from.kind) || most < 2 || budgets.has(pods)) continue;
      say(pods.from, [])`
        No PodDisruptionBudget covers ${{ from: pods.from.name }}: a node upgrade can evict all ${{ most }} replicas at once.
        Add one with \`maxUnavailable: 1\`.`;
    }
  },
};
