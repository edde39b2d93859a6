import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { testFolder } from '../folder.test-support';
import { fingerprint } from './fingerprint';

const folder = testFolder('fingerprint');
const at = (path: string) => join(folder.path, path);
const taken = (files: readonly string[] = []) =>
  fingerprint({ facts: ['a'], folders: [folder.path], packages: [], files: files.map(at) });

beforeEach(() =>
  folder.write({
    'main.ts': 'a',
    'dist/shop/prod/a.yaml': 'b',
    'node_modules/yaml/index.js': 'c',
    'node_modules/@acme/x/a.js': 'd',
    '.git/HEAD': 'e',
  }),
);

test('the same content is the same number, whatever the times and the order of writing', () => {
  const before = taken();
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  rmSync(at('main.ts'));
  folder.write({ 'main.ts': 'a' });
  utimesSync(at('dist/shop/prod/a.yaml'), 1, 1);
  folder.write({ '.git/HEAD': 'another commit', 'node_modules/.cache/x.json': '{}' });
  expect(taken()).toBe(before);
});

const CHANGES: readonly (readonly [what: string, change: () => void])[] = [
  ['a byte', () => folder.write({ 'dist/shop/prod/a.yaml': 'B' })],
  [
    'a byte, with the times of before',
    () => {
      folder.write({ 'main.ts': 'A' });
      utimesSync(at('main.ts'), 1, 1);
    },
  ],
  ['a new file', () => folder.write({ 'dist/shop/prod/b.yaml': '' })],
  ['a new empty folder', () => mkdirSync(at('secrets'))],
  ['a removed file', () => rmSync(at('dist/shop/prod/a.yaml'))],
  ['a renamed file', () => renameSync(at('main.ts'), at('other.ts'))],
  ['a byte that moves to the next file', () => folder.write({ 'main.ts': '', 'main.ts2': 'a' })],
  ['a package more', () => folder.write({ 'node_modules/other/index.js': '' })],
  ['a package more in a scope', () => folder.write({ 'node_modules/@acme/y/index.js': '' })],
  ['another version, as npm wrote it down', () => folder.write({ 'node_modules/.package-lock.json': '{}' })],
  [
    'a link in place of a file',
    () => {
      renameSync(at('main.ts'), at('node_modules/main.ts'));
      symlinkSync('node_modules/main.ts', at('main.ts'));
    },
  ],
];

test.each(CHANGES)('%s is another number', (_, change) => {
  const before = taken();
  change();
  expect(taken()).not.toBe(before);
  expect(taken()).toMatch(/^[0-9a-f]{64}$/);
});

test('what a link leads to is read, and circles end', () => {
  folder.write({ 'node_modules/far/a.txt': '1' });
  symlinkSync('node_modules/far', at('near'));
  symlinkSync('.', at('circle'));
  symlinkSync('nowhere', at('broken'));
  const before = taken();
  expect(before).toBeDefined();
  folder.write({ 'node_modules/far/a.txt': '2' });
  expect(taken()).not.toBe(before);
});

test('single files are read with the package.json that rules them', () => {
  folder.write({ 'node_modules/yaml/package.json': '{}', 'node_modules/yaml/lib/a.js': '' });
  const [first, files] = [taken(), ['node_modules/yaml/lib/a.js']];
  const before = taken(files);
  folder.write({ 'node_modules/yaml/package.json': '{"main":"b.js"}' });
  expect(taken()).toBe(first);
  expect(taken(files)).not.toBe(before);
  rmSync(at('node_modules/yaml/lib/a.js'));
  expect(taken(files)).toBeUndefined();
});

test('what cannot be read cannot be told', () => {
  expect(fingerprint({ facts: [], folders: [at('none')], packages: [], files: [] })).toBeUndefined();
  symlinkSync('/dev/null', at('device'));
  expect(taken()).toBeUndefined();
});

test('permissions that hide a file', () => {
  if (process.getuid?.() === 0) return;
  chmodSync(at('main.ts'), 0);
  expect(taken()).toBeUndefined();
});

test('no two folders of few files read the same', () => {
  const name = fc.constantFrom('a', 'b', 'ab', 'a b', '1 a 1 ');
  const content = fc.constantFrom('', 'a', '1 a 1 b', 'folder', '\0');
  const tree = fc.dictionary(name, content, { maxKeys: 4 });
  const numberOf = (files: Readonly<Record<string, string>>): string | undefined => {
    rmSync(folder.path, { recursive: true });
    mkdirSync(folder.path);
    folder.write(files);
    for (const [file, text] of Object.entries(files)) expect(readFileSync(at(file), 'utf8')).toBe(text);
    return taken();
  };
  const sorted = (files: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(files).sort());
  fc.assert(
    fc.property(tree, tree, (left, right) => (numberOf(left) === numberOf(right)) === (sorted(left) === sorted(right))),
    { numRuns: 60 },
  );
});
