/** What runs to its end, once, on a schedule or with a sync: a Job, and everything that belongs to it. */
import { everywhere, integer, pick, type PropsOf } from '../../model/shape';
import type { Subject } from '../engine/build';
import type { ClusterFacts } from '../platform/cluster';
import type { Facts } from '../engine/facts';
import type { Job, PodSpec, Texts, Volume, VolumeMount } from '../manifests';
import { addAlerts } from '../observability/add-alerts';
import type { AlertSet } from '../observability/alert';
import { alertsShape } from '../observability/shapes';
import { tracingVariables } from '../observability/tracing';
import { jobAlerts, SHARED_TABLES } from '../observability/workload';
import { mountOperatorFiles } from '../workload/operator-files';
import { processShapes } from '../workload/process';
import { applySettings } from '../settings/apply';
import type { Tier } from '../engine/tiers';
import { addAccount, call } from '../workload/account';
import { addConfiguration } from '../workload/configuration';
import { canonical, containerOf, writableVolumes } from '../workload/container';
import { podSpec } from '../workload/deployment';
import { wholeSeconds } from '../workload/shutdown';
import { joinVariables, type Values } from '../workload/variables';
import { atLeast } from './schedule';
import { addPolicy } from '../network/policy';

/** Props of every job. A default that is documented for the Deployment applies to the Job. */
export interface RunProps extends PropsOf<typeof runShapes> {}
export const runShapes = {
  ...pick(
    processShapes,
    'image',
    'name',
    'command',
    'args',
    'workingDir',
    'env',
    'secrets',
    'configuration',
    'configMap',
    'calls',
    'resources',
    'writable',
    'user',
    'permissions',
    'tracing',
    'podLabels',
    'podAnnotations',
    'only',
  ),
  /**
   * Number of failed pods after which the run fails. Pods terminated by a drain or a preemption do not count. Default:
   * 2.
   */
  backoffLimit: integer({ min: 0 }),
  /**
   * Maximum duration of a run, retries included; after that, its pods are terminated and the run fails. Default: 1h, 5m
   * for a Verification.
   */
  activeDeadline: atLeast(1, 'its pods would be terminated before they start'),
  /** Settings of the built-in alerts, by name, and custom alerts. */
  alerts: everywhere(alertsShape(...SHARED_TABLES.job)),
};

/** What kinds of job differ in. */
export interface RunKind {
  /** Variables that follow from declarations. */
  readonly variables?: Values;
  /** `activeDeadline` when nothing is said. */
  readonly deadline: string;
  /** Whether the template changes with the values that its pods read, so that the job runs again. */
  readonly runsAgain?: boolean;
  /** Whether it is a hook of Argo CD. */
  readonly hook?: boolean;
  /** A volume that comes and goes with each run, for what a node has no room for. */
  readonly scratch?: { readonly path: string; readonly size: string; readonly class: string | undefined };
  /** Alerts that come with it. Default: that it failed. */
  readonly alerts?: (facts: Facts, name: string) => readonly AlertSet[];
}

export type JobSpec = NonNullable<Job['spec']>;

