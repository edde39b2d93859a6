/** Quantities outside of containers: volumes, quotas, limit ranges, databases. */
import { podsOfOperator, rowsOf } from '../kinds';
import { PathTable } from '../path-table';
import { checkQuantity, checkResources } from './resources';
import { get, isMap, type Check, type Node, type Report, type Trail } from './report';

const plan = new PathTable<{ readonly path: string }>();
for (const [kind, path] of rowsOf(({ fields }) => fields?.quantities)) plan.add(kind, { path });

export const checkQuantities: Check = (kind, json, report) => {
  plan.each(kind, json, (_, value, trail) => checkQuantity(value, trail.slice(), report));
  if (kind === 'Application.argoproj.io')
    checkChartValues(
      get(json, 'spec', 'source', 'helm', 'valuesObject'),
      ['spec', 'source', 'helm', 'valuesObject'],
      report,
    );
  if (podsOfOperator(kind, json).some(({ container }) => container !== undefined))
    checkResources(get(json, 'spec', 'resources'), ['spec', 'resources'], report);
};

/** Parents of a `size` that charts put into a claim. */
const CLAIMS = /(?:persistence|storage|volume|claim|pvc)/i;

/** Values of a chart are its own words, but for what charts copy into pods and claims. */
function checkChartValues(node: Node, trail: Trail, report: Report): void {
  if (Array.isArray(node))
    (node as readonly Node[]).forEach((one, index) => checkChartValues(one, [...trail, index], report));
  if (!isMap(node)) return;
  const parent = String(trail.at(-1));
  for (const key of Object.keys(node)) {
    const value = node[key];
    const isQuantity =
      ((parent === 'requests' || parent === 'limits') && /^(?:cpu|memory|storage|ephemeral-storage)$/.test(key)) ||
      (key === 'size' && CLAIMS.test(parent) && /^\d/.test(String(value as string)));
    if (isQuantity && typeof value === 'string') checkQuantity(value, [...trail, key], report);
    else checkChartValues(value, [...trail, key], report);
  }
}
