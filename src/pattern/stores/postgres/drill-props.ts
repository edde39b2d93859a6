import { fixed, object, required, type PropsOf } from '../../../model/shape';
import { anyText, quantity } from '../../../model/syntax';
import { resourcesShape } from '../../workload/resources';
import { scheduleShape } from '../../jobs/schedule';

/** A restore of the newest backup and of the log after it, into a server that nobody else sees and that is gone afterwards. */
export interface Drill extends PropsOf<typeof drillProps> {}
const drillProps = {
  /** `minute hour day-of-month month day-of-week`, in UTC. */
  schedule: required(scheduleShape),
  /** A query that answers `t` where the data is as it should be: `select count(*) > 0 from users`. Default: none; every row is read either way. */
  query: anyText,
  /** Name in `images.lock.yaml`, of an image of the same major version with Barman Cloud. Default: that of the cluster. */
  image: fixed(anyText),
  /** Space for the restored files. Default: as much as an instance has. */
  size: quantity,
  /** Default: 100m and 512Mi requested, limits 1 and 1Gi. */
  resources: resourcesShape,
};
export const drillShape = object<Drill>(drillProps);
