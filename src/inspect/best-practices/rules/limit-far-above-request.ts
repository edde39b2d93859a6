import { quantityOf } from '../../../model/quantity';
import { resourceAmount } from '../container-resources';
import { api, phrase, type Rule } from '../rule';

/** What LimitRanges with `maxLimitRequestRatio` commonly allow. */
const WIDEST = 10;

export const limitFarAboveRequest: Rule = {
  code: 'LS032',
  bad: api('resources: {requests: {memory: 128Mi}, limits: {memory: 4Gi}}'),
  good: api('resources: {requests: {memory: 2Gi}, limits: {memory: 4Gi}}'),
  on: 'container',
  judge({ container, name, pod }, say) {
    // What ends by itself may as well take what is free.
    for (const resource of pod.ends ? (['memory'] as const) : (['cpu', 'memory'] as const)) {
      const request = resourceAmount(container, 'requests', resource);
      const limit = resourceAmount(container, 'limits', resource);
      const [least, most] = [parsed(request), parsed(limit)];
      if (least === undefined || most === undefined || least === 0n || most <= least * BigInt(WIDEST)) continue;
      const times = most / least;
      say(['resources', 'requests', resource])`
        The ${{ resource }} limit of container \`${{ name }}\`, ${{ limit: limit! }}, is ${{ times: Number(times) }} times its request, ${{ request: request! }}: the scheduler chooses the node by the request, and ${resource === 'memory' ? phrase`pods on the node are OOM-killed when several of them grow.` : phrase`its neighbors are throttled when it uses its full limit.`}
        Request its typical usage, with a limit of at most ${{ widest: WIDEST }} times the request.`;
    }
  },
};

function parsed(quantity: string | undefined): bigint | undefined {
  return quantity === undefined ? undefined : quantityOf(quantity)?.nanos;
}
