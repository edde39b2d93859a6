/** How many pods there are, who decides, and how few there may be: what can be said of it. */
import type { Normal } from '../model/fields';
import { everywhere, integer, object, type PropsOf } from '../model/shape';
import { duration } from '../model/syntax';
import { absent, combine } from '../model/varying';
import { autoscalingShape } from './autoscaling/props';
import { addObject } from './object';
import type { Identity } from './identity';

/** How many pods a drain may take; give one of the two. Default: one at a time. */
export interface Disruption extends PropsOf<typeof disruptionProps> {}
const disruptionProps = { minAvailable: integer({ min: 0 }), maxUnavailable: integer({ min: 0 }) };

export interface Rollout extends PropsOf<typeof rolloutProps> {}
const rolloutProps = {
  /** Pods above the wanted number while a rollout runs. Default: 1. */
  maxSurge: integer({ min: 0 }),
  /** Pods below it. Default: 0. */
  maxUnavailable: integer({ min: 0 }),
  /** After this long without progress a rollout has failed. Default: 10m. */
  progressDeadline: duration,
  /** How long a new pod must stay ready to count. Default: 5s. */
  minReady: duration,
};

export interface Availability extends PropsOf<typeof availabilityShapes> {}
export const availabilityShapes = {
  replicas: integer({ min: 0 }),
  autoscaling: everywhere(autoscalingShape),
  rollout: object<Rollout>(rolloutProps),
  disruption: everywhere(object<Disruption>(disruptionProps)),
};

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
