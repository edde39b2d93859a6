/** `../store` for stores whose props still vary; goes with the last of them. */
import type { Normal } from '../../../model/fields';
import type { Varying } from '../../../model/varying';
import { addAccount } from '../../account';
import { addDisruptionBudget } from '../../availability';
import { addConfiguration, secretChecksum } from '../../configuration';
import { connect } from '../../connections';
import { containerOf, writableVolumes } from '../../container';
import type { Identity } from '../../identity';
import type { Metrics } from '../../monitoring';
import type { AlertSet } from '../../observability/alert';
import { addAlertsFrom, addDashboardFrom, addMonitorFrom, tracingVariablesFrom } from '../../observability/bridge';
import { statefulSetAlerts } from '../../observability/workload';
import { mountOperatorFiles } from '../../operator-files';
import { or } from '../../per-environment';
import { addPolicy } from '../../policy';
import { refuseClashes } from '../../ports';
import { probes, type ProbeDefaults } from '../../probes';
import type { ProcessProps } from '../../process';
import type { SealedKey } from '../../sealed';
import { settleShutdown, type StopCommand } from '../../shutdown';
import { joinVariables } from '../../variables';
import type { Sidecar } from './exporter';
import { connectPeers, demandReplicas, peerPorts, refuseStrangers, type Peers } from './replicas';
import { addStoreServices, type StorePort } from './services';
import type { Advice } from '../replicas';
import type { StoreProps } from '../store';
import type { StoreVolume } from '../volumes';
import { addStatefulSet } from './stateful-set';
import { claimsOf } from './volumes';
import { build } from '../../engine/build';

/** What a process may be told that its construct does not decide. */
type Free = Partial<
  Pick<
    Normal<ProcessProps>,
    'env' | 'secrets' | 'configMap' | 'calls' | 'permissions' | 'tracing' | 'dashboard' | 'writable' | 'workingDir'
  >
>;

interface Files {
  readonly volumes: readonly unknown[];
  readonly mounts: readonly unknown[];
  readonly checksums: Readonly<Record<string, unknown>>;
}

/** A further container of the image that the store itself runs. It reads no secret that the store does not. */
export type Companion = (image: unknown) => Record<string, unknown>;

/** What kinds of store differ in. */
export interface StoreKind {
  readonly command?: unknown;
  readonly args?: unknown;
  /** Variables that follow from declarations. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What callers use, the first one before all; metrics of an exporter are added. */
  readonly ports: readonly StorePort[];
  /** What callers use of each replica by its own name, and not through the Service: which of them they talk to matters. */
  readonly direct?: readonly StorePort[];
  /** Ports that nobody but the kubelet asks: they are on no Service and in no policy. */
  readonly probed?: readonly StorePort[];
  /** How replicas talk to each other; `undefined` where they do not. Ports may be among the others. */
  readonly peers: Peers | undefined;
  /** Whether a replica must be found by its own name before it is ready, also where there is one. */
  readonly namedEarly?: boolean;
  readonly replicas: unknown;
  readonly podManagementPolicy: unknown;
  /** What else to do about several replicas, or about a single one in production: sentences of their own. */
  readonly advice: Advice;
  readonly volumes: Normal<Readonly<Record<string, StoreVolume>>>;
  readonly probes: ProbeDefaults;
  /** User when nothing else is said. Default: that of the edition. */
  readonly user?: number;
  /** Metrics of the process itself, or of its exporter. */
  readonly metrics: Normal<Metrics> | undefined;
  readonly exporter: Sidecar | undefined;
  readonly companions?: readonly Companion[];
  /** What pulls the images of companions that have one of their own. */
  readonly pullSecrets?: readonly SealedKey[];
  /** Whether containers see each other's processes, and may signal them. Default: false. */
  readonly sharesProcesses?: boolean;
  /** Alerts of what it is, beside those of every store. */
  readonly alerts?: readonly Varying<AlertSet>[];
  /** Files beside the volumes, with annotations that change with their content. */
  readonly files?: Files;
  /** What runs before SIGTERM. Default: nothing but the wait. */
  readonly stop?: StopCommand;
}

