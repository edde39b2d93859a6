import { get, isMap, object, text, type Rule } from '../rule';

export const noPodSecurity: Rule = {
  code: 'LS096',
  equivalents: { Kubescape: 'C-0192' },
  differs:
    'Manifests do not show whether an admission webhook protects the pods instead; Kubescape accepts any webhook.',
  bad: object('v1', 'Namespace', 'shop', ''),
  good: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}\n',
  on: 'object',
  kinds: ['Namespace'],
  judge(json, say) {
    const labels = get(json, 'metadata', 'labels');
    const level = isMap(labels) ? labels['pod-security.kubernetes.io/enforce'] : undefined;
    if (level !== undefined) return;
    say(['metadata', 'labels'])`
      Namespace \`${{ name: text(json, 'metadata', 'name') ?? '' }}\` enforces no Pod Security level: it admits privileged pods.
      Add the label \`pod-security.kubernetes.io/enforce: restricted\`, together with \`warn\` and \`audit\`.`;
  },
};
