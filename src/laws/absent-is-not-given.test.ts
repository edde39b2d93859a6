/**
 * What is absent in an environment counts as not given there, and a map that varies as each of its fields: for every prop of
 * every construct, at every depth. A new prop needs a value in an example.
 */
import { JOBS } from './absent/examples/jobs.test-support';
import { PLATFORMS } from './absent/examples/platforms.test-support';
import { SERVICES } from './absent/examples/services.test-support';
import { STORES } from './absent/examples/stores.test-support';
import { KNOWN } from './absent/known.test-support';
import { prove, type Proof, type PropMap, type Refusal } from './absent/proof.test-support';
import { REFUSED } from './absent/refused.test-support';

const EXAMPLES = [...SERVICES, ...JOBS, ...STORES, ...PLATFORMS];
/** Where one of these is absent, so is the map around it: a destination that is absent means no backup. */
const DECIDE_THEIR_MAP = ['backup.destination', 'recovery.destination'];
/** What the platform of every example has. */
const OF_EVERY_PLATFORM: ReadonlySet<string> = new Set(['environments', 'edition', 'owner']);
const MOST_TIME = 120_000;

const REFUSALS = new Map(
  Object.entries(REFUSED).flatMap(([refusal, places]) => places.map((place) => [place, refusal as Refusal])),
);

function refusalOf(example: string, place: string): Refusal | undefined {
  const general = place.replace(/\[\d+\]/g, '[]');
  return REFUSALS.get(`${example}: ${place}`) ?? REFUSALS.get(`${example}: ${general}`) ?? REFUSALS.get(general);
}

const maps: PropMap[] = [];

describe.each(EXAMPLES.map((own) => [own.name, own] as const))('%s', (name, example) => {
  const known = KNOWN[name] ?? [];
  let proof: Proof;
  beforeAll(() => {
    proof = prove(example, {
      refusalOf: (place) => refusalOf(name, place),
      isKnown: (place) => known.includes(place),
      decidesItsMap: (place) => DECIDE_THEIR_MAP.includes(place),
    });
    maps.push(...proof.maps);
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

it('every prop has a value in an example', () => {
  const given = new Map<string, Set<string>>();
  for (const map of maps) {
    const shape = map.props.join();
    given.set(shape, new Set([...(given.get(shape) ?? []), ...map.given]));
  }
  const missing = maps.flatMap(({ place, props }) =>
    props
      .filter((prop) => given.get(props.join())?.has(prop) !== true && !OF_EVERY_PLATFORM.has(prop))
      .map((prop) => `${place}.${prop}`),
  );
  expect([...new Set(missing)]).toEqual([]);
});
