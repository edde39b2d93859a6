/** What runs to its end, once, on a schedule or with a sync: a Job, and everything that belongs to it. */
import type { ApiObject } from 'cdk8s';
import type { Normal } from '../../model/fields';
import { everywhere, integer, type required, type Shape } from '../../model/shape';
import { addAccount } from '../account';
import { addConfiguration, objectChecksum } from '../configuration';
import { connect } from '../connections';
import { canonical, containerOf, writableVolumes } from '../container';
import type { Identity } from '../identity';
import { addObject } from '../object';
import type { Facts } from '../engine/facts';
import type { Alerts, AlertSet } from '../observability/alert';
import { addAlertsFrom, tracingVariablesFrom } from '../observability/bridge';
import { alertsShape } from '../observability/shapes';
import { jobAlerts, SHARED_TABLES, type JobAlert } from '../observability/workload';
import { mountOperatorFiles } from '../operator-files';
import { or } from '../per-environment';
import type { PlatformScope } from '../scope';
import { addPolicy } from '../policy';
import { wholeSeconds } from '../probes';
import { processShapes, type ProcessProps } from '../process';
import { applySettings } from '../settings/apply';
import type { Tier } from '../tiers';
import { joinVariables } from '../variables';
import { podSpec } from '../workload';
import { atLeast } from './schedule';

type Shared =
  | 'image'
  | 'name'
  | 'command'
  | 'args'
  | 'workingDir'
  | 'env'
  | 'secrets'
  | 'configuration'
  | 'configMap'
  | 'calls'
  | 'resources'
  | 'writable'
  | 'user'
  | 'permissions'
  | 'tracing'
  | 'podLabels'
  | 'podAnnotations'
  | 'only';

/** What every job can be told. Where a default is said to stand in the Deployment, it stands in the Job. */
export interface RunProps extends Pick<ProcessProps, Shared> {
  /** How many pods may fail until the run has failed. Pods that a drain or a preemption ended do not count. Default: 2. */
  readonly backoffLimit?: number;
  /** Longest time for a run, retries included; then its pods are ended and it has failed. Default: 1h, of a Verification 5m. */
  readonly activeDeadline?: string;
  /** Alerts that come with it, tuned by their names, and alerts of one's own. */
  readonly alerts?: Alerts<JobAlert>;
}

const {
  image,
  name,
  command,
  args,
  workingDir,
  env,
  secrets,
  configuration,
  configMap,
  calls,
  resources,
  writable,
  user,
  permissions,
  tracing,
} = processShapes;
const { podLabels, podAnnotations, only } = processShapes;

export const runShapes: { readonly [K in keyof Required<RunProps>]: Shape | ReturnType<typeof required> } = {
  image,
  name,
  command,
  args,
  workingDir,
  env,
  secrets,
  configuration,
  configMap,
  calls,
  resources,
  writable,
  user,
  permissions,
  tracing,
  podLabels,
  podAnnotations,
  only,
  backoffLimit: integer({ min: 0 }),
  activeDeadline: atLeast(1, 'its pods would be ended before they begin'),
  alerts: everywhere(alertsShape(...SHARED_TABLES.job)),
};

/** What kinds of job differ in. */
export interface RunKind {
  /** Variables that follow from declarations. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** `activeDeadline` when nothing is said. */
  readonly deadline: string;
  /** Whether the template changes with the values that its pods read, so that the job runs again. */
  readonly runsAgain?: boolean;
  /** A volume that comes and goes with each run, for what a node has no room for. */
  readonly scratch?: { readonly path: string; readonly size: unknown; readonly class: unknown };
  /** Alerts that come with it. Default: that it failed. */
  readonly alerts?: (facts: Facts, name: string) => readonly AlertSet[];
}

