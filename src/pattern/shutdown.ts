import { object, type PropsOf } from '../model/shape';
import { duration } from '../model/syntax';

/** How a pod stops. */
export interface Shutdown extends PropsOf<typeof shutdownProps> {}
const shutdownProps = {
  /** How long the process may finish what is under way after SIGTERM; at least as long as its longest stream. Default: 30s. */
  drain: duration,
  /** How long it keeps serving before SIGTERM, while endpoints and gateways stop sending. Default: 5s. */
  preStop: duration,
};
export const shutdownShape = object<Shutdown>(shutdownProps);
