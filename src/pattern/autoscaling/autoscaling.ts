/** Who decides how many pods there are: a HorizontalPodAutoscaler, or KEDA where there are triggers. One of them, and nobody else. */
import type { Subject } from '../engine/build';
import type { HorizontalPodAutoscaler } from '../manifests';
import { behaviorOf } from './behavior';
import { metricSpec, refuseUnserved } from './metrics';
import type { Autoscaling } from './props';
import { addScaledObject } from './scaled-object';

type Spec = NonNullable<HorizontalPodAutoscaler['spec']>;
type Metric = NonNullable<Spec['metrics']>[number];

/** @param variables names of the variables of the process, of which a trigger may read one */
export function addAutoscaling(subject: Subject, given: Autoscaling, variables: readonly string[]): void {
  refuseZero(subject, given);
  const { metrics = {}, triggers = {} } = given;
  const behavior = behaviorOf(given.behavior, subject.facts.opinions);
  if (Object.keys(triggers).length > 0) {
    if (Object.keys(metrics).length > 0) {
      subject.parts.report({
        code: 'LS114',
        path: 'autoscaling.metrics',
        message: 'adapter metrics and KEDA triggers are both set',
        fix: 'Use only triggers: a `prometheus` trigger accepts the query that the adapter would run.',
      });
    }
    return addScaledObject(subject, given, behavior, variables);
  }
  refuseUnserved(subject, metrics);
  addAutoscaler(subject, given, behavior);
}

function addAutoscaler(
  { parts, facts, name, labels }: Subject,
  { min, max, cpu, memory, metrics = {} }: Autoscaling,
  behavior: Spec['behavior'],
): void {
  const others = Object.entries(metrics).sort(([a], [b]) => (a < b ? -1 : 1));
  const alone = memory === undefined && others.length === 0;
  parts.optional('triggers scale it there').add('HorizontalPodAutoscaler', 'workload', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, labels },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        ...utilization('cpu', cpu ?? (alone ? facts.opinions.cpuTarget.value : undefined)),
        ...utilization('memory', memory),
        ...others.map(([metric, own]) => metricSpec(metric, own)),
      ],
      behavior,
    },
  });
}

function utilization(name: string, averageUtilization: number | undefined): readonly Metric[] {
  if (averageUtilization === undefined) return [];
  return [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }];
}

/** An HPA cannot start the first pod again, and callers of a service without pods get an error. */
function refuseZero({ parts, name, labels }: Subject, { min, triggers }: Autoscaling): void {
  const worker = labels['app.kubernetes.io/component'] === 'worker';
  if (min !== 0 || (worker && triggers !== undefined)) return;
  parts.report({
    code: 'LS625',
    path: 'autoscaling.min',
    message: worker
      ? 'after scaling to zero, no trigger would start a pod again'
      : `${name} receives calls, but cannot respond while it is scaled to zero`,
    fix: worker ? 'Set `triggers`, or set min to 1.' : 'Set min to 1 or more; only a Worker can scale to zero.',
  });
}
