import { Construct } from 'constructs';
import { report } from '../../../model/declarations';
import { Expression } from '../../../model/expression';
import type { Finding } from '../../../model/finding';
import type { Input } from '../../../model/fields';
import { type Varying } from '../../../model/varying';
import { locatedStorage } from '../backup/object-storage';
import { Endpoint } from '../../network/connections';
import { acceptProps } from '../../engine/accepted';
import { build, varyingOf, type PerEnvironment, type Subject } from '../../engine/build';
import { identify, type Identity } from '../../engine/identity';
import { addDatabaseAlerts } from './alerts';
import { addBackup, recoverFrom, refuseSharedHistory, type InitialDatabase } from './backup';
import { demandBarman } from './barman';
import { addCluster, refuseLongName } from './cluster';
import { loginOf, type Login } from '../operated/login';
import { managedRoles, refuseReserved, roleLogin, useLogin, type Role } from './credentials';
import { addDrill } from './drill';
import { instanceResources } from '../operated/instance-resources';
import { addPodMonitor } from '../operated/pod-monitor';
import { connectInstances, connectPoolers, METRICS_PORT, POOLER_METRICS_PORT, POSTGRES_PORT } from './network';
import { settleParameters } from './parameters';
import { addPooler, podLabels } from './pooler';
import { instanceProbes } from './probes';
import { withRpo } from './promises';
import { postgresShape, type PostgresProps, type Same } from './props';
import { demandSafety } from './safety';
import { NO_PLAIN_TEXT, poolerNames, verified } from './tls';
import { refuseOtherVersion } from '../../platform/operators';
import { addPolicy } from '../../network/policy';

const DEFAULT_DATABASE = 'app';

/**
 * A PostgreSQL database with instances, credentials, backup, pooler, policies and a monitor. Argo CD neither prunes nor
 * deletes the Cluster in any environment. Needs the cluster facts `apiServer` and `operators.cloudNativePg`: the
 * instances communicate with both.
 * @example const db = new Postgres(shop, 'db', { image: 'postgresql', version: 18, instances: vary({ dev: 1, prod: 3 }), storage: { size: '50Gi' } });
 */
export class Postgres extends Construct {
  /** URL of the database for its owner, read-write. User and password are expanded from the sealed credentials. */
  readonly url: Expression;
  /** Name of the read-write Service, with the connection. */
  readonly host: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;
  /** The sealed login of the owner. */
  readonly credentials: Login;
  private readonly identity: Identity;
  private readonly roles: readonly Role[];
  private readonly tls: boolean;
  /** What was made in each environment; `undefined` when the props do not fit. */
  private readonly made: PerEnvironment<Made> | undefined;

  constructor(scope: Construct, id: string, props: Input<PostgresProps, Same>) {
    super(scope, id);
    const accepted = acceptProps<PostgresProps>(this, props, postgresShape);
    const database = (this.identity = instancesOf(identify(this, 'database', props?.name, props?.only)));
    const { name } = database;
    this.credentials = loginOf(props?.credentials ?? `${name}-credentials`, name);
    this.endpoint = new Endpoint(database.pods, [{ port: POSTGRES_PORT, protocol: 'TCP' }]);
    this.host = new Expression([`${name}-rw`, this.endpoint]);
    this.made = accepted && build(database, accepted, postgres);
    this.roles = accepted === undefined ? [] : (props.roles ?? []);
    this.tls = accepted !== undefined && props.tls !== undefined;
    this.url = this.urlAt(`${name}-rw`, this.endpoint, this.credentials);
  }

  /** URL of the replicas, for reads only; requires at least two instances wherever it is used. */
  get readOnlyUrl(): Expression {
    const { name } = this.identity;
    this.reportWhere(({ instances }) => instances === 1, {
      code: 'LS681',
      path: 'instances',
      message: `readOnlyUrl is used, but the only instance is the primary, so ${name}-ro has no endpoints`,
      fix: 'Use at least 2 instances, or use `url`.',
    });
    return this.urlAt(`${name}-ro`, this.endpoint, this.credentials);
  }

