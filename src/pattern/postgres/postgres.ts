import { Construct } from 'constructs';
import { report } from '../../model/declarations';
import { Expression, type Part } from '../../model/expression';
import type { Input, Normal } from '../../model/fields';
import { Presence } from '../../model/presence';
import {
  everywhere,
  fixed,
  flag,
  instance,
  integer,
  list,
  object,
  oneOf,
  required,
  type Shape,
} from '../../model/shape';
import { anyText, dnsLabel } from '../../model/syntax';
import { derive } from '../../model/varying';
import { accept } from '../accept';
import { Endpoint } from '../connections';
import { resourcesShape, type Resources } from '../container';
import { buildFrom } from '../engine/bridge';
import { identify, type Identity } from '../identity';
import type { Alerts } from '../observability/alert';
import { addPolicy } from '../policy';
import { inEachEnvironment, or, whereAbsent } from '../per-environment';
import { demandBarman } from './barman';
import {
  addBackup,
  backupShape,
  recoverFrom,
  recoveryShape,
  refuseSharedHistory,
  type Backup,
  type Recovery,
} from './backup';
import {
  addCluster,
  instanceResources,
  maintenanceShapes,
  refuseLongName,
  refuseOtherVersion,
  synchronousShape,
  volumeShape,
} from './cluster';
import type { Maintenance, Synchronous, Volume } from './cluster';
import {
  identifier,
  loginOf,
  managedRoles,
  refuseReserved,
  roleLogin,
  rolesShape,
  useLogin,
  type Login,
  type Role,
} from './credentials';
import { addDrill } from './drill';
import { addDatabaseAlerts, databaseAlertsShape, type DatabaseAlert } from './alerts';
import { addPodMonitor } from './monitoring';
import { connectInstances, connectPoolers, METRICS_PORT, POOLER_METRICS_PORT, POSTGRES_PORT } from './network';
import { parametersShape, settleParameters, type PostgresParameters } from './parameters';
import { instanceProbes, instanceProbesShape, type InstanceProbes } from './probes';
import { addPooler, podLabels, poolerShape, type Pooler } from './pooler';
import { withRpo } from './promises';
import { demandSafety } from './safety';
import { NO_PLAIN_TEXT, poolerNames, verified } from './tls';

