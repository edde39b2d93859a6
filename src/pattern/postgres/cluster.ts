/** The Cluster object: what the operator is told, put together from what the capabilities answered. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { integer, object, oneOf, required, type Shape } from '../../model/shape';
import { anyText, duration, quantity, seconds } from '../../model/syntax';
import { combine, derive } from '../../model/varying';
import { canonical, resources, type Resources } from '../container';
import { addObject } from '../object';
import type { Identity } from '../identity';
import { inEachEnvironment, or, wherePresent } from '../per-environment';
import { wholeSeconds } from '../probes';

export interface Volume {
  readonly size: string;
  /** Storage class. Default: that of the platform's cluster facts. */
  readonly class?: string;
}
export const volumeShape: Shape = object<Volume>({ size: required(quantity), class: anyText });

/** How instances stop and are replaced. */
export interface Maintenance {
  /** How long a stop waits for callers to leave by themselves (`smartShutdownTimeout`). Default: 3m. */
  readonly smartShutdownTimeout?: string;
  /** Until a stopping instance is killed (`stopDelay`). Default: 30m, which a large checkpoint may need. */
  readonly stopDelay?: string;
  /** How long a switchover waits for the primary to stop (`switchoverDelay`). Default: 1h; nothing is lost within it. */
  readonly switchoverDelay?: string;
  /** Whether the primary is updated without being asked (`primaryUpdateStrategy`). Default: unsupervised. */
  readonly primaryUpdateStrategy?: 'unsupervised' | 'supervised';
}
export const maintenanceShapes: { readonly [K in keyof Required<Maintenance>]: Shape } = {
  smartShutdownTimeout: duration,
  stopDelay: duration,
  switchoverDelay: duration,
  primaryUpdateStrategy: oneOf('unsupervised', 'supervised'),
};

/** How many replicas confirm a transaction before its commit returns (`spec.postgresql.synchronous`). */
export interface Synchronous {
  readonly replicas: number;
  /** When too few replicas are there: `required` stops writing, `preferred` goes on without them. Default: required. */
  readonly durability?: 'required' | 'preferred';
}
export const synchronousShape: Shape = object<Synchronous>({
  replicas: required(integer({ min: 1 })),
  durability: oneOf('required', 'preferred'),
});

/** Requests and limits of an instance: memory is requested in full, since shared buffers must never be taken away. */
export function instanceResources(identity: Identity, given: Normal<Resources>) {
  const { opinions } = identity.platform;
  const { requests = {}, limits = {} } = given;
  const memory = combine({ limit: limits.memory, request: requests.memory }, ({ limit, request }) => ({
    limit: limit ?? request ?? opinions.databaseMemory.value,
    request: request ?? limit ?? opinions.databaseMemory.value,
  }));
  const filled = {
    requests: {
      cpu: or(requests.cpu, opinions.databaseRequestsCpu.value),
      memory: derive(memory, ({ request }) => request),
      'ephemeral-storage': or(requests['ephemeral-storage'], opinions.databaseEphemeralRequest.value),
    },
    limits: {
      cpu: or(limits.cpu, opinions.databaseLimitsCpu.value),
      memory: derive(memory, ({ limit }) => limit),
      'ephemeral-storage': or(limits['ephemeral-storage'], opinions.databaseEphemeralLimit.value),
    },
  };
  return {
    container: resources(identity.construct, filled as Normal<Resources>, {}, opinions),
    memory: { limit: filled.limits.memory, request: filled.requests.memory },
  };
}

export interface ClusterParts {
  readonly image: string;
  readonly instances: unknown;
  readonly storage: Normal<Volume>;
  readonly walStorage: Normal<Volume> | undefined;
  readonly resources: Record<string, unknown>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly preload: unknown;
  readonly synchronous: Normal<Synchronous> | undefined;
  readonly probes: Record<string, unknown> | undefined;
  /** Rules of `pg_hba.conf` before the operator's own for everybody. */
  readonly hba: readonly string[] | undefined;
  /** Further names that the certificate of the server is for. */
  readonly serverNames: readonly unknown[] | undefined;
  readonly bootstrap: Record<string, unknown>;
  readonly externalClusters: readonly unknown[] | undefined;
  readonly roles: readonly unknown[];
  readonly backup: unknown;
  readonly maintenance: Normal<Maintenance>;
  readonly antiAffinity: unknown;
  readonly priorityClass: unknown;
  /** Labels of instances and jobs that the operator does not give by itself. */
  readonly podLabels: Readonly<Record<string, string>>;
}

