/** New versions that get their share of the traffic step by step, and go back by themselves when they do worse: a Canary of Flagger. */
import { seconds } from '../../model/syntax';
import type { Autoscaling } from '../autoscaling/props';
import type { Edged } from '../edge/edge';
import type { Subject } from '../engine/build';
import type { Parts } from '../engine/parts';
import type { Traffic } from '../mesh/traffic';
import type { Metrics } from '../observability/monitor';
import type { Objectives } from '../observability/objectives';
import { operatorOf } from '../platform/operators';
import type { Port } from '../workload/ports';
import type { Canary } from './canary-props';
import { addJudgement } from './judgement';
import { shiftingOf } from './shifting';

export interface CanaryParts {
  readonly ports: readonly Port[];
  readonly edge: Edged | undefined;
  readonly traffic: Traffic | undefined;
  readonly autoscaling: Autoscaling | undefined;
  readonly progressDeadline: string;
  readonly slo: Objectives | undefined;
  readonly metrics: Metrics | undefined;
}

/** The Canary, and a MetricTemplate for each query. Flagger makes the Services, and the Deployment that serves. */
export function addCanary(
  subject: Subject,
  given: Canary,
  { ports: [port, ...others], edge, traffic, autoscaling, progressDeadline, slo, metrics }: CanaryParts,
): void {
  const { facts, labels, name, parts } = subject;
  const { canaryInterval, canaryThreshold, canaryStep, canaryMaximum } = facts.opinions;
  const { stepWeight = canaryStep.value, maxWeight = canaryMaximum.value } = given;
  operatorOf(subject, 'flagger');
  refuseUnscaled(parts, autoscaling);
  refuseLongStep(parts, stepWeight, maxWeight);
  if (edge === undefined || port === undefined) {
    parts.report({
      code: 'LS626',
      path: 'canary',
      reason: 'no-route',
      message: 'its traffic does not go through a gateway, so nothing can split it',
      fix: 'Add a `route`, or omit `canary`.',
    });
    return;
  }
  const shifting = shiftingOf(subject, edge, traffic);
  parts.add('Canary', 'edge', {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name, labels },
    spec: {
      ...shifting.spec,
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name },
      progressDeadlineSeconds: seconds(progressDeadline),
      service: {
        port: port.service,
        targetPort: port.container,
        portName: port.name,
        portDiscovery: others.length > 0,
        ...shifting.service,
      },
      analysis: {
        interval: given.interval ?? canaryInterval.value,
        threshold: given.threshold ?? canaryThreshold.value,
        stepWeight,
        maxWeight,
        metrics: addJudgement(subject, given, edge.gateway.api, { slo, metrics, port }),
      },
    },
  });
}

function refuseUnscaled(parts: Parts, autoscaling: Autoscaling | undefined): void {
  if (autoscaling === undefined)
    parts.report({
      code: 'LS626',
      path: 'canary',
      message: 'Flagger manages the number of replicas of the new version, but the Deployment sets a fixed number',
      fix: 'Use `autoscaling` instead of `replicas`: Flagger scales the primary version with a copy of the autoscaler.',
    });
  else if (autoscaling.triggers !== undefined)
    parts.report({
      code: 'LS626',
      path: 'autoscaling.triggers',
      message: 'KEDA triggers scale only one version, but would measure the load of both',
      fix: 'Scale on cpu, memory or metrics.',
    });
}

function refuseLongStep(parts: Parts, step: number, most: number): void {
  if (step > most)
    parts.report({
      code: 'LS114',
      path: 'canary.stepWeight',
      message: `stepWeight (${step}%) exceeds the maximum weight (${most}%)`,
      fix: 'Use a smaller stepWeight.',
    });
}
