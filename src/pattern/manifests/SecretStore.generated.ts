// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface MatchExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | undefined;
}

export interface NamespaceSelector {
  readonly matchExpressions?: readonly MatchExpression[] | undefined;
  readonly matchLabels?: Readonly<Record<string, Text>> | undefined;
}

export interface Condition {
  readonly namespaceRegexes?: readonly string[] | undefined;
  readonly namespaceSelector?: NamespaceSelector | undefined;
  readonly namespaces?: readonly string[] | undefined;
}

export interface SecretRef {
  readonly key?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

export interface ServiceAccountRef {
  readonly audiences?: readonly string[] | undefined;
  readonly name: string;
  readonly namespace?: string | undefined;
}

export interface KubernetesAuth {
  readonly accessID: string;
  readonly k8sConfName: string;
  readonly secretRef?: SecretRef | undefined;
  readonly serviceAccountRef?: ServiceAccountRef | undefined;
}

export interface AuthSecretRefSecretRef {
  readonly accessID?: SecretRef | undefined;
  readonly accessType?: SecretRef | undefined;
  readonly accessTypeParam?: SecretRef | undefined;
}

export interface AuthSecretRef {
  readonly kubernetesAuth?: KubernetesAuth | undefined;
  readonly secretRef?: AuthSecretRefSecretRef | undefined;
}

export interface CaProvider {
  readonly key?: string | undefined;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly type: 'Secret' | 'ConfigMap';
}

export interface Akeyless {
  readonly akeylessGWApiURL: string;
  readonly authSecretRef: AuthSecretRef;
  readonly caBundle?: string | undefined;
  readonly caProvider?: CaProvider | undefined;
}

export interface Rrsa {
  readonly oidcProviderArn: string;
  readonly oidcTokenFilePath: string;
  readonly roleArn: string;
  readonly sessionName: string;
}

export interface AuthSecretRef_ {
  readonly accessKeyIDSecretRef: SecretRef;
  readonly accessKeySecretSecretRef: SecretRef;
}

export interface Auth {
  readonly rrsa?: Rrsa | undefined;
  readonly secretRef?: AuthSecretRef_ | undefined;
}

export interface Alibaba {
  readonly auth: Auth;
  readonly regionID: string;
}

export interface Jwt {
  readonly serviceAccountRef?: ServiceAccountRef | undefined;
}

export interface AwsAuthSecretRef {
  readonly accessKeyIDSecretRef?: SecretRef | undefined;
  readonly secretAccessKeySecretRef?: SecretRef | undefined;
  readonly sessionTokenSecretRef?: SecretRef | undefined;
}

export interface AwsAuth {
  readonly jwt?: Jwt | undefined;
  readonly secretRef?: AwsAuthSecretRef | undefined;
}

export interface SecretsManager {
  readonly forceDeleteWithoutRecovery?: boolean | undefined;
  readonly recoveryWindowInDays?: number | undefined;
}

export interface SessionTag {
  readonly key: string;
  readonly value: string;
}

export interface Aws {
  readonly additionalRoles?: readonly string[] | undefined;
  readonly auth?: AwsAuth | undefined;
  readonly externalID?: string | undefined;
  readonly prefix?: string | undefined;
  readonly region: string;
  readonly role?: string | undefined;
  readonly secretsManager?: SecretsManager | undefined;
  readonly service: 'SecretsManager' | 'ParameterStore';
  readonly sessionTags?: readonly SessionTag[] | undefined;
  readonly transitiveTagKeys?: readonly string[] | undefined;
}

export interface AzurekvAuthSecretRef {
  readonly clientCertificate?: SecretRef | undefined;
  readonly clientId?: SecretRef | undefined;
  readonly clientSecret?: SecretRef | undefined;
  readonly tenantId?: SecretRef | undefined;
}

export interface CustomCloudConfig {
  readonly activeDirectoryEndpoint: string;
  readonly keyVaultDNSSuffix?: string | undefined;
  readonly keyVaultEndpoint?: string | undefined;
  readonly resourceManagerEndpoint?: string | undefined;
}

export interface Azurekv {
  readonly authSecretRef?: AzurekvAuthSecretRef | undefined;
  readonly authType?: 'ServicePrincipal' | 'ManagedIdentity' | 'WorkloadIdentity' | undefined;
  readonly customCloudConfig?: CustomCloudConfig | undefined;
  readonly environmentType?:
    'PublicCloud' | 'USGovernmentCloud' | 'ChinaCloud' | 'GermanCloud' | 'AzureStackCloud' | undefined;
  readonly identityId?: string | undefined;
  readonly serviceAccountRef?: ServiceAccountRef | undefined;
  readonly tenantId?: string | undefined;
  readonly useAzureSDK?: boolean | undefined;
  readonly vaultUrl: string;
}

export interface Password {
  readonly secretRef: SecretRef;
}

export interface Username {
  readonly secretRef?: SecretRef | undefined;
  readonly value?: string | undefined;
}

export interface BarbicanAuth {
  readonly password: Password;
  readonly username: Username;
}

export interface Barbican {
  readonly auth: BarbicanAuth;
  readonly authURL?: string | undefined;
  readonly domainName?: string | undefined;
  readonly region?: string | undefined;
  readonly tenantName?: string | undefined;
}

export interface ApiKey {
  readonly secretRef?: SecretRef | undefined;
  readonly value?: string | undefined;
}

export interface BeyondtrustAuth {
  readonly apiKey?: ApiKey | undefined;
  readonly certificate?: ApiKey | undefined;
  readonly certificateKey?: ApiKey | undefined;
  readonly clientId?: ApiKey | undefined;
  readonly clientSecret?: ApiKey | undefined;
}

export interface Server {
  readonly apiUrl: string;
  readonly apiVersion?: string | undefined;
  readonly clientTimeOutSeconds?: number | undefined;
  readonly decrypt?: boolean | undefined;
  readonly retrievalType?: string | undefined;
  readonly separator?: string | undefined;
  readonly verifyCA: boolean;
}

export interface Beyondtrust {
  readonly auth: BeyondtrustAuth;
  readonly server: Server;
}

export interface BitwardensecretsmanagerAuthSecretRef {
  readonly credentials: SecretRef;
}

export interface BitwardensecretsmanagerAuth {
  readonly secretRef: BitwardensecretsmanagerAuthSecretRef;
}

export interface Bitwardensecretsmanager {
  readonly apiURL?: string | undefined;
  readonly auth: BitwardensecretsmanagerAuth;
  readonly bitwardenServerSDKURL?: string | undefined;
  readonly caBundle?: string | undefined;
  readonly caProvider?: CaProvider | undefined;
  readonly identityURL?: string | undefined;
  readonly organizationID: string;
  readonly projectID: string;
}

export interface ChefAuthSecretRef {
  readonly privateKeySecretRef: SecretRef;
}

export interface ChefAuth {
  readonly secretRef: ChefAuthSecretRef;
}

export interface Chef {
  readonly auth: ChefAuth;
  readonly serverUrl: string;
  readonly username: string;
}

export interface CloudrusmAuth {
  readonly secretRef?: AuthSecretRef_ | undefined;
}

export interface Cloudrusm {
  readonly auth: CloudrusmAuth;
  readonly projectID?: string | undefined;
}

export interface Apikey {
  readonly account: string;
  readonly apiKeyRef: SecretRef;
  readonly userRef: SecretRef;
}

export interface ConjurAuthJwt {
  readonly account: string;
  readonly hostId?: string | undefined;
  readonly secretRef?: SecretRef | undefined;
  readonly serviceAccountRef?: ServiceAccountRef | undefined;
  readonly serviceID: string;
}

export interface ConjurAuth {
  readonly apikey?: Apikey | undefined;
  readonly jwt?: ConjurAuthJwt | undefined;
}

export interface Conjur {
  readonly auth: ConjurAuth;
  readonly caBundle?: string | undefined;
  readonly caProvider?: CaProvider | undefined;
  readonly url: string;
}

export interface Delinea {
  readonly clientId: ApiKey;
  readonly clientSecret: ApiKey;
  readonly tenant: string;
  readonly tld?: string | undefined;
  readonly urlTemplate?: string | undefined;
}

export interface Device42AuthSecretRef {
  readonly credentials?: SecretRef | undefined;
}

export interface Device42Auth {
  readonly secretRef: Device42AuthSecretRef;
}

export interface Device42 {
  readonly auth: Device42Auth;
  readonly host: string;
}

export interface OidcConfig {
  readonly expirationSeconds?: number | undefined;
  readonly identity: string;
  readonly serviceAccountRef: ServiceAccountRef;
}

export interface DopplerAuthSecretRef {
  readonly dopplerToken: SecretRef;
}

export interface DopplerAuth {
  readonly oidcConfig?: OidcConfig | undefined;
  readonly secretRef?: DopplerAuthSecretRef | undefined;
}

export interface Doppler {
  readonly auth: DopplerAuth;
  readonly config?: string | undefined;
  readonly format?: 'json' | 'dotnet-json' | 'env' | 'yaml' | 'docker' | undefined;
  readonly nameTransformer?:
    'upper-camel' | 'camel' | 'lower-snake' | 'tf-var' | 'dotnet-env' | 'lower-kebab' | undefined;
  readonly project?: string | undefined;
}

export interface DvlsAuthSecretRef {
  readonly appId: SecretRef;
  readonly appSecret: SecretRef;
}

export interface DvlsAuth {
  readonly secretRef: DvlsAuthSecretRef;
}

export interface Dvls {
  readonly auth: DvlsAuth;
  readonly insecure?: boolean | undefined;
  readonly serverUrl: string;
}

export interface Data {
  readonly key: string;
  readonly value: string;
  readonly version?: string | undefined;
}

export interface Fake {
  readonly data: readonly Data[];
  readonly validationResult?: number | undefined;
}

export interface FortanixApiKey {
  readonly secretRef?: SecretRef | undefined;
}

export interface Fortanix {
  readonly apiKey?: FortanixApiKey | undefined;
  readonly apiUrl?: string | undefined;
}

export interface GcpsmAuthSecretRef {
  readonly secretAccessKeySecretRef?: SecretRef | undefined;
}

export interface WorkloadIdentity {
  readonly clusterLocation?: string | undefined;
  readonly clusterName?: string | undefined;
  readonly clusterProjectID?: string | undefined;
  readonly serviceAccountRef: ServiceAccountRef;
}

export interface AwsCredentialsSecretRef {
  readonly name: string;
  readonly namespace?: string | undefined;
}

export interface AwsSecurityCredentials {
  readonly awsCredentialsSecretRef: AwsCredentialsSecretRef;
  readonly region: string;
}

export interface CredConfig {
  readonly key: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}

export interface WorkloadIdentityFederation {
  readonly audience?: string | undefined;
  readonly awsSecurityCredentials?: AwsSecurityCredentials | undefined;
  readonly credConfig?: CredConfig | undefined;
  readonly externalTokenEndpoint?: string | undefined;
  readonly serviceAccountRef?: ServiceAccountRef | undefined;
}

export interface GcpsmAuth {
  readonly secretRef?: GcpsmAuthSecretRef | undefined;
  readonly workloadIdentity?: WorkloadIdentity | undefined;
  readonly workloadIdentityFederation?: WorkloadIdentityFederation | undefined;
}

export interface Gcpsm {
  readonly auth?: GcpsmAuth | undefined;
  readonly location?: string | undefined;
  readonly projectID?: string | undefined;
  readonly secretVersionSelectionPolicy?: string | undefined;
}

export interface GithubAuth {
  readonly privateKey: SecretRef;
}

export interface Github {
  readonly appID: number;
  readonly auth: GithubAuth;
  readonly environment?: string | undefined;
  readonly installationID: number;
  readonly organization: string;
  readonly repository?: string | undefined;
  readonly uploadURL?: string | undefined;
  readonly url?: string | undefined;
}

export interface GitlabAuthSecretRef {
  readonly accessToken?: SecretRef | undefined;
}

export interface GitlabAuth {
  readonly SecretRef: GitlabAuthSecretRef;
}

export interface Gitlab {
  readonly auth: GitlabAuth;
  readonly caBundle?: string | undefined;
  readonly caProvider?: CaProvider | undefined;
  readonly environment?: string | undefined;
  readonly groupIDs?: readonly string[] | undefined;
  readonly inheritFromGroups?: boolean | undefined;
  readonly projectID?: string | undefined;
  readonly url?: string | undefined;
}

export interface ContainerAuth {
  readonly iamEndpoint?: string | undefined;
  readonly profile: string;
  readonly tokenLocation?: string | undefined;
}

export interface IbmAuthSecretRef {
  readonly iamEndpoint?: string | undefined;
  readonly secretApiKeySecretRef?: SecretRef | undefined;
}

export interface IbmAuth {
  readonly containerAuth?: ContainerAuth | undefined;
  readonly secretRef?: IbmAuthSecretRef | undefined;
}

export interface Ibm {
  readonly auth: IbmAuth;
  readonly serviceUrl?: string | undefined;
}

export interface AwsAuthCredentials {
  readonly identityId: SecretRef;
}

export interface AzureAuthCredentials {
  readonly identityId: SecretRef;
  readonly resource?: SecretRef | undefined;
}

export interface GcpIamAuthCredentials {
  readonly identityId: SecretRef;
  readonly serviceAccountKeyFilePath: SecretRef;
}

export interface JwtAuthCredentials {
  readonly identityId: SecretRef;
  readonly jwt: SecretRef;
}

export interface KubernetesAuthCredentials {
  readonly identityId: SecretRef;
  readonly serviceAccountTokenPath?: SecretRef | undefined;
}

export interface LdapAuthCredentials {
  readonly identityId: SecretRef;
  readonly ldapPassword: SecretRef;
  readonly ldapUsername: SecretRef;
}

export interface OciAuthCredentials {
  readonly fingerprint: SecretRef;
  readonly identityId: SecretRef;
  readonly privateKey: SecretRef;
  readonly privateKeyPassphrase?: SecretRef | undefined;
  readonly region: SecretRef;
  readonly tenancyId: SecretRef;
  readonly userId: SecretRef;
}

export interface TokenAuthCredentials {
  readonly accessToken: SecretRef;
}

export interface UniversalAuthCredentials {
  readonly clientId: SecretRef;
  readonly clientSecret: SecretRef;
}

export interface InfisicalAuth {
  readonly awsAuthCredentials?: AwsAuthCredentials | undefined;
  readonly azureAuthCredentials?: AzureAuthCredentials | undefined;
  readonly gcpIamAuthCredentials?: GcpIamAuthCredentials | undefined;
  readonly gcpIdTokenAuthCredentials?: AwsAuthCredentials | undefined;
  readonly jwtAuthCredentials?: JwtAuthCredentials | undefined;
  readonly kubernetesAuthCredentials?: KubernetesAuthCredentials | undefined;
  readonly ldapAuthCredentials?: LdapAuthCredentials | undefined;
  readonly ociAuthCredentials?: OciAuthCredentials | undefined;
  readonly tokenAuthCredentials?: TokenAuthCredentials | undefined;
  readonly universalAuthCredentials?: UniversalAuthCredentials | undefined;
}

export interface SecretsScope {
  readonly environmentSlug: string;
  readonly expandSecretReferences?: boolean | undefined;
  readonly projectSlug: string;
  readonly recursive?: boolean | undefined;
  readonly secretsPath?: string | undefined;
}

export interface Infisical {
  readonly auth: InfisicalAuth;
  readonly caBundle?: string | undefined;
  readonly caProvider?: CaProvider | undefined;
  readonly hostAPI?: string | undefined;
  readonly secretsScope: SecretsScope;
}

export interface Keepersecurity {
  readonly authRef: SecretRef;
  readonly folderID: string;
}

export interface Cert {
  readonly clientCert?: SecretRef | undefined;
  readonly clientKey?: SecretRef | undefined;
}

export interface Token {
  readonly bearerToken?: SecretRef | undefined;
}

export interface KubernetesAuth_ {
  readonly cert?: Cert | undefined;
  readonly serviceAccount?: ServiceAccountRef | undefined;
  readonly token?: Token | undefined;
}

export interface KubernetesServer {
  readonly caBundle?: string | undefined;
  readonly caProvider?: CaProvider | undefined;
  readonly url?: string | undefined;
}

export interface Kubernetes {
  readonly auth?: KubernetesAuth_ | undefined;
  readonly authRef?: SecretRef | undefined;
  readonly remoteNamespace?: string | undefined;
  readonly server?: KubernetesServer | undefined;
}

export interface NgrokAuth {
  readonly apiKey?: FortanixApiKey | undefined;
}

export interface Vault {
  readonly name: string;
}

export interface Ngrok {
  readonly apiUrl?: string | undefined;
  readonly auth: NgrokAuth;
  readonly vault: Vault;
}

export interface OnboardbaseAuth {
  readonly apiKeyRef: SecretRef;
  readonly passcodeRef: SecretRef;
}

export interface Onboardbase {
  readonly apiHost?: string | undefined;
  readonly auth: OnboardbaseAuth;
  readonly environment?: string | undefined;
  readonly project?: string | undefined;
}

export interface OnepasswordAuthSecretRef {
  readonly connectTokenSecretRef: SecretRef;
}

export interface OnepasswordAuth {
  readonly secretRef: OnepasswordAuthSecretRef;
}

export interface Onepassword {
  readonly auth: OnepasswordAuth;
  readonly connectHost: string;
  readonly vaults: Readonly<Record<string, number>>;
}

export interface OnepasswordSDKAuth {
  readonly serviceAccountSecretRef: SecretRef;
}

export interface Cache {
  readonly maxSize?: number | undefined;
  readonly ttl?: string | undefined;
}

export interface IntegrationInfo {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
}

export interface OnepasswordSDK {
  readonly auth: OnepasswordSDKAuth;
  readonly cache?: Cache | undefined;
  readonly integrationInfo?: IntegrationInfo | undefined;
  readonly vault: string;
}

export interface OracleAuthSecretRef {
  readonly fingerprint: SecretRef;
  readonly privatekey: SecretRef;
}

export interface OracleAuth {
  readonly secretRef: OracleAuthSecretRef;
  readonly tenancy: string;
  readonly user: string;
}

export interface Oracle {
  readonly auth?: OracleAuth | undefined;
  readonly compartment?: string | undefined;
  readonly encryptionKey?: string | undefined;
  readonly principalType?: '' | 'UserPrincipal' | 'InstancePrincipal' | 'Workload' | undefined;
  readonly region: string;
  readonly serviceAccountRef?: ServiceAccountRef | undefined;
  readonly vault: string;
}

export interface PassboltAuth {
  readonly passwordSecretRef: SecretRef;
  readonly privateKeySecretRef: SecretRef;
}

export interface Passbolt {
  readonly auth: PassboltAuth;
  readonly host: string;
}

export interface Passworddepot {
  readonly auth: Device42Auth;
  readonly database: string;
  readonly host: string;
}

export interface PreviderAuth {
  readonly secretRef?: TokenAuthCredentials | undefined;
}

export interface Previder {
  readonly auth: PreviderAuth;
  readonly baseUri?: string | undefined;
}

export interface Pulumi {
  readonly accessToken: FortanixApiKey;
  readonly apiUrl?: string | undefined;
  readonly environment: string;
  readonly organization: string;
  readonly project: string;
}

export interface Scaleway {
  readonly accessKey: ApiKey;
  readonly apiUrl?: string | undefined;
  readonly projectId: string;
  readonly region: string;
  readonly secretKey: ApiKey;
}

export interface Secretserver {
  readonly caBundle?: string | undefined;
  readonly caProvider?: CaProvider | undefined;
  readonly domain?: string | undefined;
  readonly password: ApiKey;
  readonly serverURL: string;
  readonly username: ApiKey;
}

export interface SenhaseguraAuth {
  readonly clientId: string;
  readonly clientSecretSecretRef: SecretRef;
}

export interface Senhasegura {
  readonly auth: SenhaseguraAuth;
  readonly ignoreSslCertificate?: boolean | undefined;
  readonly module: string;
  readonly url: string;
}

export interface AppRole {
  readonly path?: string | undefined;
  readonly roleId?: string | undefined;
  readonly roleRef?: SecretRef | undefined;
  readonly secretRef: SecretRef;
}

export interface ProviderVaultAuthCert {
  readonly clientCert?: SecretRef | undefined;
  readonly path?: string | undefined;
  readonly secretRef?: SecretRef | undefined;
}

export interface Gcp {
  readonly location?: string | undefined;
  readonly path?: string | undefined;
  readonly projectID?: string | undefined;
  readonly role: string;
  readonly secretRef?: GcpsmAuthSecretRef | undefined;
  readonly serviceAccountRef?: ServiceAccountRef | undefined;
  readonly workloadIdentity?: WorkloadIdentity | undefined;
}

export interface Iam {
  readonly externalID?: string | undefined;
  readonly jwt?: Jwt | undefined;
  readonly path?: string | undefined;
  readonly region?: string | undefined;
  readonly role?: string | undefined;
  readonly secretRef?: AwsAuthSecretRef | undefined;
  readonly vaultAwsIamServerID?: string | undefined;
  readonly vaultRole: string;
}

export interface KubernetesServiceAccountToken {
  readonly audiences?: readonly string[] | undefined;
  readonly expirationSeconds?: number | undefined;
  readonly serviceAccountRef: ServiceAccountRef;
}

export interface ProviderVaultAuthJwt {
  readonly kubernetesServiceAccountToken?: KubernetesServiceAccountToken | undefined;
  readonly path?: string | undefined;
  readonly role?: string | undefined;
  readonly secretRef?: SecretRef | undefined;
}

export interface ProviderVaultAuthKubernetes {
  readonly mountPath?: string | undefined;
  readonly role: string;
  readonly secretRef?: SecretRef | undefined;
  readonly serviceAccountRef?: ServiceAccountRef | undefined;
}

export interface Ldap {
  readonly path?: string | undefined;
  readonly secretRef?: SecretRef | undefined;
  readonly username: string;
}

export interface ProviderVaultAuth {
  readonly appRole?: AppRole | undefined;
  readonly cert?: ProviderVaultAuthCert | undefined;
  readonly gcp?: Gcp | undefined;
  readonly iam?: Iam | undefined;
  readonly jwt?: ProviderVaultAuthJwt | undefined;
  readonly kubernetes?: ProviderVaultAuthKubernetes | undefined;
  readonly ldap?: Ldap | undefined;
  readonly namespace?: string | undefined;
  readonly tokenSecretRef?: SecretRef | undefined;
  readonly userPass?: Ldap | undefined;
}

export interface CheckAndSet {
  readonly required?: boolean | undefined;
}

export interface Tls {
  readonly certSecretRef?: SecretRef | undefined;
  readonly keySecretRef?: SecretRef | undefined;
}

export interface ProviderVault {
  readonly auth?: ProviderVaultAuth | undefined;
  readonly caBundle?: string | undefined;
  readonly caProvider?: CaProvider | undefined;
  readonly checkAndSet?: CheckAndSet | undefined;
  readonly forwardInconsistent?: boolean | undefined;
  readonly headers?: Readonly<Record<string, Text>> | undefined;
  readonly namespace?: string | undefined;
  readonly path?: string | undefined;
  readonly readYourWrites?: boolean | undefined;
  readonly server: string;
  readonly tls?: Tls | undefined;
  readonly version?: 'v1' | 'v2' | undefined;
}

export interface VolcengineAuthSecretRef {
  readonly accessKeyID: SecretRef;
  readonly secretAccessKey: SecretRef;
  readonly token?: SecretRef | undefined;
}

export interface VolcengineAuth {
  readonly secretRef?: VolcengineAuthSecretRef | undefined;
}

export interface Volcengine {
  readonly auth?: VolcengineAuth | undefined;
  readonly region: string;
}

export interface Ntlm {
  readonly passwordSecret: SecretRef;
  readonly usernameSecret: SecretRef;
}

export interface WebhookAuth {
  readonly ntlm?: Ntlm | undefined;
}

export interface Result {
  readonly jsonPath?: string | undefined;
}

export interface Secret {
  readonly name: string;
  readonly secretRef: SecretRef;
}

export interface Webhook {
  readonly auth?: WebhookAuth | undefined;
  readonly body?: string | undefined;
  readonly caBundle?: string | undefined;
  readonly caProvider?: CaProvider | undefined;
  readonly headers?: Readonly<Record<string, Text>> | undefined;
  readonly method?: string | undefined;
  readonly result?: Result | undefined;
  readonly secrets?: readonly Secret[] | undefined;
  readonly timeout?: string | undefined;
  readonly url: string;
}

export interface YandexcertificatemanagerAuth {
  readonly authorizedKeySecretRef?: SecretRef | undefined;
}

export interface YandexcertificatemanagerCaProvider {
  readonly certSecretRef?: SecretRef | undefined;
}

export interface ByName {
  readonly folderID: string;
}

export interface Fetching {
  readonly byID?: object | undefined;
  readonly byName?: ByName | undefined;
}

export interface Yandexcertificatemanager {
  readonly apiEndpoint?: string | undefined;
  readonly auth: YandexcertificatemanagerAuth;
  readonly caProvider?: YandexcertificatemanagerCaProvider | undefined;
  readonly fetching?: Fetching | undefined;
}

export interface Provider {
  readonly akeyless?: Akeyless | undefined;
  readonly alibaba?: Alibaba | undefined;
  readonly aws?: Aws | undefined;
  readonly azurekv?: Azurekv | undefined;
  readonly barbican?: Barbican | undefined;
  readonly beyondtrust?: Beyondtrust | undefined;
  readonly bitwardensecretsmanager?: Bitwardensecretsmanager | undefined;
  readonly chef?: Chef | undefined;
  readonly cloudrusm?: Cloudrusm | undefined;
  readonly conjur?: Conjur | undefined;
  readonly delinea?: Delinea | undefined;
  readonly device42?: Device42 | undefined;
  readonly doppler?: Doppler | undefined;
  readonly dvls?: Dvls | undefined;
  readonly fake?: Fake | undefined;
  readonly fortanix?: Fortanix | undefined;
  readonly gcpsm?: Gcpsm | undefined;
  readonly github?: Github | undefined;
  readonly gitlab?: Gitlab | undefined;
  readonly ibm?: Ibm | undefined;
  readonly infisical?: Infisical | undefined;
  readonly keepersecurity?: Keepersecurity | undefined;
  readonly kubernetes?: Kubernetes | undefined;
  readonly ngrok?: Ngrok | undefined;
  readonly onboardbase?: Onboardbase | undefined;
  readonly onepassword?: Onepassword | undefined;
  readonly onepasswordSDK?: OnepasswordSDK | undefined;
  readonly oracle?: Oracle | undefined;
  readonly passbolt?: Passbolt | undefined;
  readonly passworddepot?: Passworddepot | undefined;
  readonly previder?: Previder | undefined;
  readonly pulumi?: Pulumi | undefined;
  readonly scaleway?: Scaleway | undefined;
  readonly secretserver?: Secretserver | undefined;
  readonly senhasegura?: Senhasegura | undefined;
  readonly vault?: ProviderVault | undefined;
  readonly volcengine?: Volcengine | undefined;
  readonly webhook?: Webhook | undefined;
  readonly yandexcertificatemanager?: Yandexcertificatemanager | undefined;
  readonly yandexlockbox?: Yandexcertificatemanager | undefined;
}

export interface RetrySettings {
  readonly maxRetries?: number | undefined;
  readonly retryInterval?: string | undefined;
}

export interface SecretStoreSpec {
  readonly conditions?: readonly Condition[] | undefined;
  readonly controller?: string | undefined;
  readonly provider: Provider;
  readonly refreshInterval?: number | undefined;
  readonly retrySettings?: RetrySettings | undefined;
}

/** `external-secrets.io/v1` SecretStore */
export interface SecretStore {
  readonly apiVersion: 'external-secrets.io/v1';
  readonly kind: 'SecretStore';
  readonly metadata: ObjectMeta;
  readonly spec?: SecretStoreSpec | undefined;
}
