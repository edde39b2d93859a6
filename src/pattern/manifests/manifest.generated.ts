// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type {
  ConfigMap,
  LimitRange,
  Namespace,
  PersistentVolumeClaim,
  Pod,
  ResourceQuota,
  Service,
  ServiceAccount,
  Deployment,
  StatefulSet,
  HorizontalPodAutoscaler,
  CronJob,
  Job,
  Ingress,
  NetworkPolicy,
  PodDisruptionBudget,
  ClusterRole,
  ClusterRoleBinding,
  Role,
  RoleBinding,
} from './kubernetes.generated';
import type { AppProject } from './AppProject.generated';
import type { Application } from './Application.generated';
import type { SealedSecret } from './SealedSecret.generated';
import type { Certificate } from './Certificate.generated';
import type { ClusterIssuer } from './ClusterIssuer.generated';
import type { Issuer } from './Issuer.generated';
import type { Elasticsearch } from './Elasticsearch.generated';
import type { ExternalSecret } from './ExternalSecret.generated';
import type { SecretStore } from './SecretStore.generated';
import type { Canary } from './Canary.generated';
import type { MetricTemplate } from './MetricTemplate.generated';
import type { HTTPRoute } from './HTTPRoute.generated';
import type { ScaledObject } from './ScaledObject.generated';
import type { TriggerAuthentication } from './TriggerAuthentication.generated';
import type { MongoDBCommunity } from './MongoDBCommunity.generated';
import type { PodMonitor } from './PodMonitor.generated';
import type { PrometheusRule } from './PrometheusRule.generated';
import type { ServiceMonitor } from './ServiceMonitor.generated';
import type { AlertmanagerConfig } from './AlertmanagerConfig.generated';
import type { DestinationRule } from './DestinationRule.generated';
import type { VirtualService } from './VirtualService.generated';
import type { NamespacedValidatingPolicy } from './NamespacedValidatingPolicy.generated';
import type { ValidatingPolicy } from './ValidatingPolicy.generated';
import type { Cluster } from './Cluster.generated';
import type { Pooler } from './Pooler.generated';
import type { ScheduledBackup } from './ScheduledBackup.generated';
import type { AuthorizationPolicy } from './AuthorizationPolicy.generated';
import type { PeerAuthentication } from './PeerAuthentication.generated';

/** A manifest that constructs of the pattern write, under its wire names. */
export type Manifest =
  | ConfigMap
  | LimitRange
  | Namespace
  | PersistentVolumeClaim
  | Pod
  | ResourceQuota
  | Service
  | ServiceAccount
  | Deployment
  | StatefulSet
  | HorizontalPodAutoscaler
  | CronJob
  | Job
  | Ingress
  | NetworkPolicy
  | PodDisruptionBudget
  | ClusterRole
  | ClusterRoleBinding
  | Role
  | RoleBinding
  | AppProject
  | Application
  | SealedSecret
  | Certificate
  | ClusterIssuer
  | Issuer
  | Elasticsearch
  | ExternalSecret
  | SecretStore
  | Canary
  | MetricTemplate
  | HTTPRoute
  | ScaledObject
  | TriggerAuthentication
  | MongoDBCommunity
  | PodMonitor
  | PrometheusRule
  | ServiceMonitor
  | AlertmanagerConfig
  | DestinationRule
  | VirtualService
  | NamespacedValidatingPolicy
  | ValidatingPolicy
  | Cluster
  | Pooler
  | ScheduledBackup
  | AuthorizationPolicy
  | PeerAuthentication;

export type {
  ConfigMap,
  LimitRange,
  Namespace,
  PersistentVolumeClaim,
  Pod,
  ResourceQuota,
  Service,
  ServiceAccount,
  Deployment,
  StatefulSet,
  HorizontalPodAutoscaler,
  CronJob,
  Job,
  Ingress,
  NetworkPolicy,
  PodDisruptionBudget,
  ClusterRole,
  ClusterRoleBinding,
  Role,
  RoleBinding,
  AppProject,
  Application,
  SealedSecret,
  Certificate,
  ClusterIssuer,
  Issuer,
  Elasticsearch,
  ExternalSecret,
  SecretStore,
  Canary,
  MetricTemplate,
  HTTPRoute,
  ScaledObject,
  TriggerAuthentication,
  MongoDBCommunity,
  PodMonitor,
  PrometheusRule,
  ServiceMonitor,
  AlertmanagerConfig,
  DestinationRule,
  VirtualService,
  NamespacedValidatingPolicy,
  ValidatingPolicy,
  Cluster,
  Pooler,
  ScheduledBackup,
  AuthorizationPolicy,
  PeerAuthentication,
};
