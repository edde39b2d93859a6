import { alertTable, type AlertScope } from '../alert';

/** A cluster of CloudNativePG; metrics as its instances give them by default (`config/manager/default-monitoring.yaml` of 1.28). */
export interface PostgresFacts {
  readonly instances: number;
  /** Whether backups are taken and the write-ahead log is archived. */
  readonly backup: boolean;
  /** Hours that the last backup may be old. */
  readonly backupAge: number;
  /** Seconds of writes that may be lost (`backup.rpo`), if somebody promised. */
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
    summary: 'No instance of the database %name answers.',
    description:
      'Everything that needs it fails. Look at the Cluster (kubectl cnpg status %name), its pods and its events.',
  },
  instanceDown: {
    threshold: ({ instances }) => instances,
    unit: 'instances',
    when: ({ instances }) => instances > 1,
    for: '10m',
    severity: 'warning',
    expr: (at) => `count by (namespace) (${series(at, 'cnpg_collector_up')} == 1) < ${at.threshold}`,
    summary: 'The database %name has {{ $value }} of %threshold instances.',
    description: 'It works, and the next failure may be an outage. Look at the pod that is missing.',
  },
  replicationLag: {
    threshold: 'alertReplicationLag',
    unit: 'seconds',
    when: ({ instances }) => instances > 1,
    for: '5m',
    severity: 'warning',
    expr: (at) => `${perPod(series(at, 'cnpg_pg_replication_lag'))} > ${at.threshold}`,
    summary: 'Replica {{ $labels.pod }} is {{ $value | humanizeDuration }} behind.',
    description:
      'A failover to it would lose that much. Long transactions, a slow disk or a slow network are the usual causes.',
  },
  replicationBroken: {
    when: ({ instances }) => instances > 1,
    for: '5m',
    severity: 'critical',
    expr: (at) =>
      `${perPod(series(at, 'cnpg_pg_replication_in_recovery'))} > ${perPod(series(at, 'cnpg_pg_replication_is_wal_receiver_up'))}`,
    summary: 'Replica {{ $labels.pod }} receives nothing from its primary.',
    description:
      'It falls behind, and the primary keeps log files for it until its volume is full. Look at the logs of the replica; recreate it if it cannot catch up.',
  },
  connections: {
    threshold: 'alertConnections',
    unit: 'percent of max_connections',
    for: '5m',
    severity: 'warning',
    expr: (at) =>
      `sum by (namespace, pod) (${series(at, 'cnpg_backends_total')}) / on (namespace, pod) ${perPod(series(at, 'cnpg_pg_settings_setting', ',name="max_connections"'))} * 100 > ${at.threshold}`,
    summary: 'The database %name has given out {{ $value | humanize }} % of its connections.',
    description:
      'Soon it refuses callers. Look for pools that are too large and for transactions that stand idle; a pooler shares connections.',
  },
  transactionAge: {
    threshold: 'alertTransactionAge',
    unit: 'transactions',
    for: '1h',
    severity: 'warning',
    expr: (at) => `max by (namespace, datname) (${series(at, 'cnpg_pg_database_xid_age')}) > ${at.threshold}`,
    summary: 'Database {{ $labels.datname }} of %name has not been frozen for {{ $value | humanize }} transactions.',
    description:
      'Vacuum does not keep up, or something holds it back: a transaction that never ends, a replication slot that nobody reads. At two billion writes stop.',
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
      'Look at the Backups of the cluster: kubectl get backups. Credentials, the address of the storage and its policy are the usual causes.',
  },
  archiveFailing: {
    when: ({ backup }) => backup,
    for: '15m',
    severity: 'critical',
    expr: (at) =>
      `${perPod(series(at, 'cnpg_pg_stat_archiver_last_failed_time'))} > ${perPod(series(at, 'cnpg_pg_stat_archiver_last_archived_time'))}`,
    summary: 'The write-ahead log of %name is not archived.',
    description:
      'What is written now could not be restored, and the log fills the volume. Look at the logs of {{ $labels.pod }} for barman-cloud-wal-archive.',
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
      'More would be lost than the %threshold seconds that were promised. Look at the logs of {{ $labels.pod }} for barman-cloud-wal-archive, and at the storage.',
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
    summary: '{{ $value }} callers wait for a connection of the pool in front of %name.',
    description:
      'For five minutes all connections of the pool were busy. Look for slow queries and for transactions that are left open; then for a larger pool.',
  },
});
