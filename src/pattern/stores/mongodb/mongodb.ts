import { presenceShape } from '../../../model/presence';
import { Construct } from 'constructs';
import { report } from '../../../model/declarations';
import { Expression } from '../../../model/expression';
import type { Input } from '../../../model/fields';
import { everywhere, fixed, flag, integer, object, oneOf, required, text, type PropsOf } from '../../../model/shape';
import { anyText, dnsLabel, quantity } from '../../../model/syntax';
import type { Varying } from '../../../model/varying';
import { backupAlerts } from '../backup/alerts';
import { addStoreBackup, storeBackupShape } from '../backup/backup';
import { isLocated } from '../backup/object-storage';
import { Endpoint } from '../../network/connections';
import { resourcesShape } from '../../workload/resources';
import { acceptProps } from '../../engine/accepted';
import { build, varyingOf, type PerEnvironment, type Subject } from '../../engine/build';
import { identify, LABELLED_BY_REVISION, refuseLongName, type Identity } from '../../engine/identity';
import { addAlerts } from '../../observability/add-alerts';
import { alertsOf } from '../../observability/alert';
import { addDashboard } from '../../observability/dashboards/dashboard';
import { alertsShape } from '../../observability/shapes';
import { BACKUP_ALERTS } from '../../observability/stores/backups';
import { MONGO_ALERTS } from '../../observability/stores/mongodb';
import { operatedAlerts, SHARED_TABLES } from '../../observability/workload';
import { NEVER_PRUNED, operatorOf, refuseOtherVersion } from '../../platform/operators';
import { instanceResources } from '../operated/instance-resources';
import { addPodMonitor } from '../operated/pod-monitor';
import type { ProvidedKey } from '../../secrets/provided-key';
import { isScraped } from '../stateful/exporter';
import { sidecarShape } from '../stateful/sidecar';
import { demandReplicas, refuseHalves } from '../stateful/replicas';
import {
  addServerCertificate,
  addStoresAuthority,
  authorityOf,
  refuseNoAuthority,
  tlsShape,
} from '../stateful/server-certificate';
import { storageShape, type Storage } from '../stateful/volumes';
import type { Permission } from '../../permissions/permissions';
import { addAccount, call, type Target } from '../../workload/account';
import { addDisruptionBudget } from '../../workload/availability';
import { backupAccount, mongoBackup } from './backup';
import { certified, encryption, hostsOf, serviceOf, verified } from './encryption';
import { EXPORTER_PORT, exporterAccount, mongoExporter } from './exporter';
import { agentShape, memberNames, memberOverrides, MONGO_PORT, operatorImagesShape } from './members';
import { cacheShape, settleCache } from './memory';
import {
  databaseName,
  mongoLogin,
  refuseUsers,
  rolesOf,
  userLogin,
  usersShape,
  writeUsers,
  type MongoLogin,
  type MongoUser,
} from './users';
import { addPolicy } from '../../network/policy';

type Same = 'image' | 'name' | 'user' | 'credentials' | 'users' | 'images' | 'metrics' | 'tls' | 'only';

