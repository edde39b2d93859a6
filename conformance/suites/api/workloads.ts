import { type ApiClient, type Live, refusal } from '../../cluster/api-client';
import { type Container, podSpec, podStatus } from '../../cluster/pods';
import { settle } from '../../cluster/wait';
import { label } from '../../dist';
import { refuse } from '../../report';
import { messageOf } from '../../error-message';

/** Every Deployment, StatefulSet and Job of the namespaces is complete; the failure names conditions and warning events. */
export async function available(api: ApiClient, namespaces: readonly string[], seconds = 60): Promise<void> {
  try {
    await settle(seconds, async () =>
      (await Promise.all(namespaces.map((namespace) => incomplete(api, namespace)))).flat(),
    );
  } catch (error) {
    const events = (await Promise.all(namespaces.map((namespace) => warningEvents(api, namespace)))).flat();
    throw new Error([messageOf(error), ...events].join('\n'));
  }
}

async function incomplete(api: ApiClient, namespace: string): Promise<string[]> {
  const problems: string[] = [];
  const autoscaled = await autoscalerMinimums(api, namespace);
  for (const deployment of await api.list('apps/v1', 'Deployment', namespace)) {
    const spec = deployment['spec'] as { replicas: number };
    const status = (deployment['status'] ?? {}) as Record<string, number | undefined>;
    const minimum = autoscaled.get(deployment.metadata.name);
    const generation = (deployment.metadata as unknown as { generation: number }).generation;
    const counts = ['updatedReplicas', 'replicas', 'availableReplicas'].map((field) => status[field] ?? 0);
    if (minimum !== undefined && spec.replicas < minimum)
      problems.push(`${label(deployment)}: ${spec.replicas} replicas, its autoscaler wants ${minimum}`);
    else if (status['observedGeneration'] !== generation || counts.some((count) => count !== spec.replicas)) {
      problems.push(
        `${label(deployment)}: ${counts.join('/')} of ${spec.replicas} updated/there/available${conditions(deployment)}`,
      );
    }
  }
  for (const set of await api.list('apps/v1', 'StatefulSet', namespace)) {
    const wanted = (set['spec'] as { replicas: number }).replicas;
    const status = (set['status'] ?? {}) as Record<string, number | undefined>;
    if ((status['availableReplicas'] ?? 0) !== wanted || (status['updatedReplicas'] ?? wanted) !== wanted) {
      problems.push(`${label(set)}: ${status['availableReplicas'] ?? 0} of ${wanted} available`);
    }
  }
  for (const job of await api.list('batch/v1', 'Job', namespace)) {
    const status = (job['status'] ?? {}) as { succeeded?: number };
    if ((status.succeeded ?? 0) < 1) problems.push(`${label(job)}: not complete${conditions(job)}`);
  }
  return problems;
}

/** Runs every CronJob once, now: its pods must be admitted and finish. */
export async function cronJobsRun(api: ApiClient, namespaces: readonly string[]): Promise<void> {
  const problems: string[] = [];
  for (const namespace of namespaces) {
    for (const cron of await api.list('batch/v1', 'CronJob', namespace)) {
      const template = (cron['spec'] as { jobTemplate: { metadata?: object; spec: object } }).jobTemplate;
      const answer = await api.apply({
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { ...template.metadata, name: `${cron.metadata.name}-now`.slice(-63), namespace },
        spec: template.spec,
      });
      if (answer.status >= 300) problems.push(`${label(cron)}: ${refusal(answer)}`);
    }
  }
  refuse(problems);
  await available(api, namespaces);
}

async function autoscalerMinimums(api: ApiClient, namespace: string): Promise<Map<string, number>> {
  const autoscalers = await api.list('autoscaling/v2', 'HorizontalPodAutoscaler', namespace);
  return new Map(
    autoscalers.map((autoscaler) => {
      const spec = autoscaler['spec'] as { minReplicas?: number; scaleTargetRef: { name: string } };
      return [spec.scaleTargetRef.name, spec.minReplicas ?? 1];
    }),
  );
}

function conditions(object: Live): string {
  const status = (object['status'] ?? {}) as {
    conditions?: readonly { type: string; status: string; reason?: string; message?: string }[];
  };
  const bad = (status.conditions ?? []).filter(({ type, status: value }) =>
    type === 'ReplicaFailure' || type === 'Failed' ? value === 'True' : value === 'False',
  );
  return bad.map(({ type, message }) => `; ${type}: ${message ?? ''}`).join('');
}

