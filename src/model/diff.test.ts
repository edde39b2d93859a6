import fc from 'fast-check';
import { diff } from './diff';
import { childPath, elementKey, listKey } from './paths';
import { choose, nearest } from './nearest';
import { plain, sorted } from '../synth/trees.test-support';

describe('diff', () => {
  it('of equal data is empty, whatever the order of keys', () => {
    fc.assert(fc.property(plain, (value) => expect(diff(value, JSON.parse(sorted(value)))).toEqual([])));
  });

  it('of different data is not', () => {
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        expect(diff(one, other).length > 0).toBe(sorted(one) !== sorted(other));
      }),
    );
  });

  it('is the same in both directions', () => {
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        const there = diff(one, other).map(({ path, before, after }) => `${path} ${sorted(before)} ${sorted(after)}`);
        const back = diff(other, one).map(({ path, before, after }) => `${path} ${sorted(after)} ${sorted(before)}`);
        expect(there.sort()).toEqual(back.sort());
      }),
    );
  });

  it.each<[string, unknown, unknown, string[]]>([
    ['maps by key', { a: 1, b: 2 }, { a: 1, b: 3, c: 4 }, ['b: 2 -> 3', 'c: undefined -> 4']],
    [
      'elements by key',
      { env: [{ name: 'A', value: '1' }] },
      { env: [{ name: 'B' }, { name: 'A', value: '2' }] },
      ['env[name=A].value: "1" -> "2"', 'env[name=B]: undefined -> {"name":"B"}'],
    ],
    [
      'a list in another order as a whole',
      { env: [{ name: 'A' }, { name: 'B' }] },
      { env: [{ name: 'B' }, { name: 'A' }] },
      ['env: [{"name":"A"},{"name":"B"}] -> [{"name":"B"},{"name":"A"}]'],
    ],
    ['keyless lists of one length by position', { args: ['a', 'b'] }, { args: ['a', 'c'] }, ['args[1]: "b" -> "c"']],
    ['keyless lists of two lengths as a whole', { args: ['a'] }, { args: ['a', 'c'] }, ['args: ["a"] -> ["a","c"]']],
    [
      'an empty list and a keyed one by element',
      { env: [] },
      { env: [{ name: 'A' }] },
      ['env[name=A]: undefined -> {"name":"A"}'],
    ],
    ['an absent map as a whole', {}, { a: { b: 1 } }, ['a: undefined -> {"b":1}']],
    ['a key that objects inherit', JSON.parse('{"__proto__":1}'), {}, ['__proto__: 1 -> undefined']],
  ])('names %s', (_, before, after, expected) => {
    expect(
      diff(before as never, after as never)
        .map((change) => `${change.path}: ${sorted(change.before)} -> ${sorted(change.after)}`)
        .sort(),
    ).toEqual(expected);
  });
});

describe('paths', () => {
  it.each<[string, unknown[], string | undefined]>([
    ['env', [{ name: 'A' }, { name: 'B' }], 'name'],
    ['env', [{ name: 'A' }, { name: 'A' }], undefined],
    ['env', [{ name: 'A' }, { value: 'A' }], undefined],
    ['env', ['A'], undefined],
    ['env', [{ name: { a: 1 } }], undefined],
    [
      'ports',
      [
        { containerPort: 80, name: 'a' },
        { containerPort: 81, name: 'b' },
      ],
      'containerPort,protocol',
    ],
    [
      'ports',
      [
        { port: 53, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
      ],
      'port,protocol',
    ],
    ['ports', [{ port: 53 }, { port: 53 }], undefined],
    ['rules', [{ host: 'a' }, { host: 'b' }], 'host'],
    ['egress', [{ name: 'a' }], undefined],
    ['constructor', [{ name: 'a' }], 'name'],
  ])('elements of %s %j are told apart by %s', (field, elements, expected) => {
    expect(listKey(field, elements)?.join()).toBe(expected);
  });

  it('name elements and keys', () => {
    expect(elementKey(['port', 'protocol'], { port: 80, protocol: 'TCP' })).toBe('port=80,protocol=TCP');
    expect(elementKey(['port', 'protocol'], { port: 80 })).toBe('port=80');
    expect(childPath('metadata.labels', 'app.kubernetes.io/name')).toBe('metadata.labels["app.kubernetes.io/name"]');
    expect(childPath('', 'a')).toBe('a');
    expect(childPath('a', '')).toBe('a[""]');
    expect(childPath('a', 'b"c')).toBe('a["b\\"c"]');
  });
});

describe('nearest', () => {
  it.each([
    ['replica', ['replicas', 'resources'], 'replicas'],
    ['ulr', ['url', 'uri'], 'url'],
    ['IMAGE', ['image'], 'image'],
    ['xyz', ['image', 'port'], undefined],
    ['a', ['b'], 'b'],
    ['', ['port'], undefined],
  ])('to %s among %j is %s', (written, choices, expected) => {
    expect(nearest(written, choices)).toBe(expected);
  });

  it('says what is valid', () => {
    expect(choose('prt', ['port', 'name'])).toBe('Did you mean "port"? Valid: "port", "name".');
    expect(
      choose(
        'zzz',
        Array.from({ length: 14 }, (_, index) => `choice-${index}`),
      ),
    ).toMatch(/^Valid: "choice-0", .*"choice-11" and 2 more\.$/);
    expect(choose('x', [])).toBe('There are no valid choices.');
  });
});
