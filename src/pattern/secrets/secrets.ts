/** The secrets of a platform: their values enter through a source only, sealed in git or in a secret store (law 3). */
import { Lazy, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkAtSynth, declarations, inputsOf, report } from '../../model/declarations';
import { Derived } from '../../model/derived';
import type { SealedItem } from '../../model/inputs';
import { Joined } from '../../model/joined';
import { choose } from '../../model/nearest';
import { UsageError } from '../../model/usage-error';
import { valuesOf } from '../../model/varying';
import { textChecksum } from '../checksum';
import type { ProvidedObject } from '../cluster';
import { settled } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import { withoutPods } from '../identity';
import { addObject } from '../object';
import type { PlatformScope } from '../scope';
import type { SealedKey } from '../sealed';
import { externalSecretSpec } from './external-secret';
import { missingKey } from './missing-keys';
import { addSecretStore, holds, namedBy, remoteFindings, remoteValue, type RemoteValue, type Store } from './remote';
import type { Rotation } from './rotation';
import { missingKeys, scopeOf, sealedFindings, sealedSecretSpec, type SealedThere } from './sealed-secret';
import type { SecretStore } from './store';
import { UsedSecret, within, type SecretNeeds } from './used';

/** Props of a platform that say where values come from. */
interface SecretProps {
  readonly secretStore?: SecretStore | undefined;
  readonly rotation?: Rotation | undefined;
}

/** Where values come from in one environment. */
interface Source {
  readonly store: Store | undefined;
  readonly rotation: Rotation | undefined;
  /** A store that the platform reads and does not write. */
  readonly provided: ProvidedObject | undefined;
}

function settleSource(subject: Subject, { secretStore, rotation }: SecretProps): Source {
  const store = addSecretStore(subject, secretStore);
  const kind = store?.given.provided;
  const provided = kind && {
    group: 'external-secrets.io',
    kind,
    name: store.given.name,
    ...(kind === 'SecretStore' && { namespace: subject.facts.namespace }),
  };
  return { store, rotation, provided };
}

/** One SealedSecret or ExternalSecret for each name that something reads. */
export class Secrets extends Construct {
  private readonly used = new Map<string, UsedSecret>();
  private readonly objects = new Map<string, ApiObject>();
  /** By environment. */
  private readonly sources: readonly Source[];

  /** @param props by environment */
  constructor(
    private readonly platform: PlatformScope,
    props: readonly SecretProps[],
  ) {
    super(platform, 'secrets');
    declarations(this).folder = 'secrets';
    const own = props.map(({ secretStore, rotation }) => ({ secretStore, rotation }));
    const built = build(withoutPods(platform, platform.node.id), settled(own), settleSource);
    this.sources = built.map((source) => source!);
    checkAtSynth(this, () => {
      this.check();
    });
  }

  /** Whether something reads a key from its sealed file. @param environment in which; any when left out */
  reads(secret: string, key: string, environment?: string): boolean {
    if (this.used.get(secret)?.keys.includes(key) !== true) return false;
    return environment === undefined || this.storeOf(secret, this.names.indexOf(environment)) === undefined;
  }

  /**
   * Declares that a key is read.
   * @param readBy the object that reads it: `Deployment/api`
   * @param type of the Secret; the API server demands certain keys of certain types. Default: Opaque
   * @param needs what else the reader asks of the Secret
   */
  use(key: SealedKey, readBy: string, type?: string, needs: SecretNeeds = {}): void {
    const { secret } = key;
    const own = this.used.get(secret) ?? new UsedSecret(secret);
    this.used.set(secret, own);
    if (type !== undefined) {
      if (own.type !== 'Opaque' && own.type !== type)
        throw new UsageError(`Secret "${secret}" is declared as ${own.type} and as ${type}.`);
      own.type = type;
    }
    own.add({ key: key.key, name: readBy, presence: needs.presence }, needs);
    this.place(own);
  }

