import { inspect } from 'node:util';
import fc from 'fast-check';
import { Expression, Reference } from './expression';
import { json, text } from './text';
import { Varying, absent, combine, derive, isVarying, valuesOf } from './varying';

const SET = { names: ['dev', 'prod'] };
const OTHER = { names: ['dev', 'prod'] };
const vary = <T>(dev: T, prod: T): Varying<T> => new Varying<T>(SET, [dev, prod]);
const values = (value: unknown) => (isVarying(value) ? value.values : value);
const loose = (value: unknown) => value as never;

const REFUSAL = (use: string) =>
  `A varying value (environments dev, prod) cannot be ${use}: it has one value per environment. ` +
  'Derive from it with `.map(value => …)` or `combine`, interpolate it with the `text` tag, build JSON with `json`.';
const TEXT = 'turned into text or compared';

describe('a varying value', () => {
  it.each<[string, (value: never) => unknown, string]>([
    ['a template literal', (value) => `${loose(value)}`, TEXT],
    ['addition', (value) => value + 1, TEXT],
    ['joining', (value) => 'a' + loose(value), TEXT],
    ['multiplication', (value) => loose(value) * 2, 'used as a number'],
    ['negation', (value) => -value, 'used as a number'],
    ['comparison', (value) => value < 3, 'used as a number'],
    ['loose equality with a value', (value) => value == 'x', TEXT],
    ['String()', (value) => String(value), TEXT],
    ['Number()', (value) => Number(value), 'used as a number'],
    ['toString()', (value) => (value as object).toString(), 'turned into text'],
    ['JSON.stringify', (value) => JSON.stringify({ deep: [value] }), 'turned into JSON'],
    ['spreading into a map', (value) => ({ ...(value as object) }), 'spread'],
    ['Object.assign', (value) => Object.assign({}, value), 'spread'],
    ['spreading into a list', (value) => [...(value as unknown[])], 'spread or iterated'],
    [
      'for … of',
      (value) => {
        for (const one of value as unknown[]) return one;
        return undefined;
      },
      'spread or iterated',
    ],
    [
      'destructuring as a list',
      (value) => {
        const [first] = value as unknown[];
        return first;
      },
      'spread or iterated',
    ],
    ['use as a key', (value) => ({ [loose(value)]: 1 }), TEXT],
    ['join of a list', (value) => [value, 'a'].join(), TEXT],
    ['Math', (value) => Math.max(value, 1), 'used as a number'],
    ['parseInt', (value) => parseInt(value, 10), TEXT],
    ['concatenation', (value) => 'a'.concat(value), TEXT],
    ['a regular expression', (value) => /x/.test(value), TEXT],
  ])('refuses %s', (_, use, message) => {
    for (const value of [vary('a', 'b'), vary(1, 2), vary({ a: 1 }, { a: 2 }), vary<unknown>(absent, 'b')])
      expect(() => use(loose(value))).toThrow(REFUSAL(message));
  });

  it('cannot be changed', () => {
    'use strict';
    expect(() => Object.assign(vary(1, 2), { values: [] })).toThrow(TypeError);
  });

  it('is shown by console.log with a value for each environment', () => {
    expect(inspect(vary<unknown>('a', absent))).toBe('vary({ dev: "a", prod: absent })');
    expect(inspect({ deep: vary<unknown>({ a: 1 }, 2) })).toContain('vary({ dev: {…}, prod: 2 })');
  });

  it('maps environment by environment, and leaves absent what is absent', () => {
    expect(valuesOf(vary(1, 2).map((own) => own * 10))).toEqual([10, 20]);
    const seen: unknown[] = [];
    expect(valuesOf(vary<unknown>(absent, 2).map((own) => seen.push(own)))).toEqual([absent, 1]);
    expect(seen).toEqual([2]);
  });
});

describe('derive and combine', () => {
  it('of values that do not vary do not vary', () => {
    expect(derive(2, (own) => own + 1)).toBe(3);
    expect(combine({ a: 1, b: 'x' }, ({ a, b }) => `${a}${b}`)).toBe('1x');
    expect(combine({}, () => 7)).toBe(7);
  });

  it('compute each environment from its own values', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer(), (one, two, same) => {
        expect(values(combine({ a: vary(one, two), b: same, c: vary(two, one) }, ({ a, b, c }) => [a, b, c]))).toEqual([
          [one, same, two],
          [two, same, one],
        ]);
      }),
    );
  });

  it('pass what is absent as undefined, and derive leaves it absent', () => {
    expect(values(combine({ a: vary<unknown>(absent, 'x'), b: absent }, (own) => [own.a, own.b]))).toEqual([
      [undefined, undefined],
      ['x', undefined],
    ]);
    expect(values(derive(vary<unknown>(absent, 1), () => 'seen'))).toEqual([absent, 'seen']);
  });

  it('refuse values of two sets of environments', () => {
    expect(() => combine({ a: vary(1, 2), b: new Varying(OTHER, [1, 2]) }, () => 0)).toThrow(
      'Values of two different sets of environments are combined: dev, prod and dev, prod. Use `vary`, `env` and `text` from a single `defineEnvironments` call.',
    );
  });
});

