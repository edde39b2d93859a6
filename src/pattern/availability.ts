/** How many pods there are, who decides, and how few there may be: one system of constraints, solved together. */
import { report } from '../model/declarations';
import type { Normal } from '../model/fields';
import { everywhere, integer, object, type required, type Shape } from '../model/shape';
import { duration, seconds } from '../model/syntax';
import { absent, combine } from '../model/varying';
import { addAutoscaling, autoscalingShape, type Autoscaling } from './autoscaling/autoscaling';
import { addObject } from './object';
import type { Identity } from './identity';
import { wholeSeconds } from './probes';
import { inEachEnvironment, inProduction, or } from './per-environment';

export interface Rollout {
  /** Pods above the wanted number while a rollout runs. Default: 1. */
  readonly maxSurge?: number;
  /** Pods below it. Default: 0. */
  readonly maxUnavailable?: number;
  /** After this long without progress a rollout has failed. Default: 10m. */
  readonly progressDeadline?: string;
  /** How long a new pod must stay ready to count. Default: 5s. */
  readonly minReady?: string;
}

/** How many pods a drain may take; give one of the two. Default: one at a time. */
export interface Disruption {
  readonly minAvailable?: number;
  readonly maxUnavailable?: number;
}

export interface Availability {
  readonly replicas?: number;
  readonly autoscaling?: Autoscaling;
  readonly rollout?: Rollout;
  readonly disruption?: Disruption;
}

export const availabilityShapes: { readonly [K in keyof Required<Availability>]: Shape | ReturnType<typeof required> } =
  {
    replicas: integer({ min: 0 }),
    autoscaling: everywhere(autoscalingShape),
    rollout: object<Rollout>({
      maxSurge: integer({ min: 0 }),
      maxUnavailable: integer({ min: 0 }),
      progressDeadline: duration,
      minReady: duration,
    }),
    disruption: everywhere(
      object<Disruption>({ minAvailable: integer({ min: 0 }), maxUnavailable: integer({ min: 0 }) }),
    ),
  };

const DEFAULT_REPLICAS = 2;

/**
 * Fields of the Deployment that follow; autoscaler and PDB are added to the tree.
 * @param variables names of the variables of the process, of which an autoscaler may read one
 */
export function addAvailability(
  identity: Identity,
  given: Normal<Availability>,
  variables: readonly string[] = [],
): Record<string, unknown> {
  const { construct, platform } = identity;
  const { opinions } = platform;
  const { autoscaling, disruption, rollout = {} } = given;
  if (autoscaling !== undefined && given.replicas !== undefined) {
    report(construct, {
      code: 'LS114',
      path: 'replicas',
      message: 'replicas and autoscaling are both given',
      fix: 'Leave `replicas` out: the autoscaler owns the number. Its bounds may vary between environments.',
    });
  }
  refuseShortDeadline(
    identity,
    or(rollout.minReady, opinions.minReady.value),
    or(rollout.progressDeadline, opinions.progressDeadline.value),
  );
  const floor = or(autoscaling?.min ?? given.replicas, DEFAULT_REPLICAS);
  refuseSingleReplica(identity, floor);
  if (autoscaling !== undefined) addAutoscaling(identity, autoscaling, variables);
  addDisruptionBudget(identity, disruption);
  return {
    // A Deployment that an autoscaler owns must not name a number: each sync would set it back.
    ...(autoscaling === undefined && { replicas: floor }),
    minReadySeconds: wholeSeconds(or(rollout.minReady, opinions.minReady.value)),
    progressDeadlineSeconds: wholeSeconds(or(rollout.progressDeadline, opinions.progressDeadline.value)),
    revisionHistoryLimit: opinions.revisionHistory.value,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: {
        maxSurge: or(rollout.maxSurge, opinions.maxSurge.value),
        maxUnavailable: or(rollout.maxUnavailable, opinions.maxUnavailable.value),
      },
    },
  };
}

/** The API server demands it: a rollout would have failed before its first pod counts. */
function refuseShortDeadline(identity: Identity, minReady: unknown, progressDeadline: unknown): void {
  inEachEnvironment(identity, { minReady, progressDeadline }, (own, where) => {
    if ((seconds(String(own.progressDeadline)) ?? 0) > (seconds(String(own.minReady)) ?? 0)) return;
    report(identity.construct, {
      code: 'LS114',
      path: 'rollout.progressDeadline',
      ...where,
      message: `a rollout has failed after ${String(own.progressDeadline)} without progress, and a new pod counts after ${String(own.minReady)}`,
      fix: 'Give a progressDeadline longer than minReady.',
    });
  });
}

/** A drain takes no more pods at once than `given` or the opinion says. */
export function addDisruptionBudget(
  { construct, name, labels, selector, platform }: Identity,
  given?: Normal<Disruption>,
): void {
  const { pdbMaxUnavailable, unhealthyPodEviction } = platform.opinions;
  addObject(construct, 'PodDisruptionBudget', 'configuration', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, labels },
    spec: {
      ...budgetOf(given, pdbMaxUnavailable.value),
      selector: { matchLabels: selector },
      unhealthyPodEvictionPolicy: unhealthyPodEviction.value,
    },
  });
}

/** One of the two where one is given, else the opinion. */
function budgetOf(given: Normal<Disruption> = {}, otherwise: number): Record<string, unknown> {
  const { minAvailable, maxUnavailable } = given;
  return {
    minAvailable,
    maxUnavailable: combine(
      { minAvailable, maxUnavailable },
      (own) => own.maxUnavailable ?? (own.minAvailable === undefined ? otherwise : absent),
    ),
  };
}

/** Spreads the pods of each rollout over zones and over nodes, as far as the cluster allows. */
export function topologySpread({ selector, platform }: Identity): readonly unknown[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    labelSelector: { matchLabels: selector },
    matchLabelKeys: ['pod-template-hash'],
    maxSkew: platform.opinions.spreadMaxSkew.value,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
  }));
}

/** Prefers a node of its own for each pod; weighs more than the spread where nodes are few, and is what checkers look for. */
export function antiAffinity({ selector }: Identity): Record<string, unknown> {
  const podAffinityTerm = { labelSelector: { matchLabels: selector }, topologyKey: 'kubernetes.io/hostname' };
  return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] } };
}

/** In production, one replica is a decision that needs its reason. */
function refuseSingleReplica(identity: Identity, floor: unknown): void {
  inProduction(identity, ({ environment, at, waived, waive }) => {
    if (at(floor) !== 1 || waived('single-replica')) return;
    report(identity.construct, {
      code: 'LS690',
      environments: [environment],
      path: 'replicas',
      message: `${identity.name} runs 1 replica in ${environment}, so every drain of its node is an outage`,
      fix: `Give 2 or more, or say why one is enough: ${waive('single-replica')}.`,
    });
  });
}
