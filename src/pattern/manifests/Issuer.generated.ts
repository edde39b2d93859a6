// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { Json } from '../../model/json';
import type { ObjectMeta, Text } from './meta';

export interface KeySecretRef {
  readonly key?: string | undefined;
  readonly name: string;
}

export interface ExternalAccountBinding {
  readonly keyAlgorithm?: 'HS256' | 'HS384' | 'HS512' | undefined;
  readonly keyID: string;
  readonly keySecretRef: KeySecretRef;
}

export interface AcmeDNS {
  readonly accountSecretRef: KeySecretRef;
  readonly host: string;
}

export interface Akamai {
  readonly accessTokenSecretRef: KeySecretRef;
  readonly clientSecretSecretRef: KeySecretRef;
  readonly clientTokenSecretRef: KeySecretRef;
  readonly serviceConsumerDomain: string;
}

export interface ManagedIdentity {
  readonly clientID?: string | undefined;
  readonly resourceID?: string | undefined;
  readonly tenantID?: string | undefined;
}

export interface AzureDNS {
  readonly clientID?: string | undefined;
  readonly clientSecretSecretRef?: KeySecretRef | undefined;
  readonly environment?:
    'AzurePublicCloud' | 'AzureChinaCloud' | 'AzureGermanCloud' | 'AzureUSGovernmentCloud' | undefined;
  readonly hostedZoneName?: string | undefined;
  readonly managedIdentity?: ManagedIdentity | undefined;
  readonly resourceGroupName: string;
  readonly subscriptionID: string;
  readonly tenantID?: string | undefined;
  readonly zoneType?: 'AzurePublicZone' | 'AzurePrivateZone' | undefined;
}

export interface CloudDNS {
  readonly hostedZoneName?: string | undefined;
  readonly project: string;
  readonly serviceAccountSecretRef?: KeySecretRef | undefined;
}

export interface Cloudflare {
  readonly apiKeySecretRef?: KeySecretRef | undefined;
  readonly apiTokenSecretRef?: KeySecretRef | undefined;
  readonly email?: string | undefined;
}

export interface Digitalocean {
  readonly tokenSecretRef: KeySecretRef;
}

export interface Rfc2136 {
  readonly nameserver: string;
  readonly protocol?: 'TCP' | 'UDP' | undefined;
  readonly tsigAlgorithm?: string | undefined;
  readonly tsigKeyName?: string | undefined;
  readonly tsigSecretSecretRef?: KeySecretRef | undefined;
}

export interface ServiceAccountRef {
  readonly audiences?: readonly string[] | undefined;
  readonly name: string;
}

export interface Kubernetes {
  readonly serviceAccountRef: ServiceAccountRef;
}

export interface Auth {
  readonly kubernetes: Kubernetes;
}

export interface Route53 {
  readonly accessKeyID?: string | undefined;
  readonly accessKeyIDSecretRef?: KeySecretRef | undefined;
  readonly auth?: Auth | undefined;
  readonly hostedZoneID?: string | undefined;
  readonly region?: string | undefined;
  readonly role?: string | undefined;
  readonly secretAccessKeySecretRef?: KeySecretRef | undefined;
}

export interface Webhook {
  readonly config?: Json | undefined;
  readonly groupName: string;
  readonly solverName: string;
}

export interface Dns01 {
  readonly acmeDNS?: AcmeDNS | undefined;
  readonly akamai?: Akamai | undefined;
  readonly azureDNS?: AzureDNS | undefined;
  readonly cloudDNS?: CloudDNS | undefined;
  readonly cloudflare?: Cloudflare | undefined;
  readonly cnameStrategy?: 'None' | 'Follow' | undefined;
  readonly digitalocean?: Digitalocean | undefined;
  readonly rfc2136?: Rfc2136 | undefined;
  readonly route53?: Route53 | undefined;
  readonly webhook?: Webhook | undefined;
}

export interface ParentRef {
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly port?: number | undefined;
  readonly sectionName?: string | undefined;
}

