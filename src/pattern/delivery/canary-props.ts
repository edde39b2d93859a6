/** What a service says of its canary. */
import { integer, object, record, required, text, type Shape, type PropsOf } from '../../model/shape';
import { anyText, dnsLabel, duration, seconds } from '../../model/syntax';

const percent = integer({ min: 1, max: 100, unit: 'percent' });
const share: Shape<number> = (value, at) => {
  if (typeof value !== 'number' || !(value > 0 && value <= 100))
    at.report({
      code: 'LS102',
      path: at.path,
      message: `${String(value)} is not a percentage greater than 0 and at most 100`,
      fix: 'Use a number such as 99.5.',
    });
};
const figure: Shape<number> = (value, at) => {
  if (typeof value !== 'number' || !Number.isFinite(value))
    at.report({
      code: 'LS102',
      path: at.path,
      message: `${String(value)} is not a number`,
      fix: 'Use a number, without quotes.',
    });
};

/** A query that must stay within bounds. `{{ interval }}`, `{{ target }}` and `{{ namespace }}` are filled in by Flagger. */
export interface CanaryMetric extends PropsOf<typeof canaryMetricProps> {}
const canaryMetricProps = {
  /** PromQL that returns a single value. */
  query: required(anyText),
  min: figure,
  max: figure,
};

export interface Canary extends PropsOf<typeof canaryProps> {}
const canaryProps = {
  /** How often the new version is analyzed and receives another share of the traffic. Default: 1m. */
  interval: duration,
  /** Number of failed checks after which it is rolled back. Default: 5. */
  threshold: integer({ min: 1 }),
  /** Percentage of the traffic that each step adds. Default: 10. */
  stepWeight: percent,
  /** Percentage of the traffic at which it is promoted. Default: 50. */
  maxWeight: percent,
  /**
   * Minimum percentage of responses that are not server errors, such as 99.5. Default: the target of the objective
   * (`slo`), otherwise 99.
   */
  success: share,
  /** Maximum duration of 99 of 100 requests, such as `500ms`. Default: 500ms. */
  latency: text('a time in milliseconds or seconds', '500ms', (value) => milliseconds(value) !== undefined),
  /** Additional queries, by a name of your choice. */
  metrics: record(object<CanaryMetric>(canaryMetricProps), dnsLabel),
};
export const canaryShape = object<Canary>(canaryProps);

/** Milliseconds of `500ms` or `2s`. */
export function milliseconds(written: string): number | undefined {
  const match = /^([1-9]\d*)ms$/.exec(written);
  const whole = seconds(written);
  return match === null ? (whole === undefined ? undefined : whole * 1000) : Number(match[1]);
}
