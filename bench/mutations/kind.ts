/** What a kind of mutation is: where it can be made, and what it makes of a place. */
import type { Json, JsonObject } from '../../src/model/json';
import type { Random } from './random';
import { at, edited, places, type Trail } from './edit';
import type { Loaded } from './world';

export interface Change {
  /** `undefined` where the object is taken away. */
  readonly json: JsonObject | undefined;
  /** The place that differs, where it is not the one that was chosen. */
  readonly trail?: Trail;
  /** What it does, in words: `8080 → 8081`. */
  readonly what: string;
  /** Why nobody can tell from the files alone; left out where somebody can. */
  readonly undecidable?: string;
}

/** What else there is, for kinds that look at more than one object. */
export interface Surroundings {
  /** Names of the objects of an environment. */
  names(object: Loaded): ReadonlySet<string>;
  /** The same object in the other environments of its platform, where each of them has it. */
  twins(object: Loaded): readonly JsonObject[];
  /** How often the environment of the object runs an image. */
  images(object: Loaded, image: string): number;
  /** Whether no environment of its platform comes before that of the object. */
  isFirst(object: Loaded): boolean;
}

export interface Kind {
  readonly name: string;
  sites(object: Loaded, around: Surroundings): readonly Trail[];
  /** `undefined` where the place cannot be changed so after all. */
  change(object: Loaded, trail: Trail, random: Random, around: Surroundings): Change | undefined;
}

/** A kind that gives one place another value. */
export function valueKind(
  name: string,
  isSite: (trail: Trail, value: Json, object: Loaded, around: Surroundings) => boolean,
  other: (value: Json, random: Random, trail: Trail, object: Loaded) => Json | undefined,
  undecidable?: (trail: Trail, before: Json, after: Json, object: Loaded, around: Surroundings) => string | undefined,
): Kind {
  return {
    name,
    sites: (object, around) =>
      places(object.audited.json).filter((trail) => isSite(trail, at(object.audited.json, trail)!, object, around)),
    change(object, trail, random, around) {
      const { json } = object.audited;
      const before = at(json, trail)!;
      const after = other(before, random, trail, object);
      if (after === undefined || JSON.stringify(after) === JSON.stringify(before)) return undefined;
      const reason = undecidable?.(trail, before, after, object, around);
      return {
        json: edited(json, trail, () => after),
        what: `${shown(before)} → ${shown(after)}`,
        ...(reason !== undefined && { undecidable: reason }),
      };
    },
  };
}

export function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
