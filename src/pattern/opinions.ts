/**
 * The opinions of the pattern, one table for each edition, each with its reason; `docs/opinions.md` is generated from it.
 * A platform pins its edition, so that a new version of Lockstep changes no manifest until the platform moves on.
 */
import { alertOpinions2026 } from './observability/opinions';

export interface Opinion<T> {
  readonly value: T;
  readonly why: string;
}

const opinion = <T>(value: T, why: string): Opinion<T> => ({ value, why });

const edition2026 = {
  user: opinion(10001, 'Not root, and above the user ids that nodes and images give to accounts of their own.'),
  podSecurity: opinion('restricted', 'The strictest Pod Security level; the pattern meets it everywhere.'),
  requestsCpu: opinion('100m', 'Enough to start; a service that needs more says so.'),
  requestsMemory: opinion('128Mi', 'Enough to start; a service that needs more says so.'),
  limitsCpu: opinion('1', 'Keeps one runaway process from starving its node.'),
  limitsMemory: opinion('256Mi', 'A leak ends its own pod instead of its neighbours.'),
  ephemeralRequest: opinion('64Mi', 'Logs and small temporary files, seen by the scheduler.'),
  ephemeralLimit: opinion(
    '256Mi',
    'A full disk evicts the pod that filled it; the sizes of writable directories are added.',
  ),
  readinessPath: opinion('/readyz', 'The name that Kubernetes components use for readiness.'),
  livenessPath: opinion('/livez', 'The name that Kubernetes components use for liveness.'),
  probePeriod: opinion('10s', 'Kubernetes default; finds a dead pod within half a minute.'),
  probeTimeout: opinion('2s', 'The default of one second fails under load; always written out.'),
  probeFailures: opinion(3, 'One lost packet takes no pod out of service.'),
  startupPeriod: opinion('5s', 'Checks often while starting, so that a fast start is a fast rollout.'),
  startupFailures: opinion(24, 'Two minutes to start before liveness takes over.'),
  preStop: opinion('5s', 'Endpoints and gateways need a moment to stop sending before the process ends.'),
  drain: opinion('30s', 'Time to finish what is under way after SIGTERM; equals the Kubernetes default.'),
  graceMargin: opinion('5s', 'Added to preStop and drain, so that SIGKILL never cuts a clean stop.'),
  maxSurge: opinion(1, 'A new pod is ready before an old one goes.'),
  maxUnavailable: opinion(0, 'A rollout takes nothing away.'),
  progressDeadline: opinion('10m', 'A rollout that stands still is reported as failed.'),
  minReady: opinion('5s', 'A pod that dies right after its first success does not pass.'),
  revisionHistory: opinion(3, 'Old ReplicaSets are of no use where git holds the history.'),
  pdbMaxUnavailable: opinion(1, 'A drain takes one pod at a time, and is never blocked.'),
  unhealthyPodEviction: opinion('AlwaysAllow', 'Pods that are not ready must not block a drain.'),
  spreadMaxSkew: opinion(1, 'Pods are spread evenly over zones and nodes.'),
  scaleDownWindow: opinion('5m', 'Capacity goes only after the load has been gone for a while.'),
  cpuTarget: opinion(70, 'Room for a peak while new pods start.'),
  triggerInterval: opinion('30s', 'The default of KEDA: how often it asks what waits.'),
  triggerCooldown: opinion('5m', 'The default of KEDA: the last pod goes when nothing has waited for so long.'),
  databaseRequestsCpu: opinion('250m', 'A database that waits for a CPU holds up everything that waits for it.'),
  databaseLimitsCpu: opinion('2', 'Room for vacuum and a few queries at a time.'),
  databaseMemory: opinion('1Gi', 'Requested in full and limited to it: shared buffers must never be taken away.'),
  databaseEphemeralRequest: opinion('256Mi', 'The instance manager copies itself into the pod.'),
  databaseEphemeralLimit: opinion('2Gi', 'Logs and temporary files; sorts spill to the volume, not here.'),
  databaseSmartShutdown: opinion('3m', 'The default of CloudNativePG: callers may finish before they are cut off.'),
  databaseStop: opinion(
    '30m',
    'The default of CloudNativePG: a large checkpoint takes long, and a kill costs a recovery.',
  ),
  databaseSwitchover: opinion('1h', 'The default of CloudNativePG: within it a switchover loses nothing.'),
  databaseAntiAffinity: opinion('required', 'Two instances on one node are lost together.'),
  databaseLogs: opinion(
    '1Gi',
    'Rotated logs of a MongoDB member: five files of 100 MB, and room for what the agent writes.',
  ),
  backupSchedule: opinion('0 0 3 * * *', 'Every night; the archived log covers the hours between.'),
  backupRetention: opinion('30d', 'Mistakes are often found weeks later.'),
  storeBackupSchedule: opinion('0 3 * * *', 'Every night, when little is written.'),
  storeBackupDays: opinion(30, 'Mistakes are often found weeks later.'),
  weeklyBackup: opinion('30 3 * * 0', 'Sunday, after the backup of the night.'),
  monthlyBackup: opinion('0 4 1 * *', 'The first of the month, after the backup of the night.'),
  restoreCheckSchedule: opinion(
    '30 6 * * *',
    'Every day, after the backup of the night: a backup that nobody restored is a hope.',
  ),
  backupMargin: opinion('30m', 'Time that a backup may take before its predecessor counts as too old.'),
  drillDeadline: opinion('6h', 'A restore that takes longer is one that nobody can wait for.'),
  poolerInstances: opinion(2, 'A drain of one node leaves one.'),
  poolerClients: opinion(1000, 'Waiting in the pooler costs a few kilobytes; being refused costs a request.'),
  cacheCap: opinion(
    0.75,
    'Share of the memory that entries may take; the rest is for fragmentation and the buffers of callers.',
  ),
  storeDrain: opinion('60s', 'A store flushes to disk before it ends; a kill costs a recovery.'),
  searchStop: opinion('3m', 'The default of ECK: a node hands its shards over before it ends.'),
  storeCap: opinion(
    0.5,
    'Share of the memory that entries of a persistent Redis may take: the copy that rewrites the log shares pages until they change.',
  ),
  storeFsync: opinion('everysec', 'A crash of the node loses a second at most, and writes need not wait for the disk.'),
  sentinelDown: opinion('5s', 'Longer than a pause of the process or of the network, shorter than callers wait.'),
  sentinelFailover: opinion(
    '1m',
    'A replica is synchronised anew in it, so that two failovers do not run into each other.',
  ),
  streamDisk: opinion(
    0.9,
    'Share of its volume that a stream store may fill; the rest is for the file system and for compaction.',
  ),
  streamMemory: opinion(
    0.25,
    'Share of the memory that streams without a file may take; the rest is for connections and indexes.',
  ),
  brokerMemory: opinion(
    '1Gi',
    'Requested in full and limited to it: what a node needs to run, and messages on their way.',
  ),
  brokerRequestsCpu: opinion('250m', 'A broker that waits for a CPU holds up everyone who waits for a message.'),
  brokerWatermark: opinion(
    0.6,
    'Share of the memory at which publishers are stopped: the default of RabbitMQ 4, written out, since a node may count the memory of its machine.',
  ),
  brokerDrain: opinion(
    '3m',
    'A third each for the others to catch up, for leaders and callers to move, and for the stop itself.',
  ),
  volumeRetention: opinion(
    'Retain',
    'A StatefulSet that is deleted or shrunk by mistake must not take its data along.',
  ),
  jobBackoff: opinion(2, 'What was not ready gets another try; a mistake is not repeated all night.'),
  jobDeadline: opinion('1h', 'A run that hangs ends within the hour, and the next one can start.'),
  verificationDeadline: opinion('5m', 'A sync waits for it.'),
  jobHistory: opinion(3, 'Enough to compare the last run with those before it.'),
  timeZone: opinion('Etc/UTC', 'Knows no summer time, in which an hour is left out or comes twice.'),
  concurrencyPolicy: opinion('Forbid', 'A run that takes long must not meet the next one.'),
  startingDeadline: opinion('1h', 'After an outage a run is made up for soon or not at all.'),
  certificateKey: opinion(
    'ECDSA',
    'With 256 bits: every browser of today takes it, and a handshake costs a tenth of one with RSA.',
  ),
  certificateRotation: opinion('Always', 'A key that leaked is of no use after the next renewal.'),
  canaryInterval: opinion('1m', 'What a window of a minute can tell of a service with some traffic.'),
  canaryThreshold: opinion(5, 'One bad minute is no reason to go back; five are.'),
  canaryStep: opinion(10, 'A fault in the first minutes meets one request in ten.'),
  canaryMaximum: opinion(50, 'What holds with half of the traffic holds with all of it.'),
  canarySuccess: opinion(99, 'Fewer than one answer in a hundred is a server error.'),
  canaryLatency: opinion('500ms', 'What people take for immediate, for 99 of 100 requests.'),
  certificateRenewal: opinion(
    33,
    'Percent of its life that is left when a certificate is renewed: weeks to notice that it was not, however long it lives.',
  ),
  addOnReplicas: opinion(
    2,
    'A webhook that does not answer holds up every deployment; the second pod answers while the first is moved.',
  ),
  metricsRetention: opinion('15d', 'Two weeks to compare with, and a volume of a foreseeable size.'),
  metricsStorage: opinion('50Gi', 'Some hundred thousand series for two weeks.'),
  logRetention: opinion('7d', 'An incident is looked into within the week.'),
  logStorage: opinion('50Gi', 'A week of logs of some dozen services.'),
  traceRetention: opinion('72h', 'What was slow over a weekend is still there on Monday.'),
  traceSampling: opinion(
    1,
    'Share of the traces that a process sends: the collector samples, and sees all of them to choose from.',
  ),
  traceStorage: opinion('20Gi', 'Three days of sampled traces.'),
  retriesUnderWay: opinion(3, 'Retries must not multiply a failure; Istio itself sets no limit.'),
  ejectionErrors: opinion(5, 'The default of Istio: a pod that fails five times in a row fails again.'),
  ejectionInterval: opinion('10s', 'The default of Istio.'),
  ejectionTime: opinion('30s', 'The default of Istio: time for a restart.'),
  ejectionShare: opinion(
    50,
    'Half of the pods keep serving, whatever happens; the default of a tenth does nothing for three pods.',
  ),
  scrapeInterval: opinion('30s', 'What alert windows of minutes need.'),
  ...alertOpinions2026,
} as const;

export const EDITIONS = { '2026': edition2026 } as const;
export type Edition = keyof typeof EDITIONS;
export type Opinions = (typeof EDITIONS)[Edition];

/** Opinions that a deviation can waive, with what each guards against. */
export const WAIVABLE = {
  'single-replica': 'A production service with one replica is down whenever its node is drained.',
  'single-instance': 'A production database with one instance has no failover.',
  'unverified-backup': 'A backup that nobody restores may be empty, broken, or too slow to come back.',
  'no-backup': 'A production database without backup loses everything with its volume.',
} as const;
export type WaivableOpinion = keyof typeof WAIVABLE;
