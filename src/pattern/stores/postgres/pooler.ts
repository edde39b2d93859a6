/** PgBouncer in front of a cluster, for callers that open more connections than the database can hold. */
import { choose } from '../../../model/nearest';
import { fixed, integer, object, oneOf, record, type Shape, type PropsOf } from '../../../model/shape';
import { anyText, dnsLabel, portNumber } from '../../../model/syntax';
import { resourcesShape } from '../../workload/resources';
import type { Subject } from '../../engine/build';
import type { Parts } from '../../engine/parts';
import { addDisruptionBudget, topologySpread } from '../../workload/availability';
import { resources } from '../../workload/container';

const parameter: Shape<string | number> = (value, at) => {
  if (typeof value === 'string' || Number.isFinite(value)) return;
  at.report({
    code: 'LS102',
    path: at.path,
    message: `${String(value)} is neither text nor a number`,
    fix: 'Use text or a number.',
  });
};

export interface Pooler extends PropsOf<typeof poolerProps> {}
const poolerProps = {
  /** Name of the Pooler and of its Service. Default: `<database>-pooler`. */
  name: fixed(dnsLabel),
  /** Port of its Service. Default: 5432, the one that its pods listen on. */
  servicePort: portNumber,
  /** Default: 2, so that one remains while a node is drained. */
  instances: integer({ min: 1 }),
  /**
   * When a connection returns to the pool. Default: transaction; features that need a session (LISTEN, advisory locks)
   * require `session`.
   */
  mode: oneOf('session', 'transaction'),
  /** Name of the PgBouncer image in `images.lock.yaml`. Default: `pgbouncer`. */
  image: fixed(anyText),
  /** Maximum client connections per pooler instance. Default: 1000. */
  maxClientConnections: integer({ min: 1 }),
  /**
   * Additional PgBouncer parameters. `default_pool_size` is derived from the database's `max_connections` unless set.
   */
  parameters: record(parameter),
  resources: resourcesShape,
};
export const poolerShape = object<Pooler>(poolerProps);

/** What CloudNativePG 1.28 lets a Pooler set (`internal/webhook/v1/pooler_webhook.go`). */
const ALLOWED = (
  'application_name_add_host auth_type autodb_idle_timeout cancel_wait_timeout client_idle_timeout client_login_timeout client_tls_sslmode ' +
  'default_pool_size disable_pqexec dns_max_ttl dns_nxdomain_ttl idle_transaction_timeout ignore_startup_parameters listen_backlog log_connections ' +
  'log_disconnections log_pooler_errors log_stats max_client_conn max_db_connections max_packet_size max_prepared_statements max_user_connections ' +
  'min_pool_size pkt_buf query_timeout query_wait_timeout reserve_pool_size reserve_pool_timeout sbuf_loopcnt server_check_delay server_check_query ' +
  'server_connect_timeout server_fast_close server_idle_timeout server_lifetime server_login_retry server_reset_query server_reset_query_always ' +
  'server_round_robin server_tls_ciphers server_tls_protocols server_tls_sslmode stats_period suspend_timeout tcp_defer_accept tcp_socket_buffer ' +
  'tcp_keepalive tcp_keepcnt tcp_keepidle tcp_keepintvl tcp_user_timeout track_extra_parameters verbose'
).split(' ');

/** Connections that the pool must leave: those of superusers, of the operator's monitoring, and of a person who looks. */
const RESERVED = 10;

/** What the sum of the pools is made of, in one environment. */
export interface Pools {
  readonly maxConnections: number;
  readonly instances: number;
  /** Roles that log in: PgBouncer keeps a pool for each. */
  readonly roles: number;
}

/** The largest pool that fits, and at least one connection. */
export function poolSize({ maxConnections, instances, roles }: Pools): number {
  return Math.max(1, Math.floor((maxConnections - RESERVED) / (instances * roles)));
}

/** What a pooler needs to know of its database. */
export interface Pooled {
  readonly cluster: string;
  readonly maxConnections: number;
  readonly roles: number;
  readonly tls: boolean;
}

