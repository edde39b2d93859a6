// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface Policie {
  readonly periodSeconds: number;
  readonly type: string;
  readonly value: number;
}

export interface ScaleDown {
  readonly policies?: readonly Policie[] | undefined;
  readonly selectPolicy?: string | undefined;
  readonly stabilizationWindowSeconds?: number | undefined;
  readonly tolerance?: string | number | undefined;
}

export interface Behavior {
  readonly scaleDown?: ScaleDown | undefined;
  readonly scaleUp?: ScaleDown | undefined;
}

export interface HorizontalPodAutoscalerConfig {
  readonly behavior?: Behavior | undefined;
  readonly name?: string | undefined;
}

export interface ScalingModifiers {
  readonly activationTarget?: string | undefined;
  readonly formula?: string | undefined;
  readonly metricType?: 'AverageValue' | 'Value' | undefined;
  readonly target?: string | undefined;
}

export interface Advanced {
  readonly horizontalPodAutoscalerConfig?: HorizontalPodAutoscalerConfig | undefined;
  readonly restoreToOriginalReplicaCount?: boolean | undefined;
  readonly scalingModifiers?: ScalingModifiers | undefined;
}

export interface Fallback {
  readonly behavior?:
    | 'static'
    | 'currentReplicas'
    | 'currentReplicasIfHigher'
    | 'currentReplicasIfLower'
    | 'scalingModifiers'
    | undefined;
  readonly failureThreshold: number;
  readonly replicas: number;
}

export interface ScaleTargetRef {
  readonly apiVersion?: string | undefined;
  readonly envSourceContainerName?: string | undefined;
  readonly kind?: string | undefined;
  readonly name: string;
}

export interface AuthenticationRef {
  readonly kind?: 'TriggerAuthentication' | 'ClusterTriggerAuthentication' | undefined;
  readonly name: string;
}

export interface Trigger {
  readonly authenticationRef?: AuthenticationRef | undefined;
  readonly metadata: Readonly<Record<string, Text>>;
  readonly metricType?: string | undefined;
  readonly name?: string | undefined;
  readonly type: string;
  readonly useCachedMetrics?: boolean | undefined;
}

export interface ScaledObjectSpec {
  readonly advanced?: Advanced | undefined;
  readonly cooldownPeriod?: number | undefined;
  readonly fallback?: Fallback | undefined;
  readonly idleReplicaCount?: number | undefined;
  readonly initialCooldownPeriod?: number | undefined;
  readonly maxReplicaCount?: number | undefined;
  readonly minReplicaCount?: number | undefined;
  readonly pollingInterval?: number | undefined;
  readonly scaleTargetRef: ScaleTargetRef;
  readonly triggers: readonly Trigger[];
}

/** `keda.sh/v1alpha1` ScaledObject */
export interface ScaledObject {
  readonly apiVersion: 'keda.sh/v1alpha1';
  readonly kind: 'ScaledObject';
  readonly metadata: ObjectMeta;
  readonly spec: ScaledObjectSpec;
}
