/** Codes LS6: availability, capacity and values that the API server refuses. */
import type { CodesOf } from './entry';

export const AVAILABILITY_CODES = {
  LS601: {
    title: 'PodDisruptionBudget that never allows an eviction',
    severity: 'error',
    why: 'Draining a node waits forever: no node upgrade and no scale-down finishes while the pod runs.',
  },
  LS602: {
    title: 'autoscaler floor at or below the disruption budget',
    severity: 'error',
    why: 'At its lowest number of replicas the workload allows no eviction, so nodes cannot be drained in quiet hours.',
  },
  LS603: {
    title: 'rollout that can never progress',
    severity: 'error',
    why: 'The API server refuses a Deployment that may neither add a pod nor take one away.',
  },
  LS604: {
    title: 'replicas beside an autoscaler',
    severity: 'error',
    why: 'Every sync sets the number of replicas back, against the autoscaler that owns it.',
  },
  LS605: {
    title: 'several autoscalers for one workload',
    severity: 'error',
    why: 'Each overwrites the number of replicas that the other has set.',
  },
  LS606: {
    title: 'several disruption budgets for the same pods',
    severity: 'error',
    why: 'The eviction API refuses to evict a pod that more than one PodDisruptionBudget covers.',
  },
  LS607: {
    title: 'bounds of an autoscaler contradict each other',
    severity: 'error',
    why: 'The API server refuses an autoscaler whose minimum exceeds its maximum.',
  },
  LS611: {
    title: 'more than the quota allows',
    severity: 'error',
    why: 'The last replicas or the pods of a rollout are refused, just when the load is highest.',
  },
  LS612: {
    title: 'outside of the limit range',
    severity: 'error',
    why: 'The API server refuses every pod with such a container, so the workload has no pods at all.',
  },
  LS613: {
    title: 'container without what the quota demands',
    severity: 'error',
    why: 'In a namespace with such a quota the API server refuses pods that do not state the resource.',
  },
  LS620: {
    title: 'add-on installed twice on one cluster',
    severity: 'error',
    why: 'Each installation overwrites the definitions, roles and webhooks of the other.',
  },
  LS621: {
    title: 'add-ons that nothing installs',
    severity: 'error',
    why: 'They are Applications of Argo CD, and the platform does not say which Argo CD delivers it.',
  },
  LS622: {
    title: 'add-on without what it works with',
    severity: 'error',
    why: 'It starts, and hands what it collects to nobody.',
  },
  LS623: {
    title: 'credential among the values of a chart',
    severity: 'error',
    why: 'It is readable by everybody who can read the repository.',
  },
  LS624: {
    title: 'custom resource that nothing serves',
    severity: 'error',
    why: 'The API server does not know its kind, and refuses the sync; or nobody acts on it.',
  },
  LS625: {
    title: 'scaled to zero without a way back',
    severity: 'error',
    why: 'Nothing answers, and nothing starts the first pod.',
  },
  LS626: {
    title: 'canary that nothing can carry out',
    severity: 'error',
    why: 'Flagger would wait for ever, or fight with what else owns the pods or the route.',
  },
  LS650: {
    title: 'entry that stands twice',
    severity: 'warning',
    why: 'Nobody writes it twice on purpose: what was meant to stand there is missing, or the next change is made in one of the two.',
  },
  LS651: { title: 'invalid object name', severity: 'error', why: 'The API server refuses the object.' },
  LS652: { title: 'invalid label', severity: 'error', why: 'The API server refuses the object.' },
  LS653: { title: 'invalid annotation', severity: 'error', why: 'The API server refuses the object.' },
  LS654: {
    title: 'selector that does not match its own pods',
    severity: 'error',
    why: 'The API server refuses a workload whose selector does not match the labels of its template.',
  },
  LS655: {
    title: 'the same name twice',
    severity: 'error',
    why: 'The API server refuses the list, or the last one silently wins over what stands above it.',
  },
  LS656: { title: 'invalid port', severity: 'error', why: 'The API server refuses the object.' },
  LS657: {
    title: 'mount without a volume',
    severity: 'error',
    why: 'The API server refuses a pod that mounts a volume it does not declare.',
  },
  LS658: {
    title: 'volume without exactly one source',
    severity: 'error',
    why: 'The API server refuses a volume with two sources, and makes an empty directory of one that has none.',
  },
  LS659: {
    title: 'invalid probe',
    severity: 'error',
    why: 'The API server refuses the pod, or the probe does something else than was meant.',
  },
  LS660: {
    title: 'termination grace that cannot hold',
    severity: 'error',
    why: 'The container is killed before its shutdown has ended.',
  },
  LS661: {
    title: 'fields that exclude each other',
    severity: 'error',
    why: 'The API server refuses an object that sets both.',
  },
  LS662: { title: 'invalid schedule', severity: 'error', why: 'The job is refused, or never runs.' },
  LS663: {
    title: 'invalid duration',
    severity: 'error',
    why: 'The controller rejects the object, or falls back to a default without saying so.',
  },
  LS664: { title: 'invalid address range', severity: 'error', why: 'The API server refuses a CIDR that is not one.' },
  LS665: { title: 'invalid host name', severity: 'error', why: 'The API server or the gateway refuses the route.' },
  LS666: {
    title: 'invalid name of an environment variable',
    severity: 'error',
    why: 'The API server refuses the pod, or the shell cannot read the variable.',
  },
  LS667: { title: 'request above its limit', severity: 'error', why: 'The API server refuses the pod.' },
  LS668: {
    title: 'invalid key of a ConfigMap or Secret',
    severity: 'error',
    why: 'The API server refuses the object.',
  },
  LS669: {
    title: 'object too large',
    severity: 'error',
    why: 'The API server refuses a ConfigMap or Secret of more than 1 MiB, and annotations of more than 256 KiB.',
  },
  LS671: {
    title: 'restart policy that the workload does not support',
    severity: 'error',
    why: 'The API server refuses the workload.',
  },
  LS672: {
    title: 'mount path that is taken',
    severity: 'error',
    why: 'The API server refuses two mounts at one path in a container.',
  },
  LS675: {
    title: 'production without a backup',
    severity: 'error',
    why: 'What the volume loses, or somebody deletes, is gone.',
  },
  LS676: {
    title: 'memory that does not add up',
    severity: 'error',
    why: 'The container is killed when it is busiest, or the operator refuses the cluster.',
  },
  LS677: {
    title: 'pools larger than the database',
    severity: 'error',
    why: 'The database refuses connections just when the load is highest.',
  },
  LS678: {
    title: 'parameter that is not yours to set',
    severity: 'error',
    why: 'The operator refuses the object, or overwrites the parameter.',
  },
  LS679: {
    title: 'write-ahead log that does not fit',
    severity: 'error',
    why: 'A full log volume stops the database; the operator refuses the cluster.',
  },
  LS680: {
    title: 'archive that is already in use',
    severity: 'error',
    why: 'A restored cluster would write into the history it came from; the operator does not start it.',
  },
  LS681: {
    title: 'replicas that are not there',
    severity: 'error',
    why: 'The read-only Service has no endpoints while there is one instance, so every connection fails.',
  },
  LS682: { title: 'role that cannot be managed', severity: 'error', why: 'The operator refuses the cluster.' },
  LS683: {
    title: 'cache that does not fit its container',
    severity: 'error',
    why: 'The container is killed before the cache evicts anything, and everything in it is gone at once.',
  },
  LS684: {
    title: 'cache with several replicas',
    severity: 'error',
    why: 'They do not replicate: each caller would see another content.',
  },
  LS685: {
    title: 'spread that cannot be measured',
    severity: 'error',
    why: 'The API server refuses a pod whose replicas may differ by less than one, or that counts less than one domain.',
  },
  LS690: {
    title: 'production with a single replica',
    severity: 'error',
    why: 'The service is down whenever its node is drained or lost.',
  },
} as const satisfies CodesOf<6>;
