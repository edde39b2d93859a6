import { catalogOf } from '../catalog';
import { memoize } from '../memoize';
import { get } from '../read';
import { labelSelector } from '../catalog/selector';
import { object } from './rule-examples';
import type { Pods } from '../catalog/entries';
import type { InspectedEnvironment } from '../types';

export const BUDGET = object(
  'policy/v1',
  'PodDisruptionBudget',
  'api',
  'spec: {maxUnavailable: 1, selector: {matchLabels: {app: api}}}',
);

export const SCALED = ['Deployment.apps', 'StatefulSet.apps', 'Rollout.argoproj.io', 'ReplicaSet.apps'];

/** Pods that a PodDisruptionBudget covers. */
export const budgetsOf = memoize((environment: InspectedEnvironment): ReadonlySet<Pods> => {
  const catalog = catalogOf(environment);
  const covered = new Set<Pods>();
  for (const budget of catalog.ofKind('PodDisruptionBudget.policy'))
    for (const pods of catalog.pods.select(
      budget.namespace,
      labelSelector(get(budget.source?.json, 'spec', 'selector')),
    ))
      covered.add(pods);
  return covered;
});
