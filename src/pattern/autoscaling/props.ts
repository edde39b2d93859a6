import { integer, object, record, required, type PropsOf } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { behaviorShape } from './behavior';
import { metricShape } from './metrics';
import { triggerShape } from './triggers';

/** Horizontal autoscaling. */
export interface Autoscaling extends PropsOf<typeof autoscalingProps> {}
const autoscalingProps = {
  /** Minimum number of pods; 0 for workers that triggers start. */
  min: required(integer({ min: 0 })),
  max: required(integer({ min: 1 })),
  /** Target CPU utilization of the pods, in percent of their requests. Default: 70, unless another target is set. */
  cpu: integer({ min: 1, max: 1000, unit: 'percent' }),
  /** Target memory utilization of the pods, in percent of their requests. */
  memory: integer({ min: 1, max: 1000, unit: 'percent' }),
  /** Additional metrics by name, served by an adapter: `{ http_requests_per_second: { average: '100' } }`. */
  metrics: record(metricShape),
  /**
   * KEDA triggers, by a name of your choice: `{ orders: { rabbitmq: { queue: 'orders', length: 20, env: 'RABBITMQ_URL'
   * } } }`.
   */
  triggers: record(triggerShape, dnsLabel),
  /** How fast it scales up and down. Default: up immediately, down after the load has been low for 5 minutes. */
  behavior: behaviorShape,
};
export const autoscalingShape = object<Autoscaling>(autoscalingProps);
