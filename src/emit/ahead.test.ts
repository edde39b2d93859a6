import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '../app';
import { environments, inputs } from '../laws/example.test-support';
import { Platform } from '../pattern/platform/platform';
import { WebService } from '../pattern/workload/web-service';
import { WriteAhead } from './ahead';

/** So many that a thread is worth it, whether they come or not. */
const MANY = 5_000;

let folder: string;
let dist: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-ahead-'));
  dist = join(folder, 'dist');
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.CDK8S_OUTDIR;
  rmSync(folder, { recursive: true, force: true });
});

function written(): Map<string, string> {
  const paths = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(dist, path)).isFile(),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(dist, path), 'utf8')]));
}

test('every file is written as it was given', () => {
  const files = new Map(
    Array.from({ length: 90 }, (_, index) => [
      `shop/${index % 3}/app-${index % 7}/${index}.yaml`,
      `é😀: ${'x'.repeat(index * 99)}\n`,
    ]),
  );
  files.set('top.yaml', '');
  const ahead = WriteAhead.into(dist, MANY)!;
  for (const [path, text] of files) ahead.add(path, text);
  expect(ahead.finish()).toBe(true);
  expect(written()).toEqual(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))));
});

test('no thread for a few files, nor where something lies already', () => {
  expect(WriteAhead.into(dist, MANY - 1)).toBeUndefined();
  mkdirSync(dist);
  writeFileSync(join(dist, 'a.yaml'), '');
  expect(WriteAhead.into(dist, MANY)).toBeUndefined();
});

test('who cannot write says so', () => {
  writeFileSync(dist, 'a file where the folder should be');
  const ahead = WriteAhead.into(join(dist, 'below'), MANY)!;
  ahead.add('a.yaml', 'a');
  expect(ahead.finish()).toBe(false);
});

test('a file that could not be written is not forgotten for those after it', () => {
  const ahead = WriteAhead.into(dist, MANY)!;
  ahead.add('a', '');
  ahead.add('a/b.yaml', 'x'.repeat(999_999));
  for (let index = 0; index < 20; index++) ahead.add(`${index}.yaml`, 'x'.repeat(999_999));
  expect(ahead.finish()).toBe(false);
});

test('a path that leads elsewhere is refused', () => {
  const ahead = WriteAhead.into(dist, MANY)!;
  expect(() => ahead.add('../a.yaml', 'a')).toThrow('BUG');
  ahead.abandon();
  expect(readdirSync(folder)).toEqual([]);
});

test('what is abandoned leaves nothing behind', () => {
  const ahead = WriteAhead.into(dist, MANY)!;
  for (let index = 0; index < 90; index++) ahead.add(`shop/dev/app/${index}.yaml`, 'x'.repeat(9_999));
  ahead.abandon();
  expect(readdirSync(dist)).toEqual([]);
});

describe('a large app under the cdk8s command', () => {
  function app(): App {
    const made = new App({ root: folder, outdir: dist, inputs: inputs() });
    const shop = new Platform(made, 'shop', { environments, edition: '2026', owner: 'team-shop' });
    new WebService(shop, 'api', { image: 'api', port: 3000 });
    return made;
  }

  let begun: jest.SpyInstance;
  beforeEach(() => {
    process.env.CDK8S_OUTDIR = dist;
    const into = WriteAhead.into.bind(WriteAhead);
    begun = jest.spyOn(WriteAhead, 'into').mockImplementation((root) => into(root, MANY));
  });

  test('writes what it would write at once', () => {
    const { files } = app().preview();
    app().synth();
    expect(begun).toHaveBeenCalledWith(dist, files.size);
    expect(written()).toEqual(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))));
  });

  test('is written by the first thread where the second fails', () => {
    jest.spyOn(WriteAhead.prototype, 'finish').mockReturnValue(false);
    app().synth();
    expect(written().size).toBe(app().preview().files.size);
  });

  test('has no thread where something is wrong with it', () => {
    jest.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const wrong = app();
    new WebService(wrong.node.findChild('shop'), 'web', {
      image: 'web',
      port: 3000,
      resources: { requests: { cpu: '3' }, limits: { cpu: '1' } },
    });
    expect(() => wrong.synth()).toThrow('exit 1');
    expect(begun).not.toHaveBeenCalled();
  });

  test('leaves nothing behind where rendering fails half way', () => {
    const add = Object.getOwnPropertyDescriptor(WriteAhead.prototype, 'add')!.value as (
      this: WriteAhead,
      path: string,
      text: string,
    ) => void;
    let count = 0;
    jest.spyOn(WriteAhead.prototype, 'add').mockImplementation(function (this: WriteAhead, path, text) {
      if (++count > 9) throw new Error('half way');
      add.call(this, path, text.repeat(999));
    });
    expect(() => app().synth()).toThrow('half way');
    expect(readdirSync(dist)).toEqual([]);
  });
});