/** @param subject that of the pooler: its name and the labels of its pods */
export function addPooler(subject: Subject, given: Pooler, database: Pooled): void {
  const { parts, facts, name, labels } = subject;
  const { opinions } = facts;
  const { parameters = {}, instances = opinions.poolerInstances.value, servicePort: port } = given;
  for (const key of Object.keys(parameters)) if (!ALLOWED.includes(key)) refuseParameter(parts, key);
  refuseSecondWay(parts, parameters);
  const pools = { maxConnections: database.maxConnections, instances, roles: database.roles };
  const size = String(parameters.default_pool_size ?? poolSize(pools));
  refuseLargePools(parts, pools, size, parameters);
  const amounts = resources(parts, given.resources, {}, opinions);
  const { reference, pullSecrets } = facts.image(given.image ?? 'pgbouncer', name);
  parts.add('Pooler', 'data', {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Pooler',
    metadata: { name, labels },
    spec: {
      cluster: { name: database.cluster },
      instances,
      type: 'rw',
      serviceTemplate: port === undefined ? undefined : { spec: { ports: [servicePort(port)] } },
      deploymentStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: opinions.maxSurge.value, maxUnavailable: opinions.maxUnavailable.value },
      },
      pgbouncer: {
        poolMode: given.mode ?? 'transaction',
        parameters: {
          ...(database.tls && { client_tls_sslmode: 'require' }),
          ...Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, String(value)])),
          max_client_conn: String(given.maxClientConnections ?? opinions.poolerClients.value),
          default_pool_size: size,
        },
      },
      template: {
        metadata: { labels: podLabels(subject) },
        spec: {
          containers: [{ name: 'pgbouncer', image: reference, resources: amounts }],
          imagePullSecrets: pullSecrets.length > 0 ? pullSecrets : undefined,
          topologySpreadConstraints: topologySpread(subject),
        },
      },
    },
  });
  addDisruptionBudget(subject);
}

/** In place of the operator's own, which has the same name (`pkg/specs/pgbouncer/services.go`). */
function servicePort(port: number) {
  return { name: 'pgbouncer', port, protocol: 'TCP', targetPort: 'pgbouncer' };
}

/** The operator gives its pods a name, an instance and a manager; what is ours alone is added. */
export function podLabels({ facts }: Pick<Subject, 'facts'>): Record<string, string> {
  const { 'app.kubernetes.io/part-of': partOf, 'lockstep.dev/owner': owner } = facts.commonLabels;
  return { 'app.kubernetes.io/part-of': partOf!, 'lockstep.dev/owner': owner! };
}

function refuseLargePools(
  parts: Parts,
  pools: Pools,
  size: string,
  parameters: NonNullable<Pooler['parameters']>,
): void {
  const { reserve_pool_size: reserve = 0, max_db_connections: most } = parameters;
  const each = (Number(size) + Number(reserve)) * pools.roles;
  const one = most === undefined ? each : Math.min(each, Number(most));
  const needed = one * pools.instances;
  if (needed <= pools.maxConnections - RESERVED) return;
  parts.report({
    code: 'LS677',
    path: 'pooler.parameters.default_pool_size',
    message:
      `${pools.instances} poolers may open ${one} connections each, ${needed} in total; max_connections ${pools.maxConnections} ` +
      `leaves them ${pools.maxConnections - RESERVED} (${RESERVED} are reserved for superusers and monitoring)`,
    fix: `Set default_pool_size to ${poolSize(pools)} or less, or raise max_connections to ${needed + RESERVED}.`,
  });
}

function refuseParameter(parts: Parts, key: string): void {
  parts.report({
    code: 'LS678',
    path: `pooler.parameters.${key}`,
    message: `a Pooler cannot set ${key}`,
    fix: choose(key, ALLOWED),
  });
}

function refuseSecondWay(parts: Parts, parameters: NonNullable<Pooler['parameters']>): void {
  if (parameters.max_client_conn === undefined) return;
  parts.report({
    code: 'LS114',
    path: 'pooler.parameters.max_client_conn',
    message: 'max_client_conn has its own prop',
    fix: 'Set pooler: { maxClientConnections: … }.',
  });
}
