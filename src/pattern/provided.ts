/** What the cluster facts say exists without being written by the platform: references to it resolve (law 4). */
import type { ProvidedObject } from './cluster';
import type { PlatformScope } from './scope';
import type { Normal } from '../model/fields';
import { absent, combine, joined } from '../model/varying';
import { gatewayObject, type GatewayFacts, type IngressController, type SharedGateway } from './edge/gateway';
import type { IssuerFacts } from './edge/issuer-facts';
import { mapOr, or } from './per-environment';

/** Fields as in `ProvidedObject`; each may vary. */
export function providedBy(
  platform: PlatformScope & { readonly provided: readonly unknown[] },
): readonly { readonly [K in keyof ProvidedObject]: unknown }[] {
  const { cluster } = platform;
  const argocd = joined(platform.environments, platform.argocd);
  const { issuer, prometheus, tracing, dns, operators = {}, storageClass, provides = [] } = cluster;
  const gateway = cluster.gateway as Normal<AnyGateway> | undefined;
  const pods = [
    { namespace: or(dns?.namespace, 'kube-system'), labels: mapOr(dns?.labels, { 'k8s-app': 'kube-dns' }) },
    gateway?.namespace === undefined ? undefined : { namespace: gateway.namespace, labels: gateway.labels },
    prometheus,
    tracing,
    cluster.mesh === 'sidecar' ? { namespace: 'istio-system', labels: { app: 'istiod' } } : undefined,
    ...Object.values(operators),
  ].filter((found) => found !== undefined);
  return [
    ...pods.flatMap(({ namespace, labels }) => [
      namespaceOf(namespace),
      { group: '', kind: 'Pod', namespace, name: 'any', labels: labels ?? {} },
    ]),
    ...(gateway === undefined ? [] : [routedBy(gateway)]),
    ...(issuer === undefined ? [] : [issuerOf(issuer, platform)]),
    ...(storageClass === undefined ? [] : [{ group: 'storage.k8s.io', kind: 'StorageClass', name: storageClass }]),
    ...platform.secrets.providedStores(),
    ...platform.provided,
    namespaceOf(argocd),
    { group: 'argoproj.io', kind: 'AppProject', namespace: argocd, name: 'default' },
    ...(provides as readonly { readonly [K in keyof ProvidedObject]: unknown }[]),
  ] as never;
}

type AnyGateway = Pick<GatewayFacts, 'api'> & {
  readonly name?: string;
  readonly class?: string;
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
};

function routedBy({ api, name, class: className }: Normal<AnyGateway>): unknown {
  return combine({ api, name, class: className }, (own) => gatewayObject(own as SharedGateway | IngressController));
}

function namespaceOf(name: unknown) {
  return { group: '', kind: 'Namespace', name, labels: { 'kubernetes.io/metadata.name': name } };
}

/** Where the platform has none, nothing is provided. */
function issuerOf({ name, kind = 'ClusterIssuer' }: Normal<IssuerFacts>, { namespaceName }: PlatformScope): unknown {
  const where = { name, kind: or(kind, 'ClusterIssuer'), namespace: namespaceName };
  return combine(where, (own) =>
    own.name === undefined
      ? absent
      : {
          group: 'cert-manager.io',
          kind: own.kind,
          name: own.name,
          ...(own.kind === 'Issuer' && { namespace: own.namespace }),
        },
  );
}
