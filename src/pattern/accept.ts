import type { IConstruct } from 'constructs';
import { platformOf, report } from '../model/declarations';
import { normalize, type Normal } from '../model/fields';
import { isObject } from '../model/json';
import type { Shape } from '../model/shape';

/**
 * Checks the props of a construct at run time and brings them into their normal form.
 * @returns `undefined` when they cannot be built from; what is wrong is reported with everything else
 */
export function accept<P>(construct: IConstruct, props: object, shape: Shape): Normal<P> | undefined {
  let fits = true;
  shape(props, {
    path: '',
    set: platformOf(construct)!.environments,
    report: (finding) => {
      fits = false;
      report(construct, finding);
    },
  });
  return fits && isObject(props) ? normalize<P>(props) : undefined;
}
