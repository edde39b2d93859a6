/** Codes LS6: availability, capacity and values that the API server refuses. */
import { error, warning, type CodesOf } from './entry';

export const AVAILABILITY_CODES = {
  LS601: error('no-eviction-possible')`
    PodDisruptionBudget that never allows an eviction
    Node drains wait forever: no node upgrade or scale-down completes while the pod runs.`,
  LS602: error('autoscaler-floor-below-budget')`
    minReplicas at or below the disruption budget
    At minReplicas, the budget allows no eviction, so nodes cannot be drained while the load is low.`,
  LS603: error('stuck-rollout')`
    rollout that can never progress (maxSurge and maxUnavailable are 0)
    The API server rejects a Deployment that may neither add nor remove a pod.`,
  LS604: error('replicas-with-autoscaler')`
    replicas set alongside an autoscaler
    Every sync resets the number of replicas that the autoscaler has chosen.`,
  LS605: error('competing-autoscalers')`
    several autoscalers for one workload
    Each autoscaler overwrites the number of replicas that the other has set.`,
  LS606: error('overlapping-budgets')`
    several PodDisruptionBudgets for the same pods
    The eviction API refuses to evict a pod that more than one PodDisruptionBudget covers.`,
  LS607: error('invalid-autoscaler-bounds')`
    minReplicas above maxReplicas
    The API server rejects the autoscaler.`,
  LS611: error('quota-exceeded')`
    ResourceQuota exceeded
    The last replicas, or the surge pods of a rollout, are rejected just when the load is highest.`,
  LS612: error('outside-limit-range')`
    outside of the LimitRange
    The API server rejects every pod with such a container, so the workload has no pods at all.`,
  LS613: error('quota-needs-resources')`
    container without the resources that the quota requires
    In a namespace with such a quota, the API server rejects pods that do not set the resource.`,
  LS620: error('duplicate-add-on')`
    add-on installed twice on one cluster
    Each installation overwrites the CRDs, roles and webhooks of the other.`,
  LS621: error('add-on-without-argocd')`
    add-ons without Argo CD
    Add-ons are Argo CD Applications, and the platform does not declare which Argo CD delivers it.`,
  LS622: error('add-on-without-dependency')`
    add-on without the add-on it depends on
    The add-on starts, but has nowhere to send what it collects.`,
  LS623: error('credential-in-chart-values')`
    Anyone who can read the repository can read it.`,
  LS624: error('unserved-custom-resource')`
    custom resource without its CRD or operator
    The API server rejects the unknown kind, or nothing acts on it.`,
  LS625: error('scale-to-zero-without-trigger')`
    scaled to zero with nothing to scale it up
    Requests fail, and nothing starts the first pod.`,
  LS626: error('canary-not-possible')`
    canary that Flagger cannot run
    Flagger would wait forever, or compete with another owner for the pods or the route.`,
  LS650: warning('duplicate-entry')`
    The intended entry may be missing, or a later change may reach only one of the copies.`,
  LS651: error('invalid-name')`
    invalid metadata.name
    The API server rejects the object.`,
  LS652: error('invalid-label')`
    The API server rejects the object.`,
  LS653: error('invalid-annotation')`
    The API server rejects the object.`,
  LS654: error('selector-template-mismatch')`
    spec.selector does not match the pod template labels
    The API server rejects the workload.`,
  LS655: error('duplicate-name')`
    duplicate name in a list
    The API server rejects the list, or the last entry silently overrides the earlier ones.`,
  LS656: error('invalid-port')`
    The API server rejects the object.`,
  LS657: error('volume-mount-without-volume')`
    volumeMount without a volume
    The API server rejects a pod that mounts a volume it does not declare.`,
  LS658: error('invalid-volume-source')`
    volume without exactly one source
    The API server rejects a volume with two sources, and turns one without a source into an emptyDir.`,
  LS659: error('invalid-probe')`
    The API server rejects the pod, or the probe does something other than intended.`,
  LS660: error('grace-period-too-short')`
    terminationGracePeriodSeconds too short
    The container is killed before it has finished shutting down.`,
  LS661: error('conflicting-fields')`
    fields that cannot be combined
    The API server or the controller rejects the object.`,
  LS662: error('invalid-schedule')`
    invalid schedule or time zone
    The job is rejected, or never runs.`,
  LS663: error('invalid-duration')`
    The controller rejects the object, or silently falls back to a default.`,
  LS664: error('invalid-cidr')`
    invalid CIDR
    The API server rejects the object.`,
  LS665: error('invalid-hostname')`
    The API server or the gateway rejects the route.`,
  LS666: error('invalid-variable-name')`
    invalid environment variable name
    The API server rejects the pod, or the shell cannot read the variable.`,
  LS667: error('request-above-limit')`
    request above its limit
    The API server rejects the pod.`,
  LS668: error('invalid-data-key')`
    invalid key in a ConfigMap or Secret
    The API server rejects the object.`,
  LS669: error('object-too-large')`
    The API server rejects a ConfigMap or Secret of more than 1 MiB, and annotations of more than 256 KiB.`,
  LS671: error('invalid-restart-policy')`
    restartPolicy that the workload does not support
    The API server rejects the workload.`,
  LS672: error('mount-path-conflict')`
    two volumeMounts with one mountPath
    The API server rejects the pod.`,
  LS675: error('no-backup')`
    production database without a backup
    Data that is lost with the volume, or deleted by mistake, cannot be recovered.`,
  LS676: error('store-memory-mismatch')`
    memory settings of a store do not fit its container
    The container is OOM-killed when it is busiest, or the operator rejects the cluster.`,
  LS677: error('pools-exceed-connections')`
    connection pools exceed max_connections
    The database refuses connections just when the load is highest.`,
  LS678: error('reserved-parameter')`
    PostgreSQL parameter reserved for the operator
    The operator rejects the object, or overwrites the parameter.`,
  LS679: error('wal-exceeds-volume')`
    WAL settings exceed the volume
    A full WAL volume stops the database; the operator rejects the cluster.`,
  LS680: error('archive-in-use')`
    backup archive already in use
    A restored cluster would write to the archive that it was restored from, so the operator does not start it.`,
  LS681: error('no-read-replicas')`
    read-only address without replicas
    The read-only Service has no endpoints while there is a single instance, so every connection fails.`,
  LS682: error('invalid-role')`
    database role that cannot be managed
    The operator rejects the cluster.`,
  LS683: error('cache-exceeds-container')`
    maximum cache size does not fit the container
    The container is OOM-killed before the cache evicts anything, and everything in it is lost at once.`,
  LS684: error('replicated-cache')`
    cache with several replicas
    The replicas do not share data: each caller would see different contents.`,
  LS685: error('invalid-spread')`
    invalid topologySpreadConstraints
    The API server rejects \`maxSkew\` or \`minDomains\` below 1, and \`minDomains\` without \`DoNotSchedule\`.`,
  LS690: error('single-production-replica')`
    single replica in production
    The service or store is down whenever its node is drained or lost.`,
} satisfies CodesOf<6>;
