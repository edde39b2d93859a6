import fs = require('node:fs');
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseOutdir } from './outdir';
import { recover, writeInPlace, writeSwapped } from './write';

let folder: string;
let dist: string;
beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'lockstep-write-')));
  dist = join(folder, 'dist');
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(folder, { recursive: true, force: true });
});

const files = (contents: Record<string, string>) => new Map(Object.entries(contents));
const OLD = { 'shop/dev/api/a.yaml': 'a: 1\n', 'shop/dev/api/b.yaml': 'b: 1\n', 'shop/dev/gone/c.yaml': 'c: 1\n' };
const NEW = { 'shop/dev/api/a.yaml': 'a: 1\n', 'shop/dev/api/b.yaml': 'b: 2\n', 'shop/prod/api/d.yaml': 'é😀\n' };

/** Every file with its content, and every empty folder. */
function tree(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (path: string): void => {
    const entries = fs.readdirSync(join(root, path), { withFileTypes: true });
    if (entries.length === 0) found[`${path}/`] = '';
    for (const entry of entries) {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(below);
      else if (entry.isSymbolicLink()) found[below] = `-> ${fs.readlinkSync(join(root, below))}`;
      else found[below] = fs.readFileSync(join(root, below), 'utf8');
    }
  };
  visit('');
  return found;
}

/** What tells whether a file was touched; its time is set back so that a write cannot go unnoticed. */
function mark(path: string): () => { inode: bigint; time: bigint } {
  fs.utimesSync(join(dist, path), 1000, 1000);
  return () => {
    const { ino, mtimeNs } = fs.statSync(join(dist, path), { bigint: true });
    return { inode: ino, time: mtimeNs };
  };
}

describe.each([
  ['in place', writeInPlace],
  ['staged and swapped', writeSwapped],
])('%s', (_, write) => {
  test('the folder is brought to exactly the given state, whatever was there', () => {
    expect(write(dist, files(OLD))).toEqual({ written: 3, unchanged: 0, removed: 0 });
    expect(tree(dist)).toEqual(OLD);
    expect(write(dist, files(NEW))).toEqual({ written: 2, unchanged: 1, removed: 1 });
    expect(tree(dist)).toEqual(NEW);
    expect(fs.readdirSync(folder)).toEqual(['dist']);
    expect(write(dist, files({}))).toEqual({ written: 0, unchanged: 0, removed: 3 });
    expect(fs.readdirSync(dist)).toEqual([]);
  });

  test('an unchanged file keeps its inode and time', () => {
    write(dist, files(OLD));
    const state = mark('shop/dev/api/a.yaml');
    const before = state();
    write(dist, files(NEW));
    expect(state()).toEqual(before);
  });

  test('a file of the same length with another content is written', () => {
    write(dist, files({ 'a/b.yaml': 'x: 1\n' }));
    expect(write(dist, files({ 'a/b.yaml': 'x: 2\n' }))).toEqual({ written: 1, unchanged: 0, removed: 0 });
    expect(tree(dist)).toEqual({ 'a/b.yaml': 'x: 2\n' });
  });

  test('a file that becomes a folder, and the other way around', () => {
    write(dist, files({ 'a/b': '1', c: '2' }));
    write(dist, files({ a: '3', 'c/d': '4' }));
    expect(tree(dist)).toEqual({ a: '3', 'c/d': '4' });
  });

  test('empty folders go', () => {
    write(dist, files(OLD));
    fs.mkdirSync(join(dist, 'shop/dev/empty/below'), { recursive: true });
    write(dist, files(OLD));
    expect(tree(dist)).toEqual(OLD);
  });

  test('links are replaced, never followed', () => {
    const outside = join(folder, 'outside');
    fs.mkdirSync(outside);
    fs.writeFileSync(join(outside, 'a.yaml'), 'a: 1\n');
    fs.mkdirSync(join(dist, 'shop/dev'), { recursive: true });
    fs.symlinkSync(outside, join(dist, 'shop/dev/api'));
    fs.symlinkSync(outside, join(dist, 'unwanted'));
    fs.mkdirSync(join(dist, 'shop/dev/gone'));
    fs.symlinkSync(join(outside, 'a.yaml'), join(dist, 'shop/dev/gone/c.yaml'));
    fs.symlinkSync('nowhere', join(dist, 'dangling'));
    write(dist, files(OLD));
    expect(tree(dist)).toEqual(OLD);
    expect(tree(outside)).toEqual({ 'a.yaml': 'a: 1\n' });
  });

  test('an output folder that is itself a link is written where it really lies', () => {
    fs.mkdirSync(join(folder, 'real'));
    fs.symlinkSync('real', dist);
    write(dist, files(OLD));
    write(dist, files(NEW));
    expect(fs.lstatSync(dist).isSymbolicLink()).toBe(true);
    expect(tree(join(folder, 'real'))).toEqual(NEW);
  });

  const elsewhere = ['../a', 'a/../../b', '/a', 'a//b', '', './a', 'a/'];
  test.each(elsewhere)('%j is no path below the folder: nothing is written', (path) => {
    expect(() => write(dist, files({ fine: '', [path]: '' }))).toThrow(
      /^BUG: .* is not a path in the output directory/,
    );
    expect(fs.existsSync(dist)).toBe(false);
  });

  test('a path cannot be both a file and a folder', () => {
    expect(() => write(dist, files({ a: '', 'a/b': '' }))).toThrow('BUG: "a" would be both a file and a directory.');
    expect(() => write(dist, files({ 'a/b': '', a: '' }))).toThrow('BUG: "a" would be both a file and a directory.');
  });
});

