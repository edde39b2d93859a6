/** Metrics that an adapter serves to the autoscaler. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { fixed, object, oneOf, record, required, type Shape } from '../../model/shape';
import { anyText, quantity } from '../../model/syntax';
import { combine } from '../../model/varying';
import type { Identity } from '../identity';
import { canonical } from '../container';
import { inEachEnvironment } from '../per-environment';

/** A metric beside CPU and memory; give `average` or `value`. */
export interface CustomMetric {
  /** Wanted for each pod, as a quantity: `100`, `500m`. */
  readonly average?: string;
  /** Wanted altogether. Not for metrics of pods, of which the mean counts. */
  readonly value?: string;
  /** Whose it is: of the pods themselves, of one object, or of nothing in the cluster. Default: pods. */
  readonly of?: 'pods' | 'object' | 'external';
  /** The object, where it is of one. */
  readonly object?: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  /** Labels by which the series are chosen. */
  readonly labels?: Record<string, string>;
}

export const metricShape: Shape = object<CustomMetric>({
  average: quantity,
  value: quantity,
  of: fixed(oneOf('pods', 'object', 'external')),
  object: object<NonNullable<CustomMetric['object']>>({
    apiVersion: required(anyText),
    kind: required(anyText),
    name: required(anyText),
  }),
  labels: record(anyText),
});

/** An element of `spec.metrics` of an HPA. */
export function metricSpec(
  name: string,
  { average, value, of, object: described, labels }: Normal<CustomMetric>,
): unknown {
  const metric = { name, ...(labels !== undefined && { selector: { matchLabels: labels } }) };
  const target = {
    type: combine({ average }, (own) => (own.average === undefined ? 'Value' : 'AverageValue')),
    ...(average !== undefined && { averageValue: canonical(average) }),
    ...(value !== undefined && { value: canonical(value) }),
  };
  if (of === 'external') return { type: 'External', external: { metric, target } };
  if (of === 'object') return { type: 'Object', object: { metric, target, describedObject: described } };
  return { type: 'Pods', pods: { metric, target } };
}

/** Without an adapter the autoscaler reads nothing, and scales nothing. */
export function refuseUnserved(identity: Identity, metrics: Readonly<Record<string, Normal<CustomMetric>>>): void {
  const { construct, platform } = identity;
  const served = (platform.cluster.metrics as readonly string[] | undefined) ?? [];
  for (const [name, { average, value, of = 'pods', object: described }] of Object.entries(metrics)) {
    const path = `autoscaling.metrics.${name}`;
    const api = of === 'external' ? 'external' : 'custom';
    if (!served.includes(api)) {
      report(construct, {
        code: 'LS116',
        path,
        message: `the autoscaler reads an ${api === 'external' ? 'external' : 'own'} metric, and the platform does not say that an adapter serves it`,
        fix: `Declare addOns: { prometheusAdapter: {} }, or say that the cluster has one: cluster: { metrics: ['${api}'] }.`,
      });
    }
    if ((of === 'object') !== (described !== undefined)) {
      report(construct, {
        code: 'LS114',
        path,
        message:
          of === 'object' ? 'it is of an object, and does not say of which' : 'it names an object, and is not of one',
        fix: "Give both: { of: 'object', object: { apiVersion, kind, name } }.",
      });
    }
    inEachEnvironment(identity, { average, value }, (own, where) => {
      if ((own.average === undefined) !== (own.value === undefined) && (of !== 'pods' || own.value === undefined))
        return;
      const fix =
        of === 'pods'
          ? 'Give `average`: of metrics of pods the mean counts.'
          : 'Give `average` or `value`, one of the two.';
      report(construct, {
        code: 'LS114',
        path,
        ...where,
        message:
          own.average === undefined && own.value === undefined
            ? 'it says no target'
            : 'its target is not one that the autoscaler takes',
        fix,
      });
    });
  }
}
