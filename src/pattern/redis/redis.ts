import { Construct } from 'constructs';
import { report } from '../../model/declarations';
import { Expression } from '../../model/expression';
import type { Input, Normal } from '../../model/fields';
import { Presence } from '../../model/presence';
import { everywhere, fixed, flag, instance, integer, object, oneOf, required, type Shape } from '../../model/shape';
import { anyText, dnsLabel } from '../../model/syntax';
import { accept } from '../accept';
import { addAccount } from '../account';
import { addDisruptionBudget } from '../availability';
import { addConfiguration } from '../configuration';
import { connect, Endpoint } from '../connections';
import { containerOf, resourcesShape, writableVolumes, type Resources, type Writable } from '../container';
import { identify, type Identity } from '../identity';
import { addMonitor } from '../monitoring';
import { inEachEnvironment, or } from '../per-environment';
import { addPolicy } from '../policy';
import { addService, type Port } from '../ports';
import { probes, probesShape, wholeSeconds, type Probes } from '../probes';
import { SealedKey, upperSnake } from '../sealed';
import { refuseIdleExporter } from '../stateful/exporter';
import { addDeployment } from '../workload';
import { exporterContainer, exporterShape, METRICS_PORT, type Exporter } from './exporter';
import { FLAVOURS, REDIS_PORT, type Flavour } from './flavours';
import { addPersistent, persistenceShape, refuseSmallVolume, type Persistence } from './persistence';
import { capShape, evictionShape, settleCap, type EvictionPolicy } from './memory';

/** Redis in memory alone, a cache: whatever it holds may be gone at any time. With `persistence`, a store that keeps it. */
export interface RedisProps {
  /** Name in `images.lock.yaml`. Redis 7.0 or later: its probes use `redis-cli -e`. */
  readonly image: string;
  /** How the image is told its settings. Default: official. */
  readonly flavour?: Flavour;
  /** Name of its objects. Default: the id. */
  readonly name?: string;
  /** Default: key `password` of the sealed secret `<name>-auth`. */
  readonly password?: SealedKey;
  /** Memory that entries may take, as Redis writes it: `768mb`. Default: three quarters of the container's limit; half of it with `persistence`. */
  readonly maxMemory?: string;
  /** What goes when it is full. Default: allkeys-lru; with `persistence` nothing goes, and writes fail (noeviction). */
  readonly eviction?: EvictionPolicy;
  /** A volume that outlives the pod, with a log of every write on it. Default: none; what it holds is disposable. */
  readonly persistence?: Persistence;
  /** Default: requests 100m and 128Mi, limits 1 and 256Mi. */
  readonly resources?: Resources;
  /** 1, or 0 where it is to be parked: instances of a cache do not replicate. Default: 1. */
  readonly replicas?: number;
  /** Default: readiness asks `redis-cli -e ping`, which an error answer fails; liveness `redis-cli ping`, which any answer passes. */
  readonly probes?: Probes;
  /** User id. Default: the one that the image is built for, 999 (official) or 1001 (bitnami). */
  readonly user?: number;
  /** Whether an exporter beside it is scraped. Default: where the platform says which Prometheus. */
  readonly metrics?: boolean;
  readonly exporter?: Exporter;
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

type Same = 'image' | 'flavour' | 'name' | 'password' | 'metrics' | 'only';

const shapes: { readonly [K in keyof Required<RedisProps>]: Shape | ReturnType<typeof required> } = {
  image: required(fixed(anyText)),
  flavour: fixed(oneOf('official', 'bitnami')),
  name: fixed(dnsLabel),
  password: fixed(instance('a sealed key', (value) => value instanceof SealedKey)),
  maxMemory: capShape,
  eviction: evictionShape,
  persistence: everywhere(persistenceShape),
  resources: resourcesShape,
  replicas: integer({ min: 0 }),
  probes: probesShape,
  user: integer({ min: 1, unit: 'user id' }),
  metrics: fixed(flag),
  exporter: exporterShape,
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
};
const shape = object<RedisProps>(shapes);

const STOP_SECONDS = 30;

/**
 * A cache with everything that belongs to it. It keeps nothing on disk and has one replica, so a rollout or a drain empties
 * it; callers must work without it. The opinion `single-replica` therefore does not apply, and the Deployment is labelled
 * `lockstep.dev/disposable`. With `persistence` it is a StatefulSet with a volume, of which none of this is true.
 * @example const cache = new Redis(shop, 'cache', { image: 'redis', resources: { limits: { memory: '1Gi' } } });
 */
export class Redis extends Construct {
  /** URL with the password expanded from the sealed one: `redis://:…@cache:6379`. */
  readonly url: Expression;
  /** Name of its Service, with the connection. */
  readonly host: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;
  /** The sealed password, for clients that take it apart from the address. */
  readonly password: SealedKey;

