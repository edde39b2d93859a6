/** The Deployment, put together from what the capabilities answered. */
import type { Subject } from '../engine/build';
import type { Container, PodSpec, Texts, Volume } from '../manifests';
import type { Tier } from '../engine/tiers';
import type { Account } from './account';
import { antiAffinity, topologySpread, type Rolling } from './availability';
import { imagePullSecrets, nonEmpty, podSecurity } from './container';

/** What a pod of the pattern runs, and with what. */
export interface PodParts {
  readonly user: number;
  readonly account: Pick<Account, 'name' | 'token'>;
  readonly graceSeconds: number;
  readonly container: Container;
  readonly initContainers?: readonly Container[];
  readonly sidecars?: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly pullSecrets: readonly { readonly name: string }[];
  /** Whether containers see each other's processes. Default: false. */
  readonly sharesProcesses?: boolean;
}

/** Pod spec that every workload of the pattern has. */
export function podSpec(subject: Subject, parts: PodParts): PodSpec {
  return {
    affinity: antiAffinity(subject),
    automountServiceAccountToken: parts.account.token,
    containers: [parts.container, ...(parts.sidecars ?? [])],
    enableServiceLinks: false,
    imagePullSecrets: imagePullSecrets(parts.pullSecrets),
    initContainers: parts.initContainers,
    securityContext: podSecurity(parts.user),
    serviceAccountName: parts.account.name,
    ...(parts.sharesProcesses === true && { shareProcessNamespace: true }),
    terminationGracePeriodSeconds: parts.graceSeconds,
    topologySpreadConstraints: topologySpread(subject),
    volumes: nonEmpty(parts.volumes),
  };
}

/** What a Deployment says around its pods. */
export interface DeploymentParts extends PodParts {
  /** Further labels of its pods by which it selects them. */
  readonly track?: Readonly<Record<string, string>>;
  readonly podLabels: Texts;
  readonly podAnnotations: Texts;
  readonly availability: Rolling;
}

export function addDeployment(subject: Subject, given: DeploymentParts, tier: Tier = 'workload'): void {
  const { parts, name, labels, selector } = subject;
  const { track, podLabels, podAnnotations } = given;
  parts.add('Deployment', tier, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      ...given.availability,
      selector: { matchLabels: { ...selector, ...track } },
      template: {
        metadata: {
          labels: { ...labels, ...podLabels, ...track },
          annotations: Object.keys(podAnnotations).length > 0 ? podAnnotations : undefined,
        },
        spec: podSpec(subject, given),
      },
    },
  });
}
