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
  object,
  oneOf,
  required,
  text,
  type Shape,
} from '../../model/shape';
import { anyText, dnsLabel, quantity } from '../../model/syntax';
import { derive } from '../../model/varying';
import { accept } from '../accept';
import { addAccount } from '../account';
import { addDisruptionBudget } from '../availability';
import { backupAlertsFrom } from '../backup/alerts';
import { addStoreBackup, storeBackupShape, type StoreBackup } from '../backup/backup';
import { connect, Endpoint } from '../connections';
import { resourcesShape, type Resources } from '../container';
import { secretChecksum } from '../configuration';
import { buildFrom } from '../engine/bridge';
import { identify, LABELLED_BY_REVISION, refuseLongName, type Identity } from '../identity';
import { addObject } from '../object';
import { addAlertsFrom, addDashboardFrom, alertsFrom } from '../observability/bridge';
import type { Alerts } from '../observability/alert';
import { alertsShape } from '../observability/shapes';
import { BACKUP_ALERTS, type BackupAlert } from '../observability/stores/backups';
import { MONGO_ALERTS, type MongoAlert } from '../observability/stores/mongodb';
import { operatedAlerts, SHARED_TABLES, type OperatedAlert } from '../observability/workload';
import { demandOperator, refuseOtherVersion } from '../operators';
import { or } from '../per-environment';
import { addPolicy } from '../policy';
import { varyingInstanceResources } from '../postgres/instance-resources';
import { addPodMonitor } from '../postgres/monitoring';
import type { ProvidedKey } from '../provided-key';
import { demandReplicas, refuseHalves } from '../stateful/replicas';
import { refuseIdleExporter } from '../stateful/exporter';
import { addServerCertificate, authorityOf, refuseNoAuthority, tlsShape } from '../stateful/server-certificate';
import { storageShape, type Storage } from '../stateful/volumes';
import { EXPORTER_PORT, exporterAccount, mongoExporter, mongoExporterShape, type MongoExporter } from './exporter';
import { backupAccount, mongoBackup, type MongoBackupParts } from './backup';
import { certified, encryption, serviceOf, verified } from './encryption';
import { agentShape, memberNames, memberOverrides, MONGO_PORT, operatorImagesShape } from './members';
import type { Agent, OperatorImages } from './members';
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

