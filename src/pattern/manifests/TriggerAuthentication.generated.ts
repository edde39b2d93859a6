// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface SecretKeyRef {
  readonly key: string;
  readonly name: string;
}

export interface ValueFrom {
  readonly secretKeyRef: SecretKeyRef;
}

export interface AccessKey {
  readonly valueFrom: ValueFrom;
}

export interface Credentials {
  readonly accessKey: AccessKey;
  readonly accessSecretKey: AccessKey;
  readonly accessToken?: AccessKey | undefined;
}

export interface PodIdentity {
  readonly externalID?: string | undefined;
  readonly identityAuthorityHost?: string | undefined;
  readonly identityId?: string | undefined;
  readonly identityOwner?: 'keda' | 'workload' | undefined;
  readonly identityTenantId?: string | undefined;
  readonly provider: 'azure-workload' | 'gcp' | 'aws' | 'aws-eks' | 'none';
  readonly roleArn?: string | undefined;
}

export interface Secret {
  readonly name: string;
  readonly parameter: string;
  readonly secretKey?: string | undefined;
  readonly versionId?: string | undefined;
  readonly versionStage?: string | undefined;
}

export interface AwsSecretManager {
  readonly credentials?: Credentials | undefined;
  readonly podIdentity?: PodIdentity | undefined;
  readonly region?: string | undefined;
  readonly secrets: readonly Secret[];
}

export interface Cloud {
  readonly activeDirectoryEndpoint?: string | undefined;
  readonly keyVaultResourceURL?: string | undefined;
  readonly type: string;
}

export interface AzureKeyVaultCredentials {
  readonly clientId: string;
  readonly clientSecret: AccessKey;
  readonly tenantId: string;
}

export interface AzureKeyVaultSecret {
  readonly name: string;
  readonly parameter: string;
  readonly version?: string | undefined;
}

export interface AzureKeyVault {
  readonly cloud?: Cloud | undefined;
  readonly credentials?: AzureKeyVaultCredentials | undefined;
  readonly podIdentity?: PodIdentity | undefined;
  readonly secrets: readonly AzureKeyVaultSecret[];
  readonly vaultUri: string;
}

export interface AzureServicePrincipal {
  readonly activeDirectoryEndpoint?: string | undefined;
  readonly clientCertificate?: AccessKey | undefined;
  readonly clientCertificatePassword?: AccessKey | undefined;
  readonly clientId: string;
  readonly clientSecret?: AccessKey | undefined;
  readonly cloud?: string | undefined;
  readonly tenantId: string;
}

export interface BoundServiceAccountToken {
  readonly parameter: string;
  readonly serviceAccountName: string;
}

export interface ConfigMapTargetRef {
  readonly key: string;
  readonly name: string;
  readonly parameter: string;
}

export interface Env {
  readonly containerName?: string | undefined;
  readonly name: string;
  readonly parameter: string;
}

export interface GcpSecretManagerCredentials {
  readonly clientSecret: AccessKey;
}

export interface GcpSecretManagerSecret {
  readonly id: string;
  readonly parameter: string;
  readonly version?: string | undefined;
}

export interface GcpSecretManager {
  readonly credentials?: GcpSecretManagerCredentials | undefined;
  readonly podIdentity?: PodIdentity | undefined;
  readonly secrets: readonly GcpSecretManagerSecret[];
}

export interface Credential {
  readonly serviceAccount?: string | undefined;
  readonly serviceAccountName?: string | undefined;
  readonly token?: string | undefined;
}

export interface PkiData {
  readonly altNames?: string | undefined;
  readonly commonName?: string | undefined;
  readonly format?: string | undefined;
  readonly ipSans?: string | undefined;
  readonly otherSans?: string | undefined;
  readonly ttl?: string | undefined;
  readonly uriSans?: string | undefined;
}

export interface HashiCorpVaultSecret {
  readonly key: string;
  readonly parameter: string;
  readonly path: string;
  readonly pkiData?: PkiData | undefined;
  readonly type?: '' | 'secretV2' | 'secret' | 'pki' | undefined;
}

export interface HashiCorpVault {
  readonly address: string;
  readonly authentication: 'token' | 'kubernetes';
  readonly credential?: Credential | undefined;
  readonly mount?: string | undefined;
  readonly namespace?: string | undefined;
  readonly role?: string | undefined;
  readonly secrets: readonly HashiCorpVaultSecret[];
}

export interface Oauth2 {
  readonly clientId: string;
  readonly clientSecret?: AccessKey | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly tokenUrl: string;
  readonly tokenUrlParams?: Readonly<Record<string, Text>> | undefined;
  readonly type?: 'clientCredentials' | undefined;
}

export interface TriggerAuthenticationSpec {
  readonly awsSecretManager?: AwsSecretManager | undefined;
  readonly azureKeyVault?: AzureKeyVault | undefined;
  readonly azureServicePrincipal?: AzureServicePrincipal | undefined;
  readonly boundServiceAccountToken?: readonly BoundServiceAccountToken[] | undefined;
  readonly configMapTargetRef?: readonly ConfigMapTargetRef[] | undefined;
  readonly env?: readonly Env[] | undefined;
  readonly filePath?: string | undefined;
  readonly gcpSecretManager?: GcpSecretManager | undefined;
  readonly hashiCorpVault?: HashiCorpVault | undefined;
  readonly oauth2?: Oauth2 | undefined;
  readonly podIdentity?: PodIdentity | undefined;
  readonly secretTargetRef?: readonly ConfigMapTargetRef[] | undefined;
}

/** `keda.sh/v1alpha1` TriggerAuthentication */
export interface TriggerAuthentication {
  readonly apiVersion: 'keda.sh/v1alpha1';
  readonly kind: 'TriggerAuthentication';
  readonly metadata: ObjectMeta;
  readonly spec: TriggerAuthenticationSpec;
}
