/** The Deployment, put together from what the capabilities answered. */
import { combine, derive } from '../model/varying';
import type { Normal } from '../model/fields';
import { object, type Shape } from '../model/shape';
import { duration, seconds } from '../model/syntax';
import { KUBERNETES_DEFAULT } from './cluster';
import { addObject } from './object';
import type { Identity } from './identity';
import { podSecurity } from './container';
import type { SealedKey } from './sealed';

export interface Shutdown {
  /** How long the process may finish what is under way after SIGTERM; at least as long as its longest stream. Default: 30s. */
  readonly drain?: string;
  /** How long it keeps serving before SIGTERM, while endpoints and gateways stop sending. Default: 5s. */
  readonly preStop?: string;
}
export const shutdownShape: Shape = object<Shutdown>({ drain: duration, preStop: duration });

export interface SettledShutdown {
  readonly drain: unknown;
  readonly lifecycle: Record<string, unknown>;
  readonly graceSeconds: unknown;
}

/** Grace period = preStop + drain + a margin. The preStop wait is done by the kubelet: no shell is needed in the image. */
export function settleShutdown({ platform }: Identity, given: Normal<Shutdown>): SettledShutdown {
  const { opinions } = platform;
  const drain = given.drain ?? opinions.drain.value;
  const preStop = given.preStop ?? opinions.preStop.value;
  const length = (text: unknown) => (typeof text === 'string' ? (seconds(text) ?? 0) : 0);
  const versions = platform.cluster.kubernetes ?? KUBERNETES_DEFAULT;
  // Kubernetes 1.29 and older know no `sleep` hook (KEP-3960).
  const sleeps = !(versions as readonly unknown[]).includes('1.27');
  const lifecycle = sleeps ? { lifecycle: { preStop: { sleep: { seconds: derive(preStop as string, length) } } } } : {};
  const graceSeconds = combine({ drain, preStop }, (own) => length(own.drain) + length(opinions.graceMargin.value) + (sleeps ? length(own.preStop) : 0));
  return { drain, lifecycle, graceSeconds };
}

export interface PodParts {
  readonly user: unknown;
  readonly account: { readonly name: string; readonly token: boolean };
  readonly shutdown: SettledShutdown;
  readonly container: Readonly<Record<string, unknown>>;
  readonly initContainers?: readonly unknown[];
  readonly sidecars?: readonly unknown[];
  readonly volumes: readonly unknown[];
  readonly pullSecrets: readonly SealedKey[];
  readonly podLabels: Readonly<Record<string, unknown>>;
  readonly podAnnotations: Readonly<Record<string, unknown>>;
  readonly spread: readonly unknown[];
  /** Fields of the Deployment beside its template. */
  readonly deployment: Readonly<Record<string, unknown>>;
}

/** Pod spec that every workload of the pattern has. */
export function podSpec(parts: Omit<PodParts, 'podLabels' | 'podAnnotations' | 'deployment'>): Record<string, unknown> {
  return {
    automountServiceAccountToken: parts.account.token,
    containers: [parts.container, ...(parts.sidecars ?? [])],
    enableServiceLinks: false,
    ...(parts.pullSecrets.length > 0 && { imagePullSecrets: parts.pullSecrets.map(({ secret }) => ({ name: secret })) }),
    ...(parts.initContainers !== undefined && { initContainers: parts.initContainers }),
    securityContext: podSecurity(parts.user),
    serviceAccountName: parts.account.name,
    terminationGracePeriodSeconds: parts.shutdown.graceSeconds,
    topologySpreadConstraints: parts.spread,
    ...(parts.volumes.length > 0 && { volumes: parts.volumes }),
  };
}

export function addDeployment({ construct, name, labels, selector }: Identity, parts: PodParts): void {
  addObject(construct, 'Deployment', 'workload', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      ...parts.deployment,
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: { ...labels, ...parts.podLabels }, annotations: parts.podAnnotations },
        spec: podSpec(parts),
      },
    },
  });
}
