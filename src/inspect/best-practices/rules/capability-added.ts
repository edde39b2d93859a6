import { api, list, phrase, SILENCE, type Rule } from '../rule';

/** Pod Security restricted allows this one, for ports below 1024. */
const HARMLESS: ReadonlySet<string> = new Set(['NET_BIND_SERVICE']);

export const capabilityAdded: Rule = {
  code: 'LS004',
  equivalents: {
    'Pod Security': 'baseline: capabilities',
    polaris: 'dangerousCapabilities',
    Kubescape: 'C-0046',
    Trivy: 'KSV-0005, KSV-0022',
    checkov: 'CKV_K8S_25, CKV_K8S_39',
  },
  differs: 'NET_BIND_SERVICE may be added, as the restricted Pod Security level allows; Trivy reports it too.',
  bad: api('securityContext: {capabilities: {drop: [ALL], add: [SYS_ADMIN]}}'),
  good: api('securityContext: {capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}'),
  on: 'container',
  judge({ container, name }, say) {
    const added = list(container, 'securityContext', 'capabilities', 'add')
      .map((item) => String(item).toUpperCase().replace(/^CAP_/, ''))
      .filter((capability) => !HARMLESS.has(capability));
    if (added.length === 0) return;
    const node = added.some((capability) =>
      ['ALL', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_PTRACE', 'BPF'].includes(capability),
    );
    say(['securityContext', 'capabilities', 'add'])`
      Container \`${{ name }}\` adds ${{ added }}${node ? phrase`, which is equivalent to root on its node` : SILENCE}.
      Remove it; only NET_BIND_SERVICE poses no risk to the node.`;
  },
};
