import { Construct } from 'constructs';
import { report } from '../../model/declarations';
import { Expression } from '../../model/expression';
import type { Input, Normal } from '../../model/fields';
import { everywhere, fixed, integer, object, oneOf, record, required, type Shape } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { derive } from '../../model/varying';
import { accept } from '../accept';
import { backupAlertsFrom } from '../backup/alerts';
import { addStoreBackup } from '../backup/backup';
import { Endpoint } from '../connections';
import { buildFrom } from '../engine/bridge';
import { identify, type Identity } from '../identity';
import { metricsPort } from '../monitoring';
import type { Alerts } from '../observability/alert';
import { alertsShape } from '../observability/shapes';
import { BACKUP_ALERTS, type BackupAlert } from '../observability/stores/backups';
import { SHARED_TABLES, type StoreAlert } from '../observability/workload';
import { or } from '../per-environment';
import { processShapes, type ProcessProps, type Same } from '../process';
import type { ProbeDefaults } from '../probes';
import { storeExporter, storeExporterShape, type StoreExporter } from './exporter';
import { commandBackup, commandBackupShape, type CommandBackup } from './backup';
import { addStore, podManagementShape, replicasShape, storeShapes, type StoreProps } from './store';
import { volumesShape, type StoreVolume } from './volumes';
import type { StorePort } from './services';

/** How replicas of a store are one store. Each finds the others as `<name>-<ordinal>.<name>-headless`. */
export interface Replication {
  /** Ports on which they talk to each other, by name: `{ peer: 2380 }`. */
  readonly ports: Record<string, number>;
}

type Further =
  | 'command'
  | 'args'
  | 'workingDir'
  | 'env'
  | 'secrets'
  | 'configMap'
  | 'calls'
  | 'writable'
  | 'permissions'
  | 'metrics'
  | 'tracing'
  | 'dashboard';

/** A service that keeps what it was told. */
export interface StatefulServiceProps extends StoreProps, Pick<ProcessProps, Further> {
  /** Port that the process listens on, and that of its Service. */
  readonly port: number;
  /** How others speak to it. Default: tcp. */
  readonly protocol?: 'http' | 'grpc' | 'tcp';
  /** Further ports by name, such as `{ admin: 9000 }`. */
  readonly ports?: Record<string, number>;
  /** Volumes by name; the name is part of the name of each claim, so it stays for good. */
  readonly volumes: Record<string, StoreVolume>;
  /** Default: 1. More need `replication`. */
  readonly replicas?: number;
  /** That, and how, replicas replicate. Without it they are strangers, and there can be one only. */
  readonly replication?: Replication;
  /** Whether replicas start and stop one after the other, or all at once. Default: OrderedReady. */
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
  /** Alerts that come with it, tuned by their names, and alerts of one's own. */
  readonly alerts?: Alerts<BackupAlert | StoreAlert>;
  /** Backups by commands of its own. Default: none. */
  readonly backup?: CommandBackup;
  /** A process beside it that gives its metrics, where it gives none itself. */
  readonly exporter?: StoreExporter;
}

const {
  command,
  args,
  workingDir,
  env,
  secrets,
  configMap,
  calls,
  writable,
  permissions,
  metrics,
  tracing,
  dashboard,
} = processShapes;
const port = integer({ min: 1, max: 65535, unit: 'port' });
const shapes: { readonly [K in keyof Required<StatefulServiceProps>]: Shape | ReturnType<typeof required> } = {
  ...storeShapes,
  command,
  args,
  workingDir,
  env,
  secrets,
  configMap,
  calls,
  writable,
  permissions,
  metrics,
  tracing,
  dashboard,
  port: required(port),
  protocol: fixed(oneOf('http', 'grpc', 'tcp')),
  ports: record(port, dnsLabel),
  volumes: required(fixed(volumesShape)),
  replicas: replicasShape,
  replication: fixed(object<Replication>({ ports: required(record(port, dnsLabel)) })),
  podManagementPolicy: podManagementShape,
  exporter: everywhere(storeExporterShape),
  alerts: everywhere(alertsShape(BACKUP_ALERTS, ...SHARED_TABLES.store)),
  backup: everywhere(commandBackupShape),
};
const shape = object<StatefulServiceProps>(shapes);