/** A MongoDB replica set, run by the MongoDB community operator. */
export interface MongoDbProps extends PropsOf<typeof shapes> {}
const shapes = {
  /**
   * Name in `images.lock.yaml` of an image with mongod and a shell, such as mongo or mongodb-community-server; its tag
   * starts with the version.
   */
  image: required(fixed(anyText)),
  /** Full version: `7.0.14`. */
  version: required(text('a full version', '7.0.14', (value) => /^\d+\.\d+\.\d+$/.test(value))),
  /**
   * Version of the data format, `6.0`: stays at the previous version during an upgrade, so that the upgrade can be
   * reverted. Default: that of the version.
   */
  featureCompatibility: text('a version of the data format', '6.0', (value) => /^\d+\.\d+$/.test(value)),
  /** Name of its objects, and of the replica set. Default: the id. */
  name: fixed(dnsLabel),
  /** 1, or an odd number, because members vote. Production requires 3, unless a deviation waives `single-replica`. */
  members: required(integer({ min: 1 })),
  /** Data volume of each member. */
  storage: required(storageShape),
  /** Log volume of each member. Default: 1Gi of the same class. */
  logs: object<Partial<Storage>>({ size: quantity, class: anyText }),
  /** The application's database. Default: `app`. */
  database: databaseName,
  /** The application's user, with the role readWrite on its database. Default: `app`. */
  user: fixed(dnsLabel),
  /** Sealed secret with the key `password` of that user. Default: `<name>-credentials`. */
  credentials: fixed(dnsLabel),
  /** Additional users: one for each service that shares the server. */
  users: fixed(usersShape),
  /** Default: 250m and 1Gi requested, limits 2 and 1Gi. Memory that is set as a request or a limit only applies to both. */
  resources: resourcesShape,
  /** WiredTiger cache. Default: half of the memory above 1Gi, and at least 256Mi. */
  cache: cacheShape,
  /**
   * Members accept only TLS, and URLs make clients verify the server certificate (`tls=true&tlsCAFile=…`); for drivers
   * with different options, use `host` and `ca`. The operator distributes renewed certificates. Default: plaintext.
   */
  tls: fixed(tlsShape),
  /** The agent of the operator in each member's pod. */
  agent: agentShape,
  /** Images of the operator's own containers, by their names in `images.lock.yaml`. */
  images: fixed(operatorImagesShape),
  /** Whether each member has an exporter that is scraped. Default: if the platform declares a Prometheus. */
  metrics: fixed(flag),
  /** Image like percona/mongodb_exporter. Default: `mongodb-exporter`, 10m and 32Mi requested, limits 100m and 128Mi. */
  exporter: sidecarShape,
  /** Settings of the built-in alerts, by name, and custom alerts. */
  alerts: everywhere(alertsShape(MONGO_ALERTS, BACKUP_ALERTS, ...SHARED_TABLES.operated)),
  /** Dumps in object storage. Production requires a backup, unless a deviation waives `no-backup`. */
  backup: storeBackupShape,
  /** Whether two members may share a node if there are too few nodes. Default: required, they may not. */
  antiAffinity: oneOf('required', 'preferred'),
  priorityClass: dnsLabel,
  /** Environments in which it exists, if not all: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};
const shape = object(shapes);

const DEFAULT_DATABASE = 'app';
const DEFAULT_USER = 'app';

/**
 * A MongoDB with members, users from sealed secrets, a service account, policies and an exporter. Argo CD neither
 * prunes nor deletes the resource. Needs the cluster facts `apiServer` (members report their state there) and
 * `operators.mongoDb`.
 * @example const db = new MongoDb(shop, 'orders-mongo', { image: 'mongo', version: '7.0.14', members: vary({ dev: 1, prod: 3 }), storage: { size: '10Gi' } });
 */
export class MongoDb extends Construct {
  /** URL for the user of the application: all members, the password expanded from the sealed one, `authSource` and `replicaSet`. */
  readonly url: Expression;
  /** Name of the Service of the members, with the connection. */
  readonly host: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;
  /** The login of the application. */
  readonly credentials: MongoLogin;
  private readonly identity: Identity;
  private readonly users: readonly MongoUser[];
  private readonly tls: boolean;
  /** What was made in each environment; `undefined` when the props do not fit. */
  private readonly made: PerEnvironment<Made> | undefined;

  constructor(scope: Construct, id: string, props: Input<MongoDbProps, Same>) {
    super(scope, id);
    const accepted = acceptProps<MongoDbProps>(this, props, shape);
    const mongo = (this.identity = identify(this, 'database', props?.name, props?.only));
    const { name } = mongo;
    this.endpoint = new Endpoint(mongo.pods, [{ port: MONGO_PORT, protocol: 'TCP' }]);
    this.host = new Expression([serviceOf(name), this.endpoint]);
    this.credentials = accepted === undefined ? mongoLogin(name, DEFAULT_USER) : loginOf(name, props);
    this.users = accepted === undefined ? [] : (props.users ?? []);
    this.tls = accepted !== undefined && props.tls !== undefined;
    if (this.tls) addStoresAuthority(mongo.platform);
    if (accepted !== undefined) refuseLongName(mongo, ...LABELLED_BY_REVISION);
    this.made = accepted && build(mongo, accepted, mongoDb);
    this.url = this.urlOf(this.credentials, this.varying(({ database }) => database) ?? DEFAULT_DATABASE);
  }

  /** CA certificate of the members, for `secretFiles` of callers. Needs `tls`. */
  get ca(): ProvidedKey {
    if (this.made !== undefined && !this.tls) refuseNoAuthority(this);
    return authorityOf(this.identity.name);
  }

  /**
   * URL for one of the additional users.
   * @param user its name in `users` @param database that it opens; default: the first that it has access to
   */
  urlAs(user: string, database?: string): Expression {
    const found = this.users.find(({ name }) => name === user);
    if (found === undefined && this.made !== undefined) {
      const message = `the URL of the user "${user}" is used, but the user is not declared`;
      report(this, { code: 'LS103', path: 'users', message, fix: `Add { name: '${user}', access: { … } } to users.` });
    }
    return this.urlOf(this.credentialsOf(user), database ?? Object.keys(found?.access ?? {})[0] ?? DEFAULT_DATABASE);
  }

  /**
   * The login of one of the additional users.
   * @param user its name in `users`
   */
  credentialsOf(user: string): MongoLogin {
    return userLogin(this.identity.name, this.users.find(({ name }) => name === user) ?? { name: user });
  }

  private urlOf({ username, password }: MongoLogin, database: string | Varying<string>): Expression {
    const { name } = this.identity;
    return new Expression([
      `mongodb://${username}:`,
      password,
      '@',
      this.varying(({ hosts }) => hosts) ?? hostsOf(name, 1),
      '/',
      database,
      `?authSource=admin&replicaSet=${name}`,
      ...(this.tls ? verified(name) : []),
      this.endpoint,
    ]);
  }

  private varying(of: (made: Made) => string): string | Varying<string> | undefined {
    return this.made && varyingOf(this.identity, this.made, of);
  }
}

/** What others need to know of a MongoDB, in one environment. */
interface Made {
  readonly hosts: string;
  readonly database: string;
}

function loginOf(name: string, props: Pick<MongoDbProps, 'user' | 'credentials'>): MongoLogin {
  return mongoLogin(name, props.user ?? DEFAULT_USER, props.credentials ?? `${name}-credentials`);
}

/** A MongoDB in one environment. */
function mongoDb(subject: Subject, props: MongoDbProps): Made {
  const { parts, facts, name, labels, pods } = subject;
  const { image, members, storage, backup, users = [], database = DEFAULT_DATABASE } = props;
  const login = loginOf(name, props);
  refuseUsers(subject, login.username, users);
  refuseOtherVersion(subject, image, props.version);
  refuseHalves(subject, members, 'members');
  demandReplicas(subject, members, { word: 'member', single: 'Use 3, which can elect a new primary.' });
  const certificate = props.tls && addServerCertificate(subject, certified(subject, members));
  operatorOf(subject, 'mongoDb');

  const resources = instanceResources(subject, props.resources);
  const exporter = isScraped(subject, props) ? mongoExporter(subject, props.exporter, certificate) : undefined;
  const account = addAccount(subject, permissions(name, members));
  addDisruptionBudget(subject);
  parts.add('MongoDBCommunity', 'data', {
    apiVersion: 'mongodbcommunity.mongodb.com/v1',
    kind: 'MongoDBCommunity',
    metadata: {
      name,
      labels,
      annotations: NEVER_PRUNED,
    },
    spec: {
      type: 'ReplicaSet',
      members,
      version: props.version,
      featureCompatibilityVersion: props.featureCompatibility,
      // The agent removes undeclared users.
      security: {
        authentication: { modes: ['SCRAM'], ignoreUnknownUsers: false },
        tls: certificate && encryption(name),
      },
      users: writeUsers(subject, [
        { login, roles: [{ db: database, name: 'readWrite' }] },
        ...users.map((further) => ({ login: userLogin(name, further), roles: rolesOf(further.access) })),
        ...(exporter === undefined ? [] : [exporterAccount(name)]),
        ...(isLocated(backup) ? [backupAccount(name)] : []),
      ]),
      additionalMongodConfig: {
        'storage.wiredTiger.engineConfig.cacheSizeGB': settleCache(subject, props.cache, resources.memory.limit),
      },
      // Nothing else bounds the log, and a full volume stops mongod.
      agent: { logRotate: { sizeThresholdMB: '100', timeThresholdHrs: 24, numUncompressed: 1, numTotal: 5 } },
      statefulSet: {
        spec: memberOverrides(subject, {
          image,
          images: props.images,
          agent: props.agent,
          storage,
          logs: props.logs,
          resources: resources.container,
          exporter,
          volumes: exporter === undefined ? [] : (certificate?.beside.volumes ?? []),
          antiAffinity: props.antiAffinity,
          priorityClass: props.priorityClass,
        }),
      },
    },
  });
  const endpoint: Target = { to: pods, ports: [{ port: MONGO_PORT, protocol: 'TCP' }] };
  call(subject, [...account.endpoints, endpoint]);
  addPolicy(subject);
  if (exporter !== undefined) addPodMonitor(subject, EXPORTER_PORT);
  const own = exporter === undefined ? [] : [alertsOf(MONGO_ALERTS, { members })];
  const [owned, claims] = [`${name}-[0-9]+`, `(data|logs)-volume-${name}-[0-9]+`];
  addDashboard(subject, { pods: owned, container: 'mongod', claims, sets: own });
  const late = backup === undefined ? [] : [backupAlerts(subject, backup)];
  addAlerts(subject, props.alerts, [...own, ...late, ...operatedAlerts(facts, owned, claims)]);
  const hosts = hostsOf(name, members);
  addStoreBackup(subject, backup, (given) =>
    mongoBackup(subject, given, {
      image,
      hosts,
      endpoint,
      encrypted: certificate !== undefined,
      volume: { size: storage.size, class: storage.class },
    }),
  );
  return { hosts, database };
}

/**
 * What the operator's Role `mongodb-database` grants for every Secret and pod of the namespace, for those of the members alone:
 * the readiness probe reads the configuration that is due and writes into its pod how far it is; the hook of an upgrade deletes its pod.
 */
function permissions(name: string, members: number): readonly Permission[] {
  return [
    { apiGroups: [''], resources: ['secrets'], resourceNames: [`${name}-config`], verbs: ['get'] },
    {
      apiGroups: [''],
      resources: ['pods'],
      resourceNames: memberNames(name, members),
      verbs: ['get', 'patch', 'delete'],
    },
  ];
}
