/**
 * Base backups and the write-ahead log in object storage, and a cluster that starts from them. Written as the in-tree
 * `barmanObjectStore`: CloudNativePG 1.28 serves it without a further component in the cluster. It is deprecated in favour
 * of the Barman Cloud plugin, which stores the same files; the move is one for a new edition.
 */
import { Construct } from 'constructs';
import { cronProblem } from '../../model/cron';
import { declarations, report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { isObject } from '../../model/json';
import { Presence } from '../../model/presence';
import { instance, list, object, oneOf, required, text, type Shape } from '../../model/shape';
import { cidr, dnsLabel } from '../../model/syntax';
import { Absent, Varying, absent, combine, isVarying } from '../../model/varying';
import { addObject } from '../object';
import type { Identity } from '../identity';
import { inEachEnvironment, wherePresent } from '../per-environment';
import { NOT_PUBLIC } from '../policy';
import { SealedKey } from '../sealed';

/** Sealed credentials of an S3-compatible storage, by the names that AWS gives them. */
export interface StorageCredentials {
  readonly ACCESS_KEY_ID: SealedKey;
  readonly SECRET_ACCESS_KEY: SealedKey;
  readonly REGION?: SealedKey;
}

export interface ObjectStorage {
  /** Where the files lie: `s3://bucket/path`. Absent where there is to be none: `vary({ dev: absent, prod: 's3://…' })`. */
  readonly destination?: string;
  /** API of the storage. Default: that of AWS. */
  readonly endpoint?: string;
  /** Address ranges of the API. Default: any public address. */
  readonly cidrs?: readonly string[];
  /** Default: the role that the cloud gives to the pods. */
  readonly credentials?: StorageCredentials;
  /** Folder below the destination that holds one cluster's history. Default: the name of the cluster. */
  readonly server?: string;
}

export interface Backup extends ObjectStorage {
  /** How far back a restore may go: `30d`, `4w`, `6m`. Default: 30d. */
  readonly retention?: string;
  /** When base backups are made, as cron with a field for seconds first, in UTC. Default: every night at 03:00. */
  readonly schedule?: string;
  /** Encryption by the storage. Default: as the bucket is set. */
  readonly encryption?: 'AES256' | 'aws:kms';
}

/** A cluster that starts from the files of another, up to a moment. Read once, when the cluster is created. */
export interface Recovery extends ObjectStorage {
  readonly server: string;
  /** Latest moment to restore, RFC 3339: `2026-11-20T08:00:00Z`. Default: everything there is. */
  readonly until?: string;
}

const sealedKey = instance('a sealed key', (value) => value instanceof SealedKey);
const S3_PATH = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\s]*)?$/;
const isWebAddress = (url: string) => /^https?:\/\//.test(url) && URL.canParse(url);

const storage = {
  destination: text('a path in object storage', 's3://backups/shop', (path) => S3_PATH.test(path)),
  endpoint: text('the URL of an object storage', 'https://s3.eu-central-1.amazonaws.com', isWebAddress),
  cidrs: list(cidr, { atLeast: 1 }),
  credentials: object<StorageCredentials>({
    ACCESS_KEY_ID: required(sealedKey),
    SECRET_ACCESS_KEY: required(sealedKey),
    REGION: sealedKey,
  }),
};

/** The destination must be given, and may be absent in an environment. */
const located = (shape: Shape): Shape => (value, at) => {
  shape(value, at);
  if (!isObject(value) || value.destination !== undefined) return;
  at.report({ code: 'LS103', path: `${at.path}.destination`, message: 'the prop "destination" is missing', fix: 'Give it.' });
};

export const backupShape: Shape = located(object<Backup>({
  ...storage,
  server: dnsLabel,
  retention: text('a number of days, weeks or months', '30d', (value) => /^[1-9][0-9]*[dwm]$/.test(value)),
  schedule: text('a cron expression with seconds first', '0 0 3 * * *', (value) => cronProblem(value, true) === undefined),
  encryption: oneOf('AES256', 'aws:kms'),
}));
export const recoveryShape: Shape = located(object<Recovery>({
  ...storage,
  server: required(dnsLabel),
  until: text('a moment', '2026-11-20T08:00:00Z', (value) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/.test(value)),
}));

/** Where a part of the props is given, of the environments in which the construct exists. */
export function presenceOf({ platform, pods }: Identity, value: unknown, reason: string): Presence | undefined {
  if (!isVarying(value) || !value.values.some((own) => own instanceof Absent)) return pods.presence;
  const present = value.values.map((own, index) => !(own instanceof Absent) && pods.presence?.present[index] !== false);
  return present.includes(true) ? new Presence(platform.environments, present, reason) : undefined;
}

/** `spec.backup`, and the ScheduledBackup. */
export function addBackup(identity: Identity, given: Normal<Backup>): unknown {
  const { construct, name, labels, platform } = identity;
  const presence = presenceOf(identity, given.destination, 'no backup is declared elsewhere');
  const scope = new Construct(construct, 'backup');
  if (presence !== undefined) declarations(scope).presence = presence;
  addObject(scope, 'ScheduledBackup', 'data', {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name, labels },
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
  const until = given.until === undefined ? {} : { recoveryTarget: wherePresent(given.until, { targetTime: given.until }) };
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
  const values = { to: backup.destination, as: backup.server ?? identity.name, from: recovery.destination, of: recovery.server };
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

function objectStore(identity: Identity, given: Normal<ObjectStorage>, presence: Presence | undefined): Record<string, unknown> {
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

type Use = 'backup' | 'recovery';

function connectStorage(identity: Identity, use: Use, given: Normal<ObjectStorage>, presence: Presence | undefined): void {
  const { platform, pods } = identity;
  const cidrs = addressRanges(identity, use, given);
  // Written so that it is a number everywhere: a port that is absent would open all of them.
  const port = combine({ endpoint: given.endpoint }, ({ endpoint }) => (endpoint === undefined ? 443 : portOf(String(endpoint))));
  platform.connections.add({
    from: { ...pods, presence },
    to: { kind: 'addresses', name: `${use} of ${pods.name}`, cidrs: cidrs ?? ['0.0.0.0/0'], except: cidrs === undefined ? NOT_PUBLIC : [] },
    ports: [{ port, protocol: 'TCP' }],
  });
}

/** The ranges as a list of values that may vary, whichever way round they were given. */
function addressRanges(identity: Identity, use: Use, { cidrs, destination }: Normal<ObjectStorage>): readonly unknown[] | undefined {
  if (!isVarying(cidrs)) return cidrs;
  const lists = cidrs.values.map((own) => (Array.isArray(own) ? (own as readonly unknown[]) : []));
  inEachEnvironment(identity, { cidrs, destination }, (own, where) => {
    if (own.destination === undefined || own.cidrs !== undefined) return;
    const fix = "Give them for every environment that has a backup, such as ['0.0.0.0/0'], or for none.";
    const message = 'other environments name address ranges of the storage, this one does not';
    report(identity.construct, { code: 'LS102', path: `${use}.cidrs`, ...where, message, fix });
  });
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => new Varying(cidrs.set, lists.map((list) => list[at] ?? absent)));
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port);
}
