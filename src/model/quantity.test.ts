import fc from 'fast-check';
import {
  addQuantities,
  bytesOf,
  canonicalQuantity,
  compareQuantities,
  formatQuantity,
  multiplyQuantity,
  parseQuantity,
} from './quantity';

const parse = (text: string) => parseQuantity(text)!;

/** What `ParseQuantity` and `CanonicalizeBytes` of apimachinery give, read back once. */
const CANONICAL: readonly (readonly [written: string, canonical: string])[] = [
  ['0', '0'],
  ['-0', '0'],
  ['0Gi', '0'],
  ['0.0m', '0'],
  ['1', '1'],
  ['+5', '5'],
  ['0005', '5'],
  ['1.', '1'],
  ['.5', '500m'],
  ['0.5', '500m'],
  ['-0.5', '-500m'],
  ['1.500', '1500m'],
  ['1000', '1k'],
  ['1500', '1500'],
  ['100000', '100k'],
  ['1000m', '1'],
  ['1100m', '1100m'],
  ['2000m', '2'],
  ['0.1k', '100'],
  ['1024Mi', '1Gi'],
  ['1536Mi', '1536Mi'],
  ['1.5Gi', '1536Mi'],
  ['512Ki', '512Ki'],
  ['1Ki', '1Ki'],
  ['1048576Ki', '1Gi'],
  ['0.5Ki', '512'],
  ['1.953125Ki', '2k'],
  ['0.125Ki', '128'],
  ['0.0009765625Ki', '1'],
  ['0.0001Ki', '102400u'],
  ['1e3', '1e3'],
  ['1E3', '1e3'],
  ['1e4', '10e3'],
  ['2000e0', '2e3'],
  ['12e-5', '120e-6'],
  ['5e0', '5'],
  ['0.0000000001', '1n'],
  ['-0.0000000001', '-1n'],
  ['1.0000000001', '1000000001n'],
  ['9223372036854775807', '9223372036854775807'],
  ['99999999999999999999', '99999999999999999999'],
  ['99999999Ei', '9223372036854775807'],
  ['7Ei', '7Ei'],
  ['1E', '1E'],
];

it.each(CANONICAL)('writes %s as %s', (written, canonical) => {
  expect(canonicalQuantity(written)).toBe(canonical);
});

it.each([
  '',
  ' ',
  '.',
  '-',
  'Gi',
  'abc',
  '1.2.3',
  '1 Gi',
  ' 1Gi',
  '1gi',
  '1Kb',
  '1K',
  '1KiB',
  '1e',
  '1e1.5',
  '0x10',
  '1,5',
  '--1',
  '1mi',
  '1e500',
  '1_000',
])('refuses %p', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
  expect(canonicalQuantity(text)).toBeUndefined();
});

const quantities = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.oneof(fc.nat(5000).map(String), fc.bigInt({ min: 0n, max: 10n ** 21n }).map(String)),
    fc.constantFrom('', '.', '.0', '.5', '.25', '.000', '.0000000001', '.9765625'),
    fc.constantFrom(
      '',
      'n',
      'u',
      'm',
      'k',
      'M',
      'G',
      'T',
      'P',
      'E',
      'Ki',
      'Mi',
      'Gi',
      'Ti',
      'Pi',
      'Ei',
      'e3',
      'E-4',
      'e+11',
      'e0',
    ),
  )
  .map((parts) => parts.join(''));

it('keeps the value, and a canonical form as it is', () => {
  fc.assert(
    fc.property(quantities, (text) => {
      const canonical = canonicalQuantity(text)!;
      expect(canonicalQuantity(canonical)).toBe(canonical);
      expect(compareQuantities(parse(text), parse(canonical))).toBe(0);
      expect(canonical).toMatch(/^-?\d+(?:[numkMGTPE]|[KMGTPE]i|e-?\d+)?$/);
    }),
    { numRuns: 1000 },
  );
});

it('compares across formats', () => {
  expect(compareQuantities(parse('1Gi'), parse('1G'))).toBeGreaterThan(0);
  expect(compareQuantities(parse('0.1'), parse('100m'))).toBe(0);
  expect(compareQuantities(parse('999Mi'), parse('1Gi'))).toBeLessThan(0);
});

it('adds and multiplies exactly, in the format of the first', () => {
  expect(formatQuantity(addQuantities(parse('512Mi'), parse('512Mi')))).toBe('1Gi');
  expect(formatQuantity(addQuantities(parse('0'), parse('1Gi')))).toBe('1Gi');
  expect(formatQuantity(addQuantities(parse('0.1'), parse('0.2')))).toBe('300m');
  expect(formatQuantity(multiplyQuantity(parse('100m'), 30))).toBe('3');
  expect(formatQuantity(multiplyQuantity(parse('768Mi'), 4))).toBe('3Gi');
  expect(formatQuantity(multiplyQuantity(parse('7Gi'), 0))).toBe('0');
  expect(() => multiplyQuantity(parse('1'), 1.5)).toThrow(RangeError);
});

it('agrees with whole numbers', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.integer({ min: -1000, max: 1000 }), (a, b, factor) => {
      const [left, right] = [parse(String(a)), parse(String(b))];
      expect(Math.sign(compareQuantities(left, right))).toBe(Math.sign(a - b));
      expect(compareQuantities(addQuantities(left, right), parse(String(a + b)))).toBe(0);
      expect(compareQuantities(multiplyQuantity(left, factor), parse(String(BigInt(a) * BigInt(factor))))).toBe(0);
    }),
  );
});

it('counts whole bytes, and has one answer for what is not a quantity', () => {
  expect(['1Ki', '1k', 512, '1500m'].map(bytesOf)).toEqual([1024, 1000, 512, 1]);
  expect(['', 'much', '1 Gi', undefined, null, {}, NaN].map(bytesOf)).toEqual(Array(7).fill(undefined));
});
