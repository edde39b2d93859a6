/** Autoscalers and disruption budgets by themselves; against their workloads they are judged in `availability.ts`. */
import { knownKind } from '../kinds';
import { get, list, number, text, type Check, type Node } from './report';

/** Field of a metric by its type. */
const SOURCES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Resource: 'resource',
    ContainerResource: 'containerResource',
    Pods: 'pods',
    Object: 'object',
    External: 'external',
  }),
);

export const checkAutoscaler: Check = (kind, json, report) => {
  if (kind === 'HorizontalPodAutoscaler.autoscaling') {
    list(json, 'spec', 'metrics').forEach((metric, index) => {
      const field = SOURCES.get(text(metric, 'type') ?? '');
      if (field !== undefined && get(metric, field) === undefined)
        report('LS303', ['spec', 'metrics', index, field])`
          Metric ${{ index: index + 1 }} has type \`${{ type: text(metric, 'type')! }}\` but no \`${{ field }}\`.
          Set \`${{ field }}\` to the metric to measure.`;
    });
  }
  const bounds = knownKind(kind)?.scales;
  if (bounds === undefined) return;
  const { least: leastField, most: mostField, defaults } = bounds;
  const least = number(json, 'spec', leastField);
  const most = number(json, 'spec', mostField);
  if (least !== undefined && most !== undefined && least > most) {
    report('LS607', ['spec', leastField])`
      \`${{ leastField }}\` is ${{ least }} and \`${{ mostField }}\` is ${{ most }}.
      Raise \`${{ mostField }}\` or lower \`${{ leastField }}\`.`;
  }
  if (defaults[0] > 0 && ((least !== undefined && least < 1) || (most !== undefined && most < 1))) {
    report('LS607', ['spec', least !== undefined && least < 1 ? leastField : mostField])`
      The autoscaler has a minimum or maximum below 1.
      Use at least 1; only KEDA scales to zero.`;
  }
};

export const checkBudget: Check = (kind, json, report) => {
  if (kind !== 'PodDisruptionBudget.policy') return;
  const fields = ['minAvailable', 'maxUnavailable'].filter((field) => get(json, 'spec', field) !== undefined);
  if (fields.length === 2)
    report('LS661', ['spec'])`
      The PodDisruptionBudget has both \`minAvailable\` and \`maxUnavailable\`.
      Keep one of the two.`;
  for (const field of fields) {
    const value: Node = get(json, 'spec', field);
    const valid =
      typeof value === 'number'
        ? Number.isInteger(value) && value >= 0
        : typeof value === 'string' && /^([0-9]|[1-9][0-9]|100)%$/.test(value);
    if (!valid)
      report('LS601', ['spec', field])`
        \`${{ field }}\` is \`${{ value: String(value as string) }}\`.
        Use an integer, or a percentage such as \`"50%"\`.`;
  }
};
