/** Quota usage computed from the manifests alone, against what the server counts. */
import type { ApiClient } from '../../cluster/api-client';
import { type Container, type PodSpec, podStatus } from '../../cluster/pods';
import { type DistObject, label, type Manifest } from '../../dist';
import { milli } from '../../quantity';

/** What differs between each ResourceQuota's count and the sum over the manifests; empty when all agree and fit. */
export async function quotaAsComputed(api: ApiClient, objects: readonly DistObject[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { manifest } of objects) {
    if (manifest.kind !== 'ResourceQuota') continue;
    const live = await api.get('v1', 'ResourceQuota', manifest.metadata.namespace, manifest.metadata.name);
    const { hard = {}, used = {} } = (live?.['status'] ?? {}) as {
      hard?: Record<string, string>;
      used?: Record<string, string>;
    };
    const computed = usage(
      objects
        .map((object) => object.manifest)
        .filter((other) => other.metadata.namespace === manifest.metadata.namespace),
    );
    const before = problems.length;
    for (const [resource, limit] of Object.entries(hard)) {
      const counted = used[resource];
      if (counted === undefined) problems.push(`${label(manifest)}: ${resource} is not counted`);
      else if (milli(counted) > milli(limit))
        problems.push(`${label(manifest)}: ${resource} ${counted} is over ${limit}`);
      const expected = computed.get(resource);
      if (expected !== undefined && counted !== undefined && milli(counted) !== expected) {
        problems.push(`${label(manifest)}: ${resource} is ${counted}, computed from the manifests ${show(expected)}`);
      }
    }
    if (problems.length > before)
      problems.push(
        `${label(manifest)}: ${await unfinishedPods(api, manifest.metadata.namespace)} pods of its namespace have not ended`,
      );
  }
  return problems;
}

/** Tells a count of the server that is late from pods that are too many or too few. */
async function unfinishedPods(api: ApiClient, namespace: string | undefined): Promise<number> {
  const pods = await api.list('v1', 'Pod', namespace);
  return pods.filter((pod) => !['Succeeded', 'Failed'].includes(podStatus(pod).phase ?? '')).length;
}

/** Requests, limits and pods of one namespace's Deployments and StatefulSets at their starting size, in milli-units. */
export function usage(manifests: readonly Manifest[]): Map<string, bigint> {
  const total = new Map<string, bigint>();
  const add = (resource: string, amount: bigint): void =>
    void total.set(resource, (total.get(resource) ?? 0n) + amount);
  const defaults = limitRange(manifests);
  for (const manifest of manifests) {
    if (manifest.kind !== 'Deployment' && manifest.kind !== 'StatefulSet') continue;
    const spec = manifest['spec'] as { replicas?: number; template: { spec: PodSpec } };
    const replicas = BigInt(spec.replicas ?? minimum(manifests, manifest) ?? 1);
    add('pods', replicas * 1000n);
    for (const [resource, amount] of podResources(spec.template.spec, defaults)) add(resource, replicas * amount);
  }
  return total;
}

/** What one pod counts: the larger of its containers with their sidecars, and of each init step with the sidecars before it. */
function podResources(pod: PodSpec, defaults: Defaults): Map<string, bigint> {
  const total = new Map<string, bigint>();
  for (const part of ['requests', 'limits'] as const) {
    const amounts = (container: Container): Record<string, string> => ({
      ...defaults[part],
      ...(part === 'requests' ? container.resources?.limits : {}),
      ...container.resources?.[part],
    });
    const resources = new Set(
      [...pod.containers, ...(pod.initContainers ?? [])].flatMap((container) => Object.keys(amounts(container))),
    );
    for (const resource of resources) {
      const of = (container: Container): bigint => milli(amounts(container)[resource] ?? '0');
      let sidecars = 0n;
      let peak = 0n;
      for (const container of pod.initContainers ?? []) {
        if (container.restartPolicy === 'Always') sidecars += of(container);
        const now = container.restartPolicy === 'Always' ? sidecars : sidecars + of(container);
        if (now > peak) peak = now;
      }
      const running = pod.containers.reduce((sum, container) => sum + of(container), sidecars);
      total.set(`${part}.${resource}`, running > peak ? running : peak);
      if (part === 'requests' && (resource === 'cpu' || resource === 'memory'))
        total.set(resource, running > peak ? running : peak);
    }
  }
  return total;
}

interface Defaults {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

function limitRange(manifests: readonly Manifest[]): Defaults {
  const limits = manifests
    .filter((manifest) => manifest.kind === 'LimitRange')
    .flatMap(
      (manifest) =>
        (
          manifest['spec'] as {
            limits: readonly {
              type: string;
              default?: Record<string, string>;
              defaultRequest?: Record<string, string>;
            }[];
          }
        ).limits,
    );
  const ofContainers = limits.find((limit) => limit.type === 'Container');
  return { requests: ofContainers?.defaultRequest ?? ofContainers?.default ?? {}, limits: ofContainers?.default ?? {} };
}

function minimum(manifests: readonly Manifest[], target: Manifest): number | undefined {
  for (const manifest of manifests) {
    if (manifest.kind !== 'HorizontalPodAutoscaler') continue;
    const spec = manifest['spec'] as { minReplicas?: number; scaleTargetRef: { kind: string; name: string } };
    if (spec.scaleTargetRef.kind === target.kind && spec.scaleTargetRef.name === target.metadata.name)
      return spec.minReplicas ?? 1;
  }
  return undefined;
}

function show(amount: bigint): string {
  return amount % 1000n === 0n ? `${amount / 1000n}` : `${amount}m`;
}
