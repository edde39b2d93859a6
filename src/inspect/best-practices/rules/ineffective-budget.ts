import { BUDGET } from '../budgets';
import { all, api, get, isMap, object, type Rule } from '../rule';

export const ineffectiveBudget: Rule = {
  code: 'LS059',
  equivalents: { 'kube-score': 'poddisruptionbudget-has-policy' },
  bad: all(
    api('', '', 'replicas: 3'),
    object('policy/v1', 'PodDisruptionBudget', 'api', 'spec: {selector: {matchLabels: {app: api}}}'),
  ),
  good: all(api('', '', 'replicas: 3'), BUDGET),
  on: 'object',
  kinds: ['PodDisruptionBudget.policy'],
  judge(json, say) {
    const spec = json['spec'];
    if (!isMap(spec)) return;
    const [least, most] = [get(spec, 'minAvailable'), get(spec, 'maxUnavailable')];
    if (least === undefined && most === undefined) {
      say(['spec'])`
        The PodDisruptionBudget sets neither \`minAvailable\` nor \`maxUnavailable\`: all pods can be evicted at once.
        Set \`maxUnavailable: 1\`.`;
      return;
    }
    const [field, value] =
      least === undefined ? (['maxUnavailable', most] as const) : (['minAvailable', least] as const);
    if (field === 'maxUnavailable' ? value !== '100%' : value !== 0 && value !== '0%') return;
    say(['spec', field])`
      \`${{ field }}: ${{ value: String(value) }}\` allows all pods to be evicted at once.
      Set \`maxUnavailable: 1\`.`;
  },
};
