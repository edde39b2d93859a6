// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { Json } from '../../model/json';
import type { ObjectMeta, Text } from './meta';

/** `v1` ConfigMap */
export interface ConfigMap {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  readonly metadata: ObjectMeta;
  readonly binaryData?: Readonly<Record<string, Text>> | undefined;
  readonly data?: Readonly<Record<string, Text>> | undefined;
  readonly immutable?: boolean | undefined;
}

export interface Limit {
  readonly default?: Readonly<Record<string, string | number>> | undefined;
  readonly defaultRequest?: Readonly<Record<string, string | number>> | undefined;
  readonly max?: Readonly<Record<string, string | number>> | undefined;
  readonly maxLimitRequestRatio?: Readonly<Record<string, string | number>> | undefined;
  readonly min?: Readonly<Record<string, string | number>> | undefined;
  readonly type: string;
}

export interface LimitRangeSpec {
  readonly limits: readonly Limit[];
}

/** `v1` LimitRange */
export interface LimitRange {
  readonly apiVersion: 'v1';
  readonly kind: 'LimitRange';
  readonly metadata: ObjectMeta;
  readonly spec?: LimitRangeSpec | undefined;
}

export interface NamespaceSpec {
  readonly finalizers?: readonly string[] | undefined;
}

/** `v1` Namespace */
export interface Namespace {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  readonly metadata: ObjectMeta;
  readonly spec?: NamespaceSpec | undefined;
}

export interface DataSource {
  readonly apiGroup?: string | undefined;
  readonly kind: string;
  readonly name: string;
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

export interface MatchExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | undefined;
}

export interface Selector {
  readonly matchExpressions?: readonly MatchExpression[] | undefined;
  readonly matchLabels?: Readonly<Record<string, Text>> | undefined;
}

export interface PersistentVolumeClaimSpec {
  readonly accessModes?:
    readonly ('ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOnce' | 'ReadWriteOncePod')[] | undefined;
  readonly dataSource?: DataSource | undefined;
  readonly dataSourceRef?: DataSourceRef | undefined;
  readonly resources?: Resources | undefined;
  readonly selector?: Selector | undefined;
  readonly storageClassName?: string | undefined;
  readonly volumeAttributesClassName?: string | undefined;
  readonly volumeMode?: 'Block' | 'Filesystem' | undefined;
  readonly volumeName?: string | undefined;
}

/** `v1` PersistentVolumeClaim */
export interface PersistentVolumeClaim {
  readonly apiVersion: 'v1';
  readonly kind: 'PersistentVolumeClaim';
  readonly metadata: ObjectMeta;
  readonly spec?: PersistentVolumeClaimSpec | undefined;
}

export interface PreferenceMatchExpression {
  readonly key: string;
  readonly operator: 'DoesNotExist' | 'Exists' | 'Gt' | 'In' | 'Lt' | 'NotIn';
  readonly values?: readonly string[] | undefined;
}

export interface Preference {
  readonly matchExpressions?: readonly PreferenceMatchExpression[] | undefined;
  readonly matchFields?: readonly PreferenceMatchExpression[] | undefined;
}

export interface PreferredDuringSchedulingIgnoredDuringExecution {
  readonly preference: Preference;
  readonly weight: number;
}

export interface RequiredDuringSchedulingIgnoredDuringExecution {
  readonly nodeSelectorTerms: readonly Preference[];
}

export interface NodeAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?:
    readonly PreferredDuringSchedulingIgnoredDuringExecution[] | undefined;
  readonly requiredDuringSchedulingIgnoredDuringExecution?: RequiredDuringSchedulingIgnoredDuringExecution | undefined;
}

export interface PodAffinityTerm {
  readonly labelSelector?: Selector | undefined;
  readonly matchLabelKeys?: readonly string[] | undefined;
  readonly mismatchLabelKeys?: readonly string[] | undefined;
  readonly namespaceSelector?: Selector | undefined;
  readonly namespaces?: readonly string[] | undefined;
  readonly topologyKey: string;
}

export interface PodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly podAffinityTerm: PodAffinityTerm;
  readonly weight: number;
}

export interface PodAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?:
    readonly PodAffinityPreferredDuringSchedulingIgnoredDuringExecution[] | undefined;
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined;
}

export interface PodAntiAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?:
    readonly PodAffinityPreferredDuringSchedulingIgnoredDuringExecution[] | undefined;
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined;
}

