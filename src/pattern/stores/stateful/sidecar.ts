/** Props of a sidecar that the pattern adds to a store. */
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
