/** A CronJob whose pod takes several steps, one container after the other, on one volume: no image needs a shell to chain them. */
import type { Construct } from 'constructs';
import type { Normal } from '../../model/fields';
import { combine } from '../../model/varying';
import { addAccount } from '../account';
import { connect, type Endpoint } from '../connections';
import { canonical, containerSecurity, orUsual, resources, type Resources } from '../container';
import type { Identity } from '../identity';
import { POD_FAILURE_POLICY, runAnnotations } from '../jobs/run';
import { addObject } from '../object';
import { addPolicy } from '../policy';
import { wholeSeconds } from '../probes';
import { mountSecretFiles, type SecretFiles } from '../secret-files';
import { podField, variablesOf } from '../variables';
import { podSpec } from '../workload';

/** Where a backup lies while its pod runs: the steps hand it to each other. */
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
  readonly command?: readonly unknown[];
  /** May vary; a variable of the step is expanded by the kubelet. */
  readonly args: readonly unknown[];
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly resources?: Normal<Resources>;
  /** Command that succeeds when it can serve the steps that follow: then they begin, and it runs until they are done. */
  readonly ready?: readonly string[];
  /** User and group that the image is built for, where its program must run as them. Default: those of all steps. */
  readonly identity?: { readonly user: number; readonly group: number };
  /** Directories of the image that its program writes to, by the folder of the scratch volume that lies there instead. Default: none. */
  readonly writes?: Readonly<Record<string, string>>;
}

export interface Plan {
  readonly schedule: unknown;
  /** Longest time for a run. */
  readonly deadline: unknown;
  readonly steps: readonly Step[];
  readonly calls: readonly Endpoint[];
  /** Secrets that every step can read, by path. */
  readonly files?: SecretFiles;
  /** Size and class of the volume that lives as long as the pod. Default: none. */
  readonly scratch?: { readonly size: unknown; readonly class: unknown };
  readonly annotations: Readonly<Record<string, unknown>>;
  readonly backoff: number;
}

const VOLUME = 'scratch';
const SCRATCH = [
  { name: VOLUME, mountPath: HOME, subPath: 'home' },
  { name: VOLUME, mountPath: RESTORE, subPath: 'restore' },
  { name: VOLUME, mountPath: BACKUP, subPath: 'backup' },
];

export function addSteps(run: Identity, plan: Plan): void {
  const { construct, platform, name, labels, pods } = run;
  const { opinions } = platform;
  const account = addAccount(run, undefined);
  const files = mountSecretFiles(run, plan.files);
  const mounts = [...files.mounts, ...(plan.scratch === undefined ? [] : SCRATCH)];
  const written = plan.steps.map((step) => writeStep(run, step, mounts));
  const last = written.length - 1;
  connect(platform.connections, pods, [...plan.calls, ...written.flatMap(({ endpoints }) => endpoints)], undefined);
  addPolicy(run);
  const {
    affinity: _,
    topologySpreadConstraints: __,
    ...pod
  } = podSpec(run, {
    account,
    shutdown: { drain: undefined, lifecycle: {}, graceSeconds: wholeSeconds(opinions.drain.value) },
    user: opinions.user.value,
    container: written[last]!.container,
    initContainers: written.slice(0, last).map(({ container }) => container),
    volumes: [...files.volumes, ...(plan.scratch === undefined ? [] : [scratchVolume(run, plan.scratch)])],
    pullSecrets: [
      ...new Map(written.flatMap(({ pullSecrets }) => pullSecrets.map((key) => [key.secret, key]))).values(),
    ],
  });
  addObject(construct, 'CronJob', 'schedule', {
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
            metadata: { labels, annotations: runAnnotations(platform.cluster) },
            spec: { ...pod, restartPolicy: 'Never' },
          },
        },
      },
    },
  });
}

function writeStep({ construct, platform, name: run, pods }: Identity, step: Step, mounts: readonly unknown[]) {
  const { opinions } = platform;
  const variables = variablesOf(
    construct,
    { HOME, RUN: podField("metadata.labels['batch.kubernetes.io/job-name']"), ...step.variables },
    false,
  );
  for (const key of variables.secrets) platform.secrets.use(key, run, undefined, { presence: pods.presence });
  const { reference, pullSecrets } = platform.images.pin(construct, step.image, run);
  const container = {
    name: step.name,
    image: reference,
    imagePullPolicy: 'IfNotPresent',
    ...(step.command !== undefined && { command: step.command }),
    args: step.args,
    env: variables.entries,
    resources: stepResources(construct, step.resources, opinions),
    securityContext: securityOf(step),
    ...(mounts.length > 0 && {
      volumeMounts: [
        ...mounts,
        ...Object.entries(step.writes ?? {}).map(([subPath, mountPath]) => ({ name: VOLUME, mountPath, subPath })),
      ],
    }),
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

function securityOf({ identity }: Step): Record<string, unknown> {
  return {
    ...containerSecurity(),
    ...(identity !== undefined && { runAsUser: identity.user, runAsGroup: identity.group }),
  };
}

function stepResources(
  construct: Construct,
  given: Normal<Resources> = {},
  opinions: Identity['platform']['opinions'],
): Record<string, unknown> {
  const amounts = orUsual(given, {
    requests: { cpu: '50m', memory: '64Mi' },
    limits: { cpu: opinions.limitsCpu.value, memory: opinions.limitsMemory.value },
  });
  return resources(construct, amounts, {}, opinions);
}

/** A claim of its own for each run: the disk of a node would be full, and the pod evicted. Its folders leave out `lost+found`. */
function scratchVolume(
  { platform }: Identity,
  { size, class: given }: NonNullable<Plan['scratch']>,
): Record<string, unknown> {
  const storageClassName = combine(
    { given, otherwise: platform.cluster.storageClass },
    (own) => own.given ?? own.otherwise,
  );
  const spec = {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: canonical(size) } },
    ...(storageClassName !== undefined && { storageClassName }),
    volumeMode: 'Filesystem',
  };
  return { name: VOLUME, ephemeral: { volumeClaimTemplate: { spec } } };
}