  /** URL of the pooler; requires `pooler`. */
  get pooledUrl(): Expression {
    const endpoint = this.pooledEndpoint;
    const port =
      this.made && varyingOf(this.identity, this.made, ({ pooler }) => String(pooler?.port ?? POSTGRES_PORT));
    return this.urlAt(this.pooled?.name ?? `${this.identity.name}-pooler`, endpoint, this.credentials, port);
  }

  /** Name of the pooler's Service, with the connection. */
  get pooledHost(): Expression {
    const endpoint = this.pooledEndpoint;
    return new Expression([this.pooled?.name ?? this.identity.name, endpoint]);
  }

  /** Only the connection to the pooler, for `calls`. */
  get pooledEndpoint(): Endpoint {
    const { pooled } = this;
    if (pooled !== undefined) return new Endpoint(pooled.pods, [{ port: POSTGRES_PORT, protocol: 'TCP' }]);
    if (this.made !== undefined) {
      const fix = 'Declare pooler: { … }, or use `url`, which connects directly to the primary.';
      report(this, { code: 'LS103', path: 'pooler', message: 'the pooler is used but not declared', fix });
    }
    return this.endpoint;
  }

  /**
   * Read-write URL for one of the additional roles.
   * @param role its name in `roles`
   */
  urlAs(role: string): Expression {
    const found = this.roles.find(({ name }) => name === role);
    if (found === undefined && this.made !== undefined) {
      const message = `the URL of the role "${role}" is used, but the role is not declared`;
      report(this, { code: 'LS103', path: 'roles', message, fix: `Add { name: '${role}' } to roles.` });
    }
    const login = roleLogin(this.identity.name, found ?? { name: role });
    return this.urlAt(`${this.identity.name}-rw`, this.endpoint, login);
  }

  private urlAt(
    host: string,
    endpoint: Endpoint,
    { username, password }: Login,
    port: string | Varying<string> = String(POSTGRES_PORT),
  ): Expression {
    const checked = this.tls ? verified(this.identity.name) : [];
    return new Expression([
      'postgresql://',
      username,
      ':',
      password,
      `@${host}:`,
      port,
      '/',
      this.database,
      ...checked,
      endpoint,
    ]);
  }

  /** As URLs have it. */
  private get database(): string | Varying<string> {
    if (this.made === undefined) return DEFAULT_DATABASE;
    return varyingOf(this.identity, this.made, ({ database }) => encodeURIComponent(database));
  }

  private get pooled(): Made['pooler'] {
    return this.made?.find((own) => own !== undefined)?.pooler;
  }

  /** Reports a finding in the environments where something holds; once where it holds in all of them. */
  private reportWhere(holds: (made: Made) => boolean, finding: Omit<Finding, 'environments'>): void {
    const { names } = this.identity.platform.environments;
    const made = names.flatMap((name, index) =>
      this.made?.[index] === undefined ? [] : [{ name, own: this.made[index] }],
    );
    const found = made.filter(({ own }) => holds(own));
    if (found.length === 0) return;
    if (found.length === made.length) return report(this, finding);
    for (const { name } of found) report(this, { ...finding, environments: [name] });
  }
}

/** What others need to know of a database, in one environment. */
interface Made {
  readonly database: string;
  readonly instances: number;
  readonly pooler: (PoolerNames & { readonly port: number }) | undefined;
}

