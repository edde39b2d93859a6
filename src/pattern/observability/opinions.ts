/** Thresholds of the alerts that come with constructs, for the table of opinions. A prop of the construct changes one where it does not fit. */
const opinion = <const T>(value: T, why: string) => ({ value, why });

export const alertOpinions2026 = {
  alertVolumeFilling: opinion(
    80,
    'Percent of a volume in use from which somebody should plan: growing a volume takes minutes, finding out why takes longer.',
  ),
  alertVolumeFull: opinion(
    85,
    'Percent of a volume in use from which it is urgent: the last percents go fast, and a full volume stops every write.',
  ),
  alertConnections: opinion(
    80,
    'Percent of its connections that a server has given out: a rollout of its callers needs the rest for a moment.',
  ),
  alertReplicationLag: opinion(
    60,
    'Seconds that a replica is behind; a failover would lose them, and reads from it are as old.',
  ),
  alertBackupAge: opinion(
    36,
    'Hours since the last backup: one night may fail and be repeated by hand, two may not. Follows the schedule where that is rarer.',
  ),
  alertTransactionAge: opinion(
    500_000_000,
    'Transactions since the oldest row was frozen: at two billion PostgreSQL stops accepting writes.',
  ),
  alertMemory: opinion(90, 'Percent of the memory that a store may take: beyond, it refuses writes or is killed.'),
  alertEvictions: opinion(
    10,
    'Entries a second that a cache drops for want of memory: a few are its work, many mean that it is too small.',
  ),
  alertUnprocessed: opinion(
    10_000,
    'Messages that wait for one consumer: far more than a burst, so it has stopped or cannot keep up.',
  ),
  alertRestarts: opinion(
    2,
    'Restarts within half an hour: one is a node that was drained or a slow start, three are a loop.',
  ),
  alertContainerMemory: opinion(90, 'Percent of its memory limit that a container uses: at 100 it is killed.'),
  alertLate: opinion(60, 'Minutes that a scheduled run is overdue: as long as the pattern lets it start late.'),
  alertCertificate: opinion(
    30,
    'Days that a certificate is still valid: renewal begins at a third of its life, so it has failed by then, and there is time.',
  ),
  objectiveWindow: opinion('30d', 'A month: what users remember, and what reports speak of.'),
} as const;
