import { api, list, text, type Rule } from '../rule';

const BUNDLED = /^(VITE|NEXT_PUBLIC|REACT_APP|NUXT_PUBLIC|GATSBY|PUBLIC|VUE_APP)_/;

export const buildTimeVariable: Rule = {
  code: 'LS085',
  bad: api('env: [{name: VITE_API_URL, value: "https://api.shop.example"}]'),
  good: api('env: [{name: API_URL, value: "https://api.shop.example"}]'),
  on: 'container',
  judge({ container, name }, say) {
    list(container, 'env').forEach((variable, index) => {
      const own = text(variable, 'name') ?? '';
      const tool = BUNDLED.exec(own)?.[1];
      if (tool === undefined || tool === 'PUBLIC') return;
      say(['env', index, 'name'])`
        \`${{ own }}\` of container \`${{ name }}\` is compiled into the bundle at image build time: setting it on a running pod has no effect in the browser.
        Set it at build time, with one image per environment, or let the page read its settings from a file mounted from a ConfigMap.`;
    });
  },
};
