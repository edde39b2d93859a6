import { CODES, codeOf, type Code } from '.';
import type { CodeEntry } from './entry';

const TABLE = Object.entries<CodeEntry>(CODES) as [Code, CodeEntry][];

test('slugs are in kebab case, and each slug and title is used once', () => {
  for (const [, { slug }] of TABLE) expect(slug).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  expect(new Set(TABLE.map(([, { slug }]) => slug)).size).toBe(TABLE.length);
  expect(new Set(TABLE.map(([, { title }]) => title)).size).toBe(TABLE.length);
});

test('a code is found by its code and by its slug', () => {
  expect(TABLE.filter(([code, { slug }]) => codeOf(code) !== code || codeOf(slug) !== code)).toEqual([]);
  expect(['LS9999', 'ls008', 'hostpath', '', 'toString'].map(codeOf)).toEqual(Array(5).fill(undefined));
});

test('titles are headlines, reasons are sentences, and both avoid the words that the style guide bans', () => {
  for (const [code, { title, why }] of TABLE) {
    expect([code, title]).toEqual([code, expect.not.stringMatching(/\.$/)]);
    expect([code, why]).toEqual([code, expect.stringMatching(/^[A-Z$`a-z].*\.$/s)]);
    expect([code, `${title} ${why}`]).toEqual([
      code,
      expect.not.stringMatching(/\b(told|mend|lies|stands|beside|whoever|gravest)\b/i),
    ]);
  }
});
