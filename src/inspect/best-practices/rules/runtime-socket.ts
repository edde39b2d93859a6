import { SOCKETS } from '../runtime-sockets';
import { api, list, text, type Rule } from '../rule';

export const runtimeSocket: Rule = {
  code: 'LS009',
  equivalents: { 'kube-linter': 'docker-sock', Kubescape: 'C-0074', Trivy: 'KSV-0006', checkov: 'CKV_K8S_27' },
  differs: 'A directory that may contain the socket, such as `/var/run`, is reported as LS008.',
  bad: api('', 'volumes: [{name: runtime, hostPath: {path: /var/run/docker.sock}}]'),
  good: api('', 'volumes: [{name: runtime, emptyDir: {sizeLimit: 1Gi}}]'),
  on: 'pod',
  judge({ spec, workload }, say) {
    list(spec, 'volumes').forEach((volume, index) => {
      const path = text(volume, 'hostPath', 'path') ?? '';
      if (!SOCKETS.test(path)) return;
      say(['volumes', index, 'hostPath', 'path'])`
        ${{ workload }} mounts \`${{ path }}\`: anything that can write to it can start containers as root on the node.
        Remove the volume. To build images in a pod, use a daemonless builder.`;
    });
  },
};
