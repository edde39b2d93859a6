/** Quantities outside of containers: volumes, quotas, limit ranges, databases. */
import { Plan } from '../plan';
import { checkQuantity, checkResources } from './resources';
import { get } from '../read';
import type { Check } from './report';

const QUANTITIES: readonly (readonly [kind: string, path: string])[] = [
  ['PersistentVolumeClaim', 'spec.resources.requests[*]'],
  ['StatefulSet.apps', 'spec.volumeClaimTemplates[*].spec.resources.requests[*]'],
  ['ResourceQuota', 'spec.hard[*]'],
  ...['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'].map(
    (field) => ['LimitRange', `spec.limits[*].${field}[*]`] as const,
  ),
  ['Cluster.postgresql.cnpg.io', 'spec.storage.size'],
  ['Cluster.postgresql.cnpg.io', 'spec.walStorage.size'],
];

const plan = new Plan<{ readonly path: string }>();
for (const [kind, path] of QUANTITIES) plan.add(kind, { path });

export const checkQuantities: Check = (kind, json, report) => {
  plan.each(kind, json, (_, value, trail) => checkQuantity(value, trail.slice(), report));
  if (kind === 'Cluster.postgresql.cnpg.io') checkResources(get(json, 'spec', 'resources'), ['spec', 'resources'], report);
};
