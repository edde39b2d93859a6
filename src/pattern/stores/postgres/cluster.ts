/** The Cluster object, put together from what the capabilities answered. */
import { integer, object, oneOf, required, type PropsOf } from '../../../model/shape';
import { anyText, duration, quantity } from '../../../model/syntax';
import type { Subject } from '../../engine/build';
import type { Parts } from '../../engine/parts';
import type { Cluster } from '../../manifests';
import { canonical } from '../../workload/container';
import { wholeSeconds } from '../../workload/shutdown';
import { NEVER_PRUNED } from '../../platform/operators';

export interface Volume extends PropsOf<typeof volumeProps> {}
const volumeProps = {
  size: required(quantity),
  /** Storage class. Default: that of the platform's cluster facts. */
  class: anyText,
};
export const volumeShape = object<Volume>(volumeProps);

/** How instances stop and are replaced. */
export interface Maintenance extends PropsOf<typeof maintenanceShapes> {}
export const maintenanceShapes = {
  /** How long a shutdown waits for clients to disconnect on their own (`smartShutdownTimeout`). Default: 3m. */
  smartShutdownTimeout: duration,
  /** Time until a stopping instance is killed (`stopDelay`). Default: 30m, which a large checkpoint may need. */
  stopDelay: duration,
  /**
   * How long a switchover waits for the primary to stop (`switchoverDelay`). Default: 1h; within it, no data is lost.
   */
  switchoverDelay: duration,
  /** Whether the primary is updated automatically (`primaryUpdateStrategy`). Default: unsupervised. */
  primaryUpdateStrategy: oneOf('unsupervised', 'supervised'),
};

/** How many replicas confirm a transaction before its commit returns (`spec.postgresql.synchronous`). */
export interface Synchronous extends PropsOf<typeof synchronousProps> {}
const synchronousProps = {
  replicas: required(integer({ min: 1 })),
  /**
   * If too few replicas are available, `required` stops writes and `preferred` continues without them. Default:
   * required.
   */
  durability: oneOf('required', 'preferred'),
};
export const synchronousShape = object<Synchronous>(synchronousProps);

/** `spec` of the resource. */
export type ClusterSpec = Cluster['spec'];

export interface ClusterParts {
  readonly image: string;
  readonly instances: number;
  readonly storage: Volume;
  readonly walStorage: Volume | undefined;
  readonly resources: ClusterSpec['resources'];
  readonly parameters: Readonly<Record<string, string>>;
  readonly preload: readonly string[] | undefined;
  readonly synchronous: Synchronous | undefined;
  readonly probes: ClusterSpec['probes'];
  /** Rules of `pg_hba.conf` before the operator's own for everybody. */
  readonly hba: readonly string[] | undefined;
  /** Further names that the certificate of the server is for. */
  readonly serverNames: readonly string[] | undefined;
  readonly bootstrap: ClusterSpec['bootstrap'];
  readonly externalClusters: ClusterSpec['externalClusters'];
  readonly roles: NonNullable<ClusterSpec['managed']>['roles'];
  readonly backup: ClusterSpec['backup'];
  readonly maintenance: Maintenance;
  readonly antiAffinity: 'required' | 'preferred' | undefined;
  readonly priorityClass: string | undefined;
  /** Labels of instances and jobs that the operator does not give by itself. */
  readonly podLabels: Readonly<Record<string, string>>;
}