/** A PostgreSQL cluster, run by the CloudNativePG operator. */
export interface PostgresProps extends Maintenance {
  /** Name in `images.lock.yaml`; an image for CloudNativePG, whose tag begins with the version. */
  readonly image: string;
  /** Major version. */
  readonly version: number;
  /** Name of the Cluster; its read-write Service is `<name>-rw`. Default: the id. */
  readonly name?: string;
  /** One primary and its replicas. Production needs two or more, or a deviation of `single-instance`. */
  readonly instances: number;
  /** Volume of each instance. A volume can grow, and never shrink. */
  readonly storage: Volume;
  /** Volume of its own for the write-ahead log. Default: it shares `storage`. */
  readonly walStorage?: Volume;
  /** Default: 250m and 1Gi requested, limits 2 and 1Gi. Memory given on one side holds for both. */
  readonly resources?: Resources;
  /** Database of the application. Default: `app`. */
  readonly database?: string;
  /** Role that owns the database; the user name in the sealed credentials must be the same. Default: the name of the database. */
  readonly owner?: string;
  /** Sealed secret with the keys `username` and `password` of the owner. Default: `<name>-credentials`. */
  readonly credentials?: string;
  /** Further roles, each with a sealed login. */
  readonly roles?: readonly Role[];
  /** Parameters of `postgresql.conf`. Those of memory follow from the container's unless given. */
  readonly parameters?: PostgresParameters;
  /** Libraries to load at the start, such as `pg_stat_statements`. */
  readonly preload?: readonly string[];
  /** Replicas that confirm a transaction before it counts. Default: none; a failover may then lose the last moments. */
  readonly synchronous?: Synchronous;
  /** Default: as the operator asks, every 10s. */
  readonly probes?: InstanceProbes;
  /**
   * Server and poolers refuse what is not encrypted, and URLs check the certificate of the server (`sslmode=verify-full`), in the
   * words of libpq: a driver that speaks otherwise takes `host`. Default: whoever asks for encryption has it, and nobody must.
   */
  readonly tls?: 'verify-full';
  /** PgBouncer in front of it; `pooledUrl` leads there. Default: none. */
  readonly pooler?: Pooler;
  /** Production needs one, or a deviation of `no-backup`. */
  readonly backup?: Backup;
  /** Where the data comes from when the cluster is created. Default: an empty database. */
  readonly recovery?: Recovery;
  /** Whether Prometheus scrapes it. Default: where the platform says which Prometheus. */
  readonly metrics?: boolean;
  /** Alerts that come with it, tuned by their names, and alerts of one's own. */
  readonly alerts?: Alerts<DatabaseAlert>;
  /** Whether two instances may share a node when there are too few. Default: required, they may not. */
  readonly antiAffinity?: 'required' | 'preferred';
  readonly priorityClass?: string;
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

type Same = 'image' | 'name' | 'tls' | 'credentials' | 'roles' | 'metrics' | 'only';

const shapes: { readonly [K in keyof Required<PostgresProps>]: Shape | ReturnType<typeof required> } = {
  ...maintenanceShapes,
  image: required(fixed(anyText)),
  version: required(integer({ min: 13 })),
  name: fixed(dnsLabel),
  instances: required(integer({ min: 1 })),
  storage: required(volumeShape),
  walStorage: volumeShape,
  resources: resourcesShape,
  database: identifier,
  owner: identifier,
  credentials: fixed(dnsLabel),
  roles: fixed(rolesShape),
  parameters: parametersShape,
  preload: list(anyText),
  synchronous: synchronousShape,
  probes: instanceProbesShape,
  tls: fixed(oneOf('verify-full')),
  pooler: fixed(poolerShape),
  backup: backupShape,
  recovery: recoveryShape,
  metrics: fixed(flag),
  alerts: everywhere(databaseAlertsShape),
  antiAffinity: oneOf('required', 'preferred'),
  priorityClass: dnsLabel,
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
};
const shape = object<PostgresProps>(shapes);

const DEFAULT_DATABASE = 'app';

/**
 * A PostgreSQL database with everything that belongs to it: instances, credentials, backup, pooler, policies, monitor.
 * The Cluster carries Argo CD's options against pruning and deletion in every environment. Needs the cluster facts
 * `apiServer` and `operators.cloudNativePg`: the instances talk to both.
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
  private readonly given: Normal<PostgresProps> | undefined;
  private readonly pooled: { readonly endpoint: Endpoint; readonly name: string; readonly port: unknown } | undefined;

  constructor(scope: Construct, id: string, props: Input<PostgresProps, Same>) {
    super(scope, id);
    const given = (this.given = accept<PostgresProps>(this, props, shape));
    const database = (this.identity = instancesOf(identify(this, 'database', props?.name, props?.only)));
    const { platform, name } = database;
    this.credentials = loginOf(props?.credentials ?? `${name}-credentials`, name);
    this.endpoint = new Endpoint(database.pods, [{ port: POSTGRES_PORT, protocol: 'TCP' }]);
    this.host = new Expression([`${name}-rw`, this.endpoint]);
    this.url = this.urlAt(`${name}-rw`, this.endpoint, this.credentials);
    if (given === undefined) return;

    const { image, instances, pooler, backup, recovery } = given as { image: string } & typeof given;
    const roles = (given.roles ?? []) as readonly Normal<Role>[];
    const owner = or(given.owner, this.database);
    refuseLongName(database);
    refuseOtherVersion(database, image, given.version);
    inEachEnvironment(database, { owner }, (own) => refuseReserved(database, own.owner));
    const resources = instanceResources(database, given.resources ?? {});
    const { parameters, maxConnections } = settleParameters(
      database,
      withRpo(database, given.parameters ?? {}, backup),
      resources.memory,
      given.walStorage?.size,
    );
    useLogin(database, this.credentials, owner);
    const start = { database: this.database, owner, secret: { name: this.credentials.password.secret } };
    const restored = recovery === undefined ? undefined : recoverFrom(database, recovery, start);
    for (const used of [backup, recovery]) {
      if (used !== undefined)
        demandBarman(database, {
          image,
          path: 'image',
          purpose: used === backup ? 'archive and back up with' : 'restore with',
          destination: used.destination,
          or: used === backup ? ', or leave `backup` out' : '',
        });
    }
    if (backup !== undefined && recovery !== undefined) refuseSharedHistory(database, backup, recovery);

    addCluster(database, {
      image,
      instances,
      storage: given.storage,
      walStorage: given.walStorage,
      resources: resources.container,
      parameters,
      preload: given.preload,
      synchronous: given.synchronous,
      probes: given.probes && instanceProbes(given.probes),
      hba: given.tls === undefined ? undefined : NO_PLAIN_TEXT,
      serverNames:
        given.tls === undefined || pooler === undefined
          ? undefined
          : poolerNames(platform, poolerName(name, pooler.name as string | undefined)),
      bootstrap: {
        ...(restored !== undefined && { recovery: restored.recovery }),
        initdb:
          restored === undefined ? emptyDatabase(start) : whereAbsent(recovery!.destination, emptyDatabase(start)),
      },
      externalClusters: restored?.externalClusters,
      roles: managedRoles(database, owner, roles),
      backup: backup === undefined ? undefined : addBackup(database, backup),
      maintenance: given,
      antiAffinity: given.antiAffinity,
      priorityClass: given.priorityClass,
      podLabels: { ...podLabels(database), [COMPONENT]: 'database' },
    });
    const server = connectInstances(database);
    addPolicy(database);
    const metrics = given.metrics ?? platform.cluster.prometheus !== undefined;
    if (metrics === true) buildFrom(database, {}, (subject) => addPodMonitor(subject, METRICS_PORT));
    if (backup !== undefined) addDrill(database, backup, { image, database: this.database, storage: given.storage });
    demandSafety(database, instances, backup?.destination);
    addDatabaseAlerts(database, given, metrics === true);

    if (pooler === undefined) return;
    const scoped = poolersOf(database, new Construct(this, 'pooler'), pooler.name as string | undefined);
    const endpoint = new Endpoint(scoped.pods, [{ port: POSTGRES_PORT, protocol: 'TCP' }]);
    this.pooled = { endpoint, name: scoped.name, port: or(pooler.servicePort, POSTGRES_PORT) };
    addPooler(scoped, name, pooler, {
      maxConnections,
      roles: 1 + roles.filter(({ login }) => login !== false).length,
      tls: given.tls !== undefined,
    });
    connectPoolers(scoped, database.pods, server);
    addPolicy(scoped);
    if (metrics === true) buildFrom(scoped, {}, (subject) => addPodMonitor(subject, POOLER_METRICS_PORT));
  }

  /** URL of the replicas, for reading only; it needs two instances or more wherever it is used. */
  get readOnlyUrl(): Expression {
    const { identity, given } = this;
    if (given !== undefined) {
      inEachEnvironment(identity, { instances: given.instances }, ({ instances }, where) => {
        if (instances !== 1) return;
        report(this, {
          code: 'LS681',
          path: 'instances',
          ...where,
          message: `readOnlyUrl is used, and the only instance is the primary, so ${identity.name}-ro has no pods`,
          fix: 'Give 2 instances or more, or use `url`.',
        });
      });
    }
    return this.urlAt(`${identity.name}-ro`, this.endpoint, this.credentials);
  }

