import { get, text } from '../../read';
import { SILENCE, phrase } from '../../../model/phrase';
import type { Rule } from '../rule';
import { annotated } from '../rule-examples/routes';

export const ingressClassAnnotation: Rule = {
  code: 'LS076',
  equivalents: {},
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
