/** Vendor-specific policies, which allow and deny in addition to those that are evaluated here. */
import { plainKind } from '../kinds/names';
import { ADMIN_KINDS } from './admin';
import { placeOf } from './namespaces';
import type { Catalog } from '../catalog';

const OTHERS =
  /(?:NetworkPolicy|NetworkPolicies)\.(?:cilium\.io|(?:crd\.)?projectcalico\.org|crd\.antrea\.io|k8s\.ovn\.org)$|^EgressFirewall\.k8s\.ovn\.org$/;
const OF_THE_CLUSTER = /^(?:CiliumClusterwide|Global|Cluster)/;

/** Kinds of policies among the files that are not computed, in order. */
export function vendorPolicies(catalog: Catalog): readonly string[] {
  return [...new Set(catalog.files.flatMap(({ kind }) => (OTHERS.test(kind) ? [plainKind(kind)] : [])))].sort();
}

/** Whether such policies may be about pods of a namespace. */
export function vendorPoliciesIn(catalog: Catalog): (namespace: string) => boolean {
  const places = new Set(
    catalog.files.flatMap(({ kind, namespace }) =>
      OTHERS.test(kind) ? [OF_THE_CLUSTER.test(kind) ? '*' : placeOf(namespace)] : [],
    ),
  );
  return (namespace) => places.size > 0 && (places.has('*') || places.has(placeOf(namespace)));
}

/** Whether what NetworkPolicies do not allow may be allowed in a namespace all the same: by administrators, or by policies of another kind. */
export function mayAllowMore(catalog: Catalog): (namespace: string) => boolean {
  return ADMIN_KINDS.some((kind) => catalog.ofKind(kind).length > 0) ? () => true : vendorPoliciesIn(catalog);
}
