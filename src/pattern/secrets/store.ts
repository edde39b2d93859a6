/** Where values of secrets lie when not sealed in git: a secret manager, read by External Secrets Operator. */
import {
  everywhere,
  fixed,
  instance,
  list,
  object,
  oneOf,
  record,
  required,
  text,
  type Shape,
} from '../../model/shape';
import { anyText, dnsLabel, duration } from '../../model/syntax';
import type { Varying } from '../../model/varying';

/** Where one key lies: its name, or its name and the property of its JSON content that holds the value. */
export type RemoteKey =
  string | Varying<string> | { readonly key: string | Varying<string>; readonly property: string | Varying<string> };

/** AWS Secrets Manager or Parameter Store, read with the role of a ServiceAccount (IRSA). */
export interface AwsStore {
  readonly region: string;
  /** ARN of the IAM role that may read the values: `arn:aws:iam::123456789012:role/shop-secrets`. */
  readonly role: string;
  /** Default: SecretsManager. */
  readonly service?: 'SecretsManager' | 'ParameterStore';
}

/** A KV engine of Vault, read by the Kubernetes auth method. */
export interface VaultStore {
  /** `https://vault.acme.example:8200`. */
  readonly server: string;
  /** Role of the auth method. */
  readonly role: string;
  /** Mount of the KV engine. Default: secret. */
  readonly engine?: string;
  /** Version of the KV engine. Default: v2. */
  readonly version?: 'v1' | 'v2';
  /** Mount of the auth method. Default: kubernetes. */
  readonly auth?: string;
  /** Namespace of Vault Enterprise. Default: none. */
  readonly namespace?: string;
}

/** Google Secret Manager, read by workload identity. */
export interface GoogleStore {
  readonly project: string;
  /** The IAM service account that may read the values: `shop@acme-prod.iam.gserviceaccount.com`. */
  readonly serviceAccount: string;
}

/** Azure Key Vault, read by workload identity. */
export interface AzureStore {
  /** `https://shop-prod.vault.azure.net`. */
  readonly vaultUrl: string;
  readonly tenantId: string;
  /** Of the managed identity or application that may read the values. */
  readonly clientId: string;
}

/**
 * The source of the values that `sealed` and `sealedKeys` name, in place of files in git. Exactly one of `aws`, `vault`, `google`,
 * `azure` and `provided` says what it is; it may vary. In an environment where the store as a whole is `absent` values stay sealed in git.
 */
export interface SecretStore {
  /** Name of the SecretStore, and of the ServiceAccount that it reads with. */
  readonly name: string;
  readonly aws?: AwsStore;
  readonly vault?: VaultStore;
  readonly google?: GoogleStore;
  readonly azure?: AzureStore;
  /** The kind of a store that is in the cluster already, and is not written. */
  readonly provided?: 'SecretStore' | 'ClusterSecretStore';
  /**
   * Where a key lies. Default: `<platform>/<secret>/<key>`; in Vault the property `<key>` of `<platform>/<secret>`; in Google and
   * Azure, whose names have no slashes, `<platform>-<secret>-<key>`.
   */
  readonly path?: (secret: string, key: string) => RemoteKey;
  /** How often values are read again: a changed one is in the Secret after this time. Default: 1h. */
  readonly refreshInterval?: string;
  /** Names of the secrets whose values lie there. Default: all, but for `except`. */
  readonly secrets?: readonly string[];
  /** Names of secrets that stay sealed in git. Default: none. */
  readonly except?: readonly string[];
  /** Secrets of which several environments read one remote value on purpose, with the reason. Default: that is refused. */
  readonly shared?: Record<string, string>;
}

const https: Shape = text('an https address', 'https://vault.acme.example:8200', (value) =>
  /^https:\/\/[^/\s]+\/?$/.test(value),
);
const secretNames = list(dnsLabel, { atLeast: 1 });

export const secretStoreShape: Shape = object<SecretStore>({
  name: required(dnsLabel),
  aws: object<AwsStore>({
    region: required(text('a region', 'eu-central-1', (value) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(value))),
    role: required(
      text('the ARN of a role', 'arn:aws:iam::123456789012:role/shop-secrets', (value) =>
        /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(value),
      ),
    ),
    service: oneOf('SecretsManager', 'ParameterStore'),
  }),
  vault: object<VaultStore>({
    server: required(https),
    role: required(anyText),
    engine: anyText,
    version: oneOf('v1', 'v2'),
    auth: anyText,
    namespace: anyText,
  }),
  google: object<GoogleStore>({
    project: required(anyText),
    serviceAccount: required(
      text('an IAM service account', 'shop@acme-prod.iam.gserviceaccount.com', (value) =>
        /^\S+@\S+\.iam\.gserviceaccount\.com$/.test(value),
      ),
    ),
  }),
  azure: object<AzureStore>({ vaultUrl: required(https), tenantId: required(anyText), clientId: required(anyText) }),
  provided: oneOf('SecretStore', 'ClusterSecretStore'),
  path: fixed(
    instance('a function of secret and key', (value) => typeof value === 'function'),
    'absent',
  ),
  refreshInterval: duration,
  secrets: fixed(secretNames, 'absent'),
  except: fixed(secretNames, 'absent'),
  shared: everywhere(record(anyText)),
});
