import { Construct } from 'constructs';
import { report } from '../../../model/declarations';
import { Expression } from '../../../model/expression';
import type { Input } from '../../../model/fields';
import type { Varying } from '../../../model/varying';
import { backupAlerts } from '../backup/alerts';
import { addStoreBackup } from '../backup/backup';
import { Endpoint, type TransportPort } from '../../network/connections';
import { acceptProps } from '../../engine/accepted';
import { build, varyingOf, type Subject } from '../../engine/build';
import { identify, LABELLED_BY_REVISION, refuseLongName, type Identity } from '../../engine/identity';
import { alertsOf, type AlertSet } from '../../observability/alert';
import { REDIS_ALERTS } from '../../observability/stores/redis';
import type { ProvidedKey } from '../../secrets/provided-key';
import { authKey, type SealedKey } from '../../secrets/sealed';
import { isScraped } from '../stateful/exporter';
import { refuseHalves } from '../stateful/replicas';
import {
  addServerCertificate,
  addStoresAuthority,
  authorityOf,
  refuseNoAuthority,
  serviceNames,
  type ServerCertificate,
} from '../stateful/server-certificate';
import { redisBackup } from './backup';
import { addCache } from './cache';
import { questions, refuseUnencrypted, reloader } from './encryption';
import { redisExporter } from './exporter';
import { FLAVOURS, REDIS_PORT, type Start } from './flavours';
import { settleCap, type EvictionPolicy } from './memory';
import { addPersistent, refuseSmallVolume, saveOf } from './persistence';
import { redisShape, type RedisProps, type Same } from './redis-props';
import { SENTINEL_KEY, sentinelsOf } from './sentinel';
import { SENTINEL_PORT } from './sentinel-scripts';
import type { Server } from './server';
import { userArguments, userPassword, userVariables } from './users';

/**
 * A cache without disk storage and with one replica, so a rollout or a drain empties it; callers must work without it.
 * The opinion `single-replica` therefore does not apply, and the Deployment has the label `lockstep.dev/disposable`.
 * With `persistence`, it is a StatefulSet with a volume, and none of this applies.
 * @example const cache = new Redis(shop, 'cache', { image: 'redis', resources: { limits: { memory: '1Gi' } } });
 */
export class Redis extends Construct {
  /** The connection alone, for `calls`; with `sentinel`, to sentinels and replicas. */
  readonly endpoint: Endpoint;
  /** The sealed password, for clients that take it apart from the address. */
  readonly password: SealedKey;
  private readonly identity: Identity;
  /** Its props in one environment, for those that are the same in all; `undefined` when they do not fit. */
  private readonly given: RedisProps | undefined;
  private readonly sentinelHosts: string | Varying<string>;

  constructor(scope: Construct, id: string, props: Input<RedisProps, Same>) {
    super(scope, id);
    const accepted = acceptProps<RedisProps>(this, props, redisShape);
    const persistent = props?.persistence !== undefined;
    const store = (this.identity = identify(this, persistent ? 'database' : 'cache', props?.name, props?.only));
    const given = (this.given = accepted?.at(0));
    this.password = authKey(store.name, 'password', given?.password);
    this.endpoint = new Endpoint(store.pods, portsOf(given));
    this.sentinelHosts = sentinelsOf(store.name, 1);
    if (accepted === undefined) return;
    if (persistent) refuseLongName(store, ...LABELLED_BY_REVISION);
    if (given?.tls !== undefined) addStoresAuthority(store.platform);
    this.sentinelHosts = varyingOf(store, build(store, accepted, runRedis), (hosts) => hosts);
  }

  /** CA certificate of the server, for `secretFiles` of callers. Needs `tls`. */
  get ca(): ProvidedKey {
    if (this.given !== undefined && this.given.tls === undefined) refuseNoAuthority(this);
    return authorityOf(this.identity.name);
  }

  private get scheme(): string {
    return this.given?.tls === undefined ? 'redis' : 'rediss';
  }

