/** The secret stores of a platform, one for each environment that has one. */
import type { Construct } from 'constructs';
import { declarations, platformOf, report } from '../../model/declarations';
import { choose } from '../../model/nearest';
import { Presence } from '../../model/presence';
import { Varying, absent, derive, isVarying, type Absent, valuesOf } from '../../model/varying';
import { listed } from '../../model/words';
import { addObject } from '../object';
import { inEnvironment } from '../per-environment';
import { KINDS, providerOf, type Provider, type RemotePath } from './providers';
import type { RemoteKey, SecretStore } from './store';
import type { UsedSecret } from './used';

/** Where a value lies, and in which store. */
export interface RemoteValue extends RemotePath {
  readonly store: string;
  /** Why other environments may have the value as well. */
  readonly shared?: string | undefined;
}

export interface StoreIn {
  readonly given: SecretStore;
  readonly provider: Provider;
}

export class RemoteSource {
  /** By environment. */
  readonly stores: readonly (StoreIn | undefined)[];

  constructor(
    private readonly scope: Construct,
    labels: Readonly<Record<string, string>>,
    store: unknown,
  ) {
    const { environments, root } = platformOf(scope)!;
    this.stores = environments.names.map((environment, index) => {
      const given = inEnvironment(store, index) as SecretStore | undefined;
      if (given?.name === undefined) return undefined;
      const kinds = KINDS.filter((kind) => given[kind] !== undefined);
      if (kinds.length !== 1) {
        report(root, {
          code: 'LS114',
          path: 'secretStore',
          environments: [environment],
          message:
            kinds.length === 0
              ? `the store "${given.name}" does not say what it is`
              : `the store "${given.name}" is ${listed(kinds)} at once`,
          fix: `Give exactly one of ${KINDS.map((kind) => `\`${kind}\``).join(', ')}.`,
        });
      }
      return { given, provider: providerOf(given) };
    });
    if (this.stores.some((own) => own !== undefined && own.given.provided === undefined)) this.write(labels);
  }

  /** Whether the values of a secret lie in a store in the environment of an index. */
  holds(secret: string, index: number): boolean {
    const given = this.stores[index]?.given;
    return given !== undefined && given.secrets?.includes(secret) !== false && given.except?.includes(secret) !== true;
  }

  value(secret: string, key: string, index: number): RemoteValue {
    const { given, provider } = this.stores[index]!;
    const { name: platform } = platformOf(this.scope)!;
    const path =
      given.path === undefined ? provider.path(platform, secret, key) : pathIn(given.path(secret, key), index);
    return { store: given.name, ...path, shared: given.shared?.[secret] };
  }

  /** Objects that are there because the platform says so: stores that it does not write. Absent where there is none. */
  provided(): readonly Varying<unknown>[] {
    const { environments } = platformOf(this.scope)!;
    if (!this.stores.some((store) => store?.given.provided !== undefined)) return [];
    const namespaces = valuesOf(environments.attribute('namespace'));
    return [
      new Varying<unknown>(
        environments,
        this.stores.map((store, index) => {
          const kind = store?.given.provided;
          if (kind === undefined) return absent;
          return {
            group: 'external-secrets.io',
            kind,
            name: store!.given.name,
            ...(kind === 'SecretStore' && { namespace: namespaces[index] }),
          };
        }),
      ),
    ];
  }

  check(used: readonly UsedSecret[]): void {
    this.checkNames(used);
    const { environments } = platformOf(this.scope)!;
    const first = new Map<string, { readonly environment: string; readonly what: string }>();
    for (const secret of used) {
      for (const key of secret.keys) {
        environments.names.forEach((environment, index) => {
          if (!this.holds(secret.name, index) || secret.readers(key, index).length === 0) return;
          const { provider } = this.stores[index]!;
          const value = this.value(secret.name, key, index);
          if (typeof value.key !== 'string' || !provider.names.test(value.key))
            return this.refusePath(secret.name, key, environment, value, provider);
          if (provider.realm === '' || value.shared !== undefined) return;
          const id = JSON.stringify([provider.realm, value.key, value.property]);
          const before = first.get(id);
          if (before === undefined) first.set(id, { environment, what: `${secret.name}/${key}` });
          else if (before.environment !== environment)
            this.refuseShared(secret.name, key, [before.environment, environment], value);
        });
      }
    }
  }

  private refusePath(secret: string, key: string, environment: string, value: RemoteValue, provider: Provider): void {
    report(this.scope, {
      code: 'LS560',
      environments: [environment],
      object: `ExternalSecret/${secret}`,
      message: `key \`${key}\` would lie under ${JSON.stringify(value.key)}, which is no name in the store \`${value.store}\``,
      fix: `Let \`path\` of \`secretStore\` return ${provider.namesInWords}.`,
    });
  }

  private refuseShared(
    secret: string,
    key: string,
    where: readonly string[],
    { store, key: name, property }: RemoteValue,
  ): void {
    report(this.scope, {
      code: 'LS562',
      environments: where,
      object: `ExternalSecret/${secret}`,
      message: `${listed(where)} read key \`${key}\` of Secret \`${secret}\` from one place, ${name}${property === undefined ? '' : ` (${property})`} of store \`${store}\``,
      fix: `Give each environment a place of its own, with \`path\` or another account, or say why one value serves both: \`shared: { '${secret}': 'why' }\`.`,
    });
  }

  /** A name that is mistyped would leave its secret in the other source. */
  private checkNames(used: readonly UsedSecret[]): void {
    const given = this.stores.find((store) => store !== undefined)?.given;
    if (given === undefined) return;
    const names = used.map(({ name }) => name).sort();
    const { root } = platformOf(this.scope)!;
    for (const [prop, listing] of [
      ['secrets', given.secrets],
      ['except', given.except],
      ['shared', Object.keys(given.shared ?? {})],
    ] as const) {
      for (const name of listing ?? []) {
        if (names.includes(name)) continue;
        report(root, {
          code: 'LS561',
          path: `secretStore.${prop}`,
          message: `nothing reads a secret "${name}"`,
          fix: choose(name, names),
        });
      }
    }
  }

  /** The stores that are not there already, with the account that they read with. */
  private write(labels: Readonly<Record<string, string>>): void {
    const { environments } = platformOf(this.scope)!;
    const own = this.stores.map((store) => (store?.given.provided === undefined ? store : undefined));
    const each = <T>(of: (store: StoreIn) => T) =>
      new Varying<T | Absent>(
        environments,
        own.map((store) => (store === undefined ? absent : of(store))),
      );
    const some = own.find((store) => store !== undefined)!;
    // Where they do not exist their name says nothing, and must not make it differ.
    const name = derive(
      new Varying(
        environments,
        own.map((store) => (store ?? some).given.name),
      ),
      String,
    );
    const identities = [...new Set(own.flatMap((store) => Object.keys(store?.provider.identity ?? {})))];
    const metadata = { name, labels: { ...labels, 'app.kubernetes.io/name': name } };
    const presence = own.includes(undefined)
      ? new Presence(
          environments,
          own.map((store) => store !== undefined),
          'values are not read from a store of the platform elsewhere',
        )
      : undefined;
    const objects = [
      addObject(this.scope, `ServiceAccount:${some.given.name}`, 'foundation', {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: {
          ...metadata,
          annotations: Object.fromEntries(
            identities.map((key) => [key, each(({ provider }) => provider.identity[key] ?? absent)]),
          ),
        },
        automountServiceAccountToken: false,
      }),
      addObject(this.scope, `SecretStore:${some.given.name}`, 'foundation', {
        apiVersion: 'external-secrets.io/v1',
        kind: 'SecretStore',
        metadata,
        spec: { provider: each(({ given, provider }) => provider.spec(given.name)) },
      }),
    ];
    if (presence !== undefined) for (const object of objects) declarations(object).presence = presence;
  }
}

function pathIn(given: RemoteKey, index: number): RemotePath {
  if (typeof given === 'string' || isVarying(given)) return { key: inEnvironment(given, index) as string };
  return inEnvironment(given, index) as RemotePath;
}
