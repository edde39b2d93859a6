// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface MatchExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | undefined;
}

export interface LabelSelector {
  readonly matchExpressions?: readonly MatchExpression[] | undefined;
  readonly matchLabels?: Readonly<Record<string, Text>> | undefined;
}

export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelector | undefined;
  readonly matchLabelKeys?: readonly string[] | undefined;
  readonly mismatchLabelKeys?: readonly string[] | undefined;
  readonly namespaceSelector?: LabelSelector | undefined;
  readonly namespaces?: readonly string[] | undefined;
  readonly topologyKey: string;
}

export interface PreferredDuringSchedulingIgnoredDuringExecution {
  readonly podAffinityTerm: PodAffinityTerm;
  readonly weight: number;
}

export interface AdditionalPodAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?:
    readonly PreferredDuringSchedulingIgnoredDuringExecution[] | undefined;
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined;
}

export interface Preference {
  readonly matchExpressions?: readonly MatchExpression[] | undefined;
  readonly matchFields?: readonly MatchExpression[] | undefined;
}

export interface NodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly preference: Preference;
  readonly weight: number;
}

export interface RequiredDuringSchedulingIgnoredDuringExecution {
  readonly nodeSelectorTerms: readonly Preference[];
}

export interface NodeAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?:
    readonly NodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[] | undefined;
  readonly requiredDuringSchedulingIgnoredDuringExecution?: RequiredDuringSchedulingIgnoredDuringExecution | undefined;
}

export interface Toleration {
  readonly effect?: string | undefined;
  readonly key?: string | undefined;
  readonly operator?: string | undefined;
  readonly tolerationSeconds?: number | undefined;
  readonly value?: string | undefined;
}

export interface Affinity {
  readonly additionalPodAffinity?: AdditionalPodAffinity | undefined;
  readonly additionalPodAntiAffinity?: AdditionalPodAffinity | undefined;
  readonly enablePodAntiAffinity?: boolean | undefined;
  readonly nodeAffinity?: NodeAffinity | undefined;
  readonly nodeSelector?: Readonly<Record<string, Text>> | undefined;
  readonly podAntiAffinityType?: string | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly topologyKey?: string | undefined;
}

export interface ConnectionString {
  readonly key: string;
  readonly name: string;
}

export interface AzureCredentials {
  readonly connectionString?: ConnectionString | undefined;
  readonly inheritFromAzureAD?: boolean | undefined;
  readonly storageAccount?: ConnectionString | undefined;
  readonly storageKey?: ConnectionString | undefined;
  readonly storageSasToken?: ConnectionString | undefined;
}

export interface Data {
  readonly additionalCommandArgs?: readonly string[] | undefined;
  readonly compression?: 'bzip2' | 'gzip' | 'snappy' | undefined;
  readonly encryption?: 'AES256' | 'aws:kms' | undefined;
  readonly immediateCheckpoint?: boolean | undefined;
  readonly jobs?: number | undefined;
}

export interface GoogleCredentials {
  readonly applicationCredentials?: ConnectionString | undefined;
  readonly gkeEnvironment?: boolean | undefined;
}

export interface S3Credentials {
  readonly accessKeyId?: ConnectionString | undefined;
  readonly inheritFromIAMRole?: boolean | undefined;
  readonly region?: ConnectionString | undefined;
  readonly secretAccessKey?: ConnectionString | undefined;
  readonly sessionToken?: ConnectionString | undefined;
}

export interface Wal {
  readonly archiveAdditionalCommandArgs?: readonly string[] | undefined;
  readonly compression?: 'bzip2' | 'gzip' | 'lz4' | 'snappy' | 'xz' | 'zstd' | undefined;
  readonly encryption?: 'AES256' | 'aws:kms' | undefined;
  readonly maxParallel?: number | undefined;
  readonly restoreAdditionalCommandArgs?: readonly string[] | undefined;
}

export interface BarmanObjectStore {
  readonly azureCredentials?: AzureCredentials | undefined;
  readonly data?: Data | undefined;
  readonly destinationPath: string;
  readonly endpointCA?: ConnectionString | undefined;
  readonly endpointURL?: string | undefined;
  readonly googleCredentials?: GoogleCredentials | undefined;
  readonly historyTags?: Readonly<Record<string, Text>> | undefined;
  readonly s3Credentials?: S3Credentials | undefined;
  readonly serverName?: string | undefined;
  readonly tags?: Readonly<Record<string, Text>> | undefined;
  readonly wal?: Wal | undefined;
}

