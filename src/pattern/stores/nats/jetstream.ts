import { Construct } from 'constructs';
import { Expression } from '../../../model/expression';
import type { Input } from '../../../model/fields';
import { everywhere, fixed, flag, object, required, type PropsOf } from '../../../model/shape';
import { dnsLabel, quantity } from '../../../model/syntax';
import { UsageError } from '../../../model/usage-error';
import { Endpoint } from '../../network/connections';
import { acceptProps } from '../../engine/accepted';
import { build, type Subject } from '../../engine/build';
import type { PartFinding } from '../../engine/parts';
import { identify } from '../../engine/identity';
import { alertsOf } from '../../observability/alert';
import { alertsShape } from '../../observability/shapes';
import { JETSTREAM_ALERTS } from '../../observability/stores/nats';
import { SHARED_TABLES } from '../../observability/workload';
import type { ProvidedKey } from '../../secrets/provided-key';
import { sealedKeyShape, type SealedKey } from '../../secrets/sealed';
import { hostsOf, refuseHalves } from '../stateful/replicas';
import { addStoresAuthority, authorityOf, refuseNoAuthority, tlsShape } from '../stateful/server-certificate';
import { sidecarShape } from '../stateful/sidecar';
import { bytesIn } from '../stateful/sizes';
import { addStore, replicasShape, storeShapes } from '../stateful/store';
import { storageShape } from '../stateful/volumes';
import { podField } from '../../workload/env-value';
import { addServerConfiguration, CONFIGURATION_FILE, NAME_VARIABLE, STORE_PATH } from './configuration';
import { credentialsOf, loginShape, quotedVariables, urlOf, type Credentials } from './credentials';
import { encrypt, refuseIdleReloader } from './encryption';
import { natsExporter } from './exporter';
import { CLIENT_PORT, CLUSTER, MONITORING, MONITORING_PORT, portsOf } from './ports';
import { refuseOverflow, shareOf } from './sizes';

type Same = 'image' | 'name' | 'only' | 'token' | 'login' | 'metrics' | 'tls';

/** NATS with JetStream, its streams on volumes. */
export interface NatsJetStreamProps extends PropsOf<typeof shapes> {}
const shapes = {
  ...storeShapes,
  /** Volume of each server. */
  storage: required(everywhere(storageShape)),
  /** 1, or an odd number of servers that form a cluster; streams of `R3` survive the loss of one of three. Default: 1. */
  replicas: replicasShape,
  /** Name of the cluster. Default: the name of the construct. */
  cluster: dnsLabel,
  /** Default: key `token` of the sealed secret `<name>-auth`. */
  token: fixed(sealedKeyShape),
  /** A sealed user name and password instead of the token. */
  login: fixed(loginShape),
  /** Maximum size of streams on the volume (`max_file_store`). Default: nine tenths of it. */
  maxFileStore: quantity,
  /** Maximum size of in-memory streams (`max_memory_store`). Default: a quarter of the container's memory. */
  maxMemoryStore: quantity,
  /** Whether it has an exporter that is scraped. Default: if the platform declares a Prometheus. */
  metrics: fixed(flag),
  /** Image like natsio/prometheus-nats-exporter. Default: `nats-exporter`, 10m and 32Mi requested, limits 100m and 64Mi. */
  exporter: everywhere(sidecarShape),
  /**
   * Callers and servers use TLS: the URL starts with `tls://`, and only the monitoring port is plaintext. Clients
   * verify the server with `ca`. Default: plaintext.
   */
  tls: fixed(tlsShape),
  /**
   * With `tls`: makes the server reload a renewed certificate; an image like natsio/nats-server-config-reloader.
   * Default: `nats-reloader`, 10m and 16Mi requested, limits 100m and 32Mi.
   */
  reloader: everywhere(sidecarShape),
  alerts: everywhere(alertsShape(JETSTREAM_ALERTS, ...SHARED_TABLES.store)),
};
const shape = object<NatsJetStreamProps>(shapes);

/** Share of the container's memory at which the Go runtime begins to free more eagerly. */
const GO_MEMORY = 0.9;

/**
 * A NATS server with JetStream, or a cluster of them; clients need the token or the login.
 * @example const nats = new NatsJetStream(shop, 'nats', { image: 'nats', replicas: vary({ dev: 1, prod: 3 }), storage: { size: '10Gi' } });
 */
export class NatsJetStream extends Construct {
  /** URL with the credentials expanded from the sealed ones: `nats://…@nats:4222`, with `tls` `tls://…@nats:4222`. */
  readonly url: Expression;
  /** Name of its Service, with the connection. */
  readonly host: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;
  private readonly credentials: Credentials;
  /** `undefined` where its props were refused. */
  private readonly encrypted: boolean | undefined;
  private readonly name: string;

