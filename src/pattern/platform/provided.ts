/** What the cluster facts say exists without being written by the platform: references to it resolve (law 4). */
import { valuesOf } from '../../model/varying';
import { providedByAddOns } from '../addons/declared';
import { providedNamespace, type ClusterPods, type ProvidedObject } from './cluster';
import { gatewayObject, gatewayParty } from '../edge/gateway';
import type { IssuerFacts } from '../edge/issuer-facts';
import type { Platform } from './platform';

/** @param environment its index */
export function providedIn(platform: Platform, environment: number): readonly ProvidedObject[] {
  const cluster = platform.clusters[environment]!;
  const { issuer, prometheus, tracing, dns, gateway, operators = {}, storageClass, provides = [], mesh } = cluster;
  const namespace = valuesOf(platform.namespaceName)[environment]!;
  const argocd = platform.argocd[environment]!;
  const addOns = platform.addOns?.[environment];
  const store = platform.secrets.provided(environment);
  const entrance = gateway && gatewayParty(gateway);
  const pods: readonly (ClusterPods | undefined)[] = [
    { namespace: 'kube-system', ...dns, labels: dns?.labels ?? { 'k8s-app': 'kube-dns' } },
    entrance?.kind === 'cluster' ? entrance : undefined,
    prometheus,
    tracing,
    mesh === 'sidecar' ? { namespace: 'istio-system', labels: { app: 'istiod' } } : undefined,
    ...Object.values(operators),
  ];
  return [
    ...pods.flatMap((own) => (own === undefined ? [] : podsOf(own))),
    ...(gateway === undefined ? [] : [gatewayObject(gateway)]),
    ...(issuer === undefined ? [] : [issuerOf(issuer, namespace)]),
    ...(storageClass === undefined ? [] : [{ group: 'storage.k8s.io', kind: 'StorageClass', name: storageClass }]),
    ...(store === undefined ? [] : [store]),
    ...(addOns === undefined ? [] : providedByAddOns(addOns, namespace)),
    providedNamespace(argocd),
    { group: 'argoproj.io', kind: 'AppProject', namespace: argocd, name: 'default' },
    ...provides,
  ];
}

function podsOf({ namespace, labels = {} }: ClusterPods): readonly ProvidedObject[] {
  return [providedNamespace(namespace), { group: '', kind: 'Pod', namespace, name: 'any', labels }];
}

function issuerOf({ name, kind = 'ClusterIssuer' }: IssuerFacts, namespace: string): ProvidedObject {
  return { group: 'cert-manager.io', kind, name, ...(kind === 'Issuer' && { namespace }) };
}
