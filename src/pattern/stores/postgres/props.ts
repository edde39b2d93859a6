import { presenceShape } from '../../../model/presence';
import { everywhere, fixed, flag, integer, list, object, oneOf, required, type PropsOf } from '../../../model/shape';
import { anyText, dnsLabel } from '../../../model/syntax';
import { resourcesShape } from '../../workload/resources';
import { alertsShape } from '../../observability/shapes';
import { POOLER_ALERTS, POSTGRES_ALERTS } from '../../observability/stores/postgres';
import { SHARED_TABLES } from '../../observability/workload';
import { backupShape, recoveryShape } from './backup';
import { maintenanceShapes, synchronousShape, volumeShape } from './cluster';
import { identifier, rolesShape } from './credentials';
import { parametersShape } from './parameters';
import { poolerShape } from './pooler';
import { instanceProbesShape } from './probes';

/** Props that are the same in every environment. */
export type Same = 'image' | 'name' | 'tls' | 'credentials' | 'roles' | 'metrics' | 'only';

/** A PostgreSQL cluster, run by the CloudNativePG operator. */
export interface PostgresProps extends PropsOf<typeof postgresProps> {}
const postgresProps = {
  ...maintenanceShapes,
  /** Name in `images.lock.yaml`; an image for CloudNativePG, whose tag begins with the version. */
  image: required(fixed(anyText)),
  /** Major version. */
  version: required(integer({ min: 13 })),
  /** Name of the Cluster; its read-write Service is `<name>-rw`. Default: the id. */
  name: fixed(dnsLabel),
  /** One primary and its replicas. Production needs two or more, or a deviation of `single-instance`. */
  instances: required(integer({ min: 1 })),
  /** Volume of each instance. A volume can grow, and never shrink. */
  storage: required(volumeShape),
  /** Volume of its own for the write-ahead log. Default: it shares `storage`. */
  walStorage: volumeShape,
  /** Default: 250m and 1Gi requested, limits 2 and 1Gi. Memory given on one side holds for both. */
  resources: resourcesShape,
  /** Database of the application. Default: `app`. */
  database: identifier,
  /** Role that owns the database; the user name in the sealed credentials must be the same. Default: the name of the database. */
  owner: identifier,
  /** Sealed secret with the keys `username` and `password` of the owner. Default: `<name>-credentials`. */
  credentials: fixed(dnsLabel),
  /** Further roles, each with a sealed login. */
  roles: fixed(rolesShape),
  /** Parameters of `postgresql.conf`. Those of memory follow from the container's unless given. */
  parameters: parametersShape,
  /** Libraries to load at the start, such as `pg_stat_statements`. */
  preload: list(anyText),
  /** Replicas that confirm a transaction before it counts. Default: none; a failover may then lose the last moments. */
  synchronous: synchronousShape,
  /** Default: as the operator asks, every 10s. */
  probes: instanceProbesShape,
  /**
   * Server and poolers refuse what is not encrypted, and URLs check the certificate of the server (`sslmode=verify-full`), in the
   * words of libpq: a driver that speaks otherwise takes `host`. Default: clients may use encryption, but need not.
   */
  tls: fixed(oneOf('verify-full')),
  /** PgBouncer in front of it; `pooledUrl` leads there. Default: none. */
  pooler: fixed(poolerShape),
  /** Production needs one, or a deviation of `no-backup`. */
  backup: backupShape,
  /** Where the data comes from when the cluster is created. Default: an empty database. */
  recovery: recoveryShape,
  /** Whether Prometheus scrapes it. Default: where the platform says which Prometheus. */
  metrics: fixed(flag),
  /** Alerts that come with it, tuned by their names, and alerts of one's own. */
  alerts: everywhere(alertsShape(POSTGRES_ALERTS, POOLER_ALERTS, ...SHARED_TABLES.operated)),
  /** Whether two instances may share a node when there are too few. Default: required, they may not. */
  antiAffinity: oneOf('required', 'preferred'),
  priorityClass: dnsLabel,
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};
export const postgresShape = object<PostgresProps>(postgresProps);
