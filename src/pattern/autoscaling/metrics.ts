/** Metrics that an adapter serves to the autoscaler. */
import { fixed, object, oneOf, record, required, type PropsOf } from '../../model/shape';
import { anyText, quantity } from '../../model/syntax';
import type { Subject } from '../engine/build';
import type { HorizontalPodAutoscaler } from '../manifests';
import { canonical } from '../workload/container';

/** A metric other than CPU and memory; set `average` or `value`. */
export interface CustomMetric extends PropsOf<typeof customMetricProps> {}
const customMetricProps = {
  /** Target value per pod, as a quantity: `100`, `500m`. */
  average: quantity,
  /** Target value in total. Not for pod metrics, which are averaged. */
  value: quantity,
  /** What the metric describes: the pods themselves, one object, or nothing in the cluster. Default: pods. */
  of: fixed(oneOf('pods', 'object', 'external')),
  /** The object, if the metric describes one. */
  object: object({
    apiVersion: required(anyText),
    kind: required(anyText),
    name: required(anyText),
  }),
  /** Labels that select the series. */
  labels: record(anyText),
};
export const metricShape = object<CustomMetric>(customMetricProps);

type Metric = NonNullable<NonNullable<HorizontalPodAutoscaler['spec']>['metrics']>[number];

/** An element of `spec.metrics` of an HPA. */
export function metricSpec(name: string, { average, value, of, object: described, labels }: CustomMetric): Metric {
  const metric = { name, selector: labels && { matchLabels: labels } };
  const target = {
    type: average === undefined ? 'Value' : 'AverageValue',
    averageValue: average && canonical(average),
    value: value && canonical(value),
  };
  if (of === 'external') return { type: 'External', external: { metric, target } };
  // Where the object is missing, `refuseUnserved` says so.
  if (of === 'object') return { type: 'Object', object: { metric, target, describedObject: described ?? NO_OBJECT } };
  return { type: 'Pods', pods: { metric, target } };
}

const NO_OBJECT = { apiVersion: 'v1', kind: 'Service', name: '' };

/** Without an adapter the autoscaler reads nothing, and scales nothing. */
export function refuseUnserved({ parts, facts }: Subject, metrics: Readonly<Record<string, CustomMetric>>): void {
  const served = facts.cluster.metrics ?? [];
  for (const [name, { average, value, of = 'pods', object: described }] of Object.entries(metrics)) {
    const path = `autoscaling.metrics.${name}`;
    const api = of === 'external' ? 'external' : 'custom';
    if (!served.includes(api)) {
      parts.report({
        code: 'LS116',
        path,
        message: `the autoscaler uses ${api === 'external' ? 'an external' : 'a custom'} metric, but the platform does not declare an adapter that serves it`,
        fix: `Declare addOns: { prometheusAdapter: {} }, or declare that the cluster has one: cluster: { metrics: ['${api}'] }.`,
      });
    }
    if ((of === 'object') !== (described !== undefined)) {
      parts.report({
        code: 'LS114',
        path,
        message:
          of === 'object'
            ? 'the metric is of an object, but does not name one'
            : 'the metric names an object, but its `of` is not "object"',
        fix: "Set both: { of: 'object', object: { apiVersion, kind, name } }.",
      });
    }
    if ((average === undefined) !== (value === undefined) && (of !== 'pods' || value === undefined)) continue;
    parts.report({
      code: 'LS114',
      path,
      message:
        average === undefined && value === undefined
          ? 'the metric has no target'
          : 'the autoscaler does not support this target',
      fix:
        of === 'pods' ? 'Set `average`: pod metrics are averaged over all pods.' : 'Set either `average` or `value`.',
    });
  }
}
