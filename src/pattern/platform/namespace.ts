import { Construct } from 'constructs';
import { declarations } from '../../model/declarations';
import type { ClusterFacts } from './cluster';
import type { Subject } from '../engine/build';
import type { Namespace, NetworkPolicy } from '../manifests';
import type { Edition } from './opinions';

/** The construct that holds the objects of the platform itself, in the folder `platform`. */
export function foundation(platform: Construct): Construct {
  const existing = platform.node.tryFindChild('platform');
  if (existing instanceof Construct) return existing;
  const created = new Construct(platform, 'platform');
  declarations(created).folder = 'platform';
  return created;
}

/** Namespace with the Pod Security level enforced. Argo CD asks before it prunes it: everything in it would go as well. */
export function addNamespace({ name, labels, facts, parts }: Subject, edition: Edition): void {
  parts.add(
    name,
    'foundation',
    namespaceOf(
      facts.namespace,
      { ...labels, ...podSecurityLabels(facts.opinions.podSecurity.value), ...meshLabels(facts.cluster) },
      {
        'lockstep.dev/edition': edition,
      },
    ),
  );
}

/** @param annotations in addition to the one that makes Argo CD ask for confirmation before pruning */
export function namespaceOf(
  name: string,
  labels: Namespace['metadata']['labels'],
  annotations?: Readonly<Record<string, string>>,
): Namespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels,
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm', ...annotations },
    },
  };
}

/**
 * Denies all traffic of every pod of a namespace that no other policy allows. It is in the wave of the policies that allow:
 * before them, it would cut off what already runs in the namespace.
 * @param namespace if it is not that of the platform
 */
export function defaultDeny(labels: NetworkPolicy['metadata']['labels'], namespace?: string): NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace, labels },
    spec: { podSelector: {}, policyTypes: ['Egress', 'Ingress'] },
  };
}

/** The level that the API server holds every pod of a namespace to. */
export function podSecurityLabels(level: string): Readonly<Record<string, string>> {
  return {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': 'latest',
    'pod-security.kubernetes.io/audit': level,
    'pod-security.kubernetes.io/warn': level,
  };
}

/** Always explicit where Istio is: by default, injection depends on settings of the cluster. */
function meshLabels({ mesh, gateway }: ClusterFacts): Readonly<Record<string, string>> {
  if (mesh === 'sidecar') return { 'istio-injection': 'enabled' };
  return mesh === 'none' || gateway?.api === 'istio' ? { 'istio-injection': 'disabled' } : {};
}
