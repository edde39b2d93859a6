/** The Deployment, put together from what the capabilities answered. */
import type { Account } from './account';
import { antiAffinity, topologySpread } from './availability';
import { podSecurity } from './container';
import { addObject } from './object';
import type { Identity } from './identity';
import type { SealedKey } from './sealed';
import type { SettledShutdown } from './shutdown';
import type { Tier } from './tiers';

export interface PodParts {
  readonly user: unknown;
  readonly account: Pick<Account, 'name' | 'token'>;
  readonly shutdown: SettledShutdown;
  readonly container: Readonly<Record<string, unknown>>;
  readonly initContainers?: readonly unknown[];
  readonly sidecars?: readonly unknown[];
  readonly volumes: readonly unknown[];
  readonly pullSecrets: readonly SealedKey[];
  /** Whether containers see each other's processes. Default: false. */
  readonly sharesProcesses?: boolean;
  /** Further labels of its pods by which it selects them. */
  readonly track?: Readonly<Record<string, string>>;
  readonly podLabels: Readonly<Record<string, unknown>>;
  readonly podAnnotations: Readonly<Record<string, unknown>>;
  /** Fields of the Deployment that say how many pods there are and how they are replaced. */
  readonly availability: Readonly<Record<string, unknown>>;
}

/** Pod spec that every workload of the pattern has. */
export function podSpec(
  identity: Identity,
  parts: Omit<PodParts, 'podLabels' | 'podAnnotations' | 'availability' | 'track'>,
): Record<string, unknown> {
  return {
    affinity: antiAffinity(identity),
    automountServiceAccountToken: parts.account.token,
    containers: [parts.container, ...(parts.sidecars ?? [])],
    enableServiceLinks: false,
    ...(parts.pullSecrets.length > 0 && {
      imagePullSecrets: parts.pullSecrets.map(({ secret }) => ({ name: secret })),
    }),
    ...(parts.initContainers !== undefined && { initContainers: parts.initContainers }),
    securityContext: podSecurity(parts.user),
    serviceAccountName: parts.account.name,
    ...(parts.sharesProcesses === true && { shareProcessNamespace: true }),
    terminationGracePeriodSeconds: parts.shutdown.graceSeconds,
    topologySpreadConstraints: topologySpread(identity),
    ...(parts.volumes.length > 0 && { volumes: parts.volumes }),
  };
}

export function addDeployment(identity: Identity, parts: PodParts, tier: Tier = 'workload'): void {
  const { construct, name, labels, selector } = identity;
  addObject(construct, 'Deployment', tier, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      ...parts.availability,
      selector: { matchLabels: { ...selector, ...parts.track } },
      template: {
        metadata: {
          labels: { ...labels, ...parts.podLabels, ...parts.track },
          ...(Object.keys(parts.podAnnotations).length > 0 && { annotations: parts.podAnnotations }),
        },
        spec: podSpec(identity, parts),
      },
    },
  });
}
