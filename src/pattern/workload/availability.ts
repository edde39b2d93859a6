/** How many pods there are, who decides, and how few there may be. */
import type { Subject } from '../engine/build';
import type { Affinity, Deployment, TopologySpreadConstraint } from '../manifests';
import { wholeSeconds } from './shutdown';
import { everywhere, integer, object, type PropsOf } from '../../model/shape';
import { duration } from '../../model/syntax';
import { autoscalingShape } from '../autoscaling/props';

/** How many pods a drain may take; give one of the two. Default: one at a time. */
export interface Disruption extends PropsOf<typeof disruptionProps> {}
const disruptionProps = { minAvailable: integer({ min: 0 }), maxUnavailable: integer({ min: 0 }) };

export interface Rollout extends PropsOf<typeof rolloutProps> {}
const rolloutProps = {
  /** Pods above the desired number during a rollout. Default: 1. */
  maxSurge: integer({ min: 0 }),
  /** Pods below the desired number during a rollout. Default: 0. */
  maxUnavailable: integer({ min: 0 }),
  /** Time without progress after which a rollout fails. Default: 10m. */
  progressDeadline: duration,
  /** How long a new pod must stay ready to count as available. Default: 5s. */
  minReady: duration,
};

export interface Availability extends PropsOf<typeof availabilityShapes> {}
export const availabilityShapes = {
  replicas: integer({ min: 0 }),
  autoscaling: everywhere(autoscalingShape),
  rollout: object<Rollout>(rolloutProps),
  disruption: everywhere(object<Disruption>(disruptionProps)),
};

const DEFAULT_REPLICAS = 2;

/** Fields of the Deployment that follow; the PDB is added. */
export type Rolling = Pick<
  NonNullable<Deployment['spec']>,
  'replicas' | 'minReadySeconds' | 'progressDeadlineSeconds' | 'revisionHistoryLimit' | 'strategy'
>;

export function addAvailability(subject: Subject, given: Availability): Rolling {
  const { opinions } = subject.facts;
  const { autoscaling, disruption, rollout = {}, replicas } = given;
  if (autoscaling !== undefined && replicas !== undefined) {
    subject.parts.report({
      code: 'LS114',
      path: 'replicas',
      message: 'replicas and autoscaling are both set',
      fix: 'Remove `replicas`: the autoscaler sets the number. Its bounds may vary between environments.',
    });
  }
  const minReady = rollout.minReady ?? opinions.minReady.value;
  const progressDeadline = rollout.progressDeadline ?? opinions.progressDeadline.value;
  refuseShortDeadline(subject, minReady, progressDeadline);
  const floor = autoscaling?.min ?? replicas ?? DEFAULT_REPLICAS;
  refuseSingleReplica(subject, floor);
  addDisruptionBudget(subject, disruption);
  return {
    // A Deployment that an autoscaler owns must not name a number: each sync would set it back.
    replicas: autoscaling === undefined ? floor : undefined,
    minReadySeconds: wholeSeconds(minReady),
    progressDeadlineSeconds: wholeSeconds(progressDeadline),
    revisionHistoryLimit: opinions.revisionHistory.value,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: {
        maxSurge: rollout.maxSurge ?? opinions.maxSurge.value,
        maxUnavailable: rollout.maxUnavailable ?? opinions.maxUnavailable.value,
      },
    },
  };
}

/** The API server demands it: a rollout would have failed before its first pod counts. */
function refuseShortDeadline({ parts }: Subject, minReady: string, progressDeadline: string): void {
  if (wholeSeconds(progressDeadline) > wholeSeconds(minReady)) return;
  parts.report({
    code: 'LS114',
    path: 'rollout.progressDeadline',
    message: `a rollout fails after ${progressDeadline} without progress, but a new pod only counts as available after ${minReady}`,
    fix: 'Set progressDeadline to more than minReady.',
  });
}

/** A drain takes no more pods at once than `given` or the opinion says. */
export function addDisruptionBudget(
  { parts, facts, name, labels, selector }: Subject,
  { minAvailable, maxUnavailable }: Disruption = {},
): void {
  const { pdbMaxUnavailable, unhealthyPodEviction } = facts.opinions;
  parts.add('PodDisruptionBudget', 'configuration', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, labels },
    spec: {
      minAvailable,
      maxUnavailable: maxUnavailable ?? (minAvailable === undefined ? pdbMaxUnavailable.value : undefined),
      selector: { matchLabels: selector },
      unhealthyPodEvictionPolicy: unhealthyPodEviction.value,
    },
  });
}

/** Spreads the pods of each rollout over zones and over nodes, as far as the cluster allows. */
export function topologySpread({ selector, facts }: Subject): readonly TopologySpreadConstraint[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    labelSelector: { matchLabels: selector },
    matchLabelKeys: ['pod-template-hash'],
    maxSkew: facts.opinions.spreadMaxSkew.value,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
  }));
}

/** Prefers a node of its own for each pod; weighs more than the spread where nodes are few, and is what checkers look for. */
export function antiAffinity({ selector }: Pick<Subject, 'selector'>): Affinity {
  const podAffinityTerm = { labelSelector: { matchLabels: selector }, topologyKey: 'kubernetes.io/hostname' };
  return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] } };
}

/** In production, one replica is a decision that needs its reason. */
function refuseSingleReplica({ parts, name }: Subject, floor: number): void {
  if (floor !== 1) return;
  parts.inProduction(({ environment, waived, waive }) => {
    if (waived('single-replica')) return undefined;
    return {
      code: 'LS690',
      path: 'replicas',
      message: `${name} runs 1 replica in ${environment}, so every drain of its node is an outage`,
      fix: `Use at least 2 replicas, or document why one is enough: ${waive('single-replica')}.`,
    };
  });
}
