/** Kinds as kubectl writes them, `Kind.group` (`Deployment.apps`, `Secret`), and what the API says about them. */
import type { JsonObject } from '../model/json';
import { text } from './read';

const CORE_VERSION = /^v\d/;
const known = new Map<string, string>();

/** @param apiVersion `apps/v1`, or `v1` for the core group */
export function kindOf(apiVersion: string, kind: string): string {
  const written = `${apiVersion}/${kind}`;
  let result = known.get(written);
  if (result === undefined) {
    result = CORE_VERSION.test(apiVersion) || apiVersion === '' ? kind : `${kind}.${apiVersion.split('/')[0]}`;
    if (known.size < 10_000) known.set(written, result);
  }
  return result;
}

export function qualify(group: string, kind: string): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** `Deployment` of `Deployment.apps`: what people call it. */
export function plainKind(kind: string): string {
  const dot = kind.indexOf('.');
  return dot < 0 ? kind : kind.slice(0, dot);
}

/** `Deployment/api`, as findings name objects. */
export function objectName(json: JsonObject): string {
  return `${text(json, 'kind') ?? 'object'}/${text(json, 'metadata', 'name') ?? ''}`;
}

/** Kinds without a namespace: those of Kubernetes, and those of the operators in use. */
export const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Namespace', 'Node', 'PersistentVolume',
  'ClusterRole.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io',
  'StorageClass.storage.k8s.io', 'CSIDriver.storage.k8s.io', 'VolumeSnapshotClass.snapshot.storage.k8s.io',
  'PriorityClass.scheduling.k8s.io', 'RuntimeClass.node.k8s.io',
  'IngressClass.networking.k8s.io', 'GatewayClass.gateway.networking.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io', 'APIService.apiregistration.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io', 'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'ClusterIssuer.cert-manager.io', 'ClusterSecretStore.external-secrets.io', 'ClusterExternalSecret.external-secrets.io',
  'ClusterImageCatalog.postgresql.cnpg.io', 'ClusterTriggerAuthentication.keda.sh',
]);

/** Where kinds that make pods keep the pod template; an empty list: the object is the pod. */
export const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  ReplicationController: ['spec', 'template'],
  'Deployment.apps': ['spec', 'template'],
  'StatefulSet.apps': ['spec', 'template'],
  'DaemonSet.apps': ['spec', 'template'],
  'ReplicaSet.apps': ['spec', 'template'],
  'Job.batch': ['spec', 'template'],
  'CronJob.batch': ['spec', 'jobTemplate', 'spec', 'template'],
  'Rollout.argoproj.io': ['spec', 'template'],
};

/** Kinds whose pods end by themselves: no Service, PodDisruptionBudget or monitor is meant for them. */
export const RUNS_TO_COMPLETION: ReadonlySet<string> = new Set(['Job.batch', 'CronJob.batch']);
