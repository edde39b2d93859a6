import { Construct } from 'constructs';
import { report } from '../../../model/declarations';
import { Expression } from '../../../model/expression';
import type { Input } from '../../../model/fields';
import { everywhere, fixed, flag, object, oneOf, required, type PropsOf } from '../../../model/shape';
import { hostName, quantity } from '../../../model/syntax';
import { Endpoint } from '../../network/connections';
import { acceptProps, type Accepted } from '../../engine/accepted';
import { build, type Subject } from '../../engine/build';
import { identify, type Identity } from '../../engine/identity';
import { alertsOf } from '../../observability/alert';
import { alertsShape } from '../../observability/shapes';
import { RABBIT_ALERTS } from '../../observability/stores/rabbitmq';
import { SHARED_TABLES } from '../../observability/workload';
import type { ProvidedKey } from '../../secrets/provided-key';
import { authKey, sealedKeyShape, type SealedKey } from '../../secrets/sealed';
import { refuseHalves } from '../stateful/replicas';
import {
  addServerCertificate,
  addStoresAuthority,
  authorityOf,
  refuseNoAuthority,
  serviceNames,
  tlsShape,
} from '../stateful/server-certificate';
import { addStore, replicasShape, storeShapes } from '../stateful/store';
import { storageShape } from '../stateful/volumes';
import type { ProbeDefaults } from '../../workload/probes';
import { addNodeConfiguration } from './configuration';
import { AMQP_PORT, AMQPS_PORT, MANAGEMENT_PORT, MANAGEMENT_TLS_PORT, PEERS, portsOf } from './ports';
import { brokerResources, settleSizes } from './sizes';
import { startCommand, startVariables, stopCommand, WRITABLE } from './start';
import {
  definitionsOf,
  loginOf,
  loginShape,
  passwordOf,
  refuseUnknownVhosts,
  usersShape,
  vhostsShape,
  type RabbitLogin,
} from './users';

type Same = 'image' | 'name' | 'only' | 'login' | 'cookie' | 'users' | 'vhosts' | 'metrics' | 'tls';

/** RabbitMQ 4.1 or later, on volumes: users, virtual hosts and permissions are declared, queues belong to the services. */
export interface RabbitMqProps extends PropsOf<typeof shapes> {}
const shapes = {
  ...storeShapes,
  /** Volume of each node. */
  storage: required(everywhere(storageShape)),
  /** 1, or an odd number of nodes that form a cluster. Default: 1. */
  replicas: replicasShape,
  /** Sealed login of the administrator. Default: keys `username` and `password` of the sealed secret `<name>-auth`. */
  login: fixed(loginShape),
  /**
   * Shared secret of the nodes. Default: key `erlang-cookie` of the sealed secret `<name>-auth`. Nodes with different
   * cookies cannot communicate: to change it, stop the entire cluster.
   */
  cookie: fixed(sealedKeyShape),
  /** Users in addition to the administrator, by name. A user that is removed here remains until someone deletes it: `rabbitmqctl delete_user`. */
  users: fixed(usersShape),
  /** Virtual hosts; the first one is used by `url`, and by users without one. Default: `/`. */
  vhosts: fixed(vhostsShape),
  /**
   * Type of queues that are declared without one (`default_queue_type`). Default: quorum, which survives the loss of a
   * node.
   */
  queueType: oneOf('quorum', 'classic', 'stream'),
  /**
   * Memory usage at which publishers are blocked (`vm_memory_high_watermark`). Default: three fifths of the container's
   * memory.
   */
  memoryHighWatermark: quantity,
  /**
   * Free space on the volume below which publishers are blocked (`disk_free_limit`). Default: the size of the
   * container's memory.
   */
  diskFreeLimit: quantity,
  /**
   * Whether the management UI and its API are enabled, on port 15672. Processes that use `managementUrl` may reach
   * them; people use `kubectl port-forward` to a pod. Default: false.
   */
  management: flag,
  /**
   * Callers use TLS on port 5671 (15671 for the management UI), URLs start with `amqps://`, and no port accepts
   * plaintext from callers. Clients verify the server with `ca`. Traffic between nodes, and from Prometheus to them,
   * remains plaintext, and policies admit no one else. Default: plaintext.
   */
  tls: fixed(tlsShape),
  /** Whether its metrics are scraped. Default: if the platform declares a Prometheus. */
  metrics: fixed(flag),
  /** DNS domain of the cluster; it is part of the node names, which cannot change. Default: cluster.local. */
  clusterDomain: hostName,
  /** Settings of the built-in alerts, by name, and custom alerts. */
  alerts: everywhere(alertsShape(RABBIT_ALERTS, ...SHARED_TABLES.store)),
};
const shape = object<RabbitMqProps>(shapes);

