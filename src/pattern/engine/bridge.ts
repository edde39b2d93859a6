/** Lets constructs whose props still vary throughout use pattern functions. Goes when the last of them runs on plain props. */
import { normalAt } from '../../model/plain';
import type { Identity } from '../identity';
import { build, type PerEnvironment, type Subject } from './build';

/**
 * Runs a pattern function on values that may vary, in normal form.
 * @param values by name; an entry that is absent is `undefined`
 */
export function buildFrom<P extends object, T>(
  identity: Identity,
  values: { readonly [K in keyof P]: unknown },
  make: (subject: Subject, props: P) => T,
): PerEnvironment<T> {
  const at = (environment: number) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, normalAt<object>(value as object, environment)]),
    ) as P;
  return build(identity, { at }, make);
}
