import { get, isMap } from '../../read';
import { all, api, object } from '../manifests';
import type { Rule } from '../rule';
import { BUDGET } from '../budgets';

export const idleBudget: Rule = {
  code: 'LS059',
  equivalents: { 'kube-score': 'poddisruptionbudget-has-policy' },
  bad: all(api('', '', 'replicas: 3'), object('policy/v1', 'PodDisruptionBudget', 'api', 'spec: {selector: {matchLabels: {app: api}}}')),
  good: all(api('', '', 'replicas: 3'), BUDGET),
  on: 'object',
  kinds: ['PodDisruptionBudget.policy'],
  judge(json, say) {
    const spec = json['spec'];
    if (!isMap(spec) || get(spec, 'minAvailable') !== undefined || get(spec, 'maxUnavailable') !== undefined) return;
    say(['spec'], 'The budget says neither `minAvailable` nor `maxUnavailable`: all pods may be evicted at once.', 'Set `maxUnavailable: 1`.');
  },
};
