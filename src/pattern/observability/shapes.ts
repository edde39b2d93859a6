import { isObject } from '../../model/json';
import { choose } from '../../model/nearest';
import { field, wrong, type Shape } from '../../model/shape';
import { ownAlertShape, tuningShape, type Alerts } from './alert';

type NameIn<T> = T extends { readonly rules: infer R } ? keyof R & string : never;

const NAME = /^[A-Z][A-Za-z0-9]*$/;

/** @param tables whose alerts may be tuned; names that begin with a capital are alerts of one's own */
export function alertsShape<T extends readonly { readonly rules: object }[]>(
  ...tables: T
): Shape<Alerts<NameIn<T[number]>>> {
  const known = tables.flatMap(({ rules }) => Object.keys(rules));
  return (value, at) => {
    if (!isObject(value)) return wrong(at, value, 'a map', 'Specify alerts by name.');
    for (const [key, inner] of Object.entries(value)) {
      const here = { ...at, path: `${at.path}.${key}` };
      if (known.includes(key)) field(inner, tuningShape, here, true);
      else if (NAME.test(key)) field(inner, ownAlertShape, here, false);
      else {
        const fix = `${choose(key, known)} The names of custom alerts start with a capital letter.`;
        at.report({ code: 'LS101', path: here.path, message: `there is no alert "${key}"`, fix });
      }
    }
  };
}
