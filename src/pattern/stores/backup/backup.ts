/**
 * Backups of stores that bring none of their own: a CronJob that dumps, uploads and prunes, and one that fetches the newest
 * backup, restores it into a server of its own and looks at what came back. Each store says how in one file.
 */
import { fixed, flag, integer, object, required, type PropsOf } from '../../../model/shape';
import { anyText, quantity } from '../../../model/syntax';
import { KUBERNETES_DEFAULT } from '../../platform/cluster';
import { resourcesShape } from '../../workload/resources';
import type { Subject } from '../../engine/build';
import { atLeast, scheduleShape } from '../../jobs/schedule';
import type { Texts } from '../../manifests';
import { demandBackup, oldest, refuseLateBackups } from './objectives';
import { isLocated, located, storageShapes, type Located } from './object-storage';
import { downloadStep, pruneStep, uploadSteps, type Remote } from './rclone';
import { addSteps, type Plan, type Scratch, type Step } from './steps';
import { connectStorage } from './storage-connection';

/** The proof that a backup can be restored. */
export interface RestoreCheck extends PropsOf<typeof restoreCheckProps> {}
const restoreCheckProps = {
  /**
   * Whether the newest backup is test-restored. Required in production, unless a deviation waives `unverified-backup`.
   * Default: true.
   */
  check: flag,
  /** Schedule of the check. Default: every day at 06:30 UTC. */
  schedule: scheduleShape,
};

/** How long backups are kept. Each number beyond days adds a CronJob that makes backups of its own. */
export interface Keep extends PropsOf<typeof keepProps> {}
const keepProps = {
  /** How long the backups of `schedule` are kept. Default: 30. */
  days: integer({ min: 1 }),
  /** How long the additional Sunday backups are kept. Default: none are taken. */
  weeks: fixed(integer({ min: 1 })),
  /** How long the additional backups on the first of the month are kept. Default: none are taken. */
  months: fixed(integer({ min: 1 })),
};

/** Dumps of a store in object storage. Files are in `<destination>/<server>/<days, weeks or months>/<run>/`, the newest ones in `latest/` too. */
export interface StoreBackup extends PropsOf<typeof storeBackupShapes> {}
export const storeBackupShapes = {
  ...storageShapes,
  /** Region of the storage. Default: `REGION` of the credentials, if it exists. */
  region: anyText,
  /** Schedule, in UTC. Default: every night at 03:00. */
  schedule: scheduleShape,
  /** Maximum data loss (recovery point objective): at least the time between two backups. */
  rpo: required(atLeast(60, 'schedules have no seconds field')),
  /** Maximum duration of a restore (recovery time objective): the restore check fails after that. */
  rto: required(atLeast(60, 'a pod takes time to start')),
  keep: object<Keep>(keepProps),
  /**
   * Size of the volume that a run works on. Default: the size of the store's volume for a dump, and twice that for a
   * restore.
   */
  scratch: quantity,
  /** Default: 50m and 64Mi requested, limits 1 and 256Mi; more for the server of a restore check. */
  resources: resourcesShape,
  /** An image like rclone/rclone, by its name in `images.lock.yaml`. Default: `rclone`. */
  uploader: fixed(anyText),
  /** Image with the tools of the store, by its name in `images.lock.yaml`. Default: that of the store itself. */
  tools: fixed(anyText),
  restore: object<RestoreCheck>(restoreCheckProps),
};
export const storeBackupShape = located(object<StoreBackup>(storeBackupShapes));

/** How one kind of store is dumped, and how a dump is looked at. */
export interface BackupMethod extends Pick<Plan, 'calls' | 'files'> {
  /** Writes into the work folder. */
  readonly dump: readonly Step[];
  /** Reads the work directory, which contains the newest backup; fails if the restored data is empty. */
  readonly check: readonly Step[];
  /** Size of the data, and the class of its volume. */
  readonly volume: Scratch;
}

/** What a backup is, however a store is dumped. */
export interface BackupPlan<B extends StoreBackup = StoreBackup> {
  readonly backup: Located<B>;
  readonly schedule: string;
  readonly remote: Remote;
  /** Its objectives, on the object that people look at when they restore it. */
  readonly annotations: Texts;
}

/** Refuses a promise that cannot be held, and a production without a backup. @returns `undefined` where there is none */
export function planBackup<B extends StoreBackup>(store: Subject, backup: B | undefined): BackupPlan<B> | undefined {
  demandBackup(store, backup);
  if (!isLocated(backup)) return undefined;
  const { rpo, rto, schedule = store.facts.opinions.storeBackupSchedule.value } = backup;
  refuseLateBackups(store, schedule, rpo);
  return {
    backup,
    schedule,
    remote: { image: backup.uploader ?? 'rclone', storage: backup, folder: backup.server ?? store.name },
    annotations: { 'lockstep.dev/recovery-point-objective': rpo, 'lockstep.dev/recovery-time-objective': rto },
  };
}

