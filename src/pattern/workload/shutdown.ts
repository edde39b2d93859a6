/** How a pod stops without losing what is under way. */
import { seconds, duration } from '../../model/syntax';
import { KUBERNETES_DEFAULT } from '../platform/cluster';
import type { Facts } from '../engine/facts';
import type { Lifecycle } from '../manifests';
import { object, type PropsOf } from '../../model/shape';

/** How a pod stops. */
export interface Shutdown extends PropsOf<typeof shutdownProps> {}
const shutdownProps = {
  /** Time to finish in-flight work after SIGTERM; at least as long as its longest stream. Default: 30s. */
  drain: duration,
  /** How long it keeps serving before SIGTERM, while endpoints and gateways stop sending. Default: 5s. */
  preStop: duration,
};
export const shutdownShape = object<Shutdown>(shutdownProps);

export interface SettledShutdown {
  readonly drain: string;
  readonly lifecycle: Lifecycle | undefined;
  readonly graceSeconds: number;
}

/** What runs in the container before SIGTERM. It waits for `preStop` itself, and ends within both times. */
export type StopCommand = (preStop: string, drain: string) => readonly string[];

/** Grace period = preStop + drain + a margin. The preStop wait is done by the kubelet: no shell is needed in the image. */
export function settleShutdown(
  { opinions, cluster }: Pick<Facts, 'opinions' | 'cluster'>,
  given: Shutdown = {},
  command?: StopCommand,
): SettledShutdown {
  const drain = given.drain ?? opinions.drain.value;
  const preStop = given.preStop ?? opinions.preStop.value;
  // Kubernetes 1.29 and older know no `sleep` hook (KEP-3960).
  const waits = command !== undefined || !(cluster.kubernetes ?? KUBERNETES_DEFAULT).some((own) => own === '1.27');
  const wait = waits ? wholeSeconds(preStop) : 0;
  return {
    drain,
    lifecycle: command === undefined ? sleep(wait) : { preStop: { exec: { command: command(preStop, drain) } } },
    graceSeconds: wholeSeconds(drain) + wholeSeconds(opinions.graceMargin.value) + wait,
  };
}

function sleep(length: number): Lifecycle | undefined {
  return length > 0 ? { preStop: { sleep: { seconds: length } } } : undefined;
}

/** Seconds of a duration that fits its shape. */
export function wholeSeconds(duration: string): number {
  return seconds(duration) ?? 0;
}
