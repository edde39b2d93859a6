/** What a new version is judged by: how its own requests end, how long they take, and queries of a service's own. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { seconds } from '../../model/syntax';
import { combine, derive } from '../../model/varying';
import type { Identity } from '../identity';
import type { Metrics } from '../monitoring';
import { addObject } from '../object';
import type { Objectives } from '../observability/objectives';
import { canarySeries, type RequestMetrics } from '../observability/requests';
import { inEachEnvironment, or } from '../per-environment';
import type { Port } from '../ports';
import { milliseconds, type Canary, type CanaryMetric } from './canary-props';

export interface Measured {
  readonly slo: Normal<Objectives> | undefined;
  readonly metrics: Normal<Metrics> | undefined;
  readonly port: Port | undefined;
}

/** Names of the judgement itself. Not those that Flagger has queries of its own for: it would ask these as well. */
const SUCCESS = 'success-rate';
const LATENCY = 'latency';

/** `spec.analysis.metrics`, with a MetricTemplate for each query. @param api of the gateway */
export function addJudgement(
  identity: Identity,
  given: Normal<Canary>,
  api: unknown,
  measured: Measured,
): readonly unknown[] {
  const { opinions } = identity.platform;
  const least = or(or(given.success, measured.slo?.availability), opinions.canarySuccess.value);
  const most = derive(or(given.latency, opinions.canaryLatency.value) as string, milliseconds);
  const further = ownQueries(identity, given, api);
  const queries = further.map(([own, { query, min, max }]) =>
    addTemplate(identity, own, query, or(given.interval, opinions.canaryInterval.value), {
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    }),
  );
  if (api === 'ingress') {
    if (further.length > 0) refuseUnanswered(identity);
    // Flagger knows what ingress-nginx counts.
    return [
      { name: 'request-success-rate', interval: '1m', thresholdRange: { min: least } },
      { name: 'request-duration', interval: '1m', thresholdRange: { max: most } },
      ...queries,
    ];
  }
  refuseUnanswered(identity);
  const requests = countedFor(identity, api, measured);
  if (requests === undefined) return queries;
  const window = windowOf(
    requests.by === 'istio'
      ? opinions.scrapeInterval.value
      : or(measured.metrics?.interval, opinions.scrapeInterval.value),
  );
  const settle = (make: (own: RequestMetrics) => string) =>
    combine({ ...requests }, (own) => make(own as RequestMetrics));
  return [
    addTemplate(identity, SUCCESS, settle(successOf), window, { min: least }),
    addTemplate(identity, LATENCY, settle(latencyOf), window, { max: most }),
    ...queries,
  ];
}

/** Percent of the requests that did not fail. Without failures there is no series of them: nothing is zero then. */
function successOf(given: RequestMetrics): string {
  const { all, failed } = canarySeries(given);
  const rate = (series: string) => `sum(rate(${series}[{{ interval }}]))`;
  return `100 * (1 - (${rate(failed)} or vector(0)) / (${rate(all)} > 0))`;
}

/** Milliseconds that 99 of 100 requests took at most. */
function latencyOf(given: RequestMetrics): string {
  const { buckets, second } = canarySeries(given);
  return `histogram_quantile(0.99, sum by (le) (rate(${buckets}[{{ interval }}])))${second === 1000 ? '' : ` * ${1000 / second}`}`;
}

/** Four scrapes: a rate needs two, and one may fail. */
function windowOf(scrapeInterval: unknown): unknown {
  return derive(scrapeInterval as string, (own) => {
    const length = Math.max(60, 4 * (seconds(own) ?? 0));
    return length % 60 === 0 ? `${length / 60}m` : `${length}s`;
  });
}

/** By what the objective is measured; without one, by what the gateway counts, else by what the service counts. */
function countedFor(
  { construct }: Identity,
  api: unknown,
  { slo, metrics, port }: Measured,
): Normal<RequestMetrics> | undefined {
  const by = slo?.requests?.by;
  if (by === 'ingress-nginx') {
    report(construct, {
      code: 'LS626',
      path: 'slo.requests.by',
      message: `ingress-nginx counts no requests that ${String(api)} routes`,
      fix: "Say who does: 'service' or 'istio'.",
    });
    return undefined;
  }
  if (slo !== undefined) return slo.requests ?? {};
  if (api === 'istio') return { by: 'istio' };
  if (metrics !== undefined && port?.name === 'http') return {};
  report(construct, {
    code: 'LS626',
    path: 'canary',
    message:
      'nothing counts the requests of its new version: the Gateway API has no metrics, and the service declares none of HTTP',
    fix: "Give metrics: {}, or an objective that says what counts them: slo: { availability: 99.9, requests: { by: 'istio' } } where the gateway is Istio's.",
  });
  return undefined;
}

function addTemplate(
  { construct, platform, name, labels }: Identity,
  own: string,
  query: unknown,
  interval: unknown,
  thresholdRange: object,
): unknown {
  const template = `${name}-${own}`;
  addObject(construct, `MetricTemplate-${own}`, 'configuration', {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'MetricTemplate',
    metadata: { name: template, labels },
    spec: { provider: { type: 'prometheus', address: platform.cluster.prometheus?.url }, query },
  });
  return { name: own, interval, templateRef: { name: template }, thresholdRange };
}

function refuseUnanswered({ construct, platform }: Identity): void {
  if (platform.cluster.prometheus?.url !== undefined) return;
  report(construct, {
    code: 'LS116',
    path: 'canary.metrics',
    message: 'Flagger asks Prometheus, and the platform does not say where that answers',
    fix: "Declare it on the Platform: cluster: { prometheus: { url: 'http://prometheus.monitoring.svc:9090', … } }.",
  });
}

/** By their names; without those whose names are taken by the judgement itself, where it needs queries. */
function ownQueries(
  identity: Identity,
  given: Normal<Canary>,
  api: unknown,
): readonly (readonly [string, Normal<CanaryMetric>])[] {
  const all = Object.entries(given.metrics ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  refuseUnbounded(identity, all);
  if (api === 'ingress') return all;
  return all.filter(([own]) => {
    if (own !== SUCCESS && own !== LATENCY) return true;
    const bound = own === SUCCESS ? 'success' : 'latency';
    report(identity.construct, {
      code: 'LS114',
      path: `canary.metrics.${own}`,
      message: `every new version is judged by a query of the name "${own}" already`,
      fix: `Give another name, or its bound as \`${bound}\`.`,
    });
    return false;
  });
}

function refuseUnbounded(identity: Identity, further: readonly (readonly [string, Normal<CanaryMetric>])[]): void {
  for (const [own, { min, max }] of further) {
    inEachEnvironment(identity, { min, max }, (bounds, where) => {
      if (bounds.min !== undefined || bounds.max !== undefined) return;
      report(identity.construct, {
        code: 'LS114',
        path: `canary.metrics.${own}`,
        ...where,
        message: 'it says no bound, so every value passes',
        fix: 'Give `min`, `max` or both.',
      });
    });
  }
}