describe('text', () => {
  class Key extends Reference {
    describe() {
      return 'a key';
    }
  }

  it('interpolates what varies, and is plain where nothing does', () => {
    expect(text`a${1}b${true}c${'d'}`).toBe('a1btruecd');
    expect(values(text`https://${vary('x', 'y')}:${vary(1, 2)}/${'z'}`)).toEqual(['https://x:1/z', 'https://y:2/z']);
  });

  it('keeps references, in order, and joins expressions', () => {
    const key = new Key();
    const inner = text`user:${key}@${vary('a', 'b')}`;
    expect(inner).toBeInstanceOf(Expression);
    const outer = text`url=${inner}!` as Expression;
    expect(outer.references).toEqual([key]);
    expect(outer.parts.map(values)).toEqual(['url=', 'user:', key, '@', ['a', 'b'], '!']);
  });

  it.each<[unknown, string]>([
    [vary<unknown>('a', absent), '`text` interpolates strings, numbers and booleans, not absent.'],
    [absent, '`text` interpolates strings, numbers and booleans, not absent.'],
    [undefined, '`text` interpolates strings, numbers and booleans, not undefined.'],
    [null, '`text` interpolates strings, numbers and booleans, not null.'],
    [{ a: 1 }, '`text` interpolates strings, numbers and booleans, not object.'],
    [vary<unknown>('a', ['b']), '`text` interpolates strings, numbers and booleans, not object.'],
    [NaN, '`text` interpolates finite numbers, not NaN.'],
  ])('refuses what is no scalar: %#', (value, message) => {
    expect(() => text`a${value as string}`).toThrow(message);
  });

  it('refuses values of two sets', () => {
    expect(() => text`${vary('a', 'b')}${new Varying(OTHER, ['a', 'b'])}`).toThrow(
      'Values of two different sets of environments are combined',
    );
  });
});

describe('json', () => {
  const quote = 'say "hi"\n\\back\u2028';

  it('escapes what varies, leaves out what is absent, and keeps the order of keys', () => {
    const data = {
      z: vary(quote, 'b'),
      a: [1, vary<unknown>(absent, { deep: vary(1, 2) }), null],
      gone: vary<unknown>('x', absent),
      no: undefined,
    };
    expect(values(json(data))).toEqual([
      JSON.stringify({ z: quote, a: [1, null], gone: 'x' }),
      JSON.stringify({ z: 'b', a: [1, { deep: 2 }, null] }),
    ]);
  });

  it('reads back as what went in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, two) => {
        expect(json(one)).toBe(JSON.stringify(one));
        expect(values(json({ data: vary<unknown>(one, two) }))).toEqual([
          JSON.stringify({ data: one }),
          JSON.stringify({ data: two }),
        ]);
      }),
    );
  });

  it('holds maps without a prototype, and keys that objects inherit', () => {
    expect(json(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
    expect(json(Object.assign(Object.create(null) as object, { a: 1 }))).toBe('{"a":1}');
  });

  const circular: Record<string, unknown> = {};
  circular.again = [circular];
  it.each<[unknown, string]>([
    [{ a: [NaN] }, 'json.a[0]: JSON has no NaN.'],
    [{ a: vary<unknown>(1, Infinity) }, 'json.a: JSON has no Infinity.'],
    [{ a: new Date() }, 'json.a: JSON cannot represent Date.'],
    [{ a: new Expression([]) }, 'json.a: JSON cannot represent Expression.'],
    [() => 1, 'json: JSON cannot represent function.'],
    [{ a: 1n }, 'json.a: JSON cannot represent bigint.'],
    [[undefined], 'json[0]: JSON cannot represent undefined. Remove the element, or use `absent`.'],

    [[1, , 2], 'json[1]: JSON cannot represent undefined. Remove the element, or use `absent`.'],
    [circular, 'json: the data contains itself.'],
    [absent, 'json: the document is absent; use `.map(json)` on a varying value if an entire document can be absent.'],
    [{ a: vary(1, 2), b: new Varying(OTHER, [1, 2]) }, 'Values of two different sets of environments are combined'],
  ])('refuses what JSON cannot hold: %#', (data, message) => {
    expect(() => json(data)).toThrow(message);
  });
});
