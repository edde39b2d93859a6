/** Thresholds of the alerts that come with constructs, for the table of opinions. A prop of the construct changes one where it does not fit. */
const opinion = <const T>(value: T, why: string) => ({ value, why });

export const alertOpinions2026 = {
  alertVolumeFilling: opinion(
    80,
    'Percentage of a volume in use at which to start planning: expanding a volume takes minutes, finding the cause takes longer.',
  ),
  alertVolumeFull: opinion(
    85,
    'Percentage of a volume in use at which it becomes urgent: the last few percent fill up fast, and a full volume blocks every write.',
  ),
  alertConnections: opinion(
    80,
    'Percentage of connections in use: a rollout of the clients temporarily needs the rest.',
  ),
  alertReplicationLag: opinion(
    60,
    'Replication lag in seconds: a failover would lose that much, and reads from the replica are that stale.',
  ),
  alertBackupAge: opinion(
    36,
    'Hours since the last backup: one nightly backup may fail and be repeated manually, two may not. Follows the schedule if it is less frequent.',
  ),
  alertTransactionAge: opinion(
    500_000_000,
    'Transactions since the oldest row was frozen: at two billion, PostgreSQL stops accepting writes.',
  ),
  alertMemory: opinion(
    90,
    'Percentage of the memory that a store may use: beyond 100%, it rejects writes or is killed.',
  ),
  alertEvictions: opinion(
    10,
    'Entries per second that a cache evicts to free memory: a few are normal, many mean that the cache is too small.',
  ),
  alertUnprocessed: opinion(
    10_000,
    'Messages waiting for one consumer: far more than a burst, so the consumer has stopped or cannot keep up.',
  ),
  alertRestarts: opinion(
    2,
    'Restarts within half an hour: one is a drained node or a slow start, three are a restart loop.',
  ),
  alertContainerMemory: opinion(90, 'Percentage of its memory limit that a container uses: at 100%, it is killed.'),
  alertLate: opinion(60, 'Minutes by which a scheduled run is overdue: equals the starting deadline of the pattern.'),
  alertCertificate: opinion(
    30,
    'Days until a certificate expires: a certificate of 90 days is renewed 36 days before, so its renewal has been failing for six days, but there is still time.',
  ),
  objectiveWindow: opinion('30d', 'One month: the period that users remember and that reports cover.'),
} as const;
