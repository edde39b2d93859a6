/** The secret store of one environment, and where values are in it. */
import type { Finding } from '../../model/finding';
import { plainAt } from '../../model/plain';
import { listed } from '../../model/words';
import type { Subject } from '../engine/build';
import { KINDS, providerOf, type Provider, type RemotePath } from './providers';
import type { RemoteKey, SecretStore } from './store';

/** Where a value is, and in which store. */
export interface RemoteValue extends RemotePath {
  readonly store: string;
  /** Why other environments may have the value as well. */
  readonly shared?: string | undefined;
}

export interface Store {
  readonly given: SecretStore;
  readonly provider: Provider;
}

/** Adds the SecretStore of an environment, with the account that it reads with, unless it is there already. */
export function addSecretStore({ facts, parts }: Subject, given: SecretStore | undefined): Store | undefined {
  if (given === undefined) return undefined;
  const { name } = given;
  const provider = providerOf(given);
  const kinds = KINDS.filter((kind) => given[kind] !== undefined);
  if (kinds.length !== 1)
    parts.report({
      code: 'LS114',
      path: 'secretStore',
      message:
        kinds.length === 0
          ? `the store "${name}" does not specify a provider`
          : `the store "${name}" specifies more than one provider: ${listed(kinds)}`,
      fix: `Set exactly one of ${KINDS.map((kind) => `\`${kind}\``).join(', ')}.`,
    });
  if (given.provided === undefined) {
    const id = facts.agreed('secret store', name);
    const metadata = { name, labels: { ...facts.commonLabels, 'app.kubernetes.io/name': name } };
    const own = parts.within('secrets').optional('values are not read from a store of the platform elsewhere');
    own.add(`ServiceAccount:${id}`, 'foundation', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...metadata, annotations: provider.identity },
      automountServiceAccountToken: false,
    });
    own.add(`SecretStore:${id}`, 'foundation', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata,
      spec: { provider: provider.spec },
    });
  }
  return { given, provider };
}

/** Whether a store has the values of a secret. */
export function holds({ given }: Store, secret: string): boolean {
  return given.secrets?.includes(secret) !== false && given.except?.includes(secret) !== true;
}

/** @param environment its index: what `path` returns may vary */
export function remoteValue(
  { given, provider }: Store,
  platform: string,
  { secret, key }: { readonly secret: string; readonly key: string },
  environment: number,
): RemoteValue {
  const path =
    given.path === undefined ? provider.path(platform, secret, key) : pathIn(given.path(secret, key), environment);
  return { store: given.name, ...path, shared: given.shared?.[secret] };
}

function pathIn(given: RemoteKey, environment: number): RemotePath {
  const own = plainAt<string | RemotePath>(given, environment);
  return typeof own === 'string' ? { key: own } : own;
}

/** A value that is read from a store. */
export interface RemoteRead {
  readonly environment: string;
  readonly secret: string;
  readonly key: string;
  readonly value: RemoteValue;
  readonly provider: Provider;
}

/** Names that a store cannot have, and values that two environments have in common. */
export function remoteFindings(reads: readonly RemoteRead[]): readonly Finding[] {
  const first = new Map<string, Pick<RemoteRead, 'environment'> & Pick<RemoteValue, 'shared'>>();
  return reads.flatMap(({ environment, secret, key, value, provider }) => {
    const { store, key: name, property, shared } = value;
    const object = `ExternalSecret/${secret}`;
    if (typeof name !== 'string' || !provider.names.test(name))
      return {
        code: 'LS560',
        environments: [environment],
        object,
        message: `key \`${key}\` would be stored as ${JSON.stringify(name)}, which is not a valid name in the store \`${store}\``,
        fix: `Make \`path\` of \`secretStore\` return ${provider.namesInWords}.`,
      };
    if (provider.realm === '') return [];
    const id = JSON.stringify([provider.realm, name, property]);
    const before = first.get(id) ?? { environment, shared };
    first.set(id, before);
    const where = [before.environment, environment];
    const unsaid = [before, { environment, shared }].filter((one) => one.shared === undefined);
    if (before.environment === environment || unsaid.length === 0) return [];
    return {
      code: 'LS562',
      environments: unsaid.map((one) => one.environment),
      object,
      message: `${listed(where)} read key \`${key}\` of Secret \`${secret}\` from the same location, ${name}${property === undefined ? '' : ` (${property})`} of store \`${store}\``,
      fix: `Use a separate location for each environment, with \`path\` or another account, or document why they share the value: \`shared: { '${secret}': 'why' }\`.`,
    };
  });
}

/** Names of secrets by the prop of the platform that has them. */
export function namedBy({ given }: Store): readonly (readonly [prop: string, name: string])[] {
  const { secrets = [], except = [], shared = {} } = given;
  const of = (prop: string, names: readonly string[]) => names.map((name) => [`secretStore.${prop}`, name] as const);
  return [...of('secrets', secrets), ...of('except', except), ...of('shared', Object.keys(shared))];
}
