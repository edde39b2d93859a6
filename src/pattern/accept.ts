import type { IConstruct } from 'constructs';
import { platformOf, report } from '../model/declarations';
import { normalize, type Normal } from '../model/fields';
import { isObject } from '../model/json';
import type { Shape } from '../model/shape';
import { UsageError } from '../model/usage-error';

/**
 * Checks the props of a construct at run time and brings them into their normal form.
 * @returns `undefined` when they cannot be built from; what is wrong is reported with everything else
 */
export function accept<P>(construct: IConstruct, props: object, shape: Shape): Normal<P> | undefined {
  const platform = platformOf(construct);
  if (platform === undefined)
    throw new UsageError(`${construct.node.path} lies in no Platform. Create it with a Platform as its scope.`);
  let fits = true;
  shape(props, {
    path: '',
    set: platform.environments,
    report: (finding) => {
      fits = false;
      report(construct, finding);
    },
  });
  return fits && isObject(props) ? normalize<P>(props) : undefined;
}
