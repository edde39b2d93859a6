/** Props of a Redis. */
import { presenceShape } from '../../../model/presence';
import { everywhere, fixed, flag, integer, object, oneOf, required, type PropsOf } from '../../../model/shape';
import { anyText, dnsLabel } from '../../../model/syntax';
import { resourcesShape } from '../../workload/resources';
import { alertsShape } from '../../observability/shapes';
import { BACKUP_ALERTS } from '../../observability/stores/backups';
import { REDIS_ALERTS } from '../../observability/stores/redis';
import { SHARED_TABLES } from '../../observability/workload';
import { probesShape } from '../../workload/probes';
import { sealedKeyShape } from '../../secrets/sealed';
import { tlsShape } from '../stateful/server-certificate';
import { sidecarShape } from '../stateful/sidecar';
import { storeBackupShape } from '../backup/backup';
import { capShape, evictionShape } from './memory';
import { persistenceShape } from './persistence';
import { sentinelShape } from './sentinel';
import { usersShape } from './users';

export type Same = 'image' | 'flavour' | 'name' | 'password' | 'users' | 'metrics' | 'tls' | 'only';

/** Redis in memory alone, a cache: whatever it holds may be gone at any time. With `persistence`, a store that keeps it. */
export interface RedisProps extends PropsOf<typeof redisProps> {}
const redisProps = {
  /** Name in `images.lock.yaml`. Redis 7.0 or later: its probes use `redis-cli -e`. */
  image: required(fixed(anyText)),
  /** How the image takes its settings. Default: official. */
  flavour: fixed(oneOf('official', 'bitnami')),
  /** Name of its objects. Default: the id. */
  name: fixed(dnsLabel),
  /** Default: key `password` of the sealed secret `<name>-auth`. */
  password: fixed(sealedKeyShape),
  /** Memory that entries may take, as Redis writes it: `768mb`. Default: three quarters of the container's limit; half of it with `persistence`. */
  maxMemory: capShape,
  /** What goes when it is full. Default: allkeys-lru; with `persistence` nothing goes, and writes fail (noeviction). */
  eviction: evictionShape,
  /** A volume that outlives the pod, with a log of every write on it. Default: none; what it holds is disposable. */
  persistence: everywhere(persistenceShape),
  /** Copies of what persists in object storage. Needs `persistence`. Default: none. */
  backup: storeBackupShape,
  /** Default: requests 100m and 128Mi, limits 1 and 256Mi. */
  resources: resourcesShape,
  /** Users in addition to the default one, by name, each limited to its own keys and commands. */
  users: fixed(usersShape),
  /**
   * Failover by Sentinel: replicas follow one master, and a majority of sentinels makes another one the master when it is lost.
   * The same in every environment, since callers ask the sentinels who it is. Needs `persistence`. Default: none.
   */
  sentinel: everywhere(sentinelShape),
  /** With `sentinel` 1, or an odd number. Without it 1, or 0 where it is to be parked: they would not replicate. Default: 1. */
  replicas: integer({ min: 0 }),
  /** Default: readiness asks `redis-cli -e ping`, which an error answer fails; liveness `redis-cli ping`, which any answer passes. */
  probes: probesShape,
  /**
   * Callers speak TLS, URLs say `rediss://`, and nothing listens for plain text; clients verify the server by `ca`. Needs the official
   * flavour, and no `sentinel`. Default: callers speak plain text.
   */
  tls: fixed(tlsShape),
  /** User id. Default: the one that the image is built for, 999 (official) or 1001 (bitnami). */
  user: integer({ min: 1, unit: 'user id' }),
  /** Whether it has an exporter that is scraped. Default: if the platform declares a Prometheus. */
  metrics: fixed(flag),
  /** Image like oliver006/redis_exporter. Default: `redis-exporter`, 10m and 32Mi requested, limits 100m and 64Mi. */
  exporter: sidecarShape,
  /** Alerts that come with it, tuned by their names, and alerts of one's own. */
  alerts: everywhere(alertsShape(REDIS_ALERTS, BACKUP_ALERTS, ...SHARED_TABLES.store)),
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};

export const redisShape = object<RedisProps>(redisProps);
