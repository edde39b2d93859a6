/** Alerts of workloads, from what kube-state-metrics and the kubelets say of their objects and pods. */
import { scrapes, type ClusterMetrics } from '../platform/cluster';
import type { Facts } from '../engine/facts';
import { alertsOf, alertTable, type AlertScope, type AlertSet, type AlertTable } from './alert';
import type { OwnRulesOf, SharedBy } from './shared';

interface SharedFacts {
  readonly scraped: readonly ClusterMetrics[];
  /** Matchers of the label, each with a comma before it: one construct, or all but those with rules of their own. */
  readonly only: (alert: string, label: string) => string | undefined;
}

type Scope = AlertScope & SharedFacts;

const has =
  (...metrics: readonly ClusterMetrics[]) =>
  ({ scraped }: SharedFacts) =>
    metrics.every((own) => scraped.includes(own));

/** The highest value by some labels, of the series whose first label is watched; `undefined` when none is. */
function series(
  { namespace, only }: Scope,
  alert: string,
  metric: string,
  labels: readonly string[],
  more = '',
): string | undefined {
  const matched = only(alert, labels[0]!);
  return matched === undefined
    ? undefined
    : `max by (namespace, ${labels.join(', ')}) (${metric}{namespace="${namespace}"${matched}${more}})`;
}

const CONTAINER = ['pod', 'container'];

/** Kinds whose replicas are counted: how many serve, and how many are wanted. */
const REPLICATED = [
  { kind: 'deployment', ready: 'kube_deployment_status_replicas_available', wanted: 'kube_deployment_spec_replicas' },
  { kind: 'statefulset', ready: 'kube_statefulset_status_replicas_ready', wanted: 'kube_statefulset_replicas' },
];

function replicas(at: Scope, alert: string, compare: (ready: string, wanted: string) => string): string {
  const compared = REPLICATED.flatMap(({ kind, ready, wanted }) => {
    const [serving, all] = [series(at, alert, ready, [kind]), series(at, alert, wanted, [kind])];
    return serving === undefined || all === undefined ? [] : [compare(serving, all)];
  });
  return compared.length === 1 ? compared[0]! : compared.map((one) => `(${one})`).join(' or ');
}

const POD_ALERTS = alertTable<SharedFacts>('Pod')({
  restartLoop: {
    threshold: 'alertRestarts',
    unit: 'restarts in 30 minutes',
    when: has('kube-state-metrics'),
    for: '0m',
    severity: 'critical',
    expr: (at) => {
      const matched = at.only('restartLoop', 'pod')!;
      return `max by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{namespace="${at.namespace}"${matched}}[30m])) > ${at.threshold}`;
    },
    summary: 'Container {{ $labels.container }} of {{ $labels.pod }} keeps restarting.',
    description:
      '{{ $value | humanize }} restarts in 30 minutes. Check the last termination reason (kubectl describe pod) and the logs of the previous container (kubectl logs -p).',
  },
  memoryHigh: {
    threshold: 'alertContainerMemory',
    unit: 'percent of the limit',
    when: has('kubelet', 'kube-state-metrics'),
    for: '15m',
    severity: 'warning',
    expr: (at) =>
      `${series(at, 'memoryHigh', 'container_memory_working_set_bytes', CONTAINER, ',container!=""')!} / ` +
      `${series(at, 'memoryHigh', 'kube_pod_container_resource_limits', CONTAINER, ',resource="memory"')!} * 100 > ${at.threshold}`,
    summary:
      'Container {{ $labels.container }} of {{ $labels.pod }} uses {{ $value | humanize }}% of its memory limit.',
    description: 'At 100% it is OOM-killed. Check for a memory leak; if there is none, raise the limit.',
  },
});

const REPLICA_ALERTS = alertTable<SharedFacts>('Workload')({
  notReady: {
    when: has('kube-state-metrics'),
    for: '15m',
    severity: 'warning',
    expr: (at) => replicas(at, 'notReady', (ready, wanted) => `${ready} < ${wanted}`),
    summary: '{{ $labels.deployment }}{{ $labels.statefulset }} has had fewer ready pods than desired for 15 minutes.',
    description:
      '{{ $value }} are ready. A rollout is stuck or pods cannot be scheduled: run kubectl describe on the pods that are not ready.',
  },
  unavailable: {
    when: has('kube-state-metrics'),
    for: '2m',
    severity: 'critical',
    expr: (at) => replicas(at, 'unavailable', (ready, wanted) => `${ready} == 0 and ${wanted} > 0`),
    summary: 'No pod of {{ $labels.deployment }}{{ $labels.statefulset }} is ready.',
    description:
      'It is down. Check its pods and their events; its last change is in the history of its Argo CD Application.',
  },
});

