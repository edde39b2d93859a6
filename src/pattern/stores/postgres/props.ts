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
  /** Name in `images.lock.yaml` of a CloudNativePG image, whose tag starts with the version. */
  image: required(fixed(anyText)),
  /** Major version. */
  version: required(integer({ min: 13 })),
  /** Name of the Cluster; its read-write Service is `<name>-rw`. Default: the id. */
  name: fixed(dnsLabel),
  /** One primary and its replicas. Production requires at least two, unless a deviation waives `single-instance`. */
  instances: required(integer({ min: 1 })),
  /** Volume of each instance. A volume can grow, but never shrink. */
  storage: required(volumeShape),
  /** Separate volume for the write-ahead log. Default: none, it shares `storage`. */
  walStorage: volumeShape,
  /** Default: 250m and 1Gi requested, limits 2 and 1Gi. Memory that is set as a request or a limit only applies to both. */
  resources: resourcesShape,
  /** The application's database. Default: `app`. */
  database: identifier,
  /** Role that owns the database; the user name in the sealed credentials must be the same. Default: the name of the database. */
  owner: identifier,
  /** Sealed secret with the keys `username` and `password` of the owner. Default: `<name>-credentials`. */
  credentials: fixed(dnsLabel),
  /** Additional roles, each with a sealed login. */
  roles: fixed(rolesShape),
  /** Parameters of `postgresql.conf`. Memory parameters are derived from the container's memory unless set. */
  parameters: parametersShape,
  /** Libraries to load at startup, such as `pg_stat_statements`. */
  preload: list(anyText),
  /**
   * Replicas that must confirm a transaction before it commits. Default: none; a failover may then lose the latest
   * transactions.
   */
  synchronous: synchronousShape,
  /** Default: those of the operator, every 10s. */
  probes: instanceProbesShape,
  /**
   * Server and poolers reject unencrypted connections, and URLs make clients verify the server certificate
   * (`sslmode=verify-full`), in libpq syntax; for drivers with different options, use `host`. Default: clients may use
   * encryption, but need not.
   */
  tls: fixed(oneOf('verify-full')),
  /** PgBouncer in front of the database; `pooledUrl` points to it. Default: none. */
  pooler: fixed(poolerShape),
  /** Production requires a backup, unless a deviation waives `no-backup`. */
  backup: backupShape,
  /** Source of the data when the cluster is created. Default: an empty database. */
  recovery: recoveryShape,
  /** Whether Prometheus scrapes it. Default: if the platform declares a Prometheus. */
  metrics: fixed(flag),
  /** Settings of the built-in alerts, by name, and custom alerts. */
  alerts: everywhere(alertsShape(POSTGRES_ALERTS, POOLER_ALERTS, ...SHARED_TABLES.operated)),
  /** Whether two instances may share a node if there are too few nodes. Default: required, they may not. */
  antiAffinity: oneOf('required', 'preferred'),
  priorityClass: dnsLabel,
  /** Environments in which it exists, if not all: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};
export const postgresShape = object<PostgresProps>(postgresProps);
