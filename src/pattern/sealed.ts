/** Secrets: their values enter through the sealed source only (law 3). */
import type { ApiObject} from 'cdk8s';
import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { declarations, inputsOf, platformOf, report } from '../model/declarations';
import { Reference } from '../model/expression';
import type { SealedFile, SealedItem } from '../model/inputs';
import { Presence } from '../model/presence';
import { UsageError } from '../model/usage-error';
import { absent, Varying, type Absent } from '../model/varying';
import { missingKey } from './missing-keys';
import { addObject } from './object';

/** One key of a sealed secret. Use it in `secrets`, in `env`, or inside `text`. */
export class SealedKey extends Reference {
  constructor(
    readonly secret: string,
    readonly key: string,
    /** Variable that holds it where an expression needs one. */
    readonly variable: string = upperSnake(`${secret}-${key}`),
  ) {
    super();
  }

  override describe(): string {
    return `key ${this.key} of secret ${this.secret}`;
  }
}

/**
 * A key of a secret whose values lie sealed in `secrets/<platform>/<environment>/<secret>.yaml`.
 * Every environment in which it is read must have it: `npx lockstep seal <platform>/<environment> <secret> <key>`.
 * @param secret name of the Secret
 * @param key key in it
 */
export function sealed(secret: string, key: string): SealedKey {
  return new SealedKey(secret, key);
}

/** Variables named as the keys of one secret: `...sealedKeys('api-secrets', ['JWT_KEY', 'STRIPE_KEY'])`. */
export function sealedKeys<const K extends string>(secret: string, keys: readonly K[]): { [P in K]: SealedKey } {
  return Object.fromEntries(keys.map((key) => [key, sealed(secret, key)])) as { [P in K]: SealedKey };
}

export function upperSnake(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, '_').replace(/^(\d)/, '_$1');
}

type PerEnvironment = <T>(of: (file: SealedFile | undefined, environment: string) => T) => Varying<T>;

interface UsedSecret {
  readonly keys: Map<string, Set<string>>;
  type: string;
  login: string | undefined;
  readonly object: ApiObject;
  readonly labels: Record<string, string>;
  /** Where its readers exist; `undefined` once one of them exists everywhere. */
  presence: Presence | undefined;
  /** Who reads which key, and where that exists. */
  readonly readers: { readonly key: string; readonly name: string; readonly presence: Presence | undefined }[];
}

/** What a reader needs of a Secret beside its keys. */
export interface SecretNeeds {
  /** Labels of the Secret, such as those by which an operator watches it. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Where the reader exists. Default: everywhere. */
  readonly presence?: Presence | undefined;
  /** Name of the role that its keys `username` and `password` log in to a database as. Default: it is no such login. */
  readonly login?: string | undefined;
}

/** The sealed secrets of a platform: one SealedSecret for each name that something reads. */
export class SealedSecrets extends Construct {
  private readonly used = new Map<string, UsedSecret>();

  constructor(scope: Construct, private readonly labels: Readonly<Record<string, string>>) {
    super(scope, 'secrets');
    declarations(this).folder = 'secrets';
  }

  /** Whether something reads a key, in any environment. */
  reads(secret: string, key: string): boolean {
    return this.used.get(secret)?.keys.has(key) === true;
  }

  /**
   * Declares that a key is read.
   * @param readBy the object that reads it: `Deployment/api`
   * @param type of the Secret; the API server demands certain keys of certain types. Default: Opaque
   * @param needs what else the reader asks of the Secret
   */
  use(key: SealedKey, readBy: string, type?: string, needs: SecretNeeds = {}): void {
    const { secret } = key;
    let own = this.used.get(secret);
    if (own === undefined) {
      own = { keys: new Map(), type: type ?? 'Opaque', login: needs.login, object: this.add(secret), labels: {}, presence: needs.presence, readers: [] };
      this.used.set(secret, own);
    }
    own.login ??= needs.login;
    Object.assign(own.labels, needs.labels);
    own.presence = either(own.presence, needs.presence);
    if (own.presence === undefined) delete declarations(own.object).presence;
    else declarations(own.object).presence = own.presence;
    if (type !== undefined) {
      if (own.type !== 'Opaque' && own.type !== type) throw new UsageError(`Secret "${secret}" is declared as ${own.type} and as ${type}.`);
      own.type = type;
    }
    own.readers.push({ key: key.key, name: readBy, presence: needs.presence });
    own.keys.set(key.key, (own.keys.get(key.key) ?? new Set()).add(readBy));
  }

