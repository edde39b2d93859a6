/**
 * Service level objectives: recording rules of the share of bad requests over several windows, and alerts on how fast it uses
 * up the budget of errors, each of a long window and a short one, so that it ends when the trouble does (Google, "The Site
 * Reliability Workbook", chapter 5).
 */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { fixed, object, oneOf, required, text, wrong, type Shape } from '../../model/shape';
import { combine, derive } from '../../model/varying';
import type { Identity } from '../identity';
import { addObject } from '../object';
import { inEachEnvironment, or } from '../per-environment';
import { brokenAt } from './promql';
import { requestSeries, type CountedRequests, type RequestMetrics, type RequestSeries } from './requests';

export interface Latency {
  /** Time that a request may take, `500ms`; a bucket of the histogram must end there. */
  readonly threshold: string;
  /** Percent of requests that must not take longer. */
  readonly target: number;
}

/** What a service promises. */
export interface Objectives {
  /** Percent of requests that must not fail: 99.9. */
  readonly availability: number;
  readonly latency?: Latency;
  /** Days over which it is kept. Default: 30d. */
  readonly window?: string;
  /** Metrics that tell. Default: `http_requests_total` and `http_request_duration_seconds` of the service. */
  readonly requests?: RequestMetrics;
}

const percent: Shape = (value, at) => {
  if (typeof value !== 'number' || !(value > 0 && value < 100))
    wrong(
      at,
      value,
      'a percentage between 0 and 100',
      'Give one such as 99.9: 100 leaves no budget for anything to go wrong.',
    );
};
const metricName: Shape = text('the name of a metric', 'http_requests_total', (value) =>
  /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(value),
);

export const objectivesShape: Shape = object<Objectives>({
  availability: required(percent),
  latency: object<Latency>({
    threshold: required(text('a time in seconds or milliseconds', '500ms', (value) => secondsOf(value) !== undefined)),
    target: required(percent),
  }),
  window: text('a number of days', '30d', (value) => /^[1-9]\d*d$/.test(value)),
  requests: object<RequestMetrics>({
    by: fixed(oneOf('service', 'istio', 'ingress-nginx')),
    counter: metricName,
    failed: text(
      'a matcher of a label',
      'status=~"5.."',
      (value) => value.trim() !== '' && brokenAt(`requests{${value}}`) === undefined,
    ),
    duration: metricName,
  }),
});

/** Seconds of `500ms`, `1s`, `2.5s`; `undefined` for anything else. */
export function secondsOf(threshold: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(threshold);
  const value = match === null ? 0 : Number(match[1]) / (match[2] === 'ms' ? 1000 : 1);
  return value > 0 ? value : undefined;
}

/** Each alert: its windows, the share of the budget that is gone by the time it fires, and whom it wakes. */
const BURNS = [
  { long: '1h', hours: 1, short: '5m', share: 0.02, severity: 'critical' },
  { long: '6h', hours: 6, short: '30m', share: 0.05, severity: 'critical' },
  { long: '1d', hours: 24, short: '2h', share: 0.1, severity: 'warning' },
  { long: '3d', hours: 72, short: '6h', share: 0.1, severity: 'warning' },
] as const;
const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;

interface Own {
  readonly namespace: string;
  readonly availability: number;
  readonly threshold: string | undefined;
  readonly target: number | undefined;
  readonly window: string;
  readonly requests: CountedRequests;
}

interface Kind {
  readonly name: 'availability' | 'latency';
  readonly alert: string;
  /** What share of requests was bad over a window. */
  readonly bad: (series: RequestSeries, own: Own, window: string) => string;
  readonly target: (own: Own) => number;
  readonly summary: (name: string, threshold: string | undefined) => string;
}

const perSecond = (series: string, window: string) => `sum(rate(${series}[${window}]))`;

const KINDS: readonly Kind[] = [
  {
    name: 'availability',
    alert: 'Availability',
    // Without failures there is no series of them: nothing is zero then.
    bad: ({ all, failed }, _, window) =>
      `(${perSecond(failed, window)} or vector(0)) / (${perSecond(all, window)} > 0)`,
    target: ({ availability }) => availability,
    summary: (name) => `requests of ${name} fail`,
  },
  {
    name: 'latency',
    alert: 'Latency',
    bad: ({ within, timed }, { threshold }, window) =>
      `1 - ${perSecond(within(secondsOf(threshold!)!), window)} / (${perSecond(timed, window)} > 0)`,
    target: ({ target }) => target!,
    summary: (name, threshold) => `requests of ${name} take longer than ${threshold}`,
  },
];

/**
 * Rules of the objectives, in a PrometheusRule of their own.
 * @param measured whether Prometheus scrapes the service
 * @param twoVersions whether a canary shares its requests out between two
 */
