import { obtain } from '../../model/append';
import { catalogOf } from '../catalog';
import { memoize } from '../memoize';
import { get, list, type Node } from '../read';
import { labelSelector } from '../catalog/selector';
import type { Pods } from '../catalog/entries';
import type { InspectedEnvironment } from '../types';

/** By pods that a policy isolates: the ingress rules of all policies that select them. */
export const ingressRulesOf = memoize((environment: InspectedEnvironment): ReadonlyMap<Pods, readonly Node[]> => {
  const catalog = catalogOf(environment);
  const isolated = new Map<Pods, Node[]>();
  for (const { namespace, source } of catalog.ofKind('NetworkPolicy.networking.k8s.io')) {
    const spec = get(source?.json, 'spec');
    const types = list(spec, 'policyTypes');
    if (types.length > 0 && !types.includes('Ingress')) continue;
    const rules = list(spec, 'ingress');
    for (const pods of catalog.pods.select(namespace, labelSelector(get(spec, 'podSelector')))) {
      obtain(isolated, pods, () => []).push(...rules);
    }
  }
  return isolated;
});
