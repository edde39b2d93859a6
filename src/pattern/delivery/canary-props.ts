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
  /** PromQL with one value. */
  query: required(anyText),
  min: figure,
  max: figure,
};

export interface Canary extends PropsOf<typeof canaryProps> {}
const canaryProps = {
  /** How often the new version is judged, and gets one step more. Default: 1m. */
  interval: duration,
  /** After so many bad judgements it is taken back. Default: 5. */
  threshold: integer({ min: 1 }),
  /** Percent of the traffic that a step adds. Default: 10. */
  stepWeight: percent,
  /** Percent at which it has passed. Default: 50. */
  maxWeight: percent,
  /** Least percent of answers that are no server errors, such as 99.5. Default: what the objective (`slo`) promises, else 99. */
  success: share,
  /** Longest time of 99 of 100 requests, such as `500ms`. Default: 500ms. */
  latency: text('a time in milliseconds or seconds', '500ms', (value) => milliseconds(value) !== undefined),
  /** Further queries, by a name of one's own. */
  metrics: record(object<CanaryMetric>(canaryMetricProps), dnsLabel),
};
export const canaryShape = object<Canary>(canaryProps);

/** Milliseconds of `500ms` or `2s`. */
export function milliseconds(written: string): number | undefined {
  const match = /^([1-9]\d*)ms$/.exec(written);
  const whole = seconds(written);
  return match === null ? (whole === undefined ? undefined : whole * 1000) : Number(match[1]);
}
