import { resourceAmount } from '../container-resources';
import { api, type Rule } from '../rule';

export const noMemoryLimit: Rule = {
  code: 'LS031',
  equivalents: {
    'kube-linter': 'unset-memory-requirements',
    'kube-score': 'container-resources',
    polaris: 'memoryLimitsMissing',
    Kubescape: 'C-0004',
    Trivy: 'KSV-0018',
    checkov: 'CKV_K8S_13',
  },
  differs:
    'A CPU limit is not required: it throttles a program even while the node has spare CPU. kube-linter, kube-score, polaris, Kubescape and checkov require one.',
  bad: api('resources: {requests: {memory: 128Mi}}'),
  good: api('resources: {requests: {memory: 128Mi}, limits: {memory: 256Mi}}'),
  on: 'container',
  judge({ container, name, init }, say) {
    if (init || resourceAmount(container, 'limits', 'memory') !== undefined) return;
    say(['resources', 'limits', 'memory'])`
      Container \`${{ name }}\` can use all memory of its node; a leak kills its neighbors.
      Set \`limits.memory\`.`;
  },
};
