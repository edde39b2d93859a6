/**
 * Backups of stores that bring none of their own: a CronJob that dumps, uploads and prunes, and one that fetches the newest
 * backup, restores it into a server of its own and looks at what came back. Each store says how in one file.
 */
import { Construct } from 'constructs';
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { Presence } from '../../model/presence';
import { fixed, flag, integer, object, required, type Shape } from '../../model/shape';
import { anyText, dnsLabel, quantity } from '../../model/syntax';
import { absent, combine, valueAt, Varying } from '../../model/varying';
import { KUBERNETES_DEFAULT } from '../cluster';
import type { Endpoint } from '../connections';
import { resourcesShape, type Resources } from '../container';
import { identify, type Identity } from '../identity';
import { atLeast, scheduleShape } from '../jobs/schedule';
import { or } from '../per-environment';
import type { SecretFiles } from '../secret-files';
import { demandBackup, oldest, refuseLateBackups } from './objectives';
import { connectStorage, located, presenceOf, storageShapes, type ObjectStorage } from './object-storage';
import { downloadStep, pruneStep, uploadSteps, type Remote } from './rclone';
import { addSteps, type Step } from './steps';

/** How long backups are kept. Each number beyond days adds a CronJob that makes backups of its own. */
export interface Keep {
  /** Those of `schedule`. Default: 30. */
  readonly days?: number;
  /** One more each Sunday. Default: none. */
  readonly weeks?: number;
  /** One more each month, on the first. Default: none. */
  readonly months?: number;
}

/** The proof that a backup can be restored. */
export interface RestoreCheck {
  /** Whether the newest backup is restored and looked at. Production needs it, or a deviation of `unverified-backup`. Default: true. */
  readonly check?: boolean;
  /** When. Default: every day at 06:30 UTC. */
  readonly schedule?: string;
}

/** Dumps of a store in object storage. Files lie in `<destination>/<server>/<days, weeks or months>/<run>/`, the newest ones in `latest/` too. */
export interface StoreBackup extends ObjectStorage {
  /** Region of the storage. Default: `REGION` of the credentials, if there. */
  readonly region?: string;
  /** When, in UTC. Default: every night at 03:00. */
  readonly schedule?: string;
  /** Most that may be lost (recovery point objective): no shorter than the time between two backups. */
  readonly rpo: string;
  /** Longest time that a restore may take (recovery time objective): the check of the restore fails after it. */
  readonly rto: string;
  readonly keep?: Keep;
  /** Size of the volume that a run works on. Default: that of the store's own volume for a dump, and twice that for a restore. */
  readonly scratch?: string;
  /** Default: 50m and 64Mi requested, limits 1 and 256Mi; more for the server that a restore is checked with. */
  readonly resources?: Resources;
  /** Image like rclone/rclone, by its name in `images.lock.yaml`. Default: `rclone`. */
  readonly uploader?: string;
  /** Image with the tools of the store, by its name in `images.lock.yaml`. Default: that of the store itself. */
  readonly tools?: string;
  readonly restore?: RestoreCheck;
}

export const storeBackupShapes: { readonly [K in keyof Required<StoreBackup>]: Shape | ReturnType<typeof required> } = {
  ...storageShapes,
  server: dnsLabel,
  region: anyText,
  schedule: scheduleShape,
  rpo: required(atLeast(60, 'schedules know no seconds')),
  rto: required(atLeast(60, 'a pod needs a while to start')),
  keep: object<Keep>({
    days: integer({ min: 1 }),
    weeks: fixed(integer({ min: 1 })),
    months: fixed(integer({ min: 1 })),
  }),
  scratch: quantity,
  resources: resourcesShape,
  uploader: fixed(anyText, 'one value'),
  tools: fixed(anyText, 'one value'),
  restore: object<RestoreCheck>({ check: flag, schedule: scheduleShape }),
};
export const storeBackupShape: Shape = located(object<StoreBackup>(storeBackupShapes));

/** How one kind of store is dumped, and how a dump is looked at. */
export interface BackupMethod {
  /** Writes into the work folder. */
  readonly dump: readonly Step[];
  /** Reads the work folder, where the newest backup lies; fails when nothing comes back. */
  readonly check: readonly Step[];
  /** What the dump calls. */
  readonly calls: readonly Endpoint[];
  /** What the steps of the dump read, by path. Default: nothing. */
  readonly files?: SecretFiles;
  /** Size of the data, a quantity, and the class of its volume. */
  readonly volume: { readonly size: unknown; readonly class: unknown };
}

const TIERS = [
  { tier: 'days', suffix: '', unit: 'd' },
  { tier: 'weeks', suffix: '-weekly', unit: 'w' },
  { tier: 'months', suffix: '-monthly', unit: 'M' },
] as const;

/** What a backup is, however a store is dumped. */
export interface BackupPlan {
  readonly schedule: unknown;
  /** Where there is one; everywhere if undefined. */
  readonly presence: Presence | undefined;
  readonly remote: Remote;
  /** What it promises, where whoever restores it looks. */
  readonly annotations: Readonly<Record<string, unknown>>;
}

