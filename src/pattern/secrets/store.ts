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
  type PropsOf,
} from '../../model/shape';
import { anyText, dnsLabel, duration } from '../../model/syntax';
import type { Varying } from '../../model/varying';

/** Location of a key: its name, or its name and the property of its JSON content that contains the value. */
export type RemoteKey =
  string | Varying<string> | { readonly key: string | Varying<string>; readonly property: string | Varying<string> };

const https = text('an https address', 'https://vault.acme.example:8200', (value) =>
  /^https:\/\/[^/\s]+\/?$/.test(value),
);

/** AWS Secrets Manager or Parameter Store, read with the role of a ServiceAccount (IRSA). */
export interface AwsStore extends PropsOf<typeof awsProps> {}
const awsProps = {
  region: required(text('a region', 'eu-central-1', (value) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(value))),
  /** ARN of the IAM role that may read the values: `arn:aws:iam::123456789012:role/shop-secrets`. */
  role: required(
    text('the ARN of a role', 'arn:aws:iam::123456789012:role/shop-secrets', (value) =>
      /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(value),
    ),
  ),
  /** Default: SecretsManager. */
  service: oneOf('SecretsManager', 'ParameterStore'),
};

/** A KV engine of Vault, read by the Kubernetes auth method. */
export interface VaultStore extends PropsOf<typeof vaultProps> {}
const vaultProps = {
  /** `https://vault.acme.example:8200`. */
  server: required(https),
  /** Role of the auth method. */
  role: required(anyText),
  /** Mount of the KV engine. Default: secret. */
  engine: anyText,
  /** Version of the KV engine. Default: v2. */
  version: oneOf('v1', 'v2'),
  /** Mount of the auth method. Default: kubernetes. */
  auth: anyText,
  /** Namespace of Vault Enterprise. Default: none. */
  namespace: anyText,
};

/** Google Secret Manager, read by workload identity. */
export interface GoogleStore extends PropsOf<typeof googleProps> {}
const googleProps = {
  project: required(anyText),
  /** The IAM service account that may read the values: `shop@acme-prod.iam.gserviceaccount.com`. */
  serviceAccount: required(
    text('an IAM service account', 'shop@acme-prod.iam.gserviceaccount.com', (value) =>
      /^\S+@\S+\.iam\.gserviceaccount\.com$/.test(value),
    ),
  ),
};

/** Azure Key Vault, read by workload identity. */
export interface AzureStore extends PropsOf<typeof azureProps> {}
const azureProps = {
  /** `https://shop-prod.vault.azure.net`. */
  vaultUrl: required(https),
  tenantId: required(anyText),
  /** Client id of the managed identity or application that may read the values. */
  clientId: required(anyText),
};
const secretNames = list(dnsLabel, { atLeast: 1 });

type PathOf = (secret: string, key: string) => RemoteKey;
const isPath = (value: unknown): value is PathOf => typeof value === 'function';

/**
 * The source of the values that `sealed` and `sealedKeys` name, in place of files in git. Exactly one of `aws`, `vault`, `google`,
 * `azure` and `provided` says what it is; it may vary. In an environment where the store as a whole is `absent` values stay sealed in git.
 */
export interface SecretStore extends PropsOf<typeof secretStoreProps> {}
const secretStoreProps = {
  /** Name of the SecretStore, and of the ServiceAccount with which it reads. */
  name: required(dnsLabel),
  aws: object<AwsStore>(awsProps),
  vault: object<VaultStore>(vaultProps),
  google: object<GoogleStore>(googleProps),
  azure: object<AzureStore>(azureProps),
  /** Kind of a store that already exists in the cluster, and is not written. */
  provided: oneOf('SecretStore', 'ClusterSecretStore'),
  /**
   * Location of a key. Default: `<platform>/<secret>/<key>`; in Vault, the property `<key>` of `<platform>/<secret>`;
   * in Google and Azure, whose names have no slashes, `<platform>-<secret>-<key>`.
   */
  path: fixed(instance('a function of secret and key', isPath)),
  /** How often values are read again: a changed value reaches the Secret within this time. Default: 1h. */
  refreshInterval: duration,
  /** Names of the secrets whose values are there. Default: all except those in `except`. */
  secrets: fixed(secretNames),
  /** Names of secrets that stay sealed in git. Default: none. */
  except: fixed(secretNames),
  /**
   * Secrets for which several environments intentionally read one remote value, with the reason. Default: that is
   * rejected.
   */
  shared: everywhere(record(anyText)),
};

export const secretStoreShape = object<SecretStore>(secretStoreProps);
