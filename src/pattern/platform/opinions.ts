/**
 * The opinions of the pattern, one table for each edition, each with its reason; `docs/opinions.md` is generated from it.
 * A platform pins its edition, so that a new version of Lockstep changes no manifest until the platform moves on.
 */
import { alertOpinions2026 } from '../observability/opinions';

export interface Opinion<T> {
  readonly value: T;
  readonly why: string;
}

const opinion = <const T>(value: T, why: string): Opinion<T> => ({ value, why });

const edition2026 = {
  user: opinion(10001, 'Not root, and above the user IDs that nodes and images assign to their own accounts.'),
  podSecurity: opinion('restricted', 'The strictest Pod Security level; the pattern meets it everywhere.'),
  requestsCpu: opinion('100m', 'Enough to start; set more where a service needs it.'),
  requestsMemory: opinion('128Mi', 'Enough to start; set more where a service needs it.'),
  limitsCpu: opinion('1', 'Keeps one runaway process from starving its node.'),
  limitsMemory: opinion('256Mi', 'A memory leak kills its own pod, not its neighbors.'),
  ephemeralRequest: opinion('64Mi', 'Logs and small temporary files, accounted for by the scheduler.'),
  ephemeralLimit: opinion(
    '256Mi',
    'A pod that fills the disk is evicted; the sizes of writable directories are added.',
  ),
  readinessPath: opinion('/readyz', 'The path that Kubernetes components use for readiness.'),
  livenessPath: opinion('/livez', 'The path that Kubernetes components use for liveness.'),
  probePeriod: opinion('10s', 'Kubernetes default; detects a dead pod within half a minute.'),
  probeTimeout: opinion('2s', 'The default of one second fails under load, so it is always set explicitly.'),
  probeFailures: opinion(3, 'A single lost packet does not take a pod out of service.'),
  startupPeriod: opinion('5s', 'Frequent checks during startup, so that a fast start makes a fast rollout.'),
  startupFailures: opinion(24, 'Two minutes to start before the liveness probe takes over.'),
  preStop: opinion('5s', 'Endpoints and gateways need a moment to stop sending traffic before the process exits.'),
  drain: opinion('30s', 'Time to finish in-flight work after SIGTERM; equals the Kubernetes default.'),
  graceMargin: opinion('5s', 'Added to preStop and drain, so that SIGKILL never interrupts a graceful shutdown.'),
  maxSurge: opinion(1, 'A new pod is ready before an old one is removed.'),
  maxUnavailable: opinion(0, 'A rollout never reduces capacity.'),
  progressDeadline: opinion('10m', 'A rollout that makes no progress is reported as failed.'),
  minReady: opinion('5s', 'A pod that crashes right after its first successful probe does not count as available.'),
  revisionHistory: opinion(3, 'Old ReplicaSets serve no purpose because git has the history.'),
  pdbMaxUnavailable: opinion(1, 'A drain evicts one pod at a time and is never blocked.'),
  unhealthyPodEviction: opinion('AlwaysAllow', 'Pods that are not ready must not block a drain.'),
  spreadMaxSkew: opinion(1, 'Spreads pods evenly across zones and nodes.'),
  scaleDownWindow: opinion('5m', 'Scales down only after the load has been low for a while.'),
  cpuTarget: opinion(70, 'Headroom for a peak while new pods start.'),
  triggerInterval: opinion('30s', 'The KEDA default: how often it polls its triggers.'),
  triggerCooldown: opinion(
    '5m',
    'The KEDA default: how long triggers must be inactive before the last pod is removed.',
  ),
  databaseRequestsCpu: opinion('250m', 'A database that waits for CPU delays everything that depends on it.'),
  databaseLimitsCpu: opinion('2', 'Headroom for vacuum and a few concurrent queries.'),
  databaseMemory: opinion('1Gi', 'Request and limit are equal: shared buffers must never be reclaimed.'),
  databaseEphemeralRequest: opinion('256Mi', 'The instance manager copies itself into the pod.'),
  databaseEphemeralLimit: opinion('2Gi', 'Logs and temporary files; sorts spill to the volume instead.'),
  databaseSmartShutdown: opinion('3m', 'The CloudNativePG default: clients may finish before they are disconnected.'),
  databaseStop: opinion(
    '30m',
    'The CloudNativePG default: a large checkpoint takes a long time, and a kill requires recovery.',
  ),
  databaseSwitchover: opinion('1h', 'The CloudNativePG default: a switchover within this time loses no data.'),
  databaseAntiAffinity: opinion('required', 'If two instances share a node, both are lost with it.'),
  databaseLogs: opinion(
    '1Gi',
    'Rotated logs of a MongoDB member: five files of 100 MB, plus space for the logs of the agent.',
  ),
  backupSchedule: opinion('0 0 3 * * *', 'Every night; the WAL archive covers the hours in between.'),
  backupRetention: opinion('30d', 'Mistakes are often discovered weeks later.'),
  storeBackupSchedule: opinion('0 3 * * *', 'Every night, when there are few writes.'),
  storeBackupDays: opinion(30, 'Mistakes are often discovered weeks later.'),
  weeklyBackup: opinion('30 3 * * 0', 'Sunday, after the nightly backup.'),
  monthlyBackup: opinion('0 4 1 * *', 'The first of the month, after the nightly backup.'),
  restoreCheckSchedule: opinion(
    '30 6 * * *',
    'Every day, after the nightly backup: a backup is proven only by restoring it.',
  ),
  backupMargin: opinion('30m', 'Time allowed for a backup run before the previous backup counts as too old.'),
  drillDeadline: opinion('6h', 'A restore that takes longer is of no practical use.'),
  poolerInstances: opinion(2, 'Draining one node leaves one instance.'),
  poolerClients: opinion(
    1000,
    'A client waiting in the pooler costs a few kilobytes; a rejected client costs a request.',
  ),
  cacheCap: opinion(
    0.75,
    'Share of the memory available to entries; the rest is for fragmentation and client buffers.',
  ),
  storeDrain: opinion('60s', 'A store flushes to disk before it exits; a kill requires recovery.'),
  searchStop: opinion('3m', 'The ECK default: a node moves its shards before it exits.'),
  storeCap: opinion(
    0.5,
    'Share of the memory available to entries of a persistent Redis: the child process that rewrites the append-only file shares pages until they change.',
  ),
  storeFsync: opinion(
    'everysec',
    'A node crash loses at most one second of writes, and writes do not wait for the disk.',
  ),
  sentinelDown: opinion('5s', 'Longer than a process or network pause, shorter than client timeouts.'),
  sentinelFailover: opinion('1m', 'Enough time to resynchronize a replica, so that two failovers do not overlap.'),
  streamDisk: opinion(
    0.9,
    'Share of its volume that a stream store may use; the rest is for the file system and compaction.',
  ),
  streamMemory: opinion(
    0.25,
    'Share of the memory available to in-memory streams; the rest is for connections and indexes.',
  ),
  brokerMemory: opinion('1Gi', 'Request and limit are equal: covers the baseline of a node and messages in transit.'),
  brokerRequestsCpu: opinion('250m', 'A broker that waits for CPU delays every consumer.'),
  brokerWatermark: opinion(
    0.6,
    'Share of the memory at which publishers are blocked: the RabbitMQ 4 default, set explicitly because a node may detect the memory of its host.',
  ),
  brokerDrain: opinion(
    '3m',
    'One third each for other nodes to catch up, for leaders and clients to move, and for the shutdown itself.',
  ),
  volumeRetention: opinion('Retain', 'Deleting or scaling down a StatefulSet by mistake must not delete its data.'),
  jobBackoff: opinion(2, 'Retries if a dependency was not ready, without repeating a failure all night.'),
  jobDeadline: opinion('1h', 'A hung run is terminated within the hour, so that the next one can start.'),
  verificationDeadline: opinion('5m', 'The sync waits for it.'),
  jobHistory: opinion(3, 'Enough to compare the last run with earlier ones.'),
  timeZone: opinion('Etc/UTC', 'Has no daylight saving time, which skips or repeats an hour.'),
  concurrencyPolicy: opinion('Forbid', 'A long run must not overlap with the next one.'),
  startingDeadline: opinion('1h', 'After an outage, a missed run starts within this time or not at all.'),
  certificateKey: opinion<'ECDSA' | 'RSA'>(
    'ECDSA',
    '256-bit: every current browser supports it, and a handshake costs a tenth of one with RSA.',
  ),
  certificateRotation: opinion<'Always' | 'Never'>('Always', 'A leaked key is useless after the next renewal.'),
  canaryInterval: opinion('1m', 'A one-minute window is meaningful for a service with moderate traffic.'),
  canaryThreshold: opinion(5, 'One bad minute does not justify a rollback; five do.'),
  canaryStep: opinion(10, 'A defect affects one request in ten during the first minutes.'),
  canaryMaximum: opinion(50, 'A version that handles half of the traffic is expected to handle all of it.'),
  canarySuccess: opinion(99, 'Fewer than one response in a hundred is a server error.'),
  canaryLatency: opinion('500ms', 'What people perceive as immediate, for 99 of 100 requests.'),
  certificateRenewal: opinion(
    40,
    'Percentage of a certificate lifetime that remains at renewal: 36 of 90 days, so the alert on expiry (`alertCertificate`) never fires while a renewal is still to come.',
  ),
  addOnReplicas: opinion(
    2,
    'An unresponsive webhook blocks every deployment; the second pod responds while the first is rescheduled.',
  ),
  metricsRetention: opinion('15d', 'Two weeks for comparison, with a predictable volume size.'),
  metricsStorage: opinion('50Gi', 'A few hundred thousand series for two weeks.'),
  logRetention: opinion('7d', 'Incidents are investigated within a week.'),
  logStorage: opinion('50Gi', 'A week of logs of a few dozen services.'),
  traceRetention: opinion('72h', 'Slow requests over a weekend are still there on Monday.'),
  traceSampling: opinion(
    1,
    'Share of the traces that a process sends: the collector does the sampling, and needs to see all of them.',
  ),
  traceStorage: opinion('20Gi', 'Three days of sampled traces.'),
  retriesUnderWay: opinion(3, 'Retries must not amplify a failure; Istio itself sets no limit.'),
  ejectionErrors: opinion(5, 'The Istio default: a pod that fails five times in a row will probably fail again.'),
  ejectionInterval: opinion('10s', 'The Istio default.'),
  ejectionTime: opinion('30s', 'The Istio default: enough time for a restart.'),
  ejectionShare: opinion(
    50,
    'At least half of the pods keep serving in any case; the default of a tenth has no effect with three pods.',
  ),
  scrapeInterval: opinion('30s', 'Required for alert windows of a few minutes.'),
  ...alertOpinions2026,
} as const;

export const EDITIONS = { '2026': edition2026 } as const;
export type Edition = keyof typeof EDITIONS;
export type Opinions = (typeof EDITIONS)[Edition];

/** Opinions that a deviation can waive, with what each guards against. */
export const WAIVABLE = {
  'single-replica': 'A production service with one replica is unavailable whenever its node is drained.',
  'single-instance': 'A production database with one instance has no failover.',
  'unverified-backup': 'A backup that is never restored may be empty, corrupt, or too slow to restore.',
  'no-backup': 'A production database without a backup loses all data if it loses its volume.',
} as const;
export type WaivableOpinion = keyof typeof WAIVABLE;