/** Refuses a promise that cannot be held, and a production without a backup. @returns `undefined` where there is none at all */
export function planBackup(store: Identity, given: Normal<StoreBackup> | undefined): BackupPlan | undefined {
  demandBackup(store, given?.destination, given?.restore?.check);
  if (given === undefined) return undefined;
  const schedule = or(given.schedule, store.platform.opinions.storeBackupSchedule.value);
  refuseLateBackups(store, { schedule, rpo: given.rpo, destination: given.destination });
  return {
    schedule,
    presence: presenceOf(store, given.destination, 'no backup is declared elsewhere'),
    remote: {
      image: (given.uploader as string | undefined) ?? 'rclone',
      storage: given,
      folder: or(given.server, store.name),
    },
    annotations: {
      'lockstep.dev/recovery-point-objective': given.rpo,
      'lockstep.dev/recovery-time-objective': given.rto,
    },
  };
}

/** @param method asked for only where there is a backup */
export function addStoreBackup(
  store: Identity,
  given: Normal<StoreBackup> | undefined,
  method: (given: Normal<StoreBackup>) => BackupMethod,
): void {
  const plan = planBackup(store, given);
  if (given === undefined || plan === undefined) return;
  const { schedule, presence, remote, annotations } = plan;
  const { opinions } = store.platform;
  const { dump, check: look, calls, files, volume } = method(given);
  const scratch = (factor: number) => ({
    size: or(given.scratch, timesSize(volume.size, factor)),
    class: volume.class,
  });
  const schedules = { days: schedule, weeks: opinions.weeklyBackup.value, months: opinions.monthlyBackup.value };
  const kept = {
    days: or(given.keep?.days, opinions.storeBackupDays.value),
    weeks: given.keep?.weeks,
    months: given.keep?.months,
  };
  for (const { tier, suffix, unit } of TIERS) {
    const count = kept[tier];
    if (count === undefined) continue;
    const run = runOf(store, `backup${suffix}`, presence);
    addSteps(run, {
      schedule: schedules[tier],
      // One that takes longer than may be lost has lost it.
      deadline: given.rpo,
      steps: [
        ...dump,
        ...uploadSteps(remote, tier),
        pruneStep(
          remote,
          tier,
          combine({ count }, (own) => `${String(own.count)}${unit}`),
        ),
      ],
      calls,
      ...(files !== undefined && { files }),
      scratch: scratch(1),
      annotations,
      backoff: opinions.jobBackoff.value,
    });
    connectStorage(run, 'backup', given, presence);
  }
  const there = checkedWhere(store, presence, given.restore?.check);
  if (there === 'nowhere' || refuseOldKubernetes(store)) return;
  const run = runOf(store, 'restore', there);
  addSteps(run, {
    schedule: or(given.restore?.schedule, opinions.restoreCheckSchedule.value),
    deadline: given.rto,
    steps: [downloadStep(remote, oldest(store, given.rpo)), ...look],
    calls: [],
    scratch: scratch(2),
    annotations,
    // What could not be restored once is not restored.
    backoff: 0,
  });
  connectStorage(run, 'restore', given, there);
}

/** The identity of one of the CronJobs. */
export function runOf(store: Identity, id: string, presence: Presence | undefined): Identity {
  const name = `${store.name}-${id}`;
  if (name.length > LONGEST_NAME && store.name.length <= 63) {
    const fix = `Take a name for ${store.name} that is ${name.length - LONGEST_NAME} shorter: Kubernetes appends 11 characters to name each run.`;
    report(store.construct, {
      code: 'LS106',
      path: 'name',
      message: `the name "${name}" of its CronJob has ${name.length} characters`,
      fix,
    });
  }
  return identify(new Construct(store.construct, id), 'job', name, presence);
}
const LONGEST_NAME = 52;

/** Where restores are checked: everywhere that has a backup, but where `check` is false. */
export function checkedWhere(
  { platform }: Identity,
  presence: Presence | undefined,
  check: unknown,
): Presence | undefined | 'nowhere' {
  if (check === undefined || check === true) return presence;
  const at = (index: number) => valueAt(check, index) !== false && presence?.present[index] !== false;
  const present = platform.environments.names.map((_, index) => at(index));
  return present.includes(true)
    ? new Presence(platform.environments, present, 'restores are checked where the declaration says so')
    : 'nowhere';
}

/** A quantity, several times. */
export function timesSize(size: unknown, factor: number): unknown {
  return combine({ size }, (own) => (own.size === undefined ? absent : multiplied(String(own.size), factor)));
}

function multiplied(size: string, factor: number): string {
  const match = /^(\d+(?:\.\d+)?)(.*)$/.exec(size);
  return match === null ? size : `${Number(match[1]) * factor}${match[2]!}`;
}

/** The server of a check is a container that runs beside the later ones, which Kubernetes 1.27 does not know. */
export function refuseOldKubernetes({ construct, platform }: Identity): boolean {
  const versions = platform.cluster.kubernetes ?? KUBERNETES_DEFAULT;
  if (versions instanceof Varying || !(versions as readonly unknown[]).includes('1.27')) return false;
  report(construct, {
    code: 'LS180',
    path: 'backup.restore',
    message:
      'a restore is checked with a server beside the steps of its job, which needs Kubernetes 1.29, and the platform declares 1.27',
    fix: "Take '1.27' out of `cluster.kubernetes`, or give restore: { check: false } and say why.",
  });
  return true;
}