export function addCluster(identity: Identity, parts: ClusterParts): void {
  const { construct, platform, name, labels } = identity;
  const { opinions } = platform;
  const { maintenance, instances } = parts;
  refuseUnheld(identity, maintenance, instances);
  const { reference, pullSecrets } = platform.images.pin(construct, parts.image, name);
  const several = <T>(yes: T, no: T) => derive(instances as number, (own) => (own > 1 ? yes : no));
  addObject(construct, 'Cluster', 'data', {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: {
      name,
      labels,
      // Neither a renamed file nor a deleted Application takes the volumes with it (Argo CD, "Sync Options").
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
    },
    spec: {
      imageName: reference,
      imagePullPolicy: 'IfNotPresent',
      ...(pullSecrets.length > 0 && { imagePullSecrets: pullSecrets.map(({ secret }) => ({ name: secret })) }),
      instances,
      inheritedMetadata: { labels: parts.podLabels },
      storage: volume(identity, parts.storage),
      ...(parts.walStorage !== undefined && {
        walStorage: wherePresent(parts.walStorage.size, volume(identity, parts.walStorage)),
      }),
      resources: parts.resources,
      postgresql: {
        parameters: parts.parameters,
        ...(parts.hba !== undefined && { pg_hba: parts.hba }),
        ...(parts.preload !== undefined && { shared_preload_libraries: parts.preload }),
        ...(parts.synchronous !== undefined && { synchronous: synchronous(identity, parts.synchronous, instances) }),
      },
      ...(parts.probes !== undefined && { probes: parts.probes }),
      ...(parts.serverNames !== undefined && { certificates: { serverAltDNSNames: parts.serverNames } }),
      bootstrap: parts.bootstrap,
      ...(parts.externalClusters !== undefined && { externalClusters: parts.externalClusters }),
      ...(parts.roles.length > 0 && { managed: { roles: parts.roles } }),
      ...(parts.backup !== undefined && { backup: parts.backup }),
      enableSuperuserAccess: false,
      // With one instance its budget would hold up every drain of the node until somebody deletes it by hand.
      enablePDB: several(true, false),
      primaryUpdateStrategy: maintenance.primaryUpdateStrategy ?? 'unsupervised',
      primaryUpdateMethod: several('switchover', 'restart'),
      smartShutdownTimeout: wholeSeconds(maintenance.smartShutdownTimeout ?? opinions.databaseSmartShutdown.value),
      stopDelay: wholeSeconds(maintenance.stopDelay ?? opinions.databaseStop.value),
      switchoverDelay: wholeSeconds(maintenance.switchoverDelay ?? opinions.databaseSwitchover.value),
      affinity: {
        enablePodAntiAffinity: true,
        podAntiAffinityType: parts.antiAffinity ?? opinions.databaseAntiAffinity.value,
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
      ...(parts.priorityClass !== undefined && { priorityClassName: parts.priorityClass }),
    },
  });
}

/** The major version must be what the tag of the image begins with, from which the operator reads it. */
export function refuseOtherVersion(identity: Identity, image: string, version: unknown): void {
  const tag = identity.platform.images.tag(identity.construct, image);
  inEachEnvironment(identity, { tag, version }, (own, where) => {
    const text = String(own.tag);
    if (text.startsWith('unpinned/')) return;
    const major = /^(\d+)(?:[.-]|$)/.exec(text)?.[1];
    if (major === String(own.version)) return;
    report(identity.construct, {
      code: 'LS175',
      path: 'version',
      ...where,
      message:
        major === undefined
          ? `the tag "${text}" of image "${image}" does not begin with a version, from which the operator reads it`
          : `version ${String(own.version)} is declared, and image "${image}" is pinned at ${text}, which is ${major}`,
      fix:
        major === undefined
          ? `Pin a tag such as ${String(own.version)}.1-system-trixie.`
          : `Give version: ${major}, or pin an image of ${String(own.version)}.`,
    });
  });
}

/** CloudNativePG appends numbers and suffixes to the name of a Cluster, and takes 50 characters at most. */
export function refuseLongName({ construct, name }: Identity): void {
  if (name.length > 63 || (name.length <= 50 && /^[a-z]/.test(name))) return;
  report(construct, {
    code: 'LS106',
    path: 'name',
    message: `the name "${name}" ${name.length > 50 ? `has ${name.length} characters` : 'begins with a digit'}`,
    fix: 'CloudNativePG takes 50 characters at most, of which the first is a letter.',
  });
}

function synchronous(identity: Identity, { replicas, durability }: Normal<Synchronous>, instances: unknown): unknown {
  inEachEnvironment(identity, { replicas, instances }, (own, where) => {
    if (own.replicas === undefined || Number(own.replicas) < Number(own.instances)) return;
    report(identity.construct, {
      code: 'LS114',
      path: 'synchronous.replicas',
      ...where,
      message: `${String(own.replicas)} replicas are to confirm each transaction, and ${String(own.instances)} instances have ${Number(own.instances) - 1}`,
      fix: `Give ${Number(own.replicas) + 1} instances or more (one more keeps writing while a replica restarts), or fewer replicas.`,
    });
  });
  return wherePresent(replicas, { method: 'any', number: replicas, dataDurability: or(durability, 'required') });
}

function volume({ platform }: Identity, { size, class: own }: Normal<Volume>): Record<string, unknown> {
  const storageClass = or(own, platform.cluster.storageClass);
  return { size: canonical(size), ...(storageClass !== undefined && { storageClass }), resizeInUseVolumes: true };
}

function refuseUnheld(identity: Identity, maintenance: Normal<Maintenance>, instances: unknown): void {
  const { opinions } = identity.platform;
  const smart = maintenance.smartShutdownTimeout ?? opinions.databaseSmartShutdown.value;
  const stop = maintenance.stopDelay ?? opinions.databaseStop.value;
  inEachEnvironment(identity, { smart, stop, instances, strategy: maintenance.primaryUpdateStrategy }, (own, where) => {
    if ((seconds(String(own.smart)) ?? 0) >= (seconds(String(own.stop)) ?? 0)) {
      report(identity.construct, {
        code: 'LS660',
        path: 'smartShutdownTimeout',
        ...where,
        message: `a stop waits ${String(own.smart)} for callers to leave, and is ended by force after ${String(own.stop)}`,
        fix: 'Give a stopDelay longer than smartShutdownTimeout.',
      });
    }
    if (own.strategy === 'supervised' && own.instances === 1) {
      report(identity.construct, {
        code: 'LS114',
        path: 'primaryUpdateStrategy',
        ...where,
        message: 'supervised updates ask a person to switch over, and there is 1 instance',
        fix: "Give 2 instances or more, or 'unsupervised'.",
      });
    }
  });
}