  /**
   * URL with the password expanded from the sealed one: `redis://:…@cache:6379`, with `tls` `rediss://…`. Not available
   * with `sentinel`.
   */
  get url(): Expression {
    this.refuseOneAddress('url');
    return new Expression([`${this.scheme}://:`, this.password, `@${this.identity.name}:${REDIS_PORT}`, this.endpoint]);
  }

  /** Name of its Service, with the connection. Not available with `sentinel`. */
  get host(): Expression {
    this.refuseOneAddress('host');
    return new Expression([this.identity.name, this.endpoint]);
  }

  /**
   * URL for one of `users`: `redis://orders:…@cache:6379`. Not available with `sentinel`.
   * @param user its name
   */
  urlAs(user: string): Expression {
    this.refuseOneAddress('urlAs');
    return new Expression([
      `${this.scheme}://${user}:`,
      this.passwordOf(user),
      `@${this.identity.name}:${REDIS_PORT}`,
      this.endpoint,
    ]);
  }

  /** The sealed password of one of `users`. @param user its name */
  passwordOf(user: string): SealedKey {
    const own = this.given?.users?.[user];
    if (own === undefined && this.given !== undefined) {
      const message = `the user "${user}" is used but not declared`;
      report(this, { code: 'LS103', path: 'users', message, fix: `Add ${JSON.stringify(user)}: {} to users.` });
    }
    return userPassword(this.identity.name, user, own);
  }

  /** Hosts and ports of the sentinels, with the connection to them and to the replicas: `cache-0.cache-headless:26379,…`. */
  get sentinels(): Expression {
    this.demandSentinel('sentinels');
    return new Expression([this.sentinelHosts, this.endpoint]);
  }

  /** The name of the master that sentinels use. */
  get masterName(): string {
    this.demandSentinel('masterName');
    return this.identity.name;
  }

  /** The sealed password of the sentinels. */
  get sentinelPassword(): SealedKey {
    this.demandSentinel('sentinelPassword');
    return authKey(this.identity.name, SENTINEL_KEY, this.given?.sentinel?.password);
  }

  private demandSentinel(prop: string): void {
    if (this.given?.sentinel !== undefined || this.given === undefined) return;
    const fix = 'Set sentinel: {}, or use `url`.';
    report(this, {
      code: 'LS103',
      path: 'sentinel',
      message: `\`${prop}\` is used, but Sentinel is not declared`,
      fix,
    });
  }

  /** Reports that one address is asked for, of which there is none that leads to the master. */
  private refuseOneAddress(prop: string): void {
    if (this.given?.sentinel === undefined) return;
    report(this, {
      code: 'LS189',
      path: prop,
      message: `\`${prop}\` is used, but Sentinel chooses the master: a fixed address could reach any replica`,
      fix: 'Pass `sentinels`, `masterName`, `password` and `sentinelPassword` to callers, or omit `sentinel`.',
    });
  }
}

/** What is called, of sentinels and replicas. */
function portsOf(props: Pick<RedisProps, 'sentinel'> | undefined): readonly TransportPort[] {
  const ports = props?.sentinel === undefined ? [REDIS_PORT] : [REDIS_PORT, SENTINEL_PORT];
  return ports.map((port) => ({ port, protocol: 'TCP' }));
}