export function addCluster(subject: Subject, given: ClusterParts): void {
  const { parts, facts, name, labels } = subject;
  const { opinions } = facts;
  const { instances, roles = [] } = given;
  const maintenance = settleMaintenance(subject, given.maintenance, instances);
  const { reference, pullSecrets } = facts.image(given.image);
  parts.add('Cluster', 'data', {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: {
      name,
      labels,
      annotations: NEVER_PRUNED,
    },
    spec: {
      imageName: reference,
      imagePullPolicy: 'IfNotPresent',
      imagePullSecrets: pullSecrets.length > 0 ? pullSecrets : undefined,
      instances,
      inheritedMetadata: { labels: given.podLabels },
      storage: volume(subject, given.storage),
      walStorage: given.walStorage && volume(subject, given.walStorage),
      resources: given.resources,
      postgresql: {
        parameters: given.parameters,
        pg_hba: given.hba,
        shared_preload_libraries: given.preload,
        synchronous: given.synchronous && synchronous(parts, given.synchronous, instances),
      },
      probes: given.probes,
      certificates: given.serverNames && { serverAltDNSNames: given.serverNames },
      bootstrap: given.bootstrap,
      externalClusters: given.externalClusters,
      managed: roles.length > 0 ? { roles } : undefined,
      backup: given.backup,
      enableSuperuserAccess: false,
      // With one instance its budget would hold up every drain of the node until someone deletes it manually.
      enablePDB: instances > 1,
      primaryUpdateMethod: instances > 1 ? 'switchover' : 'restart',
      ...maintenance,
      affinity: {
        enablePodAntiAffinity: true,
        podAntiAffinityType: given.antiAffinity ?? opinions.databaseAntiAffinity.value,
        topologyKey: 'kubernetes.io/hostname',
      },
      topologySpreadConstraints: [
        {
          labelSelector: { matchLabels: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' } },
          maxSkew: opinions.spreadMaxSkew.value,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
        },
      ],
      seccompProfile: { type: 'RuntimeDefault' },
      priorityClassName: given.priorityClass,
    },
  });
}

/** CloudNativePG appends numbers and suffixes to the name of a Cluster, and takes 50 characters at most. */
export function refuseLongName({ parts, name }: Subject): void {
  if (name.length > 63 || (name.length <= 50 && /^[a-z]/.test(name))) return;
  parts.report({
    code: 'LS106',
    path: 'name',
    message: `the name "${name}" ${name.length > 50 ? `has ${name.length} characters` : 'starts with a digit'}`,
    fix: 'CloudNativePG allows at most 50 characters, and the first must be a letter.',
  });
}

type Replication = NonNullable<ClusterSpec['postgresql']>['synchronous'];

function synchronous(parts: Parts, { replicas, durability }: Synchronous, instances: number): Replication {
  if (replicas >= instances) {
    parts.report({
      code: 'LS114',
      path: 'synchronous.replicas',
      message: `${replicas} replicas must confirm each transaction, but ${instances} instances include only ${instances - 1}`,
      fix: `Use at least ${replicas + 1} instances (one more allows writes while a replica restarts), or require fewer replicas.`,
    });
  }
  return { method: 'any', number: replicas, dataDurability: durability ?? 'required' };
}

function volume({ facts }: Subject, { size, class: own }: Volume): NonNullable<ClusterSpec['storage']> {
  return { size: canonical(size), storageClass: own ?? facts.cluster.storageClass, resizeInUseVolumes: true };
}

function settleMaintenance({ parts, facts }: Subject, given: Maintenance, instances: number) {
  const { opinions } = facts;
  const {
    smartShutdownTimeout: smart = opinions.databaseSmartShutdown.value,
    stopDelay: stop = opinions.databaseStop.value,
    switchoverDelay = opinions.databaseSwitchover.value,
    primaryUpdateStrategy = 'unsupervised',
  } = given;
  if (wholeSeconds(smart) >= wholeSeconds(stop)) {
    parts.report({
      code: 'LS660',
      path: 'smartShutdownTimeout',
      message: `a smart shutdown waits ${smart} for clients to disconnect, but the instance is forcibly stopped after ${stop}`,
      fix: 'Set stopDelay to more than smartShutdownTimeout.',
    });
  }
  if (primaryUpdateStrategy === 'supervised' && instances === 1) {
    parts.report({
      code: 'LS114',
      path: 'primaryUpdateStrategy',
      message: 'supervised updates require a manual switchover, but there is only 1 instance',
      fix: "Use at least 2 instances, or 'unsupervised'.",
    });
  }
  return {
    primaryUpdateStrategy,
    smartShutdownTimeout: wholeSeconds(smart),
    stopDelay: wholeSeconds(stop),
    switchoverDelay: wholeSeconds(switchoverDelay),
  };
}
