/** How fast an autoscaler goes up and down. */
import type { Normal } from '../../model/fields';
import { integer, object, oneOf, required, type Shape } from '../../model/shape';
import { duration } from '../../model/syntax';
import type { Opinions } from '../opinions';
import { or, wherePresent } from '../per-environment';
import { wholeSeconds } from '../probes';

/** At most so many pods, or so many percent of them, within a time. */
export interface Step {
  readonly value: number;
  /** Up to 30m. */
  readonly period: string;
}

/** One direction. */
export interface Scaling {
  /** How long the load must be different: the highest (down) or lowest (up) wish of this time counts. */
  readonly window?: string;
  readonly pods?: Step;
  readonly percent?: Step;
  /** Which step counts where both are given; `Disabled` keeps it from going this way at all. Default: Max. */
  readonly select?: 'Max' | 'Min' | 'Disabled';
}

export interface Behavior {
  readonly scaleUp?: Scaling;
  readonly scaleDown?: Scaling;
}

const step = object<Step>({ value: required(integer({ min: 1 })), period: required(duration) });
const scaling = object<Scaling>({
  window: duration,
  pods: step,
  percent: step,
  select: oneOf('Max', 'Min', 'Disabled'),
});
export const behaviorShape: Shape = object<Behavior>({ scaleUp: scaling, scaleDown: scaling });

export function behaviorOf(given: Normal<Behavior> = {}, opinions: Opinions): Record<string, unknown> {
  const up = direction(given.scaleUp);
  return {
    scaleDown: {
      ...direction(given.scaleDown),
      stabilizationWindowSeconds: wholeSeconds(or(given.scaleDown?.window, opinions.scaleDownWindow.value)),
    },
    ...(Object.keys(up).length > 0 && { scaleUp: up }),
  };
}

function direction({ window, pods, percent, select }: Normal<Scaling> = {}): Record<string, unknown> {
  const policies = [policy('Pods', pods), policy('Percent', percent)].flat();
  return {
    ...(window !== undefined && { stabilizationWindowSeconds: wholeSeconds(window) }),
    ...(policies.length > 0 && { policies }),
    ...(select !== undefined && { selectPolicy: select }),
  };
}

function policy(type: string, own: Normal<Step> | undefined): readonly unknown[] {
  if (own === undefined) return [];
  return [wherePresent(own.value, { type, value: own.value, periodSeconds: wholeSeconds(own.period) })];
}
