import { alertTable, type AlertScope } from '../alert';

/** A Redis with redis_exporter beside it (oliver006/redis_exporter, `exporter/metrics.go`). */
export interface RedisFacts {
  readonly replicas: number;
  /** Whether replicas follow a primary. */
  readonly replicates: boolean;
  /** Whether it drops entries when it is full; otherwise it refuses writes. */
  readonly evicts: boolean;
  /** Whether it keeps a log of writes on a volume. */
  readonly persistent: boolean;
}

const series = ({ own }: AlertScope, metric: string) => `${metric}{${own}}`;

export const REDIS_ALERTS = alertTable<RedisFacts>('Redis')({
  down: {
    when: ({ replicas }) => replicas > 0,
    for: '2m',
    severity: 'critical',
    expr: (at) => `absent(${series(at, 'redis_up')}) or max by (namespace) (${series(at, 'redis_up')}) == 0`,
    summary: 'Redis %name does not answer.',
    description:
      'Look at its pod and its logs: memory, a volume that is full, a password that was rotated without a restart.',
  },
  memory: {
    threshold: 'alertMemory',
    unit: 'percent of maxmemory',
    when: ({ evicts }) => !evicts,
    for: '10m',
    severity: 'critical',
    expr: (at) =>
      `${series(at, 'redis_memory_used_bytes')} / (${series(at, 'redis_memory_max_bytes')} > 0) * 100 > ${at.threshold}`,
    summary: 'Redis %name uses {{ $value | humanize }} % of its memory.',
    description:
      'It evicts nothing, so at 100 % it refuses writes. Find what grows, or give maxMemory and the container more.',
  },
  evictions: {
    threshold: 'alertEvictions',
    unit: 'entries per second',
    when: ({ evicts }) => evicts,
    for: '15m',
    severity: 'warning',
    expr: (at) => `rate(${series(at, 'redis_evicted_keys_total')}[5m]) > ${at.threshold}`,
    summary: 'The cache %name drops {{ $value | humanize }} entries a second.',
    description:
      'It is too small for what is put into it: entries go before they are read again. Give it more memory, or put less into it.',
  },
  hitRate: {
    optional: true,
    unit: 'percent of reads that hit, minimum',
    for: '15m',
    severity: 'warning',
    expr: (at) => {
      const hits = `rate(${series(at, 'redis_keyspace_hits_total')}[5m])`;
      return `${hits} / (${hits} + rate(${series(at, 'redis_keyspace_misses_total')}[5m]) > 0) * 100 < ${at.threshold}`;
    },
    summary: 'Only {{ $value | humanize }} % of the reads of %name find something.',
    description:
      'What it spares its callers shrinks. After a restart it fills again by itself; otherwise look at lifetimes and at evictions.',
  },
  rejectedConnections: {
    for: '0m',
    severity: 'critical',
    expr: (at) => `increase(${series(at, 'redis_rejected_connections_total')}[5m]) > 0`,
    summary: 'Redis %name refuses connections.',
    description: 'It is at maxclients. Look for a caller that opens connections and does not close them.',
  },
  replicationBroken: {
    when: ({ replicates }) => replicates,
    for: '2m',
    severity: 'critical',
    expr: (at) => `${series(at, 'redis_master_link_up')} == 0`,
    summary: 'A replica of Redis %name has lost its primary.',
    description: 'Pod {{ $labels.pod }}. A failover to it would lose what was written since.',
  },
  replicaMissing: {
    threshold: ({ replicas }) => replicas - 1,
    unit: 'replicas',
    when: ({ replicates, replicas }) => replicates && replicas > 1,
    for: '5m',
    severity: 'warning',
    expr: (at) => `max by (namespace) (${series(at, 'redis_connected_slaves')}) < ${at.threshold}`,
    summary: 'Redis %name has {{ $value }} of %threshold replicas.',
    description: 'It works, and the next failure may be an outage. Look at the pod that is missing.',
  },
  persistenceFailing: {
    when: ({ persistent }) => persistent,
    for: '5m',
    severity: 'critical',
    expr: (at) =>
      `${series(at, 'redis_aof_last_write_status')} == 0 or ${series(at, 'redis_aof_last_bgrewrite_status')} == 0 or ${series(at, 'redis_rdb_last_bgsave_status')} == 0`,
    summary: 'Redis %name cannot write to its volume.',
    description:
      'Pod {{ $labels.pod }}. What it holds would not survive a restart. Look at the volume, and at memory for the copy that writes it.',
  },
});
