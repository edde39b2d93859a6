import { alertTable, type AlertScope } from '../alert';

/** Nodes of ECK, each with an elasticsearch_exporter sidecar, which queries its own node (prometheus-community, `collector/`). */
export interface ElasticFacts {
  readonly nodes: number;
}

/** Pods of the operator are `<name>-es-<node set>-<ordinal>`. */
const series = ({ namespace, name }: AlertScope, metric: string, more = '') =>
  `${metric}{namespace="${namespace}",pod=~"${name}-es-.+"${more}}`;
const health = (at: AlertScope, color: string) =>
  `max by (namespace) (${series(at, 'elasticsearch_cluster_health_status', `,color="${color}"`)}) == 1`;

export const ELASTIC_ALERTS = alertTable<ElasticFacts>('Elastic')({
  down: {
    for: '3m',
    severity: 'critical',
    // The exporter leaves it out where the node does not answer, or knows no master.
    expr: (at) => `absent(${series(at, 'elasticsearch_cluster_health_status', ',color="green"')})`,
    summary: 'No node of Elasticsearch %name responds.',
    description:
      'Searches and indexing fail. Check its pods and the status of the Elasticsearch: kubectl describe elasticsearch %name.',
  },
  nodeDown: {
    threshold: ({ nodes }) => nodes,
    unit: 'nodes',
    when: ({ nodes }) => nodes > 1,
    for: '10m',
    severity: 'warning',
    expr: (at) =>
      `min by (namespace) (${series(at, 'elasticsearch_cluster_health_number_of_nodes')}) < ${at.threshold}`,
    summary: 'Elasticsearch %name has {{ $value }} of %threshold nodes.',
    description:
      'It works as long as a majority is available, and reallocates the shards of the missing node. Check the pod of that node.',
  },
  red: {
    for: '2m',
    severity: 'critical',
    expr: (at) => health(at, 'red'),
    summary: 'Elasticsearch %name has unassigned primary shards.',
    description:
      'Their data can be neither searched nor written. GET _cluster/allocation/explain shows why they are unassigned.',
  },
  yellow: {
    when: ({ nodes }) => nodes > 1,
    for: '30m',
    severity: 'warning',
    expr: (at) => health(at, 'yellow'),
    summary: 'Elasticsearch %name has had unassigned replica shards for 30 minutes.',
    description:
      'Another node failure may lose data. GET _cluster/allocation/explain shows why they are unassigned; a full volume is the usual cause.',
  },
  heap: {
    threshold: 'alertMemory',
    unit: 'percent of the heap',
    for: '15m',
    severity: 'warning',
    expr: (at) => {
      const heap = (metric: string) =>
        `max by (namespace, pod) (${series(at, `elasticsearch_jvm_memory_${metric}_bytes`, ',area="heap"')})`;
      return `${heap('used')} / ${heap('max')} * 100 > ${at.threshold}`;
    },
    summary: 'Elasticsearch %name uses {{ $value | humanize }}% of its heap.',
    description:
      'Pod {{ $labels.pod }}. Garbage collection frees too little. Usual causes: many shards, large aggregations, fielddata.',
  },
  breaker: {
    for: '0m',
    severity: 'warning',
    expr: (at) =>
      `sum by (namespace, pod, breaker) (increase(${series(at, 'elasticsearch_breakers_tripped')}[10m])) > 0`,
    summary: 'Elasticsearch %name has rejected requests because it is short of memory.',
    description:
      'The circuit breaker {{ $labels.breaker }} of pod {{ $labels.pod }} rejected them before they could crash the node. Check for large aggregations and bulk requests.',
  },
  rejected: {
    for: '5m',
    severity: 'warning',
    expr: (at) =>
      `sum by (namespace, pod, type) (increase(${series(at, 'elasticsearch_thread_pool_rejected_count', ',type=~"search|write"')}[5m])) > 0`,
    summary: 'Elasticsearch %name rejects {{ $labels.type }} requests.',
    description:
      'The queue of pod {{ $labels.pod }} is full. Callers have to back off and retry. Check for bursts, slow queries and hot shards; if there are none, add nodes.',
  },
});
