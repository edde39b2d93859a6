import { bothPresent, type Presence } from '../../model/presence';
import type { Parts, Pods } from './parts';

/**
 * Where a part of something exists that is limited on its own: a route, a way in.
 * @param path of the prop that limits it
 */
export function narrowed(
  parts: Parts,
  { presence }: Pick<Pods, 'presence'>,
  only: Presence | undefined,
  path: string,
): Presence | undefined {
  const overlap = only?.present.some((there, index) => there && presence?.present[index] !== false) ?? true;
  if (overlap) return bothPresent(presence, only);
  parts.report({
    code: 'LS114',
    path,
    message: 'it is limited to environments in which the construct does not exist',
    fix: 'Use an environment in which the construct exists.',
  });
  return presence;
}
