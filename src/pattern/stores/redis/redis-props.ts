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
  /** How the image is configured. Default: official. */
  flavour: fixed(oneOf('official', 'bitnami')),
  /** Name of its objects. Default: the id. */
  name: fixed(dnsLabel),
  /** Default: key `password` of the sealed secret `<name>-auth`. */
  password: fixed(sealedKeyShape),
  /**
   * Maximum memory for entries, in Redis notation: `768mb`. Default: three quarters of the container's limit; half of
   * it with `persistence`.
   */
  maxMemory: capShape,
  /**
   * Which entries are evicted when memory is full. Default: allkeys-lru; with `persistence`, none are, and writes fail
   * (noeviction).
   */
  eviction: evictionShape,
  /** A volume that outlives the pod, with a log of every write. Default: none; all data is disposable. */
  persistence: everywhere(persistenceShape),
  /** Copies of the persistent data in object storage. Needs `persistence`. Default: none. */
  backup: storeBackupShape,
  /** Default: requests 100m and 128Mi, limits 1 and 256Mi. */
  resources: resourcesShape,
  /** Users in addition to the default one, by name, each limited to its own keys and commands. */
  users: fixed(usersShape),
  /**
   * Failover by Sentinel: replicas follow a master, and if it is lost, a majority of sentinels elects another one. The
   * same in every environment, because callers query the sentinels for the master. Needs `persistence`. Default: none.
   */
  sentinel: everywhere(sentinelShape),
  /** With `sentinel`, 1 or an odd number. Otherwise 1, or 0 to stop it: replicas would not replicate. Default: 1. */
  replicas: integer({ min: 0 }),
  /**
   * Default: readiness runs `redis-cli -e ping`, which fails on an error response; liveness runs `redis-cli ping`,
   * which accepts any response.
   */
  probes: probesShape,
  /**
   * Callers use TLS, URLs start with `rediss://`, and there is no plaintext port; clients verify the server with `ca`.
   * Requires the official flavour, without `sentinel`. Default: plaintext.
   */
  tls: fixed(tlsShape),
  /** User id. Default: the one that the image is built for, 999 (official) or 1001 (bitnami). */
  user: integer({ min: 1, unit: 'user id' }),
  /** Whether it has an exporter that is scraped. Default: if the platform declares a Prometheus. */
  metrics: fixed(flag),
  /** Image like oliver006/redis_exporter. Default: `redis-exporter`, 10m and 32Mi requested, limits 100m and 64Mi. */
  exporter: sidecarShape,
  /** Settings of the built-in alerts, by name, and custom alerts. */
  alerts: everywhere(alertsShape(REDIS_ALERTS, BACKUP_ALERTS, ...SHARED_TABLES.store)),
  /** Environments in which it exists, if not all: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};

export const redisShape = object<RedisProps>(redisProps);
