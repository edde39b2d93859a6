// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface RemoteRef {
  readonly conversionStrategy?: 'Default' | 'Unicode' | undefined;
  readonly decodingStrategy?: 'Auto' | 'Base64' | 'Base64URL' | 'None' | undefined;
  readonly key: string;
  readonly metadataPolicy?: 'None' | 'Fetch' | undefined;
  readonly property?: string | undefined;
  readonly version?: string | undefined;
}

export interface GeneratorRef {
  readonly apiVersion?: string | undefined;
  readonly kind:
    | 'ACRAccessToken'
    | 'ClusterGenerator'
    | 'CloudsmithAccessToken'
    | 'ECRAuthorizationToken'
    | 'Fake'
    | 'GCRAccessToken'
    | 'GithubAccessToken'
    | 'QuayAccessToken'
    | 'Password'
    | 'SSHKey'
    | 'STSSessionToken'
    | 'UUID'
    | 'VaultDynamicSecret'
    | 'Webhook'
    | 'Grafana'
    | 'MFA';
  readonly name: string;
}

export interface StoreRef {
  readonly kind?: 'SecretStore' | 'ClusterSecretStore' | undefined;
  readonly name?: string | undefined;
}

export interface SourceRef {
  readonly generatorRef?: GeneratorRef | undefined;
  readonly storeRef?: StoreRef | undefined;
}

export interface Data {
  readonly remoteRef: RemoteRef;
  readonly secretKey: string;
  readonly sourceRef?: SourceRef | undefined;
}

export interface Name {
  readonly regexp?: string | undefined;
}

export interface Find {
  readonly conversionStrategy?: 'Default' | 'Unicode' | undefined;
  readonly decodingStrategy?: 'Auto' | 'Base64' | 'Base64URL' | 'None' | undefined;
  readonly name?: Name | undefined;
  readonly path?: string | undefined;
  readonly tags?: Readonly<Record<string, Text>> | undefined;
}

export interface Merge {
  readonly conflictPolicy?: 'Ignore' | 'Error' | undefined;
  readonly into?: string | undefined;
  readonly priority?: readonly string[] | undefined;
  readonly priorityPolicy?: 'IgnoreNotFound' | 'Strict' | undefined;
  readonly strategy?: 'Extract' | 'JSON' | undefined;
}

export interface Regexp {
  readonly source: string;
  readonly target: string;
}

export interface Transform {
  readonly template: string;
}

export interface Rewrite {
  readonly merge?: Merge | undefined;
  readonly regexp?: Regexp | undefined;
  readonly transform?: Transform | undefined;
}

export interface DataFrom {
  readonly extract?: RemoteRef | undefined;
  readonly find?: Find | undefined;
  readonly rewrite?: readonly Rewrite[] | undefined;
  readonly sourceRef?: SourceRef | undefined;
}

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface TargetTemplateMetadata {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly finalizers?: readonly string[] | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
}

export interface Item {
  readonly key: string;
  readonly templateAs?: 'Values' | 'KeysAndValues' | undefined;
}

export interface ConfigMap {
  readonly items: readonly Item[];
  readonly name: string;
}

export interface TemplateFrom {
  readonly configMap?: ConfigMap | undefined;
  readonly literal?: string | undefined;
  readonly secret?: ConfigMap | undefined;
  readonly target?: string | undefined;
}

export interface TargetTemplate {
  readonly data?: Readonly<Record<string, Text>> | undefined;
  readonly engineVersion?: 'v2' | undefined;
  readonly mergePolicy?: 'Replace' | 'Merge' | undefined;
  readonly metadata?: TargetTemplateMetadata | undefined;
  readonly templateFrom?: readonly TemplateFrom[] | undefined;
  readonly type?: string | undefined;
}

export interface Target {
  readonly creationPolicy?: 'Owner' | 'Orphan' | 'Merge' | 'None' | undefined;
  readonly deletionPolicy?: 'Delete' | 'Merge' | 'Retain' | undefined;
  readonly immutable?: boolean | undefined;
  readonly manifest?: Manifest | undefined;
  readonly name?: string | undefined;
  readonly template?: TargetTemplate | undefined;
}

export interface ExternalSecretSpec {
  readonly data?: readonly Data[] | undefined;
  readonly dataFrom?: readonly DataFrom[] | undefined;
  readonly refreshInterval?: string | undefined;
  readonly refreshPolicy?: 'CreatedOnce' | 'Periodic' | 'OnChange' | undefined;
  readonly secretStoreRef?: StoreRef | undefined;
  readonly target?: Target | undefined;
}

/** `external-secrets.io/v1` ExternalSecret */
export interface ExternalSecret {
  readonly apiVersion: 'external-secrets.io/v1';
  readonly kind: 'ExternalSecret';
  readonly metadata: ObjectMeta;
  readonly spec?: ExternalSecretSpec | undefined;
}
