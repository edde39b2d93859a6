/** What can be given of a process that the pattern runs beside a store. */
import { fixed, object, type PropsOf } from '../../../model/shape';
import { anyText } from '../../../model/syntax';
import { resourcesShape } from '../../workload/resources';

export interface Sidecar extends PropsOf<typeof sidecarProps> {}
const sidecarProps = {
  /** Name in `images.lock.yaml`. */
  image: fixed(anyText),
  resources: resourcesShape,
};
export const sidecarShape = object<Sidecar>(sidecarProps);
