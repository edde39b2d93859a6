/** The secrets of a platform: their values enter through a source only, sealed in git or in a secret store (law 3). */
import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checkAtSynth, declarations, inputsOf, report } from '../../model/declarations';
import { Derived } from '../../model/derived';
import { Joined } from '../../model/joined';
import { choose } from '../../model/nearest';
import { UsageError } from '../../model/usage-error';
import { textChecksum } from '../engine/checksum';
import type { ProvidedObject } from '../platform/cluster';
import type { PlatformScope } from '../platform/scope';
import type { SealedKey } from './sealed';
import { WAVES } from '../engine/tiers';
import { externalSecretSpec } from './external-secret';
import { missingKey } from './missing-keys';
import { namedBy, remoteFindings } from './remote';
import { missingKeys, scopeOf, sealedFindings, sealedSecretSpec } from './sealed-secret';
import { addSources, type SecretProps, type Source } from './source';
import { UsedSecret, within, type SecretNeeds, type SecretUses } from './used';

/** One SealedSecret or ExternalSecret for each name that something reads. */
export class Secrets extends Construct implements SecretUses {
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
    this.sources = addSources(platform, props, inputsOf(this).sealed);
    checkAtSynth(this, () => {
      this.check();
    });
  }

  /** Whether something reads a key from its sealed file. @param environment in which; any when left out */
  reads(secret: string, key: string, environment?: string): boolean {
    if (this.used.get(secret)?.keys.includes(key) !== true) return false;
    const source = this.sources.find((own) => own.environment === environment);
    return source?.storeOf(secret) === undefined;
  }

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

  checksum(keys: readonly SealedKey[]): Derived {
    const byId = new Map(keys.map((key) => [`${key.secret}/${key.key}`, key]));
    const sorted = [...byId].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Derived((_, index) => {
      const revisions = sorted.map(([id, { secret, key }]) => `${id}=${this.sources[index]!.revision(secret, key)}`);
      return textChecksum(revisions.join('\n'));
    }, 'value');
  }

  /** The store that the platform reads and does not write. @param environment its index */
  provided(environment: number): ProvidedObject | undefined {
    return this.sources[environment]?.settled.provided;
  }

  /** Oldest that the sealing certificate may be, by environment. */
  get certificateAges(): readonly (string | undefined)[] {
    return this.sources.map(({ settled }) => settled.rotation?.certificate);
  }

  /** Every key in use: who reads it, and where its values come from. */
  proven() {
    return [...this.used.values()].flatMap((used) =>
      used.keys.map((key) => ({
        secret: used.name,
        key,
        readBy: used.readers(key),
        items: this.byEnvironment((source) => source.itemOf(used.name, key)),
        remote: this.byEnvironment((source) => source.remoteOf(used).find((own) => own.key === key)?.value),
        rotation: this.byEnvironment((source) => source.ageOf(used.name)),
      })),
    );
  }

  private byEnvironment<T>(of: (source: Source) => T | undefined): ReadonlyMap<string, T> {
    const found = new Map<string, T>();
    for (const source of this.sources) {
      const own = of(source);
      if (own !== undefined) found.set(source.environment, own);
    }
    return found;
  }

  /** The objects that bring a secret into being, each in the environments in which its source has the values and something reads them. */
  private place(used: UsedSecret): void {
    const remote = this.sources.map((source) => source.storeOf(used.name) !== undefined);
    const local = remote.map((there) => !there);
    this.placeOne(used, used.name, local, 'its values are sealed in git there', (id) => this.addSealed(id, used));
    this.placeOne(used, `ExternalSecret:${used.name}`, remote, 'its values are in a secret store there', (id) =>
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
    const scopes = this.sources.map((source) => scopeOf(source.sealedOf(used.name)?.file));
    const scopeAs = (key: string) =>
      new Joined(
        this.platform.environments,
        scopes.map((scope) => scope[key]),
      );
    const annotations = Object.fromEntries(scopes.flatMap(Object.keys).map((key) => [key, scopeAs(key)]));
    const kind = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' };
    return this.addObject(id, used, kind, annotations, (source) => {
      const sealed = source.sealedOf(used.name);
      return sealed && sealedSecretSpec(used, sealed, labels);
    });
  }

  private addExternal(id: string, used: UsedSecret): ApiObject {
    const labels = this.labelsOf(used);
    const kind = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' };
    return this.addObject(id, used, kind, {}, (source) => {
      const store = source.storeOf(used.name);
      return store && externalSecretSpec(used, store, source.remoteOf(used), labels);
    });
  }

  private labelsOf({ name }: UsedSecret): Readonly<Record<string, string>> {
    return { ...this.platform.commonLabels, 'app.kubernetes.io/name': name };
  }

  /** @param spec made when everything is declared */
  private addObject(
    id: string,
    used: UsedSecret,
    kind: { readonly apiVersion: string; readonly kind: string },
    annotations: Readonly<Record<string, Joined>>,
    spec: (source: Source) => object | undefined,
  ): ApiObject {
    const wave = { 'argocd.argoproj.io/sync-wave': String(WAVES.configuration) };
    const metadata = { name: used.name, labels: this.labelsOf(used), annotations: { ...wave, ...annotations } };
    const produce = () => new Joined(this.platform.environments, this.sources.map(spec));
    return new ApiObject(this, id, { ...kind, metadata: metadata as never, spec: Lazy.any({ produce }) });
  }

  private check(): void {
    const { sealed: files } = inputsOf(this);
    const used = [...this.used.values()];
    for (const own of used.filter(({ name }) => this.objects.has(name))) {
      const sealed = this.sources.flatMap((source) => source.sealedOf(own.name) ?? []);
      for (const finding of sealed.flatMap((there) => sealedFindings(own, there))) report(this, finding);
      for (const missing of missingKeys(own, this.platform.node.id, sealed)) report(this, missingKey(missing, files));
    }
    const reads = used.flatMap((own) => this.sources.flatMap((source) => source.remoteOf(own)));
    for (const finding of remoteFindings(reads)) report(this, finding);
    this.refuseUnread();
  }

  /** A name that is mistyped would leave its secret in the other source, or with the age of all others. */
  private refuseUnread(): void {
    const named = this.sources.flatMap(({ settled: { store, rotation } }) => [
      ...(store === undefined ? [] : namedBy(store)),
      ...Object.keys(rotation?.secrets ?? {}).map((name) => [`rotation.secrets.${name}`, name] as const),
    ]);
    for (const [path, name] of new Map(named.map((own) => [own.join(' '), own])).values())
      if (!this.used.has(name))
        report(this.platform, {
          code: 'LS561',
          path,
          message: `nothing reads a secret named "${name}"`,
          fix: choose(name, [...this.used.keys()].sort()),
        });
  }
}
