import { fixed, object, required, type Shape } from '../../model/shape';
import { anyText, quantity } from '../../model/syntax';
import { resourcesShape, type Resources } from '../container';
import { scheduleShape } from '../jobs/schedule';

/** A restore of the newest backup and of the log after it, into a server that nobody else sees and that is gone afterwards. */
export interface Drill {
  /** `minute hour day-of-month month day-of-week`, in UTC. */
  readonly schedule: string;
  /** A query that answers `t` where the data is as it should be: `select count(*) > 0 from users`. Default: none; every row is read either way. */
  readonly query?: string;
  /** Name in `images.lock.yaml`, of an image of the same major version with Barman Cloud. Default: that of the cluster. */
  readonly image?: string;
  /** Space for the restored files. Default: as much as an instance has. */
  readonly size?: string;
  /** Default: 100m and 512Mi requested, limits 1 and 1Gi. */
  readonly resources?: Resources;
}

export const drillShape: Shape = object<Drill>({
  schedule: required(scheduleShape),
  query: anyText,
  image: fixed(anyText),
  size: quantity,
  resources: resourcesShape,
});