const DEFAULT_VHOST = '/';

/**
 * A RabbitMQ node, or a cluster of them. It runs the official image with its own configuration, users and cookie; other
 * images are not supported.
 * @example const rabbit = new RabbitMq(shop, 'rabbitmq', { image: 'rabbitmq', replicas: vary({ dev: 1, prod: 3 }), storage: { size: '10Gi' } });
 */
export class RabbitMq extends Construct {
  /** Name of its Service, with the connection. */
  readonly host: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;
  /** The sealed login of the administrator. */
  readonly credentials: RabbitLogin;
  private readonly identity: Identity;
  private readonly accepted: Accepted<RabbitMqProps> | undefined;
  /** Props that are the same in every environment; empty where they were refused. */
  private readonly given: Pick<RabbitMqProps, 'login' | 'tls' | 'users' | 'vhosts'>;

  constructor(scope: Construct, id: string, props: Input<RabbitMqProps, Same>) {
    super(scope, id);
    const accepted = (this.accepted = acceptProps<RabbitMqProps>(this, props, shape));
    const store = (this.identity = identify(this, 'database', props?.name, props?.only));
    this.given = accepted === undefined ? {} : props;
    this.credentials = loginOf(store.name, this.given.login);
    this.endpoint = new Endpoint(store.pods, [{ port: portOf(this.given), protocol: 'TCP' }]);
    this.host = new Expression([store.name, this.endpoint]);
    if (accepted === undefined) return;
    if (props.tls !== undefined) addStoresAuthority(store.platform);
    build(store, accepted, runRabbitMq);
  }

  /** CA certificate of the server, for `secretFiles` of callers. Needs `tls`. */
  get ca(): ProvidedKey {
    if (this.accepted !== undefined && this.given.tls === undefined) refuseNoAuthority(this);
    return authorityOf(this.identity.name);
  }

  /**
   * URL of the first virtual host for the administrator: `amqp://…:…@rabbitmq:5672/%2F`, with `tls`
   * `amqps://…:…@rabbitmq:5671/%2F`. Services should have their own users: `urlAs`.
   */
  get url(): Expression {
    const { username, password } = this.credentials;
    return this.urlOf([username], password, this.given.vhosts?.[0]);
  }

  /** URL for one of `users`, of its virtual host. @param user its name */
  urlAs(user: string): Expression {
    const { users, vhosts } = this.given;
    const own = users?.[user];
    if (own === undefined && this.accepted !== undefined) {
      const message = `the URL of the user "${user}" is used, but the user is not declared`;
      report(this, { code: 'LS103', path: 'users', message, fix: `Add ${JSON.stringify(user)}: {} to users.` });
    }
    return this.urlOf([user], passwordOf(this.identity.name, user, own), own?.vhost ?? vhosts?.[0]);
  }

  /** URL of the management UI and its API, without a login; requires `management` wherever it is used. */
  get managementUrl(): Expression {
    const { name, pods } = this.identity;
    if (this.accepted !== undefined) build(this.identity, this.accepted, refuseNoManagement);
    const [scheme, port] =
      this.given.tls === undefined ? (['http', MANAGEMENT_PORT] as const) : (['https', MANAGEMENT_TLS_PORT] as const);
    return new Expression([`${scheme}://${name}:${port}`, new Endpoint(pods, [{ port, protocol: 'TCP' }])]);
  }

  /** The sealed password of one of `users`, for clients that take it separately from the address. */
  passwordOf(user: string): SealedKey {
    return passwordOf(this.identity.name, user, this.given.users?.[user]);
  }

