import { list } from '../../read';
import { api } from '../manifests';
import { isWindows } from '../security';
import type { Rule } from '../rule';

export const capabilitiesKept: Rule = {
  code: 'LS003',
  equivalents: {
    'Pod Security': 'restricted: capabilities',
    'kube-linter': 'drop-net-raw-capability',
    polaris: 'insecureCapabilities',
    Kubescape: 'C-0046, C-0055',
    Trivy: 'KSV-0003, KSV-0106',
    checkov: 'CKV_K8S_28, CKV_K8S_37',
  },
  bad: api('securityContext: {capabilities: {drop: [NET_RAW]}}'),
  good: api('securityContext: {capabilities: {drop: [ALL]}}'),
  on: 'container',
  judge(subject, say) {
    const { container, name } = subject;
    const dropped = list(container, 'securityContext', 'capabilities', 'drop').map((item) => String(item).toUpperCase());
    if (dropped.includes('ALL') || isWindows(subject)) return;
    say(
      ['securityContext', 'capabilities', 'drop'],
      `Container \`${name}\` keeps the default capabilities${dropped.length === 0 ? '' : ` but ${dropped.join(', ')}`}, such as changing owners of files and forging packets.`,
      'Drop them: `capabilities: { drop: [ALL] }`, and add back what the program is known to need.',
    );
  },
};
