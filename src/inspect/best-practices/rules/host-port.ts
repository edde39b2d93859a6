import { api, get, list, type Rule } from '../rule';

export const hostPort: Rule = {
  code: 'LS010',
  equivalents: {
    'Pod Security': 'baseline: host ports',
    polaris: 'hostPortSet',
    Kubescape: 'C-0044',
    Trivy: 'KSV-0024',
    checkov: 'CKV_K8S_26',
  },
  bad: api('ports: [{containerPort: 3000, hostPort: 3000}]'),
  good: api('ports: [{containerPort: 3000}]'),
  on: 'container',
  judge({ container, pod, name }, say) {
    if (get(pod.spec, 'hostNetwork') === true) return;
    list(container, 'ports').forEach((port, index) => {
      const number = get(port, 'hostPort');
      if (typeof number !== 'number' || number === 0) return;
      say(['ports', index, 'hostPort'])`
        Container \`${{ name }}\` uses port ${{ number }} of its node: only one such pod fits on a node, and anyone who can reach the node can reach it.
        Remove \`hostPort\`, and use a Service.`;
    });
  },
};
