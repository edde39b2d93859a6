/**
 * Service level objectives: recording rules of the share of bad requests over several windows, and alerts on how fast it uses
 * up the budget of errors, each of a long window and a short one, so that it ends when the trouble does (Google, "The Site
 * Reliability Workbook", chapter 5).
 */
import { object, required, text, wrong, type Shape, type PropsOf } from '../../model/shape';
import type { Subject } from '../engine/build';
import type { Parts } from '../engine/parts';
import type { PrometheusRule } from '../manifests';
import { runbookOf } from './add-alerts';
import { matchers } from './promql';
import { requestMetricsShape, requestSeries, type RequestSeries } from './requests';

const percent: Shape<number> = (value, at) => {
  if (typeof value !== 'number' || !(value > 0 && value < 100))
    wrong(at, value, 'a percentage between 0 and 100', 'Use one such as 99.9: a target of 100 leaves no error budget.');
};

export interface Latency extends PropsOf<typeof latencyProps> {}
const latencyProps = {
  /** Maximum duration of a request, `500ms`; the histogram must have a bucket boundary there. */
  threshold: required(text('a time in seconds or milliseconds', '500ms', (value) => secondsOf(value) !== undefined)),
  /** Percentage of requests that must be faster. */
  target: required(percent),
};

/** What a service promises. */
export interface Objectives extends PropsOf<typeof objectivesProps> {}
const objectivesProps = {
  /** Percentage of requests that must succeed: 99.9. */
  availability: required(percent),
  latency: object<Latency>(latencyProps),
  /** Window of the objective, in days. Default: 30d. */
  window: text('a number of days', '30d', (value) => /^[1-9]\d*d$/.test(value)),
  /** Metrics to measure it with. Default: `http_requests_total` and `http_request_duration_seconds` of the service. */
  requests: requestMetricsShape,
};
export const objectivesShape = object<Objectives>(objectivesProps);

/** Seconds of `500ms`, `1s`, `2.5s`; `undefined` for anything else. */
export function secondsOf(threshold: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(threshold);
  const value = match === null ? 0 : Number(match[1]) / (match[2] === 'ms' ? 1000 : 1);
  return value > 0 ? value : undefined;
}

type Rule = NonNullable<NonNullable<PrometheusRule['spec']['groups']>[number]['rules']>[number];

/** Each alert: its windows, the share of the budget that is gone by the time it fires, and its severity. */
const BURNS = [
  { long: '1h', hours: 1, short: '5m', share: 0.02, severity: 'critical' },
  { long: '6h', hours: 6, short: '30m', share: 0.05, severity: 'critical' },
  { long: '1d', hours: 24, short: '2h', share: 0.1, severity: 'warning' },
  { long: '3d', hours: 72, short: '6h', share: 0.1, severity: 'warning' },
] as const;
const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;

/** One promise: how the share of bad requests is recorded, and what it must not exceed. */
interface Promised {
  readonly name: 'availability' | 'latency';
  readonly alert: string;
  /** What share of requests was bad over a window. */
  readonly bad: (series: RequestSeries, window: string) => string;
  readonly target: number;
  readonly summary: string;
}

const perSecond = (series: string, window: string) => `sum(rate(${series}[${window}]))`;

function promisesOf(service: string, { availability, latency }: Objectives): readonly Promised[] {
  const available: Promised = {
    name: 'availability',
    alert: 'Availability',
    // Without failures there is no series of them: nothing is zero then.
    bad: ({ all, failed }, window) => `(${perSecond(failed, window)} or vector(0)) / (${perSecond(all, window)} > 0)`,
    target: availability,
    summary: `Failed requests of ${service}`,
  };
  if (latency === undefined) return [available];
  const { threshold, target } = latency;
  const fast: Promised = {
    name: 'latency',
    alert: 'Latency',
    bad: ({ within, timed }, window) =>
      `1 - ${perSecond(within(secondsOf(threshold) ?? NaN), window)} / (${perSecond(timed, window)} > 0)`,
    target,
    summary: `Requests of ${service} slower than ${threshold}`,
  };
  return [available, fast];
}

