/** What a Redis can be told. */
import { Presence } from '../../model/presence';
import {
  everywhere,
  fixed,
  flag,
  instance,
  integer,
  object,
  oneOf,
  required,
  type Shape,
  type PropShape,
} from '../../model/shape';
import { anyText, dnsLabel } from '../../model/syntax';
import { resourcesShape, type Resources } from '../container';
import type { Alerts } from '../observability/alert';
import { alertsShape } from '../observability/shapes';
import { BACKUP_ALERTS, type BackupAlert } from '../observability/stores/backups';
import { REDIS_ALERTS, type RedisAlert } from '../observability/stores/redis';
import { SHARED_TABLES, type StoreAlert } from '../observability/workload';
import { probesShape, type Probes } from '../probes';
import { sealedKeyShape, type SealedKey } from '../sealed';
import { tlsShape } from '../stateful/server-certificate';
import { sidecarShape, type Sidecar } from '../stateful/sidecar';
import type { Flavour } from './flavours';
import { storeBackupShape, type StoreBackup } from '../backup/backup';
import { capShape, evictionShape, type EvictionPolicy } from './memory';
import { persistenceShape, type Persistence } from './persistence';
import { sentinelShape, type Sentinel } from './sentinel';
import { usersShape, type RedisUser } from './users';

/** Redis in memory alone, a cache: whatever it holds may be gone at any time. With `persistence`, a store that keeps it. */
export interface RedisProps {
  /** Name in `images.lock.yaml`. Redis 7.0 or later: its probes use `redis-cli -e`. */
  readonly image: string;
  /** How the image is told its settings. Default: official. */
  readonly flavour?: Flavour;
  /** Name of its objects. Default: the id. */
  readonly name?: string;
  /** Default: key `password` of the sealed secret `<name>-auth`. */
  readonly password?: SealedKey;
  /** Memory that entries may take, as Redis writes it: `768mb`. Default: three quarters of the container's limit; half of it with `persistence`. */
  readonly maxMemory?: string;
  /** What goes when it is full. Default: allkeys-lru; with `persistence` nothing goes, and writes fail (noeviction). */
  readonly eviction?: EvictionPolicy;
  /** A volume that outlives the pod, with a log of every write on it. Default: none; what it holds is disposable. */
  readonly persistence?: Persistence;
  /** Copies of what persists in object storage. Needs `persistence`. Default: none. */
  readonly backup?: StoreBackup;
  /** Default: requests 100m and 128Mi, limits 1 and 256Mi. */
  readonly resources?: Resources;
  /** Users beside the default one, by name, each limited to its own keys and commands. */
  readonly users?: Record<string, RedisUser>;
  /**
   * Failover by Sentinel: replicas follow one master, and a majority of sentinels makes another one the master when it is lost.
   * The same in every environment, since callers ask the sentinels who it is. Needs `persistence`. Default: none.
   */
  readonly sentinel?: Sentinel;
  /** With `sentinel` 1, or an odd number. Without it 1, or 0 where it is to be parked: they would not replicate. Default: 1. */
  readonly replicas?: number;
  /** Default: readiness asks `redis-cli -e ping`, which an error answer fails; liveness `redis-cli ping`, which any answer passes. */
  readonly probes?: Probes;
  /**
   * Callers speak TLS, URLs say `rediss://`, and nothing listens for plain text; clients verify the server by `ca`. Needs the official
   * flavour, and no `sentinel`. Default: callers speak plain text.
   */
  readonly tls?: 'verify-full';
  /** User id. Default: the one that the image is built for, 999 (official) or 1001 (bitnami). */
  readonly user?: number;
  /** Whether an exporter beside it is scraped. Default: where the platform says which Prometheus. */
  readonly metrics?: boolean;
  /** Image like oliver006/redis_exporter. Default: `redis-exporter`, 10m and 32Mi requested, limits 100m and 64Mi. */
  readonly exporter?: Sidecar;
  /** Alerts that come with it, tuned by their names, and alerts of one's own. */
  readonly alerts?: Alerts<RedisAlert | BackupAlert | StoreAlert>;
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

export type Same = 'image' | 'flavour' | 'name' | 'password' | 'users' | 'metrics' | 'tls' | 'only';

const shapes: { readonly [K in keyof Required<RedisProps>]: Shape | PropShape } = {
  image: required(fixed(anyText)),
  flavour: fixed(oneOf('official', 'bitnami')),
  name: fixed(dnsLabel),
  password: fixed(sealedKeyShape),
  maxMemory: capShape,
  eviction: evictionShape,
  persistence: everywhere(persistenceShape),
  backup: storeBackupShape,
  resources: resourcesShape,
  users: fixed(usersShape),
  sentinel: everywhere(sentinelShape),
  replicas: integer({ min: 0 }),
  probes: probesShape,
  tls: fixed(tlsShape),
  user: integer({ min: 1, unit: 'user id' }),
  metrics: fixed(flag),
  exporter: sidecarShape,
  alerts: everywhere(alertsShape(REDIS_ALERTS, BACKUP_ALERTS, ...SHARED_TABLES.store)),
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
};
export const redisShape: Shape = object<RedisProps>(shapes);
