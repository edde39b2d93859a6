/** A CronJob whose pod takes several steps, one container after the other, on one volume: no image needs a shell to chain them. */
import type { Endpoint } from '../../network/connections';
import type { Resources } from '../../workload/resources';
import type { Subject } from '../../engine/build';
import { POD_FAILURE_POLICY, runAnnotations } from '../../jobs/run';
import type { Container, Texts, Volume, VolumeMount } from '../../manifests';
import type { SecretFiles } from '../../workload/secret-files';
import { podField } from '../../workload/env-value';
import { addAccount, call, type Target } from '../../workload/account';
import { canonical, containerSecurity, nonEmpty, resources } from '../../workload/container';
import { podSpec } from '../../workload/deployment';
import { mountSecretFiles } from '../../workload/secret-files';
import { wholeSeconds } from '../../workload/shutdown';
import { variablesOf, type Values } from '../../workload/variables';
import { addPolicy } from '../../network/policy';

/** Directory of a backup while its pod runs; the steps pass it on through this directory. */
export const BACKUP = '/backup';
/** What a server that is started for a check keeps its data in. */
export const RESTORE = '/restore';
/** Where clients keep what nobody asked for. */
export const HOME = '/home/run';
/** Name of the run, which holds the time it was due at: the variable that the kubelet expands in arguments. */
export const RUN = '$(RUN)';

export interface Step {
  readonly name: string;
  /** Name in `images.lock.yaml`. */
  readonly image: string;
  readonly command?: readonly string[];
  /** A variable of the step is expanded by the kubelet. */
  readonly args: readonly string[];
  readonly variables?: Values;
  readonly resources?: Resources;
  /** Command that succeeds when it can serve the steps that follow: then they begin, and it runs until they are done. */
  readonly ready?: readonly string[];
  /** User and group that the image is built for, where its program must run as them. Default: those of all steps. */
  readonly identity?: { readonly user: number; readonly group: number };
  /** Directories of the image that its program writes to, by the directory of the scratch volume that is mounted there instead. Default: none. */
  readonly writes?: Readonly<Record<string, string>>;
}

export interface Scratch {
  readonly size: string;
  /** Default: that of the cluster. */
  readonly class: string | undefined;
}

export interface Plan {
  readonly schedule: string;
  /** Longest time for a run. */
  readonly deadline: string;
  readonly steps: readonly Step[];
  readonly calls: readonly (Target | Endpoint)[];
  /** Secrets that every step can read, by path. */
  readonly files?: SecretFiles;
  /** The volume that lives as long as the pod. Default: none. */
  readonly scratch?: Scratch;
  readonly annotations: Texts;
  readonly backoff: number;
}

const VOLUME = 'scratch';
const SCRATCH = [
  { name: VOLUME, mountPath: HOME, subPath: 'home' },
  { name: VOLUME, mountPath: RESTORE, subPath: 'restore' },
  { name: VOLUME, mountPath: BACKUP, subPath: 'backup' },
];

export function addSteps(run: Subject, plan: Plan): void {
  const { parts, facts, name, labels } = run;
  const { opinions } = facts;
  const account = addAccount(run);
  const files = mountSecretFiles(run, plan.files);
  const mounts = [...files.mounts, ...(plan.scratch === undefined ? [] : SCRATCH)];
  const written = plan.steps.map((step) => writeStep(run, step, mounts));
  const containers = written.map(({ container }) => container);
  call(run, [...plan.calls, ...written.flatMap(({ endpoints }) => endpoints)]);
  addPolicy(run);
  const {
    affinity: _,
    topologySpreadConstraints: __,
    ...pod
  } = podSpec(run, {
    account,
    graceSeconds: wholeSeconds(opinions.drain.value),
    user: opinions.user.value,
    container: containers.at(-1)!,
    initContainers: containers.slice(0, -1),
    volumes: [...files.volumes, ...(plan.scratch === undefined ? [] : [scratchVolume(run, plan.scratch)])],
    pullSecrets: written.flatMap(({ pullSecrets }) => pullSecrets),
  });
  parts.add('CronJob', 'schedule', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, labels, annotations: plan.annotations },
    spec: {
      schedule: plan.schedule,
      timeZone: opinions.timeZone.value,
      concurrencyPolicy: opinions.concurrencyPolicy.value,
      startingDeadlineSeconds: wholeSeconds(opinions.startingDeadline.value),
      successfulJobsHistoryLimit: opinions.jobHistory.value,
      failedJobsHistoryLimit: opinions.jobHistory.value,
      suspend: false,
      jobTemplate: {
        metadata: { labels },
        spec: {
          backoffLimit: plan.backoff,
          activeDeadlineSeconds: wholeSeconds(plan.deadline),
          podFailurePolicy: POD_FAILURE_POLICY,
          template: {
            metadata: { labels, annotations: runAnnotations(facts.cluster) },
            spec: { ...pod, restartPolicy: 'Never' },
          },
        },
      },
    },
  });
}

function writeStep({ parts, facts, name: run }: Subject, step: Step, mounts: readonly VolumeMount[]) {
  const { opinions } = facts;
  const variables = variablesOf(
    parts,
    { HOME, RUN: podField("metadata.labels['batch.kubernetes.io/job-name']"), ...step.variables },
    false,
  );
  for (const key of variables.secrets) parts.read({ key, readBy: run });
  const { reference, pullSecrets } = facts.image(step.image, run);
  const written = Object.entries(step.writes ?? {}).map(([subPath, mountPath]) => ({
    name: VOLUME,
    mountPath,
    subPath,
  }));
  const amounts = {
    requests: { cpu: '50m', memory: '64Mi', ...step.resources?.requests },
    limits: step.resources?.limits ?? {},
  };
  const container: Container = {
    name: step.name,
    image: reference,
    imagePullPolicy: 'IfNotPresent',
    command: step.command,
    args: step.args,
    env: variables.entries,
    resources: resources(parts, amounts, {}, opinions),
    securityContext: {
      ...containerSecurity(),
      ...(step.identity !== undefined && { runAsUser: step.identity.user, runAsGroup: step.identity.group }),
    },
    volumeMounts: mounts.length > 0 ? nonEmpty([...mounts, ...written]) : undefined,
    // A container that never ends and is waited for: it is ended when the steps after it are done (KEP-753).
    ...(step.ready !== undefined && {
      restartPolicy: 'Always',
      startupProbe: {
        exec: { command: step.ready },
        periodSeconds: wholeSeconds(opinions.startupPeriod.value),
        // A client starts for each try.
        timeoutSeconds: 5,
        successThreshold: 1,
        failureThreshold: opinions.startupFailures.value,
      },
    }),
  };
  return { container, pullSecrets, endpoints: variables.endpoints };
}

/** A claim of its own for each run: the disk of a node would be full, and the pod evicted. Its folders leave out `lost+found`. */
function scratchVolume({ facts }: Subject, { size, class: given }: Scratch): Volume {
  const spec = {
    accessModes: ['ReadWriteOnce'] as const,
    resources: { requests: { storage: canonical(size) } },
    storageClassName: given ?? facts.cluster.storageClass,
    volumeMode: 'Filesystem' as const,
  };
  return { name: VOLUME, ephemeral: { volumeClaimTemplate: { spec } } };
}