/** A Redis in one environment. @returns the hosts of its sentinels */
function runRedis(subject: Subject, props: RedisProps): string {
  const { name, facts, pods } = subject;
  const { persistence, sentinel, backup, image, replicas = 1 } = props;
  const password = authKey(name, 'password', props.password);
  const memory = props.resources?.limits?.memory ?? facts.opinions.limitsMemory.value;
  const certificate = props.tls && addServerCertificate(subject, serviceNames(subject));
  const start = startOf(subject, props, { password, memory, certificate });
  const exporter = isScraped(subject, props)
    ? redisExporter(subject, props.exporter, password, certificate)
    : undefined;
  refuseUnfit(subject, props);
  const server: Server = {
    start,
    replicas,
    probes: questions(certificate),
    exporter,
    certificate,
    companions:
      certificate === undefined ? [] : [reloader(subject, certificate, password, facts.image(image).reference)],
    alerts: [
      ...(exporter === undefined ? [] : [redisAlerts(props)]),
      ...(backup === undefined || persistence === undefined ? [] : [backupAlerts(subject, backup)]),
    ],
  };
  if (persistence === undefined) addCache(subject, props, server);
  else {
    const { size, class: own } = persistence;
    const storage = { size, ...(own !== undefined && { class: own }) };
    const settings = sentinel && {
      given: sentinel,
      replicas,
      password: authKey(name, SENTINEL_KEY, sentinel.password),
      redisPassword: password,
    };
    addPersistent(subject, props, storage, server, settings);
    if (backup !== undefined)
      addStoreBackup(subject, backup, (given) =>
        redisBackup(subject, given, {
          image,
          endpoint: { to: pods, ports: portsOf(props) },
          password,
          encrypted: certificate !== undefined,
          memory,
          volume: { size, class: own },
        }),
      );
  }
  return sentinelsOf(name, replicas);
}

interface StartSettings {
  readonly password: SealedKey;
  /** Limit of the container. */
  readonly memory: string;
  readonly certificate: ServerCertificate | undefined;
}

function startOf(subject: Subject, props: RedisProps, { password, memory, certificate }: StartSettings): Start {
  const { name, facts } = subject;
  const { persistence, flavour = 'official', maxMemory, users = {} } = props;
  const { cacheCap, storeCap, storeFsync } = facts.opinions;
  const cap = settleCap(subject, maxMemory, memory, persistence === undefined ? cacheCap.value : storeCap.value);
  if (persistence !== undefined) refuseSmallVolume(subject, cap, persistence);
  return FLAVOURS[flavour]({
    cap,
    eviction: evictionOf(props),
    password,
    certificate,
    users: { args: userArguments(name, users), variables: userVariables(name, users) },
    fsync: persistence && (persistence.fsync ?? storeFsync.value),
    save: persistence?.snapshots && saveOf(persistence.snapshots),
  });
}

/** A cache evicts by default; with `persistence`, the default is not to evict. */
function evictionOf({ eviction, persistence }: RedisProps): EvictionPolicy {
  return eviction ?? (persistence === undefined ? 'allkeys-lru' : 'noeviction');
}

function redisAlerts(props: RedisProps): AlertSet {
  return alertsOf(REDIS_ALERTS, {
    replicas: props.replicas ?? 1,
    replicates: props.sentinel !== undefined,
    evicts: evictionOf(props) !== 'noeviction',
    persistent: props.persistence !== undefined,
  });
}

/** What does not go together. */
function refuseUnfit(subject: Subject, props: RedisProps): void {
  const { parts } = subject;
  const { persistence, sentinel, flavour, replicas = 1, backup, tls } = props;
  if (tls !== undefined) refuseUnencrypted(subject, props);
  if (sentinel !== undefined) {
    refuseHalves(subject, replicas);
    if (persistence === undefined)
      parts.report({
        code: 'LS190',
        path: 'persistence',
        message: 'Sentinel is declared without persistence: a master that restarts empty would wipe its replicas',
        fix: "Set persistence: { size: '2Gi' }.",
      });
    if (flavour === 'bitnami')
      parts.report({
        code: 'LS114',
        path: 'flavour',
        message: 'Sentinel is declared, but the Bitnami image uses its own startup scripts',
        fix: "Use an image such as docker.io/library/redis or valkey/valkey with flavour: 'official'.",
      });
  }
  if (backup !== undefined && persistence === undefined)
    parts.report({
      code: 'LS114',
      path: 'backup',
      message: 'a backup is declared without persistence: callers refill a cache, so there is nothing to back up',
      fix: "Set persistence: { size: '2Gi' }, or omit `backup`.",
    });
}