/**
 * Adds the rules of the objectives, in a PrometheusRule of their own.
 * @param measured whether Prometheus scrapes the service
 * @param twoVersions whether a canary shares its requests out between two
 */
export function addObjectives(
  { name, labels, facts, parts }: Subject,
  given: Objectives | undefined,
  measured: boolean,
  twoVersions: boolean,
): void {
  if (given === undefined) return;
  const { cluster, namespace, opinions, owner } = facts;
  const { window = opinions.objectiveWindow.value, requests } = given;
  if (cluster.prometheus === undefined || ((requests?.by ?? 'service') === 'service' && !measured))
    return refuseUnmeasured(name, parts, cluster.prometheus !== undefined);
  const promises = promisesOf(name, given);
  for (const promise of promises) refuseLoose(parts, promise, window);
  const series = requestSeries({ ...requests, twoVersions }, namespace, name);
  const recorded = ({ name: kind }: Promised, over: string) => `service:${kind}_errors:ratio_rate${over}`;
  const own = { namespace, service: name };
  // For dashboards, which need the rate itself.
  const rate: Rule = { record: 'service:requests:rate5m', expr: perSecond(series.all, '5m'), labels: own };
  const groups = promises.map((promise) => ({
    name: `${name}.${promise.name}`,
    rules: [
      ...(promise.name === 'availability' ? [rate] : []),
      ...WINDOWS.map((over): Rule => ({
        record: recorded(promise, over),
        expr: promise.bad(series, over),
        labels: own,
      })),
    ],
  }));
  const alerts = promises.flatMap((promise) =>
    BURNS.map(({ long, hours, short, share, severity }): Rule => {
      const alert = `${promise.alert}Burn${long}`;
      const limit = `${rounded((share * days(window) * 24) / hours)} * ${rounded(1 - promise.target / 100)}`;
      const above = (over: string) => `${recorded(promise, over)}{${matchers(own)}} > ${limit}`;
      return {
        alert,
        expr: `${above(long)} and ${above(short)}`,
        labels: { severity, team: owner, service: name, namespace },
        annotations: {
          summary: `${promise.summary} consumed ${share * 100}% of the ${window} error budget within ${long}.`,
          description: `The objective is ${promise.target}% over ${window}. Check the latest rollout first, then the services that ${name} calls.`,
          ...runbookOf(facts, alert),
        },
      };
    }),
  );
  parts.add('objectives', 'workload', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: `${name}-objectives`, labels: { ...labels, ...cluster.prometheus.selects } },
    spec: { groups: [...groups, { name: `${name}.objectives`, rules: alerts }] },
  });
}

function days(window: string): number {
  return Number(window.slice(0, -1));
}

/** Without the noise of binary fractions: 1 - 0.999 is not 0.001. */
function rounded(value: number): number {
  return Number(value.toPrecision(10));
}

function refuseUnmeasured(name: string, parts: Parts, read: boolean): void {
  parts.report({
    code: read ? 'LS733' : 'LS116',
    path: 'slo',
    message: read
      ? `there are no request metrics for ${name}: it declares no metrics`
      : 'the platform does not declare which Prometheus loads its rules',
    fix: read
      ? "Set metrics: {}, or slo: { requests: { by: 'istio' } } if the mesh collects request metrics."
      : 'Declare cluster: { prometheus: … } on the Platform.',
  });
}

/** A share of bad requests cannot exceed one: an alert that waits for more never fires. */
function refuseLoose(parts: Parts, { name, target }: Promised, window: string): void {
  const factor = 0.02 * days(window) * 24;
  const least = rounded(100 * (1 - 1 / factor));
  if (target > least) return;
  parts.report({
    code: 'LS734',
    path: name === 'latency' ? 'slo.latency.target' : 'slo.availability',
    message: `with a target of ${target}%, even a one-hour outage consumes less than 2% of the error budget, so the alert could never fire`,
    fix: `Set the target above ${least.toFixed(2)}, or use a shorter window.`,
  });
}
