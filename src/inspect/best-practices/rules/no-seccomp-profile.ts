import { effectiveSecurity, isWindows } from '../security-context';
import { api, get, phrase, text, type Rule } from '../rule';

export const noSeccompProfile: Rule = {
  code: 'LS006',
  equivalents: {
    'Pod Security': 'restricted: seccomp',
    'kube-score': 'container-seccomp-profile',
    polaris: 'linuxHardening',
    Kubescape: 'C-0055, C-0210',
    Trivy: 'KSV-0030, KSV-0104',
    checkov: 'CKV_K8S_31',
  },
  differs:
    'Annotations do not count: Kubernetes has ignored them since 1.27. A `Localhost` profile is accepted as a deliberate choice. Polaris and Kubescape accept AppArmor, SELinux or dropped capabilities instead.',
  bad: api('', 'securityContext: {seccompProfile: {type: Unconfined}}'),
  good: api('', 'securityContext: {seccompProfile: {type: RuntimeDefault}}'),
  on: 'container',
  judge(subject, say) {
    if (isWindows(subject) || get(subject.container, 'securityContext', 'privileged') === true) return;
    const type = text(effectiveSecurity(subject, 'seccompProfile'), 'type');
    if (type === 'RuntimeDefault' || type === 'Localhost') return;
    const message =
      type === undefined
        ? phrase`Container \`${{ subject: subject.name }}\` has no seccomp profile: it can make every system call.`
        : phrase`Container \`${{ subject: subject.name }}\` disables seccomp (\`${{ type }}\`): it can make every system call.`;
    say(['securityContext', 'seccompProfile'])`
      ${message}
      Set \`seccompProfile: { type: RuntimeDefault }\` in the security context of the pod.`;
  },
};
