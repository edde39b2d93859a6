import { api, get, type Rule } from '../rule';

const SHARED = [
  [
    'hostNetwork',
    'the network of their node: NetworkPolicies do not apply, and they can reach services that listen on loopback there',
  ],
  [
    'hostPID',
    'the process namespace of their node: they can read the memory and variables of all processes, including secrets',
  ],
  ['hostIPC', 'the shared memory of their node'],
] as const;

export const hostNamespaces: Rule = {
  code: 'LS007',
  equivalents: {
    'Pod Security': 'baseline: host namespaces',
    'kube-linter': 'host-network, host-pid, host-ipc',
    polaris: 'hostNetworkSet, hostPIDSet, hostIPCSet',
    Kubescape: 'C-0038, C-0041',
    Trivy: 'KSV-0008, KSV-0009, KSV-0010',
    checkov: 'CKV_K8S_17, CKV_K8S_18, CKV_K8S_19',
  },
  bad: api('', 'hostNetwork: true'),
  good: api('', 'hostNetwork: false'),
  on: 'pod',
  judge({ spec, workload }, say) {
    for (const [field, what] of SHARED)
      if (get(spec, field) === true)
        say([field])`
          The pods of ${{ workload }} share ${{ what }}.
          Remove \`${{ field }}\`; use a Service or a \`hostPort\` to make the pods reachable.`;
  },
};
