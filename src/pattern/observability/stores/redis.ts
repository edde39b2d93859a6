import { alertTable, type AlertScope } from '../alert';

/** A Redis with a redis_exporter sidecar (oliver006/redis_exporter, `exporter/metrics.go`). */
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
    summary: 'Redis %name does not respond.',
    description:
      'Check its pod and its logs. Usual causes: memory, a full volume, a password rotated without a restart.',
  },
  memory: {
    threshold: 'alertMemory',
    unit: 'percent of maxmemory',
    when: ({ evicts }) => !evicts,
    for: '10m',
    severity: 'critical',
    expr: (at) =>
      `${series(at, 'redis_memory_used_bytes')} / (${series(at, 'redis_memory_max_bytes')} > 0) * 100 > ${at.threshold}`,
    summary: 'Redis %name uses {{ $value | humanize }}% of its memory.',
    description:
      'Eviction is off, so it rejects writes at 100%. Find out what is growing, or raise maxMemory and the container memory limit.',
  },
  evictions: {
    threshold: 'alertEvictions',
    unit: 'entries per second',
    when: ({ evicts }) => evicts,
    for: '15m',
    severity: 'warning',
    expr: (at) => `rate(${series(at, 'redis_evicted_keys_total')}[5m]) > ${at.threshold}`,
    summary: 'The cache %name evicts {{ $value | humanize }} entries per second.',
    description:
      'The cache is too small: entries are evicted before they are read again. Raise its memory, or cache less.',
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
    summary: 'Only {{ $value | humanize }}% of the reads of %name are hits.',
    description:
      'The cache is less effective. After a restart it refills on its own; otherwise check TTLs and evictions.',
  },
  rejectedConnections: {
    for: '0m',
    severity: 'critical',
    expr: (at) => `increase(${series(at, 'redis_rejected_connections_total')}[5m]) > 0`,
    summary: 'Redis %name rejects connections.',
    description: 'It has reached maxclients. Check for a caller that leaks connections.',
  },
  replicationBroken: {
    when: ({ replicates }) => replicates,
    for: '2m',
    severity: 'critical',
    expr: (at) => `${series(at, 'redis_master_link_up')} == 0`,
    summary: 'A replica of Redis %name has lost its primary.',
    description: 'Pod {{ $labels.pod }}. A failover to it would lose all writes since then.',
  },
  replicaMissing: {
    threshold: ({ replicas }) => replicas - 1,
    unit: 'replicas',
    when: ({ replicates, replicas }) => replicates && replicas > 1,
    for: '5m',
    severity: 'warning',
    expr: (at) => `max by (namespace) (${series(at, 'redis_connected_slaves')}) < ${at.threshold}`,
    summary: 'Redis %name has {{ $value }} of %threshold replicas.',
    description: 'It still works, but the next failure may cause an outage. Check the missing pod.',
  },
  persistenceFailing: {
    when: ({ persistent }) => persistent,
    for: '5m',
    severity: 'critical',
    expr: (at) =>
      `${series(at, 'redis_aof_last_write_status')} == 0 or ${series(at, 'redis_aof_last_bgrewrite_status')} == 0 or ${series(at, 'redis_rdb_last_bgsave_status')} == 0`,
    summary: 'Redis %name cannot write to its volume.',
    description:
      'Pod {{ $labels.pod }}. Its data would not survive a restart. Check the volume, and the memory available to the fork that saves the data.',
  },
});
