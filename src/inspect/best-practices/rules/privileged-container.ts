import { api, get, type Rule } from '../rule';

export const privilegedContainer: Rule = {
  code: 'LS001',
  equivalents: {
    'Pod Security': 'baseline: privileged containers, HostProcess',
    'kube-linter': 'privileged-container',
    'kube-score': 'container-security-context-privileged',
    polaris: 'runAsPrivileged',
    Kubescape: 'C-0057',
    Trivy: 'KSV-0017, KSV-0103',
    checkov: 'CKV_K8S_16',
  },
  bad: api('securityContext: {privileged: true}'),
  good: api('securityContext: {privileged: false}'),
  on: 'container',
  judge({ container, pod, name }, say) {
    if (get(container, 'securityContext', 'privileged') === true) {
      say(['securityContext', 'privileged'])`
        Container \`${{ name }}\` is privileged: it has every capability and all devices of its node.
        Remove \`privileged\`. If the program needs a capability, add only that one to a container that drops ALL.`;
    }
    for (const node of [container, pod.spec]) {
      if (get(node, 'securityContext', 'windowsOptions', 'hostProcess') !== true) continue;
      say([])`
        Container \`${{ name }}\` runs as a host process on its Windows node.
        Remove \`windowsOptions.hostProcess\`.`;
      return;
    }
  },
};