/** A MongoDB replica set, run by the MongoDB community operator. */
export interface MongoDbProps {
  /** Name in `images.lock.yaml` of an image with mongod and a shell, such as mongo or mongodb-community-server; its tag begins with the version. */
  readonly image: string;
  /** Full version: `7.0.14`. */
  readonly version: string;
  /** Version whose data format is kept, `6.0`: stays behind during an upgrade, so that it can be taken back. Default: that of the version. */
  readonly featureCompatibility?: string;
  /** Name of its objects, and of the replica set. Default: the id. */
  readonly name?: string;
  /** 1, or an odd number: they vote. Production needs 3, or a deviation of `single-replica`. */
  readonly members: number;
  /** Volume of the data of each member. */
  readonly storage: Storage;
  /** Volume of the logs of each member. Default: 1Gi of the same class. */
  readonly logs?: Partial<Storage>;
  /** Database of the application. Default: `app`. */
  readonly database?: string;
  /** User of the application, with the role readWrite on its database. Default: `app`. */
  readonly user?: string;
  /** Sealed secret with the key `password` of that user. Default: `<name>-credentials`. */
  readonly credentials?: string;
  /** Further users: one for each service that shares the server. */
  readonly users?: readonly MongoUser[];
  /** Default: 250m and 1Gi requested, limits 2 and 1Gi. Memory given on one side holds for both. */
  readonly resources?: Resources;
  /** Cache of WiredTiger. Default: half of what the memory has above 1Gi, and 256Mi at least. */
  readonly cache?: string;
  /**
   * Members take nothing but TLS, and URLs check the certificate of the server (`tls=true&tlsCAFile=…`); a driver that speaks otherwise
   * takes `host` and `ca`. The operator hands renewed certificates on. Default: callers and members speak plain text.
   */
  readonly tls?: 'verify-full';
  /** The agent of the operator beside each member. */
  readonly agent?: Agent;
  /** Images of the operator's own containers, by their names in `images.lock.yaml`. */
  readonly images?: OperatorImages;
  /** Whether an exporter beside each member is scraped. Default: where the platform says which Prometheus. */
  readonly metrics?: boolean;
  readonly exporter?: MongoExporter;
  /** Alerts that come with it, tuned by their names, and alerts of one's own. */
  readonly alerts?: Alerts<MongoAlert | BackupAlert | OperatedAlert>;
  /** Archives in object storage. Production needs one, or a deviation of `no-backup`. */
  readonly backup?: StoreBackup;
  /** Whether two members may share a node when there are too few. Default: required, they may not. */
  readonly antiAffinity?: 'required' | 'preferred';
  readonly priorityClass?: string;
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

type Same = 'image' | 'name' | 'user' | 'credentials' | 'users' | 'images' | 'metrics' | 'tls' | 'only';

const shapes: { readonly [K in keyof Required<MongoDbProps>]: Shape | ReturnType<typeof required> } = {
  image: required(fixed(anyText)),
  version: required(text('a full version', '7.0.14', (value) => /^\d+\.\d+\.\d+$/.test(value))),
  featureCompatibility: text('a version of the data format', '6.0', (value) => /^\d+\.\d+$/.test(value)),
  name: fixed(dnsLabel),
  members: required(integer({ min: 1 })),
  storage: required(storageShape),
  logs: object<Partial<Storage>>({ size: quantity, class: anyText }),
  database: databaseName,
  user: fixed(dnsLabel),
  credentials: fixed(dnsLabel),
  users: fixed(usersShape),
  resources: resourcesShape,
  cache: cacheShape,
  tls: fixed(tlsShape),
  agent: agentShape,
  images: fixed(operatorImagesShape),
  metrics: fixed(flag),
  exporter: mongoExporterShape,
  alerts: everywhere(alertsShape(MONGO_ALERTS, BACKUP_ALERTS, ...SHARED_TABLES.operated)),
  backup: storeBackupShape,
  antiAffinity: oneOf('required', 'preferred'),
  priorityClass: dnsLabel,
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
};
const shape = object<MongoDbProps>(shapes);

const DEFAULT_DATABASE = 'app';
const DEFAULT_USER = 'app';

/**
 * A MongoDB with everything that belongs to it: members, users from the sealed source, account, policies, exporter. The
 * resource carries Argo CD's options against pruning and deletion. Needs the cluster facts `apiServer` (members report their
 * state there) and `operators.mongoDb`.
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
  private readonly given: Normal<MongoDbProps> | undefined;

  constructor(scope: Construct, id: string, props: Input<MongoDbProps, Same>) {
    super(scope, id);
    const given = (this.given = accept<MongoDbProps>(this, props, shape));
    const mongo = (this.identity = identify(this, 'database', props?.name, props?.only));
    const { name, platform } = mongo;
    const { user = DEFAULT_USER, credentials = `${name}-credentials` } = given === undefined ? {} : props;
    this.credentials = mongoLogin(name, user, credentials);
    this.endpoint = new Endpoint(mongo.pods, [{ port: MONGO_PORT, protocol: 'TCP' }]);
    this.host = new Expression([serviceOf(name), this.endpoint]);
    this.url = this.urlOf(this.credentials, this.database);
    if (given === undefined) return;

    const { members } = given;
    const users = (given.users ?? []) as readonly Normal<MongoUser>[];
    refuseLongName(mongo, ...LABELLED_BY_REVISION);
    refuseHalves(mongo, members, 'members');
    refuseOtherVersion(mongo, given.image as string, given.version);
    refuseUsers(mongo, user, users);
    demandReplicas(mongo, members, { word: 'member', single: 'Give 3, which elect another primary.' });
    demandOperator(mongo, 'mongoDb');

    const certificate = given.tls === undefined ? undefined : addServerCertificate(mongo, certified(mongo, members));
    const resources = varyingInstanceResources(mongo, given.resources ?? {});
    const scraped = given.metrics ?? platform.cluster.prometheus !== undefined;
    const exporter = scraped === true ? mongoExporter(mongo, given.exporter ?? {}, certificate) : undefined;
    if (exporter === undefined && given.exporter !== undefined) refuseIdleExporter(mongo);
    const account = addAccount(mongo, permissions(name, members));
    addDisruptionBudget(mongo);
    addObject(this, 'MongoDBCommunity', 'data', {
      apiVersion: 'mongodbcommunity.mongodb.com/v1',
      kind: 'MongoDBCommunity',
      metadata: {
        name,
        labels: mongo.labels,
        // Neither a renamed file nor a deleted Application takes the database with it (Argo CD, "Sync Options").
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
      },
      spec: {
        type: 'ReplicaSet',
        members,
        version: given.version,
        ...(given.featureCompatibility !== undefined && { featureCompatibilityVersion: given.featureCompatibility }),
        // What is not declared is no user: the agent removes it.
        security: {
          authentication: { modes: ['SCRAM'], ignoreUnknownUsers: false },
          ...(certificate !== undefined && { tls: encryption(name) }),
        },
        users: writeUsers(mongo, [
          { login: this.credentials, roles: [{ db: this.database, name: 'readWrite' }] },
          ...users.map((further) => ({ login: userLogin(name, further), roles: rolesOf(further.access) })),
          ...(exporter === undefined ? [] : [exporterAccount(name)]),
          ...(given.backup === undefined ? [] : [backupAccount(mongo, given.backup)]),
        ]),
        additionalMongodConfig: {
          'storage.wiredTiger.engineConfig.cacheSizeGB': settleCache(mongo, given.cache, resources.memory.limit),
        },
        // Nothing else bounds the log, and a full volume stops mongod.
        agent: { logRotate: { sizeThresholdMB: '100', timeThresholdHrs: 24, numUncompressed: 1, numTotal: 5 } },
        statefulSet: {
          spec: memberOverrides(mongo, {
            image: given.image as string,
            images: given.images ?? {},
            agent: given.agent ?? {},
            storage: given.storage,
            logs: { ...given.logs, class: or(given.logs?.class, given.storage.class) as string },
            resources: resources.container,
            exporter,
            volumes: exporter === undefined ? [] : (certificate?.beside.volumes ?? []),
            antiAffinity: given.antiAffinity,
            priorityClass: given.priorityClass,
            podAnnotations: secretChecksum(mongo, exporter?.secrets ?? []),
          }),
        },
      },
    });
    connect(platform.connections, mongo.pods, [...account.endpoints, this.endpoint], undefined);
    addPolicy(mongo);
    if (exporter !== undefined) buildFrom(mongo, {}, (subject) => addPodMonitor(subject, EXPORTER_PORT));
    const own = exporter === undefined ? [] : [alertsFrom(mongo, MONGO_ALERTS, { members })];
    addDashboardFrom(mongo, {
      pods: `${name}-[0-9]+`,
      container: 'mongod',
      claims: `(data|logs)-volume-${name}-[0-9]+`,
      sets: own,
    });
    addAlertsFrom(mongo, given.alerts, [...own, ...backupAlertsFrom(mongo, given.backup)], (facts) =>
      operatedAlerts(facts, `${name}-[0-9]+`, `(data|logs)-volume-${name}-[0-9]+`),
    );
    const parts = {
      image: given.image,
      hosts: this.hosts,
      endpoint: this.endpoint,
      encrypted: certificate !== undefined,
      volume: { size: given.storage.size, class: given.storage.class },
    };
    buildFrom<{ backup: StoreBackup | undefined; parts: MongoBackupParts }, void>(
      mongo,
      { backup: given.backup, parts },
      (subject, { backup, parts }) => addStoreBackup(subject, backup, (own) => mongoBackup(subject, own, parts)),
    );
  }

  /** Certificate of the authority that signed the members', for `secretFiles` of callers. Needs `tls`. */
  get ca(): ProvidedKey {
    if (this.given !== undefined && this.given.tls === undefined) refuseNoAuthority(this);
    return authorityOf(this.identity.name);
  }

