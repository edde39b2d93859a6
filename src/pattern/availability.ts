/** How many pods there are, who decides, and how few there may be: what can be said of it. */
import { everywhere, integer, object, type PropsOf } from '../model/shape';
import { duration } from '../model/syntax';
import { autoscalingShape } from './autoscaling/props';

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