/** A database in one environment. */
function postgres(subject: Subject, props: PostgresProps): Made {
  const { parts, facts, name, pods } = subject;
  const { image, instances, pooler, roles = [], database = DEFAULT_DATABASE, owner = database } = props;
  const [backup, recovery] = [locatedStorage(props.backup), locatedStorage(props.recovery)];
  refuseLongName(subject);
  refuseOtherVersion(subject, image, props.version);
  refuseReserved(subject, owner);
  const resources = instanceResources(subject, props.resources);
  const given = withRpo(parts, props.parameters ?? {}, backup?.rpo);
  const { parameters, maxConnections } = settleParameters(parts, given, resources.memory, props.walStorage?.size);
  const credentials = loginOf(props.credentials ?? `${name}-credentials`, name);
  useLogin(subject, credentials, owner);
  const start = { database, owner, secret: { name: credentials.password.secret } };
  const restored = recovery ? recoverFrom(subject, recovery, start) : undefined;
  const use = { image, path: 'image' };
  if (backup !== undefined)
    demandBarman(subject, { ...use, purpose: 'archive WAL and take backups', or: ', or omit `backup`' });
  if (recovery !== undefined) demandBarman(subject, { ...use, purpose: 'restore' });
  if (backup !== undefined && recovery !== undefined) refuseSharedHistory(subject, backup, recovery);
  const names = poolerOf(subject, pooler?.name);

  addCluster(subject, {
    image,
    instances,
    storage: props.storage,
    walStorage: props.walStorage,
    resources: resources.container,
    parameters,
    preload: props.preload,
    synchronous: props.synchronous,
    probes: props.probes && instanceProbes(props.probes),
    hba: props.tls && NO_PLAIN_TEXT,
    serverNames: props.tls && pooler && poolerNames(facts.namespace, names.name),
    bootstrap: restored?.bootstrap ?? { initdb: emptyDatabase(start) },
    externalClusters: restored?.externalClusters,
    roles: managedRoles(subject, owner, roles),
    backup: backup && addBackup(subject, backup),
    maintenance: props,
    antiAffinity: props.antiAffinity,
    priorityClass: props.priorityClass,
    podLabels: { ...podLabels(subject), [COMPONENT]: 'database' },
  });
  connectInstances(subject);
  addPolicy(subject);
  const { metrics = facts.cluster.prometheus !== undefined } = props;
  if (metrics) addPodMonitor(subject, METRICS_PORT);
  demandSafety(subject, instances, backup !== undefined);
  if (backup !== undefined) addDrill(subject, backup, { image, database, storage: props.storage });
  addDatabaseAlerts(subject, { ...props, backup }, metrics);
  if (pooler === undefined) return { database, instances, pooler: undefined };

  const scoped: Subject = { ...subject, ...names, parts: parts.within('pooler') };
  const logins = 1 + roles.filter(({ login }) => login !== false).length;
  addPooler(scoped, pooler, { cluster: name, maxConnections, roles: logins, tls: props.tls !== undefined });
  connectPoolers(scoped, pods);
  addPolicy(scoped);
  if (metrics) addPodMonitor(scoped, POOLER_METRICS_PORT);
  return { database, instances, pooler: { ...names, port: pooler.servicePort ?? POSTGRES_PORT } };
}

/** Tells the pods of instances and jobs from those of poolers, which carry the label of the cluster as well. */
const COMPONENT = 'lockstep.dev/component';

function instancesOf(identity: Identity): Identity {
  const selector = { 'cnpg.io/cluster': identity.name, [COMPONENT]: 'database' };
  return { ...identity, selector, pods: { ...identity.pods, labels: selector } };
}

/** Who the pooler is. */
type PoolerNames = Pick<Subject, 'name' | 'labels' | 'selector' | 'pods'>;

function poolerOf(
  { name: cluster, labels, pods }: Pick<Subject, 'name' | 'labels' | 'pods'>,
  given: string | undefined,
): PoolerNames {
  const name = given ?? `${cluster}-pooler`;
  const selector = { 'cnpg.io/poolerName': name };
  return {
    name,
    labels: { ...labels, 'app.kubernetes.io/name': name },
    selector,
    pods: { ...pods, name, labels: selector },
  };
}

function emptyDatabase(start: InitialDatabase) {
  return { ...start, encoding: 'UTF8', dataChecksums: true };
}
