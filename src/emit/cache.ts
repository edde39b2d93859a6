/** Where Lockstep keeps what it can make again: with the packages, where nobody looks for sources. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param root folder of the project
 * @param what is kept, in one word
 * @param of what it belongs to: several working copies may share their `node_modules`
 * @returns `undefined` where no packages are installed, and so nothing may be kept
 */
export function cachePath(root: string, what: string, of: readonly string[]): string | undefined {
  const packages = join(root, 'node_modules');
  if (!existsSync(packages)) return undefined;
  return join(
    packages,
    '.cache',
    'cdk8s-lockstep',
    `${what}-${createHash('sha256').update(of.join('\0')).digest('hex').slice(0, 16)}`,
  );
}
