/** What a service is looked at by: the requests that it answers (rate, errors, duration), and what it uses. */
import { matchers } from '../promql';
import { requestSeries, type CountedRequests } from '../requests';
import { CHOSEN, type Panel } from './panel';

/** @param given how requests are counted, in one environment */
export function requestPanels(given: CountedRequests, name: string): readonly Panel[] {
  const { all, failed, buckets, second } = requestSeries(given, CHOSEN, name);
  const rate = (series: string) => `sum(rate(${series}[5m]))`;
  const quantile = (share: number) =>
    `histogram_quantile(${share}, sum by (le) (rate(${buckets}[5m])))${second === 1 ? '' : ` / ${second}`}`;
  return [
    { title: 'Requests', unit: 'reqps', legend: 'requests', expr: rate(all) },
    {
      title: 'Requests that fail',
      unit: 'percentunit',
      legend: 'failed',
      expr: `(${rate(failed)} or vector(0)) / (${rate(all)} > 0)`,
    },
    { title: 'Duration, half of the requests', unit: 's', legend: 'p50', expr: quantile(0.5) },
    { title: 'Duration, 99 of 100 requests', unit: 's', legend: 'p99', expr: quantile(0.99) },
  ];
}

/**
 * What its pods use of what they may, as the kubelet and kube-state-metrics count it.
 * @param pods regular expression of their names
 * @param container whose figures are meant; all of them when left out
 */
export function usagePanels(pods: string, container?: string): readonly Panel[] {
  const of = `${matchers({ namespace: CHOSEN })},pod=~"${pods}"`;
  const own = `${of},${container === undefined ? 'container!=""' : `container="${container}"`}`;
  const perPod = (expr: string) => `sum by (pod) (${expr})`;
  return [
    {
      title: 'CPU',
      unit: 'short',
      legend: '{{pod}}',
      expr: perPod(`rate(container_cpu_usage_seconds_total{${own}}[5m])`),
    },
    {
      title: 'Memory, share of the limit',
      unit: 'percentunit',
      legend: '{{pod}}',
      expr: `${perPod(`container_memory_working_set_bytes{${own}}`)} / ${perPod(`kube_pod_container_resource_limits{${own},resource="memory"}`)}`,
    },
    {
      title: 'Restarts within an hour',
      unit: 'short',
      legend: '{{pod}}',
      expr: perPod(`increase(kube_pod_container_status_restarts_total{${own}}[1h])`),
    },
    {
      title: 'Pods that are ready',
      unit: 'short',
      legend: 'ready',
      expr: `sum(kube_pod_status_ready{${of},condition="true"})`,
    },
  ];
}

/** @param claims regular expression of the names of its volumes */
export function volumePanel(claims: string): Panel {
  const of = `${matchers({ namespace: CHOSEN })},persistentvolumeclaim=~"${claims}"`;
  const expr = `max by (persistentvolumeclaim) (kubelet_volume_stats_used_bytes{${of}} / kubelet_volume_stats_capacity_bytes{${of}})`;
  return { title: 'Volumes, share in use', unit: 'percentunit', legend: '{{persistentvolumeclaim}}', expr };
}
