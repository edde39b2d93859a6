import { Opaque } from './opaque';
import { instance } from './shape';
import { UsageError } from './usage-error';
import type { EnvironmentNames } from './varying';

/** Environments in which something exists, and why not in all. Created by `only` of `defineEnvironments`. */
export class Presence extends Opaque {
  constructor(
    readonly set: EnvironmentNames,
    readonly present: readonly boolean[],
    readonly reason: string,
  ) {
    super();
    if (typeof reason !== 'string' || reason.trim() === '')
      throw new UsageError('`only` needs a reason: it explains why environments differ.');
    if (!present.includes(true))
      throw new UsageError('`only` lists no environment, so the object would not exist anywhere.');
  }
}

export const presenceShape = instance(
  'the result of `only` from defineEnvironments',
  (value) => value instanceof Presence,
);

/** Where both of two things exist; `undefined` when that is everywhere. @throws UsageError when it is nowhere */
export function bothPresent(a: Presence | undefined, b: Presence | undefined): Presence | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const present = a.present.map((there, index) => there && b.present[index] === true);
  return new Presence(a.set, present, a.reason === b.reason ? a.reason : `${a.reason}; ${b.reason}`);
}