describe('a swap that fails leaves the old state', () => {
  const failing = (call: number, name: 'renameSync' | 'writeFileSync' | 'linkSync') => {
    const original = fs[name] as (...all: unknown[]) => unknown;
    let calls = 0;
    jest.spyOn(fs, name).mockImplementation((...all: unknown[]) => {
      if (++calls === call) throw new Error('crash');
      return original(...all) as never;
    });
  };

  test.each([
    ['while staging', 2, 'writeFileSync'],
    ['before the swap', 1, 'renameSync'],
    ['between its two renames', 2, 'renameSync'],
  ] as const)('%s', (_, call, name) => {
    writeSwapped(dist, files(OLD));
    failing(call, name);
    expect(() => writeSwapped(dist, files(NEW))).toThrow('crash');
    expect(tree(folder)).toEqual(Object.fromEntries(Object.entries(OLD).map(([path, text]) => [`dist/${path}`, text])));
  });

  test('where the file system has no links, unchanged files are copied', () => {
    writeSwapped(dist, files(OLD));
    failing(1, 'linkSync');
    writeSwapped(dist, files(NEW));
    expect(tree(dist)).toEqual(NEW);
  });
});

describe('after a run that was killed', () => {
  const GONE = 2 ** 30;

  test('between the renames: the old state comes back, what was staged goes', () => {
    writeInPlace(dist, files(OLD));
    fs.renameSync(dist, join(folder, `.dist.lockstep-${GONE}-old`));
    writeInPlace(join(folder, `.dist.lockstep-${GONE}-new`), files({ half: 'written' }));
    recover(dist);
    expect(fs.readdirSync(folder)).toEqual(['dist']);
    expect(tree(dist)).toEqual(OLD);
  });

  test('after the swap or while staging: the next run cleans up', () => {
    writeInPlace(dist, files(OLD));
    writeInPlace(join(folder, `.dist.lockstep-${GONE}-old`), files({ older: 'state' }));
    writeInPlace(join(folder, `.dist.lockstep-${process.pid}-new`), files({ half: 'written' }));
    expect(writeSwapped(dist, files(OLD))).toEqual({ written: 0, unchanged: 3, removed: 0 });
    expect(fs.readdirSync(folder)).toEqual(['dist']);
  });

  test('what a run that still goes on has staged is left to it, and so is what only looks alike', () => {
    const others = [
      `.dist.lockstep-${process.ppid}-new`,
      '.other.lockstep-1-new',
      '.dist.lockstep-x-new',
      '.xdist.lockstep-9-old',
    ];
    for (const other of others) writeInPlace(join(folder, other), files({ a: 'b' }));
    writeSwapped(dist, files(NEW));
    expect(fs.readdirSync(folder).sort()).toEqual([...others, 'dist'].sort());
  });
});

describe('an output folder is refused', () => {
  const why = (outdir: string, project = folder) => refuseOutdir(outdir, project)?.message;

  test('when it is or holds the project, a home or the root of the file system', () => {
    const project = join(folder, 'project');
    fs.mkdirSync(project);
    expect(why('.', project)).toBe(
      'The output directory "." is the project directory itself; all of its contents would be deleted.',
    );
    expect(why('..', project)).toMatch('".." contains the project directory;');
    expect(why('/', project)).toMatch('"/" contains the project directory;');
    expect(why(homedir(), join(folder, 'elsewhere'))).toMatch('is or contains a home directory;');
  });

  test('when it is a link to the project', () => {
    fs.symlinkSync('.', dist);
    expect(why('dist')).toMatch('"dist" is the project directory itself;');
  });

  test.each(['.git', 'package.json', 'node_modules', 'cdk8s.yaml'])('when it contains %s', (name) => {
    fs.mkdirSync(join(dist, name), { recursive: true });
    expect(refuseOutdir('dist', folder)).toEqual({
      code: 'LS211',
      message: `The output directory "dist" contains ${name}, which was not written by Lockstep; all of its contents would be deleted.`,
      fix: 'Set `output` in cdk8s.yaml to a directory that nothing else uses, such as "dist".',
    });
  });

  test('when it is a file, or a link to nowhere', () => {
    fs.writeFileSync(dist, '');
    expect(why('dist')).toMatch('"dist" is a file;');
    fs.symlinkSync('nowhere', join(folder, 'link'));
    expect(why('link')).toMatch('"link" is a link to a directory that does not exist;');
  });

  test('but not when it is missing, empty, or holds manifests; nor for a name that begins with dots', () => {
    expect(why('dist')).toBeUndefined();
    writeInPlace(dist, files(OLD));
    expect(why('dist')).toBeUndefined();
    fs.mkdirSync(join(folder, 'a/..b/project'), { recursive: true });
    expect(why('../../dist', join(folder, 'a/..b/project'))).toBeUndefined();
  });
});
