import { Construct } from 'constructs';
import { report } from '../../model/declarations';
import { Expression } from '../../model/expression';
import type { Input, Normal } from '../../model/fields';
import { accept } from '../accept';
import { backupAlertsFrom } from '../backup/alerts';
import { addStoreBackup, type StoreBackup } from '../backup/backup';
import { Endpoint } from '../connections';
import { buildFrom } from '../engine/bridge';
import { identify, type Identity } from '../identity';
import { or } from '../per-environment';
import type { ProvidedKey } from '../provided-key';
import { SealedKey, upperSnake } from '../sealed';
import { refuseIdleExporter } from '../stateful/varying/exporter';
import { refuseHalves } from '../stateful/varying/replicas';
import { authorityOf, refuseNoAuthority } from '../stateful/server-certificate';
import { addServerCertificate, serviceNames } from '../stateful/varying/server-certificate';
import { redisAlerts } from './alerts';
import { addCache } from './cache';
import { exporterContainer } from './exporter';
import { questions, refuseUnencrypted, reloader } from './encryption';
import { FLAVOURS, REDIS_PORT, type Flavour } from './flavours';
import { settleCap } from './memory';
import { addPersistent, refuseSmallVolume, saveOf } from './persistence';
import { redisShape, type RedisProps, type Same } from './redis-props';
import { refuseOneAddress, sentinelPassword, sentinelsOf, type Sentinel } from './sentinel';
import { SENTINEL_PORT } from './sentinel-scripts';
import { redisBackup, type RedisBackupParts } from './backup';
import { userArguments, userPassword, userVariables, type RedisUsers } from './users';

/**
 * A cache with everything that belongs to it. It keeps nothing on disk and has one replica, so a rollout or a drain empties
 * it; callers must work without it. The opinion `single-replica` therefore does not apply, and the Deployment is labelled
 * `lockstep.dev/disposable`. With `persistence` it is a StatefulSet with a volume, of which none of this is true.
 * @example const cache = new Redis(shop, 'cache', { image: 'redis', resources: { limits: { memory: '1Gi' } } });
 */
export class Redis extends Construct {
  /** The connection alone, for `calls`; with `sentinel`, to sentinels and replicas. */
  readonly endpoint: Endpoint;
  /** The sealed password, for clients that take it apart from the address. */
  readonly password: SealedKey;
  private readonly identity: Identity;
  private readonly given: Normal<RedisProps> | undefined;
  private readonly users: RedisUsers;
  private readonly sentinel: Normal<Sentinel> | undefined;

  constructor(scope: Construct, id: string, props: Input<RedisProps, Same>) {
    super(scope, id);
    const given = (this.given = accept<RedisProps>(this, props, redisShape));
    const cache = (this.identity = identify(
      this,
      props?.persistence === undefined ? 'cache' : 'database',
      props?.name,
      props?.only,
    ));
    const { platform, name } = cache;
    this.password = passwordOf(name, props?.password);
    const users = (this.users = given === undefined ? {} : (props.users ?? {}));
    const sentinel = (this.sentinel = given?.sentinel);
    const ports = sentinel === undefined ? [REDIS_PORT] : [REDIS_PORT, SENTINEL_PORT];
    this.endpoint = new Endpoint(
      cache.pods,
      ports.map((port) => ({ port, protocol: 'TCP' })),
    );
    if (given === undefined) return;

    const { persistence } = given;
    const { limitsMemory, cacheCap, storeCap, storeFsync } = platform.opinions;
    const save = persistence === undefined ? undefined : saveOf(persistence);
    const share = persistence === undefined ? cacheCap.value : storeCap.value;
    const cap = settleCap(cache, given.maxMemory, or(given.resources?.limits?.memory, limitsMemory.value), share);
    if (given.tls !== undefined) refuseUnencrypted(cache, given);
    const certificate = given.tls === undefined ? undefined : addServerCertificate(cache, serviceNames(cache));
    const start = FLAVOURS[(given.flavour ?? 'official') as Flavour]({
      cap,
      eviction: or(given.eviction, persistence === undefined ? 'allkeys-lru' : 'noeviction'),
      password: this.password,
      certificate,
      users: { args: userArguments(name, users), variables: userVariables(name, users) },
      ...(persistence !== undefined && { fsync: or(persistence.fsync, storeFsync.value), save }),
    });
    const scraped = given.metrics ?? platform.cluster.prometheus !== undefined;
    const exporter =
      scraped === true ? exporterContainer(cache, given.exporter ?? {}, this.password, certificate) : undefined;
    if (exporter === undefined && given.exporter !== undefined) refuseIdleExporter(cache);
    const companions = certificate === undefined ? [] : [reloader(cache, certificate, this.password)];
    if (sentinel !== undefined) refuseUnfit(cache, given);
    if (given.backup !== undefined && persistence === undefined) {
      const message = 'a backup is declared, and nothing is kept: a cache is filled again by those who call it';
      report(this, {
        code: 'LS114',
        path: 'backup',
        message,
        fix: "Give persistence: { size: '2Gi' }, or leave `backup` out.",
      });
    }
    if (persistence !== undefined) {
      refuseSmallVolume(cache, cap, persistence.size, save);
      const replicas = or(given.replicas, 1);
      const settings = sentinel && {
        given: sentinel,
        replicas,
        password: sentinelPassword(name, sentinel.password),
        redisPassword: this.password,
      };
      addPersistent(cache, given, {
        persistence,
        start,
        exporter,
        probes: questions(certificate),
        certificate,
        companions,
        sentinel: settings,
        alerts: [
          ...(exporter === undefined ? [] : [redisAlerts(cache, given)]),
          ...backupAlertsFrom(cache, given.backup),
        ],
      });
    } else addCache(cache, given, { start, exporter, probes: questions(certificate), certificate, companions });
    if (persistence !== undefined && given.backup !== undefined) {
      const memory = or(given.resources?.limits?.memory, limitsMemory.value);
      const parts = {
        image: given.image as string,
        endpoint: this.endpoint,
        password: this.password,
        encrypted: certificate !== undefined,
        memory,
        volume: { size: persistence.size, class: persistence.class },
      };
      buildFrom<{ backup: StoreBackup | undefined; parts: RedisBackupParts }, void>(
        cache,
        { backup: given.backup, parts },
        (subject, { backup, parts }) => addStoreBackup(subject, backup, (own) => redisBackup(subject, own, parts)),
      );
    }
  }

