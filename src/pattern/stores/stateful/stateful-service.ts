import { Construct } from 'constructs';
import { report } from '../../../model/declarations';
import { Expression } from '../../../model/expression';
import type { Input } from '../../../model/fields';
import { everywhere, fixed, object, oneOf, record, required, type PropsOf, pick } from '../../../model/shape';
import { dnsLabel, portNumber } from '../../../model/syntax';
import { backupAlerts } from '../backup/alerts';
import { addStoreBackup } from '../backup/backup';
import { Endpoint } from '../../network/connections';
import { acceptProps, type Accepted } from '../../engine/accepted';
import { build, varyingOf, type PerEnvironment, type Subject } from '../../engine/build';
import type { Facts } from '../../engine/facts';
import { identify, LABELLED_BY_REVISION, refuseLongName, type Identity } from '../../engine/identity';
import { alertsShape } from '../../observability/shapes';
import { BACKUP_ALERTS } from '../../observability/stores/backups';
import { SHARED_TABLES } from '../../observability/workload';
import { processShapes, type Same } from '../../workload/process';
import type { Target } from '../../workload/account';
import type { ProbeDefaults } from '../../workload/probes';
import { commandBackup, commandBackupShape } from './backup';
import { exporterSidecar, storeExporterShape } from './exporter';
import { addStore, podManagementShape, replicasShape, storeShapes } from './store';
import { volumesShape } from './volumes';
import type { StorePort } from './services';

/** How replicas of a store are one store. Each finds the others as `<name>-<ordinal>.<name>-headless`. */
export interface Replication extends PropsOf<typeof replicationProps> {}
const replicationProps = {
  /** Ports on which replicas communicate, by name: `{ peer: 2380 }`. */
  ports: required(record(portNumber, dnsLabel)),
};

/** A service that persists its data. */
export interface StatefulServiceProps extends PropsOf<typeof shapes> {}
const shapes = {
  ...storeShapes,
  ...pick(
    processShapes,
    'command',
    'args',
    'workingDir',
    'env',
    'secrets',
    'configMap',
    'calls',
    'writable',
    'permissions',
    'metrics',
    'tracing',
    'dashboard',
  ),
  /** Port that the process listens on, and that of its Service. */
  port: required(portNumber),
  /** Application protocol. Default: tcp. */
  protocol: fixed(oneOf('http', 'grpc', 'tcp')),
  /** Additional ports by name, such as `{ admin: 9000 }`. */
  ports: record(portNumber, dnsLabel),
  /** Volumes by name; the name is part of the name of each claim, so it cannot change. */
  volumes: required(volumesShape),
  /** Default: 1. More require `replication`. */
  replicas: replicasShape,
  /** Declares that replicas replicate, and how. Without it, only one replica is allowed. */
  replication: fixed(object<Replication>(replicationProps)),
  /** Whether replicas start and stop one after the other, or all at once. Default: OrderedReady. */
  podManagementPolicy: podManagementShape,
  /** A sidecar that exposes its metrics, if it does not expose any itself. */
  exporter: everywhere(storeExporterShape),
  /** Settings of the built-in alerts, by name, and custom alerts. */
  alerts: everywhere(alertsShape(BACKUP_ALERTS, ...SHARED_TABLES.store)),
  /** Backups with custom commands. Default: none. */
  backup: everywhere(commandBackupShape),
};

const shape = object<StatefulServiceProps>(shapes);

const ADVICE = {
  strangers: 'If the replicas do replicate, declare it: replication: { ports: { peer: … } }.',
  single: 'Set several replicas and `replication`, if the store can replicate.',
};

/**
 * A service that keeps its state on volumes: a StatefulSet and everything around it. Its volumes are retained when it
 * is deleted or scaled down.
 * @example new StatefulService(shop, 'search', { image: 'typesense', port: 8108, volumes: { data: { path: '/data', size: '20Gi' } } });
 */
export class StatefulService extends Construct {
  /** Name of its Service, with the connection. */
  readonly host: Expression;
  /** Name and port of its Service, with the connection: `search:8108`. */
  readonly address: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;

