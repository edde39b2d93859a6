import { isWindows } from '../security-context';
import { api, list, phrase, SILENCE, type Rule } from '../rule';

/** What containerd and CRI-O give to every container. */
const DEFAULT = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

export const capabilitiesNotDropped: Rule = {
  code: 'LS003',
  equivalents: {
    'Pod Security': 'restricted: capabilities',
    'kube-linter': 'drop-net-raw-capability',
    polaris: 'insecureCapabilities',
    Kubescape: 'C-0046, C-0055',
    Trivy: 'KSV-0003, KSV-0106',
    checkov: 'CKV_K8S_28, CKV_K8S_37',
  },
  differs: 'All capabilities must be dropped; kube-linter requires only NET_RAW.',
  bad: api('securityContext: {capabilities: {drop: [NET_RAW]}}'),
  good: api('securityContext: {capabilities: {drop: [ALL]}}'),
  on: 'container',
  judge(subject, say) {
    const { container, name } = subject;
    const dropped = list(container, 'securityContext', 'capabilities', 'drop').map((item) =>
      String(item).toUpperCase(),
    );
    if (dropped.includes('ALL') || DEFAULT.every((one) => dropped.includes(one)) || isWindows(subject)) return;
    say(['securityContext', 'capabilities', 'drop'])`
      Container \`${{ name }}\` keeps the default capabilities${dropped.length === 0 ? SILENCE : phrase` except ${{ dropped }}`}, such as changing file owners and forging packets.
      Set \`capabilities: { drop: [ALL] }\`, and add back only those that the program needs.`;
  },
};