/** The pattern of a job, in order: what belongs to it is added. @returns `spec` of a Job */
export function addRun(subject: Subject, props: RunProps, kind: RunKind): JobSpec {
  const { parts, facts, name, labels } = subject;
  const { opinions } = facts;
  const settings = applySettings(subject, props);

  const account = addAccount(
    subject,
    props.permissions,
    kind.hook === true ? { 'checksum/hook': parts.objectChecksum('Job') } : undefined,
  );
  const variables = joinVariables(parts, {
    database: kind.variables,
    tracing: tracingVariables(subject, props.tracing),
    configuration: settings.variables,
    env: props.env,
    secrets: props.secrets,
  });
  const configuration = addConfiguration(subject, variables, props.configMap);
  const image = facts.image(props.image, name);
  const disk = writableVolumes(props.writable);
  const authorities = mountOperatorFiles(configuration.files);
  const scratch = scratchVolume(subject, kind.scratch);
  call(subject, [...configuration.endpoints, ...account.endpoints, ...(props.calls ?? [])]);
  addPolicy(subject);
  addAlerts(subject, props.alerts, (kind.alerts ?? jobAlerts)(facts, name));

  // One pod at a time has nothing to be spread over.
  const {
    affinity: _,
    topologySpreadConstraints: __,
    ...pod
  } = podSpec(subject, {
    account,
    graceSeconds: wholeSeconds(opinions.drain.value),
    user: props.user ?? opinions.user.value,
    container: containerOf(subject, props, {
      image: image.reference,
      configuration,
      ports: [],
      mounts: [...disk.mounts, ...settings.mounts, ...authorities.mounts, ...scratch.mounts],
    }),
    volumes: [...disk.volumes, ...settings.volumes, ...authorities.volumes, ...scratch.volumes],
    pullSecrets: image.pullSecrets,
  });
  return runSpec({
    backoff: props.backoffLimit ?? opinions.jobBackoff.value,
    deadline: props.activeDeadline ?? kind.deadline,
    labels: { ...labels, ...props.podLabels },
    annotations: {
      ...runAnnotations(facts.cluster),
      ...(kind.runsAgain === true && { ...configuration.checksums, ...settings.checksums }),
      ...props.podAnnotations,
    },
    pod,
  });
}

interface RunParts {
  readonly backoff: number;
  /** A duration. */
  readonly deadline: string;
  /** Of its pods. */
  readonly labels: Texts;
  readonly annotations: Texts;
  readonly pod: PodSpec;
}

/** `spec` of a Job. */
function runSpec({ backoff, deadline, labels, annotations, pod }: RunParts): JobSpec {
  return {
    backoffLimit: backoff,
    activeDeadlineSeconds: wholeSeconds(deadline),
    podFailurePolicy: POD_FAILURE_POLICY,
    template: { metadata: { labels, annotations }, spec: { ...pod, restartPolicy: 'Never' } },
  };
}

/** A pod that a drain, a preemption or the garbage collector ended has not failed. */
export const POD_FAILURE_POLICY = {
  rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
} as const satisfies JobSpec['podFailurePolicy'];

/** Annotations of the pods of every job. */
export function runAnnotations({ mesh }: Pick<ClusterFacts, 'mesh'>): Texts {
  // As a native sidecar the proxy ends with the job; as a plain container it would keep the pod running until the deadline.
  return { ...KEPT, ...(mesh === 'sidecar' && { 'sidecar.istio.io/nativeSidecar': 'true' }) };
}

/** Nodes are not taken away under a job to save money: it would have to begin again. Its deadline bounds how long it holds one. */
const KEPT = { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false', 'karpenter.sh/do-not-disrupt': 'true' };

function scratchVolume(
  { selector }: Subject,
  scratch: RunKind['scratch'],
): { readonly volumes: readonly Volume[]; readonly mounts: readonly VolumeMount[] } {
  if (scratch === undefined) return { volumes: [], mounts: [] };
  const spec = {
    accessModes: ['ReadWriteOnce'] as const,
    resources: { requests: { storage: canonical(scratch.size) } },
    storageClassName: scratch.class,
    volumeMode: 'Filesystem' as const,
  };
  return {
    volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { metadata: { labels: selector }, spec } } }],
    mounts: [{ name: 'scratch', mountPath: scratch.path }],
  };
}

/**
 * Adds a Job that is a hook of Argo CD: it runs at each sync, in its phase and the wave of its tier, and its failure fails the
 * sync. The last run stays, with its logs, until the next one begins. Argo CD leaves hooks out when it compares, so that a
 * change of nothing but a hook would bring no sync: the ServiceAccount carries a checksum of it, and differs with it.
 */
export function addHook({ parts, name, labels }: Subject, phase: 'Sync' | 'PostSync', tier: Tier, spec: JobSpec): void {
  parts.add('Job', tier, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      labels,
      annotations: { 'argocd.argoproj.io/hook': phase, 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' },
    },
    spec,
  });
}
