import { Construct } from 'constructs';
import { Expression } from '../../../model/expression';
import type { Input } from '../../../model/fields';
import { everywhere, fixed, flag, integer, object, required, text, type PropsOf } from '../../../model/shape';
import { duration, quantity } from '../../../model/syntax';
import { Endpoint } from '../../network/connections';
import { acceptProps } from '../../engine/accepted';
import { build, type Subject } from '../../engine/build';
import { identify } from '../../engine/identity';
import { alertsOf } from '../../observability/alert';
import { alertsShape } from '../../observability/shapes';
import { STREAMING_ALERTS } from '../../observability/stores/nats';
import { SHARED_TABLES } from '../../observability/workload';
import { sealedKeyShape, type SealedKey } from '../../secrets/sealed';
import { sidecarShape } from '../stateful/sidecar';
import { bytesIn } from '../stateful/sizes';
import { addStore, storeShapes } from '../stateful/store';
import { storageShape } from '../stateful/volumes';
import { tokenOf, urlOf } from './credentials';
import { natsExporter } from './exporter';
import { CLIENT_PORT, MONITORING, MONITORING_PORT, portsOf } from './ports';
import { refuseOverflow } from './sizes';

/** How the server finds out that a client is gone. */
export interface Heartbeat extends PropsOf<typeof heartbeatProps> {}
const heartbeatProps = {
  /** Default: 30s. */
  interval: duration,
  /** Maximum response time. Default: 10s. */
  timeout: duration,
  /** Number of missed responses after which the client is considered gone. Default: 10. */
  failures: integer({ min: 1 }),
};

/** What channels may keep; the oldest messages of a full one are dropped. */
export interface Channels extends PropsOf<typeof channelProps> {}
const channelProps = {
  /** Maximum number of channels. Default: 100. */
  max: integer({ min: 1 }),
  /** Maximum number of messages in a channel. Default: 1000000. */
  messages: integer({ min: 1 }),
  /** Maximum size of a channel. Default: such that all channels together fit nine tenths of the volume. */
  bytes: quantity,
  /** How long a message is kept. Default: forever. */
  age: duration,
};
type Same = 'image' | 'name' | 'only' | 'token' | 'clusterId' | 'metrics';

/** NATS Streaming, for clients that speak it; it has been out of support since 2023, and new ones use JetStream. */
export interface NatsStreamingProps extends PropsOf<typeof shapes> {}
const shapes = {
  ...storeShapes,
  /** Volume of the file store. */
  storage: required(everywhere(storageShape)),
  /** Cluster id that clients connect with. Default: the name of the construct. */
  clusterId: fixed(text('a cluster id (letters, digits, - and _)', 'shop', (value) => /^[A-Za-z0-9_-]+$/.test(value))),
  /** Default: key `token` of the sealed secret `<name>-auth`. */
  token: fixed(sealedKeyShape),
  heartbeat: object<Heartbeat>(heartbeatProps),
  channels: object<Channels>(channelProps),
  /** Whether it logs its operations for each client. Default: false. */
  debug: flag,
  /** Whether it has an exporter that is scraped. Default: if the platform declares a Prometheus. */
  metrics: fixed(flag),
  /** Image like natsio/prometheus-nats-exporter. Default: `nats-exporter`, 10m and 32Mi requested, limits 100m and 64Mi. */
  exporter: everywhere(sidecarShape),
  alerts: everywhere(alertsShape(STREAMING_ALERTS, ...SHARED_TABLES.store)),
};
const shape = object<NatsStreamingProps>(shapes);

const VOLUME_PATH = '/data';
/** Every directory in it is treated as a channel, so it cannot be the root of a file system, which contains `lost+found`. */
const STORE_PATH = `${VOLUME_PATH}/store`;
const ADVICE = 'Use NatsJetStream, which supports several servers, and let clients use JetStream.';

