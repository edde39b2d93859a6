/**
 * Inspections that judge each object by itself, made in one walk over all environments: an object is read by all of them, and
 * in all environments, while it is at hand.
 */
import { catalogOf } from './catalog';
import type { FileEntry } from './catalog/entries';
import type { Finding } from '../model/finding';
import type { InspectedEnvironment } from './types';

/** Adds what is wrong with the object. What was found clean is clean in every environment that differs in its namespace only. */
export type ObjectInspection = (entry: FileEntry, findings: Finding[]) => void;

/** @returns by environment and inspection, findings in the order of the objects */
export function inspectPerObject(
  environments: readonly InspectedEnvironment[],
  inspections: readonly ObjectInspection[],
): Finding[][][] {
  const files = environments.map((environment) => catalogOf(environment).files);
  const found = environments.map(() => inspections.map((): Finding[] => []));
  const longest = Math.max(0, ...files.map(({ length }) => length));
  // what is at one place in each environment is mostly the same object
  for (let place = 0; place < longest; place++) {
    files.forEach((own, environment) => {
      const entry = own[place];
      if (entry !== undefined) inspections.forEach((inspect, index) => inspect(entry, found[environment]![index]!));
    });
  }
  return found;
}