  constructor(scope: Construct, id: string, props: Input<RedisProps, Same>) {
    super(scope, id);
    const given = accept<RedisProps>(this, props, shape);
    const cache = identify(this, props?.persistence === undefined ? 'cache' : 'database', props?.name, props?.only);
    const { platform, name } = cache;
    this.password = passwordOf(name, props?.password);
    this.endpoint = new Endpoint(cache.pods, [{ port: REDIS_PORT, protocol: 'TCP' }]);
    this.host = new Expression([name, this.endpoint]);
    this.url = new Expression(['redis://:', this.password, `@${name}:${REDIS_PORT}`, this.endpoint]);
    if (given === undefined) return;

    const { persistence } = given;
    const { limitsMemory, cacheCap, storeCap, storeFsync } = platform.opinions;
    const share = persistence === undefined ? cacheCap.value : storeCap.value;
    const cap = settleCap(cache, given.maxMemory, or(given.resources?.limits?.memory, limitsMemory.value), share);
    const start = FLAVOURS[(given.flavour ?? 'official') as Flavour]({
      cap,
      eviction: or(given.eviction, persistence === undefined ? 'allkeys-lru' : 'noeviction'),
      password: this.password,
      ...(persistence !== undefined && { fsync: or(persistence.fsync, storeFsync.value) }),
    });
    const scraped = given.metrics ?? platform.cluster.prometheus !== undefined;
    const exporter = scraped === true ? exporterContainer(cache, given.exporter ?? {}, this.password) : undefined;
    if (exporter === undefined && given.exporter !== undefined) refuseIdleExporter(cache);
    if (persistence !== undefined) {
      refuseSmallVolume(cache, cap, persistence.size);
      addPersistent(cache, given, { persistence, start, exporter, probes: QUESTIONS });
      return;
    }
    refuseReplicas(cache, given.replicas);
    const account = addAccount(cache, undefined);
    const configuration = addConfiguration(cache, start.variables, undefined);
    const image = platform.images.pin(this, given.image as string, name);
    const own: Port = { name: 'redis', container: REDIS_PORT, service: REDIS_PORT };
    const ports = exporter === undefined ? [own] : [own, METRICS_PORT];
    const writable = start.writable as Normal<Writable>;
    const disk = writableVolumes(writable);

    addDeployment(
      disposable(cache),
      {
        account,
        shutdown: { drain: undefined, lifecycle: {}, graceSeconds: STOP_SECONDS },
        availability: addDisruption(cache, given.replicas),
        user: or(given.user, start.user),
        container: containerOf(cache, { command: start.command, args: start.args, resources: given.resources ?? {}, writable }, {
          image: image.reference,
          configuration,
          ports: [own],
          probes: probes(this, given.probes ?? {}, QUESTIONS, platform.opinions),
          lifecycle: {},
          mounts: disk.mounts,
        }),
        sidecars: exporter === undefined ? [] : [exporter.container],
        volumes: disk.volumes,
        pullSecrets: secretsOf([...image.pullSecrets, ...(exporter?.pullSecrets ?? [])]),
        podLabels: {},
        podAnnotations: configuration.checksums,
      },
      'data',
    );
    addService(cache, ports, 'data');
    connect(platform.connections, cache.pods, account.endpoints, undefined);
    addPolicy(cache);
    if (exporter !== undefined) addMonitor(cache, {}, ports);
  }
}

/** No shell: the client reads the password from REDISCLI_AUTH. Only readiness minds an answer that is an error, such as LOADING. */
const QUESTIONS = { port: REDIS_PORT, readiness: { exec: ['redis-cli', '-e', 'ping'] }, liveness: { exec: ['redis-cli', 'ping'] } };

function passwordOf(name: string, given: unknown): SealedKey {
  const { secret, key } = given instanceof SealedKey ? given : { secret: `${name}-auth`, key: 'password' };
  return new SealedKey(secret, key, upperSnake(`${name}-password`));
}

/** A rollout stops the old one first: two caches behind one Service would contradict each other. A drain is never blocked. */
function addDisruption(identity: Identity, replicas: unknown): Record<string, unknown> {
  const { opinions } = identity.platform;
  addDisruptionBudget(identity);
  return {
    replicas: or(replicas, 1),
    progressDeadlineSeconds: wholeSeconds(opinions.progressDeadline.value),
    revisionHistoryLimit: opinions.revisionHistory.value,
    strategy: { type: 'Recreate' },
  };
}

function disposable(cache: Identity): Identity {
  return { ...cache, labels: { ...cache.labels, 'lockstep.dev/disposable': 'true' } };
}

function secretsOf(keys: readonly SealedKey[]): readonly SealedKey[] {
  return [...new Map(keys.map((key) => [key.secret, key])).values()];
}

function refuseReplicas(cache: Identity, replicas: unknown): void {
  inEachEnvironment(cache, { replicas }, (own, where) => {
    if (own.replicas === undefined || Number(own.replicas) <= 1) return;
    report(cache.construct, {
      code: 'LS684',
      path: 'replicas',
      ...where,
      message: `${String(own.replicas)} replicas of a cache do not replicate: each caller would see another content`,
      fix: 'Give 1 replica with more memory, or several caches under names of their own.',
    });
  });
}