  /** Changes when one of the values changes; not when it is sealed again. */
  checksum(keys: readonly SealedKey[]): Derived {
    const byId = new Map(keys.map((key) => [`${key.secret}/${key.key}`, key]));
    const sorted = [...byId].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Derived((_, index) => {
      const revisions = sorted.map(([id, { secret, key }]) => `${id}=${this.revision(secret, key, index)}`);
      return textChecksum(revisions.join('\n'));
    }, 'value');
  }

  /** The store that the platform reads and does not write. @param environment its index */
  provided(environment: number): ProvidedObject | undefined {
    return this.sources[environment]?.provided;
  }

  /** Oldest that the sealing certificate may be, by environment. */
  get certificateAges(): readonly (string | undefined)[] {
    return this.sources.map(({ rotation }) => rotation?.certificate);
  }

  /** Every key in use: who reads it, and where its values come from. */
  proven() {
    return [...this.used.values()].flatMap((used) =>
      used.keys.map((key) => {
        const { name: secret } = used;
        const by = <T>(of: (index: number) => T | undefined) =>
          new Map(
            this.names.flatMap((environment, index) => {
              const own = of(index);
              return own === undefined ? [] : [[environment, own] as const];
            }),
          );
        return {
          secret,
          key,
          readBy: used.readers(key),
          items: by((index) => this.sealedItem(secret, key, index)),
          remote: by((index) => (used.readers(key, index).length > 0 ? this.remoteOf(secret, key, index) : undefined)),
          rotation: by((index) => {
            const { rotation } = this.sources[index]!;
            return rotation?.secrets?.[secret] ?? rotation?.default;
          }),
        };
      }),
    );
  }

  private get names(): readonly string[] {
    return this.platform.environments.names;
  }

  /** The store that has the values of a secret; `undefined` where they are sealed in git. */
  private storeOf(secret: string, index: number): Store | undefined {
    const { store } = this.sources[index]!;
    return store !== undefined && holds(store, secret) ? store : undefined;
  }

  private remoteOf(secret: string, key: string, index: number): RemoteValue | undefined {
    const store = this.storeOf(secret, index);
    return store && remoteValue(store, this.platform.node.id, { secret, key }, index);
  }

  private sealedItem(secret: string, key: string, index: number): SealedItem | undefined {
    return this.sealedThere(secret, index)?.file?.items.get(key);
  }

  private sealedThere(secret: string, index: number): SealedThere | undefined {
    if (this.storeOf(secret, index) !== undefined) return undefined;
    const { sealed } = inputsOf(this);
    const platform = this.platform.node.id;
    const environment = this.names[index]!;
    const file = sealed.find(platform, environment, secret);
    const broken = file === undefined && sealed.names(platform, environment).includes(secret);
    const namespace = valuesOf(this.platform.namespaceName)[index]!;
    return { environment, index, platform, namespace, file, broken };
  }

  /** A value in a store has no revision in git: what git can tell is where it is. */
  private revision(secret: string, key: string, index: number): string {
    const remote = this.remoteOf(secret, key, index);
    if (remote !== undefined) {
      const { store, key: name, property } = remote;
      return [store, name, ...(property === undefined ? [] : [property])].join(' ');
    }
    const item = this.sealedItem(secret, key, index);
    return item?.revision ?? item?.ciphertext ?? '';
  }

  /** The objects that bring a secret into being, each where its source has the values and somebody reads them. */
  private place(used: UsedSecret): void {
    const remote = this.names.map((_, index) => this.storeOf(used.name, index) !== undefined);
    const local = remote.map((there) => !there);
    this.placeOne(used, used.name, local, 'its values are sealed in git there', (id) => this.addSealed(id, used));
    this.placeOne(used, `ExternalSecret:${used.name}`, remote, 'its values lie in a secret store there', (id) =>
      this.addExternal(id, used),
    );
  }

