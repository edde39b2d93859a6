/** How many pods a workload runs, at least and at most, and what they may be during a rollout. */
import { cronProblem, shortestInterval } from '../model/cron';
import { catalogOf } from './catalog';
import { once } from './once';
import { get, list, number, text, type Node } from './read';
import { referencesOf } from './references/resolve';
import type { Entry } from './entries';
import type { InspectedEnvironment } from './types';

export interface Scale {
  readonly least: number;
  readonly most: number;
  /** Autoscalers that name the workload. */
  readonly autoscalers: readonly Entry[];
}

const BOUNDS: Readonly<
  Record<string, readonly [least: string, most: string, defaultLeast: number, defaultMost: number]>
> = {
  'HorizontalPodAutoscaler.autoscaling': ['minReplicas', 'maxReplicas', 1, 1],
  'ScaledObject.keda.sh': ['minReplicaCount', 'maxReplicaCount', 0, 100],
};

const REPLICAS: Readonly<Record<string, (json: Node) => number>> = {
  Pod: () => 1,
  'Deployment.apps': (json) => number(json, 'spec', 'replicas') ?? 1,
  'Rollout.argoproj.io': (json) => number(json, 'spec', 'replicas') ?? 1,
  'ReplicaSet.apps': (json) => number(json, 'spec', 'replicas') ?? 1,
  'StatefulSet.apps': (json) => number(json, 'spec', 'replicas') ?? 1,
  'Job.batch': (json) =>
    Math.min(number(json, 'spec', 'parallelism') ?? 1, number(json, 'spec', 'completions') ?? Infinity),
  'CronJob.batch': (json) => REPLICAS['Job.batch']!(get(json, 'spec', 'jobTemplate')) * runsAtOnce(json),
  'Cluster.postgresql.cnpg.io': (json) => number(json, 'spec', 'instances') ?? 1,
  'Pooler.postgresql.cnpg.io': (json) => number(json, 'spec', 'instances') ?? 1,
  'Elasticsearch.elasticsearch.k8s.elastic.co': (json) =>
    list(json, 'spec', 'nodeSets').reduce((sum: number, set) => sum + (number(set, 'count') ?? 1), 0),
  'MongoDBCommunity.mongodbcommunity.mongodb.com': (json) => number(json, 'spec', 'members') ?? 1,
};

/**
 * Runs of a CronJob that may be there together: one that is replaced still stops while the next one starts; where they may
 * meet, as many as are due until the deadline ends the first. Without a deadline nobody knows, and one is counted.
 */
function runsAtOnce(json: Node): number {
  const policy = text(json, 'spec', 'concurrencyPolicy') ?? 'Allow';
  if (policy !== 'Allow') return policy === 'Replace' ? 2 : 1;
  const deadline = number(json, 'spec', 'jobTemplate', 'spec', 'activeDeadlineSeconds');
  const schedule = text(json, 'spec', 'schedule') ?? '';
  const interval = cronProblem(schedule) === undefined ? shortestInterval(schedule) : undefined;
  return deadline === undefined || interval === undefined ? 1 : Math.max(1, Math.ceil(deadline / interval));
}

/** Scales of all workloads whose number of pods is known; that of a DaemonSet is the number of nodes. */
export const scalesOf = once((environment: InspectedEnvironment): ReadonlyMap<Entry, Scale> => {
  const autoscalers = new Map<Entry, Entry[]>();
  /** Workloads of which two versions run while the new one is judged. */
  const twice = new Set<Entry>();
  for (const reference of referencesOf(environment)) {
    if (
      reference.site.path === 'spec.targetRef' &&
      reference.from.kind === 'Canary.flagger.app' &&
      reference.target !== undefined
    )
      twice.add(reference.target);
    if (
      BOUNDS[reference.from.kind] === undefined ||
      reference.target === undefined ||
      reference.site.path !== 'spec.scaleTargetRef'
    )
      continue;
    const there = autoscalers.get(reference.target);
    if (there === undefined) autoscalers.set(reference.target, [reference.from]);
    else there.push(reference.from);
  }
  const result = new Map<Entry, Scale>();
  for (const entry of catalogOf(environment).files) {
    const replicas = REPLICAS[entry.kind]?.(entry.source!.json);
    if (replicas === undefined) continue;
    const own = autoscalers.get(entry) ?? [];
    const bounds = own.map((autoscaler) => {
      const [least, most, defaultLeast, defaultMost] = BOUNDS[autoscaler.kind]!;
      const { json } = autoscaler.source!;
      return [number(json, 'spec', least) ?? defaultLeast, number(json, 'spec', most) ?? defaultMost] as const;
    });
    result.set(entry, {
      least: bounds.length === 0 ? replicas : Math.min(...bounds.map(([least]) => least)),
      most: (bounds.length === 0 ? replicas : Math.max(...bounds.map(([, most]) => most))) * (twice.has(entry) ? 2 : 1),
      autoscalers: own,
    });
  }
  return result;
});

/** A number, or a share such as `25%` of `of`; `undefined` when it is neither. */
export function resolveShare(value: Node, of: number, round: (value: number) => number): number | undefined {
  if (typeof value === 'number') return value;
  const match = typeof value === 'string' ? /^(\d+)%$/.exec(value) : null;
  return match === null ? undefined : round((of * Number(match[1])) / 100);
}

/** Pods that a rollout of the workload may run above its replicas. Defaults to 25 %, rounded up, as Kubernetes does. */
export function surgeOf(entry: Entry, replicas: number): number {
  if (entry.kind === 'Pooler.postgresql.cnpg.io') return Math.ceil(replicas / 4);
  if (entry.kind !== 'Deployment.apps' && entry.kind !== 'Rollout.argoproj.io') return 0;
  const { json } = entry.source!;
  if (text(json, 'spec', 'strategy', 'type') === 'Recreate') return 0;
  return resolveShare(get(json, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%', replicas, Math.ceil) ?? 0;
}
