import { api, text, type Rule } from '../rule';

/** Frozen in April 2023 (k8s.gcr.io), and before it (gcr.io/google_containers): kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement */
const FROZEN = /^(k8s\.gcr\.io|gcr\.io\/google[_-]containers)\/(.+)$/;

export const closedRegistry: Rule = {
  code: 'LS035',
  equivalents: { Kubescape: 'C-0253' },
  differs: 'Every namespace is checked; Kubescape checks only `kube-system`.',
  bad: api('image: "k8s.gcr.io/pause:3.9"'),
  good: api('image: "registry.k8s.io/pause:3.9"'),
  on: 'container',
  judge({ container, name }, say) {
    const [, registry, path] = FROZEN.exec(text(container, 'image') ?? '') ?? [];
    if (registry === undefined) return;
    say(['image'])`
      Container \`${{ name }}\` runs an image from ${{ registry }}, which has been frozen since 2023 and may stop serving old images at any time.
      Use a current version from \`registry.k8s.io/${{ path: path! }}\`, where the project publishes now.`;
  },
};