export interface OnlineConfiguration {
  readonly immediateCheckpoint?: boolean | undefined;
  readonly waitForArchive?: boolean | undefined;
}

export interface VolumeSnapshot {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly className?: string | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
  readonly online?: boolean | undefined;
  readonly onlineConfiguration?: OnlineConfiguration | undefined;
  readonly snapshotOwnerReference?: 'none' | 'cluster' | 'backup' | undefined;
  readonly tablespaceClassName?: Readonly<Record<string, Text>> | undefined;
  readonly walClassName?: string | undefined;
}

export interface Backup {
  readonly barmanObjectStore?: BarmanObjectStore | undefined;
  readonly retentionPolicy?: string | undefined;
  readonly target?: 'primary' | 'prefer-standby' | undefined;
  readonly volumeSnapshot?: VolumeSnapshot | undefined;
}

export interface Source {
  readonly externalCluster: string;
}

export interface Import {
  readonly databases: readonly string[];
  readonly pgDumpExtraOptions?: readonly string[] | undefined;
  readonly pgRestoreDataOptions?: readonly string[] | undefined;
  readonly pgRestoreExtraOptions?: readonly string[] | undefined;
  readonly pgRestorePostdataOptions?: readonly string[] | undefined;
  readonly pgRestorePredataOptions?: readonly string[] | undefined;
  readonly postImportApplicationSQL?: readonly string[] | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly schemaOnly?: boolean | undefined;
  readonly source: Source;
  readonly type: 'microservice' | 'monolith';
}

export interface PostInitApplicationSQLRefs {
  readonly configMapRefs?: readonly ConnectionString[] | undefined;
  readonly secretRefs?: readonly ConnectionString[] | undefined;
}

export interface Secret {
  readonly name: string;
}

export interface Initdb {
  readonly builtinLocale?: string | undefined;
  readonly dataChecksums?: boolean | undefined;
  readonly database?: string | undefined;
  readonly encoding?: string | undefined;
  readonly icuLocale?: string | undefined;
  readonly icuRules?: string | undefined;
  readonly import?: Import | undefined;
  readonly locale?: string | undefined;
  readonly localeCType?: string | undefined;
  readonly localeCollate?: string | undefined;
  readonly localeProvider?: string | undefined;
  readonly options?: readonly string[] | undefined;
  readonly owner?: string | undefined;
  readonly postInitApplicationSQL?: readonly string[] | undefined;
  readonly postInitApplicationSQLRefs?: PostInitApplicationSQLRefs | undefined;
  readonly postInitSQL?: readonly string[] | undefined;
  readonly postInitSQLRefs?: PostInitApplicationSQLRefs | undefined;
  readonly postInitTemplateSQL?: readonly string[] | undefined;
  readonly postInitTemplateSQLRefs?: PostInitApplicationSQLRefs | undefined;
  readonly secret?: Secret | undefined;
  readonly walSegmentSize?: number | undefined;
}

export interface Pgbasebackup {
  readonly database?: string | undefined;
  readonly owner?: string | undefined;
  readonly secret?: Secret | undefined;
  readonly source: string;
}

export interface RecoveryBackup {
  readonly endpointCA?: ConnectionString | undefined;
  readonly name: string;
}

export interface RecoveryTarget {
  readonly backupID?: string | undefined;
  readonly exclusive?: boolean | undefined;
  readonly targetImmediate?: boolean | undefined;
  readonly targetLSN?: string | undefined;
  readonly targetName?: string | undefined;
  readonly targetTLI?: string | undefined;
  readonly targetTime?: string | undefined;
  readonly targetXID?: string | undefined;
}

export interface Storage {
  readonly apiGroup?: string | undefined;
  readonly kind: string;
  readonly name: string;
}

export interface VolumeSnapshots {
  readonly storage: Storage;
  readonly tablespaceStorage?: Readonly<Record<string, Storage>> | undefined;
  readonly walStorage?: Storage | undefined;
}

export interface Recovery {
  readonly backup?: RecoveryBackup | undefined;
  readonly database?: string | undefined;
  readonly owner?: string | undefined;
  readonly recoveryTarget?: RecoveryTarget | undefined;
  readonly secret?: Secret | undefined;
  readonly source?: string | undefined;
  readonly volumeSnapshots?: VolumeSnapshots | undefined;
}

