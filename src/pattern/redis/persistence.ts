/** Redis that keeps what it was told: a log of every write (AOF) on a volume. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { object, oneOf, required, type Shape } from '../../model/shape';
import { anyText, quantity } from '../../model/syntax';
import type { Identity } from '../identity';
import { inEachEnvironment, or } from '../per-environment';
import type { ProbeDefaults } from '../probes';
import type { SealedKey } from '../sealed';
import type { StorePort } from '../stateful/services';
import { addStore, type StoreProps } from '../stateful/store';
import type { Storage } from '../stateful/volumes';
import { METRICS_PORT } from './exporter';
import { REDIS_PORT, type Start } from './flavours';
import { bytes, parseCap } from './memory';

export interface Persistence extends Storage {
  /** When a write reaches the disk (`appendfsync`): with it, within a second, or when the kernel sees fit. Default: everysec. */
  readonly fsync?: 'always' | 'everysec' | 'no';
}

export const persistenceShape: Shape = object<Persistence>({ size: required(quantity), class: anyText, fsync: oneOf('always', 'everysec', 'no') });

/** The log may grow to twice the data before it is rewritten (`auto-aof-rewrite-percentage` 100), and the new one lies beside it until it is done. */
const LOG_FACTOR = 3;

const MEBIBYTE = 1024 ** 2;

export function refuseSmallVolume(store: Identity, cap: unknown, size: unknown): void {
  inEachEnvironment(store, { cap, size }, (own, where) => {
    const needed = (parseCap(own.cap) ?? 0) * LOG_FACTOR;
    const there = bytes(own.size);
    if (needed <= there || there === 0) return;
    report(store.construct, {
      code: 'LS137',
      path: 'persistence.size',
      ...where,
      message: `the log of ${String(own.cap)} of data may take ${LOG_FACTOR} times that while it is rewritten, the volume has ${String(own.size)}`,
      fix: `Give ${Math.ceil(needed / MEBIBYTE)}Mi or more, or a smaller maxMemory.`,
    });
  });
}

export interface PersistentParts {
  readonly persistence: Normal<Persistence>;
  readonly start: Start;
  readonly exporter: { readonly container: Record<string, unknown>; readonly pullSecrets: readonly SealedKey[] } | undefined;
  readonly probes: ProbeDefaults;
}

const OWN: StorePort = { name: 'redis', appProtocol: 'tcp', container: REDIS_PORT, service: REDIS_PORT };

/** A StatefulSet in place of the Deployment of a cache, under the same names. */
export function addPersistent(store: Identity, given: Normal<StoreProps> & { readonly replicas?: unknown }, parts: PersistentParts): void {
  const { start, exporter, persistence } = parts;
  const { [start.data]: _, ...writable } = start.writable;
  addStore(store, { ...given, writable }, {
    command: start.command,
    args: start.args,
    variables: start.variables,
    ports: [OWN],
    peers: undefined,
    replicas: or(given.replicas, 1),
    podManagementPolicy: 'OrderedReady',
    advice: { strangers: 'Or declare several, under names of their own.' },
    volumes: { data: { path: start.data, ...persistence } },
    probes: parts.probes,
    user: start.user,
    metrics: exporter && {},
    exporter: exporter && { ...exporter, secrets: [], port: { ...METRICS_PORT, appProtocol: 'http' } },
  });
}
