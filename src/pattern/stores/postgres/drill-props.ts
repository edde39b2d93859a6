import { fixed, object, required, type PropsOf } from '../../../model/shape';
import { anyText, quantity } from '../../../model/syntax';
import { resourcesShape } from '../../workload/resources';
import { scheduleShape } from '../../jobs/schedule';

/** A restore of the newest backup and of the log after it, into a server that nobody else sees and that is gone afterwards. */
export interface Drill extends PropsOf<typeof drillProps> {}
const drillProps = {
  /** `minute hour day-of-month month day-of-week`, in UTC. */
  schedule: required(scheduleShape),
  /**
   * A query that returns `t` if the data is correct: `select count(*) > 0 from users`. Default: none; every row is read
   * in any case.
   */
  query: anyText,
  /**
   * Name in `images.lock.yaml` of an image of the same major version with Barman Cloud. Default: that of the cluster.
   */
  image: fixed(anyText),
  /** Size of the volume for the restored files. Default: that of an instance. */
  size: quantity,
  /** Default: 100m and 512Mi requested, limits 1 and 1Gi. */
  resources: resourcesShape,
};
export const drillShape = object<Drill>(drillProps);
