/** What a new version is judged by: how its own requests end, how long they take, and queries of a service's own. */
import { seconds } from '../../model/syntax';
import type { GatewayFacts } from '../edge/gateway';
import type { Subject } from '../engine/build';
import type { Parts } from '../engine/parts';
import type { Canary as Manifest } from '../manifests';
import type { Metrics } from '../observability/monitor';
import type { Objectives } from '../observability/objectives';
import { canarySeries, type RequestMetrics } from '../observability/requests';
import type { Port } from '../workload/ports';
import { milliseconds, type Canary, type CanaryMetric } from './canary-props';

export interface Measured {
  readonly slo: Objectives | undefined;
  readonly metrics: Metrics | undefined;
  readonly port: Port;
}

type Api = GatewayFacts['api'];
type Metric = NonNullable<NonNullable<Manifest['spec']>['analysis']['metrics']>[number];

/** Names of the judgement itself. Not those that Flagger has queries of its own for: it would ask these as well. */
const SUCCESS = 'success-rate';
const LATENCY = 'latency';

/** `spec.analysis.metrics`, with a MetricTemplate for each query. @param api of the gateway */
export function addJudgement(subject: Subject, given: Canary, api: Api, measured: Measured): readonly Metric[] {
  const { facts, parts } = subject;
  const { opinions } = facts;
  const least = given.success ?? measured.slo?.availability ?? opinions.canarySuccess.value;
  const most = milliseconds(given.latency ?? opinions.canaryLatency.value);
  const interval = given.interval ?? opinions.canaryInterval.value;
  const further = ownQueries(parts, given);
  const queries = further.map(([own, { query, min, max }]) => addTemplate(subject, own, query, interval, { min, max }));
  refuseUnanswered(subject);
  const requests = countedFor(parts, api, measured);
  if (requests === undefined) return queries;
  const counted = requests.by === 'istio' ? undefined : measured.metrics?.interval;
  const window = windowOf(counted ?? opinions.scrapeInterval.value);
  return [
    addTemplate(subject, SUCCESS, successOf(requests), window, { min: least }),
    addTemplate(subject, LATENCY, latencyOf(requests), window, { max: most }),
    ...queries,
  ];
}

/** Percent of the requests that did not fail: all of them where none came, in an environment that nobody uses. */
function successOf(given: RequestMetrics): string {
  const { all, failed, reported } = canarySeries(given);
  const rate = (series: string) => `sum(rate(${series}[{{ interval }}]))`;
  // Without failures there is no series of them: nothing is zero then.
  return `100 * (1 - (${rate(failed)} or vector(0)) / (${rate(all)} > 0)) or 100 * ${reported}`;
}

/** Milliseconds that 99 of 100 requests took at most; 0 where none came. */
function latencyOf(given: RequestMetrics): string {
  const { buckets, second, reported } = canarySeries(given);
  const quantile = `histogram_quantile(0.99, sum by (le) (rate(${buckets}[{{ interval }}])))`;
  // Without requests the quantile is not a number, which is not greater than anything.
  return `${quantile}${second === 1000 ? '' : ` * ${1000 / second}`} >= 0 or 0 * ${reported}`;
}

/** Four scrapes: a rate needs two, and one may fail. */
function windowOf(scrapeInterval: string): string {
  const length = Math.max(60, 4 * (seconds(scrapeInterval) ?? 0));
  return length % 60 === 0 ? `${length / 60}m` : `${length}s`;
}

/** By what the objective is measured; without one, by what the gateway counts, else by what the service counts. */
function countedFor(parts: Parts, api: Api, { slo, metrics, port }: Measured): RequestMetrics | undefined {
  if (slo?.requests?.by === 'ingress-nginx' && api !== 'ingress') {
    parts.report({
      code: 'LS626',
      path: 'slo.requests.by',
      message: `ingress-nginx has no metrics for requests routed by ${api}`,
      fix: "Set the metrics source to 'service' or 'istio'.",
    });
    return undefined;
  }
  if (slo !== undefined) return slo.requests ?? {};
  if (api === 'istio') return { by: 'istio' };
  if (api === 'ingress') return { by: 'ingress-nginx' };
  if (metrics !== undefined && port.name === 'http') return {};
  parts.report({
    code: 'LS626',
    path: 'canary',
    message:
      'there are no request metrics for the new version: the Gateway API has none, and the service declares no HTTP metrics',
    fix: "Set metrics: {}, or declare an objective with a metrics source: slo: { availability: 99.9, requests: { by: 'istio' } } if the gateway is Istio.",
  });
  return undefined;
}

function addTemplate(
  { facts, labels, name, parts }: Subject,
  own: string,
  query: string,
  interval: string,
  thresholdRange: Metric['thresholdRange'],
): Metric {
  const template = `${name}-${own}`;
  parts.add(
    `MetricTemplate-${own}`,
    'configuration',
    {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'MetricTemplate',
      metadata: { name: template, labels },
      spec: { provider: { type: 'prometheus', address: facts.cluster.prometheus?.url }, query },
    },
    'the canary does not ask it there',
  );
  return { name: own, interval, templateRef: { name: template }, thresholdRange };
}

function refuseUnanswered({ facts, parts }: Subject): void {
  if (facts.cluster.prometheus?.url !== undefined) return;
  parts.report({
    code: 'LS116',
    path: 'canary.metrics',
    message: 'Flagger queries Prometheus, but the platform does not declare its URL',
    fix: "Declare it on the Platform: cluster: { prometheus: { url: 'http://prometheus.monitoring.svc:9090', … } }.",
  });
}

/** By their names; without those whose names are taken by the judgement itself. */
function ownQueries(parts: Parts, { metrics = {} }: Canary): readonly (readonly [string, CanaryMetric])[] {
  const all = Object.entries(metrics).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [own, { min, max }] of all)
    if (min === undefined && max === undefined)
      parts.report({
        code: 'LS114',
        path: `canary.metrics.${own}`,
        message: 'it has no bound, so every value passes',
        fix: 'Set `min`, `max` or both.',
      });
  return all.filter(([own]) => {
    if (own !== SUCCESS && own !== LATENCY) return true;
    const bound = own === SUCCESS ? 'success' : 'latency';
    parts.report({
      code: 'LS114',
      path: `canary.metrics.${own}`,
      message: `a built-in query named "${own}" already evaluates every new version`,
      fix: `Use another name, or set the bound with \`${bound}\`.`,
    });
    return false;
  });
}
