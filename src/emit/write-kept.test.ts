import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { testFolder } from '../cli/folder.test-support';
import { writeInPlace } from './write';

const folder = testFolder('kept');
const at = (path: string) => join(folder.path, path);
const write = (contents: Readonly<Record<string, string>>) =>
  writeInPlace(at('dist'), new Map(Object.entries(contents)), at('kept'));
const empty = () => rmSync(at('dist'), { recursive: true, force: true });

function tree(below: string): Record<string, string> {
  const files = readdirSync(at(below), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      join(parentPath, name).slice(at(below).length + 1),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

const OLD = { 'shop/a.yaml': 'a: 1\n', 'shop/b.yaml': 'b: 1\n', 'gone/c.yaml': 'c: 1\n' };
const NEW = { 'shop/a.yaml': 'a: 1\n', 'shop/b.yaml': 'b: 2\n', 'more/d.yaml': 'd: 1\n' };

test('what did not change comes back as the file that it was; what changed or is new is made', () => {
  expect(write(OLD)).toEqual({ written: 3, unchanged: 0, removed: 0 });
  const { ino } = statSync(at('dist/shop/a.yaml'));
  empty();
  expect(write(NEW)).toEqual({ written: 3, unchanged: 0, removed: 0 });
  expect([tree('dist'), tree('kept')]).toEqual([NEW, NEW]);
  expect(statSync(at('dist/shop/a.yaml')).ino).toBe(ino);
});

test('what was edited in place since is written again', () => {
  write(OLD);
  appendFileSync(at('dist/shop/a.yaml'), '# by hand');
  empty();
  write(OLD);
  expect([tree('dist'), tree('kept')]).toEqual([OLD, OLD]);
});

test('a folder that nobody emptied is brought to the state as well, and other links to its files stay as they are', () => {
  write(OLD);
  write({ ...OLD, 'shop/b.yaml': 'b: 3\n' });
  expect([tree('dist')['shop/b.yaml'], tree('kept')['shop/b.yaml']]).toEqual(['b: 3\n', 'b: 3\n']);
  expect(write(NEW)).toEqual({ written: 2, unchanged: 1, removed: 1 });
  expect([tree('dist'), tree('kept')]).toEqual([NEW, NEW]);
});

test('where nothing can be kept, everything is written', () => {
  writeFileSync(at('kept'), 'no folder');
  write(OLD);
  empty();
  expect(write(OLD)).toEqual({ written: 3, unchanged: 0, removed: 0 });
  expect(tree('dist')).toEqual(OLD);
});

test('nor where what is kept cannot be read', () => {
  write(OLD);
  empty();
  rmSync(at('kept/shop/a.yaml'));
  mkdirSync(at('kept/shop/a.yaml'));
  chmodSync(at('kept/shop/a.yaml'), 0);
  write(OLD);
  expect(tree('dist')).toEqual(OLD);
});

test('whatever was kept before, the output is the wanted one', () => {
  const files = fc.dictionary(fc.constantFrom('a', 'b', 'c/a', 'c/b', 'd/e/f'), fc.constantFrom('', '1', '2'));
  fc.assert(
    fc.property(files, files, files, fc.boolean(), (first, edited, second, emptied) => {
      for (const name of ['dist', 'kept']) rmSync(at(name), { recursive: true, force: true });
      write(first);
      for (const [path, text] of Object.entries(edited))
        if (existsSync(at(`dist/${path}`))) writeFileSync(at(`dist/${path}`), text);
      if (emptied) empty();
      write(second);
      expect(tree('dist')).toEqual(second);
    }),
    { numRuns: 60 },
  );
});
