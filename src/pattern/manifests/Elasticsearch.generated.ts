// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { Json } from '../../model/json';
import type { ObjectMeta, Text } from './meta';

export interface FileRealm {
  readonly secretName?: string | undefined;
}

export interface Auth {
  readonly disableElasticUser?: boolean | undefined;
  readonly fileRealm?: readonly FileRealm[] | undefined;
  readonly roles?: readonly FileRealm[] | undefined;
}

export interface ServiceMetadata {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly finalizers?: readonly string[] | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
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

export interface ServiceSpec {
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

export interface Service {
  readonly metadata?: ServiceMetadata | undefined;
  readonly spec?: ServiceSpec | undefined;
}

export interface Client {
  readonly authentication?: boolean | undefined;
}

export interface SubjectAltName {
  readonly dns?: string | undefined;
  readonly ip?: string | undefined;
}

export interface SelfSignedCertificate {
  readonly disabled?: boolean | undefined;
  readonly subjectAltNames?: readonly SubjectAltName[] | undefined;
}

export interface Tls {
  readonly certificate?: FileRealm | undefined;
  readonly client?: Client | undefined;
  readonly selfSignedCertificate?: SelfSignedCertificate | undefined;
}

export interface Http {
  readonly service?: Service | undefined;
  readonly tls?: Tls | undefined;
}

export interface ElasticsearchRef {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly secretName?: string | undefined;
  readonly serviceName?: string | undefined;
}

export interface Logs {
  readonly elasticsearchRefs?: readonly ElasticsearchRef[] | undefined;
}

export interface Monitoring {
  readonly logs?: Logs | undefined;
  readonly metrics?: Logs | undefined;
}

export interface MatchExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | undefined;
}

export interface Preference {
  readonly matchExpressions?: readonly MatchExpression[] | undefined;
  readonly matchFields?: readonly MatchExpression[] | undefined;
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

export interface PodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly podAffinityTerm: PodAffinityTerm;
  readonly weight: number;
}

export interface PodAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?:
    readonly PodAffinityPreferredDuringSchedulingIgnoredDuringExecution[] | undefined;
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[] | undefined;
}