const SCALER_ALERTS = alertTable<SharedFacts>('Workload')({
  atMaximum: {
    when: has('kube-state-metrics'),
    for: '30m',
    severity: 'warning',
    expr: (at) => {
      const scaler = (metric: string) =>
        series(at, 'atMaximum', `kube_horizontalpodautoscaler_${metric}`, ['horizontalpodautoscaler'])!;
      return `${scaler('status_current_replicas')} >= ${scaler('spec_max_replicas')} > ${scaler('spec_min_replicas')}`;
    },
    summary: '{{ $labels.horizontalpodautoscaler }} has run at its maximum of {{ $value }} pods for 30 minutes.',
    description: 'It cannot scale any further. Find out what drives the load, then raise the maximum and the quota.',
  },
});

const CRON_ALERTS = alertTable<SharedFacts>('')({
  taskFailed: {
    when: has('kube-state-metrics'),
    for: '5m',
    severity: 'warning',
    expr: (at) => {
      const cron = (metric: string) => series(at, 'taskFailed', `kube_cronjob_status_${metric}`, ['cronjob'])!;
      const [scheduled, succeeded] = [cron('last_schedule_time'), cron('last_successful_time')];
      return `(${scheduled} > ${succeeded} or ${scheduled} unless ${succeeded}) and ${cron('active')} == 0`;
    },
    summary: 'The last run of {{ $labels.cronjob }} failed.',
    description:
      'Check its pods (kubectl logs job/...); run it again with kubectl create job --from=cronjob/{{ $labels.cronjob }}.',
  },
  taskLate: {
    threshold: 'alertLate',
    unit: 'minutes overdue',
    when: has('kube-state-metrics'),
    for: '5m',
    severity: 'warning',
    expr: (at) =>
      `(time() - ${series(at, 'taskLate', 'kube_cronjob_next_schedule_time', ['cronjob'])!}) / 60 > ${at.threshold}`,
    summary: '{{ $labels.cronjob }} should have run {{ $value | humanize }} minutes ago.',
    description:
      'The previous run is still active, or the controller could not start a new one: kubectl describe cronjob {{ $labels.cronjob }}.',
  },
});

/** Kubernetes names the jobs of a CronJob after it and the minute: eight digits until 2160. */
const NOT_OF_CRON = ',job_name!~".+-[0-9]{8}"';

const JOB_ALERTS = alertTable<SharedFacts>('')({
  jobFailed: {
    when: has('kube-state-metrics'),
    for: '0m',
    severity: 'warning',
    expr: (at) =>
      `${series(at, 'jobFailed', 'kube_job_failed', ['job_name'], `${NOT_OF_CRON},condition="true"`)!} == 1`,
    summary: 'The job {{ $labels.job_name }} failed.',
    description:
      'The Argo CD sync that started it has failed, too. Check its pods: kubectl logs job/{{ $labels.job_name }}.',
  },
});

const used = (at: Scope, alert: string): string => {
  const claim = (name: string) => series(at, alert, `kubelet_volume_stats_${name}`, ['persistentvolumeclaim'])!;
  return `${claim('used_bytes')} / ${claim('capacity_bytes')} * 100 > ${at.threshold}`;
};

const VOLUME_ALERTS = alertTable<SharedFacts>('')({
  volumeFilling: {
    threshold: 'alertVolumeFilling',
    unit: 'percent used',
    when: has('kubelet'),
    for: '15m',
    severity: 'warning',
    expr: (at) => used(at, 'volumeFilling'),
    summary: 'The volume {{ $labels.persistentvolumeclaim }} is {{ $value | humanize }}% full.',
    description: 'Find out what is growing, then enlarge the volume; it cannot be shrunk again.',
  },
  volumeFull: {
    threshold: 'alertVolumeFull',
    unit: 'percent used',
    when: has('kubelet'),
    for: '5m',
    severity: 'critical',
    expr: (at) => used(at, 'volumeFull'),
    summary:
      'The volume {{ $labels.persistentvolumeclaim }} is {{ $value | humanize }}% full, and writes are about to fail.',
    description: 'Enlarge it now: a full volume blocks all writes and often prevents the restart that would fix it.',
  },
});

