import { api, get, isMap, list, map, text, type Rule } from '../rule';

/** Parts of the control plane that the kubelet of one node runs from a file. */
const OF_THE_NODE = /^system-(?:node|cluster)-critical$/;

export const barePod: Rule = {
  code: 'LS057',
  equivalents: { Kubescape: 'C-0073' },
  differs:
    'Pods that run to completion, hooks and control plane components are not reported; Kubescape reports them too.',
  bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: api}\nspec: {containers: [{name: api}]}\n',
  good: api(''),
  on: 'object',
  kinds: ['Pod'],
  judge(json, say) {
    const hook = Object.keys(map(json, 'metadata', 'annotations')).some(
      (key) => key === 'helm.sh/hook' || key.startsWith('kubernetes.io/config.') || key === 'argocd.argoproj.io/hook',
    );
    const ends = (text(json, 'spec', 'restartPolicy') ?? 'Always') !== 'Always';
    if (
      ends ||
      hook ||
      list(json, 'metadata', 'ownerReferences').length > 0 ||
      get(json, 'spec', 'nodeName') !== undefined
    )
      return;
    if (get(json, 'spec', 'hostNetwork') === true && OF_THE_NODE.test(text(json, 'spec', 'priorityClassName') ?? ''))
      return;
    if (!isMap(json['spec'])) return;
    say([])`
      Nothing recreates the pod ${{ name: text(json, 'metadata', 'name') ?? '' }} if it is evicted or its node fails, and changing it requires deleting it first.
      Use a Deployment, or a Job if it runs to completion.`;
  },
};
