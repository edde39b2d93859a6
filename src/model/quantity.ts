/**
 * Kubernetes quantities (`500m`, `1536Mi`, `2e3`) as exact numbers, after `k8s.io/apimachinery/pkg/api/resource`: the
 * same rounding, the same cap, the same canonical form.
 */

/** How a quantity is written: `12M`, `12Mi` or `12e6`. */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

export interface Quantity {
  /** The value in billionths (10^-9), the finest step that Kubernetes keeps. */
  readonly nanos: bigint;
  readonly format: QuantityFormat;
}

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };
const DECIMAL_SUFFIXES = new Map(Object.entries(DECIMAL).map(([suffix, exponent]) => [exponent, suffix]));
const BINARY_SUFFIXES = ['', ...Object.keys(BINARY)];

const SYNTAX = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;
const ONE = 1_000_000_000n;
const LARGEST = (2n ** 63n - 1n) * ONE;
/** Nothing real has a larger exponent; without a limit `1e999999999` would exhaust the memory. */
const MAX_EXPONENT = 400;

/**
 * Reads a quantity. Digits beyond 10^-9 are rounded away from zero and values with a binary suffix are capped at
 * 2^63-1, as the API server does.
 * @returns `undefined` when the text is not a quantity by the documented grammar, or has an exponent over 400
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match = SYNTAX.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = match[4] ?? '', , suffix = '', exponentText] = match;
  const binary = BINARY[suffix];
  const exponent = exponentText === undefined ? (DECIMAL[suffix] ?? 0) : Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT || fraction.length > MAX_EXPONENT) return undefined;
  let unscaled = BigInt(whole + fraction);
  if (binary !== undefined) unscaled *= 1024n ** BigInt(binary);
  let nanos = scale(unscaled, exponent - fraction.length + 9);
  let format: QuantityFormat =
    binary !== undefined ? 'BinarySI' : exponentText !== undefined ? 'DecimalExponent' : 'DecimalSI';
  if (format === 'BinarySI') {
    if (nanos > LARGEST) nanos = LARGEST;
    if (nanos > 0n && nanos < ONE) format = 'DecimalSI';
  }
  return { nanos: sign === '-' ? -nanos : nanos, format };
}

const parsed = new Map<string, Quantity | undefined>();

/** `parseQuantity` of a text or number, remembered: an environment has thousands of quantities and a handful of different ones. */
export function quantityOf(written: unknown): Quantity | undefined {
  if (typeof written !== 'string' && typeof written !== 'number') return undefined;
  const key = String(written);
  if (!parsed.has(key)) {
    if (parsed.size > 10_000) parsed.clear();
    parsed.set(key, parseQuantity(key));
  }
  return parsed.get(key);
}

/** Whole bytes of a quantity such as `8Gi`; `undefined` when it is not a quantity. */
export function bytesOf(quantity: unknown): number | undefined {
  const known = quantityOf(quantity);
  return known === undefined ? undefined : Number(known.nanos / ONE);
}

/** `value × 10^exponent`, rounded up. */
function scale(value: bigint, exponent: number): bigint {
  if (exponent >= 0) return value * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  return (value + divisor - 1n) / divisor;
}

/**
 * The canonical form: no fraction, the largest suffix that keeps the value whole, in the format of the quantity. A
 * binary quantity that is below 1024, or has no whole number of Ki, is written in decimal, which is how the API server
 * gives it back once it has been stored.
 */
export function formatQuantity({ nanos, format }: Quantity): string {
  if (nanos === 0n) return '0';
  if (format === 'BinarySI' && nanos % (1024n * ONE) === 0n) {
    let whole = nanos / ONE;
    let power = 0;
    while (power < 6 && whole % 1024n === 0n) {
      whole /= 1024n;
      power++;
    }
    return `${whole}${BINARY_SUFFIXES[power]!}`;
  }
  let digits = nanos;
  let exponent = -9;
  const limit = format === 'DecimalExponent' ? Infinity : 18;
  while (exponent < limit && digits % 1000n === 0n) {
    digits /= 1000n;
    exponent += 3;
  }
  if (format === 'DecimalExponent') return exponent === 0 ? `${digits}` : `${digits}e${exponent}`;
  return `${digits}${DECIMAL_SUFFIXES.get(exponent)!}`;
}

const canonical = new Map<string, string | undefined>();

/** What Kubernetes makes of a written quantity: `1024Mi` is `1Gi`, `0.5` is `500m`; `undefined` when it is not a quantity. */
export function canonicalQuantity(text: string): string | undefined {
  if (!canonical.has(text)) {
    if (canonical.size > 10_000) canonical.clear();
    const quantity = quantityOf(text);
    canonical.set(text, quantity === undefined ? undefined : formatQuantity(quantity));
  }
  return canonical.get(text);
}

/** Negative when `a` is less than `b`, zero when they are equal in value whatever their format, else positive. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  return a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0;
}

/** The sum, in the format of `a`; in that of `b` when `a` is zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nanos: a.nanos + b.nanos, format: a.nanos === 0n ? b.format : a.format };
}

/**
 * The product with a whole number, in the format of the quantity.
 * @throws RangeError when `factor` is not a whole number
 */
export function multiplyQuantity(quantity: Quantity, factor: number): Quantity {
  return { nanos: quantity.nanos * BigInt(factor), format: quantity.format };
}
