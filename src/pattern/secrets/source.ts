/** Where the values of secrets come from in one environment: sealed in git, or a secret store. */
import type { SealedItem, SealedStore } from '../../model/inputs';
import { valuesOf } from '../../model/varying';
import type { ProvidedObject } from '../platform/cluster';
import { settled } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import { withoutPods } from '../engine/identity';
import type { PlatformScope } from '../platform/scope';
import { addSecretStore, holds, remoteValue, type RemoteRead, type RemoteValue, type Store } from './remote';
import type { Rotation } from './rotation';
import type { SealedThere } from './sealed-secret';
import type { SecretStore } from './store';
import type { UsedSecret } from './used';

/** Props of a platform that say where values come from, and how old they may become. */
export interface SecretProps {
  readonly secretStore?: SecretStore | undefined;
  readonly rotation?: Rotation | undefined;
}

interface Settled {
  readonly store: Store | undefined;
  readonly rotation: Rotation | undefined;
  /** A store that the platform reads and does not write. */
  readonly provided: ProvidedObject | undefined;
}

/** One for each environment; the SecretStores are added to the tree. @param props by environment */
export function addSources(
  platform: PlatformScope,
  props: readonly SecretProps[],
  sealed: SealedStore,
): readonly Source[] {
  const own = props.map(({ secretStore, rotation }) => ({ secretStore, rotation }));
  const built = build(withoutPods(platform, platform.node.id), settled(own), settleSource);
  return built.map((source, index) => new Source(platform, index, source!, sealed));
}

function settleSource(subject: Subject, { secretStore, rotation }: SecretProps): Settled {
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

export class Source {
  readonly environment: string;
  private readonly platform: string;
  private readonly namespace: string;

  constructor(
    { environments, namespaceName, node }: PlatformScope,
    /** Index of the environment. */
    readonly index: number,
    readonly settled: Settled,
    private readonly sealed: SealedStore,
  ) {
    this.environment = environments.names[index]!;
    this.platform = node.id;
    this.namespace = valuesOf(namespaceName)[index]!;
  }

  /** The store that has the values of a secret; `undefined` where they are sealed in git. */
  storeOf(secret: string): Store | undefined {
    const { store } = this.settled;
    return store !== undefined && holds(store, secret) ? store : undefined;
  }

  /** What is read from a store. */
  remoteOf(used: UsedSecret): readonly RemoteRead[] {
    const { environment, index } = this;
    const store = this.storeOf(used.name);
    if (store === undefined) return [];
    const { provider } = store;
    return used.keys
      .filter((key) => used.readers(key, index).length > 0)
      .map((key) => ({ environment, secret: used.name, key, value: this.valueIn(store, used.name, key), provider }));
  }

  /** The sealed file of a secret; `undefined` where its values are in a store. */
  sealedOf(secret: string): SealedThere | undefined {
    if (this.storeOf(secret) !== undefined) return undefined;
    const { environment, index, platform, namespace, sealed } = this;
    const file = sealed.find(platform, environment, secret);
    const broken = file === undefined && sealed.names(platform, environment).includes(secret);
    return { environment, index, platform, namespace, file, broken };
  }

  itemOf(secret: string, key: string): SealedItem | undefined {
    return this.sealedOf(secret)?.file?.items.get(key);
  }

  /** Changes when a value does. One in a store has no revision in git: what git can tell is where it is. */
  revision(secret: string, key: string): string {
    const from = this.storeOf(secret);
    if (from !== undefined) {
      const { store, key: name, property } = this.valueIn(from, secret, key);
      return [store, name, ...(property === undefined ? [] : [property])].join(' ');
    }
    const item = this.itemOf(secret, key);
    return item?.revision ?? item?.ciphertext ?? '';
  }

  /** How old the values of a secret may become. */
  ageOf(secret: string): string | undefined {
    const { rotation } = this.settled;
    return rotation?.secrets?.[secret] ?? rotation?.default;
  }

  private valueIn(store: Store, secret: string, key: string): RemoteValue {
    return remoteValue(store, this.platform, { secret, key }, this.index);
  }
}