export function addObjectives(
  service: Identity,
  given: Normal<Objectives> | undefined,
  measured: boolean,
  twoVersions: boolean,
): void {
  if (given === undefined) return;
  const { construct, platform, name, labels } = service;
  const { prometheus } = platform.cluster;
  const by = (given.requests?.by ?? 'service') as NonNullable<RequestMetrics['by']>;
  if (prometheus === undefined || (by === 'service' && !measured))
    return refuseUnmeasured(service, prometheus !== undefined);
  const values = {
    namespace: platform.namespaceName,
    availability: given.availability,
    threshold: given.latency?.threshold,
    target: given.latency?.target,
    window: or(given.window, platform.opinions.objectiveWindow.value),
    counter: given.requests?.counter,
    failed: given.requests?.failed,
    duration: given.requests?.duration,
  };
  refuseLoose(service, values);
  const settle = (make: (own: Own) => unknown) =>
    combine(values, ({ counter, failed, duration, ...own }) =>
      make({ ...own, requests: { by, twoVersions, ...defined({ counter, failed, duration }) } } as Own),
    );
  const kinds = KINDS.filter((kind) => kind.name === 'availability' || given.latency !== undefined);
  const record = (kind: Kind, window: string) => `service:${kind.name}_errors:ratio_rate${window}`;
  const recorded = { namespace: platform.namespaceName, service: name };
  // For dashboards, which need the rate itself.
  const rate = {
    record: 'service:requests:rate5m',
    expr: settle((own) => perSecond(requestSeries(own.requests, own.namespace, name).all, '5m')),
    labels: recorded,
  };
  const groups = kinds.map((kind) => ({
    name: `${name}.${kind.name}`,
    rules: [
      ...(kind.name === 'availability' ? [rate] : []),
      ...WINDOWS.map((window) => ({
        record: record(kind, window),
        expr: settle((own) => kind.bad(requestSeries(own.requests, own.namespace, name), own, window)),
        labels: recorded,
      })),
    ],
  }));
  const alerts = kinds.flatMap((kind) =>
    BURNS.map(({ long, hours, short, share, severity }) => {
      const alert = `${kind.alert}Burn${long}`;
      const limit = (own: Own) =>
        `${rounded((share * days(own.window) * 24) / hours)} * ${rounded(1 - kind.target(own) / 100)}`;
      const above = (own: Own, window: string) =>
        `${record(kind, window)}{namespace="${own.namespace}",service="${name}"} > ${limit(own)}`;
      const runbook =
        platform.runbooks && derive(platform.runbooks, (base) => `${String(base).replace(/\/$/, '')}/${alert}`);
      return {
        alert,
        expr: settle((own) => `${above(own, long)} and ${above(own, short)}`),
        labels: { severity, team: platform.owner, service: name },
        annotations: {
          summary: settle(
            (own) =>
              `So many ${kind.summary(name, own.threshold)} that ${share * 100} % of the budget of ${own.window} went within ${long}.`,
          ),
          description: settle(
            (own) =>
              `The objective is ${kind.target(own)} % over ${own.window}. Look what was rolled out last, then at what ${name} calls.`,
          ),
          ...(runbook !== undefined && { runbook_url: runbook }),
        },
      };
    }),
  );
  addObject(construct, 'objectives', 'workload', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: `${name}-objectives`, labels: { ...labels, ...prometheus.selects } },
    spec: { groups: [...groups, { name: `${name}.objectives`, rules: alerts }] },
  });
}

function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function days(window: string): number {
  return Number(window.slice(0, -1));
}

/** Without the noise of binary fractions: 1 - 0.999 is not 0.001. */
function rounded(value: number): number {
  return Number(value.toPrecision(10));
}

function refuseUnmeasured({ construct, name }: Identity, read: boolean): void {
  report(construct, {
    code: read ? 'LS733' : 'LS116',
    path: 'slo',
    message: read
      ? `nothing counts the requests of ${name}: it declares no metrics`
      : 'the platform does not say which Prometheus reads its rules',
    fix: read
      ? "Give metrics: {}, or slo: { requests: { by: 'istio' } } where the mesh counts them."
      : 'Declare cluster: { prometheus: … } on the Platform.',
  });
}

/** A share of bad requests cannot exceed one: an alert that waits for more never fires. */
function refuseLoose(
  service: Identity,
  {
    availability,
    target,
    window,
  }: { readonly availability: unknown; readonly target: unknown; readonly window: unknown },
): void {
  inEachEnvironment(service, { availability, target, window }, (own, where) => {
    const factor = 0.02 * days(String(own.window)) * 24;
    const least = rounded(100 * (1 - 1 / factor));
    for (const [path, value] of [
      ['slo.availability', own.availability],
      ['slo.latency.target', own.target],
    ] as const) {
      if (value === undefined || Number(value) > least) continue;
      report(service.construct, {
        code: 'LS734',
        path,
        ...where,
        message: `${String(value)} % leaves so much budget that not even an outage of an hour uses up a fiftieth of it, so the alert could not fire`,
        fix: `Give more than ${least.toFixed(2)}, or a shorter window.`,
      });
    }
  });
}
