import { catalogOf } from '../catalog';
import { once } from '../once';
import { get } from '../read';
import { labelSelector } from '../selector';
import { object } from './manifests';
import type { Pods } from '../entries';
import type { InspectedEnvironment } from '../types';

export const BUDGET = object(
  'policy/v1',
  'PodDisruptionBudget',
  'api',
  'spec: {maxUnavailable: 1, selector: {matchLabels: {app: api}}}',
);

export const SCALED = ['Deployment.apps', 'StatefulSet.apps', 'Rollout.argoproj.io', 'ReplicaSet.apps'];

/** Pods that a PodDisruptionBudget covers. */
export const budgetsOf = once((environment: InspectedEnvironment): ReadonlySet<Pods> => {
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
