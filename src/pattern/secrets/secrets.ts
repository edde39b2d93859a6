/** The secrets of a platform: their values enter through a source only, sealed in git or in a secret store (law 3). */
import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkAtSynth, declarations, inputsOf, platformOf, report } from '../../model/declarations';
import { Derived } from '../../model/derived';
import type { SealedItem } from '../../model/inputs';
import { UsageError } from '../../model/usage-error';
import { textChecksum } from '../checksum';
import type { SealedKey } from '../sealed';
import { choose } from '../../model/nearest';
import { inEnvironment } from '../per-environment';
import { externalSecret } from './external-secret';
import { RemoteSource, type RemoteValue } from './remote';
import { rotationOf, type Rotation } from './rotation';
import { SealedSource } from './sealed-secret';
import { UsedSecret, within, type SecretNeeds } from './used';

/** One SealedSecret or ExternalSecret for each name that something reads. */
export class Secrets extends Construct {
  private readonly used = new Map<string, UsedSecret>();
  private readonly objects = new Map<string, ApiObject>();
  private readonly sealed: SealedSource;
  private readonly remote: RemoteSource;

  /**
   * @param store `secretStore` of the platform, accepted
   * @param rotation `rotation` of the platform, accepted
   */
  constructor(
    scope: Construct,
    private readonly labels: Readonly<Record<string, string>>,
    store: unknown,
    private readonly rotation: unknown,
  ) {
    super(scope, 'secrets');
    declarations(this).folder = 'secrets';
    this.sealed = new SealedSource(this, labels);
    this.remote = new RemoteSource(this, labels, store);
    checkAtSynth(this, () => {
      this.remote.check([...this.used.values()]);
      this.checkRotation();
    });
  }

  /** Whether something reads a key from its sealed file. @param environment in which; any when left out */
  reads(secret: string, key: string, environment?: string): boolean {
    const used = this.used.get(secret);
    if (used?.keys.includes(key) !== true) return false;
    const { environments } = platformOf(this)!;
    return environment === undefined || !this.remote.holds(secret, environments.names.indexOf(environment));
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

  /** The stores that the platform reads and does not write; fields may vary. */
  providedStores() {
    return this.remote.provided();
  }

  /** Every key in use: who reads it, and where its values come from. */
  proven() {
    const { environments } = platformOf(this)!;
    return [...this.used.values()].flatMap((used) =>
      used.keys.map((key) => {
        const items = new Map<string, SealedItem>();
        const remote = new Map<string, RemoteValue>();
        const rotation = new Map<string, string>();
        environments.names.forEach((environment, index) => {
          const item = this.sealedItem(used.name, key, index);
          if (item !== undefined) items.set(environment, item);
          if (this.remote.holds(used.name, index) && used.readers(key, index).length > 0)
            remote.set(environment, this.remote.value(used.name, key, index));
          const age = rotationOf(this.rotation, used.name, index);
          if (age !== undefined) rotation.set(environment, age);
        });
        return { secret: used.name, key, readBy: used.readers(key), items, remote, rotation };
      }),
    );
  }

  /** A name that is mistyped would leave its secret with the age of all others. */
  private checkRotation(): void {
    const { environments, root } = platformOf(this)!;
    const named = environments.names.flatMap((_, index) =>
      Object.keys((inEnvironment(this.rotation, index) as Rotation | undefined)?.secrets ?? {}),
    );
    for (const name of new Set(named)) {
      if (this.used.has(name)) continue;
      report(root, {
        code: 'LS561',
        path: `rotation.secrets.${name}`,
        message: `nothing reads a secret "${name}"`,
        fix: choose(name, [...this.used.keys()].sort()),
      });
    }
  }

  private sealedItem(secret: string, key: string, index: number): SealedItem | undefined {
    const { environments, name } = platformOf(this)!;
    if (this.remote.holds(secret, index)) return undefined;
    return inputsOf(this).sealed.find(name, environments.names[index]!, secret)?.items.get(key);
  }

  /** A value in a store has no revision in git: what git can tell is where it lies. */
  private revision(secret: string, key: string, index: number): string {
    if (this.remote.holds(secret, index)) {
      const { store, key: name, property } = this.remote.value(secret, key, index);
      return [store, name, ...(property === undefined ? [] : [property])].join(' ');
    }
    const item = this.sealedItem(secret, key, index);
    return item?.revision ?? item?.ciphertext ?? '';
  }

  /** The objects that bring a secret into being, each where its source has the values and somebody reads them. */
  private place(used: UsedSecret): void {
    const { environments } = platformOf(this)!;
    const remote = environments.names.map((_, index) => this.remote.holds(used.name, index));
    const local = remote.map((there) => !there);
    this.placeOne(used, used.name, local, 'its values are sealed in git there', (id) =>
      this.sealed.add(id, used, local),
    );
    this.placeOne(used, `ExternalSecret:${used.name}`, remote, 'its values lie in a secret store there', (id) =>
      externalSecret(this, id, used, this.remote, this.labels),
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
    const presence = within(used.presence(), platformOf(this)!.environments, source, reason);
    if (presence === 'nowhere') return;
    const object = this.objects.get(id) ?? add(id);
    this.objects.set(id, object);
    if (presence === undefined) delete declarations(object).presence;
    else declarations(object).presence = presence;
  }
}