  private placeOne(
    used: UsedSecret,
    id: string,
    source: readonly boolean[],
    reason: string,
    add: (id: string) => ApiObject,
  ): void {
    if (!source.includes(true)) return;
    const presence = within(used.presence, this.platform.environments, source, reason);
    if (presence === 'nowhere') return;
    const object = this.objects.get(id) ?? add(id);
    this.objects.set(id, object);
    if (presence === undefined) delete declarations(object).presence;
    else declarations(object).presence = presence;
  }

  private addSealed(id: string, used: UsedSecret): ApiObject {
    const labels = this.labelsOf(used);
    const scopes = this.names.map((_, index) => scopeOf(this.sealedThere(used.name, index)?.file));
    const annotations = Object.fromEntries(
      scopes.flatMap(Object.keys).map((key) => [key, this.joined((index) => scopes[index]![key])]),
    );
    return addObject(this, id, 'configuration', {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: used.name, labels, annotations },
      spec: this.whenDeclared((index) => {
        const there = this.sealedThere(used.name, index);
        return there && sealedSecretSpec(used, there, labels);
      }),
    });
  }

  private addExternal(id: string, used: UsedSecret): ApiObject {
    const labels = this.labelsOf(used);
    return addObject(this, id, 'configuration', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: used.name, labels },
      spec: this.whenDeclared((index) => {
        const store = this.storeOf(used.name, index);
        return store && externalSecretSpec(used, store, this.readsOf(used, index), labels);
      }),
    });
  }

  private labelsOf({ name }: UsedSecret): Readonly<Record<string, string>> {
    return { ...this.platform.commonLabels, 'app.kubernetes.io/name': name };
  }

  /** What is read from a store in an environment. */
  private readsOf(used: UsedSecret, index: number) {
    const store = this.storeOf(used.name, index);
    if (store === undefined) return [];
    return used.keys
      .filter((key) => used.readers(key, index).length > 0)
      .map((key) => ({
        key,
        value: remoteValue(store, this.platform.node.id, { secret: used.name, key }, index),
        provider: store.provider,
      }));
  }

  private joined(at: (index: number) => string | object | undefined): Joined {
    return new Joined(
      this.platform.environments,
      this.names.map((_, index) => at(index)),
    );
  }

  private whenDeclared(spec: (index: number) => object | undefined) {
    return Lazy.any({ produce: () => this.joined(spec) });
  }

  private check(): void {
    const { sealed } = inputsOf(this);
    for (const used of this.used.values()) {
      const { name: secret } = used;
      if (this.objects.has(secret)) {
        const there = this.names.flatMap((_, index) => this.sealedThere(secret, index) ?? []);
        for (const one of there) for (const finding of sealedFindings(used, one)) report(this, finding);
        for (const missing of missingKeys(used, this.platform.node.id, there))
          report(this, missingKey(missing, sealed));
      }
    }
    const reads = [...this.used.values()].flatMap((used) => {
      const { name: secret } = used;
      return this.names.flatMap((environment, index) =>
        this.readsOf(used, index).map((read) => ({ environment, secret, ...read })),
      );
    });
    for (const finding of remoteFindings(reads)) report(this, finding);
    this.refuseUnread();
  }

  /** A name that is mistyped would leave its secret in the other source, or with the age of all others. */
  private refuseUnread(): void {
    const named = this.sources.flatMap(({ store, rotation }) => [
      ...(store === undefined ? [] : namedBy(store)),
      ...Object.keys(rotation?.secrets ?? {}).map((name) => [`rotation.secrets.${name}`, name] as const),
    ]);
    for (const [path, name] of new Map(named.map((own) => [own.join(' '), own])).values())
      if (!this.used.has(name))
        report(this.platform, {
          code: 'LS561',
          path,
          message: `nothing reads a secret "${name}"`,
          fix: choose(name, [...this.used.keys()].sort()),
        });
  }
}
