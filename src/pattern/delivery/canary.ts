/** New versions that get their share of the traffic step by step, and go back by themselves when they do worse: a Canary of Flagger. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import type { Autoscaling } from '../autoscaling/autoscaling';
import type { Edged } from '../edge/edge';
import type { Identity } from '../identity';
import type { Traffic } from '../mesh/traffic';
import type { Metrics } from '../monitoring';
import { addObject } from '../object';
import type { Objectives } from '../observability/objectives';
import { demandOperator } from '../operators';
import { inEachEnvironment, or } from '../per-environment';
import type { Port } from '../ports';
import { wholeSeconds } from '../probes';
import type { Canary } from './canary-props';
import { addJudgement } from './judgement';
import { shiftingOf } from './shifting';

export interface CanaryParts {
  readonly ports: readonly Port[];
  readonly edge: Edged | undefined;
  readonly traffic: Normal<Traffic> | undefined;
  readonly autoscaling: Normal<Autoscaling> | undefined;
  readonly progressDeadline: unknown;
  readonly slo: Normal<Objectives> | undefined;
  readonly metrics: Normal<Metrics> | undefined;
}

/** The Canary, and a MetricTemplate for each query. Flagger makes the Services, and the Deployment that serves. */
export function addCanary(identity: Identity, given: Normal<Canary>, parts: CanaryParts): void {
  const { construct, platform, name, labels } = identity;
  const { opinions } = platform;
  const {
    edge,
    ports: [port, ...others],
    slo,
    metrics,
  } = parts;
  demandOperator(identity, 'flagger');
  refuseUnscaled(identity, parts.autoscaling);
  refuseLongStep(identity, given);
  if (edge === undefined || port === undefined) {
    report(construct, {
      code: 'LS626',
      path: 'canary',
      reason: 'no-route',
      message: 'its traffic does not pass a gateway, so nothing can share it out',
      fix: 'Give a `route`, or leave `canary` out.',
    });
    return;
  }
  const shifting = shiftingOf(identity, edge, parts.traffic);
  addObject(construct, 'Canary', 'edge', {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name, labels },
    spec: {
      ...shifting.spec,
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name },
      progressDeadlineSeconds: wholeSeconds(parts.progressDeadline),
      service: {
        port: port.service,
        targetPort: port.container,
        portName: port.name,
        portDiscovery: others.length > 0,
        ...shifting.service,
      },
      analysis: {
        interval: or(given.interval, opinions.canaryInterval.value),
        threshold: or(given.threshold, opinions.canaryThreshold.value),
        stepWeight: or(given.stepWeight, opinions.canaryStep.value),
        maxWeight: or(given.maxWeight, opinions.canaryMaximum.value),
        metrics: addJudgement(identity, given, edge.gateway.api, { slo, metrics, port }),
      },
    },
  });
}

function refuseUnscaled({ construct }: Identity, autoscaling: Normal<Autoscaling> | undefined): void {
  const said = (path: string, message: string, fix: string) => report(construct, { code: 'LS626', path, message, fix });
  if (autoscaling === undefined) {
    said(
      'canary',
      'Flagger sets the number of pods of the new version, and the Deployment names one',
      'Give `autoscaling` in place of `replicas`: the version that serves is scaled by a copy of it.',
    );
  } else if (autoscaling.triggers !== undefined) {
    said(
      'autoscaling.triggers',
      'triggers of KEDA scale one version, and would count what both do',
      'Scale by cpu, memory or metrics.',
    );
  }
}

function refuseLongStep(identity: Identity, given: Normal<Canary>): void {
  const { opinions } = identity.platform;
  const weights = {
    step: or(given.stepWeight, opinions.canaryStep.value),
    most: or(given.maxWeight, opinions.canaryMaximum.value),
  };
  inEachEnvironment(identity, weights, ({ step, most }, where) => {
    if (Number(step) <= Number(most)) return;
    report(identity.construct, {
      code: 'LS114',
      path: 'canary.stepWeight',
      ...where,
      message: `one step of ${String(step)} % is more than the ${String(most)} % at which it has passed`,
      fix: 'Give a smaller stepWeight.',
    });
  });
}
