import { SOCKETS } from '../runtime-sockets';
import { api, list, text, type Rule } from '../rule';

export const hostPath: Rule = {
  code: 'LS008',
  equivalents: {
    'Pod Security': 'baseline: hostPath volumes',
    'kube-linter': 'sensitive-host-mounts, writable-host-mount',
    polaris: 'hostPathSet',
    Kubescape: 'C-0045, C-0048',
    Trivy: 'KSV-0023',
  },
  bad: api('', 'volumes: [{name: data, hostPath: {path: /var/lib/api}}]'),
  good: api('', 'volumes: [{name: data, emptyDir: {sizeLimit: 1Gi}}]'),
  on: 'pod',
  judge({ spec, workload }, say) {
    list(spec, 'volumes').forEach((volume, index) => {
      const path = text(volume, 'hostPath', 'path');
      if (path === undefined || SOCKETS.test(path)) return;
      say(['volumes', index, 'hostPath'])`
        Volume \`${{ name: text(volume, 'name') ?? '' }}\` of ${{ workload }} is \`${{ path }}\` of the node that the pod runs on: the data changes when the pod moves, and the mount allows escaping the container.
        Use a PersistentVolumeClaim for data, an emptyDir for scratch space, a ConfigMap for files. In node agents, mount host paths with \`readOnly: true\`.`;
    });
  },
};