/**
 * A NATS Streaming server with its messages on a volume. It is configured by arguments only, because the image has no
 * shell.
 * @example new NatsStreaming(shop, 'nats', { image: 'nats-streaming', clusterId: 'ticketing', storage: { size: '1Gi' } });
 */
export class NatsStreaming extends Construct {
  /** URL with the token expanded from the sealed one: `nats://…@nats:4222`. */
  readonly url: Expression;
  /** Name of its Service, with the connection. */
  readonly host: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;
  /** The sealed token, for clients that take it apart from the address. */
  readonly token: SealedKey;
  /** Name that clients connect to. */
  readonly clusterId: string;

  constructor(scope: Construct, id: string, props: Input<NatsStreamingProps, Same>) {
    super(scope, id);
    const accepted = acceptProps<NatsStreamingProps>(this, props, shape);
    const store = identify(this, 'database', props?.name, props?.only);
    const { name } = store;
    this.token = tokenOf(name, accepted && props.token);
    this.clusterId = props?.clusterId ?? name;
    this.endpoint = new Endpoint(store.pods, [{ port: CLIENT_PORT, protocol: 'TCP' }]);
    this.host = new Expression([name, this.endpoint]);
    this.url = urlOf(name, { token: this.token }, this.endpoint);
    if (accepted !== undefined) build(store, accepted, runStreaming);
  }
}

/** Everything of a NATS Streaming, in one environment. */
function runStreaming(subject: Subject, props: NatsStreamingProps): void {
  const { name } = subject;
  const { clusterId = name, heartbeat = {}, storage } = props;
  const token = tokenOf(name, props.token);
  const exporter = natsExporter(subject, props, ['-varz', '-connz', '-channelz', '-serverz']);
  addStore(subject, props, {
    args: [
      `--port=${CLIENT_PORT}`,
      `--http_port=${MONITORING_PORT}`,
      // The kubelet expands the token; the image has nothing that could read a file into a configuration.
      `--auth=$(${token.variable})`,
      `--cluster_id=${clusterId}`,
      '--store=FILE',
      `--dir=${STORE_PATH}`,
      ...flagOf('hb_interval', heartbeat.interval),
      ...flagOf('hb_timeout', heartbeat.timeout),
      ...flagOf('hb_fail_count', heartbeat.failures),
      ...channelArgs(subject, props),
      ...(props.debug === true ? ['--stan_debug=true'] : []),
    ],
    variables: { [token.variable]: token },
    ports: portsOf(subject, exporter !== undefined),
    probed: exporter === undefined ? [MONITORING] : [],
    peers: undefined,
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    advice: { single: ADVICE },
    volumes: { data: { path: VOLUME_PATH, ...storage } },
    // Servers of this age have no /healthz. The streaming part answers once its channels are recovered, the root at once.
    probes: { port: MONITORING_PORT, readiness: { http: '/streaming/serverz' }, liveness: { http: '/' } },
    metrics: exporter && {},
    exporter,
    alerts: exporter === undefined ? [] : [alertsOf(STREAMING_ALERTS, {})],
  });
}

/** All channels together must fit the volume: a channel that is full drops its oldest message, a volume that is full stops the server. */
function channelArgs(subject: Subject, { channels = {}, storage }: NatsStreamingProps): readonly string[] {
  const share = subject.facts.opinions.streamDisk.value;
  const { max = DEFAULT_CHANNELS, messages, age } = channels;
  const bytes =
    channels.bytes === undefined ? Math.floor((bytesIn(storage.size) * share) / max) : bytesIn(channels.bytes);
  refuseOverflow(subject, {
    path: 'channels.bytes',
    wanted: bytes * max,
    room: storage.size,
    holder: 'volume',
    raise: 'storage.size',
  });
  return [
    ...flagOf('max_channels', max),
    ...flagOf('max_bytes', bytes),
    ...flagOf('max_msgs', messages),
    ...flagOf('max_age', age),
  ];
}

const DEFAULT_CHANNELS = 100;

/** `--name=value` where there is a value. */
function flagOf(name: string, value: string | number | undefined): readonly string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}
