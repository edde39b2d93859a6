/** Panels of stores, in addition to the resource usage of their pods: the metrics of their alerts, and the load behind them. */
import type { Panel, PanelScope } from './panel';

type Row = readonly [title: string, unit: string, legend: string, expr: (at: PanelScope) => string];

const own = ({ own: matchers }: PanelScope, metric: string, more = '') => `${metric}{${matchers}${more}}`;
/** Of pods that a PodMonitor names: the job is that of the monitor. */
const pods = ({ namespace, name }: PanelScope, metric: string, more = '') =>
  `${metric}{namespace="${namespace}",pod=~"${name}-[0-9]+"${more}}`;
const nodes = ({ namespace, name }: PanelScope, metric: string, more = '') =>
  `${metric}{namespace="${namespace}",pod=~"${name}-es-.+"${more}}`;
const rate = (series: string) => `sum by (pod) (rate(${series}[5m]))`;

/** By the prefix of the alerts of a store. */
const PANELS: Readonly<Record<string, readonly Row[]>> = {
  Postgres: [
    [
      'Transactions',
      'ops',
      '{{pod}}',
      (at) =>
        `${rate(pods(at, 'cnpg_pg_stat_database_xact_commit'))} + ${rate(pods(at, 'cnpg_pg_stat_database_xact_rollback'))}`,
    ],
    ['Deadlocks', 'ops', '{{pod}}', (at) => rate(pods(at, 'cnpg_pg_stat_database_deadlocks'))],
    ['Connections', 'short', '{{pod}}', (at) => `sum by (pod) (${pods(at, 'cnpg_backends_total')})`],
    ['Replication lag', 's', '{{pod}}', (at) => `max by (pod) (${pods(at, 'cnpg_pg_replication_lag')})`],
  ],
  Redis: [
    ['Commands', 'ops', '{{pod}}', (at) => rate(own(at, 'redis_commands_processed_total'))],
    ['Clients', 'short', '{{pod}}', (at) => `sum by (pod) (${own(at, 'redis_connected_clients')})`],
    [
      'Memory, share of maxmemory',
      'percentunit',
      '{{pod}}',
      (at) => `${own(at, 'redis_memory_used_bytes')} / (${own(at, 'redis_memory_max_bytes')} > 0)`,
    ],
    ['Entries dropped', 'ops', '{{pod}}', (at) => rate(own(at, 'redis_evicted_keys_total'))],
  ],
  Nats: [
    ['Messages in', 'ops', '{{pod}}', (at) => rate(own(at, 'gnatsd_varz_in_msgs'))],
    ['Connections', 'short', '{{pod}}', (at) => `sum by (pod) (${own(at, 'gnatsd_varz_connections')})`],
    [
      'File store, share in use',
      'percentunit',
      '{{pod}}',
      (at) => `${own(at, 'jetstream_server_total_message_bytes')} / (${own(at, 'jetstream_server_max_storage')} > 0)`,
    ],
    [
      'Messages that wait',
      'short',
      '{{stream_name}} {{consumer_name}}',
      (at) => `max by (stream_name, consumer_name) (${own(at, 'jetstream_consumer_num_pending')})`,
    ],
  ],
  NatsStreaming: [
    ['Messages in', 'ops', '{{channel}}', (at) => `max by (channel) (rate(${own(at, 'nss_chan_last_seq')}[5m]))`],
    [
      'Messages sent and not acknowledged',
      'short',
      '{{client_id}} {{channel}}',
      (at) => `max by (client_id, channel) (${own(at, 'nss_chan_subs_pending_count')})`,
    ],
  ],
  Rabbit: [
    ['Messages that wait', 'short', '{{pod}}', (at) => `sum by (pod) (${own(at, 'rabbitmq_queue_messages_ready')})`],
    [
      'Messages delivered and not acknowledged',
      'short',
      '{{pod}}',
      (at) => `sum by (pod) (${own(at, 'rabbitmq_queue_messages_unacked')})`,
    ],
    ['Connections', 'short', '{{pod}}', (at) => `sum by (pod) (${own(at, 'rabbitmq_connections')})`],
    [
      'Disk that is free',
      'bytes',
      '{{pod}}',
      (at) => `sum by (pod) (${own(at, 'rabbitmq_disk_space_available_bytes')})`,
    ],
  ],
  Mongo: [
    ['Operations', 'ops', '{{pod}}', (at) => rate(pods(at, 'mongodb_ss_opcounters'))],
    [
      'Connections',
      'short',
      '{{pod}}',
      (at) => `sum by (pod) (${pods(at, 'mongodb_ss_connections', ',conn_type="current"')})`,
    ],
  ],
  Elastic: [
    ['Searches', 'ops', '{{pod}}', (at) => rate(nodes(at, 'elasticsearch_indices_search_query_total'))],
    ['Documents indexed', 'ops', '{{pod}}', (at) => rate(nodes(at, 'elasticsearch_indices_indexing_index_total'))],
    [
      'Heap, share in use',
      'percentunit',
      '{{pod}}',
      (at) =>
        `max by (pod) (${nodes(at, 'elasticsearch_jvm_memory_used_bytes', ',area="heap"')} / ${nodes(at, 'elasticsearch_jvm_memory_max_bytes', ',area="heap"')})`,
    ],
    [
      'Shards that no node holds',
      'short',
      'unassigned',
      (at) => `max(${nodes(at, 'elasticsearch_cluster_health_unassigned_shards')})`,
    ],
  ],
};

/** @param prefixes of the tables of alerts that the store has; each once */
export function storePanels(prefixes: readonly string[], at: PanelScope): readonly Panel[] {
  return [...new Set(prefixes)].flatMap((prefix) =>
    (PANELS[prefix] ?? []).map(([title, unit, legend, expr]) => ({ title, unit, legend, expr: expr(at) })),
  );
}
