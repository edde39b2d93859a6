/** What one environment has so much more of than all others that the unit must be wrong: `256000Mi` instead of `256Mi`. */
import { compareQuantities, quantityOf } from '../../model/quantity';
import { isProduction } from './environment-names';
import type { KeyedDifference } from './keyed-differences';

const OF_PODS = /^(?:cpu|memory|ephemeral-storage|sizeLimit)$/;
/** Data grow by such factors from the first environment to production. */
const OF_DATA = /^(?:size|storage)$/;
/** More than the ratio between a developer's machine and one in production. */
const FAR = 500;

/** @returns the number of the environment that has so much more */
export function outlierAmong({ keys, values }: KeyedDifference, names: readonly string[]): number | undefined {
  const last = keys.at(-1)!;
  if (!OF_PODS.test(last) && !OF_DATA.test(last)) return undefined;
  const amounts = values.map(quantityOf);
  const at = amounts.findIndex((own, index) => {
    if (own === undefined || (OF_DATA.test(last) && isProduction(names[index]!))) return false;
    return amounts.every(
      (other, there) =>
        there === index ||
        (other !== undefined &&
          other.nanos > 0n &&
          compareQuantities(own, { ...other, nanos: other.nanos * BigInt(FAR) }) >= 0),
    );
  });
  return at < 0 ? undefined : at;
}