async function warningEvents(api: ApiClient, namespace: string): Promise<string[]> {
  const lines = (await api.list('v1', 'Event', namespace))
    .filter((event) => event['type'] === 'Warning')
    .map((event) => {
      const about = event['involvedObject'] as { kind: string; name: string };
      return `event of ${about.kind}/${about.name}: ${String(event['message'])}`;
    });
  return [...new Set(lines)].slice(0, 15);
}

/** What a kubelet needs before it starts a container: every Secret, ConfigMap and key that a pod names is there. */
export async function podsFindTheirReferences(api: ApiClient, namespaces: readonly string[]): Promise<void> {
  const problems: string[] = [];
  for (const namespace of namespaces) {
    const keys = new Map<string, Set<string>>();
    for (const kind of ['Secret', 'ConfigMap']) {
      for (const object of await api.list('v1', kind, namespace)) {
        keys.set(
          `${kind}/${object.metadata.name}`,
          new Set([
            ...Object.keys((object['data'] as object | undefined) ?? {}),
            ...Object.keys((object['binaryData'] as object | undefined) ?? {}),
          ]),
        );
      }
    }
    for (const pod of await api.list('v1', 'Pod', namespace)) {
      for (const { object, key, from } of references(pod)) {
        const known = keys.get(object);
        if (known === undefined) problems.push(`Pod/${pod.metadata.name}: ${from} names ${object}, which is not there`);
        else if (key !== undefined && !known.has(key))
          problems.push(
            `Pod/${pod.metadata.name}: ${from} names key ${key} of ${object}, which has ${[...known].join(', ')}`,
          );
      }
    }
  }
  refuse([...new Set(problems.map((line) => line.replace(/-[a-z0-9]{8,10}-[a-z0-9]{5}:/, ':')))]);
}

interface PodReference {
  readonly object: string;
  readonly key?: string;
  readonly from: string;
}

function references(pod: Live): PodReference[] {
  const spec = podSpec(pod);
  const found: PodReference[] = (spec.imagePullSecrets ?? []).map(({ name }) => ({
    object: `Secret/${name ?? ''}`,
    from: 'imagePullSecrets',
  }));
  for (const container of [...spec.containers, ...(spec.initContainers ?? [])])
    found.push(...containerReferences(container));
  for (const volume of spec.volumes ?? []) {
    const from = `volume ${String(volume['name'])}`;
    const sources = [
      volume,
      ...((volume['projected'] as { sources?: Record<string, unknown>[] } | undefined)?.sources ?? []),
    ];
    for (const source of sources) {
      found.push(...volumeReferences('Secret', source['secret'] as VolumeSource | undefined, from));
      found.push(...volumeReferences('ConfigMap', source['configMap'] as VolumeSource | undefined, from));
    }
  }
  return found;
}

interface VolumeSource {
  readonly secretName?: string;
  readonly name?: string;
  readonly optional?: boolean;
  readonly items?: readonly { readonly key: string }[];
}

function volumeReferences(kind: string, source: VolumeSource | undefined, from: string): PodReference[] {
  if (source === undefined || source.optional === true) return [];
  const object = `${kind}/${source.secretName ?? source.name ?? ''}`;
  return source.items === undefined ? [{ object, from }] : source.items.map(({ key }) => ({ object, key, from }));
}

function containerReferences(container: Container): PodReference[] {
  const found: PodReference[] = [];
  for (const { name, valueFrom } of container.env ?? []) {
    for (const [field, kind] of [
      ['secretKeyRef', 'Secret'],
      ['configMapKeyRef', 'ConfigMap'],
    ] as const) {
      const reference = valueFrom?.[field];
      if (reference === undefined || reference.optional === true) continue;
      found.push({
        object: `${kind}/${reference.name ?? ''}`,
        key: reference.key ?? '',
        from: `${container.name} env ${name}`,
      });
    }
  }
  for (const source of container.envFrom ?? []) {
    for (const [field, kind] of [
      ['secretRef', 'Secret'],
      ['configMapRef', 'ConfigMap'],
    ] as const) {
      const reference = source[field];
      if (reference !== undefined && reference.optional !== true)
        found.push({ object: `${kind}/${reference.name ?? ''}`, from: `${container.name} envFrom` });
    }
  }
  return found;
}

/** Pods of the namespaces that run. */
export async function runningPods(api: ApiClient, namespaces: readonly string[]): Promise<Live[]> {
  const pods = (await Promise.all(namespaces.map((namespace) => api.list('v1', 'Pod', namespace)))).flat();
  return pods.filter((pod) => podStatus(pod).phase === 'Running');
}
