import { presenceShape } from '../../model/presence';
import { inspect } from 'node:util';
import { Construct } from 'constructs';
import { report } from '../../model/declarations';
import { Expression } from '../../model/expression';
import type { Fields } from '../../model/fields';
import type { Presence } from '../../model/presence';
import { fixed, object, type PropsOf } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { isObject } from '../../model/json';
import { Absent, isVarying, type Varying } from '../../model/varying';
import { Endpoint, type TransportPort } from '../network/connections';
import { acceptProps } from '../engine/accepted';
import { build, varyingOf, type PerEnvironment, type Subject } from '../engine/build';
import { Objects, Parts, emptyContents, type Contents } from '../engine/parts';
import { identify, type Identity } from '../engine/identity';
import { PatternContext } from './context';
import type { Entries } from '../../model/shape';

/** Props that every construct has. */
export interface CommonProps {
  /** Name of its objects. Default: the id. */
  readonly name?: string;
  /** Environments in which it exists, if not all: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

/** A construct of a pattern of one's own. @typeParam A what the pattern function returns */
export interface PatternConstruct<A> extends Construct {
  /** The connection to its first port. A construct that listens on none cannot be called (LS103). */
  readonly endpoint: Endpoint;
  /** Its name, with the connection: the host name of its Service. */
  readonly host: Expression;
  /**
   * Something of what the pattern function returned.
   * @returns the value, or one that varies where environments differ; `undefined` when the props do not fit
   */
  answer<T>(of: (returned: A) => T): T | Varying<T> | undefined;
}

/** The class that `definePattern` returns. */
export interface PatternClass<P, A> {
  new (scope: Construct, id: string, props: Fields<P> & CommonProps): PatternConstruct<A>;
}

/**
 * Makes everything of the construct in one environment.
 *
 * It must be pure: what it makes follows from its arguments. It runs once for environments between which neither props nor
 * facts differ, and again to verify that it makes the same (LS125).
 * @param pattern where objects, connections, secrets, quota and alerts are added
 * @param props the props as they are in this environment: plain data, without what is absent there
 */
export type PatternFunction<S extends Entries, A> = (pattern: PatternContext, props: PropsOf<S>) => A;

const COMMON = {
  name: fixed(dnsLabel),
  only: fixed(presenceShape),
};

interface Made<A> {
  readonly answer: A;
  readonly listens: readonly TransportPort[];
}

/**
 * Defines a construct of a team's own as a plain, typed function of one environment. Values that vary, differences in the
 * matrix, deviations, snapshots and all checks work as for the constructs of Lockstep.
 * @param component value of the label `app.kubernetes.io/component`, such as `web`, `worker` or `cache`
 * @param entries checks for the props, by name; the types of the props follow from them
 * @param make what is made of the props in one environment
 * @returns a class; extend it to give it a type name, and getters of its own
 * @example
 * export class VirusScanner extends definePattern(
 *   'web',
 *   { image: shape.required(shape.image), replicas: shape.integer({ min: 1 }) },
 *   (pattern, { image, replicas = 2 }) => pattern.webService({ image, port: 3310, protocol: 'tcp', replicas }),
 * ) {}
 */
export function definePattern<const S extends Entries, A = void>(
  component: string,
  entries: S,
  make: PatternFunction<S, A>,
): PatternClass<PropsOf<S>, A> {
  const shape = object({ ...entries, ...COMMON });

  return class extends Construct implements PatternConstruct<A> {
    readonly #identity: Identity;
    readonly #made: PerEnvironment<Made<A>> | undefined;

    constructor(scope: Construct, id: string, props: Fields<PropsOf<S>> & CommonProps) {
      super(scope, id);
      const accepted = acceptProps<PropsOf<S>>(this, props, shape);
      this.#identity = identify(this, component, props?.name, props?.only);
      this.#made =
        accepted &&
        build(this.#identity, accepted, (subject, plain) => {
          verify(subject, (own) => make(new PatternContext(own, []), plain));
          const listens: TransportPort[] = [];
          return { answer: make(new PatternContext(subject, listens), plain), listens };
        });
    }

    get endpoint(): Endpoint {
      const { name, pods } = this.#identity;
      if (this.#made?.some((own) => own !== undefined && own.listens.length === 0))
        report(this, {
          code: 'LS103',
          path: 'endpoint',
          message: `${name} is called, but its pattern does not listen on any port`,
          fix: 'Declare the port in the pattern: pattern.pods([{ port: 8080, protocol: "TCP" }]).',
        });
      const port = this.#made && varyingOf(this.#identity, this.#made, ({ listens }) => listens[0]?.port ?? 0);
      const protocol = this.#made?.find((own) => own !== undefined)?.listens[0]?.protocol ?? 'TCP';
      return new Endpoint(pods, [{ port: port ?? 0, protocol }]);
    }

    get host(): Expression {
      return new Expression([this.#identity.name, this.endpoint]);
    }

    answer<T>(of: (returned: A) => T): T | Varying<T> | undefined {
      return this.#made && varyingOf(this.#identity, this.#made, ({ answer }) => of(answer));
    }
  };
}

/** Runs a pattern function twice, apart from the real run, and reports what no pure function makes. */
function verify(subject: Subject, make: (subject: Subject) => unknown): void {
  const seen = () => {
    const contents = emptyContents();
    const answer = make({ ...subject, parts: new Parts(contents, new Objects()) });
    return { contents, answer };
  };
  const [once, again] = [seen(), seen()];
  refuseVarying(subject, once.contents);
  if (textOf(once) !== textOf(again))
    subject.parts.report({
      code: 'LS125',
      message: `the pattern function of ${subject.name} does not produce the same objects each time it runs`,
      fix: 'Compute everything from its arguments, without a clock, random values or external state.',
    });
}

function textOf(made: object): string {
  return inspect(made, { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity });
}

/** Reports values that vary in a manifest: the function took them from around it, where no environment is chosen. */
function refuseVarying({ name, parts }: Subject, contents: Contents): void {
  for (const { manifest } of contents.parts)
    for (const path of varyingIn(manifest))
      parts.report({
        code: 'LS125',
        path,
        message: `the pattern function of ${name} puts a varying value into its ${manifest.kind}`,
        fix: 'Pass the value to the construct as a prop: the function then receives the plain value of each environment.',
      });
}

function varyingIn(value: unknown, path = ''): readonly string[] {
  if (isVarying(value) || value instanceof Absent) return [path];
  if (Array.isArray(value)) return value.flatMap((inner, index) => varyingIn(inner, `${path}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => varyingIn(inner, path === '' ? key : `${path}.${key}`));
}
