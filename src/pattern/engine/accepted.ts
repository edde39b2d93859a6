import type { IConstruct } from 'constructs';
import { platformOf, report } from '../../model/declarations';
import type { Fields } from '../../model/fields';
import { isObject } from '../../model/json';
import { plainAt, plainFields } from '../../model/plain';
import type { Shape } from '../../model/shape';
import { UsageError } from '../../model/usage-error';

/** Props that fit their shape, as they were given: anything below them may vary. */
export class Accepted<P extends object> {
  /** @param at the props in one environment, without anything that varies: one object for environments in which they are the same */
  constructor(readonly at: (environment: number) => P) {}

  /** The props, and values that were made of them before, each of which may vary. */
  with<E extends object>(values: Fields<E>): Accepted<E & { readonly props: P }> {
    return new Accepted((environment) => ({ ...plainAt<E>(values, environment), props: this.at(environment) }));
  }

  /** The props without one of them, such as a construct: what it can reach is not plain. */
  without<K extends keyof P>(key: K): Accepted<Omit<P, K>> {
    return new Accepted((environment) => {
      const { [key]: _, ...others } = this.at(environment);
      return others;
    });
  }
}

/** Values that are plain already. @param values one for each environment */
export function settled<P extends object>(values: readonly P[]): Pick<Accepted<P>, 'at'> {
  return { at: (environment) => values[environment]! };
}

/**
 * Checks the props of a construct at run time.
 * @returns `undefined` when they do not fit; what is wrong is reported with everything else
 * @throws UsageError outside of all platforms
 */
export function acceptProps<P extends object>(
  construct: IConstruct,
  props: Fields<P>,
  shape: Shape,
): Accepted<P> | undefined {
  const platform = platformOf(construct);
  if (platform === undefined)
    throw new UsageError(`${construct.node.path} is not inside a Platform. Create it with a Platform as its scope.`);
  let fits = true;
  shape(props, {
    path: '',
    set: platform.environments,
    report: (finding) => {
      fits = false;
      report(construct, finding);
    },
  });
  return fits && isObject(props) ? new Accepted(plainProps<P>(props)) : undefined;
}

/** Resolves props in an environment; those below which nothing varies are looked at once. */
function plainProps<P extends object>(props: Readonly<Record<string, unknown>>): (environment: number) => P {
  const varies = ([, value]: readonly [string, unknown]) => plainAt(value, 0) !== value;
  const varying = Object.fromEntries(Object.entries(props).filter(varies));
  const fixed = Object.fromEntries(Object.entries(props).filter(([key]) => !Object.hasOwn(varying, key)));
  return (environment) => ({ ...fixed, ...plainFields(varying, environment) }) as P;
}
