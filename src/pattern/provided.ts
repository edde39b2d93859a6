/** What the cluster facts say exists without being written by the platform: references to it resolve (law 4). */
import type { ProvidedObject } from './cluster';
import type { PlatformScope } from './scope';
import { derive } from '../model/varying';
import { or } from './per-environment';

/** Fields as in `ProvidedObject`; each may vary. */
export function providedBy(platform: PlatformScope): readonly { readonly [K in keyof ProvidedObject]: unknown }[] {
  const { cluster } = platform;
  const { gateway, prometheus, dns, operators = {}, storageClass, provides = [] } = cluster;
  const pods = [
    { namespace: or(dns?.namespace, 'kube-system'), labels: dns?.labels ?? { 'k8s-app': 'kube-dns' } },
    gateway,
    prometheus,
    cluster.mesh === 'sidecar' ? { namespace: 'istio-system', labels: { app: 'istiod' } } : undefined,
    ...Object.values(operators),
  ].filter((found) => found !== undefined);
  return [
    ...pods.flatMap(({ namespace, labels }) => [
      namespaceOf(namespace),
      { group: '', kind: 'Pod', namespace, name: 'any', labels: labels ?? {} },
    ]),
    ...(gateway === undefined ? [] : [gatewayOf(gateway)]),
    ...(storageClass === undefined ? [] : [{ group: 'storage.k8s.io', kind: 'StorageClass', name: storageClass }]),
    ...platform.secrets.providedStores(),
    namespaceOf(platform.argocd),
    { group: 'argoproj.io', kind: 'AppProject', namespace: platform.argocd, name: 'default' },
    ...(provides as readonly { readonly [K in keyof ProvidedObject]: unknown }[]),
  ] as never;
}

function namespaceOf(name: unknown) {
  return { group: '', kind: 'Namespace', name, labels: { 'kubernetes.io/metadata.name': name } };
}

function gatewayOf({ api, name }: { readonly api?: unknown; readonly name?: unknown }) {
  const part = (index: number) => derive(name as string, (text) => text.split('/')[index]);
  const group = derive(api as string, (own) => (own === 'istio' ? 'networking.istio.io' : 'gateway.networking.k8s.io'));
  return { group, kind: 'Gateway', namespace: part(0), name: part(1) };
}
