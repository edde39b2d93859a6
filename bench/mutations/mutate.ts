/** Random mutations of a world, one after the other, each a change of one place of one object. */
import { GROUPS } from './kinds';
import type { Change, Kind, Surroundings } from './kind';
import type { Trail } from './edit';
import { randomFrom } from './random';
import { rankOf } from '../../src/inspect/parity/environment-names';
import type { JsonObject } from '../../src/model/json';
import type { Loaded, World } from './world';

export interface Mutation extends Change {
  readonly kind: string;
  readonly object: Loaded;
  readonly trail: Trail;
}

/** @param seed the same one gives the same mutations */
export function* mutationsOf(world: World, count: number, seed: number, only = ''): Generator<Mutation> {
  const random = randomFrom(seed);
  const around = surroundingsOf(world);
  const groups = GROUPS.map((group) => group.filter(({ name }) => name.includes(only))).filter(
    (group) => group.length > 0,
  );
  const sites = new Map<Kind, readonly (readonly [Loaded, readonly Trail[]])[]>();
  for (let made = 0, failed = 0; made < count && failed < 100 * count;) {
    const kind = random.pick(random.pick(groups));
    let there = sites.get(kind);
    if (there === undefined) {
      there = world.objects.flatMap((object) => {
        const own = kind.sites(object, around);
        return own.length === 0 ? [] : [[object, own] as const];
      });
      sites.set(kind, there);
    }
    const mutation = there.length === 0 ? undefined : mutate(kind, random.pick(there), random, around);
    if (mutation === undefined) failed++;
    else {
      made++;
      yield mutation;
    }
  }
}

function mutate(
  kind: Kind,
  [object, trails]: readonly [Loaded, readonly Trail[]],
  random: ReturnType<typeof randomFrom>,
  around: Surroundings,
): Mutation | undefined {
  const trail = random.pick(trails);
  const change = kind.change(object, trail, random, around);
  return change === undefined ? undefined : { trail, ...change, kind: kind.name, object };
}

function surroundingsOf({ objects, platforms }: World): Surroundings {
  const names = new Map<string, Set<string>>();
  const twins = new Map<Loaded, readonly JsonObject[]>();
  const byPath = new Map(objects.map((object) => [object.path, object]));
  const environments = new Map(
    [...platforms].map(([platform, own]) => [platform, [...new Set(own.map(({ environment }) => environment))]]),
  );
  for (const object of objects) {
    const key = `${object.platform}/${object.environment}`;
    names.set(key, (names.get(key) ?? new Set()).add(object.name));
    const others = environments.get(object.platform)!.filter((environment) => environment !== object.environment);
    // a file whose object is named after the environment has the name of its construct
    const same = others.map((environment) =>
      byPath.get(object.path.replace(`/${object.environment}/`, `/${environment}/`)),
    );
    twins.set(object, same.some((one) => one === undefined) ? [] : same.map((one) => one!.audited.json));
  }
  const first = new Map(
    [...environments].map(([platform, own]) => [platform, [...own].sort((a, b) => rankOf(a) - rankOf(b))[0]]),
  );
  const images = new Map<string, number>();
  for (const { platform, environment, audited } of objects) {
    for (const [, image] of JSON.stringify(audited.json).matchAll(/"image":"([^"]+)"/g)) {
      const key = `${platform}/${environment} ${image!}`;
      images.set(key, (images.get(key) ?? 0) + 1);
    }
  }
  return {
    images: ({ platform, environment }, image) => images.get(`${platform}/${environment} ${image}`) ?? 0,
    isFirst: ({ platform, environment }) => first.get(platform) === environment,
    names: ({ platform, environment }) => names.get(`${platform}/${environment}`)!,
    twins: (object) => twins.get(object)!,
  };
}
