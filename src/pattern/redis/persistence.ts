/** Redis that keeps what it was told: a log of every write (AOF) on a volume. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { integer, list, object, oneOf, required, text, type Shape } from '../../model/shape';
import { anyText, quantity, seconds } from '../../model/syntax';
import { json } from '../../model/text';
import { derive, type Varying } from '../../model/varying';
import type { Identity } from '../identity';
import { inEachEnvironment, or } from '../per-environment';
import type { ProbeDefaults } from '../probes';
import type { SealedKey } from '../sealed';
import type { AlertSet } from '../observability/alert';
import { severalSomewhere } from '../stateful/varying/replicas';
import type { StorePort } from '../stateful/varying/services';
import { volumesOf, type ServerCertificate } from '../stateful/server-certificate';
import { type StoreProps } from '../stateful/store';
import { addStore, type Companion } from '../stateful/varying/store';
import type { Storage } from '../stateful/volumes';
import { METRICS_PORT } from './exporter';
import { REDIS_PORT, type Start } from './flavours';
import { bytesOf } from '../../model/quantity';
import { parseCap } from './memory';
import {
  asReplica,
  handOver,
  MEMBERS,
  REPLICA_QUESTIONS,
  SENTINEL,
  sentinelContainer,
  type SentinelSettings,
} from './sentinel';

export interface Persistence extends Storage {
  /** When a write reaches the disk (`appendfsync`): with it, within a second, or when the kernel sees fit. Default: everysec. */
  readonly fsync?: 'always' | 'everysec' | 'no';
  /** When all of it is written to one file beside the log (`save`), which is what backups copy. Default: never, the log is enough. */
  readonly snapshots?: readonly Snapshot[];
}

/** A snapshot is due once so many keys have changed in so much time. */
export interface Snapshot {
  /** `15m`; whole seconds. */
  readonly after: string;
  readonly changes: number;
}

const snapshotShape: Shape = object<Snapshot>({
  after: required(text('a duration of a second or more', '15m', (value) => (seconds(value) ?? 0) > 0)),
  changes: required(integer({ min: 1 })),
});

export const persistenceShape: Shape = object<Persistence>({
  size: required(quantity),
  class: anyText,
  fsync: oneOf('always', 'everysec', 'no'),
  snapshots: list(snapshotShape, { atLeast: 1 }),
});

/** As Redis writes it: `900 1 300 10`; empty where there are none. `undefined` when nothing is said of them. */
export function saveOf({ snapshots }: Normal<Persistence>): unknown {
  if (snapshots === undefined) return undefined;
  return derive(json(snapshots), (text) =>
    (JSON.parse(text) as readonly Snapshot[])
      .map(({ after, changes }) => `${seconds(after) ?? 0} ${changes}`)
      .join(' '),
  );
}

/** The log may grow to twice the data before it is rewritten (`auto-aof-rewrite-percentage` 100), and the new one lies beside it until it is done. */
const LOG_FACTOR = 3;

const MEBIBYTE = 1024 ** 2;

/** A snapshot is written beside the one before it. */
const SNAPSHOT_FACTOR = 2;

/** @param save snapshots as Redis writes them */
export function refuseSmallVolume(store: Identity, cap: unknown, size: unknown, save: unknown): void {
  inEachEnvironment(store, { cap, size, save }, (own, where) => {
    const snapshots = own.save !== undefined && own.save !== '';
    const factor = LOG_FACTOR + (snapshots ? SNAPSHOT_FACTOR : 0);
    const needed = (parseCap(own.cap) ?? 0) * factor;
    const there = bytesOf(own.size) ?? 0;
    if (needed <= there || there === 0) return;
    report(store.construct, {
      code: 'LS137',
      path: 'persistence.size',
      ...where,
      message: `the log${snapshots ? ' and the snapshots' : ''} of ${String(own.cap)} of data may take ${factor} times that while ${snapshots ? 'they are' : 'it is'} rewritten, the volume has ${String(own.size)}`,
      fix: `Give ${Math.ceil(needed / MEBIBYTE)}Mi or more, or a smaller maxMemory.`,
    });
  });
}

export interface PersistentParts {
  readonly persistence: Normal<Persistence>;
  readonly start: Start;
  readonly exporter:
    { readonly container: Record<string, unknown>; readonly pullSecrets: readonly SealedKey[] } | undefined;
  readonly probes: ProbeDefaults;
  readonly sentinel: SentinelSettings | undefined;
  readonly alerts: readonly Varying<AlertSet>[];
  readonly certificate: ServerCertificate | undefined;
  readonly companions: readonly Companion[];
}

const OWN: StorePort = { name: 'redis', appProtocol: 'tcp', container: REDIS_PORT, service: REDIS_PORT };

/** A StatefulSet in place of the Deployment of a cache, under the same names. */
export function addPersistent(
  store: Identity,
  given: Normal<StoreProps> & { readonly replicas?: unknown },
  parts: PersistentParts,
): void {
  const { start, exporter, persistence, sentinel, certificate, companions } = parts;
  const { [start.data]: _, ...writable } = start.writable;
  const replicas = or(given.replicas, 1);
  const common = {
    args: start.args,
    variables: start.variables,
    replicas,
    volumes: { data: { path: start.data, ...persistence } },
    user: start.user,
    metrics: exporter && {},
    alerts: parts.alerts,
    exporter: exporter && { ...exporter, secrets: [], port: { ...METRICS_PORT, appProtocol: 'http' as const } },
  };
  if (sentinel === undefined) {
    return addStore(
      store,
      { ...given, writable },
      {
        ...common,
        command: start.command,
        ports: [OWN],
        companions,
        ...(certificate !== undefined && {
          files: { volumes: volumesOf(certificate, exporter !== undefined), mounts: certificate.mounts, checksums: {} },
        }),
        peers: undefined,
        podManagementPolicy: 'OrderedReady',
        advice: {
          strangers: 'Or give `sentinel: {}` for one that fails over, or declare several under names of their own.',
        },
        probes: parts.probes,
      },
    );
  }
  const replica = asReplica(store, sentinel);
  addStore(
    store,
    { ...given, writable },
    {
      ...common,
      command: replica.command,
      args: [...(start.args ?? []), ...replica.args],
      variables: { ...start.variables, ...replica.variables },
      ports: [SENTINEL],
      direct: [OWN],
      peers: severalSomewhere(replicas) ? MEMBERS : undefined,
      namedEarly: true,
      // After the loss of all of them the last master must come back beside the others, whichever it was.
      podManagementPolicy: 'Parallel',
      advice: { single: 'Give 3, of which Sentinel makes one the master.' },
      probes: REPLICA_QUESTIONS,
      companions: [sentinelContainer(store, sentinel, start.data)],
      stop: (preStop, drain) => handOver(store.name, replicas, preStop, drain),
    },
  );
}