/** The pattern of a job, in order: what stands beside it is added to the tree. @returns `spec` of a Job */
export function addRun(run: Identity, given: Normal<RunProps>, kind: RunKind): Record<string, unknown> {
  const { construct, platform, labels } = run;
  const { opinions } = platform;

  const account = addAccount(run, given.permissions);
  const settings = applySettings(run, given);
  const groups = {
    database: kind.variables,
    tracing: tracingVariablesFrom(run, given.tracing),
    configuration: settings.variables,
    env: given.env,
    secrets: given.secrets,
  };
  const variables = addConfiguration(run, joinVariables(construct, groups), given.configMap);
  const image = platform.images.pin(construct, given.image as string, run.name);
  const disk = writableVolumes(given.writable ?? {});
  const authorities = mountOperatorFiles(variables.files);
  const scratch = scratchVolume(run, kind.scratch);
  connect(platform.connections, run.pods, [...variables.endpoints, ...account.endpoints], given.calls);
  addPolicy(run);
  addAlertsFrom(run, given.alerts, [], (facts) => (kind.alerts ?? jobAlerts)(facts, run.name));

  // One pod at a time has nothing to be spread over.
  const {
    affinity: _,
    topologySpreadConstraints: __,
    ...pod
  } = podSpec(run, {
    account,
    shutdown: { drain: undefined, lifecycle: {}, graceSeconds: wholeSeconds(opinions.drain.value) },
    user: or(given.user, opinions.user.value),
    container: containerOf(run, given, {
      image: image.reference,
      configuration: variables,
      ports: [],
      probes: {},
      lifecycle: {},
      mounts: [...disk.mounts, ...settings.mounts, ...authorities.mounts, ...scratch.mounts],
    }),
    volumes: [...disk.volumes, ...settings.volumes, ...authorities.volumes, ...scratch.volumes],
    pullSecrets: image.pullSecrets,
  });
  return runSpec({
    backoff: or(given.backoffLimit, opinions.jobBackoff.value),
    deadline: or(given.activeDeadline, kind.deadline),
    labels: { ...labels, ...given.podLabels },
    annotations: {
      ...runAnnotations(platform),
      ...(kind.runsAgain === true && { ...variables.checksums, ...settings.checksums }),
      ...given.podAnnotations,
    },
    pod,
  });
}

interface RunParts {
  readonly backoff: unknown;
  /** A duration. */
  readonly deadline: unknown;
  /** Of its pods. */
  readonly labels: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, unknown>>;
  readonly pod: Readonly<Record<string, unknown>>;
}

/** `spec` of a Job. */
export function runSpec({ backoff, deadline, labels, annotations, pod }: RunParts): Record<string, unknown> {
  return {
    backoffLimit: backoff,
    activeDeadlineSeconds: wholeSeconds(deadline),
    // A pod that a drain, a preemption or the garbage collector ended has not failed.
    podFailurePolicy: {
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    },
    template: { metadata: { labels, annotations }, spec: { ...pod, restartPolicy: 'Never' } },
  };
}

/** Annotations of the pods of every job. */
export function runAnnotations(platform: PlatformScope): Record<string, string> {
  return { ...KEPT, ...meshed(platform) };
}

function scratchVolume(
  { selector }: Identity,
  scratch: RunKind['scratch'],
): { readonly volumes: readonly unknown[]; readonly mounts: readonly unknown[] } {
  if (scratch === undefined) return { volumes: [], mounts: [] };
  const spec = {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: canonical(scratch.size) } },
    ...(scratch.class !== undefined && { storageClassName: scratch.class }),
    volumeMode: 'Filesystem',
  };
  return {
    volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { metadata: { labels: selector }, spec } } }],
    mounts: [{ name: 'scratch', mountPath: scratch.path }],
  };
}

/** Nodes are not taken away under a job to save money: it would have to begin again. Its deadline bounds how long it holds one. */
const KEPT = { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false', 'karpenter.sh/do-not-disrupt': 'true' };

/** As a native sidecar the proxy ends with the job; as a plain container it would keep the pod running until the deadline. */
function meshed({ cluster }: PlatformScope): Record<string, string> {
  return cluster.mesh === 'sidecar' ? { 'sidecar.istio.io/nativeSidecar': 'true' } : {};
}

/**
 * Adds a Job that is a hook of Argo CD: it runs at each sync, in its phase and the wave of its tier, and its failure fails the
 * sync. The last run stays, with its logs, until the next one begins. Argo CD leaves hooks out when it compares, so that a
 * change of nothing but a hook would bring no sync: the ServiceAccount carries a checksum of it, and differs with it.
 */
export function addHook(
  { construct, name, labels }: Identity,
  phase: 'Sync' | 'PostSync',
  tier: Tier,
  spec: Record<string, unknown>,
): void {
  const annotations = {
    'argocd.argoproj.io/hook': phase,
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  };
  const job = addObject(construct, 'Job', tier, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels, annotations },
    spec,
  });
  const account = construct.node.findChild('ServiceAccount') as ApiObject;
  account.metadata.addAnnotation('checksum/hook', objectChecksum(job) as never);
}