  /** URL of the pooler; `pooler` must be given. */
  get pooledUrl(): Expression {
    const endpoint = this.pooledEndpoint;
    return this.urlAt(
      this.pooled?.name ?? `${this.identity.name}-pooler`,
      endpoint,
      this.credentials,
      this.pooled?.port,
    );
  }

  /** Name of the pooler's Service, with the connection. */
  get pooledHost(): Expression {
    const endpoint = this.pooledEndpoint;
    return new Expression([this.pooled?.name ?? this.identity.name, endpoint]);
  }

  /** The connection to the pooler alone, for `calls`. */
  get pooledEndpoint(): Endpoint {
    if (this.pooled !== undefined) return this.pooled.endpoint;
    if (this.given !== undefined) {
      const fix = 'Give pooler: { … }, or use `url`, which leads to the primary itself.';
      report(this, { code: 'LS103', path: 'pooler', message: 'the pooler is called, and none is declared', fix });
    }
    return this.endpoint;
  }

  /** URL for one of the further roles, read-write. @param role its name in `roles` */
  urlAs(role: string): Expression {
    const roles = (this.given?.roles ?? []) as readonly Normal<Role>[];
    const found = roles.find(({ name }) => name === role);
    if (found === undefined && this.given !== undefined) {
      const message = `the URL of the role "${role}" is used, and no such role is declared`;
      report(this, { code: 'LS103', path: 'roles', message, fix: `Add { name: '${role}' } to roles.` });
    }
    const login = roleLogin(this.identity.name, found ?? { name: role, secret: undefined });
    return this.urlAt(`${this.identity.name}-rw`, this.endpoint, login);
  }

  private urlAt(
    host: string,
    endpoint: Endpoint,
    { username, password }: Login,
    port: unknown = POSTGRES_PORT,
  ): Expression {
    const database = derive(this.database as string, encodeURIComponent) as Part;
    const number = derive(port, String) as Part;
    return new Expression([
      'postgresql://',
      username,
      ':',
      password,
      `@${host}:`,
      number,
      '/',
      database,
      ...(this.given?.tls === undefined ? [] : verified(this.identity.name)),
      endpoint,
    ]);
  }

  private get database(): unknown {
    return or(this.given?.database, DEFAULT_DATABASE);
  }
}

/** Tells the pods of instances and jobs from those of poolers, which carry the label of the cluster as well. */
const COMPONENT = 'lockstep.dev/component';

function instancesOf(identity: Identity): Identity {
  const selector = { 'cnpg.io/cluster': identity.name, [COMPONENT]: 'database' };
  return { ...identity, selector, pods: { ...identity.pods, labels: selector } };
}

function poolersOf(database: Identity, construct: Construct, given: string | undefined): Identity {
  const name = poolerName(database.name, given);
  const selector = { 'cnpg.io/poolerName': name };
  const labels = { ...database.labels, 'app.kubernetes.io/name': name };
  return { ...database, construct, name, labels, selector, pods: { ...database.pods, name, labels: selector } };
}

function poolerName(cluster: string, given: string | undefined): string {
  return given ?? `${cluster}-pooler`;
}

function emptyDatabase(start: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...start, encoding: 'UTF8', dataChecksums: true };
}
