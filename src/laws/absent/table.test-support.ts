/**
 * What is absent in an environment counts as not given there, and a map that varies as each of its fields: for every prop of
 * every construct, at every depth. A new prop needs a value in an example.
 */
import { KNOWN } from './known.test-support';
import { prove, type Example, type Proof, type Refusal } from './proof.test-support';
import { REFUSED } from './refused.test-support';

/** Where one of these is absent, so is the map around it: a destination that is absent means no backup. */
const DECIDE_THEIR_MAP = ['backup.destination', 'recovery.destination'];
const MOST_TIME = 120_000;

const REFUSALS = new Map(
  Object.entries(REFUSED).flatMap(([refusal, places]) => places.map((place) => [place, refusal as Refusal])),
);

function refusalOf(example: string, place: string): Refusal | undefined {
  const general = place.replace(/\[\d+\]/g, '[]');
  return REFUSALS.get(`${example}: ${place}`) ?? REFUSALS.get(`${example}: ${general}`) ?? REFUSALS.get(general);
}

/** Tests that prove it of examples. */
export function absentIsNotGiven(examples: readonly Example[]): void {
  describe.each(examples.map((own) => [own.name, own] as const))('%s', (name, example) => {
    const known = KNOWN[name] ?? [];
    let proof: Proof;
    beforeAll(() => {
      proof = prove(example, {
        refusalOf: (place) => refusalOf(name, place),
        isKnown: (place) => known.includes(place),
        decidesItsMap: (place) => DECIDE_THEIR_MAP.includes(place),
      });
    }, MOST_TIME);

    it('makes of an absent value what it makes of none', () => {
      expect(Object.fromEntries(Object.entries(proof.wrong).filter(([place]) => !known.includes(place)))).toEqual({});
    });

    it('lists no known mistake that is corrected', () => {
      expect(known.filter((place) => proof.wrong[place] === undefined)).toEqual([]);
    });

    it('rejects what cannot be absent, or cannot vary', () => {
      const expected = proof.places.map((place) => [place, refusalOf(name, place)] as const);
      expect(proof.refused).toEqual(Object.fromEntries(expected.filter(([, refusal]) => refusal !== undefined)));
    });
  });
}
