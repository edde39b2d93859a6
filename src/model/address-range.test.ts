import fc from 'fast-check';
import { BlockList, isIP } from 'node:net';
import { isStrictlyWithin, parseRange, textOfFour, textOfSix } from './address-range';
import { cidr } from './syntax';

describe('address ranges', () => {
  it.each([
    '10.0.0.0/8',
    '0.0.0.0/0',
    '::/0',
    'fd00::/8',
    '2001:db8::1/128',
    '::ffff:10.0.0.0/104',
    '1:2:3:4:5:6:7:8/128',
  ])('accepts %s', (written) => {
    expect(parseRange(written)?.aligned).toBe(true);
  });

  it.each([
    '10.0.0.0',
    '10.0.0/8',
    '10.0.0.256/8',
    '010.0.0.0/8',
    '10.0.0.0/33',
    '10.0.0.0/08',
    'fd00::/129',
    '1::2::3/64',
    '1:2:3:4:5:6:7/64',
    'fffff::/8',
    'api/8',
  ])('refuses %s', (written) => {
    expect(parseRange(written)).toBeUndefined();
  });

  it('compares whole ranges', () => {
    const within = (inner: string, outer: string) => isStrictlyWithin(parseRange(inner)!, parseRange(outer)!);
    expect(within('10.1.0.0/16', '10.0.0.0/8')).toBe(true);
    expect(within('169.254.169.254/32', '0.0.0.0/0')).toBe(true);
    expect(within('10.0.0.0/8', '10.0.0.0/8')).toBe(false);
    expect(within('10.0.0.0/8', '10.1.0.0/16')).toBe(false);
    expect(within('::/1', '0.0.0.0/0')).toBe(false);
    expect(parseRange('10.0.0.1/8')?.aligned).toBe(false);
  });
});

const four = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n });
const six = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  fc
    .array(fc.constantFrom(0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 })
    .map((groups) => groups.reduce<bigint>((sum, group) => sum * 65_536n + group, 0n)),
);

it('reads every address that it writes, with its prefix', () => {
  fc.assert(
    fc.property(four, six, fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 128 }), (a, b, short, long) => {
      const masked = (address: bigint, below: bigint) => address & ~((1n << below) - 1n);
      expect(parseRange(`${textOfFour(a)}/${short}`)).toMatchObject({
        version: 4,
        prefix: short,
        first: masked(a, BigInt(32 - short)),
      });
      expect(parseRange(`${textOfSix(b)}/${long}`)).toMatchObject({
        version: 6,
        prefix: long,
        first: masked(b, BigInt(128 - long)),
      });
    }),
  );
});

it('accepts the addresses that node accepts', () => {
  const piece = fc.constantFrom('0', '1', '10', '255', '256', 'ffff', 'g', '::', ':', '.', '01', '10.0.0.0');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const written = pieces.join('');
      expect(parseRange(`${written}/0`)?.version ?? 0).toBe(isIP(written));
    }),
    { numRuns: 2000 },
  );
});

it('agrees with node about what is within a range', () => {
  fc.assert(
    fc.property(four, four, fc.integer({ min: 0, max: 31 }), (a, b, prefix) => {
      const list = new BlockList();
      list.addSubnet(textOfFour(a), prefix);
      const [inner, outer] = [parseRange(`${textOfFour(b)}/32`)!, parseRange(`${textOfFour(a)}/${prefix}`)!];
      expect(isStrictlyWithin(inner, outer)).toBe(list.check(textOfFour(b)));
    }),
  );
});

it('is what props are checked by', () => {
  const isRefused = (written: string) => {
    const report = jest.fn();
    cidr(written, { path: 'cidrs', set: { names: ['dev'] }, report });
    return report.mock.calls.length > 0;
  };
  expect(['::ffff:10.0.0.0/104', '10.0.0.0/8', '10.0.0.0/08'].map(isRefused)).toEqual([false, false, true]);
});
