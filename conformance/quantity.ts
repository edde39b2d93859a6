/** Kubernetes quantities as numbers of milli-units: an own reading, so that the product's is judged by another. */
const FACTORS: Readonly<Record<string, bigint>> = {
  m: 1n,
  '': 1000n,
  k: 10n ** 6n,
  M: 10n ** 9n,
  G: 10n ** 12n,
  T: 10n ** 15n,
  P: 10n ** 18n,
  Ki: 1000n * 2n ** 10n,
  Mi: 1000n * 2n ** 20n,
  Gi: 1000n * 2n ** 30n,
  Ti: 1000n * 2n ** 40n,
  Pi: 1000n * 2n ** 50n,
};

/** `250m` is 250, `1Gi` is 1000 × 2³⁰; finer than milli is rounded up, as the server does. Throws for what is not a quantity. */
export function milli(quantity: unknown): bigint {
  const match = /^(\d*)(?:\.(\d+))?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi|)$/.exec(String(quantity));
  const factor = match === null ? undefined : FACTORS[match[3] ?? ''];
  if (match === null || factor === undefined || `${match[1]}${match[2] ?? ''}` === '')
    throw new Error(`not a quantity: ${String(quantity)}`);
  const fraction = match[2] ?? '';
  const scale = 10n ** BigInt(fraction.length);
  const value = BigInt(`${match[1]}${fraction}`) * factor;
  return (value + scale - 1n) / scale;
}
