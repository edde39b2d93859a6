import { Construct } from 'constructs';
import { declarations } from '../model/declarations';
import { addObject } from './object';
import type { Edition } from './opinions';
import type { PlatformScope } from './scope';

/** The construct that holds the objects of the platform itself, in the folder `platform`. */
export function foundation(platform: PlatformScope): Construct {
  const existing = platform.node.tryFindChild('platform');
  if (existing !== undefined) return existing as Construct;
  const created = new Construct(platform, 'platform');
  declarations(created).folder = 'platform';
  return created;
}

/** Namespace with the Pod Security level enforced. Argo CD asks before it prunes it: everything in it would go as well. */
export function addNamespace(platform: PlatformScope, edition: Edition): void {
  addObject(foundation(platform), platform.node.id, 'foundation', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: platform.environments.attribute('namespace'),
      labels: {
        ...platform.commonLabels,
        ...podSecurityLabels(platform),
        ...meshLabels(platform),
      },
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
        'lockstep.dev/edition': edition,
      },
    },
  });
}

/** The level that the API server holds every pod of a namespace to. */
export function podSecurityLabels({ opinions }: PlatformScope): Record<string, string> {
  const level = opinions.podSecurity.value;
  return {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': 'latest',
    'pod-security.kubernetes.io/audit': level,
    'pod-security.kubernetes.io/warn': level,
  };
}

/** Written out wherever Istio is: by default, injection depends on settings of the cluster. */
function meshLabels({ cluster }: PlatformScope): Record<string, string> {
  if (cluster.mesh === 'sidecar') return { 'istio-injection': 'enabled' };
  return cluster.mesh === 'none' || cluster.gateway?.api === 'istio' ? { 'istio-injection': 'disabled' } : {};
}
