import { api, list, text, type Rule } from '../rule';

/** Sysctls that Pod Security baseline allows: they are namespaced and isolated. */
const SAFE_SYSCTLS: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

export const unsafeSysctl: Rule = {
  code: 'LS012',
  equivalents: { 'Pod Security': 'baseline: sysctls', 'kube-linter': 'unsafe-sysctls', Trivy: 'KSV-0026' },
  bad: api('', 'securityContext: {sysctls: [{name: kernel.msgmax, value: "65536"}]}'),
  good: api('', 'securityContext: {sysctls: [{name: net.ipv4.tcp_syncookies, value: "1"}]}'),
  on: 'pod',
  judge({ spec, workload }, say) {
    list(spec, 'securityContext', 'sysctls').forEach((item, index) => {
      const name = text(item, 'name') ?? '';
      if (SAFE_SYSCTLS.has(name)) return;
      say(['securityContext', 'sysctls', index, 'name'])`
        ${{ workload }} sets the unsafe sysctl \`${{ name }}\`: kubelets reject the pod unless they allow it, and then it affects all pods on the node.
        Set it on the nodes, or remove it.`;
    });
  },
};
