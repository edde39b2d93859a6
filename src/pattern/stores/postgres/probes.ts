/** How often instances are asked whether they are well. The instance manager answers; what is asked of PostgreSQL is `pg_isready`. */
import { integer, object, type PropsOf } from '../../../model/shape';
import { duration } from '../../../model/syntax';
import { wholeSeconds } from '../../workload/shutdown';
import type { ClusterSpec } from './cluster';

/** Timings of one probe; what is left out is the operator's default. */
export interface InstanceProbe extends PropsOf<typeof instanceProbeProps> {}
const instanceProbeProps = {
  /** Interval between checks. Default: 10s. */
  period: duration,
  /** Timeout of a check. Default: 5s. */
  timeout: duration,
  /** Consecutive failed checks until the probe fails. Default: 3; for startup, the number of periods in an hour. */
  failures: integer({ min: 1 }),
};
const probe = object<InstanceProbe>(instanceProbeProps);

/** Probes of the instances (`spec.probes`). */
export interface InstanceProbes extends PropsOf<typeof instanceProbesProps> {}
const instanceProbesProps = { readiness: probe, liveness: probe, startup: probe };
export const instanceProbesShape = object<InstanceProbes>(instanceProbesProps);

/** `spec.probes`, with the type that the operator defaults written out. */
export function instanceProbes({ readiness, liveness, startup }: InstanceProbes): ClusterSpec['probes'] {
  return {
    readiness: readiness && { ...timings(readiness), type: 'pg_isready' },
    liveness: liveness && timings(liveness),
    startup: startup && { ...timings(startup), type: 'pg_isready' },
  };
}

function timings({ period, timeout, failures }: InstanceProbe) {
  return {
    periodSeconds: period === undefined ? undefined : wholeSeconds(period),
    timeoutSeconds: timeout === undefined ? undefined : wholeSeconds(timeout),
    failureThreshold: failures,
  };
}
