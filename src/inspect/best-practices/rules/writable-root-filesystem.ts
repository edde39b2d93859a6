import { isWindows } from '../security-context';
import { api, get, type Rule } from '../rule';

export const writableRootFilesystem: Rule = {
  code: 'LS013',
  equivalents: {
    'kube-linter': 'no-read-only-root-fs',
    'kube-score': 'container-security-context-readonlyrootfilesystem',
    polaris: 'notReadOnlyRootFilesystem',
    Kubescape: 'C-0017',
    Trivy: 'KSV-0014',
    checkov: 'CKV_K8S_22',
  },
  bad: api('securityContext: {readOnlyRootFilesystem: false}'),
  good: api('securityContext: {readOnlyRootFilesystem: true}'),
  on: 'container',
  judge(subject, say) {
    const { container, name } = subject;
    if (get(container, 'securityContext', 'readOnlyRootFilesystem') === true || isWindows(subject)) return;
    say(['securityContext', 'readOnlyRootFilesystem'])`
      Container \`${{ name }}\` can write to its own program files: an intruder can modify them.
      Set \`readOnlyRootFilesystem: true\`, and mount an emptyDir with a \`sizeLimit\` where the program writes, such as /tmp.`;
  },
};
