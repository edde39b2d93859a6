/** Requests and limits of a container. */
import { compareQuantities, quantityOf } from '../../model/quantity';
import { map, phrase, type Node, type Report, type Trail } from './report';

export function checkResources(resources: Node, trail: Trail, report: Report): void {
  const limits = map(resources, 'limits');
  const requests = map(resources, 'requests');
  for (const [field, values] of [
    ['limits', limits],
    ['requests', requests],
  ] as const) {
    for (const name of Object.keys(values)) checkQuantity(values[name], [...trail, field, name], report);
  }
  for (const name of Object.keys(requests)) {
    const request = quantityOf(requests[name]);
    const limit = quantityOf(limits[name]);
    if (request === undefined || limit === undefined) continue;
    const order = compareQuantities(request, limit);
    if (order > 0) {
      report('LS667', [...trail, 'requests', name])`
        The request of ${{ request: String(requests[name] as string) }} ${{ name }} exceeds the limit of ${{ limit: String(limits[name] as string) }}.
        Raise the limit or lower the request.`;
    } else if (order < 0 && (name.includes('/') || name.startsWith('hugepages-'))) {
      report('LS667', [...trail, 'requests', name])`
        Request and limit of ${{ name }} differ.
        Make them equal: this resource cannot be overcommitted.`;
    }
  }
}

/** Reports invalid and negative quantities. */
export function checkQuantity(written: Node, trail: Trail, report: Report): void {
  const quantity = quantityOf(written);
  const fix = phrase`Use a number with an optional suffix, such as \`250m\`, \`2\`, \`512Mi\` or \`10Gi\`.`;
  if (quantity === undefined)
    report('LS311', trail)`
      \`${{ written: String(written as string) }}\` is not a quantity.
      ${fix}`;
  else if (quantity.nanos < 0n)
    report('LS311', trail)`
      \`${{ written: String(written as string) }}\` is negative.
      ${fix}`;
}
