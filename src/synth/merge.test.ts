import fc from 'fast-check';
import type { Json } from '../model/json';
import { instantiate } from './instantiate';
import { commonOrder, merge } from './merge';
import { EACH, plain, sorted } from './trees.test-support';

const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
const isPartOf = (part: readonly string[], whole: readonly string[]) =>
  part.every((key) => whole.includes(key)) && whole.filter((key) => part.includes(key)).join() === part.join();

describe('merge', () => {
  it('gives a template that instantiates to what was merged', () => {
    fc.assert(
      fc.property(
        fc.tuple(...EACH.map(() => fc.option(plain, { nil: undefined }))),
        fc.constantFrom('env', 'ports', 'metrics', ''),
        (values, field) => {
          const template = merge(values, field);
          expect(
            EACH.map((index) => sorted(template === undefined ? undefined : instantiate(template, index))),
          ).toEqual(values.map(sorted));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives the data itself where all environments have the same', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const copies = EACH.map(() => structuredClone(value) as Json);
        expect(merge(copies, 'env')).toBe(copies[0]);
      }),
    );
  });

  it('gives nothing where no environment has anything', () => {
    expect(merge([undefined, undefined], 'env')).toBeUndefined();
  });
});

describe('commonOrder', () => {
  it('has every given order as a part of it, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 4 }), (orders) => {
        const common = commonOrder(orders);
        if (common === undefined) return;
        expect([...common].sort()).toEqual([...new Set(orders.flat())].sort());
        for (const order of orders) expect(isPartOf(order, common)).toBe(true);
      }),
    );
  });

  it('is found for parts of one order', () => {
    fc.assert(
      fc.property(keys, fc.array(fc.func(fc.boolean()), { maxLength: 3 }), (whole, choose) => {
        const parts = choose.map((keeps) => whole.filter((key) => keeps(key)));
        expect(commonOrder(parts)).toBeDefined();
        expect(commonOrder([...parts, whole])).toEqual(whole);
      }),
    );
  });

  it.each([
    [
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      undefined,
    ],
    [
      [
        ['a', 'b', 'c'],
        ['c', 'a'],
      ],
      undefined,
    ],
    [
      [
        ['a', 'c'],
        ['a', 'b', 'c'],
      ],
      ['a', 'b', 'c'],
    ],
    [
      [['b'], ['a', 'b', 'c'], []],
      ['a', 'b', 'c'],
    ],
    [
      [['a'], ['b'], ['a', 'b']],
      ['a', 'b'],
    ],
    [
      [['b'], ['a'], ['b', 'a']],
      ['b', 'a'],
    ],
    [
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
      ],
      undefined,
    ],
    [[], []],
  ])('of %j is %j', (orders, expected) => {
    expect(commonOrder(orders)).toEqual(expected);
  });
});
