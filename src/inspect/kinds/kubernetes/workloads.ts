/** Workloads of Kubernetes, and what stays when their pods go. */
import { cronProblem, shortestInterval } from '../../../model/cron';
import { get, list, number, text, type Node } from '../../read';
import { resolveIntOrPercent } from '../../int-or-percent';
import { dnsSubdomain } from '../../validation/grammar';
import { claimTemplates, replicasAt, STORAGE_REQUEST, type Kind, type Workload } from '../kind';
import { POD_SITES } from '../pod-sites';
import { below, storageClasses, type Site } from '../site';

const TEMPLATE = ['spec', 'template'];
const CLAIMS = ['spec', 'volumeClaimTemplates'];

/** A kind whose pods are what its template says. */
export function workload(
  kind: string,
  about: Partial<Workload> = {},
  more: Omit<Kind, 'kind' | 'workload'> = {},
): Kind {
  const { template = TEMPLATE } = about;
  const references: readonly Site[] = below([...template, 'spec'].join('.'), POD_SITES);
  return {
    ...more,
    kind,
    workload: { ...about, template },
    references: [...references, ...(more.references ?? [])],
  };
}

/** The pods that a rollout adds to the replicas: 25%, rounded up, by default. */
export function rolloutSurge(json: Node, replicas: number): number {
  if (text(json, 'spec', 'strategy', 'type') === 'Recreate') return 0;
  return (
    resolveIntOrPercent(get(json, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%', replicas, Math.ceil) ?? 0
  );
}

const replicas = replicasAt('replicas');

const podsOfJob = (json: Node): number =>
  Math.min(number(json, 'spec', 'parallelism') ?? 1, number(json, 'spec', 'completions') ?? Infinity);

/**
 * Runs of a CronJob that may exist together: one that is replaced still stops while the next one starts; where they may
 * overlap, as many as are due until the deadline ends the first. Without a deadline nobody knows, and one is counted.
 */
function runsAtOnce(json: Node): number {
  const policy = text(json, 'spec', 'concurrencyPolicy') ?? 'Allow';
  if (policy !== 'Allow') return policy === 'Replace' ? 2 : 1;
  const deadline = number(json, 'spec', 'jobTemplate', 'spec', 'activeDeadlineSeconds');
  const schedule = text(json, 'spec', 'schedule') ?? '';
  const interval = cronProblem(schedule) === undefined ? shortestInterval(schedule) : undefined;
  return deadline === undefined || interval === undefined ? 1 : Math.max(1, Math.ceil(deadline / interval));
}

export const WORKLOADS: readonly Kind[] = [
  workload('Pod', { template: [], replicas: () => 1 }),
  workload('PodTemplate', { template: ['template'] }),
  workload('ReplicationController'),
  workload('Deployment.apps', { replicas, surge: rolloutSurge }),
  workload(
    'StatefulSet.apps',
    { replicas, claims: (json) => claimTemplates(json, CLAIMS) },
    {
      makes: (json, name) =>
        list(json, ...CLAIMS).flatMap((claim) =>
          Array.from({ length: Math.min(replicas(json), 100) }, (_, index) => ({
            kind: 'PersistentVolumeClaim',
            name: `${text(claim, 'metadata', 'name') ?? ''}-${name}-${index}`,
          })),
        ),
      references: [
        { path: 'spec.serviceName', to: 'Service', name: '', except: [''], late: true },
        ...storageClasses('spec.volumeClaimTemplates[*].spec.storageClassName'),
      ],
      fields: { quantities: ['spec.volumeClaimTemplates[*].spec.resources.requests[*]'] },
      // the revision label of its pods is the name with 11 characters behind it
      name: dnsSubdomain(52),
    },
  ),
  workload('DaemonSet.apps'),
  workload('ReplicaSet.apps', { replicas }),
  workload('Job.batch', { replicas: podsOfJob, ends: true }, { name: dnsSubdomain(63) }),
  workload(
    'CronJob.batch',
    {
      template: ['spec', 'jobTemplate', 'spec', 'template'],
      replicas: (json) => podsOfJob(get(json, 'spec', 'jobTemplate')) * runsAtOnce(json),
      ends: true,
    },
    // 11 characters are added to the names of Jobs, and 63 is the limit of the label that holds them
    { name: dnsSubdomain(52), fields: { schedules: [{ path: 'spec.schedule', seconds: false }] } },
  ),
  {
    kind: 'PersistentVolumeClaim',
    claims: [STORAGE_REQUEST],
    references: storageClasses('spec.storageClassName'),
    fields: { quantities: ['spec.resources.requests[*]'] },
  },
];
