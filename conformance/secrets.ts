/** The Secrets that sources of secrets would create, with values that mean nothing. */
import type { Manifest } from './dist';

/** The Secret that a SealedSecret, an ExternalSecret or an operator's resource yields, every key with a placeholder; `undefined` for other kinds. */
export function placeholderSecret(manifest: Manifest): Manifest | undefined {
  const expected = expectedSecret(manifest);
  if (expected === undefined) return undefined;
  const data = Object.fromEntries(expected.keys.map((key) => [key, Buffer.from(placeholder(key)).toString('base64')]));
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: expected.type,
    data,
    metadata: {
      name: expected.name,
      ...(expected.namespace === undefined ? {} : { namespace: expected.namespace }),
      ...(expected.labels === undefined ? {} : { labels: expected.labels }),
    },
  };
}

export interface ExpectedSecret {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly type: string;
  readonly keys: readonly string[];
  readonly labels: Readonly<Record<string, string>> | undefined;
}

export function expectedSecret(manifest: Manifest): ExpectedSecret | undefined {
  const { name, namespace } = manifest.metadata;
  if (manifest.kind === 'SealedSecret') {
    const spec = manifest['spec'] as SealedSecretSpec;
    const keys = [
      ...new Set([...Object.keys(spec.encryptedData ?? {}), ...Object.keys(spec.template?.data ?? {})]),
    ].sort();
    return { name, namespace, type: spec.template?.type ?? 'Opaque', keys, labels: spec.template?.metadata?.labels };
  }
  if (manifest.kind === 'ExternalSecret') {
    const spec = manifest['spec'] as ExternalSecretSpec;
    const keys = [
      ...new Set([
        ...(spec.data ?? []).map((entry) => entry.secretKey),
        ...Object.keys(spec.target?.template?.data ?? {}),
      ]),
    ].sort();
    return {
      name: spec.target?.name ?? name,
      namespace,
      type: spec.target?.template?.type ?? 'Opaque',
      keys,
      labels: undefined,
    };
  }
  // The authority of CloudNativePG, which clients verify the server by.
  if (manifest.kind === 'Cluster' && manifest.apiVersion.startsWith('postgresql.cnpg.io/'))
    return { name: `${name}-ca`, namespace, type: 'Opaque', keys: ['ca.crt', 'ca.key'], labels: undefined };
  // What ECK publishes for clients.
  if (manifest.kind === 'Elasticsearch')
    return {
      name: `${name}-es-http-certs-public`,
      namespace,
      type: 'Opaque',
      keys: ['ca.crt', 'tls.crt'],
      labels: undefined,
    };
  return undefined;
}

/** A value that the API server accepts for the key; recognisable as a placeholder. */
export function placeholder(key: string): string {
  return key === '.dockerconfigjson' ? '{"auths":{}}' : `placeholder-${key}`;
}

interface SealedSecretSpec {
  readonly encryptedData?: Readonly<Record<string, string>>;
  readonly template?: {
    readonly type?: string;
    readonly data?: Readonly<Record<string, string>>;
    readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  };
}

interface ExternalSecretSpec {
  readonly data?: readonly { readonly secretKey: string }[];
  readonly target?: {
    readonly name?: string;
    readonly template?: { readonly type?: string; readonly data?: Readonly<Record<string, string>> };
  };
}
