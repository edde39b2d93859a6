/** Codes LS6: availability, capacity and values that the API server refuses. */
import type { CodesOf } from './entry';

export const AVAILABILITY_CODES = {
  LS601: {
    slug: 'no-eviction-possible',
    title: 'PodDisruptionBudget that never allows an eviction',
    why: 'Node drains wait forever: no node upgrade or scale-down completes while the pod runs.',
  },
  LS602: {
    slug: 'autoscaler-floor-below-budget',
    title: 'minReplicas at or below the disruption budget',
    why: 'At minReplicas, the budget allows no eviction, so nodes cannot be drained while the load is low.',
  },
  LS603: {
    slug: 'stuck-rollout',
    title: 'rollout that can never progress (maxSurge and maxUnavailable are 0)',
    why: 'The API server rejects a Deployment that may neither add nor remove a pod.',
  },
  LS604: {
    slug: 'replicas-with-autoscaler',
    title: 'replicas set alongside an autoscaler',
    why: 'Every sync resets the number of replicas that the autoscaler has chosen.',
  },
  LS605: {
    slug: 'competing-autoscalers',
    title: 'several autoscalers for one workload',
    why: 'Each autoscaler overwrites the number of replicas that the other has set.',
  },
  LS606: {
    slug: 'overlapping-budgets',
    title: 'several PodDisruptionBudgets for the same pods',
    why: 'The eviction API refuses to evict a pod that more than one PodDisruptionBudget covers.',
  },
  LS607: {
    slug: 'invalid-autoscaler-bounds',
    title: 'minReplicas above maxReplicas',
    why: 'The API server rejects the autoscaler.',
  },
  LS611: {
    slug: 'quota-exceeded',
    title: 'ResourceQuota exceeded',
    why: 'The last replicas, or the surge pods of a rollout, are rejected just when the load is highest.',
  },
  LS612: {
    slug: 'outside-limit-range',
    title: 'outside of the LimitRange',
    why: 'The API server rejects every pod with such a container, so the workload has no pods at all.',
  },
  LS613: {
    slug: 'quota-needs-resources',
    title: 'container without the resources that the quota requires',
    why: 'In a namespace with such a quota, the API server rejects pods that do not set the resource.',
  },
  LS620: {
    slug: 'duplicate-add-on',
    title: 'add-on installed twice on one cluster',
    why: 'Each installation overwrites the CRDs, roles and webhooks of the other.',
  },
  LS621: {
    slug: 'add-on-without-argocd',
    title: 'add-ons without Argo CD',
    why: 'Add-ons are Argo CD Applications, and the platform does not declare which Argo CD delivers it.',
  },
  LS622: {
    slug: 'add-on-without-dependency',
    title: 'add-on without the add-on it depends on',
    why: 'The add-on starts, but has nowhere to send what it collects.',
  },
  LS623: {
    slug: 'credential-in-chart-values',
    why: 'Anyone who can read the repository can read it.',
  },
  LS624: {
    slug: 'unserved-custom-resource',
    title: 'custom resource without its CRD or operator',
    why: 'The API server rejects the unknown kind, or nothing acts on it.',
  },
  LS625: {
    slug: 'scale-to-zero-without-trigger',
    title: 'scaled to zero with nothing to scale it up',
    why: 'Requests fail, and nothing starts the first pod.',
  },
  LS626: {
    slug: 'canary-not-possible',
    title: 'canary that Flagger cannot run',
    why: 'Flagger would wait forever, or compete with another owner for the pods or the route.',
  },
  LS650: {
    slug: 'duplicate-entry',
    severity: 'warning',
    why: 'The intended entry may be missing, or a later change may reach only one of the copies.',
  },
  LS651: {
    slug: 'invalid-name',
    title: 'invalid metadata.name',
    why: 'The API server rejects the object.',
  },
  LS652: {
    slug: 'invalid-label',
    why: 'The API server rejects the object.',
  },
  LS653: {
    slug: 'invalid-annotation',
    why: 'The API server rejects the object.',
  },
  LS654: {
    slug: 'selector-template-mismatch',
    title: 'spec.selector does not match the pod template labels',
    why: 'The API server rejects the workload.',
  },
  LS655: {
    slug: 'duplicate-name',
    title: 'duplicate name in a list',
    why: 'The API server rejects the list, or the last entry silently overrides the earlier ones.',
  },
  LS656: {
    slug: 'invalid-port',
    why: 'The API server rejects the object.',
  },
  LS657: {
    slug: 'volume-mount-without-volume',
    title: 'volumeMount without a volume',
    why: 'The API server rejects a pod that mounts a volume it does not declare.',
  },
  LS658: {
    slug: 'invalid-volume-source',
    title: 'volume without exactly one source',
    why: 'The API server rejects a volume with two sources, and turns one without a source into an emptyDir.',
  },
  LS659: {
    slug: 'invalid-probe',
    why: 'The API server rejects the pod, or the probe does something other than intended.',
  },
  LS660: {
    slug: 'grace-period-too-short',
    title: 'terminationGracePeriodSeconds too short',
    why: 'The container is killed before it has finished shutting down.',
  },
  LS661: {
    slug: 'conflicting-fields',
    title: 'fields that cannot be combined',
    why: 'The API server or the controller rejects the object.',
  },
  LS662: {
    slug: 'invalid-schedule',
    title: 'invalid schedule or time zone',
    why: 'The job is rejected, or never runs.',
  },
  LS663: {
    slug: 'invalid-duration',
    why: 'The controller rejects the object, or silently falls back to a default.',
  },
  LS664: {
    slug: 'invalid-cidr',
    title: 'invalid CIDR',
    why: 'The API server rejects the object.',
  },
  LS665: {
    slug: 'invalid-hostname',
    why: 'The API server or the gateway rejects the route.',
  },
  LS666: {
    slug: 'invalid-variable-name',
    title: 'invalid environment variable name',
    why: 'The API server rejects the pod, or the shell cannot read the variable.',
  },
  LS667: {
    slug: 'request-above-limit',
    title: 'request above its limit',
    why: 'The API server rejects the pod.',
  },
  LS668: {
    slug: 'invalid-data-key',
    title: 'invalid key in a ConfigMap or Secret',
    why: 'The API server rejects the object.',
  },
  LS669: {
    slug: 'object-too-large',
    why: 'The API server rejects a ConfigMap or Secret of more than 1 MiB, and annotations of more than 256 KiB.',
  },
  LS671: {
    slug: 'invalid-restart-policy',
    title: 'restartPolicy that the workload does not support',
    why: 'The API server rejects the workload.',
  },
  LS672: {
    slug: 'mount-path-conflict',
    title: 'two volumeMounts with one mountPath',
    why: 'The API server rejects the pod.',
  },
  LS675: {
    slug: 'no-backup',
    title: 'production database without a backup',
    why: 'Data that is lost with the volume, or deleted by mistake, cannot be recovered.',
  },
  LS676: {
    slug: 'store-memory-mismatch',
    title: 'memory settings of a store do not fit its container',
    why: 'The container is OOM-killed when it is busiest, or the operator rejects the cluster.',
  },
  LS677: {
    slug: 'pools-exceed-connections',
    title: 'connection pools exceed max_connections',
    why: 'The database refuses connections just when the load is highest.',
  },
  LS678: {
    slug: 'reserved-parameter',
    title: 'PostgreSQL parameter reserved for the operator',
    why: 'The operator rejects the object, or overwrites the parameter.',
  },
  LS679: {
    slug: 'wal-exceeds-volume',
    title: 'WAL settings exceed the volume',
    why: 'A full WAL volume stops the database; the operator rejects the cluster.',
  },
  LS680: {
    slug: 'archive-in-use',
    title: 'backup archive already in use',
    why: 'A restored cluster would write to the archive that it was restored from, so the operator does not start it.',
  },
  LS681: {
    slug: 'no-read-replicas',
    title: 'read-only address without replicas',
    why: 'The read-only Service has no endpoints while there is a single instance, so every connection fails.',
  },
  LS682: {
    slug: 'invalid-role',
    title: 'database role that cannot be managed',
    why: 'The operator rejects the cluster.',
  },
  LS683: {
    slug: 'cache-exceeds-container',
    title: 'maximum cache size does not fit the container',
    why: 'The container is OOM-killed before the cache evicts anything, and everything in it is lost at once.',
  },
  LS684: {
    slug: 'replicated-cache',
    title: 'cache with several replicas',
    why: 'The replicas do not share data: each caller would see different contents.',
  },
  LS685: {
    slug: 'invalid-spread',
    title: 'invalid topologySpreadConstraints',
    why: 'The API server rejects `maxSkew` or `minDomains` below 1, and `minDomains` without `DoNotSchedule`.',
  },
  LS690: {
    slug: 'single-production-replica',
    title: 'single replica in production',
    why: 'The service or store is down whenever its node is drained or lost.',
  },
} as const satisfies CodesOf<6>;