export interface PodTemplateMetadata {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
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

export interface ImagePullSecret {
  readonly name?: string | undefined;
}

export interface Resources {
  readonly limits?: Readonly<Record<string, string | number>> | undefined;
  readonly requests?: Readonly<Record<string, string | number>> | undefined;
}

export interface SeLinuxOptions {
  readonly level?: string | undefined;
  readonly role?: string | undefined;
  readonly type?: string | undefined;
  readonly user?: string | undefined;
}

export interface SeccompProfile {
  readonly localhostProfile?: string | undefined;
  readonly type: string;
}

export interface Sysctl {
  readonly name: string;
  readonly value: string;
}

export interface SecurityContext {
  readonly fsGroup?: number | undefined;
  readonly fsGroupChangePolicy?: string | undefined;
  readonly runAsGroup?: number | undefined;
  readonly runAsNonRoot?: boolean | undefined;
  readonly runAsUser?: number | undefined;
  readonly seLinuxOptions?: SeLinuxOptions | undefined;
  readonly seccompProfile?: SeccompProfile | undefined;
  readonly supplementalGroups?: readonly number[] | undefined;
  readonly sysctls?: readonly Sysctl[] | undefined;
}

export interface Toleration {
  readonly effect?: string | undefined;
  readonly key?: string | undefined;
  readonly operator?: string | undefined;
  readonly tolerationSeconds?: number | undefined;
  readonly value?: string | undefined;
}

export interface PodTemplateSpec {
  readonly affinity?: Affinity | undefined;
  readonly imagePullSecrets?: readonly ImagePullSecret[] | undefined;
  readonly nodeSelector?: Readonly<Record<string, Text>> | undefined;
  readonly priorityClassName?: string | undefined;
  readonly resources?: Resources | undefined;
  readonly securityContext?: SecurityContext | undefined;
  readonly serviceAccountName?: string | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
}

export interface PodTemplate {
  readonly metadata?: PodTemplateMetadata | undefined;
  readonly spec?: PodTemplateSpec | undefined;
}

export interface GatewayHTTPRoute {
  readonly labels?: Readonly<Record<string, Text>> | undefined;
  readonly parentRefs?: readonly ParentRef[] | undefined;
  readonly podTemplate?: PodTemplate | undefined;
  readonly serviceType?: string | undefined;
}

export interface IngressTemplate {
  readonly metadata?: PodTemplateMetadata | undefined;
}

export interface Ingress {
  readonly class?: string | undefined;
  readonly ingressClassName?: string | undefined;
  readonly ingressTemplate?: IngressTemplate | undefined;
  readonly name?: string | undefined;
  readonly podTemplate?: PodTemplate | undefined;
  readonly serviceType?: string | undefined;
}

export interface Http01 {
  readonly gatewayHTTPRoute?: GatewayHTTPRoute | undefined;
  readonly ingress?: Ingress | undefined;
}

export interface Selector {
  readonly dnsNames?: readonly string[] | undefined;
  readonly dnsZones?: readonly string[] | undefined;
  readonly matchLabels?: Readonly<Record<string, Text>> | undefined;
}

export interface Solver {
  readonly dns01?: Dns01 | undefined;
  readonly http01?: Http01 | undefined;
  readonly selector?: Selector | undefined;
  readonly waitInsteadOfSelfCheck?: string | undefined;
}

export interface Acme {
  readonly caBundle?: string | undefined;
  readonly disableAccountKeyGeneration?: boolean | undefined;
  readonly email?: string | undefined;
  readonly enableDurationFeature?: boolean | undefined;
  readonly externalAccountBinding?: ExternalAccountBinding | undefined;
  readonly preferredChain?: string | undefined;
  readonly privateKeySecretRef: KeySecretRef;
  readonly profile?: string | undefined;
  readonly server: string;
  readonly skipTLSVerify?: boolean | undefined;
  readonly solvers?: readonly Solver[] | undefined;
}

export interface Ca {
  readonly crlDistributionPoints?: readonly string[] | undefined;
  readonly issuingCertificateURLs?: readonly string[] | undefined;
  readonly ocspServers?: readonly string[] | undefined;
  readonly secretName: string;
}

export interface SelfSigned {
  readonly crlDistributionPoints?: readonly string[] | undefined;
}

export interface AppRole {
  readonly path: string;
  readonly roleId: string;
  readonly secretRef: KeySecretRef;
}

export interface Aws {
  readonly iamRoleArn?: string | undefined;
  readonly mountPath?: string | undefined;
  readonly region?: string | undefined;
  readonly role: string;
  readonly serviceAccountRef?: ServiceAccountRef | undefined;
  readonly vaultHeaderValue?: string | undefined;
}

export interface ClientCertificate {
  readonly mountPath?: string | undefined;
  readonly name?: string | undefined;
  readonly secretName?: string | undefined;
}

export interface VaultAuthKubernetes {
  readonly mountPath?: string | undefined;
  readonly role: string;
  readonly secretRef?: KeySecretRef | undefined;
  readonly serviceAccountRef?: ServiceAccountRef | undefined;
}

export interface VaultAuth {
  readonly appRole?: AppRole | undefined;
  readonly aws?: Aws | undefined;
  readonly clientCertificate?: ClientCertificate | undefined;
  readonly kubernetes?: VaultAuthKubernetes | undefined;
  readonly tokenSecretRef?: KeySecretRef | undefined;
}

export interface Vault {
  readonly auth: VaultAuth;
  readonly caBundle?: string | undefined;
  readonly caBundleSecretRef?: KeySecretRef | undefined;
  readonly clientCertSecretRef?: KeySecretRef | undefined;
  readonly clientKeySecretRef?: KeySecretRef | undefined;
  readonly namespace?: string | undefined;
  readonly path: string;
  readonly server: string;
  readonly serverName?: string | undefined;
}

export interface Cloud {
  readonly apiTokenSecretRef: KeySecretRef;
  readonly url?: string | undefined;
}

export interface CredentialsRef {
  readonly name: string;
}

export interface Ngts {
  readonly credentialsRef: CredentialsRef;
  readonly tokenEndpoint?: string | undefined;
  readonly tsgID: string;
  readonly url?: string | undefined;
}

export interface Tpp {
  readonly caBundle?: string | undefined;
  readonly caBundleSecretRef?: KeySecretRef | undefined;
  readonly credentialsRef: CredentialsRef;
  readonly url: string;
}

export interface Venafi {
  readonly cloud?: Cloud | undefined;
  readonly ngts?: Ngts | undefined;
  readonly tpp?: Tpp | undefined;
  readonly zone: string;
}

export interface IssuerSpec {
  readonly acme?: Acme | undefined;
  readonly ca?: Ca | undefined;
  readonly selfSigned?: SelfSigned | undefined;
  readonly vault?: Vault | undefined;
  readonly venafi?: Venafi | undefined;
}

/** `cert-manager.io/v1` Issuer */
export interface Issuer {
  readonly apiVersion: 'cert-manager.io/v1';
  readonly kind: 'Issuer';
  readonly metadata: ObjectMeta;
  readonly spec: IssuerSpec;
}
