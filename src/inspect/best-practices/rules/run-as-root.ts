import { effectiveSecurity, isWindows } from '../security-context';
import { api, number, phrase, SILENCE, type Rule } from '../rule';

export const runAsRoot: Rule = {
  code: 'LS005',
  equivalents: {
    'Pod Security': 'restricted: running as non-root',
    'kube-linter': 'run-as-non-root',
    polaris: 'runAsRootAllowed',
    Kubescape: 'C-0013',
    Trivy: 'KSV-0012, KSV-0105',
    checkov: 'CKV_K8S_23',
  },
  differs:
    'Any user except root is accepted, in any group; kube-score and checkov (CKV_K8S_40) require a user ID above 10000.',
  bad: api(''),
  good: api('', 'securityContext: {runAsNonRoot: true}'),
  on: 'container',
  judge(subject, say) {
    if (isWindows(subject)) return;
    const user = effectiveSecurity(subject, 'runAsUser');
    const guarded = effectiveSecurity(subject, 'runAsNonRoot') === true;
    if (user === 0) {
      const own = number(subject.container, 'securityContext', 'runAsUser') === 0;
      const where = own ? 'its own security context sets' : 'the security context of the pod sets';
      say(own ? ['securityContext', 'runAsUser'] : [])`
        Container \`${{ subject: subject.name }}\` runs as root: ${{ where }} \`runAsUser: 0\`${guarded ? phrase`, and \`runAsNonRoot\` keeps it from starting` : SILENCE}.
        Use the user that the image is built for, or any user ID above 10000, with \`runAsNonRoot: true\`.`;
    } else if (!guarded && user === undefined) {
      say(['securityContext', 'runAsNonRoot'])`
        Container \`${{ subject: subject.name }}\` runs as the user of its image, which is root by default.
        Set \`runAsNonRoot: true\`, and \`runAsUser\` if the image does not set a numeric user.`;
    }
  },
};
