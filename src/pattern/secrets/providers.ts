/** What each kind of store is in `spec.provider`, how its reader is known, and what its names may look like. */
import type { SecretStore as Manifest } from '../manifests';
import type { AwsStore, AzureStore, GoogleStore, SecretStore, VaultStore } from './store';

export interface Provider {
  /** `spec.provider` of the SecretStore. */
  readonly spec: NonNullable<Manifest['spec']>['provider'];
  /** Annotations of the ServiceAccount, by which the cloud knows it. */
  readonly identity: Readonly<Record<string, string>>;
  /** Two stores with the same text read the same values. */
  readonly realm: string;
  readonly path: (platform: string, secret: string, key: string) => RemotePath;
  /** What a name there looks like. */
  readonly names: RegExp;
  readonly namesInWords: string;
}

export interface RemotePath {
  readonly key: string;
  readonly property?: string | undefined;
}

const slashed = (platform: string, secret: string, key: string): RemotePath => ({
  key: `${platform}/${secret}/${key}`,
});
const dashed =
  (forbidden: RegExp) =>
  (platform: string, secret: string, key: string): RemotePath => ({
    key: `${platform}-${secret}-${key}`.replace(forbidden, '-').replace(/-+/g, '-'),
  });

function aws({ region, role, service = 'SecretsManager' }: AwsStore, name: string): Provider {
  const parameters = service === 'ParameterStore';
  return {
    spec: { aws: { service, region, auth: { jwt: { serviceAccountRef: { name } } } } },
    identity: { 'eks.amazonaws.com/role-arn': role },
    realm: `aws ${service} ${region} ${role.split(':')[4]!}`,
    // A parameter in a hierarchy has an absolute name.
    path: parameters ? (...of) => ({ key: `/${slashed(...of).key}` }) : slashed,
    names: parameters ? /^(\/[A-Za-z0-9_.-]+)+$|^[A-Za-z0-9_.-]+$/ : /^[A-Za-z0-9/_+=.@-]{1,512}$/,
    namesInWords: parameters
      ? 'a leading slash, then letters, digits, `_.-` and slashes'
      : 'letters, digits and `/_+=.@-`, 512 at most',
  };
}

function vault(store: VaultStore, name: string): Provider {
  const { server, role, engine = 'secret', version = 'v2', auth = 'kubernetes', namespace } = store;
  const login = { kubernetes: { mountPath: auth, role, serviceAccountRef: { name } } };
  return {
    spec: { vault: { server, path: engine, version, namespace, auth: login } },
    identity: {},
    realm: `vault ${server} ${namespace ?? ''} ${engine}`,
    path: (platform, secret, key) => ({ key: `${platform}/${secret}`, property: key }),
    names: /^[^\s/]+(\/[^\s/]+)*$/,
    namesInWords: 'a path without a slash at its ends',
  };
}

function google({ project, serviceAccount }: GoogleStore, name: string): Provider {
  return {
    spec: { gcpsm: { projectID: project, auth: { workloadIdentity: { serviceAccountRef: { name } } } } },
    identity: { 'iam.gke.io/gcp-service-account': serviceAccount },
    realm: `google ${project}`,
    path: dashed(/[^A-Za-z0-9_-]/g),
    names: /^[A-Za-z0-9_-]{1,255}$/,
    namesInWords: 'letters, digits, `_` and `-`, 255 at most',
  };
}

function azure({ vaultUrl, tenantId, clientId }: AzureStore, name: string): Provider {
  return {
    spec: {
      azurekv: { authType: 'WorkloadIdentity', environmentType: 'PublicCloud', vaultUrl, serviceAccountRef: { name } },
    },
    identity: { 'azure.workload.identity/client-id': clientId, 'azure.workload.identity/tenant-id': tenantId },
    realm: `azure ${vaultUrl}`,
    path: dashed(/[^A-Za-z0-9-]/g),
    names: /^((secret|key|cert)\/)?[A-Za-z0-9-]{1,127}$/,
    namesInWords: 'letters, digits and `-`, 127 at most',
  };
}

const PROVIDED: Provider = {
  spec: {},
  identity: {},
  realm: '',
  path: slashed,
  names: /^\S+$/,
  namesInWords: 'text without spaces',
};

/** The fields of a store that name its kind. */
export const KINDS = ['aws', 'vault', 'google', 'azure', 'provided'] as const;

/** @param store as it is in one environment, with exactly one of `KINDS` */
export function providerOf(store: SecretStore): Provider {
  if (store.aws !== undefined) return aws(store.aws, store.name);
  if (store.vault !== undefined) return vault(store.vault, store.name);
  if (store.google !== undefined) return google(store.google, store.name);
  if (store.azure !== undefined) return azure(store.azure, store.name);
  return PROVIDED;
}
