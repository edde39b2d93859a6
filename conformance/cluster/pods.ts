/** What the suites read of pods. */
import type { Live } from './api-client';

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly restartPolicy?: string;
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[];
  readonly resources?: { readonly requests?: Record<string, string>; readonly limits?: Record<string, string> };
  readonly env?: readonly { readonly name: string; readonly valueFrom?: Record<string, KeyReference | undefined> }[];
  readonly envFrom?: readonly Record<string, NamedReference | undefined>[];
}

export interface KeyReference {
  readonly name?: string;
  readonly key?: string;
  readonly optional?: boolean;
}

export interface NamedReference {
  readonly name?: string;
  readonly optional?: boolean;
}

export interface PodSpec {
  readonly nodeName?: string;
  readonly serviceAccountName?: string;
  readonly priorityClassName?: string;
  readonly imagePullSecrets?: readonly NamedReference[];
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Record<string, unknown>[];
}

export interface PodStatus {
  readonly phase?: string;
  readonly podIP?: string;
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
}

export function podSpec(pod: Live): PodSpec {
  return pod['spec'] as PodSpec;
}

export function podStatus(pod: Live): PodStatus {
  return (pod['status'] ?? {}) as PodStatus;
}

/** Ready and not being deleted: it takes traffic. */
export function serves(pod: Live): boolean {
  return (
    pod.metadata.deletionTimestamp === undefined &&
    (podStatus(pod).conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false)
  );
}

export function matches(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return Object.entries(selector).every(([key, value]) => labels?.[key] === value);
}
