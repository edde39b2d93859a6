/** Who decides how many pods there are: a HorizontalPodAutoscaler, or KEDA where there are triggers. One of them, and nobody else. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { integer, object, record, required, type Shape } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { absent, combine, derive } from '../../model/varying';
import { addObject } from '../object';
import type { Identity } from '../identity';
import { inEachEnvironment } from '../per-environment';
import { behaviorOf, behaviorShape, type Behavior } from './behavior';
import { metricShape, metricSpec, refuseUnserved, type CustomMetric } from './metrics';
import { addScaledObject } from './scaled-object';
import { triggerShape, type Trigger } from './triggers';

/** Horizontal autoscaling. */
export interface Autoscaling {
  /** Fewest pods. 0 for workers that triggers wake up. */
  readonly min: number;
  readonly max: number;
  /** Mean CPU use of the pods, in percent of their requests. Default: 70, unless something else is given. */
  readonly cpu?: number;
  /** Mean memory use of the pods, in percent of their requests. */
  readonly memory?: number;
  /** Further metrics by name, served by an adapter: `{ http_requests_per_second: { average: '100' } }`. */
  readonly metrics?: Record<string, CustomMetric>;
  /** What KEDA asks, by a name of one's own: `{ orders: { rabbitmq: { queue: 'orders', length: 20, env: 'RABBITMQ_URL' } } }`. */
  readonly triggers?: Record<string, Trigger>;
  /** How fast it goes up and down. Default: up at once, down after the load has been gone for 5 minutes. */
  readonly behavior?: Behavior;
}

export const autoscalingShape: Shape = object<Autoscaling>({
  min: required(integer({ min: 0 })),
  max: required(integer({ min: 1 })),
  cpu: integer({ min: 1, max: 1000, unit: 'percent' }),
  memory: integer({ min: 1, max: 1000, unit: 'percent' }),
  metrics: record(metricShape),
  triggers: record(triggerShape, dnsLabel),
  behavior: behaviorShape,
});

/** @param variables names of the variables of the process, of which a trigger may read one */
export function addAutoscaling(identity: Identity, given: Normal<Autoscaling>, variables: readonly string[]): void {
  refuseZero(identity, given);
  const { metrics = {}, triggers } = given;
  const behavior = behaviorOf(given.behavior, identity.platform.opinions);
  if (triggers !== undefined && Object.keys(triggers).length > 0) {
    if (Object.keys(metrics).length > 0) {
      report(identity.construct, {
        code: 'LS114',
        path: 'autoscaling.metrics',
        message: 'metrics of an adapter and triggers of KEDA are both given',
        fix: 'Ask for all of it by triggers: a `prometheus` trigger takes the query that the adapter would run.',
      });
    }
    return addScaledObject(identity, given, behavior, variables);
  }
  refuseUnserved(identity, metrics);
  addAutoscaler(identity, given, behavior);
}

function addAutoscaler(
  { construct, name, labels, platform }: Identity,
  { min, max, cpu, memory, metrics = {} }: Normal<Autoscaling>,
  behavior: unknown,
): void {
  const { opinions } = platform;
  const utilization = (resource: string, averageUtilization: unknown) => ({
    type: 'Resource',
    resource: { name: resource, target: { type: 'Utilization', averageUtilization } },
  });
  const others = Object.entries(metrics).sort(([a], [b]) => (a < b ? -1 : 1));
  const cpuTarget = combine(
    { cpu, memory },
    (own) => own.cpu ?? (own.memory === undefined && others.length === 0 ? opinions.cpuTarget.value : absent),
  );
  addObject(construct, 'HorizontalPodAutoscaler', 'workload', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, labels },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        ...(cpuTarget === absent
          ? []
          : [
              derive<unknown, unknown>(cpuTarget, (target) =>
                target === absent ? absent : utilization('cpu', target),
              ),
            ]),
        ...(memory === undefined ? [] : [derive<unknown, unknown>(memory, (target) => utilization('memory', target))]),
        ...others.map(([metric, own]) => metricSpec(metric, own)),
      ],
      behavior,
    },
  });
}

/** An HPA cannot start the first pod again, and whoever calls a service that is not there gets an error. */
function refuseZero(identity: Identity, { min, triggers }: Normal<Autoscaling>): void {
  const worker = identity.labels['app.kubernetes.io/component'] === 'worker';
  inEachEnvironment(identity, { min }, (own, where) => {
    if (own.min !== 0 || (worker && triggers !== undefined)) return;
    report(identity.construct, {
      code: 'LS625',
      path: 'autoscaling.min',
      ...where,
      message: worker
        ? 'no trigger would start a pod again'
        : `${identity.name} is called, and would not answer while it has no pod`,
      fix: worker ? 'Give `triggers`, or a min of 1.' : 'Give a min of 1 or more; only a Worker can be scaled to zero.',
    });
  });
}
