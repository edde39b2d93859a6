import { alertTable, type AlertScope } from '../alert';

/** A cluster of CloudNativePG; metrics as its instances give them by default (`config/manager/default-monitoring.yaml` of 1.28). */
export interface PostgresFacts {
  readonly instances: number;
  /** Whether backups are taken and the write-ahead log is archived. */
  readonly backup: boolean;
  /** Hours that the last backup may be old. */
  readonly backupAge: number;
  /** Seconds of writes that may be lost (`backup.rpo`), if declared. */
  readonly promised: number | undefined;
}

/** Instances are `<cluster>-<serial>`. */
const series = ({ namespace, name }: AlertScope, metric: string, more = '') =>
  `${metric}{namespace="${namespace}",pod=~"${name}-[0-9]+"${more}}`;
const perPod = (expr: string) => `max by (namespace, pod) (${expr})`;

export const POSTGRES_ALERTS = alertTable<PostgresFacts>('Postgres')({
  down: {
    for: '2m',
    severity: 'critical',
    expr: (at) =>
      `absent(${series(at, 'cnpg_collector_up')}) or max by (namespace) (${series(at, 'cnpg_collector_up')}) == 0`,
    summary: 'No instance of the database %name responds.',
    description:
      'Everything that depends on it fails. Check the Cluster (kubectl cnpg status %name), its pods and its events.',
  },
  instanceDown: {
    threshold: ({ instances }) => instances,
    unit: 'instances',
    when: ({ instances }) => instances > 1,
    for: '10m',
    severity: 'warning',
    expr: (at) => `count by (namespace) (${series(at, 'cnpg_collector_up')} == 1) < ${at.threshold}`,
    summary: 'The database %name has {{ $value }} of %threshold instances.',
    description: 'It still works, but the next failure may cause an outage. Check the missing pod.',
  },
  replicationLag: {
    threshold: 'alertReplicationLag',
    unit: 'seconds',
    when: ({ instances }) => instances > 1,
    for: '5m',
    severity: 'warning',
    expr: (at) => `${perPod(series(at, 'cnpg_pg_replication_lag'))} > ${at.threshold}`,
    summary: 'Replica {{ $labels.pod }} lags {{ $value | humanizeDuration }} behind.',
    description:
      'A failover to it would lose that much data. Usual causes: long transactions, a slow disk, a slow network.',
  },
  replicationBroken: {
    when: ({ instances }) => instances > 1,
    for: '5m',
    severity: 'critical',
    expr: (at) =>
      `${perPod(series(at, 'cnpg_pg_replication_in_recovery'))} > ${perPod(series(at, 'cnpg_pg_replication_is_wal_receiver_up'))}`,
    summary: 'Replica {{ $labels.pod }} receives nothing from its primary.',
    description:
      'It falls behind, and the primary retains WAL for it until its volume is full. Check the logs of the replica; recreate it if it cannot catch up.',
  },
  connections: {
    threshold: 'alertConnections',
    unit: 'percent of max_connections',
    for: '5m',
    severity: 'warning',
    expr: (at) =>
      `sum by (namespace, pod) (${series(at, 'cnpg_backends_total')}) / on (namespace, pod) ${perPod(series(at, 'cnpg_pg_settings_setting', ',name="max_connections"'))} * 100 > ${at.threshold}`,
    summary: 'The database %name uses {{ $value | humanize }}% of its connections.',
    description:
      'It will soon reject connections. Check for oversized pools and idle transactions; a pooler can share connections.',
  },
  transactionAge: {
    threshold: 'alertTransactionAge',
    unit: 'transactions',
    for: '1h',
    severity: 'warning',
    expr: (at) => `max by (namespace, datname) (${series(at, 'cnpg_pg_database_xid_age')}) > ${at.threshold}`,
    summary: 'Database {{ $labels.datname }} of %name has not been frozen for {{ $value | humanize }} transactions.',
    description:
      'Vacuum cannot keep up, or something blocks it: a transaction that never ends, an unused replication slot. At two billion transactions, PostgreSQL stops accepting writes.',
  },
  backupOld: {
    threshold: ({ backupAge }) => backupAge,
    unit: 'hours',
    when: ({ backup }) => backup,
    for: '1h',
    severity: 'critical',
    expr: (at) =>
      `(time() - max by (namespace) (${series(at, 'cnpg_collector_last_available_backup_timestamp')})) / 3600 > ${at.threshold}`,
    summary: 'The last backup of %name is older than %threshold hours, or there is none.',
    description:
      'Check the Backups of the cluster: kubectl get backups. Usual causes: credentials, the storage endpoint and its access policy.',
  },
  archiveFailing: {
    when: ({ backup }) => backup,
    for: '15m',
    severity: 'critical',
    expr: (at) =>
      `${perPod(series(at, 'cnpg_pg_stat_archiver_last_failed_time'))} > ${perPod(series(at, 'cnpg_pg_stat_archiver_last_archived_time'))}`,
    summary: 'The write-ahead log of %name is not archived.',
    description:
      'Current writes could not be restored, and WAL is filling the volume. Check the logs of {{ $labels.pod }} for barman-cloud-wal-archive.',
  },
  archiveLate: {
    threshold: ({ promised }) => promised ?? 0,
    unit: 'seconds of writes: `backup.rpo`',
    when: ({ backup, promised }) => backup && promised !== undefined,
    for: '5m',
    severity: 'critical',
    // A quiet database archives nothing for days and loses nothing: only a log that waits counts, and only on the primary.
    expr: (at) => {
      const age = perPod(series(at, 'cnpg_pg_stat_archiver_seconds_since_last_archival'));
      const waiting = perPod(series(at, 'cnpg_collector_pg_wal_archive_status', ',value="ready"'));
      return `${age} > ${at.threshold} and ${waiting} > 0 and ${perPod(series(at, 'cnpg_pg_replication_in_recovery'))} == 0`;
    },
    summary: 'Nothing of the write-ahead log of %name has been archived for {{ $value | humanizeDuration }}.',
    description:
      'A failure now would lose more than the recovery point objective of %threshold seconds. Check the logs of {{ $labels.pod }} for barman-cloud-wal-archive, and the storage.',
  },
});

export interface PoolerFacts {
  /** Name of the Pooler; its pods begin with it. */
  readonly pooler: string;
}

/** PgBouncer of CloudNativePG, which exports `SHOW POOLS`. */
export const POOLER_ALERTS = alertTable<PoolerFacts>('Postgres')({
  poolExhausted: {
    for: '5m',
    severity: 'critical',
    expr: ({ namespace, pooler }) =>
      `sum by (namespace, pod, database) (cnpg_pgbouncer_pools_cl_waiting{namespace="${namespace}",pod=~"${pooler}-.+"}) > 0`,
    summary: '{{ $value }} callers are waiting for a connection of the pool in front of %name.',
    description:
      'All connections of the pool have been busy for five minutes. Check for slow queries and open transactions; if there are none, enlarge the pool.',
  },
});