/** @param method asked for only where there is a backup */
export function addStoreBackup<B extends StoreBackup>(
  store: Subject,
  given: B | undefined,
  method: (backup: B) => BackupMethod,
): void {
  const plan = planBackup(store, given);
  if (plan === undefined) return;
  const { backup, schedule, remote, annotations } = plan;
  const { opinions } = store.facts;
  const { dump, check, calls, files, volume } = method(backup);
  const scratch = (factor: number) => ({
    size: backup.scratch ?? timesSize(volume.size, factor),
    class: volume.class,
  });
  const { days = opinions.storeBackupDays.value, weeks, months } = backup.keep ?? {};
  const tiers = [
    { tier: 'days', id: 'backup', schedule, count: days, unit: 'd' },
    { tier: 'weeks', id: 'backup-weekly', schedule: opinions.weeklyBackup.value, count: weeks, unit: 'w' },
    { tier: 'months', id: 'backup-monthly', schedule: opinions.monthlyBackup.value, count: months, unit: 'M' },
  ];
  for (const { tier, id, schedule, count, unit } of tiers) {
    if (count === undefined) continue;
    const run = runOf(store, id);
    addSteps(run, {
      schedule,
      // One that takes longer than may be lost has lost it.
      deadline: backup.rpo,
      steps: [...dump, ...uploadSteps(remote, tier), pruneStep(remote, tier, `${count}${unit}`)],
      calls,
      ...(files !== undefined && { files }),
      scratch: scratch(1),
      annotations,
      backoff: opinions.jobBackoff.value,
    });
    connectStorage(run, 'backup', backup);
  }
  addCheck(store, plan, [downloadStep(remote, oldest(store.facts, backup.rpo)), ...check], scratch(2));
}

/** The CronJob that restores the newest backup, unless the props say that nobody does. */
export function addCheck(
  store: Subject,
  { backup, annotations }: BackupPlan,
  steps: readonly Step[],
  scratch: Scratch,
): void {
  const { check, schedule = store.facts.opinions.restoreCheckSchedule.value } = backup.restore ?? {};
  if (check === false || refuseOldKubernetes(store)) return;
  const because = check === undefined ? NO_BACKUP : 'restores are checked where the declaration says so';
  const run = runOf(store, 'restore', because);
  // What could not be restored once is not restored.
  addSteps(run, { schedule, deadline: backup.rto, steps, calls: [], scratch, annotations, backoff: 0 });
  connectStorage(run, 'restore', backup);
}

/** Why an environment lacks what belongs to a backup. */
export const NO_BACKUP = 'no backup is declared elsewhere';
const LONGEST_NAME = 52;

/** The subject of one of the CronJobs. @param because why other environments may lack it */
export function runOf(store: Subject, id: string, because = NO_BACKUP): Subject {
  const name = `${store.name}-${id}`;
  if (name.length > LONGEST_NAME && store.name.length <= 63)
    store.parts.report({
      code: 'LS106',
      path: 'name',
      message: `the name "${name}" of its CronJob has ${name.length} characters`,
      fix: `Shorten the name of ${store.name} by ${name.length - LONGEST_NAME}: Kubernetes appends 11 characters to name each run.`,
    });
  const selector = { ...store.selector, 'app.kubernetes.io/name': name };
  const labels = { ...store.labels, 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'job' };
  const pods = { ...store.pods, name, labels: selector };
  return { ...store, name, labels, selector, pods, parts: store.parts.within(id, because) };
}

/** A quantity, several times. */
export function timesSize(size: string, factor: number): string {
  const match = /^(\d+(?:\.\d+)?)(.*)$/.exec(size);
  return match === null ? size : `${Number(match[1]) * factor}${match[2]!}`;
}

/** The server of a check is a native sidecar, which Kubernetes 1.27 does not support. */
function refuseOldKubernetes({ parts, facts }: Subject): boolean {
  if (!(facts.cluster.kubernetes ?? KUBERNETES_DEFAULT).includes('1.27')) return false;
  parts.report({
    code: 'LS180',
    path: 'backup.restore',
    message:
      'a restore check runs a server as a sidecar container, which requires Kubernetes 1.29, but the platform declares 1.27',
    fix: "Remove '1.27' from `cluster.kubernetes`, or set restore: { check: false } and document why.",
  });
  return true;
}
