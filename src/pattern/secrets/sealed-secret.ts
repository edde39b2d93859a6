/** SealedSecrets: values lie encrypted in git, and the controller of a cluster makes the Secret. */
import { Lazy, type ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { inputsOf, platformOf, report } from '../../model/declarations';
import type { SealedFile } from '../../model/inputs';
import { absent, Varying, type Absent, valuesOf } from '../../model/varying';
import { addObject } from '../object';
import { missingKey } from './missing-keys';
import type { UsedSecret } from './used';

type PerEnvironment = <T>(of: (file: SealedFile | undefined, environment: string) => T) => Varying<T>;

export class SealedSource {
  constructor(
    private readonly scope: Construct,
    private readonly labels: Readonly<Record<string, string>>,
  ) {}

  /** @param local by environment, whether the values are sealed there */
  add(id: string, used: UsedSecret, local: readonly boolean[]): ApiObject {
    const { name: secret } = used;
    const { environments, name: platform } = platformOf(this.scope)!;
    const file = (environment: string, index: number) =>
      local[index] === true ? inputsOf(this.scope).sealed.find(platform, environment, secret) : undefined;
    const perEnvironment = <T>(of: (file: SealedFile | undefined, environment: string) => T) =>
      new Varying<T>(
        environments,
        environments.names.map((environment, index) => of(file(environment, index), environment)),
      );
    const scope = Lazy.any({ produce: () => perEnvironment((found) => scopeAnnotations(found)) });
    const object = addObject(this.scope, id, 'configuration', {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: secret, labels: { ...this.labels, 'app.kubernetes.io/name': secret }, annotations: {} },
      spec: {
        encryptedData: Lazy.any({ produce: () => this.encryptedData(used, local, perEnvironment) }),
        template: {
          metadata: {
            name: secret,
            labels: Lazy.any({
              produce: () =>
                perEnvironment((found) => ({
                  ...found?.labels,
                  ...used.labels,
                  ...this.labels,
                  'app.kubernetes.io/name': secret,
                })),
            }),
            annotations: scope,
          },
          type: Lazy.any({ produce: () => this.typeOf(used, perEnvironment) }),
        },
      },
    });
    // The scope is told by annotations of the object and of its template alike.
    for (const annotation of ['namespace-wide', 'cluster-wide'] as const) {
      const key = `sealedsecrets.bitnami.com/${annotation}`;
      object.metadata.addAnnotation(
        key,
        Lazy.any({
          produce: () => perEnvironment((found) => (found?.scope === annotation ? 'true' : absent)),
        }) as never,
      );
    }
    return object;
  }

  /** The type that readers ask for; where none does, the type that the sealed file gives. */
  private typeOf({ name: secret, type }: UsedSecret, perEnvironment: PerEnvironment): Varying<string> {
    return perEnvironment((found, environment) => {
      const own = found?.type ?? 'Opaque';
      if (found === undefined || type === 'Opaque' || own === type) return type === 'Opaque' ? own : type;
      report(this.scope, {
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
    used: UsedSecret,
    local: readonly boolean[],
    perEnvironment: PerEnvironment,
  ): Record<string, Varying<string | Absent>> {
    this.refuseOtherNamespaces(used.name, perEnvironment);
    const lackingOf = new Map(used.keys.map((key) => [key, this.lacking(used, key, local)]));
    this.reportMissing(used, lackingOf);
    return Object.fromEntries(
      used.keys.map((key) => {
        const lacking = lackingOf.get(key)!;
        // Where somebody reads it the synth fails; what stands here keeps inspection from saying so again, and less well.
        const missing = (environment: string) =>
          lacking.has(environment) || this.isBroken(used.name, environment) ? 'missing' : absent;
        return [key, perEnvironment((found, environment) => found?.items.get(key)?.ciphertext ?? missing(environment))];
      }),
    );
  }

  private refuseOtherNamespaces(secret: string, perEnvironment: PerEnvironment): void {
    const { environments, name: platform } = platformOf(this.scope)!;
    const namespaces = valuesOf(environments.attribute('namespace'));
    perEnvironment((found, environment) => {
      if (found === undefined) return;
      const namespace = String(namespaces[environments.names.indexOf(environment)]);
      if (found.scope === 'cluster-wide' || found.namespace === namespace) return;
      report(this.scope, {
        code: 'LS527',
        environments: [environment],
        object: `SealedSecret/${secret}`,
        file: found.file,
        message: `the values are sealed for namespace "${found.namespace}"; ${platform} lives in "${namespace}" there, where they cannot be unsealed`,
        fix: `Delete the file and seal its keys again: ${[...found.items.keys()].map((key) => `\`npx lockstep seal ${platform}/${environment} ${secret} ${key}\``).join(', ')}.`,
      });
    });
  }

  /** A finding for each key; one for a login, whose two keys one command seals. */
  private reportMissing(
    { name: secret, type, login }: UsedSecret,
    lackingOf: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
  ): void {
    const { name: platform } = platformOf(this.scope)!;
    const groups = new Map<
      string,
      { keys: string[]; readers: ReadonlyMap<string, readonly string[]>; login: string | undefined }
    >();
    for (const [key, readers] of lackingOf) {
      if (readers.size === 0) continue;
      const role = LOGIN_KEYS.has(key) ? login : undefined;
      const id = role === undefined ? key : `login ${[...readers.keys()].join()}`;
      const group = groups.get(id);
      if (group === undefined) groups.set(id, { keys: [key], readers, login: role });
      else group.keys.push(key);
    }
    for (const group of groups.values())
      report(this.scope, missingKey({ platform, secret, type, ...group }, inputsOf(this.scope).sealed));
  }

  /** Whether there is a file that could not be read: a finding says so already. */
  private isBroken(secret: string, environment: string): boolean {
    const { name: platform } = platformOf(this.scope)!;
    const { sealed: store } = inputsOf(this.scope);
    return (
      store.find(platform, environment, secret) === undefined && store.names(platform, environment).includes(secret)
    );
  }

  /** By environment that lacks a key which is read there: who reads it. */
  private lacking(used: UsedSecret, key: string, local: readonly boolean[]): ReadonlyMap<string, readonly string[]> {
    const { environments, name: platform } = platformOf(this.scope)!;
    const { sealed: store } = inputsOf(this.scope);
    return new Map(
      environments.names.flatMap((environment, index) => {
        const here = local[index] === true ? used.readers(key, index) : [];
        const there = store.find(platform, environment, used.name)?.items.has(key) ?? false;
        return there || here.length === 0 || this.isBroken(used.name, environment)
          ? []
          : [[environment, here] as const];
      }),
    );
  }
}

const LOGIN_KEYS: ReadonlySet<string> = new Set(['username', 'password']);

function scopeAnnotations(file: SealedFile | undefined): Record<string, string> | Absent {
  if (file === undefined) return absent;
  const annotations = {
    ...file.annotations,
    ...(file.scope !== 'strict' && { [`sealedsecrets.bitnami.com/${file.scope}`]: 'true' }),
  };
  return Object.keys(annotations).length > 0 ? annotations : absent;
}
