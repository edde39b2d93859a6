/** The public API of Lockstep. */
export { App, SynthError, type AppProps } from './app';
export type { Code, Severity } from './model/codes';
export type { BestPracticeCode, BestPracticeSlug } from './model/codes/best-practices';
export type { Finding } from './model/finding';
export type { DeviationTerms, PatchOperation } from './model/deviation';
export {
  Environments,
  defineEnvironments,
  type Attributes,
  type EnvironmentLanguage,
  type Stage,
} from './model/environments';
export { Expression } from './model/expression';
export type { Field, Fields, Input } from './model/fields';
export type { ImageLock, Inputs, PinnedImage, SealedFile, SealedItem, SealedStore, SealingScope } from './model/inputs';
export type { Presence } from './model/presence';
export { json } from './model/text';
export { Absent, absent, combine, varies as isVarying, type Varying } from './model/varying';
export type { Permission } from './pattern/permissions/permissions';
export type { AddOnName } from './pattern/addons/catalog';
export type { Flagger } from './pattern/addons/control';
export type { SealedSecretsController } from './pattern/addons/data';
export type { AddOns } from './pattern/addons/declared';
export type { IngressNginx } from './pattern/addons/edge';
export type { AddOn, Replicated } from './pattern/addons/kind';
export type { KubePrometheusStack } from './pattern/addons/monitoring';
export type { Collector, FluentBit, Kept } from './pattern/addons/telemetry';
export type { Autoscaling } from './pattern/autoscaling/props';
export type { Behavior, Scaling, Step } from './pattern/autoscaling/behavior';
export type { CustomMetric } from './pattern/autoscaling/metrics';
export type {
  CronTrigger,
  PrometheusTrigger,
  RabbitMqTrigger,
  RedisTrigger,
  Trigger,
} from './pattern/autoscaling/triggers';
export type { Availability, Disruption, Rollout } from './pattern/workload/availability';
export type { ClusterFacts, ClusterMetrics, ClusterPods, ProvidedObject } from './pattern/platform/cluster';
export { Endpoint } from './pattern/network/connections';
export type { Amounts, Resources, Writable } from './pattern/workload/resources';
export type { Canary, CanaryMetric } from './pattern/delivery/canary-props';
export type { Delivery } from './pattern/delivery/delivery';
export type { Notifications } from './pattern/delivery/notifications';
export type { Window } from './pattern/delivery/windows';
export type {
  GatewayAddresses,
  GatewayFacts,
  GatewayPods,
  IngressController,
  SharedGateway,
} from './pattern/edge/gateway';
export type { Hsts } from './pattern/edge/hsts';
export type { DnsChallenge } from './pattern/edge/dns-challenge';
export { Issuer, type Authority, type IssuerProps } from './pattern/edge/issuer';
export type { Challenge, IssuerFacts } from './pattern/edge/issuer-facts';
export {
  definePattern,
  type CommonProps,
  type PatternClass,
  type PatternConstruct,
  type PatternFunction,
} from './pattern/define/define-pattern';
export type { Fault, KnownManifest, ObjectTerms, PatternContext } from './pattern/define/context';
export { shape } from './pattern/define/shapes';
export type { OperatedPods } from './model/operated';
export type { OtherManifest } from './pattern/engine/parts';
export type { PropsOf } from './model/shape';
export { deviate, type AcceptanceTerms, type OverrideTerms, type WaiverTerms } from './pattern/engine/deviate';
export type { Entry, LoadBalancer } from './pattern/edge/load-balancer';
export type { Retries, Route, RouteRule } from './pattern/edge/route';
export type { Share } from './pattern/edge/shares';
export type { Cors, HeaderChanges, Limits, RateLimit } from './pattern/edge/settings';
export type { CircuitBreaker, Traffic } from './pattern/mesh/traffic';
export { ExternalService, type ExternalServiceProps } from './pattern/network/external';
export { limit } from './pattern/engine/limit';
export type { Metrics } from './pattern/observability/monitor';
export type { Latency, Objectives } from './pattern/observability/objectives';
export type { DashboardJson, Dashboards } from './pattern/observability/dashboards/props';
export type { Tracing, TracingFacts } from './pattern/observability/tracing-props';
export type { RequestMetrics } from './pattern/observability/requests';
export type { Alerts, AlertSeverity, AlertTuning, OwnAlert } from './pattern/observability/alert';
export type { Edition, WaivableOpinion } from './pattern/platform/opinions';
export { AlertReceivers, type AlertReceiversProps, type Receiver } from './pattern/observability/receivers';
export type { PlatformInput, PlatformProps } from './pattern/platform/platform';
export { Platform } from './pattern/platform/public-platform';
export type { Probe, Probes } from './pattern/workload/probes';
export type { Quota } from './pattern/platform/quota';
export type { Policies } from './pattern/tenancy/kyverno';
export { TenantNamespace, type TenantNamespaceProps } from './pattern/tenancy/tenant-namespace';
export { SealedKey, sealed, sealedKeys } from './pattern/secrets/sealed';
export type { SecretFiles } from './pattern/workload/secret-files';
export type { NamedService, ServicePorts } from './pattern/network/named-service';
export type { AwsStore, AzureStore, GoogleStore, RemoteKey, SecretStore, VaultStore } from './pattern/secrets/store';
export { WebService, type WebServiceProps } from './pattern/workload/web-service';
export { PodField, podField, type EnvValue } from './pattern/workload/env-value';
export {
  configuration,
  ServiceConfiguration,
  type BrowserFile,
  type Schema,
  type ValuesOf,
} from './pattern/settings/schema';
export { Setting, setting, type Terms } from './pattern/settings/setting';
export { Worker, type WorkerProps } from './pattern/workload/worker';
export type { Shutdown } from './pattern/workload/shutdown';
export { CronTask, type CronTaskProps, type History } from './pattern/jobs/cron-task';
export { Job, type JobProps } from './pattern/jobs/job';
export { Migration, type MigrationProps } from './pattern/jobs/migration';
export type { RunProps } from './pattern/jobs/run';
export { Verification, type VerificationProps } from './pattern/jobs/verification';
export { Postgres } from './pattern/stores/postgres/postgres';
export type { PostgresProps } from './pattern/stores/postgres/props';
export type { Backup, Recovery } from './pattern/stores/postgres/backup';
export type { ObjectStorage, StorageCredentials } from './pattern/stores/backup/object-storage';
export type { Keep, RestoreCheck, StoreBackup } from './pattern/stores/backup/backup';
export type { Drill } from './pattern/stores/postgres/drill-props';
export type { Maintenance, Synchronous, Volume } from './pattern/stores/postgres/cluster';
export type { Login } from './pattern/stores/operated/login';
export type { Role } from './pattern/stores/postgres/credentials';
export type { InstanceProbe, InstanceProbes } from './pattern/stores/postgres/probes';
export type { PostgresParameters } from './pattern/stores/postgres/parameters';
export type { Pooler } from './pattern/stores/postgres/pooler';
export { Elasticsearch, type ElasticsearchProps } from './pattern/stores/elasticsearch/elasticsearch';
export type { ProvidedKey } from './pattern/secrets/provided-key';
export type { BackupCommand, CommandBackup } from './pattern/stores/stateful/backup';
export { MongoDb, type MongoDbProps } from './pattern/stores/mongodb/mongodb';
export type { Agent as MongoAgent, OperatorImages as MongoOperatorImages } from './pattern/stores/mongodb/members';
export type { MongoLogin, MongoRole, MongoUser } from './pattern/stores/mongodb/users';
export { Redis } from './pattern/stores/redis/redis';
export type { RedisProps } from './pattern/stores/redis/redis-props';
export type { EvictionPolicy } from './pattern/stores/redis/memory';
export type { Persistence, Snapshot } from './pattern/stores/redis/persistence';
export type { Sentinel } from './pattern/stores/redis/sentinel';
export type { RedisUser } from './pattern/stores/redis/users';
export {
  StatefulService,
  type Replication,
  type StatefulServiceProps,
} from './pattern/stores/stateful/stateful-service';
export type { StoreExporter } from './pattern/stores/stateful/exporter';
export type { Sidecar } from './pattern/stores/stateful/sidecar';
export type { Retention, Update } from './pattern/stores/stateful/stateful-set';
export type { Storage, StoreVolume } from './pattern/stores/stateful/volumes';
export { NatsJetStream, type NatsJetStreamProps } from './pattern/stores/nats/jetstream';
export type { NatsLogin } from './pattern/stores/nats/credentials';
export { NatsStreaming, type Channels, type Heartbeat, type NatsStreamingProps } from './pattern/stores/nats/streaming';
export { RabbitMq, type RabbitMqProps } from './pattern/stores/rabbitmq/rabbitmq';
export type { RabbitLogin, RabbitUser } from './pattern/stores/rabbitmq/users';
