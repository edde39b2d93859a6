import { nearest } from '../../../model/nearest';
import { NGINX_ANNOTATIONS } from '../nginx-annotations';
import { annotated, get, isMap, list, phrase, text, type Rule } from '../rule';

const NGINX = 'nginx.ingress.kubernetes.io/';

export const ineffectiveAnnotation: Rule = {
  code: 'LS077',
  bad: annotated('nginx.ingress.kubernetes.io/rate-limit: "100"'),
  good: annotated('nginx.ingress.kubernetes.io/limit-rpm: "100"'),
  on: 'object',
  kinds: ['Ingress.networking.k8s.io'],
  judge(json, say) {
    const annotations = get(json, 'metadata', 'annotations');
    if (!isMap(annotations)) return;
    for (const [name, value] of Object.entries(annotations)) {
      if (!name.startsWith(NGINX)) continue;
      const own = name.slice(NGINX.length);
      if (!NGINX_ANNOTATIONS.has(own)) {
        const near =
          own === 'rate-limit'
            ? 'limit-rps, limit-rpm or limit-connections'
            : (nearest(own, NGINX_ANNOTATIONS) ?? 'an annotation from its documentation');
        say(['metadata', 'annotations', name])`
          ingress-nginx has no annotation \`${{ own }}\`, so \`${{ value: String(value) }}\` has no effect.
          Use ${{ near }} instead, or remove it.`;
      } else if (own === 'rewrite-target' && value === '/') {
        const paths = list(json, 'spec', 'rules').flatMap((rule) =>
          list(rule, 'http', 'paths').map((path) => text(path, 'path') ?? '/'),
        );
        const cut = paths.filter((path) => path !== '/');
        const message =
          cut.length === 0
            ? phrase`\`rewrite-target: /\` has no effect for the path \`/\`, and breaks any path that is added later.`
            : phrase`\`rewrite-target: /\` sends every request below ${{ cut }} to \`/\`.`;
        say(['metadata', 'annotations', name])`
          ${message}
          Remove it, or rewrite with a capture group: path \`/api(/|$)(.*)\`, target \`/$2\`.`;
      }
    }
  },
};