const ADVICE = {
  strangers: 'Where the replicas do replicate, say so: replication: { ports: { peer: … } }.',
  single: 'Give several replicas and `replication`, if the store can replicate.',
};

/**
 * A service that keeps its state on volumes: a StatefulSet, with everything that belongs to it. Volumes survive it: they are
 * retained when it is deleted or scaled down.
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
    const given = accept<StatefulServiceProps>(this, props, shape);
    const store = identify(this, 'database', props?.name, props?.only);
    this.endpoint = new Endpoint(store.pods, [{ port: given?.port ?? 0, protocol: 'TCP' }]);
    this.host = new Expression([store.name, this.endpoint]);
    this.address = new Expression([
      `${store.name}:`,
      derive<unknown, string>(given?.port ?? 0, String) as string,
      this.endpoint,
    ]);
    if (given === undefined) return;
    const { ports = {}, protocol = 'tcp' } = given as { ports?: Record<string, unknown>; protocol?: Protocol };
    refuseTwoMetrics(store, given);
    addStore(store, given, {
      command: given.command,
      args: given.args,
      variables: { PORT: given.port },
      ports: [
        storePort(protocol, protocol, given.port),
        ...Object.entries(ports).map(([name, number]) => storePort(name, 'tcp', number)),
        ...metricsPort(given.metrics).map(({ name, container }) => storePort(name, 'http', container)),
      ],
      peers:
        given.replication &&
        Object.entries(given.replication.ports).map(([name, number]) => storePort(name, 'tcp', number)),
      replicas: or(given.replicas, 1),
      podManagementPolicy: or(given.podManagementPolicy, 'OrderedReady'),
      advice: ADVICE,
      volumes: given.volumes,
      probes: questions(store, protocol, given.port),
      metrics: given.exporter === undefined ? given.metrics : { path: given.exporter.path },
      exporter: given.exporter && storeExporter(store, given.exporter),
      alerts: backupAlertsFrom(store, given.backup),
    });
    const { backup, image, volumes } = given;
    if (backup !== undefined)
      buildFrom<Pick<StatefulServiceProps, 'backup' | 'image' | 'volumes'> & { endpoint: Endpoint }, void>(
        store,
        { backup, image, volumes, endpoint: this.endpoint },
        (subject, { backup, image, volumes, endpoint }) =>
          addStoreBackup(subject, backup, (own) => commandBackup(subject, own, image, endpoint, volumes)),
      );
  }
}

type Protocol = NonNullable<StatefulServiceProps['protocol']>;

function storePort(name: string, appProtocol: StorePort['appProtocol'], number: unknown): StorePort {
  return { name, appProtocol, container: number, service: number };
}

/** How it answers probes when it says nothing else. */
function questions({ platform }: Identity, protocol: Protocol, number: Normal<number>): ProbeDefaults {
  const { readinessPath, livenessPath } = platform.opinions;
  if (protocol === 'grpc') return { port: number, readiness: { grpc: '' }, liveness: { grpc: '' } };
  if (protocol === 'http')
    return { port: number, readiness: { http: readinessPath.value }, liveness: { http: livenessPath.value } };
  return { port: number, readiness: { tcp: number }, liveness: { tcp: number } };
}

function refuseTwoMetrics({ construct }: Identity, { metrics: own, exporter }: Normal<StatefulServiceProps>): void {
  if (own === undefined || exporter === undefined) return;
  const fix = 'Give `metrics` where the process has them itself, `exporter` where another one reads them off it.';
  report(construct, { code: 'LS114', path: 'exporter', message: 'metrics and an exporter are both given', fix });
}
