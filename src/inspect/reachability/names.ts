/** How points are called in findings and in the proof: the same in every environment. */
import { describe, equalitySelector } from '../selector';
import type { Pods } from '../entries';
import type { Point } from './points';

/** @param home namespace of the environment, which names need not say */
export function pointName({ pods, namespace, assumed }: Point, home: string): string {
  if (pods !== undefined && pods.from.origin !== 'cluster') return podsName(pods, home);
  const where = assumed?.namespaces === undefined ? `in ${namespace}` : assumed.namespaces === '' ? 'in any namespace' : `in namespaces with ${assumed.namespaces}`;
  const written = assumed?.pods ?? (pods === undefined ? '' : describe(equalitySelector(pods.labels as Record<string, string>)));
  return `${written === '' ? 'any pod' : written} ${where}`;
}

/** `api`, `db (initdb)`, `api in other-namespace`. */
export function podsName({ from, part, namespace }: Pods, home: string): string {
  return `${from.name}${part === undefined ? '' : ` (${part})`}${namespace === home ? '' : ` in ${namespace}`}`;
}

