import { everywhere, integer, list, object, type PropsOf } from '../model/shape';
import { anyText, duration } from '../model/syntax';

/** How a probe asks: by one of `http`, `tcp`, `grpc`, `exec`, or as the service is asked by default. The port is its own unless given. */
export interface Probe extends PropsOf<typeof probeProps> {}
const probeProps = {
  /** Path of a GET request that answers 2xx or 3xx. */
  http: anyText,
  /** Port that accepts a connection. */
  tcp: integer({ min: 1, max: 65535, unit: 'port' }),
  /** Service name of the gRPC health protocol; empty text asks for the server as a whole. */
  grpc: anyText,
  /** Command that exits 0; no shell is involved. */
  exec: list(anyText, { atLeast: 1 }),
  port: integer({ min: 1, max: 65535, unit: 'port' }),
  /** Time before the first try. Default: none; startup guards the start. */
  delay: duration,
  /** Time between tries. */
  period: duration,
  /** Time until a try counts as failed. Default: 2s, or a second more than `dependencyTimeout`. */
  timeout: duration,
  /** Failed tries in a row until the probe as a whole has failed. */
  failures: integer({ min: 1 }),
  /** Longest time the answer waits for a dependency; `timeout` must be longer. */
  dependencyTimeout: duration,
};
const probeShape = object<Probe>(probeProps);

export interface Probes extends PropsOf<typeof probesProps> {}
const probesProps = {
  /** Whether traffic is sent. May depend on what the service cannot work without. */
  readiness: everywhere(probeShape),
  /** Whether the container is restarted. Must depend on nothing outside of the process. */
  liveness: everywhere(probeShape),
  /** Guards the start: the others wait for its first success. Default: asks as liveness does, every 5s for two minutes. */
  startup: everywhere(probeShape),
};
export const probesShape = object<Probes>(probesProps);
