import { JOBS } from './examples/jobs.test-support';
import { PLATFORMS } from './examples/platforms.test-support';
import { SERVICES } from './examples/services.test-support';
import { STORES } from './examples/stores.test-support';
import { propMapsOf } from './proof.test-support';

/** What the platform of every example has. */
const OF_EVERY_PLATFORM: ReadonlySet<string> = new Set(['environments', 'edition', 'owner']);

test('every prop has a value in an example', () => {
  const maps = [...SERVICES, ...JOBS, ...STORES, ...PLATFORMS].flatMap(propMapsOf);
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