  /** URL for one of the further users. @param user its name in `users` @param database that it opens; default: the first that it has access to */
  urlAs(user: string, database?: string): Expression {
    const users = (this.given?.users ?? []) as readonly Normal<MongoUser>[];
    const found = users.find(({ name }) => name === user);
    if (found === undefined && this.given !== undefined) {
      const message = `the URL of the user "${user}" is used, and no such user is declared`;
      report(this, { code: 'LS103', path: 'users', message, fix: `Add { name: '${user}', access: { … } } to users.` });
    }
    const login = userLogin(this.identity.name, found ?? { name: user, secret: undefined });
    return this.urlOf(login, database ?? Object.keys(found?.access ?? {})[0] ?? DEFAULT_DATABASE);
  }

  /** The login of one of the further users. @param user its name in `users` */
  credentialsOf(user: string): MongoLogin {
    const users = (this.given?.users ?? []) as readonly Normal<MongoUser>[];
    return userLogin(this.identity.name, users.find(({ name }) => name === user) ?? { name: user, secret: undefined });
  }

  private urlOf({ username, password }: MongoLogin, database: unknown): Expression {
    const trust = this.given?.tls === undefined ? [] : verified(this.identity.name);
    return new Expression([
      `mongodb://${username}:`,
      password,
      '@',
      this.hosts,
      '/',
      database as Part,
      `?authSource=admin&replicaSet=${this.identity.name}`,
      ...trust,
      this.endpoint,
    ]);
  }

  /** The members as a connection string lists them. */
  private get hosts(): Part {
    const { name } = this.identity;
    return derive<unknown, unknown>(memberNames(name, this.given?.members ?? 1), (names) =>
      (names as readonly string[]).map((member) => `${member}.${serviceOf(name)}:${MONGO_PORT}`).join(','),
    ) as Part;
  }

  private get database(): unknown {
    return or(this.given?.database, DEFAULT_DATABASE);
  }
}

/**
 * What the operator's Role `mongodb-database` grants for every Secret and pod of the namespace, for those of the members alone:
 * the readiness probe reads the configuration that is due and writes into its pod how far it is; the hook of an upgrade deletes its pod.
 */
function permissions(name: string, members: unknown) {
  return [
    { apiGroups: [''], resources: ['secrets'], resourceNames: [`${name}-config`], verbs: ['get'] },
    {
      apiGroups: [''],
      resources: ['pods'],
      resourceNames: memberNames(name, members),
      verbs: ['get', 'patch', 'delete'],
    },
  ] as Parameters<typeof addAccount>[1];
}
