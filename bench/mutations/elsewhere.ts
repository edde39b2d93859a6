/** The same place in the other environments. */
import { at, type Trail } from './edit';
import type { Surroundings } from './kind';
import type { Loaded } from './world';

/** Whether every other environment has the place, so that one without it is unlike them. */
export function isThereElsewhere(object: Loaded, trail: Trail, around: Surroundings): boolean {
  const twins = around.twins(object);
  return twins.length > 0 && twins.every((twin) => at(twin, trail) !== undefined);
}

/** Whether every other environment has what this one has there. */
export function isSameElsewhere(object: Loaded, trail: Trail, around: Surroundings): boolean {
  const own = JSON.stringify(at(object.audited.json, trail));
  const twins = around.twins(object);
  return twins.length > 0 && twins.every((twin) => JSON.stringify(at(twin, trail)) === own);
}
