/** Values of Helm charts. */
import { isObject, type Scalar } from '../../model/json';
import { list, record, wrong, type Shape } from '../../model/shape';
import type { Resources } from '../workload/resources';

/** Plain data; what is `undefined` is left out. */
export type Value = Scalar | readonly Value[] | Values | Resources | undefined;
export type Values = { readonly [key: string]: Value };

const data: Shape<Value> = (value, at) => {
  if (isObject(value)) return record(data)(value, at);
  if (Array.isArray(value)) return list(data)(value, at);
  if (!['string', 'number', 'boolean'].includes(typeof value) || Number.isNaN(value))
    wrong(at, value, 'data', 'Use text, numbers, true or false, lists and maps.');
};

export const valuesShape: Shape<Values> = record(data);

/** `theirs` over `ours`, map by map; lists are replaced, as Helm does. */
export function merge(ours: Values, theirs: Values): Values {
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  return Object.fromEntries(
    keys.map((key) => {
      const [own, over] = [ours[key], theirs[key]];
      return [key, isMap(own) && isMap(over) ? merge(own, over) : (over ?? own)];
    }),
  );
}

function isMap(value: Value): value is Values {
  return isObject(value);
}

/** Paths at which `values` hold what looks like a credential in plain text. */
export function plainCredentials(values: Value, path = ''): readonly string[] {
  if (isList(values)) return values.flatMap((own, index) => plainCredentials(own, `${path}[${index}]`));
  if (isMap(values))
    return Object.entries(values).flatMap(([key, own]) => plainCredentials(own, path === '' ? key : `${path}.${key}`));
  const named = /(password|passwd|token|api_?key|secret_?key|access_?key|private_?key)$/i.test(path);
  return named && typeof values === 'string' && values !== '' ? [path] : [];
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
