/** Argo Rollouts: a Deployment with another rollout. */
import { replicasAt } from '../kind';
import { rolloutSurge, workload } from '../kubernetes/workloads';

export const rollout = workload('Rollout.argoproj.io', { replicas: replicasAt('replicas'), surge: rolloutSurge });
