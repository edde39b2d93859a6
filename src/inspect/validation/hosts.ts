/** Host names of routes. */
import { rowsOf } from '../kinds';
import { PathTable } from '../path-table';
import { hostName } from './grammar';
import type { Check } from './report';

const plan = new PathTable<{ readonly path: string }>();
for (const [kind, path] of rowsOf(({ fields }) => fields?.hosts)) plan.add(kind, { path });

export const checkHosts: Check = (kind, json, report) => {
  plan.each(kind, json, (_, host, trail) => {
    if (typeof host !== 'string' || host === '' || (host === '*' && /^(VirtualService|Canary)\./.test(kind))) return;
    const wrong = hostName(host);
    if (wrong !== undefined)
      report('LS665', trail.slice())`
        Host \`${{ host }}\` ${{ wrong }}.
        Use a lowercase DNS name, such as \`api.shop.example\`.`;
  });
};
