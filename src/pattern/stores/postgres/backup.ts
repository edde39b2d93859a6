/**
 * Base backups and the write-ahead log in object storage, and a cluster that starts from them. Written as the in-tree
 * `barmanObjectStore`: CloudNativePG 1.28 serves it without a further component in the cluster. It is deprecated in favor
 * of the Barman Cloud plugin, which stores the same files; the move is one for a new edition.
 */
import { cronProblem } from '../../../model/cron';
import { everywhere, object, oneOf, required, text, type PropsOf } from '../../../model/shape';
import { dnsLabel } from '../../../model/syntax';
import { located, storageShapes, type Located, type ObjectStorage } from '../backup/object-storage';
import { connectStorage } from '../backup/storage-connection';
import type { Subject } from '../../engine/build';
import { atLeast } from '../../jobs/schedule';
import type { ClusterSpec } from './cluster';
import { drillShape } from './drill-props';
import { promises } from './promises';
import type { SealedKey } from '../../secrets/sealed';

export interface Backup extends PropsOf<typeof backupProps> {}
const backupProps = {
  ...storageShapes,
  /** How far back a restore may go: `30d`, `4w`, `6m`. Default: 30d. */
  retention: text('a number of days, weeks or months', '30d', (value) => /^[1-9][0-9]*[dwm]$/.test(value)),
  /**
   * Schedule of base backups, in UTC, as a cron expression that starts with a field for seconds. Default: every night
   * at 03:00.
   */
  schedule: text(
    'a cron expression with seconds first',
    '0 0 3 * * *',
    (value) => cronProblem(value, true) === undefined,
  ),
  /** Server-side encryption. Default: as configured for the bucket. */
  encryption: oneOf('AES256', 'aws:kms'),
  /** Maximum data loss (RPO): WAL is archived at least as often. Default: none; WAL is archived every 5 minutes. */
  rpo: atLeast(1, 'the log cannot be archived more often than every second'),
  /** Maximum duration of a restore (RTO). Needs `drill`, which fails if it takes longer. Default: none. */
  rto: atLeast(1, 'a restore takes time'),
  /** A scheduled restore, which proves that the backup can be restored. Default: none. */
  drill: everywhere(drillShape),
};
export const backupShape = located(object<Backup>(backupProps));

/** A cluster that starts from the files of another, up to a moment. Read once, when the cluster is created. */
export interface Recovery extends PropsOf<typeof recoveryProps> {}
const recoveryProps = {
  ...storageShapes,
  server: required(dnsLabel),
  /** Point in time to restore to, RFC 3339: `2026-11-20T08:00:00Z`. Default: the latest. */
  until: text('a moment', '2026-11-20T08:00:00Z', (value) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/.test(value),
  ),
};
export const recoveryShape = located(object<Recovery>(recoveryProps));

const NO_BACKUP = 'no backup is declared elsewhere';
const NO_RECOVERY = 'no recovery is declared elsewhere';

/** `spec.backup`, and the ScheduledBackup. */
export function addBackup(subject: Subject, given: Located<Backup>): NonNullable<ClusterSpec['backup']> {
  const { name, labels, facts } = subject;
  const parts = subject.parts.within('backup');
  const promised = promises(subject.parts, given);
  const annotations = Object.keys(promised).length > 0 ? promised : undefined;
  parts.add(
    'ScheduledBackup',
    'data',
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name, labels, annotations },
      spec: {
        cluster: { name },
        method: 'barmanObjectStore',
        schedule: given.schedule ?? facts.opinions.backupSchedule.value,
        // The first backup at once: until there is one, the archived log is of no use.
        immediate: true,
        backupOwnerReference: 'self',
      },
    },
    NO_BACKUP,
  );
  connectStorage(subject, 'backup', given);
  const { encryption } = given;
  return {
    retentionPolicy: given.retention ?? facts.opinions.backupRetention.value,
    barmanObjectStore: {
      ...objectStore(subject, given, NO_BACKUP),
      serverName: given.server ?? name,
      wal: { compression: 'gzip', encryption },
      data: { compression: 'gzip', encryption },
    },
  };
}

const ORIGIN = 'origin';

/** `spec.bootstrap.recovery`, and the `spec.externalClusters` that it starts from. */
export function recoverFrom(
  subject: Subject,
  given: Located<Recovery>,
  database: InitialDatabase,
): Pick<ClusterSpec, 'bootstrap' | 'externalClusters'> {
  connectStorage(subject, 'recovery', given);
  const { until, server } = given;
  return {
    bootstrap: {
      recovery: {
        source: ORIGIN,
        ...database,
        recoveryTarget: until === undefined ? undefined : { targetTime: until },
      },
    },
    externalClusters: [
      { name: ORIGIN, barmanObjectStore: { ...objectStore(subject, given, NO_RECOVERY), serverName: server } },
    ],
  };
}

/** The database that the operator makes, and its owner. */
export interface InitialDatabase {
  readonly database: string;
  readonly owner: string;
  readonly secret: { readonly name: string };
}

/** A cluster that archived into the history it is restored from would overwrite it; the operator refuses to start it. */
export function refuseSharedHistory(
  { parts, name }: Subject,
  backup: Located<Backup>,
  recovery: Located<Recovery>,
): void {
  const place = ({ destination }: Located<ObjectStorage>) => destination.replace(/\/+$/, '');
  const as = backup.server ?? name;
  if (place(backup) !== place(recovery) || as !== recovery.server) return;
  parts.report({
    code: 'LS680',
    path: 'backup.server',
    message: `the cluster would archive WAL to ${backup.destination}/${as}, the same archive that it is restored from`,
    fix: `Set backup: { server: '${as}-2' }, or use another destination.`,
  });
}

function objectStore({ parts, name }: Subject, given: Located<ObjectStorage>, because: string) {
  const { credentials: keys, destination, endpoint } = given;
  const reference = (key: SealedKey) => {
    parts.read({ key, readBy: name, because });
    return { name: key.secret, key: key.key };
  };
  return {
    destinationPath: destination,
    endpointURL: endpoint,
    s3Credentials:
      keys === undefined
        ? { inheritFromIAMRole: true }
        : {
            accessKeyId: reference(keys.ACCESS_KEY_ID),
            secretAccessKey: reference(keys.SECRET_ACCESS_KEY),
            region: keys.REGION && reference(keys.REGION),
          },
  };
}
