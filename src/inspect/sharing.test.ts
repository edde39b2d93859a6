/** What environments share by reference is judged once; nothing may be found, or overlooked, because of that. */
import fc from 'fast-check';
import { inspectEnvironments, type InspectedEnvironment, type InspectedObject } from '.';
import { EXAMPLES } from './examples';
import { environmentOf } from './examples/environment';
import { RULES } from './best-practices';
import type { Json, JsonObject } from '../model/json';

const manifests = [...Object.values(EXAMPLES), ...RULES].flatMap(({ bad, good }) => [bad, good]);
const objectsOf = (yaml: string) => environmentOf(yaml).objects;
const environment = (name: string, objects: readonly InspectedObject[]): InspectedEnvironment => ({
  platform: 'shop',
  environment: name,
  objects,
  provided: [],
});
const inNamespace = (namespace: Json) => (object: InspectedObject) => ({
  ...object,
  json: { ...object.json, metadata: { ...(object.json['metadata'] as JsonObject), namespace } },
});

/** Findings of environments that share objects, and of copies that share nothing. */
function bothWays(...environments: readonly InspectedEnvironment[]) {
  const inspect = (all: readonly InspectedEnvironment[]) =>
    inspectEnvironments(all, undefined, { kubernetes: ['1.33'], bestPractices: true });
  // the copies come first, so that nothing that they find could be owed to what the others left behind
  const apart = inspect(environments.map((own) => JSON.parse(JSON.stringify(own)) as InspectedEnvironment));
  return [inspect(environments), apart] as const;
}

it('finds the same in namespaces that differ', () => {
  const namespaces = ['shop', 'default', 'kube-system', 'Not a name', 5];
  for (const yaml of manifests) {
    const objects = objectsOf(yaml);
    const [shared, apart] = bothWays(
      ...namespaces.map((namespace) => environment(String(namespace), objects.map(inNamespace(namespace)))),
    );
    expect(shared).toEqual(apart);
  }
});

it('finds the same when one environment differs from another in one place', () => {
  const choice = fc.record({
    yaml: fc.constantFrom(...manifests),
    steps: fc.array(fc.nat(), { minLength: 2, maxLength: 12 }),
    swap: fc.boolean(),
    value: fc.constantFrom<Json | undefined>(undefined, 'x', 0, true, {}),
  });
  fc.assert(
    fc.property(choice, ({ yaml, steps, swap, value }) => {
      const objects = objectsOf(yaml).map(inNamespace('shop'));
      const at = steps[0]! % objects.length;
      const changed = objects.map((object, index) =>
        index === at ? { ...object, json: changedAt(object.json, steps.slice(1), value) as JsonObject } : object,
      );
      const environments = [environment('dev', objects), environment('prod', changed.map(inNamespace('shop-prod')))];
      const [shared, apart] = bothWays(...(swap ? environments.reverse() : environments));
      expect(shared).toEqual(apart);
    }),
    { numRuns: 200 },
  );
});

/** The same with another value, or none, at one place; what lies aside of the way there is shared. */
function changedAt(node: Json, [step, ...rest]: readonly number[], value: Json | undefined): Json | undefined {
  if (step === undefined || typeof node !== 'object' || Object.keys(node).length === 0) return value;
  const keys = Object.keys(node);
  const key = keys[step % keys.length]!;
  const below = changedAt((node as JsonObject)[key]!, rest, value);
  if (Array.isArray(node))
    return (node as Json[]).flatMap((element, index) =>
      String(index) !== key ? [element] : below === undefined ? [] : [below],
    );
  return Object.fromEntries(
    Object.entries(node).flatMap(([own, child]) =>
      own !== key ? [[own, child]] : below === undefined ? [] : [[own, below]],
    ),
  );
}