  constructor(scope: Construct, id: string, props: Input<StatefulServiceProps, Same | 'protocol' | 'replication'>) {
    super(scope, id);
    const accepted = acceptProps<StatefulServiceProps>(this, props, shape);
    const store = identify(this, 'database', props?.name, props?.only);
    const ports = accepted && buildStore(store, accepted);
    const portAs = <T>(of: (port: number) => T) => (ports === undefined ? of(0) : varyingOf(store, ports, of));
    this.endpoint = new Endpoint(store.pods, [{ port: portAs(Number), protocol: 'TCP' }]);
    this.host = new Expression([store.name, this.endpoint]);
    this.address = new Expression([`${store.name}:`, portAs(String), this.endpoint]);
  }
}

function buildStore(store: Identity, accepted: Accepted<StatefulServiceProps>): PerEnvironment<number> {
  refuseLongName(store, ...LABELLED_BY_REVISION);
  refuseOtherVolumes(store, accepted);
  return build(store, accepted, runStatefulService);
}

/** Everything of a stateful service in one environment. @returns its port */
function runStatefulService(subject: Subject, props: StatefulServiceProps): number {
  const { port, protocol = 'tcp', ports = {}, metrics, exporter, backup, image, volumes } = props;
  refuseTwoMetrics(subject, props);
  addStore(subject, props, {
    command: props.command,
    args: props.args,
    variables: { PORT: port },
    ports: [
      storePort(protocol, protocol, port),
      ...Object.entries(ports).map(([name, number]) => storePort(name, 'tcp', number)),
      ...(metrics?.port === undefined ? [] : [storePort('metrics', 'http', metrics.port)]),
    ],
    peers:
      props.replication &&
      Object.entries(props.replication.ports).map(([name, number]) => storePort(name, 'tcp', number)),
    replicas: props.replicas ?? 1,
    podManagementPolicy: props.podManagementPolicy ?? 'OrderedReady',
    advice: ADVICE,
    volumes,
    probes: questions(subject.facts, protocol, port),
    metrics: exporter === undefined ? metrics : { ...(exporter.path !== undefined && { path: exporter.path }) },
    exporter: exporter && exporterSidecar(subject, exporter),
    alerts: backup === undefined ? [] : [backupAlerts(subject, backup)],
  });
  const own: Target = { to: subject.pods, ports: [{ port, protocol: 'TCP' }] };
  if (backup !== undefined)
    addStoreBackup(subject, backup, (given) => commandBackup(subject, given, image, own, volumes));
  return port;
}

type Protocol = NonNullable<StatefulServiceProps['protocol']>;

function storePort(name: string, appProtocol: StorePort['appProtocol'], number: number): StorePort {
  return { name, appProtocol, container: number, service: number };
}

/** How it answers probes when it says nothing else. */
function questions({ opinions }: Facts, protocol: Protocol, port: number): ProbeDefaults {
  const { readinessPath, livenessPath } = opinions;
  if (protocol === 'grpc') return { port, readiness: { grpc: '' }, liveness: { grpc: '' } };
  if (protocol === 'http')
    return { port, readiness: { http: readinessPath.value }, liveness: { http: livenessPath.value } };
  return { port, readiness: { tcp: port }, liveness: { tcp: port } };
}

function refuseTwoMetrics({ parts }: Subject, { metrics, exporter }: StatefulServiceProps): void {
  if (metrics === undefined || exporter === undefined) return;
  const fix =
    'Use `metrics` if the process exposes its own metrics, or `exporter` if a separate container exports them.';
  parts.report({ code: 'LS114', path: 'exporter', message: '`metrics` and `exporter` are both set', fix });
}

/** Claims keep their data by the names of volumes: a volume is everywhere, at one path. */
function refuseOtherVolumes(
  { construct, platform }: Identity,
  accepted: Accepted<Pick<StatefulServiceProps, 'volumes'>>,
): void {
  const all = platform.environments.names.map((_, environment) => accepted.at(environment).volumes ?? {});
  for (const name of new Set(all.flatMap((volumes) => Object.keys(volumes)))) {
    if (all.every((volumes) => volumes[name]?.path === all[0]?.[name]?.path)) continue;
    report(construct, {
      code: 'LS102',
      path: `volumes.${name}`,
      message: `the volume "${name}" is not the same in every environment`,
      fix: 'Declare it in all of them, at the same path; its size and class may vary. An environment without it would lose data that the others keep.',
    });
  }
}
