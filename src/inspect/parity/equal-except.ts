/** Whether objects are equal apart from places that are the same in all of them, without copying anything. */
import { isMap } from '../read';
import type { locate } from './locate';
import type { Json } from '../../model/json';

type Located = ReturnType<typeof locate>;

/** The places as a tree of steps; one without steps below it is not compared. */
type Cuts = Map<string | number, Cuts>;

/**
 * @param places position of each slot, by environment
 * @returns `undefined` if a slot is missing in an environment, or is in a different position
 */
export function commonCuts(slots: number, places: readonly (readonly Located[])[]): Cuts | undefined {
  const root: Cuts = new Map();
  for (let slot = 0; slot < slots; slot++) {
    const trail = places[0]![slot]?.trail;
    if (trail === undefined) return undefined;
    for (const own of places) {
      const other = own[slot]?.trail;
      if (other?.length !== trail.length || !trail.every((step, depth) => step === other[depth])) return undefined;
    }
    let at = root;
    for (const step of trail) {
      const below: Cuts = at.get(step) ?? new Map<string | number, Cuts>();
      at.set(step, below);
      at = below;
    }
  }
  return root;
}

export function isEqualExcept(a: Json | undefined, b: Json | undefined, cuts: Cuts | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length && a.every((element: Json, index) => isEqualAt(index, element, b[index] as Json, cuts))
    );
  }
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqualAt(key, a[key], b[key], cuts))
  );
}

function isEqualAt(step: string | number, a: Json | undefined, b: Json | undefined, cuts: Cuts | undefined): boolean {
  if (a === b) return true;
  const below = cuts?.get(step);
  return below?.size === 0 || isEqualExcept(a, b, below);
}
