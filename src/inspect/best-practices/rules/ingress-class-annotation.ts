import { annotated, get, phrase, SILENCE, text, type Rule } from '../rule';

export const ingressClassAnnotation: Rule = {
  code: 'LS076',
  bad: annotated('kubernetes.io/ingress.class: nginx'),
  good: annotated('nginx.ingress.kubernetes.io/limit-rps: "10"'),
  on: 'object',
  kinds: ['Ingress.networking.k8s.io'],
  judge(json, say) {
    const old = text(json, 'metadata', 'annotations', 'kubernetes.io/ingress.class');
    if (old === undefined) return;
    const both = get(json, 'spec', 'ingressClassName') !== undefined;
    say(['metadata', 'annotations', 'kubernetes.io/ingress.class'])`
      The annotation \`kubernetes.io/ingress.class\` is deprecated since Kubernetes 1.18${both ? phrase`, and \`ingressClassName\` is set as well` : SILENCE}.
      ${both ? phrase`Remove the annotation.` : phrase`Set \`ingressClassName: ${{ old }}\` under spec instead.`}`;
  },
};
