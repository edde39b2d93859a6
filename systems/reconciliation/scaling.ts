/** What the backend is scaled by beside CPU and memory: it waits for others most of the time. */

/** Of histogram and gauge that the backend exports at its metrics path. */
const LATENCY = 'http_request_duration_seconds_p95';
const QUEUE = 'reconciliation_queue_depth';
const resources = { overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } } };

/** How prometheus-adapter makes them, one value for each pod. */
export const adapterRules = [
  {
    seriesQuery: 'http_request_duration_seconds_bucket{namespace!="",pod!=""}',
    resources,
    name: { as: LATENCY },
    metricsQuery:
      'histogram_quantile(0.95, sum(rate(http_request_duration_seconds_bucket{<<.LabelMatchers>>}[2m])) by (le, <<.GroupBy>>))',
  },
  {
    seriesQuery: `${QUEUE}{namespace!="",pod!=""}`,
    resources,
    name: { as: QUEUE },
    metricsQuery: 'max(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
  },
];

/** Half a second for 95 of 100 requests, and 50 waiting jobs for each pod. */
export const scalingMetrics = { [LATENCY]: { average: '500m' }, [QUEUE]: { average: '50' } };
