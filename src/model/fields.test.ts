import fc from 'fast-check';
import { EACH, reading, sorted, vary } from '../synth/trees.test-support';
import { Expression } from './expression';
import { normalize } from './fields';
import { absent, isVarying } from './varying';

/** As props have it, a key holds one kind of value: `a` and `b` scalars, `m` and `n` maps. */
const leaf = fc.oneof(fc.integer(), fc.constantFrom('x', 'y'));
const one = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.tuple(arbitrary, arbitrary, arbitrary).map((values) => vary(...values));
const props = fc.letrec<{ map: object; maps: unknown }>((tie) => ({
  map: fc.record(
    {
      a: fc.oneof(leaf, one(leaf)),
      b: fc.oneof(leaf, one(fc.oneof(leaf, fc.constant(absent)))),
      m: tie('maps'),
      n: tie('maps'),
    },
    { requiredKeys: ['a'], noNullPrototype: true },
  ),
  maps: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'maps' },
    fc.constant({ a: 1 }),
    tie('map'),
    one(tie('map')),
    one(fc.oneof(tie('map'), fc.constant(absent))),
  ),
})).map;

/** Maps that hold nothing say nothing. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutEmpty(inner)] as const);
  return Object.fromEntries(
    entries.filter(([, inner]) => !(typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0)),
  );
}

it('normal props say the same in each environment, and no map of them varies as a whole', () => {
  fc.assert(
    fc.property(props, (given) => {
      const normal = normalize(given);
      for (const environment of EACH)
        expect(sorted(withoutEmpty(reading(normal, environment)))).toBe(
          sorted(withoutEmpty(reading(given, environment))),
        );
      expectPushedDown(normal);
    }),
    { numRuns: 500 },
  );
});

function expectPushedDown(value: unknown): void {
  if (isVarying(value)) {
    for (const own of value.values) expect(isVarying(own)).toBe(false);
    for (const own of value.values) expect(own === absent || typeof own !== 'object').toBe(true);
  } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(expectPushedDown);
}

it('what passes whole stays as it is', () => {
  const url = new Expression(['a']);
  const make = () => 1;
  expect(normalize({ url, make, list: [url] })).toEqual({ url, make, list: [url] });
  expect((normalize({ url }) as { url: unknown }).url).toBe(url);
});
