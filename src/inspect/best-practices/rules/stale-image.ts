import { imageTag, isPinned } from '../../image-reference';
import { api, text, type Rule } from '../rule';

export const staleImage: Rule = {
  code: 'LS034',
  equivalents: {
    'kube-score': 'container-image-pull-policy',
    polaris: 'pullPolicyNotAlways',
    Kubescape: 'C-0075',
    checkov: 'CKV_K8S_15',
  },
  differs:
    'An image with a digest is the same whenever it is pulled, so `Always` is not required; an image without one is reported as LS554.',
  bad: api('image: "shop/api:latest", imagePullPolicy: IfNotPresent'),
  good: api(`image: "shop/api:1.4.2@sha256:${'0123456789abcdef'.repeat(4)}", imagePullPolicy: IfNotPresent`),
  on: 'container',
  judge({ container, name }, say) {
    const policy = text(container, 'imagePullPolicy');
    const image = text(container, 'image') ?? '';
    const tag = imageTag(image) ?? 'latest';
    if (policy === 'Never')
      say(['imagePullPolicy'])`
        Container \`${{ name }}\` never pulls its image: it starts only on nodes that already have it.
        Use \`IfNotPresent\` and an image pinned by digest.`;
    else if (
      policy === 'IfNotPresent' &&
      !isPinned(image) &&
      /^(latest|main|master|dev|develop|staging|prod|production|stable|edge|nightly|local)$/.test(tag)
    )
      say(['imagePullPolicy'])`
        Container \`${{ name }}\` uses the image that \`${{ tag }}\` referred to when its node first pulled \`${{ image }}\`: nodes may run different versions.
        Pin the image by digest; with a digest, \`IfNotPresent\` is correct.`;
  },
};