  constructor(scope: Construct, id: string, props: Input<NatsJetStreamProps, Same>) {
    super(scope, id);
    const accepted = acceptProps<NatsJetStreamProps>(this, props, shape);
    const store = identify(this, 'database', props?.name, props?.only);
    const name = (this.name = store.name);
    this.encrypted = accepted && props.tls !== undefined;
    this.credentials = credentialsOf(name, accepted === undefined ? {} : props);
    this.endpoint = new Endpoint(store.pods, [{ port: CLIENT_PORT, protocol: 'TCP' }]);
    this.host = new Expression([name, this.endpoint]);
    this.url = urlOf(name, this.credentials, this.endpoint, this.encrypted === true ? 'tls' : 'nats');
    if (accepted === undefined) return;
    if (this.encrypted === true) addStoresAuthority(store.platform);
    build(store, accepted, runJetStream);
  }

  /** CA certificate of the server, for `secretFiles` of callers. Needs `tls`. */
  get ca(): ProvidedKey {
    if (this.encrypted === false) refuseNoAuthority(this);
    return authorityOf(this.name);
  }

  /**
   * The sealed token, for clients that take it separately from the address.
   * @throws UsageError where a login is given in its place
   */
  get token(): SealedKey {
    if ('token' in this.credentials) return this.credentials.token;
    throw new UsageError(
      `${this.node.path} authenticates by \`login\`, so it has no token. Use \`url\`, or the keys of the login.`,
    );
  }
}

/** A server is started when its streams have caught up: only then is the next one replaced. Large ones take their time. */
const CAUGHT_UP = { http: '/healthz', period: '10s', failures: 90 };

/** Everything of a NATS with JetStream, in one environment. */
function runJetStream(subject: Subject, props: NatsJetStreamProps): void {
  const { facts, name } = subject;
  const { replicas = 1, storage, cluster = name, tls, reloader } = props;
  const memory = props.resources?.limits?.memory ?? facts.opinions.limitsMemory.value;
  const credentials = credentialsOf(name, props);
  const hosts = replicas > 1 ? hostsOf(name, replicas) : [];
  refuseTwoCredentials(subject, props);
  refuseHalves(subject, replicas);
  if (props.cluster !== undefined) subject.parts.expectEffect(replicas > 1, IDLE_CLUSTER);
  const exporter = natsExporter(subject, props, ['-varz', '-connz', '-healthz', '-routez', '-jsz=all']);
  const encryption = tls && encrypt(subject, hosts, reloader);
  if (encryption === undefined && reloader !== undefined) refuseIdleReloader(subject);
  const limits = limitsOf(subject, props, memory);
  addStore(subject, props, {
    args: ['--config', CONFIGURATION_FILE],
    variables: {
      [NAME_VARIABLE]: podField('metadata.name'),
      ...quotedVariables(credentials),
      GOMEMLIMIT: String(shareOf(memory, GO_MEMORY)),
    },
    ports: portsOf(subject, exporter !== undefined),
    probed: exporter === undefined ? [MONITORING] : [],
    peers: [CLUSTER],
    replicas,
    // No server is ready before a majority is there, so none may wait for the one before it; the field is immutable.
    podManagementPolicy: 'Parallel',
    advice: { single: 'Use 3, which form a cluster.' },
    volumes: { data: { path: STORE_PATH, ...storage } },
    probes: {
      port: MONITORING_PORT,
      readiness: { http: '/healthz?js-server-only=true' },
      liveness: { http: '/healthz?js-enabled-only=true' },
      startup: CAUGHT_UP,
    },
    metrics: exporter && {},
    exporter,
    alerts: exporter === undefined ? [] : [alertsOf(JETSTREAM_ALERTS, { replicas })],
    files: addServerConfiguration(subject, { ...limits, cluster, hosts, credentials, encryption }),
    ...encryption?.reload,
  });
}

function limitsOf(subject: Subject, { storage, ...given }: NatsJetStreamProps, memory: string) {
  const { streamDisk, streamMemory } = subject.facts.opinions;
  const settle = (quantity: string | undefined, otherwise: number) =>
    quantity === undefined ? otherwise : bytesIn(quantity);
  const maxFileStore = settle(given.maxFileStore, shareOf(storage.size, streamDisk.value));
  const maxMemoryStore = settle(given.maxMemoryStore, shareOf(memory, streamMemory.value));
  refuseOverflow(subject, {
    path: 'maxFileStore',
    wanted: maxFileStore,
    room: storage.size,
    holder: 'volume',
    raise: 'storage.size',
  });
  refuseOverflow(subject, {
    path: 'maxMemoryStore',
    wanted: maxMemoryStore,
    room: memory,
    holder: 'container',
    raise: 'resources.limits.memory',
  });
  return { maxFileStore, maxMemoryStore };
}

const IDLE_CLUSTER: PartFinding = {
  code: 'LS114',
  path: 'cluster',
  message: '`cluster` is set, but there is only one server in every environment',
  fix: 'Use 3 replicas, or omit `cluster`.',
};

function refuseTwoCredentials({ parts }: Subject, { token, login }: NatsJetStreamProps): void {
  if (token === undefined || login === undefined) return;
  const fix = 'The server accepts only one of them: remove the other.';
  parts.report({ code: 'LS114', path: 'login', message: 'a token and a login are both set', fix });
}
