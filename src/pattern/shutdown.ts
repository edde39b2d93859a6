/** How a pod stops without losing what is under way. */
import type { Normal } from '../model/fields';
import { object, type PropsOf } from '../model/shape';
import { duration, seconds } from '../model/syntax';
import { absent, combine, derive } from '../model/varying';
import { KUBERNETES_DEFAULT } from './cluster';
import type { Identity } from './identity';
import { or } from './per-environment';

export interface Shutdown extends PropsOf<typeof shutdownProps> {}
const shutdownProps = {
  /** How long the process may finish what is under way after SIGTERM; at least as long as its longest stream. Default: 30s. */
  drain: duration,
  /** How long it keeps serving before SIGTERM, while endpoints and gateways stop sending. Default: 5s. */
  preStop: duration,
};
export const shutdownShape = object<Shutdown>(shutdownProps);

export interface SettledShutdown {
  readonly drain: unknown;
  readonly lifecycle: Record<string, unknown>;
  readonly graceSeconds: unknown;
}

/** What runs in the container before SIGTERM, as a command. It waits for `preStop` itself, and ends within both times. */
export type StopCommand = (preStop: unknown, drain: unknown) => unknown;

/** Grace period = preStop + drain + a margin. The preStop wait is done by the kubelet: no shell is needed in the image. */
export function settleShutdown(
  { platform }: Identity,
  given: Normal<Shutdown>,
  command?: StopCommand,
): SettledShutdown {
  const { opinions } = platform;
  const drain = or(given.drain, opinions.drain.value);
  const preStop = or(given.preStop, opinions.preStop.value);
  const length = (text: unknown) => (typeof text === 'string' ? (seconds(text) ?? 0) : 0);
  const versions = platform.cluster.kubernetes ?? KUBERNETES_DEFAULT;
  // Kubernetes 1.29 and older know no `sleep` hook (KEP-3960).
  const sleeps = !(versions as readonly unknown[]).includes('1.27');
  if (command !== undefined) {
    const hook = derive<unknown, unknown>(command(preStop, drain), (own) => ({ preStop: { exec: { command: own } } }));
    const graceSeconds = combine(
      { drain, preStop },
      (own) => length(own.drain) + length(opinions.graceMargin.value) + length(own.preStop),
    );
    return { drain, lifecycle: { lifecycle: hook }, graceSeconds };
  }
  const lifecycle = sleeps
    ? {
        lifecycle: derive(preStop as string, (own) =>
          length(own) > 0 ? { preStop: { sleep: { seconds: length(own) } } } : absent,
        ),
      }
    : {};
  const graceSeconds = combine(
    { drain, preStop },
    (own) => length(own.drain) + length(opinions.graceMargin.value) + (sleeps ? length(own.preStop) : 0),
  );
  return { drain, lifecycle, graceSeconds };
}
