import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { isEqual } from './equal';

it('is what node says of JSON', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(isEqual(a, JSON.parse(JSON.stringify(a)))).toBe(true);
      expect(isEqual(a, b)).toBe(
        isDeepStrictEqual(a, b) || (Object.is(a, -0) && b === 0) || (a === 0 && Object.is(b, -0)),
      );
    }),
  );
});

it('tells lists from maps, nothing from null, and absent keys from others', () => {
  expect(isEqual([], {})).toBe(false);
  expect(isEqual(undefined, null)).toBe(false);
  expect(isEqual({ a: undefined }, { b: undefined })).toBe(false);
  expect(isEqual({ a: 1, b: [NaN] }, { b: [NaN], a: 1 })).toBe(true);
});

it('compares what is not data by identity', () => {
  class Named {
    constructor(readonly name: string) {}
  }
  const named = new Named('a');
  expect(isEqual([named], [named])).toBe(true);
  expect(isEqual([named], [new Named('a')])).toBe(false);
});