  /** Certificate of the authority that signed the server's, for `secretFiles` of callers. Needs `tls`. */
  get ca(): ProvidedKey {
    if (this.given !== undefined && this.given.tls === undefined) refuseNoAuthority(this);
    return authorityOf(this.identity.name);
  }

  private get scheme(): string {
    return this.given?.tls === undefined ? 'redis' : 'rediss';
  }

  /** URL with the password expanded from the sealed one: `redis://:…@cache:6379`, with `tls` `rediss://…`. With `sentinel` there is none. */
  get url(): Expression {
    if (this.sentinel !== undefined) refuseOneAddress(this, 'url');
    return new Expression([`${this.scheme}://:`, this.password, `@${this.identity.name}:${REDIS_PORT}`, this.endpoint]);
  }

  /** Name of its Service, with the connection. With `sentinel` there is none. */
  get host(): Expression {
    if (this.sentinel !== undefined) refuseOneAddress(this, 'host');
    return new Expression([this.identity.name, this.endpoint]);
  }

  /** URL for one of `users`: `redis://orders:…@cache:6379`. With `sentinel` there is none. @param user its name */
  urlAs(user: string): Expression {
    if (this.sentinel !== undefined) refuseOneAddress(this, 'urlAs');
    return new Expression([
      `${this.scheme}://${user}:`,
      this.passwordOf(user),
      `@${this.identity.name}:${REDIS_PORT}`,
      this.endpoint,
    ]);
  }

  /** The sealed password of one of `users`. @param user its name */
  passwordOf(user: string): SealedKey {
    const own = this.users[user];
    if (own === undefined && this.given !== undefined) {
      const message = `the user "${user}" is used, and no such user is declared`;
      report(this, { code: 'LS103', path: 'users', message, fix: `Add ${JSON.stringify(user)}: {} to users.` });
    }
    return userPassword(this.identity.name, user, own);
  }

  /** Hosts and ports of the sentinels, with the connection to them and to the replicas: `cache-0.cache-headless:26379,…`. */
  get sentinels(): Expression {
    this.demandSentinel('sentinels');
    return sentinelsOf(this.identity.name, or(this.given?.replicas, 1), this.endpoint);
  }

  /** The name by which sentinels know the master. */
  get masterName(): string {
    this.demandSentinel('masterName');
    return this.identity.name;
  }

  /** The sealed password of the sentinels. */
  get sentinelPassword(): SealedKey {
    this.demandSentinel('sentinelPassword');
    return sentinelPassword(this.identity.name, this.sentinel?.password);
  }

  private demandSentinel(prop: string): void {
    if (this.sentinel !== undefined || this.given === undefined) return;
    const fix = 'Give sentinel: {}, or use `url`.';
    report(this, {
      code: 'LS103',
      path: 'sentinel',
      message: `\`${prop}\` is used, and no sentinels are declared`,
      fix,
    });
  }
}

function passwordOf(name: string, given: unknown): SealedKey {
  const { secret, key } = given instanceof SealedKey ? given : { secret: `${name}-auth`, key: 'password' };
  return new SealedKey(secret, key, upperSnake(`${name}-password`));
}

/** What a failover rests on. */
function refuseUnfit(store: Identity, { persistence, flavour, replicas }: Normal<RedisProps>): void {
  const { construct } = store;
  refuseHalves(store, or(replicas, 1));
  if (persistence === undefined) {
    const message = 'Sentinel is declared, and nothing is kept: a master that restarts empty would empty its replicas';
    report(construct, { code: 'LS190', path: 'persistence', message, fix: "Give persistence: { size: '2Gi' }." });
  }
  if (flavour === 'bitnami') {
    const fix = "Take an image like docker.io/library/redis, or valkey/valkey, with flavour: 'official'.";
    report(construct, {
      code: 'LS114',
      path: 'flavour',
      message: 'Sentinel is declared, and the Bitnami image starts its servers in a way of its own',
      fix,
    });
  }
}