export interface Affinity {
  readonly nodeAffinity?: NodeAffinity | undefined;
  readonly podAffinity?: PodAffinity | undefined;
  readonly podAntiAffinity?: PodAffinity | undefined;
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
  readonly scheme?: string | undefined;
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
  readonly stopSignal?: string | undefined;
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

export interface ContainerPort {
  readonly containerPort: number;
  readonly hostIP?: string | undefined;
  readonly hostPort?: number | undefined;
  readonly name?: string | undefined;
  readonly protocol?: string | undefined;
}

export interface ResizePolicy {
  readonly resourceName: string;
  readonly restartPolicy: string;
}

export interface Claim {
  readonly name: string;
  readonly request?: string | undefined;
}

export interface Resources {
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
  readonly type: string;
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
  readonly procMount?: string | undefined;
  readonly readOnlyRootFilesystem?: boolean | undefined;
  readonly runAsGroup?: number | undefined;
  readonly runAsNonRoot?: boolean | undefined;
  readonly runAsUser?: number | undefined;
  readonly seLinuxOptions?: SeLinuxOptions | undefined;
  readonly seccompProfile?: AppArmorProfile | undefined;
  readonly windowsOptions?: WindowsOptions | undefined;
}

export interface VolumeDevice {
  readonly devicePath: string;
  readonly name: string;
}

export interface VolumeMount {
  readonly mountPath: string;
  readonly mountPropagation?: string | undefined;
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
  readonly imagePullPolicy?: string | undefined;
  readonly lifecycle?: Lifecycle | undefined;
  readonly livenessProbe?: LivenessProbe | undefined;
  readonly name: string;
  readonly ports?: readonly ContainerPort[] | undefined;
  readonly readinessProbe?: LivenessProbe | undefined;
  readonly resizePolicy?: readonly ResizePolicy[] | undefined;
  readonly resources?: Resources | undefined;
  readonly restartPolicy?: string | undefined;
  readonly restartPolicyRules?: readonly RestartPolicyRule[] | undefined;
  readonly securityContext?: SecurityContext | undefined;
  readonly startupProbe?: LivenessProbe | undefined;
  readonly stdin?: boolean | undefined;
  readonly stdinOnce?: boolean | undefined;
  readonly terminationMessagePath?: string | undefined;
  readonly terminationMessagePolicy?: string | undefined;
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
  readonly imagePullPolicy?: string | undefined;
  readonly lifecycle?: Lifecycle | undefined;
  readonly livenessProbe?: LivenessProbe | undefined;
  readonly name: string;
  readonly ports?: readonly ContainerPort[] | undefined;
  readonly readinessProbe?: LivenessProbe | undefined;
  readonly resizePolicy?: readonly ResizePolicy[] | undefined;
  readonly resources?: Resources | undefined;
  readonly restartPolicy?: string | undefined;
  readonly restartPolicyRules?: readonly RestartPolicyRule[] | undefined;
  readonly securityContext?: SecurityContext | undefined;
  readonly startupProbe?: LivenessProbe | undefined;
  readonly stdin?: boolean | undefined;
  readonly stdinOnce?: boolean | undefined;
  readonly targetContainerName?: string | undefined;
  readonly terminationMessagePath?: string | undefined;
  readonly terminationMessagePolicy?: string | undefined;
  readonly tty?: boolean | undefined;
  readonly volumeDevices?: readonly VolumeDevice[] | undefined;
  readonly volumeMounts?: readonly VolumeMount[] | undefined;
  readonly workingDir?: string | undefined;
}

export interface HostAliase {
  readonly hostnames?: readonly string[] | undefined;
  readonly ip: string;
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

export interface ResourceClaim {
  readonly name: string;
  readonly resourceClaimName?: string | undefined;
  readonly resourceClaimTemplateName?: string | undefined;
}

export interface SchedulingGroup {
  readonly podGroupName?: string | undefined;
}

export interface PodTemplateSpecSecurityContext {
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
  readonly sysctls?: readonly HttpHeader[] | undefined;
  readonly windowsOptions?: WindowsOptions | undefined;
}

export interface Toleration {
  readonly effect?: string | undefined;
  readonly key?: string | undefined;
  readonly operator?: string | undefined;
  readonly tolerationSeconds?: number | undefined;
  readonly value?: string | undefined;
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

export interface AwsElasticBlockStore {
  readonly fsType?: string | undefined;
  readonly partition?: number | undefined;
  readonly readOnly?: boolean | undefined;
  readonly volumeID: string;
}

export interface AzureDisk {
  readonly cachingMode?: string | undefined;
  readonly diskName: string;
  readonly diskURI: string;
  readonly fsType?: string | undefined;
  readonly kind?: string | undefined;
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

export interface ConfigMap {
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

export interface VolumeClaimTemplateSpecResources {
  readonly limits?: Readonly<Record<string, string | number>> | undefined;
  readonly requests?: Readonly<Record<string, string | number>> | undefined;
}

export interface VolumeClaimTemplateSpec {
  readonly accessModes?: readonly string[] | undefined;
  readonly dataSource?: DataSource | undefined;
  readonly dataSourceRef?: DataSourceRef | undefined;
  readonly resources?: VolumeClaimTemplateSpecResources | undefined;
  readonly selector?: LabelSelector | undefined;
  readonly storageClassName?: string | undefined;
  readonly volumeAttributesClassName?: string | undefined;
  readonly volumeMode?: string | undefined;
  readonly volumeName?: string | undefined;
}

export interface VolumeClaimTemplate {
  readonly metadata?: ServiceMetadata | undefined;
  readonly spec: VolumeClaimTemplateSpec;
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
  readonly type?: string | undefined;
}

export interface Image {
  readonly pullPolicy?: string | undefined;
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

export interface PersistentVolumeClaim {
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
  readonly labelSelector?: LabelSelector | undefined;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly path: string;
  readonly signerName?: string | undefined;
}

export interface SourceConfigMap {
  readonly items?: readonly Item[] | undefined;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface SourceDownwardAPI {
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

export interface ServiceAccountToken {
  readonly audience?: string | undefined;
  readonly expirationSeconds?: number | undefined;
  readonly path: string;
}

export interface Source {
  readonly clusterTrustBundle?: ClusterTrustBundle | undefined;
  readonly configMap?: SourceConfigMap | undefined;
  readonly downwardAPI?: SourceDownwardAPI | undefined;
  readonly podCertificate?: PodCertificate | undefined;
  readonly secret?: SourceConfigMap | undefined;
  readonly serviceAccountToken?: ServiceAccountToken | undefined;
}

export interface Projected {
  readonly defaultMode?: number | undefined;
  readonly sources?: readonly Source[] | undefined;
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

export interface Secret {
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
  readonly configMap?: ConfigMap | undefined;
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
  readonly persistentVolumeClaim?: PersistentVolumeClaim | undefined;
  readonly photonPersistentDisk?: PhotonPersistentDisk | undefined;
  readonly portworxVolume?: PortworxVolume | undefined;
  readonly projected?: Projected | undefined;
  readonly quobyte?: Quobyte | undefined;
  readonly rbd?: Rbd | undefined;
  readonly scaleIO?: ScaleIO | undefined;
  readonly secret?: Secret | undefined;
  readonly storageos?: Storageos | undefined;
  readonly vsphereVolume?: VsphereVolume | undefined;
}

export interface PodTemplateSpec {
  readonly activeDeadlineSeconds?: number | undefined;
  readonly affinity?: Affinity | undefined;
  readonly automountServiceAccountToken?: boolean | undefined;
  readonly containers?: readonly Container[] | undefined;
  readonly dnsConfig?: DnsConfig | undefined;
  readonly dnsPolicy?: string | undefined;
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
  readonly preemptionPolicy?: string | undefined;
  readonly priority?: number | undefined;
  readonly priorityClassName?: string | undefined;
  readonly readinessGates?: readonly ReadinessGate[] | undefined;
  readonly resourceClaims?: readonly ResourceClaim[] | undefined;
  readonly resources?: Resources | undefined;
  readonly restartPolicy?: string | undefined;
  readonly runtimeClassName?: string | undefined;
  readonly schedulerName?: string | undefined;
  readonly schedulingGates?: readonly Os[] | undefined;
  readonly schedulingGroup?: SchedulingGroup | undefined;
  readonly securityContext?: PodTemplateSpecSecurityContext | undefined;
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

export interface PodTemplate {
  readonly metadata?: ServiceMetadata | undefined;
  readonly spec?: PodTemplateSpec | undefined;
  readonly [field: string]: Json | undefined | object;
}

export interface Limits {
  readonly cpu?: string | number | undefined;
  readonly memory?: string | number | undefined;
}

export interface NodeSetResources {
  readonly limits?: Limits | undefined;
  readonly requests?: Limits | undefined;
}

export interface Condition {
  readonly lastProbeTime?: string | undefined;
  readonly lastTransitionTime?: string | undefined;
  readonly message?: string | undefined;
  readonly reason?: string | undefined;
  readonly status: string;
  readonly type: string;
}

export interface ModifyVolumeStatus {
  readonly status: string;
  readonly targetVolumeAttributesClassName?: string | undefined;
}

export interface Status {
  readonly accessModes?: readonly string[] | undefined;
  readonly allocatedResourceStatuses?: Readonly<Record<string, Text>> | undefined;
  readonly allocatedResources?: Readonly<Record<string, string | number>> | undefined;
  readonly capacity?: Readonly<Record<string, string | number>> | undefined;
  readonly conditions?: readonly Condition[] | undefined;
  readonly currentVolumeAttributesClassName?: string | undefined;
  readonly modifyVolumeStatus?: ModifyVolumeStatus | undefined;
  readonly phase?: string | undefined;
}

export interface NodeSetVolumeClaimTemplate {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly metadata?: ServiceMetadata | undefined;
  readonly spec?: VolumeClaimTemplateSpec | undefined;
  readonly status?: Status | undefined;
}

export interface ZoneAwareness {
  readonly topologyKey?: string | undefined;
  readonly zones?: readonly string[] | undefined;
}

export interface NodeSet {
  readonly config?: object | undefined;
  readonly count?: number | undefined;
  readonly name: string;
  readonly podTemplate?: PodTemplate | undefined;
  readonly resources?: NodeSetResources | undefined;
  readonly volumeClaimTemplates?: readonly NodeSetVolumeClaimTemplate[] | undefined;
  readonly zoneAwareness?: ZoneAwareness | undefined;
}

export interface PodDisruptionBudgetSpec {
  readonly maxUnavailable?: string | number | undefined;
  readonly minAvailable?: string | number | undefined;
  readonly selector?: LabelSelector | undefined;
  readonly unhealthyPodEvictionPolicy?: string | undefined;
}

export interface PodDisruptionBudget {
  readonly metadata?: ServiceMetadata | undefined;
  readonly spec?: PodDisruptionBudgetSpec | undefined;
}

export interface RemoteClusterServer {
  readonly enabled?: boolean | undefined;
  readonly service?: Service | undefined;
}

export interface Replication {
  readonly names: readonly string[];
}

export interface Fieldsecurity {
  readonly except: readonly string[];
  readonly grant: readonly string[];
}

export interface Search {
  readonly allow_restricted_indices?: boolean | undefined;
  readonly field_security?: Fieldsecurity | undefined;
  readonly names: readonly string[];
  readonly query?: object | undefined;
}

export interface Access {
  readonly replication?: Replication | undefined;
  readonly search?: Search | undefined;
}

export interface ApiKey {
  readonly access: Access;
}

export interface RemoteClusterElasticsearchRef {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly serviceName?: string | undefined;
}

export interface RemoteCluster {
  readonly apiKey?: ApiKey | undefined;
  readonly elasticsearchRef?: RemoteClusterElasticsearchRef | undefined;
  readonly name: string;
}

export interface Entrie {
  readonly key: string;
  readonly path?: string | undefined;
}

export interface SecureSetting {
  readonly entries?: readonly Entrie[] | undefined;
  readonly secretName: string;
}

export interface CertificateAuthorities {
  readonly configMapName?: string | undefined;
}

export interface SelfSignedCertificates {
  readonly disabled?: boolean | undefined;
}

export interface TransportTls {
  readonly certificate?: FileRealm | undefined;
  readonly certificateAuthorities?: CertificateAuthorities | undefined;
  readonly otherNameSuffix?: string | undefined;
  readonly selfSignedCertificates?: SelfSignedCertificates | undefined;
  readonly subjectAltNames?: readonly SubjectAltName[] | undefined;
}

export interface Transport {
  readonly service?: Service | undefined;
  readonly tls?: TransportTls | undefined;
}

export interface ChangeBudget {
  readonly maxSurge?: number | undefined;
  readonly maxUnavailable?: number | undefined;
}

export interface UpdateStrategy {
  readonly changeBudget?: ChangeBudget | undefined;
}

export interface ElasticsearchSpec {
  readonly auth?: Auth | undefined;
  readonly http?: Http | undefined;
  readonly image?: string | undefined;
  readonly monitoring?: Monitoring | undefined;
  readonly nodeSets: readonly NodeSet[];
  readonly podDisruptionBudget?: PodDisruptionBudget | undefined;
  readonly remoteClusterServer?: RemoteClusterServer | undefined;
  readonly remoteClusters?: readonly RemoteCluster[] | undefined;
  readonly revisionHistoryLimit?: number | undefined;
  readonly secureSettings?: readonly SecureSetting[] | undefined;
  readonly serviceAccountName?: string | undefined;
  readonly transport?: Transport | undefined;
  readonly updateStrategy?: UpdateStrategy | undefined;
  readonly version: string;
  readonly volumeClaimDeletePolicy?: 'DeleteOnScaledownOnly' | 'DeleteOnScaledownAndClusterDeletion' | undefined;
}

/** `elasticsearch.k8s.elastic.co/v1` Elasticsearch */
export interface Elasticsearch {
  readonly apiVersion: 'elasticsearch.k8s.elastic.co/v1';
  readonly kind: 'Elasticsearch';
  readonly metadata: ObjectMeta;
  readonly spec?: ElasticsearchSpec | undefined;
}
