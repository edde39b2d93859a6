import fc from 'fast-check';
import { environmentOf } from './examples/environment';
import { EXAMPLES } from './examples';
import { compareEnvironments, inspectEnvironments } from '.';
import { RULES } from './best-practices';
import type { Json, JsonObject } from '../model/json';
import type { InspectedEnvironment } from './types';

const environments = [
  ...Object.entries(EXAMPLES)
    .filter(([code]) => code !== 'LS669')
    .map(([, { good }]) => good),
  ...RULES.map(({ bad }) => bad),
].map((yaml) => environmentOf(yaml));
const junk = fc.oneof(
  fc.constantFrom(
    null,
    '',
    '/',
    '[',
    -1,
    0,
    1.5,
    true,
    [],
    {},
    [null],
    [{}],
    { name: null },
    { a: [] },
    '$(',
    '*',
    '__proto__',
    'constructor',
  ),
  fc.jsonValue(),
);

/** Replaces the node that `pick` leads to, counted over the whole tree. */
function replaced(node: Json, pick: number, value: unknown): { readonly node: Json; readonly left: number } {
  if (pick === 0) return { node: value as Json, left: -1 };
  let left = pick - 1;
  if (typeof node !== 'object' || node === null) return { node, left };
  const visit = (inner: Json): Json => {
    if (left < 0) return inner;
    const result = replaced(inner, left, value);
    left = result.left;
    return result.node;
  };
  if (Array.isArray(node)) return { node: (node as readonly Json[]).map(visit), left };
  return { node: Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, visit(inner)])), left };
}

it('says something about any object, and never fails on one', () => {
  fc.assert(
    fc.property(
      fc.nat(environments.length - 1),
      fc.nat(3),
      fc.integer({ min: 1, max: 60 }),
      junk,
      (which, object, place, value) => {
        const environment = environments[which]!;
        const objects = environment.objects.map((own, index) =>
          index === object % environment.objects.length
            ? { ...own, json: replaced(own.json, place, value).node as JsonObject }
            : own,
        );
        const changed: InspectedEnvironment = { ...environment, environment: 'changed', objects };
        expect(Array.isArray(inspectEnvironments([environment, changed], [], { bestPractices: true }))).toBe(true);
        expect(compareEnvironments(changed, changed)).toEqual([]);
      },
    ),
    { numRuns: 1500 },
  );
});

it.each(['constructor', '__proto__', 'toString'])('takes kind %s for one that it does not know', (kind) => {
  const named = { apiVersion: 'v1', kind, metadata: { name: 'a' } };
  const environment = {
    platform: 'shop',
    environment: 'dev',
    provided: [],
    objects: [{ json: named, file: 'a.yaml' }],
  };
  expect(inspectEnvironments([environment], [])).toEqual([]);
});
