/** How fast an autoscaler goes up and down. */
import { integer, object, oneOf, required, type PropsOf } from '../../model/shape';
import { duration } from '../../model/syntax';
import type { HorizontalPodAutoscaler } from '../manifests';
import type { Opinions } from '../platform/opinions';
import { wholeSeconds } from '../workload/shutdown';

/** At most so many pods, or so many percent of them, within a time. */
export interface Step extends PropsOf<typeof stepProps> {}
const stepProps = {
  value: required(integer({ min: 1 })),
  /** At most 30m. */
  period: required(duration),
};
const step = object<Step>(stepProps);

/** One direction. */
export interface Scaling extends PropsOf<typeof scalingProps> {}
const scalingProps = {
  /** Stabilization window: the highest (down) or lowest (up) recommendation of this period is used. */
  window: duration,
  pods: step,
  percent: step,
  /** Which policy applies if both are set; `Disabled` prevents scaling in this direction. Default: Max. */
  select: oneOf('Max', 'Min', 'Disabled'),
};
const scaling = object<Scaling>(scalingProps);

export interface Behavior extends PropsOf<typeof behaviorProps> {}
const behaviorProps = { scaleUp: scaling, scaleDown: scaling };
export const behaviorShape = object<Behavior>(behaviorProps);

type Written = NonNullable<NonNullable<HorizontalPodAutoscaler['spec']>['behavior']>;

export function behaviorOf(given: Behavior = {}, opinions: Opinions): Written {
  const { scaleUp, scaleDown = {} } = given;
  return {
    scaleUp: scaleUp === undefined || Object.keys(scaleUp).length === 0 ? undefined : direction(scaleUp),
    scaleDown: direction({ ...scaleDown, window: scaleDown.window ?? opinions.scaleDownWindow.value }),
  };
}

function direction({ window, pods, percent, select }: Scaling): Written['scaleUp'] {
  const policies = [...policy('Pods', pods), ...policy('Percent', percent)];
  return {
    stabilizationWindowSeconds: window === undefined ? undefined : wholeSeconds(window),
    policies: policies.length > 0 ? policies : undefined,
    selectPolicy: select,
  };
}

function policy(type: string, own: Step | undefined) {
  return own === undefined ? [] : [{ type, value: own.value, periodSeconds: wholeSeconds(own.period) }];
}
