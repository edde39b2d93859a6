import { isWindows } from '../security-context';
import { api, get, number, phrase, SILENCE, type Rule } from '../rule';

export const privilegeEscalation: Rule = {
  code: 'LS002',
  equivalents: {
    'Pod Security': 'restricted: privilege escalation',
    'kube-linter': 'privilege-escalation-container',
    polaris: 'privilegeEscalationAllowed',
    Kubescape: 'C-0016',
    Trivy: 'KSV-0001',
    checkov: 'CKV_K8S_20',
  },
  bad: api('securityContext: {}'),
  good: api('securityContext: {allowPrivilegeEscalation: false}'),
  on: 'container',
  judge(subject, say) {
    const { container, name } = subject;
    if (get(container, 'securityContext', 'allowPrivilegeEscalation') === false || isWindows(subject)) return;
    const root = number(container, 'securityContext', 'runAsUser') === 0;
    say(['securityContext', 'allowPrivilegeEscalation'])`
      A process in container \`${{ name }}\` can gain more privileges than it started with${root ? phrase`, and it starts as root` : SILENCE}.
      Set \`allowPrivilegeEscalation: false\` in its security context.`;
  },
};
