/** Redis that persists its data: a log of every write (AOF) on a volume. */
import { integer, list, object, oneOf, required, text, type PropsOf } from '../../../model/shape';
import { seconds } from '../../../model/syntax';
import type { Subject } from '../../engine/build';
import type { StorePort } from '../stateful/services';
import { volumesOf } from '../stateful/server-certificate';
import { bytesIn, inMebibytes } from '../stateful/sizes';
import { addStore, type StoreProps } from '../stateful/store';
import { type Storage, storageProps } from '../stateful/volumes';
import { wholeSeconds } from '../../workload/shutdown';
import { REDIS_PORT } from './flavours';
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
import type { Server } from './server';

/** A snapshot is due once so many keys have changed in so much time. */
export interface Snapshot extends PropsOf<typeof snapshotProps> {}
const snapshotProps = {
  /** `15m`; whole seconds. */
  after: required(text('a duration of a second or more', '15m', (value) => (seconds(value) ?? 0) > 0)),
  changes: required(integer({ min: 1 })),
};

const snapshotShape = object<Snapshot>(snapshotProps);

export interface Persistence extends PropsOf<typeof persistenceProps> {}
const persistenceProps = {
  ...storageProps,
  /**
   * When a write is flushed to disk (`appendfsync`): immediately, within a second, or when the kernel decides. Default:
   * everysec.
   */
  fsync: oneOf('always', 'everysec', 'no'),
  /** When all data is written to one file in addition to the log (`save`); backups copy that file. Default: never, the log is enough. */
  snapshots: list(snapshotShape, { atLeast: 1 }),
};

export const persistenceShape = object<Persistence>(persistenceProps);

/** As Redis writes it: `900 1 300 10`. */
export function saveOf(snapshots: readonly Snapshot[]): string {
  return snapshots.map(({ after, changes }) => `${wholeSeconds(after)} ${changes}`).join(' ');
}

/** The log may grow to twice the data before it is rewritten (`auto-aof-rewrite-percentage` 100), and the new one is next to it until it is complete. */
const LOG_FACTOR = 3;

/** A snapshot is written while the previous one still exists. */
const SNAPSHOT_FACTOR = 2;

export function refuseSmallVolume({ parts }: Subject, cap: string, { size, snapshots }: Persistence): void {
  const factor = LOG_FACTOR + (snapshots === undefined ? 0 : SNAPSHOT_FACTOR);
  const needed = (parseCap(cap) ?? 0) * factor;
  const there = bytesIn(size);
  if (needed <= there || there === 0) return;
  const [written, are] = snapshots === undefined ? ['the log', 'it is'] : ['the log and the snapshots', 'they are'];
  parts.report({
    code: 'LS137',
    path: 'persistence.size',
    message: `${written} of ${cap} of data may take ${factor} times that while ${are} rewritten, but the volume has only ${size}`,
    fix: `Set the size to ${inMebibytes(needed)} or more, or reduce maxMemory.`,
  });
}

const OWN: StorePort = { name: 'redis', appProtocol: 'tcp', container: REDIS_PORT, service: REDIS_PORT };

/** A StatefulSet in place of the Deployment of a cache, under the same names. */
export function addPersistent(
  subject: Subject,
  props: StoreProps,
  storage: Storage,
  server: Server,
  sentinel: SentinelSettings | undefined,
): void {
  const { start, exporter, certificate, companions, replicas, alerts } = server;
  const { [start.data]: _, ...writable } = start.writable;
  const given = { ...props, writable };
  const common = {
    args: start.args,
    variables: start.variables,
    replicas,
    volumes: { data: { path: start.data, ...storage } },
    user: start.user,
    metrics: exporter && {},
    alerts,
    exporter,
  };
  if (sentinel === undefined)
    return addStore(subject, given, {
      ...common,
      command: start.command,
      ports: [OWN],
      companions,
      ...(certificate !== undefined && {
        files: { volumes: volumesOf(certificate, exporter !== undefined), mounts: certificate.mounts },
      }),
      peers: undefined,
      podManagementPolicy: 'OrderedReady',
      advice: {
        strangers: 'Or set `sentinel: {}` for automatic failover, or declare several stores with different names.',
      },
      probes: server.probes,
    });
  const { name, facts } = subject;
  const replica = asReplica(name, sentinel);
  addStore(subject, given, {
    ...common,
    command: replica.command,
    args: [...(start.args ?? []), ...replica.args],
    variables: { ...start.variables, ...replica.variables },
    ports: [SENTINEL],
    direct: [OWN],
    peers: MEMBERS,
    namedEarly: true,
    // After all of them are lost, the last master must start together with the others, whichever it was.
    podManagementPolicy: 'Parallel',
    advice: { single: 'Set it to 3; Sentinel elects one of them master.' },
    probes: REPLICA_QUESTIONS,
    companions: [sentinelContainer(subject, sentinel, facts.image(props.image).reference, start.data)],
    stop: handOver(name, replicas),
  });
}
