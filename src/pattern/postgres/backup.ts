/**
 * Base backups and the write-ahead log in object storage, and a cluster that starts from them. Written as the in-tree
 * `barmanObjectStore`: CloudNativePG 1.28 serves it without a further component in the cluster. It is deprecated in favour
 * of the Barman Cloud plugin, which stores the same files; the move is one for a new edition.
 */
import { Construct } from 'constructs';
import { cronProblem } from '../../model/cron';
import { declarations, report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import type { Presence } from '../../model/presence';
import { everywhere, object, oneOf, required, text, type Shape } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import {
  connectStorage,
  located,
  presenceOf,
  storageShapes,
  type ObjectStorage,
  type StorageCredentials,
} from '../backup/object-storage';
import { addObject } from '../object';
import type { Identity } from '../identity';
import { inEachEnvironment, wherePresent } from '../per-environment';
import { atLeast } from '../jobs/schedule';
import type { SealedKey } from '../sealed';
import { drillShape, type Drill } from './drill-props';
import { promises } from './promises';

export interface Backup extends ObjectStorage {
  /** How far back a restore may go: `30d`, `4w`, `6m`. Default: 30d. */
  readonly retention?: string;
  /** When base backups are made, as cron with a field for seconds first, in UTC. Default: every night at 03:00. */
  readonly schedule?: string;
  /** Encryption by the storage. Default: as the bucket is set. */
  readonly encryption?: 'AES256' | 'aws:kms';
  /** How much may be lost at most (RPO): the log is archived at least as often. Default: nothing is promised, and it is every 5 minutes. */
  readonly rpo?: string;
  /** How long a restore may take (RTO). Needs `drill`, which fails when it takes longer. Default: nothing is promised. */
  readonly rto?: string;
  /** A restore on a schedule that shows that there is something to restore. Default: none. */
  readonly drill?: Drill;
}

/** A cluster that starts from the files of another, up to a moment. Read once, when the cluster is created. */
export interface Recovery extends ObjectStorage {
  readonly server: string;
  /** Latest moment to restore, RFC 3339: `2026-11-20T08:00:00Z`. Default: everything there is. */
  readonly until?: string;
}

export const backupShape: Shape = located(
  object<Backup>({
    ...storageShapes,
    server: dnsLabel,
    retention: text('a number of days, weeks or months', '30d', (value) => /^[1-9][0-9]*[dwm]$/.test(value)),
    schedule: text(
      'a cron expression with seconds first',
      '0 0 3 * * *',
      (value) => cronProblem(value, true) === undefined,
    ),
    encryption: oneOf('AES256', 'aws:kms'),
    rpo: atLeast(1, 'the log cannot be archived more often than every second'),
    rto: atLeast(1, 'no restore takes no time'),
    drill: everywhere(drillShape),
  }),
);
export const recoveryShape: Shape = located(
  object<Recovery>({
    ...storageShapes,
    server: required(dnsLabel),
    until: text('a moment', '2026-11-20T08:00:00Z', (value) =>
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/.test(value),
    ),
  }),
);

/** `spec.backup`, and the ScheduledBackup. */
export function addBackup(identity: Identity, given: Normal<Backup>): unknown {
  const { construct, name, labels, platform } = identity;
  const presence = presenceOf(identity, given.destination, 'no backup is declared elsewhere');
  const scope = new Construct(construct, 'backup');
  const promised = promises(identity, given);
  if (presence !== undefined) declarations(scope).presence = presence;
  addObject(scope, 'ScheduledBackup', 'data', {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name, labels, ...(Object.keys(promised).length > 0 && { annotations: promised }) },
    spec: {
      cluster: { name },
      method: 'barmanObjectStore',
      schedule: given.schedule ?? platform.opinions.backupSchedule.value,
      // The first backup at once: until there is one, the archived log is of no use.
      immediate: true,
      backupOwnerReference: 'self',
    },
  });
  connectStorage(identity, 'backup', given, presence);
  const encryption = given.encryption === undefined ? {} : { encryption: given.encryption };
  return wherePresent(given.destination, {
    retentionPolicy: given.retention ?? platform.opinions.backupRetention.value,
    barmanObjectStore: {
      ...objectStore(identity, given, presence),
      serverName: given.server ?? name,
      wal: { compression: 'gzip', ...encryption },
      data: { compression: 'gzip', ...encryption },
    },
  });
}

const ORIGIN = 'origin';

/** `spec.bootstrap.recovery`, and the `spec.externalClusters` that it starts from. */
export function recoverFrom(identity: Identity, given: Normal<Recovery>, database: Readonly<Record<string, unknown>>) {
  const presence = presenceOf(identity, given.destination, 'no recovery is declared elsewhere');
  connectStorage(identity, 'recovery', given, presence);
  const until =
    given.until === undefined ? {} : { recoveryTarget: wherePresent(given.until, { targetTime: given.until }) };
  return {
    recovery: wherePresent(given.destination, { source: ORIGIN, ...database, ...until }),
    externalClusters: [
      wherePresent(given.destination, {
        name: ORIGIN,
        barmanObjectStore: { ...objectStore(identity, given, presence), serverName: given.server },
      }),
    ],
  };
}

/** A cluster that archived into the history it is restored from would overwrite it; the operator refuses to start it. */
export function refuseSharedHistory(identity: Identity, backup: Normal<Backup>, recovery: Normal<Recovery>): void {
  const values = {
    to: backup.destination,
    as: backup.server ?? identity.name,
    from: recovery.destination,
    of: recovery.server,
  };
  inEachEnvironment(identity, values, ({ to, as, from, of }, where) => {
    if (to === undefined || String(to).replace(/\/+$/, '') !== String(from).replace(/\/+$/, '') || as !== of) return;
    report(identity.construct, {
      code: 'LS680',
      path: 'backup.server',
      ...where,
      message: `the cluster would archive to ${String(to)}/${String(as)}, the history that it is restored from`,
      fix: `Give backup: { server: '${String(as)}-2' }, or another destination.`,
    });
  });
}

function objectStore(
  identity: Identity,
  given: Normal<ObjectStorage>,
  presence: Presence | undefined,
): Record<string, unknown> {
  const { platform, name } = identity;
  const reference = (key: SealedKey) => {
    platform.secrets.use(key, name, undefined, { presence });
    return { name: key.secret, key: key.key };
  };
  const keys = given.credentials as StorageCredentials | undefined;
  return {
    destinationPath: given.destination,
    ...(given.endpoint !== undefined && { endpointURL: given.endpoint }),
    s3Credentials:
      keys === undefined
        ? { inheritFromIAMRole: true }
        : {
            accessKeyId: reference(keys.ACCESS_KEY_ID),
            secretAccessKey: reference(keys.SECRET_ACCESS_KEY),
            ...(keys.REGION !== undefined && { region: reference(keys.REGION) }),
          },
  };
}