  private urlOf(user: readonly (SealedKey | string)[], password: SealedKey, vhost = DEFAULT_VHOST): Expression {
    const scheme = this.given.tls === undefined ? 'amqp' : 'amqps';
    return new Expression([
      `${scheme}://`,
      ...user,
      ':',
      password,
      `@${this.identity.name}:${portOf(this.given)}/${encodeURIComponent(vhost)}`,
      this.endpoint,
    ]);
  }
}

/** The user that the Debian build of the official image is made for; that of Alpine does as well under it. */
const IMAGE_USER = 999;

function portOf({ tls }: Pick<RabbitMqProps, 'tls'>): number {
  return tls === undefined ? AMQP_PORT : AMQPS_PORT;
}

/** Everything of a RabbitMQ, in one environment. */
function runRabbitMq(subject: Subject, props: RabbitMqProps): void {
  const { facts, name } = subject;
  const { users = {}, vhosts = [DEFAULT_VHOST], replicas = 1, queueType = 'quorum', management = false } = props;
  const { metrics: scraped = facts.cluster.prometheus !== undefined, clusterDomain = 'cluster.local' } = props;
  refuseHalves(subject, replicas);
  refuseOldVersion(subject, props.image);
  refuseUnknownVhosts(subject, users, vhosts);
  const resources = brokerResources(facts, props.resources);
  const sizes = settleSizes(subject, props, resources.limits.memory, props.storage.size);
  const certificate = props.tls && addServerCertificate(subject, serviceNames(subject));
  const definitions = definitionsOf({ name, login: loginOf(name, props.login), users, vhosts, queueType });
  const drain = props.shutdown?.drain ?? facts.opinions.brokerDrain.value;
  addStore(
    subject,
    { ...props, resources, shutdown: { ...props.shutdown, drain }, writable: WRITABLE },
    {
      command: startCommand(definitions),
      variables: startVariables({
        name,
        cookie: authKey(name, 'erlang-cookie', props.cookie),
        definitions,
        clusterDomain,
      }),
      ports: portsOf({ management, scraped, encrypted: certificate !== undefined }),
      peers: PEERS,
      replicas,
      // After the loss of all of them each waits for the others, so none may wait to be started; the field is immutable.
      podManagementPolicy: 'Parallel',
      advice: { single: 'Use 3, which form a cluster.' },
      volumes: { data: { path: '/var/lib/rabbitmq', ...props.storage } },
      probes: questions(portOf(props)),
      user: IMAGE_USER,
      metrics: scraped ? {} : undefined,
      alerts: scraped ? [alertsOf(RABBIT_ALERTS, { replicas })] : [],
      exporter: undefined,
      files: addNodeConfiguration(subject, { replicas, queueType, management, scraped, certificate, ...sizes }),
      stop: stopCommand(replicas),
    },
  );
}

/** The command line tools start a virtual machine of their own, which takes seconds; a port that accepts says that the node has booted. */
function questions(port: number): ProbeDefaults {
  return {
    port,
    readiness: { tcp: port },
    liveness: { exec: ['rabbitmq-diagnostics', '-q', 'ping'], period: '30s', timeout: '15s' },
    // A node that comes back waits five minutes for the others, and then for its queues.
    startup: { tcp: port, period: '10s', failures: 60 },
  };
}

/** Before 4.1 peer discovery asked the API server, or made several clusters of one. */
function refuseOldVersion({ facts, parts }: Subject, image: string): void {
  const { tag } = facts.image(image);
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  if (tag.startsWith('unpinned/') || Number(major) > 4 || (major === '4' && Number(minor ?? 99) >= 1)) return;
  parts.report({
    code: 'LS187',
    path: 'image',
    message: `image "${image}" is pinned at ${tag}, and RabbitMQ before 4.1 discovers its peers through the API server, for which it has no permission`,
    fix: 'Pin RabbitMQ 4.1 or later, with a tag that starts with the version.',
  });
}

function refuseNoManagement({ parts }: Subject, { management }: RabbitMqProps): void {
  if (management === true) return;
  const message = 'managementUrl is used, but the management UI is not enabled';
  parts.report({ code: 'LS103', path: 'management', message, fix: 'Set management: true.' });
}
