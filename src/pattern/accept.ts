import type { IConstruct } from 'constructs';
import { platformOf, report } from '../model/declarations';
import { normalize, type Normal } from '../model/fields';
import { isObject } from '../model/json';
import type { At, PropFinding, Shape } from '../model/shape';
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
  const look = (value: object, at: Pick<At, 'normal'>, concerns: (finding: PropFinding) => boolean): void =>
    shape(value, {
      ...at,
      path: '',
      set: platform.environments,
      report: (finding) => {
        if (!concerns(finding)) return;
        fits = false;
        report(construct, finding);
      },
    });
  look(props, {}, () => true);
  if (!fits || !isObject(props)) return undefined;
  const given = normalize<P>(props);
  // A field that cannot vary cannot vary as part of a map that does, either.
  look(given as object, { normal: true }, ({ varies }) => varies === true);
  return fits ? given : undefined;
}
