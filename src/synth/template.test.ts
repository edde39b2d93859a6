import fc from 'fast-check';
import { diff } from '../model/diff';
import type { Json } from '../model/json';
import type { MatrixEntry } from '../model/matrix';
import { absent } from '../model/varying';
import { instantiate } from './instantiate';
import { matrixOf } from './matrix';
import { build } from './template';
import { CONTEXT, EACH, plain, reading, sorted, varied, vary } from './trees.test-support';

const built = (tree: unknown) => build(tree, CONTEXT)!;
const instances = (tree: unknown) => EACH.map((environment) => instantiate(built(tree), environment));
const matrix = (tree: unknown) => matrixOf({ file: 'f', template: built(tree), presence: undefined, deviations: [] });
const listed = (entries: readonly MatrixEntry[]) =>
  entries.map(({ path, origin, values }) => `${path} ${origin} ${values.map(sorted).join(' | ')}`).sort();

describe('a template', () => {
  it('instantiates to what stands in each environment', () => {
    fc.assert(
      fc.property(varied, (tree) => {
        for (const environment of EACH)
          expect(sorted(instantiate(built(tree), environment))).toBe(sorted(reading(tree, environment)));
      }),
      { numRuns: 500 },
    );
  });

  it('and its matrix do not depend on where in the tree the values vary', () => {
    fc.assert(
      fc.property(varied, (tree) => {
        const atRoot = {
          node: vary(
            ...(EACH.map((environment) => (reading(tree, environment) as { node: Json }).node) as [Json, Json, Json]),
          ),
        };
        expect(listed(matrix(tree))).toEqual(listed(matrix(atRoot)));
        expect(sorted(built(tree))).toBe(sorted(built(atRoot)));
      }),
      { numRuns: 500 },
    );
  });

  it('has no slot without a difference', () => {
    fc.assert(
      fc.property(plain, (tree) => {
        expect(matrix({ node: vary(tree, tree, tree) })).toEqual([]);
        expect(built({ node: tree })).toEqual({ node: tree });
      }),
    );
  });
});

describe('the matrix', () => {
  it('is, for each pair of environments, the difference of what is written for them', () => {
    fc.assert(
      fc.property(varied, (tree) => {
        const own = instances(tree);
        const entries = matrix(tree);
        for (const [a, b] of [
          [0, 1],
          [0, 2],
          [1, 2],
        ] as const) {
          const actual = diff(own[a], own[b]).map(
            ({ path, before, after }) => `${path}: ${sorted(before)} -> ${sorted(after)}`,
          );
          expect(predicted(entries, own, a, b).sort()).toEqual(actual.sort());
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a scalar', { replicas: vary(1, 2, 2) }, ['replicas value 1 | 2 | 2']],
    ['an optional scalar', { a: vary(absent, absent, 'x') }, ['a value undefined | undefined | "x"']],
    [
      'an optional map',
      { a: vary(absent, { b: 1 }, { b: 2 }) },
      ['a presence undefined | true | true', 'a.b value undefined | 1 | 2'],
    ],
    [
      'a variable of one environment',
      { env: [{ name: 'A', value: '1' }, vary({ name: 'B', value: '2' }, absent, absent)] },
      ['env[name=B] presence true | undefined | undefined'],
    ],
    [
      'a list in another order',
      { env: vary([{ name: 'A' }, { name: 'B' }], [{ name: 'B' }, { name: 'A' }], [{ name: 'A' }]) },
      ['env value [{"name":"A"},{"name":"B"}] | [{"name":"B"},{"name":"A"}] | [{"name":"A"}]'],
    ],
    ['a keyless list of one length', { args: ['a', vary('b', 'c', 'c')] }, ['args[1] value "b" | "c" | "c"']],
    [
      'a keyless list of two lengths',
      { args: vary(['a'], ['a', 'b'], ['a']) },
      ['args value ["a"] | ["a","b"] | ["a"]'],
    ],
    [
      'a port that varies, which is what ports are told apart by',
      { ports: [{ name: 'http', containerPort: vary(3000, 4000, 4000) }] },
      [
        'ports[containerPort=3000] presence true | undefined | undefined',
        'ports[containerPort=4000] presence undefined | true | true',
      ],
    ],
    [
      'one port of two protocols',
      { ports: [{ containerPort: 53, protocol: 'TCP' }, vary(absent, { containerPort: 53, protocol: 'UDP' }, absent)] },
      ['ports[containerPort=53,protocol=UDP] presence undefined | true | undefined'],
    ],
    [
      'a volume by its name',
      { volumes: [{ name: 'tmp', emptyDir: { sizeLimit: vary('1Mi', '2Mi', '3Mi') } }] },
      ['volumes[name=tmp].emptyDir.sizeLimit value "1Mi" | "2Mi" | "3Mi"'],
    ],
    [
      'a mount by its path',
      { volumeMounts: [{ name: 'tmp', mountPath: '/a', readOnly: vary(true, false, false) }] },
      ['volumeMounts[mountPath=/a].readOnly value true | false | false'],
    ],
    [
      'a label whose key has dots',
      { labels: { 'a.b/c': vary('1', '2', '2') } },
      ['labels["a.b/c"] value "1" | "2" | "2"'],
    ],
    ['another kind of value', { v: vary({ a: 1 }, [1], 'x') }, ['v value {"a":1} | [1] | "x"']],
    [
      'an empty map that only one has',
      { emptyDir: vary({}, absent, absent) },
      ['emptyDir presence true | undefined | undefined'],
    ],
  ])('names %s', (_, tree, expected) => {
    expect(listed(matrix(tree))).toEqual([...expected].sort());
  });
});

/** What the matrix says about a pair, in the words of `diff`. */
function predicted(
  entries: readonly MatrixEntry[],
  own: readonly (Json | undefined)[],
  a: number,
  b: number,
): string[] {
  const absentBelow = entries
    .filter(({ origin, values }) => origin === 'presence' && values[a] !== values[b])
    .map(({ path }) => path);
  return entries.flatMap(({ path, origin, values }) => {
    if (absentBelow.some((above) => path !== above && path.startsWith(above) && '.['.includes(path[above.length]!)))
      return [];
    if (origin === 'presence') {
      if (values[a] === values[b]) return [];
      return diff(own[a], own[b])
        .filter((change) => change.path === path)
        .map(({ before, after }) => `${path}: ${sorted(before)} -> ${sorted(after)}`);
    }
    const field = /([A-Za-z]+)$/.exec(path)?.[1] ?? /\["(.*)"\]$/.exec(path)?.[1] ?? '';
    return diff(values[a], values[b], path, field).map(
      (change) => `${change.path}: ${sorted(change.before)} -> ${sorted(change.after)}`,
    );
  });
}