export interface Bootstrap {
  readonly initdb?: Initdb | undefined;
  readonly pg_basebackup?: Pgbasebackup | undefined;
  readonly recovery?: Recovery | undefined;
}

export interface Certificates {
  readonly clientCASecret?: string | undefined;
  readonly replicationTLSSecret?: string | undefined;
  readonly serverAltDNSNames?: readonly string[] | undefined;
  readonly serverCASecret?: string | undefined;
  readonly serverTLSSecret?: string | undefined;
}

export interface ConfigMapKeyRef {
  readonly key: string;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface FieldRef {
  readonly apiVersion?: string | undefined;
  readonly fieldPath: string;
}

export interface FileKeyRef {
  readonly key: string;
  readonly optional?: boolean | undefined;
  readonly path: string;
  readonly volumeName: string;
}

export interface ResourceFieldRef {
  readonly containerName?: string | undefined;
  readonly divisor?: string | number | undefined;
  readonly resource: string;
}

export interface ValueFrom {
  readonly configMapKeyRef?: ConfigMapKeyRef | undefined;
  readonly fieldRef?: FieldRef | undefined;
  readonly fileKeyRef?: FileKeyRef | undefined;
  readonly resourceFieldRef?: ResourceFieldRef | undefined;
  readonly secretKeyRef?: ConfigMapKeyRef | undefined;
}

export interface Env {
  readonly name: string;
  readonly value?: string | undefined;
  readonly valueFrom?: ValueFrom | undefined;
}

export interface ConfigMapRef {
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface EnvFrom {
  readonly configMapRef?: ConfigMapRef | undefined;
  readonly prefix?: string | undefined;
  readonly secretRef?: ConfigMapRef | undefined;
}

export interface DataSourceRef {
  readonly apiGroup?: string | undefined;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}

export interface Resources {
  readonly limits?: Readonly<Record<string, string | number>> | undefined;
  readonly requests?: Readonly<Record<string, string | number>> | undefined;
}

export interface VolumeClaimTemplateSpec {
  readonly accessModes?: readonly string[] | undefined;
  readonly dataSource?: Storage | undefined;
  readonly dataSourceRef?: DataSourceRef | undefined;
  readonly resources?: Resources | undefined;
  readonly selector?: LabelSelector | undefined;
  readonly storageClassName?: string | undefined;
  readonly volumeAttributesClassName?: string | undefined;
  readonly volumeMode?: string | undefined;
  readonly volumeName?: string | undefined;
}

export interface VolumeClaimTemplate {
  readonly metadata?: object | undefined;
  readonly spec: VolumeClaimTemplateSpec;
}

export interface EphemeralVolumeSource {
  readonly volumeClaimTemplate?: VolumeClaimTemplate | undefined;
}

export interface EphemeralVolumesSizeLimit {
  readonly shm?: string | number | undefined;
  readonly temporaryData?: string | number | undefined;
}

export interface Plugin {
  readonly enabled?: boolean | undefined;
  readonly isWALArchiver?: boolean | undefined;
  readonly name: string;
  readonly parameters?: Readonly<Record<string, Text>> | undefined;
}

export interface ExternalCluster {
  readonly barmanObjectStore?: BarmanObjectStore | undefined;
  readonly connectionParameters?: Readonly<Record<string, Text>> | undefined;
  readonly name: string;
  readonly password?: ConfigMapKeyRef | undefined;
  readonly plugin?: Plugin | undefined;
  readonly sslCert?: ConfigMapKeyRef | undefined;
  readonly sslKey?: ConfigMapKeyRef | undefined;
  readonly sslRootCert?: ConfigMapKeyRef | undefined;
}

export interface ImageCatalogRef {
  readonly apiGroup?: string | undefined;
  readonly kind: string;
  readonly major: number;
  readonly name: string;
}

export interface InheritedMetadata {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
}

export interface Role {
  readonly bypassrls?: boolean | undefined;
  readonly comment?: string | undefined;
  readonly connectionLimit?: number | undefined;
  readonly createdb?: boolean | undefined;
  readonly createrole?: boolean | undefined;
  readonly disablePassword?: boolean | undefined;
  readonly ensure?: 'present' | 'absent' | undefined;
  readonly inRoles?: readonly string[] | undefined;
  readonly inherit?: boolean | undefined;
  readonly login?: boolean | undefined;
  readonly name: string;
  readonly passwordSecret?: Secret | undefined;
  readonly replication?: boolean | undefined;
  readonly superuser?: boolean | undefined;
  readonly validUntil?: string | undefined;
}

export interface ServiceTemplateMetadata {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
  readonly name?: string | undefined;
}

export interface Port {
  readonly appProtocol?: string | undefined;
  readonly name?: string | undefined;
  readonly nodePort?: number | undefined;
  readonly port: number;
  readonly protocol?: string | undefined;
  readonly targetPort?: string | number | undefined;
}

export interface ClientIP {
  readonly timeoutSeconds?: number | undefined;
}

export interface SessionAffinityConfig {
  readonly clientIP?: ClientIP | undefined;
}

export interface ServiceTemplateSpec {
  readonly allocateLoadBalancerNodePorts?: boolean | undefined;
  readonly clusterIP?: string | undefined;
  readonly clusterIPs?: readonly string[] | undefined;
  readonly externalIPs?: readonly string[] | undefined;
  readonly externalName?: string | undefined;
  readonly externalTrafficPolicy?: string | undefined;
  readonly healthCheckNodePort?: number | undefined;
  readonly internalTrafficPolicy?: string | undefined;
  readonly ipFamilies?: readonly string[] | undefined;
  readonly ipFamilyPolicy?: string | undefined;
  readonly loadBalancerClass?: string | undefined;
  readonly loadBalancerIP?: string | undefined;
  readonly loadBalancerSourceRanges?: readonly string[] | undefined;
  readonly ports?: readonly Port[] | undefined;
  readonly publishNotReadyAddresses?: boolean | undefined;
  readonly selector?: Readonly<Record<string, Text>> | undefined;
  readonly sessionAffinity?: string | undefined;
  readonly sessionAffinityConfig?: SessionAffinityConfig | undefined;
  readonly trafficDistribution?: string | undefined;
  readonly type?: string | undefined;
}

export interface ServiceTemplate {
  readonly metadata?: ServiceTemplateMetadata | undefined;
  readonly spec?: ServiceTemplateSpec | undefined;
}

export interface Additional {
  readonly selectorType: 'rw' | 'r' | 'ro';
  readonly serviceTemplate: ServiceTemplate;
  readonly updateStrategy?: 'patch' | 'replace' | undefined;
}

export interface Services {
  readonly additional?: readonly Additional[] | undefined;
  readonly disabledDefaultServices?: readonly ('rw' | 'r' | 'ro')[] | undefined;
}

export interface Managed {
  readonly roles?: readonly Role[] | undefined;
  readonly services?: Services | undefined;
}

export interface PodMonitorMetricRelabeling {
  readonly action?:
    | 'replace'
    | 'Replace'
    | 'keep'
    | 'Keep'
    | 'drop'
    | 'Drop'
    | 'hashmod'
    | 'HashMod'
    | 'labelmap'
    | 'LabelMap'
    | 'labeldrop'
    | 'LabelDrop'
    | 'labelkeep'
    | 'LabelKeep'
    | 'lowercase'
    | 'Lowercase'
    | 'uppercase'
    | 'Uppercase'
    | 'keepequal'
    | 'KeepEqual'
    | 'dropequal'
    | 'DropEqual'
    | undefined;
  readonly modulus?: number | undefined;
  readonly regex?: string | undefined;
  readonly replacement?: string | undefined;
  readonly separator?: string | undefined;
  readonly sourceLabels?: readonly string[] | undefined;
  readonly targetLabel?: string | undefined;
}

export interface Tls {
  readonly enabled?: boolean | undefined;
}

export interface Monitoring {
  readonly customQueriesConfigMap?: readonly ConnectionString[] | undefined;
  readonly customQueriesSecret?: readonly ConnectionString[] | undefined;
  readonly disableDefaultQueries?: boolean | undefined;
  readonly enablePodMonitor?: boolean | undefined;
  readonly metricsQueriesTTL?: string | undefined;
  readonly podMonitorMetricRelabelings?: readonly PodMonitorMetricRelabeling[] | undefined;
  readonly podMonitorRelabelings?: readonly PodMonitorMetricRelabeling[] | undefined;
  readonly tls?: Tls | undefined;
}

export interface NodeMaintenanceWindow {
  readonly inProgress?: boolean | undefined;
  readonly reusePVC?: boolean | undefined;
}

export interface AppArmorProfile {
  readonly localhostProfile?: string | undefined;
  readonly type: string;
}

export interface SeLinuxOptions {
  readonly level?: string | undefined;
  readonly role?: string | undefined;
  readonly type?: string | undefined;
  readonly user?: string | undefined;
}

export interface Sysctl {
  readonly name: string;
  readonly value: string;
}

export interface WindowsOptions {
  readonly gmsaCredentialSpec?: string | undefined;
  readonly gmsaCredentialSpecName?: string | undefined;
  readonly hostProcess?: boolean | undefined;
  readonly runAsUserName?: string | undefined;
}

export interface PodSecurityContext {
  readonly appArmorProfile?: AppArmorProfile | undefined;
  readonly fsGroup?: number | undefined;
  readonly fsGroupChangePolicy?: string | undefined;
  readonly runAsGroup?: number | undefined;
  readonly runAsNonRoot?: boolean | undefined;
  readonly runAsUser?: number | undefined;
  readonly seLinuxChangePolicy?: string | undefined;
  readonly seLinuxOptions?: SeLinuxOptions | undefined;
  readonly seccompProfile?: AppArmorProfile | undefined;
  readonly supplementalGroups?: readonly number[] | undefined;
  readonly supplementalGroupsPolicy?: string | undefined;
  readonly sysctls?: readonly Sysctl[] | undefined;
  readonly windowsOptions?: WindowsOptions | undefined;
}

export interface Image {
  readonly pullPolicy?: string | undefined;
  readonly reference?: string | undefined;
}

export interface Extension {
  readonly dynamic_library_path?: readonly string[] | undefined;
  readonly extension_control_path?: readonly string[] | undefined;
  readonly image: Image;
  readonly ld_library_path?: readonly string[] | undefined;
  readonly name: string;
}

export interface BindAsAuth {
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}

export interface BindSearchAuth {
  readonly baseDN?: string | undefined;
  readonly bindDN?: string | undefined;
  readonly bindPassword?: ConfigMapKeyRef | undefined;
  readonly searchAttribute?: string | undefined;
  readonly searchFilter?: string | undefined;
}

export interface Ldap {
  readonly bindAsAuth?: BindAsAuth | undefined;
  readonly bindSearchAuth?: BindSearchAuth | undefined;
  readonly port?: number | undefined;
  readonly scheme?: 'ldap' | 'ldaps' | undefined;
  readonly server?: string | undefined;
  readonly tls?: boolean | undefined;
}

export interface SyncReplicaElectionConstraint {
  readonly enabled: boolean;
  readonly nodeLabelsAntiAffinity?: readonly string[] | undefined;
}

export interface Synchronous {
  readonly dataDurability?: 'required' | 'preferred' | undefined;
  readonly failoverQuorum?: boolean | undefined;
  readonly maxStandbyNamesFromCluster?: number | undefined;
  readonly method: 'any' | 'first';
  readonly number: number;
  readonly standbyNamesPost?: readonly string[] | undefined;
  readonly standbyNamesPre?: readonly string[] | undefined;
}

export interface Postgresql {
  readonly enableAlterSystem?: boolean | undefined;
  readonly extensions?: readonly Extension[] | undefined;
  readonly ldap?: Ldap | undefined;
  readonly parameters?: Readonly<Record<string, Text>> | undefined;
  readonly pg_hba?: readonly string[] | undefined;
  readonly pg_ident?: readonly string[] | undefined;
  readonly promotionTimeout?: number | undefined;
  readonly shared_preload_libraries?: readonly string[] | undefined;
  readonly syncReplicaElectionConstraint?: SyncReplicaElectionConstraint | undefined;
  readonly synchronous?: Synchronous | undefined;
}

export interface IsolationCheck {
  readonly connectionTimeout?: number | undefined;
  readonly enabled?: boolean | undefined;
  readonly requestTimeout?: number | undefined;
}

export interface Liveness {
  readonly failureThreshold?: number | undefined;
  readonly initialDelaySeconds?: number | undefined;
  readonly isolationCheck?: IsolationCheck | undefined;
  readonly periodSeconds?: number | undefined;
  readonly successThreshold?: number | undefined;
  readonly terminationGracePeriodSeconds?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
}

export interface Readiness {
  readonly failureThreshold?: number | undefined;
  readonly initialDelaySeconds?: number | undefined;
  readonly maximumLag?: string | number | undefined;
  readonly periodSeconds?: number | undefined;
  readonly successThreshold?: number | undefined;
  readonly terminationGracePeriodSeconds?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly type?: 'pg_isready' | 'streaming' | 'query' | undefined;
}

export interface Probes {
  readonly liveness?: Liveness | undefined;
  readonly readiness?: Readiness | undefined;
  readonly startup?: Readiness | undefined;
}

export interface ClusterTrustBundle {
  readonly labelSelector?: LabelSelector | undefined;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly path: string;
  readonly signerName?: string | undefined;
}

export interface Item {
  readonly key: string;
  readonly mode?: number | undefined;
  readonly path: string;
}

export interface ConfigMap {
  readonly items?: readonly Item[] | undefined;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface DownwardAPIItem {
  readonly fieldRef?: FieldRef | undefined;
  readonly mode?: number | undefined;
  readonly path: string;
  readonly resourceFieldRef?: ResourceFieldRef | undefined;
}

export interface DownwardAPI {
  readonly items?: readonly DownwardAPIItem[] | undefined;
}

export interface PodCertificate {
  readonly certificateChainPath?: string | undefined;
  readonly credentialBundlePath?: string | undefined;
  readonly keyPath?: string | undefined;
  readonly keyType: string;
  readonly maxExpirationSeconds?: number | undefined;
  readonly signerName: string;
}

export interface ServiceAccountToken {
  readonly audience?: string | undefined;
  readonly expirationSeconds?: number | undefined;
  readonly path: string;
}

export interface ProjectedVolumeTemplateSource {
  readonly clusterTrustBundle?: ClusterTrustBundle | undefined;
  readonly configMap?: ConfigMap | undefined;
  readonly downwardAPI?: DownwardAPI | undefined;
  readonly podCertificate?: PodCertificate | undefined;
  readonly secret?: ConfigMap | undefined;
  readonly serviceAccountToken?: ServiceAccountToken | undefined;
}

export interface ProjectedVolumeTemplate {
  readonly defaultMode?: number | undefined;
  readonly sources?: readonly ProjectedVolumeTemplateSource[] | undefined;
}

export interface Replica {
  readonly enabled?: boolean | undefined;
  readonly minApplyDelay?: string | undefined;
  readonly primary?: string | undefined;
  readonly promotionToken?: string | undefined;
  readonly self?: string | undefined;
  readonly source: string;
}

export interface HighAvailability {
  readonly enabled?: boolean | undefined;
  readonly slotPrefix?: string | undefined;
  readonly synchronizeLogicalDecoding?: boolean | undefined;
}

export interface SynchronizeReplicas {
  readonly enabled?: boolean | undefined;
  readonly excludePatterns?: readonly string[] | undefined;
}

export interface ReplicationSlots {
  readonly highAvailability?: HighAvailability | undefined;
  readonly synchronizeReplicas?: SynchronizeReplicas | undefined;
  readonly updateInterval?: number | undefined;
}

export interface Claim {
  readonly name: string;
  readonly request?: string | undefined;
}

export interface ClusterSpecResources {
  readonly claims?: readonly Claim[] | undefined;
  readonly limits?: Readonly<Record<string, string | number>> | undefined;
  readonly requests?: Readonly<Record<string, string | number>> | undefined;
}

export interface Capabilities {
  readonly add?: readonly string[] | undefined;
  readonly drop?: readonly string[] | undefined;
}

export interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean | undefined;
  readonly appArmorProfile?: AppArmorProfile | undefined;
  readonly capabilities?: Capabilities | undefined;
  readonly privileged?: boolean | undefined;
  readonly procMount?: string | undefined;
  readonly readOnlyRootFilesystem?: boolean | undefined;
  readonly runAsGroup?: number | undefined;
  readonly runAsNonRoot?: boolean | undefined;
  readonly runAsUser?: number | undefined;
  readonly seLinuxOptions?: SeLinuxOptions | undefined;
  readonly seccompProfile?: AppArmorProfile | undefined;
  readonly windowsOptions?: WindowsOptions | undefined;
}

export interface ServiceAccountTemplate {
  readonly metadata: ServiceTemplateMetadata;
}

export interface ClusterSpecStorage {
  readonly pvcTemplate?: VolumeClaimTemplateSpec | undefined;
  readonly resizeInUseVolumes?: boolean | undefined;
  readonly size?: string | undefined;
  readonly storageClass?: string | undefined;
}

export interface Owner {
  readonly name?: string | undefined;
}

export interface Tablespace {
  readonly name: string;
  readonly owner?: Owner | undefined;
  readonly storage: ClusterSpecStorage;
  readonly temporary?: boolean | undefined;
}

export interface TopologySpreadConstraint {
  readonly labelSelector?: LabelSelector | undefined;
  readonly matchLabelKeys?: readonly string[] | undefined;
  readonly maxSkew: number;
  readonly minDomains?: number | undefined;
  readonly nodeAffinityPolicy?: string | undefined;
  readonly nodeTaintsPolicy?: string | undefined;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
}

export interface ClusterSpec {
  readonly affinity?: Affinity | undefined;
  readonly backup?: Backup | undefined;
  readonly bootstrap?: Bootstrap | undefined;
  readonly certificates?: Certificates | undefined;
  readonly description?: string | undefined;
  readonly enablePDB?: boolean | undefined;
  readonly enableSuperuserAccess?: boolean | undefined;
  readonly env?: readonly Env[] | undefined;
  readonly envFrom?: readonly EnvFrom[] | undefined;
  readonly ephemeralVolumeSource?: EphemeralVolumeSource | undefined;
  readonly ephemeralVolumesSizeLimit?: EphemeralVolumesSizeLimit | undefined;
  readonly externalClusters?: readonly ExternalCluster[] | undefined;
  readonly failoverDelay?: number | undefined;
  readonly imageCatalogRef?: ImageCatalogRef | undefined;
  readonly imageName?: string | undefined;
  readonly imagePullPolicy?: string | undefined;
  readonly imagePullSecrets?: readonly Secret[] | undefined;
  readonly inheritedMetadata?: InheritedMetadata | undefined;
  readonly instances?: number | undefined;
  readonly livenessProbeTimeout?: number | undefined;
  readonly logLevel?: 'error' | 'warning' | 'info' | 'debug' | 'trace' | undefined;
  readonly managed?: Managed | undefined;
  readonly maxSyncReplicas?: number | undefined;
  readonly minSyncReplicas?: number | undefined;
  readonly monitoring?: Monitoring | undefined;
  readonly nodeMaintenanceWindow?: NodeMaintenanceWindow | undefined;
  readonly plugins?: readonly Plugin[] | undefined;
  readonly podSecurityContext?: PodSecurityContext | undefined;
  readonly postgresGID?: number | undefined;
  readonly postgresUID?: number | undefined;
  readonly postgresql?: Postgresql | undefined;
  readonly primaryUpdateMethod?: 'switchover' | 'restart' | undefined;
  readonly primaryUpdateStrategy?: 'unsupervised' | 'supervised' | undefined;
  readonly priorityClassName?: string | undefined;
  readonly probes?: Probes | undefined;
  readonly projectedVolumeTemplate?: ProjectedVolumeTemplate | undefined;
  readonly replica?: Replica | undefined;
  readonly replicationSlots?: ReplicationSlots | undefined;
  readonly resources?: ClusterSpecResources | undefined;
  readonly schedulerName?: string | undefined;
  readonly seccompProfile?: AppArmorProfile | undefined;
  readonly securityContext?: SecurityContext | undefined;
  readonly serviceAccountTemplate?: ServiceAccountTemplate | undefined;
  readonly smartShutdownTimeout?: number | undefined;
  readonly startDelay?: number | undefined;
  readonly stopDelay?: number | undefined;
  readonly storage?: ClusterSpecStorage | undefined;
  readonly superuserSecret?: Secret | undefined;
  readonly switchoverDelay?: number | undefined;
  readonly tablespaces?: readonly Tablespace[] | undefined;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
  readonly walStorage?: ClusterSpecStorage | undefined;
}

/** `postgresql.cnpg.io/v1` Cluster */
export interface Cluster {
  readonly apiVersion: 'postgresql.cnpg.io/v1';
  readonly kind: 'Cluster';
  readonly metadata: ObjectMeta;
  readonly spec: ClusterSpec;
}
