import { annotated, isMap, map, type Rule } from '../rule';

const SNIPPET = /^(?:nginx\.ingress\.kubernetes\.io|nginx\.org)\/[a-z-]*snippets?$/;

export const ingressSnippet: Rule = {
  code: 'LS087',
  equivalents: { Kubescape: 'C-0059', checkov: 'CKV_K8S_152, CKV_K8S_153, CKV_K8S_154' },
  bad: annotated('nginx.ingress.kubernetes.io/configuration-snippet: "more_set_headers \'X-Frame-Options: DENY\';"'),
  good: annotated('nginx.ingress.kubernetes.io/custom-headers: shop/headers'),
  on: 'object',
  kinds: ['Ingress.networking.k8s.io'],
  judge(json, say) {
    if (!isMap(json['metadata'])) return;
    for (const key of Object.keys(map(json, 'metadata', 'annotations'))) {
      if (!SNIPPET.test(key)) continue;
      say(['metadata', 'annotations', key])`
        \`${{ key }}\` writes to the configuration of the controller, which exposes every Secret that the controller can read (CVE-2021-25742); since 1.9, ingress-nginx rejects it by default.
        Use the dedicated annotation, or a Gateway API route.`;
    }
  },
};