export interface Affinity {
  readonly nodeAffinity?: NodeAffinity | undefined;
  readonly podAffinity?: PodAffinity | undefined;
  readonly podAntiAffinity?: PodAntiAffinity | undefined;
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

export interface SecretKeyRef {
  readonly key: string;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface ValueFrom {
  readonly configMapKeyRef?: ConfigMapKeyRef | undefined;
  readonly fieldRef?: FieldRef | undefined;
  readonly fileKeyRef?: FileKeyRef | undefined;
  readonly resourceFieldRef?: ResourceFieldRef | undefined;
  readonly secretKeyRef?: SecretKeyRef | undefined;
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

export interface SecretRef {
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface EnvFrom {
  readonly configMapRef?: ConfigMapRef | undefined;
  readonly prefix?: string | undefined;
  readonly secretRef?: SecretRef | undefined;
}

export interface Exec {
  readonly command?: readonly string[] | undefined;
}

export interface HttpHeader {
  readonly name: string;
  readonly value: string;
}

export interface HttpGet {
  readonly host?: string | undefined;
  readonly httpHeaders?: readonly HttpHeader[] | undefined;
  readonly path?: string | undefined;
  readonly port: string | number;
  readonly scheme?: 'HTTP' | 'HTTPS' | undefined;
}

export interface Sleep {
  readonly seconds: number;
}

export interface TcpSocket {
  readonly host?: string | undefined;
  readonly port: string | number;
}

export interface PostStart {
  readonly exec?: Exec | undefined;
  readonly httpGet?: HttpGet | undefined;
  readonly sleep?: Sleep | undefined;
  readonly tcpSocket?: TcpSocket | undefined;
}

export interface Lifecycle {
  readonly postStart?: PostStart | undefined;
  readonly preStop?: PostStart | undefined;
  readonly stopSignal?:
    | 'SIGABRT'
    | 'SIGALRM'
    | 'SIGBUS'
    | 'SIGCHLD'
    | 'SIGCLD'
    | 'SIGCONT'
    | 'SIGFPE'
    | 'SIGHUP'
    | 'SIGILL'
    | 'SIGINT'
    | 'SIGIO'
    | 'SIGIOT'
    | 'SIGKILL'
    | 'SIGPIPE'
    | 'SIGPOLL'
    | 'SIGPROF'
    | 'SIGPWR'
    | 'SIGQUIT'
    | 'SIGRTMAX'
    | 'SIGRTMAX-1'
    | 'SIGRTMAX-10'
    | 'SIGRTMAX-11'
    | 'SIGRTMAX-12'
    | 'SIGRTMAX-13'
    | 'SIGRTMAX-14'
    | 'SIGRTMAX-2'
    | 'SIGRTMAX-3'
    | 'SIGRTMAX-4'
    | 'SIGRTMAX-5'
    | 'SIGRTMAX-6'
    | 'SIGRTMAX-7'
    | 'SIGRTMAX-8'
    | 'SIGRTMAX-9'
    | 'SIGRTMIN'
    | 'SIGRTMIN+1'
    | 'SIGRTMIN+10'
    | 'SIGRTMIN+11'
    | 'SIGRTMIN+12'
    | 'SIGRTMIN+13'
    | 'SIGRTMIN+14'
    | 'SIGRTMIN+15'
    | 'SIGRTMIN+2'
    | 'SIGRTMIN+3'
    | 'SIGRTMIN+4'
    | 'SIGRTMIN+5'
    | 'SIGRTMIN+6'
    | 'SIGRTMIN+7'
    | 'SIGRTMIN+8'
    | 'SIGRTMIN+9'
    | 'SIGSEGV'
    | 'SIGSTKFLT'
    | 'SIGSTOP'
    | 'SIGSYS'
    | 'SIGTERM'
    | 'SIGTRAP'
    | 'SIGTSTP'
    | 'SIGTTIN'
    | 'SIGTTOU'
    | 'SIGURG'
    | 'SIGUSR1'
    | 'SIGUSR2'
    | 'SIGVTALRM'
    | 'SIGWINCH'
    | 'SIGXCPU'
    | 'SIGXFSZ'
    | undefined;
}

export interface Grpc {
  readonly port: number;
  readonly service?: string | undefined;
}

export interface LivenessProbe {
  readonly exec?: Exec | undefined;
  readonly failureThreshold?: number | undefined;
  readonly grpc?: Grpc | undefined;
  readonly httpGet?: HttpGet | undefined;
  readonly initialDelaySeconds?: number | undefined;
  readonly periodSeconds?: number | undefined;
  readonly successThreshold?: number | undefined;
  readonly tcpSocket?: TcpSocket | undefined;
  readonly terminationGracePeriodSeconds?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
}

export interface Port {
  readonly containerPort: number;
  readonly hostIP?: string | undefined;
  readonly hostPort?: number | undefined;
  readonly name?: string | undefined;
  readonly protocol?: 'SCTP' | 'TCP' | 'UDP' | undefined;
}

export interface ResizePolicy {
  readonly resourceName: string;
  readonly restartPolicy: string;
}

export interface Claim {
  readonly name: string;
  readonly request?: string | undefined;
}

export interface ContainerResources {
  readonly claims?: readonly Claim[] | undefined;
  readonly limits?: Readonly<Record<string, string | number>> | undefined;
  readonly requests?: Readonly<Record<string, string | number>> | undefined;
}

export interface ExitCodes {
  readonly operator: string;
  readonly values?: readonly number[] | undefined;
}

export interface RestartPolicyRule {
  readonly action: string;
  readonly exitCodes?: ExitCodes | undefined;
}

export interface AppArmorProfile {
  readonly localhostProfile?: string | undefined;
  readonly type: 'Localhost' | 'RuntimeDefault' | 'Unconfined';
}

export interface Capabilities {
  readonly add?: readonly string[] | undefined;
  readonly drop?: readonly string[] | undefined;
}

export interface SeLinuxOptions {
  readonly level?: string | undefined;
  readonly role?: string | undefined;
  readonly type?: string | undefined;
  readonly user?: string | undefined;
}

export interface SeccompProfile {
  readonly localhostProfile?: string | undefined;
  readonly type: 'Localhost' | 'RuntimeDefault' | 'Unconfined';
}

export interface WindowsOptions {
  readonly gmsaCredentialSpec?: string | undefined;
  readonly gmsaCredentialSpecName?: string | undefined;
  readonly hostProcess?: boolean | undefined;
  readonly runAsUserName?: string | undefined;
}

export interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean | undefined;
  readonly appArmorProfile?: AppArmorProfile | undefined;
  readonly capabilities?: Capabilities | undefined;
  readonly privileged?: boolean | undefined;
  readonly procMount?: 'Default' | 'Unmasked' | undefined;
  readonly readOnlyRootFilesystem?: boolean | undefined;
  readonly runAsGroup?: number | undefined;
  readonly runAsNonRoot?: boolean | undefined;
  readonly runAsUser?: number | undefined;
  readonly seLinuxOptions?: SeLinuxOptions | undefined;
  readonly seccompProfile?: SeccompProfile | undefined;
  readonly windowsOptions?: WindowsOptions | undefined;
}

export interface VolumeDevice {
  readonly devicePath: string;
  readonly name: string;
}

export interface VolumeMount {
  readonly mountPath: string;
  readonly mountPropagation?: 'Bidirectional' | 'HostToContainer' | 'None' | undefined;
  readonly name: string;
  readonly readOnly?: boolean | undefined;
  readonly recursiveReadOnly?: string | undefined;
  readonly subPath?: string | undefined;
  readonly subPathExpr?: string | undefined;
}

export interface Container {
  readonly args?: readonly string[] | undefined;
  readonly command?: readonly string[] | undefined;
  readonly env?: readonly Env[] | undefined;
  readonly envFrom?: readonly EnvFrom[] | undefined;
  readonly image?: string | undefined;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
  readonly lifecycle?: Lifecycle | undefined;
  readonly livenessProbe?: LivenessProbe | undefined;
  readonly name: string;
  readonly ports?: readonly Port[] | undefined;
  readonly readinessProbe?: LivenessProbe | undefined;
  readonly resizePolicy?: readonly ResizePolicy[] | undefined;
  readonly resources?: ContainerResources | undefined;
  readonly restartPolicy?: string | undefined;
  readonly restartPolicyRules?: readonly RestartPolicyRule[] | undefined;
  readonly securityContext?: SecurityContext | undefined;
  readonly startupProbe?: LivenessProbe | undefined;
  readonly stdin?: boolean | undefined;
  readonly stdinOnce?: boolean | undefined;
  readonly terminationMessagePath?: string | undefined;
  readonly terminationMessagePolicy?: 'FallbackToLogsOnError' | 'File' | undefined;
  readonly tty?: boolean | undefined;
  readonly volumeDevices?: readonly VolumeDevice[] | undefined;
  readonly volumeMounts?: readonly VolumeMount[] | undefined;
  readonly workingDir?: string | undefined;
}

export interface Option {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
}

export interface DnsConfig {
  readonly nameservers?: readonly string[] | undefined;
  readonly options?: readonly Option[] | undefined;
  readonly searches?: readonly string[] | undefined;
}

export interface EphemeralContainer {
  readonly args?: readonly string[] | undefined;
  readonly command?: readonly string[] | undefined;
  readonly env?: readonly Env[] | undefined;
  readonly envFrom?: readonly EnvFrom[] | undefined;
  readonly image?: string | undefined;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
  readonly lifecycle?: Lifecycle | undefined;
  readonly livenessProbe?: LivenessProbe | undefined;
  readonly name: string;
  readonly ports?: readonly Port[] | undefined;
  readonly readinessProbe?: LivenessProbe | undefined;
  readonly resizePolicy?: readonly ResizePolicy[] | undefined;
  readonly resources?: ContainerResources | undefined;
  readonly restartPolicy?: string | undefined;
  readonly restartPolicyRules?: readonly RestartPolicyRule[] | undefined;
  readonly securityContext?: SecurityContext | undefined;
  readonly startupProbe?: LivenessProbe | undefined;
  readonly stdin?: boolean | undefined;
  readonly stdinOnce?: boolean | undefined;
  readonly targetContainerName?: string | undefined;
  readonly terminationMessagePath?: string | undefined;
  readonly terminationMessagePolicy?: 'FallbackToLogsOnError' | 'File' | undefined;
  readonly tty?: boolean | undefined;
  readonly volumeDevices?: readonly VolumeDevice[] | undefined;
  readonly volumeMounts?: readonly VolumeMount[] | undefined;
  readonly workingDir?: string | undefined;
}

export interface HostAliase {
  readonly hostnames?: readonly string[] | undefined;
  readonly ip?: string | undefined;
}

export interface ImagePullSecret {
  readonly name?: string | undefined;
}

export interface Os {
  readonly name: string;
}

export interface ReadinessGate {
  readonly conditionType: string;
}

export interface Source {
  readonly resourceClaimName?: string | undefined;
  readonly resourceClaimTemplateName?: string | undefined;
}

export interface ResourceClaim {
  readonly name: string;
  readonly resourceClaimName?: string | undefined;
  readonly resourceClaimTemplateName?: string | undefined;
  readonly source?: Source | undefined;
}

export interface SchedulingGate {
  readonly name: string;
}

export interface SchedulingGroup {
  readonly podGroupName?: string | undefined;
}

export interface Sysctl {
  readonly name: string;
  readonly value: string;
}

export interface PodSpecSecurityContext {
  readonly appArmorProfile?: AppArmorProfile | undefined;
  readonly fsGroup?: number | undefined;
  readonly fsGroupChangePolicy?: 'Always' | 'OnRootMismatch' | undefined;
  readonly runAsGroup?: number | undefined;
  readonly runAsNonRoot?: boolean | undefined;
  readonly runAsUser?: number | undefined;
  readonly seLinuxChangePolicy?: string | undefined;
  readonly seLinuxOptions?: SeLinuxOptions | undefined;
  readonly seccompProfile?: SeccompProfile | undefined;
  readonly supplementalGroups?: readonly number[] | undefined;
  readonly supplementalGroupsPolicy?: 'Merge' | 'Strict' | undefined;
  readonly sysctls?: readonly Sysctl[] | undefined;
  readonly windowsOptions?: WindowsOptions | undefined;
}

export interface Toleration {
  readonly effect?: 'NoExecute' | 'NoSchedule' | 'PreferNoSchedule' | undefined;
  readonly key?: string | undefined;
  readonly operator?: 'Equal' | 'Exists' | 'Gt' | 'Lt' | undefined;
  readonly tolerationSeconds?: number | undefined;
  readonly value?: string | undefined;
}

export interface TopologySpreadConstraint {
  readonly labelSelector?: Selector | undefined;
  readonly matchLabelKeys?: readonly string[] | undefined;
  readonly maxSkew: number;
  readonly minDomains?: number | undefined;
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore' | undefined;
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore' | undefined;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
}

export interface AwsElasticBlockStore {
  readonly fsType?: string | undefined;
  readonly partition?: number | undefined;
  readonly readOnly?: boolean | undefined;
  readonly volumeID: string;
}

export interface AzureDisk {
  readonly cachingMode?: 'None' | 'ReadOnly' | 'ReadWrite' | undefined;
  readonly diskName: string;
  readonly diskURI: string;
  readonly fsType?: string | undefined;
  readonly kind?: 'Dedicated' | 'Managed' | 'Shared' | undefined;
  readonly readOnly?: boolean | undefined;
}

export interface AzureFile {
  readonly readOnly?: boolean | undefined;
  readonly secretName: string;
  readonly shareName: string;
}

export interface Cephfs {
  readonly monitors: readonly string[];
  readonly path?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly secretFile?: string | undefined;
  readonly secretRef?: ImagePullSecret | undefined;
  readonly user?: string | undefined;
}

export interface Cinder {
  readonly fsType?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly secretRef?: ImagePullSecret | undefined;
  readonly volumeID: string;
}

export interface Item {
  readonly key: string;
  readonly mode?: number | undefined;
  readonly path: string;
}

export interface VolumeConfigMap {
  readonly defaultMode?: number | undefined;
  readonly items?: readonly Item[] | undefined;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface Csi {
  readonly driver: string;
  readonly fsType?: string | undefined;
  readonly nodePublishSecretRef?: ImagePullSecret | undefined;
  readonly readOnly?: boolean | undefined;
  readonly volumeAttributes?: Readonly<Record<string, Text>> | undefined;
}

export interface DownwardAPIItem {
  readonly fieldRef?: FieldRef | undefined;
  readonly mode?: number | undefined;
  readonly path: string;
  readonly resourceFieldRef?: ResourceFieldRef | undefined;
}

export interface DownwardAPI {
  readonly defaultMode?: number | undefined;
  readonly items?: readonly DownwardAPIItem[] | undefined;
}

export interface EmptyDir {
  readonly medium?: string | undefined;
  readonly sizeLimit?: string | number | undefined;
}

export interface ManagedField {
  readonly apiVersion?: string | undefined;
  readonly fieldsType?: string | undefined;
  readonly fieldsV1?: object | undefined;
  readonly manager?: string | undefined;
  readonly operation?: string | undefined;
  readonly subresource?: string | undefined;
  readonly time?: string | undefined;
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly blockOwnerDeletion?: boolean | undefined;
  readonly controller?: boolean | undefined;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

export interface VolumeClaimTemplateMetadata {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly creationTimestamp?: string | undefined;
  readonly deletionGracePeriodSeconds?: number | undefined;
  readonly deletionTimestamp?: string | undefined;
  readonly finalizers?: readonly string[] | undefined;
  readonly generateName?: string | undefined;
  readonly generation?: number | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
  readonly managedFields?: readonly ManagedField[] | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly ownerReferences?: readonly OwnerReference[] | undefined;
  readonly resourceVersion?: string | undefined;
  readonly selfLink?: string | undefined;
  readonly uid?: string | undefined;
}

export interface VolumeClaimTemplate {
  readonly metadata?: VolumeClaimTemplateMetadata | undefined;
  readonly spec: PersistentVolumeClaimSpec;
}

export interface Ephemeral {
  readonly volumeClaimTemplate?: VolumeClaimTemplate | undefined;
}

export interface Fc {
  readonly fsType?: string | undefined;
  readonly lun?: number | undefined;
  readonly readOnly?: boolean | undefined;
  readonly targetWWNs?: readonly string[] | undefined;
  readonly wwids?: readonly string[] | undefined;
}

export interface FlexVolume {
  readonly driver: string;
  readonly fsType?: string | undefined;
  readonly options?: Readonly<Record<string, Text>> | undefined;
  readonly readOnly?: boolean | undefined;
  readonly secretRef?: ImagePullSecret | undefined;
}

export interface Flocker {
  readonly datasetName?: string | undefined;
  readonly datasetUUID?: string | undefined;
}

export interface GcePersistentDisk {
  readonly fsType?: string | undefined;
  readonly partition?: number | undefined;
  readonly pdName: string;
  readonly readOnly?: boolean | undefined;
}

export interface GitRepo {
  readonly directory?: string | undefined;
  readonly repository: string;
  readonly revision?: string | undefined;
}

export interface Glusterfs {
  readonly endpoints: string;
  readonly path: string;
  readonly readOnly?: boolean | undefined;
}

export interface HostPath {
  readonly path: string;
  readonly type?:
    | ''
    | 'BlockDevice'
    | 'CharDevice'
    | 'Directory'
    | 'DirectoryOrCreate'
    | 'File'
    | 'FileOrCreate'
    | 'Socket'
    | undefined;
}

export interface Image {
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
  readonly reference?: string | undefined;
}

export interface Iscsi {
  readonly chapAuthDiscovery?: boolean | undefined;
  readonly chapAuthSession?: boolean | undefined;
  readonly fsType?: string | undefined;
  readonly initiatorName?: string | undefined;
  readonly iqn: string;
  readonly iscsiInterface?: string | undefined;
  readonly lun: number;
  readonly portals?: readonly string[] | undefined;
  readonly readOnly?: boolean | undefined;
  readonly secretRef?: ImagePullSecret | undefined;
  readonly targetPortal: string;
}

export interface Nfs {
  readonly path: string;
  readonly readOnly?: boolean | undefined;
  readonly server: string;
}

export interface VolumePersistentVolumeClaim {
  readonly claimName: string;
  readonly readOnly?: boolean | undefined;
}

export interface PhotonPersistentDisk {
  readonly fsType?: string | undefined;
  readonly pdID: string;
}

export interface PortworxVolume {
  readonly fsType?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly volumeID: string;
}

export interface ClusterTrustBundle {
  readonly labelSelector?: Selector | undefined;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly path: string;
  readonly signerName?: string | undefined;
}

export interface ProjectedSourceConfigMap {
  readonly items?: readonly Item[] | undefined;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface ProjectedSourceDownwardAPI {
  readonly items?: readonly DownwardAPIItem[] | undefined;
}

export interface PodCertificate {
  readonly certificateChainPath?: string | undefined;
  readonly credentialBundlePath?: string | undefined;
  readonly keyPath?: string | undefined;
  readonly keyType: string;
  readonly maxExpirationSeconds?: number | undefined;
  readonly signerName: string;
  readonly userAnnotations?: Readonly<Record<string, Text>> | undefined;
}

export interface Secret {
  readonly items?: readonly Item[] | undefined;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface ServiceAccountToken {
  readonly audience?: string | undefined;
  readonly expirationSeconds?: number | undefined;
  readonly path: string;
}

export interface ProjectedSource {
  readonly clusterTrustBundle?: ClusterTrustBundle | undefined;
  readonly configMap?: ProjectedSourceConfigMap | undefined;
  readonly downwardAPI?: ProjectedSourceDownwardAPI | undefined;
  readonly podCertificate?: PodCertificate | undefined;
  readonly secret?: Secret | undefined;
  readonly serviceAccountToken?: ServiceAccountToken | undefined;
}

export interface Projected {
  readonly defaultMode?: number | undefined;
  readonly sources?: readonly ProjectedSource[] | undefined;
}

export interface Quobyte {
  readonly group?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly registry: string;
  readonly tenant?: string | undefined;
  readonly user?: string | undefined;
  readonly volume: string;
}

export interface Rbd {
  readonly fsType?: string | undefined;
  readonly image: string;
  readonly keyring?: string | undefined;
  readonly monitors: readonly string[];
  readonly pool?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly secretRef?: ImagePullSecret | undefined;
  readonly user?: string | undefined;
}

export interface ScaleIO {
  readonly fsType?: string | undefined;
  readonly gateway: string;
  readonly protectionDomain?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly secretRef: ImagePullSecret;
  readonly sslEnabled?: boolean | undefined;
  readonly storageMode?: string | undefined;
  readonly storagePool?: string | undefined;
  readonly system: string;
  readonly volumeName?: string | undefined;
}

export interface VolumeSecret {
  readonly defaultMode?: number | undefined;
  readonly items?: readonly Item[] | undefined;
  readonly optional?: boolean | undefined;
  readonly secretName?: string | undefined;
}

export interface Storageos {
  readonly fsType?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly secretRef?: ImagePullSecret | undefined;
  readonly volumeName?: string | undefined;
  readonly volumeNamespace?: string | undefined;
}

export interface VsphereVolume {
  readonly fsType?: string | undefined;
  readonly storagePolicyID?: string | undefined;
  readonly storagePolicyName?: string | undefined;
  readonly volumePath: string;
}

export interface Volume {
  readonly awsElasticBlockStore?: AwsElasticBlockStore | undefined;
  readonly azureDisk?: AzureDisk | undefined;
  readonly azureFile?: AzureFile | undefined;
  readonly cephfs?: Cephfs | undefined;
  readonly cinder?: Cinder | undefined;
  readonly configMap?: VolumeConfigMap | undefined;
  readonly csi?: Csi | undefined;
  readonly downwardAPI?: DownwardAPI | undefined;
  readonly emptyDir?: EmptyDir | undefined;
  readonly ephemeral?: Ephemeral | undefined;
  readonly fc?: Fc | undefined;
  readonly flexVolume?: FlexVolume | undefined;
  readonly flocker?: Flocker | undefined;
  readonly gcePersistentDisk?: GcePersistentDisk | undefined;
  readonly gitRepo?: GitRepo | undefined;
  readonly glusterfs?: Glusterfs | undefined;
  readonly hostPath?: HostPath | undefined;
  readonly image?: Image | undefined;
  readonly iscsi?: Iscsi | undefined;
  readonly name: string;
  readonly nfs?: Nfs | undefined;
  readonly persistentVolumeClaim?: VolumePersistentVolumeClaim | undefined;
  readonly photonPersistentDisk?: PhotonPersistentDisk | undefined;
  readonly portworxVolume?: PortworxVolume | undefined;
  readonly projected?: Projected | undefined;
  readonly quobyte?: Quobyte | undefined;
  readonly rbd?: Rbd | undefined;
  readonly scaleIO?: ScaleIO | undefined;
  readonly secret?: VolumeSecret | undefined;
  readonly storageos?: Storageos | undefined;
  readonly vsphereVolume?: VsphereVolume | undefined;
}

export interface PodSpec {
  readonly activeDeadlineSeconds?: number | undefined;
  readonly affinity?: Affinity | undefined;
  readonly automountServiceAccountToken?: boolean | undefined;
  readonly containers: readonly Container[];
  readonly dnsConfig?: DnsConfig | undefined;
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None' | undefined;
  readonly enableServiceLinks?: boolean | undefined;
  readonly ephemeralContainers?: readonly EphemeralContainer[] | undefined;
  readonly hostAliases?: readonly HostAliase[] | undefined;
  readonly hostIPC?: boolean | undefined;
  readonly hostNetwork?: boolean | undefined;
  readonly hostPID?: boolean | undefined;
  readonly hostUsers?: boolean | undefined;
  readonly hostname?: string | undefined;
  readonly hostnameOverride?: string | undefined;
  readonly imagePullSecrets?: readonly ImagePullSecret[] | undefined;
  readonly initContainers?: readonly Container[] | undefined;
  readonly nodeName?: string | undefined;
  readonly nodeSelector?: Readonly<Record<string, Text>> | undefined;
  readonly os?: Os | undefined;
  readonly overhead?: Readonly<Record<string, string | number>> | undefined;
  readonly preemptionPolicy?: 'Never' | 'PreemptLowerPriority' | undefined;
  readonly priority?: number | undefined;
  readonly priorityClassName?: string | undefined;
  readonly readinessGates?: readonly ReadinessGate[] | undefined;
  readonly resourceClaims?: readonly ResourceClaim[] | undefined;
  readonly resources?: ContainerResources | undefined;
  readonly restartPolicy?: 'Always' | 'Never' | 'OnFailure' | undefined;
  readonly runtimeClassName?: string | undefined;
  readonly schedulerName?: string | undefined;
  readonly schedulingGates?: readonly SchedulingGate[] | undefined;
  readonly schedulingGroup?: SchedulingGroup | undefined;
  readonly securityContext?: PodSpecSecurityContext | undefined;
  readonly serviceAccount?: string | undefined;
  readonly serviceAccountName?: string | undefined;
  readonly setHostnameAsFQDN?: boolean | undefined;
  readonly shareProcessNamespace?: boolean | undefined;
  readonly subdomain?: string | undefined;
  readonly terminationGracePeriodSeconds?: number | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
  readonly volumes?: readonly Volume[] | undefined;
}

/** `v1` Pod */
export interface Pod {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: ObjectMeta;
  readonly spec?: PodSpec | undefined;
}

export interface ScopeSelectorMatchExpression {
  readonly operator: 'DoesNotExist' | 'Exists' | 'In' | 'NotIn';
  readonly scopeName:
    | 'BestEffort'
    | 'CrossNamespacePodAffinity'
    | 'NotBestEffort'
    | 'NotTerminating'
    | 'PriorityClass'
    | 'Terminating'
    | 'VolumeAttributesClass';
  readonly values?: readonly string[] | undefined;
}

export interface ScopeSelector {
  readonly matchExpressions?: readonly ScopeSelectorMatchExpression[] | undefined;
}

export interface ResourceQuotaSpec {
  readonly hard?: Readonly<Record<string, string | number>> | undefined;
  readonly scopeSelector?: ScopeSelector | undefined;
  readonly scopes?:
    | readonly (
        | 'BestEffort'
        | 'CrossNamespacePodAffinity'
        | 'NotBestEffort'
        | 'NotTerminating'
        | 'PriorityClass'
        | 'Terminating'
        | 'VolumeAttributesClass'
      )[]
    | undefined;
}

/** `v1` ResourceQuota */
export interface ResourceQuota {
  readonly apiVersion: 'v1';
  readonly kind: 'ResourceQuota';
  readonly metadata: ObjectMeta;
  readonly spec?: ResourceQuotaSpec | undefined;
}

export interface ServiceSpecPort {
  readonly appProtocol?: string | undefined;
  readonly name?: string | undefined;
  readonly nodePort?: number | undefined;
  readonly port: number;
  readonly protocol?: 'SCTP' | 'TCP' | 'UDP' | undefined;
  readonly targetPort?: string | number | undefined;
}

export interface ClientIP {
  readonly timeoutSeconds?: number | undefined;
}

export interface SessionAffinityConfig {
  readonly clientIP?: ClientIP | undefined;
}

export interface ServiceSpec {
  readonly allocateLoadBalancerNodePorts?: boolean | undefined;
  readonly clusterIP?: string | undefined;
  readonly clusterIPs?: readonly string[] | undefined;
  readonly externalIPs?: readonly string[] | undefined;
  readonly externalName?: string | undefined;
  readonly externalTrafficPolicy?: 'Cluster' | 'Local' | undefined;
  readonly healthCheckNodePort?: number | undefined;
  readonly internalTrafficPolicy?: 'Cluster' | 'Local' | undefined;
  readonly ipFamilies?: readonly ('' | 'IPv4' | 'IPv6')[] | undefined;
  readonly ipFamilyPolicy?: 'PreferDualStack' | 'RequireDualStack' | 'SingleStack' | undefined;
  readonly loadBalancerClass?: string | undefined;
  readonly loadBalancerIP?: string | undefined;
  readonly loadBalancerSourceRanges?: readonly string[] | undefined;
  readonly ports?: readonly ServiceSpecPort[] | undefined;
  readonly publishNotReadyAddresses?: boolean | undefined;
  readonly selector?: Readonly<Record<string, Text>> | undefined;
  readonly sessionAffinity?: 'ClientIP' | 'None' | undefined;
  readonly sessionAffinityConfig?: SessionAffinityConfig | undefined;
  readonly trafficDistribution?: string | undefined;
  readonly type?: 'ClusterIP' | 'ExternalName' | 'LoadBalancer' | 'NodePort' | undefined;
}

/** `v1` Service */
export interface Service {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: ObjectMeta;
  readonly spec?: ServiceSpec | undefined;
}

export interface ServiceAccountSecret {
  readonly apiVersion?: string | undefined;
  readonly fieldPath?: string | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly resourceVersion?: string | undefined;
  readonly uid?: string | undefined;
}

/** `v1` ServiceAccount */
export interface ServiceAccount {
  readonly apiVersion: 'v1';
  readonly kind: 'ServiceAccount';
  readonly metadata: ObjectMeta;
  readonly automountServiceAccountToken?: boolean | undefined;
  readonly imagePullSecrets?: readonly ImagePullSecret[] | undefined;
  readonly secrets?: readonly ServiceAccountSecret[] | undefined;
}

export interface RollingUpdate {
  readonly maxSurge?: string | number | undefined;
  readonly maxUnavailable?: string | number | undefined;
}

export interface Strategy {
  readonly rollingUpdate?: RollingUpdate | undefined;
  readonly type?: 'Recreate' | 'RollingUpdate' | undefined;
}

export interface DeploymentSpecTemplate {
  readonly metadata?: VolumeClaimTemplateMetadata | undefined;
  readonly spec?: PodSpec | undefined;
}

export interface DeploymentSpec {
  readonly minReadySeconds?: number | undefined;
  readonly paused?: boolean | undefined;
  readonly progressDeadlineSeconds?: number | undefined;
  readonly replicas?: number | undefined;
  readonly revisionHistoryLimit?: number | undefined;
  readonly selector: Selector;
  readonly strategy?: Strategy | undefined;
  readonly template: DeploymentSpecTemplate;
}

/** `apps/v1` Deployment */
export interface Deployment {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  readonly metadata: ObjectMeta;
  readonly spec?: DeploymentSpec | undefined;
}

export interface Ordinals {
  readonly start?: number | undefined;
}

export interface PersistentVolumeClaimRetentionPolicy {
  readonly whenDeleted?: string | undefined;
  readonly whenScaled?: string | undefined;
}

export interface UpdateStrategyRollingUpdate {
  readonly maxUnavailable?: string | number | undefined;
  readonly partition?: number | undefined;
}

export interface UpdateStrategy {
  readonly rollingUpdate?: UpdateStrategyRollingUpdate | undefined;
  readonly type?: 'OnDelete' | 'RollingUpdate' | undefined;
}

export interface StatefulSetSpecVolumeClaimTemplate {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly metadata?: VolumeClaimTemplateMetadata | undefined;
  readonly spec?: PersistentVolumeClaimSpec | undefined;
  readonly status?: Json | undefined;
}

export interface StatefulSetSpec {
  readonly minReadySeconds?: number | undefined;
  readonly ordinals?: Ordinals | undefined;
  readonly persistentVolumeClaimRetentionPolicy?: PersistentVolumeClaimRetentionPolicy | undefined;
  readonly podManagementPolicy?: 'OrderedReady' | 'Parallel' | undefined;
  readonly replicas?: number | undefined;
  readonly revisionHistoryLimit?: number | undefined;
  readonly selector?: Selector | undefined;
  readonly serviceName?: string | undefined;
  readonly template?: DeploymentSpecTemplate | undefined;
  readonly updateStrategy?: UpdateStrategy | undefined;
  readonly volumeClaimTemplates?: readonly StatefulSetSpecVolumeClaimTemplate[] | undefined;
}

/** `apps/v1` StatefulSet */
export interface StatefulSet {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'StatefulSet';
  readonly metadata: ObjectMeta;
  readonly spec?: StatefulSetSpec | undefined;
}

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

export interface Target {
  readonly averageUtilization?: number | undefined;
  readonly averageValue?: string | number | undefined;
  readonly type: string;
  readonly value?: string | number | undefined;
}

export interface ContainerResource {
  readonly container: string;
  readonly name: string;
  readonly target: Target;
}

export interface ExternalMetric {
  readonly name: string;
  readonly selector?: Selector | undefined;
}

export interface External {
  readonly metric: ExternalMetric;
  readonly target: Target;
}

export interface DescribedObject {
  readonly apiVersion?: string | undefined;
  readonly kind: string;
  readonly name: string;
}

export interface Object {
  readonly describedObject: DescribedObject;
  readonly metric: ExternalMetric;
  readonly target: Target;
}

export interface Pods {
  readonly metric: ExternalMetric;
  readonly target: Target;
}

export interface Resource {
  readonly name: string;
  readonly target: Target;
}

export interface Metric {
  readonly containerResource?: ContainerResource | undefined;
  readonly external?: External | undefined;
  readonly object?: Object | undefined;
  readonly pods?: Pods | undefined;
  readonly resource?: Resource | undefined;
  readonly type: string;
}

export interface HorizontalPodAutoscalerSpec {
  readonly behavior?: Behavior | undefined;
  readonly maxReplicas: number;
  readonly metrics?: readonly Metric[] | undefined;
  readonly minReplicas?: number | undefined;
  readonly scaleTargetRef: DescribedObject;
}

/** `autoscaling/v2` HorizontalPodAutoscaler */
export interface HorizontalPodAutoscaler {
  readonly apiVersion: 'autoscaling/v2';
  readonly kind: 'HorizontalPodAutoscaler';
  readonly metadata: ObjectMeta;
  readonly spec?: HorizontalPodAutoscalerSpec | undefined;
}

export interface OnExitCodes {
  readonly containerName?: string | undefined;
  readonly operator: 'In' | 'NotIn';
  readonly values: readonly number[];
}

export interface OnPodCondition {
  readonly status?: string | undefined;
  readonly type?: string | undefined;
}

export interface Rule {
  readonly action: 'Count' | 'FailIndex' | 'FailJob' | 'Ignore';
  readonly onExitCodes?: OnExitCodes | undefined;
  readonly onPodConditions?: readonly OnPodCondition[] | undefined;
}

export interface PodFailurePolicy {
  readonly rules: readonly Rule[];
}

export interface SuccessPolicyRule {
  readonly succeededCount?: number | undefined;
  readonly succeededIndexes?: string | undefined;
}

export interface SuccessPolicy {
  readonly rules: readonly SuccessPolicyRule[];
}

export interface JobTemplateSpec {
  readonly activeDeadlineSeconds?: number | undefined;
  readonly backoffLimit?: number | undefined;
  readonly backoffLimitPerIndex?: number | undefined;
  readonly completionMode?: 'Indexed' | 'NonIndexed' | undefined;
  readonly completions?: number | undefined;
  readonly managedBy?: string | undefined;
  readonly manualSelector?: boolean | undefined;
  readonly maxFailedIndexes?: number | undefined;
  readonly parallelism?: number | undefined;
  readonly podFailurePolicy?: PodFailurePolicy | undefined;
  readonly podReplacementPolicy?: 'Failed' | 'TerminatingOrFailed' | undefined;
  readonly selector?: Selector | undefined;
  readonly successPolicy?: SuccessPolicy | undefined;
  readonly suspend?: boolean | undefined;
  readonly template: DeploymentSpecTemplate;
  readonly ttlSecondsAfterFinished?: number | undefined;
}

export interface JobTemplate {
  readonly metadata?: VolumeClaimTemplateMetadata | undefined;
  readonly spec?: JobTemplateSpec | undefined;
}

export interface CronJobSpec {
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace' | undefined;
  readonly failedJobsHistoryLimit?: number | undefined;
  readonly jobTemplate: JobTemplate;
  readonly schedule: string;
  readonly startingDeadlineSeconds?: number | undefined;
  readonly successfulJobsHistoryLimit?: number | undefined;
  readonly suspend?: boolean | undefined;
  readonly timeZone?: string | undefined;
}

/** `batch/v1` CronJob */
export interface CronJob {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'CronJob';
  readonly metadata: ObjectMeta;
  readonly spec?: CronJobSpec | undefined;
}

/** `batch/v1` Job */
export interface Job {
  readonly apiVersion: 'batch/v1';
  readonly kind: 'Job';
  readonly metadata: ObjectMeta;
  readonly spec?: JobTemplateSpec | undefined;
}

export interface DefaultBackendServicePort {
  readonly name?: string | undefined;
  readonly number?: number | undefined;
}

export interface DefaultBackendService {
  readonly name: string;
  readonly port?: DefaultBackendServicePort | undefined;
}

export interface DefaultBackend {
  readonly resource?: DataSource | undefined;
  readonly service?: DefaultBackendService | undefined;
}

export interface Path {
  readonly backend: DefaultBackend;
  readonly path?: string | undefined;
  readonly pathType: 'Exact' | 'ImplementationSpecific' | 'Prefix';
}

export interface Http {
  readonly paths: readonly Path[];
}

export interface IngressSpecRule {
  readonly host?: string | undefined;
  readonly http?: Http | undefined;
}

export interface Tl {
  readonly hosts?: readonly string[] | undefined;
  readonly secretName?: string | undefined;
}

export interface IngressSpec {
  readonly defaultBackend?: DefaultBackend | undefined;
  readonly ingressClassName?: string | undefined;
  readonly rules?: readonly IngressSpecRule[] | undefined;
  readonly tls?: readonly Tl[] | undefined;
}

/** `networking.k8s.io/v1` Ingress */
export interface Ingress {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'Ingress';
  readonly metadata: ObjectMeta;
  readonly spec?: IngressSpec | undefined;
}

export interface EgresPort {
  readonly endPort?: number | undefined;
  readonly port?: string | number | undefined;
  readonly protocol?: 'SCTP' | 'TCP' | 'UDP' | undefined;
}

export interface IpBlock {
  readonly cidr: string;
  readonly except?: readonly string[] | undefined;
}

export interface To {
  readonly ipBlock?: IpBlock | undefined;
  readonly namespaceSelector?: Selector | undefined;
  readonly podSelector?: Selector | undefined;
}

export interface Egres {
  readonly ports?: readonly EgresPort[] | undefined;
  readonly to?: readonly To[] | undefined;
}

export interface Ingres {
  readonly from?: readonly To[] | undefined;
  readonly ports?: readonly EgresPort[] | undefined;
}

export interface NetworkPolicySpec {
  readonly egress?: readonly Egres[] | undefined;
  readonly ingress?: readonly Ingres[] | undefined;
  readonly podSelector?: Selector | undefined;
  readonly policyTypes?: readonly ('Egress' | 'Ingress')[] | undefined;
}

/** `networking.k8s.io/v1` NetworkPolicy */
export interface NetworkPolicy {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: ObjectMeta;
  readonly spec?: NetworkPolicySpec | undefined;
}

export interface PodDisruptionBudgetSpec {
  readonly maxUnavailable?: string | number | undefined;
  readonly minAvailable?: string | number | undefined;
  readonly selector?: Selector | undefined;
  readonly unhealthyPodEvictionPolicy?: 'AlwaysAllow' | 'IfHealthyBudget' | undefined;
}

/** `policy/v1` PodDisruptionBudget */
export interface PodDisruptionBudget {
  readonly apiVersion: 'policy/v1';
  readonly kind: 'PodDisruptionBudget';
  readonly metadata: ObjectMeta;
  readonly spec?: PodDisruptionBudgetSpec | undefined;
}

export interface AggregationRule {
  readonly clusterRoleSelectors?: readonly Selector[] | undefined;
}

export interface ClusterRoleRule {
  readonly apiGroups?: readonly string[] | undefined;
  readonly nonResourceURLs?: readonly string[] | undefined;
  readonly resourceNames?: readonly string[] | undefined;
  readonly resources?: readonly string[] | undefined;
  readonly verbs: readonly string[];
}

/** `rbac.authorization.k8s.io/v1` ClusterRole */
export interface ClusterRole {
  readonly apiVersion: 'rbac.authorization.k8s.io/v1';
  readonly kind: 'ClusterRole';
  readonly metadata: ObjectMeta;
  readonly aggregationRule?: AggregationRule | undefined;
  readonly rules?: readonly ClusterRoleRule[] | undefined;
}

export interface RoleRef {
  readonly apiGroup?: string | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
}

export interface Subject {
  readonly apiGroup?: string | undefined;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}

/** `rbac.authorization.k8s.io/v1` ClusterRoleBinding */
export interface ClusterRoleBinding {
  readonly apiVersion: 'rbac.authorization.k8s.io/v1';
  readonly kind: 'ClusterRoleBinding';
  readonly metadata: ObjectMeta;
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[] | undefined;
}

/** `rbac.authorization.k8s.io/v1` Role */
export interface Role {
  readonly apiVersion: 'rbac.authorization.k8s.io/v1';
  readonly kind: 'Role';
  readonly metadata: ObjectMeta;
  readonly rules?: readonly ClusterRoleRule[] | undefined;
}

/** `rbac.authorization.k8s.io/v1` RoleBinding */
export interface RoleBinding {
  readonly apiVersion: 'rbac.authorization.k8s.io/v1';
  readonly kind: 'RoleBinding';
  readonly metadata: ObjectMeta;
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[] | undefined;
}
