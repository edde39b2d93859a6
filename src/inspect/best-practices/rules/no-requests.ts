import { resourceAmount } from '../container-resources';
import { api, type Rule } from '../rule';

export const noRequests: Rule = {
  code: 'LS030',
  equivalents: {
    'kube-linter': 'unset-cpu-requirements, unset-memory-requirements',
    'kube-score': 'container-resources',
    polaris: 'cpuRequestsMissing, memoryRequestsMissing',
    Kubescape: 'C-0004, C-0050',
    Trivy: 'KSV-0015, KSV-0016',
    checkov: 'CKV_K8S_10, CKV_K8S_12',
  },
  differs:
    'A limit without a request counts as the request, which the API server derives from it; init containers are not checked. Kubescape and kube-score require both.',
  bad: api('resources: {requests: {cpu: 100m}}'),
  good: api('resources: {requests: {cpu: 100m, memory: 128Mi}}'),
  on: 'container',
  judge({ container, name, init }, say) {
    if (init) return;
    const missing = ['cpu', 'memory'].filter(
      (resource) =>
        resourceAmount(container, 'requests', resource) === undefined &&
        resourceAmount(container, 'limits', resource) === undefined,
    );
    if (missing.length === 0) return;
    say(['resources', 'requests'])`
      Container \`${{ name }}\` requests no ${{ missing: missing.join(' and no ') }}: the scheduler treats it as zero, and the pod is evicted first when its node is full.
      Set \`requests\` for ${{ missing: missing.join(' and ') }} to the typical usage of the program.`;
  },
};
