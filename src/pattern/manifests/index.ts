/** The manifests that constructs write, under their wire names. */
export type * from './manifest.generated';
export type { Texts } from './meta';
export type {
  Container,
  Env as EnvVar,
  EnvFrom,
  Lifecycle,
  LivenessProbe as Probe,
  PodSpec,
  ContainerResources,
  SecurityContext,
  PodSpecSecurityContext as PodSecurityContext,
  TopologySpreadConstraint,
  Affinity,
  Volume,
  VolumeMount,
} from './kubernetes.generated';
