import { BUDGET } from '../budgets';
import { all, get, object, workload, type Rule } from '../rule';

export const budgetBlocksDrain: Rule = {
  code: 'LS055',
  equivalents: { 'kube-linter': 'pdb-unhealthy-pod-eviction-policy' },
  bad: all(workload('StatefulSet', '', '', 'serviceName: api'), BUDGET),
  good: all(
    workload('StatefulSet', '', '', 'serviceName: api'),
    object(
      'policy/v1',
      'PodDisruptionBudget',
      'api',
      'spec: {maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow, selector: {matchLabels: {app: api}}}',
    ),
  ),
  on: 'object',
  kinds: ['PodDisruptionBudget.policy'],
  judge(json, say) {
    if (get(json, 'spec', 'unhealthyPodEvictionPolicy') !== undefined) return;
    say(['spec', 'unhealthyPodEvictionPolicy'])`
      Unready pods count as disrupted: a crash-looping pod prevents its node from being drained.
      Set \`unhealthyPodEvictionPolicy: AlwaysAllow\`, or \`IfHealthyBudget\` if an unready pod may still hold data.`;
  },
};
