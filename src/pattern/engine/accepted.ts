import type { IConstruct } from 'constructs';
import { platformOf, report } from '../../model/declarations';
import { normalize, type Normal } from '../../model/fields';
import { isObject } from '../../model/json';
import { plainAt } from '../../model/plain';
import type { Shape } from '../../model/shape';
import { UsageError } from '../../model/usage-error';

/** Props that fit their shape, as they were given: anything below them may vary. */
export class Accepted<P> {
  constructor(private readonly props: object) {}

  /** The props in one environment, without anything that varies: one object for environments in which they are the same. */
  at(environment: number): P {
    return plainAt(this.props, environment) as P;
  }

  /** The props, and values that were made of them before, each of which may vary. */
  with<E>(values: { readonly [K in keyof E]: unknown }): Accepted<E & { readonly props: P }> {
    return new Accepted({ ...values, props: this.props });
  }

  /** The props without one of them, such as a construct: what it can reach is not plain. */
  without<K extends keyof P & string>(key: K): Accepted<Omit<P, K>> {
    return new Accepted(Object.fromEntries(Object.entries(this.props).filter(([name]) => name !== key)));
  }

  /** The props for what still takes varying values. */
  normal(): Normal<P> {
    return normalize(this.props);
  }
}

/** Values that are plain already. @param values one for each environment */
export function settled<P>(values: readonly P[]): Pick<Accepted<P>, 'at'> {
  return { at: (environment) => values[environment]! };
}

/**
 * Checks the props of a construct at run time.
 * @returns `undefined` when they do not fit; what is wrong is reported with everything else
 * @throws UsageError outside of all platforms
 */
export function acceptProps<P>(construct: IConstruct, props: object, shape: Shape): Accepted<P> | undefined {
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
  return fits && isObject(props) ? new Accepted<P>(props) : undefined;
}
