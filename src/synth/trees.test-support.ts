/** Random trees with varying values at any node, and the plain reading of them that synthesis is compared with. */
import fc from 'fast-check';
import type { Json } from '../model/json';
import { Absent, Varying, absent, isVarying } from '../model/varying';
import type { BuildContext } from './template';

export const SET = { names: ['dev', 'staging', 'prod'] };
export const CONTEXT: BuildContext = {
  set: SET,
  derive: () => {
    throw new Error('nothing is derived here');
  },
};
export const EACH = [0, 1, 2] as const;

export function vary(...values: readonly [unknown, unknown, unknown]): Varying<unknown> {
  return new Varying(SET, values);
}

const scalar = fc.oneof(fc.constantFrom('a', 'b', '', 'on', '1'), fc.integer({ min: -2, max: 3 }), fc.boolean());
const key = fc.constantFrom('name', 'value', 'env', 'ports', 'containers', 'rules', 'a.b', 'x', 'hosts', 'metrics');
const named = fc.constantFrom('a', 'b', 'c', 'd');

/** Trees of plain data. */
export const plain = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('node'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(named, tie('node')), { maxLength: 3, selector: ([name]) => name })
      .map((all) => all.map(([name, value]) => ({ name, value }))),
    fc
      .uniqueArray(
        fc.tuple(fc.integer({ min: 80, max: 82 }), fc.constantFrom('TCP', 'UDP'), fc.option(named, { nil: undefined })),
        {
          maxLength: 3,
          selector: ([port, protocol]) => `${port}${protocol}`,
        },
      )
      .map((all) =>
        all.map(([containerPort, protocol, name]) => ({
          containerPort,
          protocol,
          ...(name !== undefined && { name }),
        })),
      ),
  ) as fc.Arbitrary<Json>,
})).node;

/** Trees of maps at the root in which varying values and absent fields stand at any node. */
export const varied: fc.Arbitrary<unknown> = fc
  .letrec<{ node: unknown; removable: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalar,
      fc.dictionary(key, tie('removable'), { maxKeys: 4, noNullPrototype: true }),
      fc.array(tie('removable'), { maxLength: 3 }),
      fc
        .uniqueArray(fc.tuple(named, tie('removable')), { maxLength: 3, selector: ([name]) => name })
        .map((all) => all.map(([name, value]) => ({ name, value }))),
      fc.tuple(plain, plain, plain).map((values) => vary(...values)),
      fc.tuple(tie('node'), tie('node'), tie('node')).map((values) => vary(...values)),
    ),
    removable: fc.oneof(
      { weight: 4, arbitrary: tie('node') },
      {
        weight: 1,
        arbitrary: fc
          .tuple(...EACH.map(() => fc.oneof(plain, fc.constant(absent))))
          .map((values) => vary(...(values as [unknown, unknown, unknown]))),
      },
    ),
  }))
  .node.map((node) => ({ node }));

/** What stands in one environment, read without any template. */
export function reading(tree: unknown, environment: number): Json | undefined {
  if (isVarying(tree)) return reading(tree.values[environment], environment);
  if (tree instanceof Absent || tree === undefined) return undefined;
  if (Array.isArray(tree))
    return tree.map((element) => reading(element, environment)).filter((element) => element !== undefined);
  if (typeof tree === 'object' && tree !== null) {
    const entries = Object.entries(tree).map(([name, inner]) => [name, reading(inner, environment)] as const);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined)) as Json;
  }
  return tree as Json;
}

/** Text that is equal for equal data, whatever the order of keys. */
export function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? 'undefined'
  );
}
