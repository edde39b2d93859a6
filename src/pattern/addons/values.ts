/** Values of Helm charts: data, in which varying values may stand at any node. */
import { isObject } from '../../model/json';
import { list, record, wrong, type Shape } from '../../model/shape';
import { isVarying } from '../../model/varying';
import { or } from '../per-environment';

export type Values = Readonly<Record<string, unknown>>;

const data: Shape = (value, at) => {
  if (isObject(value)) return record(data)(value, at);
  if (Array.isArray(value)) return list(data)(value, at);
  if (!['string', 'number', 'boolean'].includes(typeof value) || Number.isNaN(value))
    wrong(at, value, 'data', 'Give text, numbers, true or false, lists and maps.');
};

export const valuesShape: Shape = record(data);

/** `theirs` over `ours`, map by map; lists are replaced, as Helm does. */
export function merge(ours: unknown, theirs: unknown): unknown {
  if (theirs === undefined) return ours;
  if (!isPlain(ours) || !isPlain(theirs)) return isVarying(theirs) ? or(theirs, ours) : theirs;
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  return Object.fromEntries(keys.map((key) => [key, merge(ours[key], theirs[key])]));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !isVarying(value);
}

/** Paths at which `values` hold what looks like a credential in plain text. */
export function plainCredentials(values: unknown, path = ''): readonly string[] {
  if (isVarying(values)) return [...new Set(values.values.flatMap((own) => plainCredentials(own, path)))];
  if (Array.isArray(values)) return values.flatMap((own, index) => plainCredentials(own, `${path}[${index}]`));
  if (isObject(values))
    return Object.entries(values).flatMap(([key, own]) => plainCredentials(own, path === '' ? key : `${path}.${key}`));
  const named = /(password|passwd|token|api_?key|secret_?key|access_?key|private_?key)$/i.test(path);
  return named && typeof values === 'string' && values !== '' ? [path] : [];
}
