import { integer, object, record, required, type PropsOf } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { behaviorShape } from './behavior';
import { metricShape } from './metrics';
import { triggerShape } from './triggers';

/** Horizontal autoscaling. */
export interface Autoscaling extends PropsOf<typeof autoscalingProps> {}
const autoscalingProps = {
  /** Fewest pods. 0 for workers that triggers wake up. */
  min: required(integer({ min: 0 })),
  max: required(integer({ min: 1 })),
  /** Mean CPU use of the pods, in percent of their requests. Default: 70, unless something else is given. */
  cpu: integer({ min: 1, max: 1000, unit: 'percent' }),
  /** Mean memory use of the pods, in percent of their requests. */
  memory: integer({ min: 1, max: 1000, unit: 'percent' }),
  /** Further metrics by name, served by an adapter: `{ http_requests_per_second: { average: '100' } }`. */
  metrics: record(metricShape),
  /** What KEDA asks, by a name of one's own: `{ orders: { rabbitmq: { queue: 'orders', length: 20, env: 'RABBITMQ_URL' } } }`. */
  triggers: record(triggerShape, dnsLabel),
  /** How fast it goes up and down. Default: up at once, down after the load has been gone for 5 minutes. */
  behavior: behaviorShape,
};
export const autoscalingShape = object<Autoscaling>(autoscalingProps);
