/** What stands on volumes, whatever it is: the ordered list that StatefulService, Redis, NATS and RabbitMQ share. */
import { everywhere, integer, oneOf, pick, type PropsOf } from '../../../model/shape';
import { duration } from '../../../model/syntax';
import type { Subject } from '../../engine/build';
import type { Container, Texts, Volume, VolumeMount } from '../../manifests';
import { addMonitor, type Metrics } from '../../observability/monitor';
import { addAlerts } from '../../observability/add-alerts';
import type { AlertSet } from '../../observability/alert';
import { addDashboard } from '../../observability/dashboards/dashboard';
import { alertsShape } from '../../observability/shapes';
import { tracingVariables } from '../../observability/tracing';
import { SHARED_TABLES, statefulSetAlerts } from '../../observability/workload';
import { mountOperatorFiles } from '../../workload/operator-files';
import { processShapes, type ProcessProps } from '../../workload/process';
import { addAccount, call } from '../../workload/account';
import { addDisruptionBudget } from '../../workload/availability';
import { addConfiguration } from '../../workload/configuration';
import { containerOf, writableVolumes } from '../../workload/container';
import { refuseClashes } from '../../workload/ports';
import { probes, type ProbeDefaults } from '../../workload/probes';
import { settleShutdown, type StopCommand } from '../../workload/shutdown';
import { joinVariables, type Values } from '../../workload/variables';
import type { ExporterSidecar } from './exporter';
import { connectPeers, demandReplicas, refuseStrangers, type Advice, type Peers } from './replicas';
import { addStoreServices, type StorePort } from './services';
import { addStatefulSet, retentionShape, updateShape } from './stateful-set';
import { claimsOf, type StoreVolumes } from './volumes';
import { addPolicy } from '../../network/policy';

/** Props of every store. Its drain is 60s by default: it flushes to disk before it exits. */
export interface StoreProps extends PropsOf<typeof storeShapes> {}
export const storeShapes = {
  ...pick(
    processShapes,
    'image',
    'name',
    'resources',
    'probes',
    'user',
    'shutdown',
    'podLabels',
    'podAnnotations',
    'only',
  ),
  /** How replicas are replaced. Default: one after the other, the highest ordinal first. */
  update: updateShape,
  /** What happens to the volumes. Default: they are retained, whatever happens to the StatefulSet. */
  retention: retentionShape,
  /** How long a new replica must stay ready before the next one is replaced. Default: 5s. */
  minReady: duration,
  /** Settings of the built-in alerts, by name, and custom alerts. */
  alerts: everywhere(alertsShape(...SHARED_TABLES.store)),
};

export const replicasShape = integer({ min: 0 });
export const podManagementShape = oneOf('OrderedReady', 'Parallel');

/** Props of a process that its construct does not set. */
type Free = Partial<
  Pick<
    ProcessProps,
    'env' | 'secrets' | 'configMap' | 'calls' | 'permissions' | 'tracing' | 'dashboard' | 'writable' | 'workingDir'
  >
>;

/** Files in addition to the volumes, with annotations that change with their content. */
export interface StoreFiles {
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
  readonly checksums?: Texts;
}

/** What kinds of store differ in. */
export interface StoreKind {
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  /** Variables that follow from declarations. */
  readonly variables: Values;
  /** What callers use, the first one before all; metrics of an exporter are added. */
  readonly ports: readonly StorePort[];
  /** What callers use of each replica by its own name, and not through the Service: which of them they talk to matters. */
  readonly direct?: readonly StorePort[];
  /** Ports that nobody but the kubelet asks: they are on no Service and in no policy. */
  readonly probed?: readonly StorePort[];
  /** How replicas talk to each other where there are several; `undefined` where they do not. Ports may be among the others. */
  readonly peers: Peers | undefined;
  /** Whether a replica must be found by its own name before it is ready, also where there is one. */
  readonly namedEarly?: boolean;
  readonly replicas: number;
  readonly podManagementPolicy: 'OrderedReady' | 'Parallel';
  /** What else to do about several replicas, or about a single one in production: sentences of their own. */
  readonly advice: Advice;
  readonly volumes: StoreVolumes;
  readonly probes: ProbeDefaults;
  /** User when nothing else is said. Default: that of the edition. */
  readonly user?: number;
  /** Metrics of the process itself, or of its exporter. */
  readonly metrics: Metrics | undefined;
  readonly exporter: ExporterSidecar | undefined;
  /** Further containers. They read no secret that the store does not. */
  readonly companions?: readonly Container[];
  /** What pulls the images of companions that have one of their own. */
  readonly pullSecrets?: readonly { readonly name: string }[];
  /** Whether containers see each other's processes, and may signal them. Default: false. */
  readonly sharesProcesses?: boolean;
  /** Alerts specific to it, in addition to those of every store. */
  readonly alerts?: readonly AlertSet[];
  readonly files?: StoreFiles;
  /** What runs before SIGTERM. Default: nothing but the wait. */
  readonly stop?: StopCommand;
}