const CERTIFICATE_ALERTS = alertTable<SharedFacts>('')({
  certificateExpiring: {
    threshold: 'alertCertificate',
    unit: 'days remaining, minimum',
    when: has('cert-manager'),
    for: '1h',
    severity: 'warning',
    // Which of the two labels it is depends on whether Prometheus honors the labels of cert-manager.
    expr: ({ namespace, threshold }) =>
      ['namespace', 'exported_namespace']
        .map(
          (label) =>
            `(max by (${label}, name) (certmanager_certificate_expiration_timestamp_seconds{${label}="${namespace}"}) - time()) / 86400 < ${threshold}`,
        )
        .join(' or '),
    summary: 'Certificate {{ $labels.name }} expires in {{ $value | humanize }} days.',
    description: 'Its renewal has failed. Check the Certificate, its CertificateRequests, Orders and Challenges.',
  },
});

type SharedTable = AlertTable<SharedFacts>;

/** The tables of each kind of construct, for the shapes of props. */
export const SHARED_TABLES = {
  service: [POD_ALERTS, REPLICA_ALERTS, SCALER_ALERTS],
  store: [POD_ALERTS, REPLICA_ALERTS, VOLUME_ALERTS],
  /** What an operator runs. */
  operated: [POD_ALERTS, VOLUME_ALERTS],
  cron: [POD_ALERTS, CRON_ALERTS],
  job: [POD_ALERTS, JOB_ALERTS],
  platform: [POD_ALERTS, REPLICA_ALERTS, SCALER_ALERTS, CRON_ALERTS, JOB_ALERTS, VOLUME_ALERTS, CERTIFICATE_ALERTS],
} as const satisfies Readonly<Record<string, readonly SharedTable[]>>;

const METRICS: readonly ClusterMetrics[] = ['kubelet', 'kube-state-metrics', 'cert-manager'];

/** Alerts of everything in the namespace, except of constructs that have one of their own. */
export function platformAlerts(facts: Facts, ownRules: OwnRulesOf): readonly AlertSet[] {
  const only = (alert: string, label: string) => {
    const own = ownRules(alert, label);
    return own.length === 0 ? '' : `,${label}!~"${own.join('|')}"`;
  };
  return SHARED_TABLES.platform.map((table) => alertsOf<SharedFacts>(table, { scraped: scraped(facts), only }));
}

/** The shared alerts of one construct, which it gets where they are tuned. */
function shared(facts: Facts, tables: readonly SharedTable[], sharedBy: readonly SharedBy[]): readonly AlertSet[] {
  const only = (_: string, label: string) => {
    const own = sharedBy.find((one) => one.label === label);
    return own && `,${label}=~"${own.pattern}"`;
  };
  return tables.map((table) => ({ ...alertsOf(table, { scraped: scraped(facts), only }), sharedBy }));
}

function scraped({ cluster }: Facts): readonly ClusterMetrics[] {
  return METRICS.filter((own) => scrapes(cluster, own));
}

/** @param scaled whether a HorizontalPodAutoscaler of its name owns the Deployment */
export function deploymentAlerts(facts: Facts, name: string, scaled: boolean): readonly AlertSet[] {
  const by = [
    { label: 'pod', pattern: `${name}-[a-z0-9]+-[a-z0-9]{5}` },
    { label: 'deployment', pattern: name },
    { label: 'horizontalpodautoscaler', pattern: name },
  ];
  return shared(facts, scaled ? SHARED_TABLES.service : [POD_ALERTS, REPLICA_ALERTS], by);
}

/** @param volumes names of its claim templates */
export function statefulSetAlerts(facts: Facts, name: string, volumes: readonly string[]): readonly AlertSet[] {
  const claims = [...volumes].sort().map((volume) => `${volume}-${name}-[0-9]+`);
  return shared(facts, SHARED_TABLES.store, [
    { label: 'pod', pattern: `${name}-[0-9]+` },
    { label: 'statefulset', pattern: name },
    { label: 'persistentvolumeclaim', pattern: claims.join('|') },
  ]);
}

/**
 * Of pods that an operator makes.
 * @param pods regular expression of their names
 * @param claims of the names of their claims
 */
export function operatedAlerts(facts: Facts, pods: string, claims: string): readonly AlertSet[] {
  return shared(facts, SHARED_TABLES.operated, [
    { label: 'pod', pattern: pods },
    { label: 'persistentvolumeclaim', pattern: claims },
  ]);
}

export function cronAlerts(facts: Facts, name: string): readonly AlertSet[] {
  return shared(facts, SHARED_TABLES.cron, [
    { label: 'pod', pattern: `${name}-[0-9]+-[a-z0-9]{5}` },
    { label: 'cronjob', pattern: name },
  ]);
}

export function jobAlerts(facts: Facts, name: string): readonly AlertSet[] {
  return shared(facts, SHARED_TABLES.job, [
    { label: 'pod', pattern: `${name}-[a-z0-9]{5}` },
    { label: 'job_name', pattern: name },
  ]);
}