/** The pattern of a store, in order. Each step adds its objects to the tree and answers what later ones need. */
export function addStore(store: Identity, given: Normal<StoreProps> & Free, kind: StoreKind): void {
  const { construct, platform } = store;
  const { opinions } = platform;
  const {
    exporter,
    peers,
    replicas,
    direct = [],
    probed = [],
    companions = [],
    files = { volumes: [], mounts: [], checksums: {} },
  } = kind;
  const ports = exporter === undefined ? kind.ports : [...kind.ports, exporter.port];
  const called = [...ports, ...direct];
  const others = peers?.filter(({ name }) => !called.some((port) => port.name === name));
  const listening = peerPorts(replicas, others);
  refuseClashes(construct, [...called, ...probed, ...(others ?? [])]);
  refuseStrangers(store, replicas, peers, kind.advice);
  demandReplicas(store, replicas, kind.advice);

  const account = addAccount(store, given.permissions);
  const variables = joinVariables(construct, {
    port: kind.variables,
    tracing: tracingVariablesFrom(store, given.tracing),
    env: given.env,
    secrets: given.secrets,
  });
  const configuration = addConfiguration(store, variables, given.configMap);
  const image = platform.images.pin(construct, given.image as string, store.name);
  const stop = settleShutdown(
    store,
    { ...given.shutdown, drain: or(given.shutdown?.drain, opinions.storeDrain.value) as string },
    kind.stop,
  );
  const disk = writableVolumes(given.writable ?? {});
  const authorities = mountOperatorFiles(configuration.files);
  const claims = claimsOf(store, kind.volumes, [...disk.volumes, ...files.volumes, ...authorities.volumes].map(nameOf));
  addDisruptionBudget(store);
  addStatefulSet(store, {
    replicas,
    replicates: peers !== undefined,
    podManagementPolicy: kind.podManagementPolicy,
    update: given.update ?? {},
    retention: given.retention ?? {},
    minReady: given.minReady,
    claims,
    account,
    shutdown: stop,
    user: or(given.user, kind.user ?? opinions.user.value),
    container: containerOf(
      store,
      { ...given, command: kind.command, args: kind.args },
      {
        image: image.reference,
        configuration,
        ports: [...kind.ports.filter(({ elsewhere }) => elsewhere !== true), ...direct, ...probed, ...listening],
        probes: probes(construct, given.probes ?? {}, kind.probes, opinions),
        lifecycle: stop.lifecycle,
        mounts: [...claims.mounts, ...files.mounts, ...authorities.mounts, ...disk.mounts],
      },
    ),
    sidecars: [
      ...companions.map((containerWith) => containerWith(image.reference)),
      ...(exporter === undefined ? [] : [exporter.container]),
    ],
    volumes: [...files.volumes, ...authorities.volumes, ...disk.volumes],
    sharesProcesses: kind.sharesProcesses === true,
    pullSecrets: secretsOf([...image.pullSecrets, ...(kind.pullSecrets ?? []), ...(exporter?.pullSecrets ?? [])]),
    podLabels: given.podLabels ?? {},
    podAnnotations: {
      ...configuration.checksums,
      ...secretChecksum(store, [...configuration.secrets, ...(exporter?.secrets ?? [])]),
      ...files.checksums,
      ...given.podAnnotations,
    },
  });
  addStoreServices(store, ports, {
    others: [...direct, ...listening],
    early: listening.length > 0 || kind.namedEarly === true,
  });
  connect(platform.connections, store.pods, [...configuration.endpoints, ...account.endpoints], given.calls);
  if (peers !== undefined) connectPeers(store, replicas, peers);
  build(store, { at: () => ({}) }, (subject) => addPolicy(subject));
  addMonitorFrom(store, kind.metrics, ports);
  addDashboardFrom(
    store,
    {
      pods: `${store.name}-[0-9]+`,
      container: store.name,
      claims: `(${Object.keys(kind.volumes).sort().join('|')})-${store.name}-[0-9]+`,
      sets: kind.alerts ?? [],
    },
    given.dashboard,
  );
  addAlertsFrom(store, given.alerts, kind.alerts ?? [], (facts) =>
    statefulSetAlerts(facts, store.name, Object.keys(kind.volumes)),
  );
}

function nameOf(volume: unknown): unknown {
  const at = volume as { readonly name?: unknown; readonly values?: readonly { readonly name?: unknown }[] };
  return at.name ?? at.values?.find((own) => own.name !== undefined)?.name;
}

function secretsOf(keys: readonly SealedKey[]): readonly SealedKey[] {
  return [...new Map(keys.map((key) => [key.secret, key])).values()];
}