/** The pattern of a store, in order. Each step adds its objects and answers what later ones need. */
export function addStore(subject: Subject, given: StoreProps & Free, kind: StoreKind): void {
  const { parts, facts, name } = subject;
  const { opinions } = facts;
  const { exporter, peers, replicas, direct = [], probed = [], companions = [], alerts = [], files = NO_FILES } = kind;
  const ports = exporter === undefined ? kind.ports : [...kind.ports, exporter.port];
  const called = [...ports, ...direct];
  const others = peers?.filter((peer) => !called.some((port) => port.name === peer.name)) ?? [];
  // Where there is one replica, nobody listens on them and nobody may call them.
  const listening = replicas > 1 ? others : [];
  refuseClashes(parts, [...called, ...probed, ...others]);
  if (peers === undefined) refuseStrangers(subject, replicas, kind.advice);
  demandReplicas(subject, replicas, kind.advice);

  const account = addAccount(subject, given.permissions);
  const variables = joinVariables(parts, {
    port: kind.variables,
    tracing: tracingVariables(subject, given.tracing),
    env: given.env,
    secrets: given.secrets,
  });
  const configuration = addConfiguration(subject, variables, given.configMap, exporter?.secrets);
  const image = facts.image(given.image);
  const drain = given.shutdown?.drain ?? opinions.storeDrain.value;
  const { graceSeconds, lifecycle } = settleShutdown(facts, { ...given.shutdown, drain }, kind.stop);
  const disk = writableVolumes(given.writable);
  const authorities = mountOperatorFiles(configuration.files);
  const volumes = [...files.volumes, ...authorities.volumes, ...disk.volumes];
  const claims = claimsOf(subject, kind.volumes, volumes);
  addDisruptionBudget(subject);
  addStatefulSet(subject, {
    replicas,
    replicates: peers !== undefined,
    podManagementPolicy: kind.podManagementPolicy,
    update: given.update,
    retention: given.retention,
    minReady: given.minReady,
    claims,
    account,
    graceSeconds,
    user: given.user ?? kind.user ?? opinions.user.value,
    container: containerOf(
      subject,
      { ...given, command: kind.command, args: kind.args },
      {
        image: image.reference,
        configuration,
        ports: [...kind.ports.filter(({ elsewhere }) => elsewhere !== true), ...direct, ...probed, ...listening],
        ...probes(parts, given.probes, kind.probes, opinions),
        lifecycle,
        mounts: [...claims.mounts, ...files.mounts, ...authorities.mounts, ...disk.mounts],
      },
    ),
    sidecars: [...companions, ...(exporter === undefined ? [] : [exporter.container])],
    volumes,
    sharesProcesses: kind.sharesProcesses === true,
    pullSecrets: [...image.pullSecrets, ...(kind.pullSecrets ?? []), ...(exporter?.pullSecrets ?? [])],
    podLabels: given.podLabels ?? {},
    podAnnotations: { ...configuration.checksums, ...files.checksums, ...given.podAnnotations },
  });
  addStoreServices(subject, ports, {
    others: [...direct, ...listening],
    early: others.length > 0 || kind.namedEarly === true,
  });
  call(subject, [...configuration.endpoints, ...account.endpoints, ...(given.calls ?? [])]);
  if (peers !== undefined && replicas > 1) connectPeers(subject, peers);
  addPolicy(subject);
  addMonitor(subject, kind.metrics, ports);
  const names = Object.keys(kind.volumes).sort();
  const claimed = `(${names.join('|')})-${name}-[0-9]+`;
  addDashboard(subject, { pods: `${name}-[0-9]+`, container: name, claims: claimed, sets: alerts }, given.dashboard);
  addAlerts(subject, given.alerts, [...alerts, ...statefulSetAlerts(facts, name, names)]);
}

const NO_FILES: StoreFiles = { volumes: [], mounts: [] };