  /** Text that changes, environment by environment, when one of the values changes; not when it is sealed again. */
  revisions(keys: readonly SealedKey[]): Varying<string> {
    const { environments, name } = platformOf(this)!;
    const { sealed: store } = inputsOf(this);
    const sorted = [...new Map(keys.map((key) => [`${key.secret}/${key.key}`, key]))].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Varying(
      environments,
      environments.names.map((environment) =>
        sorted
          .map(([id, { secret, key }]) => {
            const item = store.find(name, environment, secret)?.items.get(key);
            return `${id}=${item?.revision ?? item?.ciphertext ?? ''}`;
          })
          .join('\n'),
      ),
    );
  }

  /** Every key in use: who reads it, and where its values come from. */
  proven() {
    const { environments, name: platform } = platformOf(this)!;
    const { sealed: store } = inputsOf(this);
    return [...this.used].flatMap(([secret, { keys }]) =>
      [...keys].map(([key, readers]) => {
        const items = environments.names.map((environment) => [environment, store.find(platform, environment, secret)?.items.get(key)] as const);
        return { secret, key, readBy: [...readers], items: new Map(items.filter((item): item is [string, SealedItem] => item[1] !== undefined)) };
      }),
    );
  }

  private add(secret: string): ApiObject {
    const { environments, name: platform } = platformOf(this)!;
    const file = (environment: string) => inputsOf(this).sealed.find(platform, environment, secret);
    const perEnvironment = <T>(of: (file: SealedFile | undefined, environment: string) => T) =>
      new Varying<T>(environments, environments.names.map((environment) => of(file(environment), environment)));
    const scope = Lazy.any({ produce: () => perEnvironment((found) => scopeAnnotations(found)) });
    const object = addObject(this, secret, 'configuration', {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: secret, labels: { ...this.labels, 'app.kubernetes.io/name': secret }, annotations: {} },
      spec: {
        encryptedData: Lazy.any({ produce: () => this.encryptedData(secret, perEnvironment) }),
        template: {
          metadata: {
            name: secret,
            labels: Lazy.any({ produce: () => perEnvironment((found) => ({ ...found?.labels, ...this.used.get(secret)!.labels, ...this.labels, 'app.kubernetes.io/name': secret })) }),
            annotations: scope,
          },
          type: Lazy.any({ produce: () => this.typeOf(secret, perEnvironment) }),
        },
      },
    });
    // The scope is told by annotations of the object and of its template alike.
    for (const annotation of ['namespace-wide', 'cluster-wide'] as const) {
      const key = `sealedsecrets.bitnami.com/${annotation}`;
      object.metadata.addAnnotation(
        key,
        Lazy.any({ produce: () => perEnvironment((found) => (found?.scope === annotation ? 'true' : absent)) }) as never,
      );
    }
    return object;
  }

  /** The type that readers ask for; where none does, the type that the sealed file gives. */
  private typeOf(secret: string, perEnvironment: PerEnvironment): Varying<string> {
    const { type } = this.used.get(secret)!;
    return perEnvironment((found, environment) => {
      const own = found?.type ?? 'Opaque';
      if (found === undefined || type === 'Opaque' || own === type) return type === 'Opaque' ? own : type;
      report(this, {
        code: 'LS582',
        environments: [environment],
        object: `SealedSecret/${secret}`,
        file: found.file,
        message: `the Secret is of type "${own}"; what reads it asks for "${type}"`,
        fix: `Write \`type: ${type}\` below \`spec.template\`, or seal a key again with \`--type ${type}\`.`,
      });
      return type;
    });
  }

  private encryptedData(
    secret: string,
    perEnvironment: PerEnvironment,
  ): Record<string, Varying<string | Absent>> {
    const { environments, name: platform } = platformOf(this)!;
    const namespaces = environments.attribute('namespace').values;
    perEnvironment((found, environment) => {
      if (found === undefined) return;
      const namespace = String(namespaces[environments.names.indexOf(environment)]);
      if (found.scope !== 'cluster-wide' && found.namespace !== namespace) {
        report(this, {
          code: 'LS581',
          environments: [environment],
          object: `SealedSecret/${secret}`,
          file: found.file,
          message: `the values are sealed for namespace "${found.namespace}"; ${platform} lives in "${namespace}" there, where they cannot be unsealed`,
          fix: `Delete the file and seal its keys again: ${[...found.items.keys()].map((key) => `\`npx lockstep seal ${platform}/${environment} ${secret} ${key}\``).join(', ')}.`,
        });
      }
    });
    const keys = [...this.used.get(secret)!.keys.keys()].sort();
    const lackingOf = new Map(keys.map((key) => [key, this.lacking(secret, key)]));
    this.reportMissing(secret, lackingOf);
    return Object.fromEntries(
      keys.map((key) => {
        const lacking = lackingOf.get(key)!;
        // Where somebody reads it the synth fails; what stands here keeps inspection from saying so again, and less well.
        const missing = (environment: string) => (lacking.has(environment) || this.isBroken(secret, environment) ? 'missing' : absent);
        return [key, perEnvironment((found, environment) => found?.items.get(key)?.ciphertext ?? missing(environment))];
      }),
    );
  }

  /** A finding for each key; one for a login, whose two keys one command seals. */
  private reportMissing(secret: string, lackingOf: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>): void {
    const { name: platform } = platformOf(this)!;
    const { type, login } = this.used.get(secret)!;
    const groups = new Map<string, { keys: string[]; readers: ReadonlyMap<string, readonly string[]>; login: string | undefined }>();
    for (const [key, readers] of lackingOf) {
      if (readers.size === 0) continue;
      const role = LOGIN_KEYS.has(key) ? login : undefined;
      const id = role === undefined ? key : `login ${[...readers.keys()].join()}`;
      const group = groups.get(id);
      if (group === undefined) groups.set(id, { keys: [key], readers, login: role });
      else group.keys.push(key);
    }
    for (const group of groups.values()) report(this, missingKey({ platform, secret, type, ...group }, inputsOf(this).sealed));
  }

  /** Whether there is a file that could not be read: a finding says so already. */
  private isBroken(secret: string, environment: string): boolean {
    const { name: platform } = platformOf(this)!;
    const { sealed: store } = inputsOf(this);
    return store.find(platform, environment, secret) === undefined && store.names(platform, environment).includes(secret);
  }

  /** By environment that lacks a key which is read there: who reads it. */
  private lacking(secret: string, key: string): ReadonlyMap<string, readonly string[]> {
    const { environments, name: platform } = platformOf(this)!;
    const { sealed: store } = inputsOf(this);
    const readers = this.used.get(secret)!.readers.filter((reader) => reader.key === key);
    return new Map(
      environments.names.flatMap((environment, index) => {
        const here = readers.filter(({ presence }) => presence?.present[index] !== false).map(({ name }) => name);
        const there = store.find(platform, environment, secret)?.items.has(key) ?? false;
        return there || here.length === 0 || this.isBroken(secret, environment) ? [] : [[environment, [...new Set(here)].sort()] as const];
      }),
    );
  }
}

const LOGIN_KEYS: ReadonlySet<string> = new Set(['username', 'password']);

function scopeAnnotations(file: SealedFile | undefined): Record<string, string> | Absent {
  if (file === undefined) return absent;
  const annotations = { ...file.annotations, ...(file.scope !== 'strict' && { [`sealedsecrets.bitnami.com/${file.scope}`]: 'true' }) };
  return Object.keys(annotations).length > 0 ? annotations : absent;
}

/** Where one of two readers exists. */
function either(a: Presence | undefined, b: Presence | undefined): Presence | undefined {
  if (a === undefined || b === undefined) return undefined;
  return new Presence(a.set, a.present.map((there, index) => there || b.present[index] === true), a.reason === b.reason ? a.reason : `${a.reason}; ${b.reason}`);
}
