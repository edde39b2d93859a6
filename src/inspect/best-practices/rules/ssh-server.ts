import { api, list, number, text, type Rule } from '../rule';

export const sshServer: Rule = {
  code: 'LS074',
  equivalents: { 'kube-linter': 'ssh-port', Kubescape: 'C-0042' },
  differs: 'Container ports are checked; Kubescape looks for 22 and 2222 among the ports of Services.',
  bad: api('ports: [{containerPort: 22}]'),
  good: api('ports: [{containerPort: 3000}]'),
  on: 'container',
  judge({ container, name }, say) {
    list(container, 'ports').forEach((port, index) => {
      if (number(port, 'containerPort') !== 22 || (text(port, 'protocol') ?? 'TCP') !== 'TCP') return;
      say(['ports', index, 'containerPort'])`
        Container \`${{ name }}\` serves SSH: an additional entry point with unmanaged keys and users.
        Remove it; use \`kubectl exec\`, which is audited and needs no server.`;
    });
  },
};
