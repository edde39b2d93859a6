/** The cache of WiredTiger, and that its container has room for it (MongoDB, "storage.wiredTiger.engineConfig.cacheSizeGB"). */
import { text } from '../../../model/shape';
import { parseQuantity } from '../../../model/quantity';
import type { Subject } from '../../engine/build';
import { bytesIn, quantityOf, quantityWithin } from '../stateful/sizes';

const GIBIBYTE = 1024 ** 3;
/** mongod takes no smaller one. */
const LEAST = 0.25 * GIBIBYTE;
/** Above this share of the container, connections, sorts and the page cache get it killed. */
const MOST = 0.6;

export const cacheShape = text(
  'a quantity of 256Mi or more',
  '1Gi',
  (value) => parseQuantity(value) !== undefined && bytesIn(value) >= LEAST,
);

/** What mongod would take of a machine of this size: half of what is above 1 GiB, and 256 MiB at least. */
function cacheOf(limit: number): number {
  return Math.max(LEAST, (limit - GIBIBYTE) / 2);
}

/**
 * `cacheSizeGB`: as given, else from the memory of the container; written out, so that it does not follow the node.
 * @param limit memory limit of the container
 */
export function settleCache({ parts }: Subject, given: string | undefined, limit: string): number {
  const there = bytesIn(limit);
  const wanted = given === undefined ? cacheOf(there) : bytesIn(given);
  if (wanted > there * MOST)
    parts.report({
      code: 'LS676',
      path: 'cache',
      message:
        `a cache of ${quantityOf(wanted)} is ${Math.round((wanted / there) * 100)}% of the container's ${limit}; ` +
        `above ${MOST * 100}%, connections and sorts can get it OOM-killed`,
      fix:
        there * MOST < LEAST
          ? `Raise resources.limits.memory to ${quantityOf(wanted / MOST)} or more: mongod does not accept a cache smaller than 256Mi.`
          : `Set the cache to ${quantityWithin(there * MOST)} or less, or raise resources.limits.memory to ${quantityOf(wanted / MOST)}.`,
    });
  return Math.floor((wanted / GIBIBYTE) * 100) / 100;
}
