import type { Scalar } from './json';
import { choose } from './nearest';
import { Presence } from './presence';
import { text } from './text';
import { UsageError } from './usage-error';
import type { Absent } from './varying';
import { Varying, type EnvironmentNames } from './varying';

/** How much an environment matters; the pattern asks more of `production`. */
export type Stage = 'development' | 'staging' | 'production';

/** What every environment declares; add your own attributes to these. */
export interface Attributes {
  readonly stage: Stage;
  /** The namespace of the platform. */
  readonly namespace: string;
  readonly [attribute: string]: Scalar;
}

/** The environments of a platform and their attributes. Pass it to `Platform`. */
export class Environments<Name extends string = string> implements EnvironmentNames {
  constructor(
    readonly names: readonly Name[],
    private readonly attributes: Readonly<Record<string, Attributes>>,
  ) {}

  /** An attribute of all environments. @throws UsageError when they declare none of that name. */
  attribute<A extends string>(name: A): Varying<Attributes[A]> {
    const declared = Object.keys(this.attributes[this.names[0]!]!);
    if (!declared.includes(name))
      throw new UsageError(`Unknown environment attribute "${name}". ${choose(name, declared)}`);
    return new Varying(
      this,
      this.names.map((environment): Attributes[A] => this.attributes[environment]![name]),
    );
  }
}

type AllKeys<U> = U extends unknown ? keyof U : never;
type Declaration = Readonly<Record<string, Attributes>>;
/** Demands of each environment the attributes that any of them has. */
type Complete<D extends Declaration> = { readonly [E in keyof D]: { readonly [A in AllKeys<D[keyof D]>]: Scalar } };
type Name<D> = Extract<keyof D, string>;
type Attribute<D extends Declaration, A extends PropertyKey> = A extends 'stage'
  ? Stage
  : Widen<Extract<D[keyof D], { [K in A]: unknown }>[A]>;
type Widen<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean : never;

/** `vary` for environments of these names. */
export interface Vary<E extends string> {
  <T>(values: { readonly [Environment in E]: T }): Varying<T>;
  /** The same, `absent` in some environments. */
  <T>(values: { readonly [Environment in E]: T | Absent }): Varying<T | Absent>;
}

/** The language of one set of environments: what `defineEnvironments` returns. */
export interface EnvironmentLanguage<D extends Declaration> {
  /** The set, for `Platform`. */
  readonly environments: Environments<Name<D>>;
  /** The attributes, each a varying value. */
  readonly env: { readonly [A in Extract<AllKeys<D[keyof D]>, string>]: Varying<Attribute<D, A>> };
  /** One value per environment. A missing or unknown environment does not compile, and throws. */
  readonly vary: Vary<Name<D>>;
  /** Template tag that interpolates varying values. */
  readonly text: typeof text;
  /** Limits an object, or all objects of a construct, to some environments; both arguments are shown in the proof. */
  readonly only: (environments: readonly Name<D>[], reason: string) => Presence;
}

/**
 * Declares the environments of a platform, all with the same attributes.
 * @param declaration environment name to attributes; the order is the order of promotion and of every listing
 * @throws UsageError for an attribute that some environment lacks, a name that is not a DNS label, or no environment
 * @example const { environments, env, vary, text } = defineEnvironments({
 *   dev:  { stage: 'development', namespace: 'shop-dev',  domain: 'dev.shop.example' },
 *   prod: { stage: 'production',  namespace: 'shop-prod', domain: 'shop.example' },
 * });
 */
export function defineEnvironments<D extends Declaration>(declaration: D & Complete<D>): EnvironmentLanguage<D> {
  const names = Object.keys(declaration) as Name<D>[];
  checkDeclaration(declaration, names);
  const environments = new Environments<Name<D>>(names, declaration);
  const attributes = Object.keys(declaration[names[0]!]!);
  const env = Object.fromEntries(attributes.map((name) => [name, environments.attribute(name)]));
  return {
    environments,
    env: env as EnvironmentLanguage<D>['env'],
    vary: (values: Readonly<Record<string, unknown>>) => vary(environments, values) as never,
    text,
    only: (chosen, reason) => {
      for (const name of chosen) checkName(environments, name, 'only');
      return new Presence(
        environments,
        names.map((name) => chosen.includes(name)),
        reason,
      );
    },
  };
}

function vary(environments: Environments, values: Readonly<Record<string, unknown>>): Varying<unknown> {
  for (const name of Object.keys(values)) checkName(environments, name, 'vary');
  const missing = environments.names.filter((name) => !Object.hasOwn(values, name) || values[name] === undefined);
  if (missing.length > 0) {
    throw new UsageError(
      `\`vary\` has no value for ${missing.map((name) => `"${name}"`).join(', ')}. ` +
        `Add a value, or \`absent\` if the field may be omitted: vary({ ${environments.names.map((name) => `${name}: …`).join(', ')} }).`,
    );
  }
  return new Varying(
    environments,
    environments.names.map((name) => values[name]),
  );
}

function checkName(environments: Environments, name: string, where: string): void {
  if (!environments.names.includes(name))
    throw new UsageError(`\`${where}\` names the unknown environment "${name}". ${choose(name, environments.names)}`);
}

const STAGES: readonly Stage[] = ['development', 'staging', 'production'];
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

function checkDeclaration(declaration: Declaration, names: readonly string[]): void {
  if (names.length === 0) throw new UsageError('`defineEnvironments` needs at least one environment.');
  const attributes = [...new Set(names.flatMap((name) => Object.keys(declaration[name] ?? {})))];
  for (const name of names) {
    if (!DNS_LABEL.test(name)) {
      throw new UsageError(
        `Invalid environment name "${name}". Use at most 63 lowercase letters, digits and hyphens: the name is used for directories and objects.`,
      );
    }
    const own = declaration[name]!;
    for (const attribute of new Set(['stage', 'namespace', ...attributes])) {
      const value = own[attribute];
      if (value === undefined)
        throw new UsageError(
          `Environment "${name}" lacks the attribute "${attribute}". All environments must declare the same attributes.`,
        );
      if (!['string', 'number', 'boolean'].includes(typeof value)) {
        throw new UsageError(
          `Attribute "${attribute}" of environment "${name}" must be a string, a number or a boolean.`,
        );
      }
    }
    if (!STAGES.includes(own.stage))
      throw new UsageError(`Environment "${name}" has the unknown stage "${own.stage}". ${choose(own.stage, STAGES)}`);
    if (!DNS_LABEL.test(own.namespace))
      throw new UsageError(`Environment "${name}" has the namespace "${own.namespace}", which is not a DNS label.`);
  }
}
