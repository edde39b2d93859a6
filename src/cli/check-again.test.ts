/** The second check of what has not changed, and of what has. Each app that runs leaves a mark outside of the project. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runApp } from './project-model';
import { lockstep } from './terminal.test-support';

const ROOT = join(__dirname, '..', '..');
const TSX = ['--conditions=source', '--import', join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs')];
const UNCHANGED = 'note: nothing has changed since a clean check, so the app was not run again (--no-cache runs it)\n';

let above: string;
let folder: string;
let whole: string;

jest.setTimeout(60_000);

/** A project in which a check has been clean: made once. */
beforeAll(async () => {
  above = mkdtempSync(join(tmpdir(), 'lockstep-again-'));
  whole = join(above, 'whole');
  folder = join(above, 'shop');
  cpSync(join(ROOT, 'docs', 'example'), folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules', 'cdk8s-lockstep'));
  writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript\napp: node ${TSX.join(' ')} main.ts\noutput: out\n`);
  const program = readFileSync(join(folder, 'main.ts'), 'utf8');
  const marks = JSON.stringify(join(above, 'marks'));
  writeFileSync(
    join(folder, 'main.ts'),
    `import { appendFileSync } from 'node:fs';\n${program}\nappendFileSync(${marks}, 'x');\n`,
  );
  const { model } = runApp(folder);
  for (const { folder: below, files } of [model!.dist, model!.proof]) {
    for (const [path, text] of files) write(join(below, path), text);
  }
  expect((await check()).code).toBe(0);
  cpSync(folder, whole, { recursive: true, verbatimSymlinks: true });
});
afterAll(() => rmSync(above, { recursive: true, force: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(whole, folder, { recursive: true, verbatimSymlinks: true });
});

const check = (...args: string[]) => lockstep(['check', ...args], folder);
const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
const edit = (file: string, from: string, to: string) => {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
};
const stamps = () => join(folder, 'node_modules', '.cache', 'cdk8s-lockstep');
const stamp = () => join(stamps(), readdirSync(stamps())[0]!);

/** @returns how often the app was run */
async function runs(act: () => Promise<unknown>): Promise<number> {
  rmSync(join(above, 'marks'), { force: true });
  await act();
  return existsSync(join(above, 'marks')) ? readFileSync(join(above, 'marks'), 'utf8').length : 0;
}

test.each(['text', 'json', 'sarif', 'github'])(
  'what has not changed is answered without a run, and alike: %s',
  async (format) => {
    const before = readFileSync(stamp());
    expect(
      await runs(async () => {
        const again = await check('--format', format);
        expect(readFileSync(stamp())).toEqual(before);
        const told = JSON.stringify(UNCHANGED.slice('note: '.length, -1));
        const known = format === 'text' || format === 'github' ? again.err : again.out;
        expect(known).toContain(format === 'json' || format === 'sarif' ? told : UNCHANGED);
        const whole = await check('--format', format, '--no-cache');
        expect(again.code).toBe(whole.code);
        const parsed = (text: string) =>
          text.startsWith('{')
            ? (JSON.parse(text) as { findings?: unknown; runs?: { results: unknown }[] })
            : undefined;
        const findings = (text: string) => parsed(text)?.findings ?? parsed(text)?.runs?.[0]!.results ?? text;
        expect(findings(again.out)).toEqual(findings(whole.out));
      }),
    ).toBe(1);
  },
);

const CHANGES: readonly (readonly [what: string, change: () => void, code: number])[] = [
  ['a byte of the output', () => edit('out/shop/prod/api/Deployment-api.yaml', 'replicas: 3', 'replicas: 4'), 1],
  ['a byte of the proof', () => edit('proof/shop/environments.yaml', 'shop-dev', 'shop-stage'), 1],
  ['the source', () => edit('main.ts', 'prod: 3', 'prod: 4'), 1],
  ['a pin', () => edit('images.lock.yaml', 'sha256:', 'sha256:0'), 1],
  ['a secret', () => edit('secrets/shop/prod/jwt.yaml', 'encryptedData:', 'encryptedData: #'), 0],
  ['a certificate that goes', () => rmSync(join(folder, 'certs', 'prod.pem')), 0],
  ['a file too much', () => write(join(folder, 'out', 'shop', 'prod', 'api', 'more.yaml'), 'a: 1\n'), 1],
  ['what is installed', () => write(join(folder, 'node_modules', '.package-lock.json'), '{}'), 0],
  ['a stamp cut short', () => writeFileSync(stamp(), readFileSync(stamp()).subarray(0, -10)), 0],
  [
    'a stamp of which a byte differs',
    () => edit(`node_modules/.cache/cdk8s-lockstep/${readdirSync(stamps())[0]!}`, '"compared":', '"compered":'),
    0,
  ],
  ['no stamp', () => rmSync(stamps(), { recursive: true }), 0],
];

test.each(CHANGES)('%s: the app runs', async (_, change, code) => {
  expect(await runs(check)).toBe(0);
  change();
  let told;
  expect(await runs(async () => (told = await check()))).toBe(1);
  expect(told).toMatchObject({ code, err: expect.not.stringContaining(UNCHANGED) as string });
  // What is clean is known from then on; errors leave nothing.
  expect(existsSync(stamps()) && readdirSync(stamps()).length > 0).toBe(code === 0);
  if (code === 0) expect(await runs(check)).toBe(0);
});

test('what runs out is told on its day, without a run of the app', async () => {
  expect(
    await runs(async () => {
      expect(await check('--now', '2046-11-14')).toMatchObject({
        code: 0,
        out: expect.stringContaining('warning LS823') as string,
      });
      expect(await check('--now', '2047-01-01')).toMatchObject({
        code: 1,
        out: expect.stringContaining('error LS822 [dev]\n    the certificate expired on 2046-11-15\n') as string,
      });
      expect(await check('--now', '2026-11-20')).toMatchObject({
        code: 0,
        out: expect.not.stringContaining('LS82') as string,
      });
    }),
  ).toBe(0);
});

test('another folder to compare is another question', async () => {
  cpSync(join(folder, 'out'), join(above, 'copy'), { recursive: true });
  const asked = () => check('--dist', '../copy');
  expect([await runs(asked), await runs(asked), await runs(check)]).toEqual([1, 0, 0]);
  write(join(above, 'copy', 'shop', 'prod', 'api', 'Deployment-api.yaml'), '');
  expect(await runs(async () => expect((await asked()).code).toBe(1))).toBe(1);
  expect(await runs(check)).toBe(0);
});

test('another environment variable is another run', async () => {
  try {
    process.env.LOCKSTEP_TEST_VARIABLE = '1';
    expect(await runs(check)).toBe(1);
    expect(await runs(check)).toBe(0);
  } finally {
    delete process.env.LOCKSTEP_TEST_VARIABLE;
  }
  expect(await runs(check)).toBe(1);
});

test('a plain secret that git tracks since is told', async () => {
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder });
  git('init', '-q');
  write(join(folder, 'db.secret.yaml'), 'a: 1\n');
  expect((await check()).code).toBe(0);
  git('add', '-f', 'db.secret.yaml');
  expect(
    await runs(async () =>
      expect(await check()).toMatchObject({ code: 1, out: expect.stringContaining('LS825') as string }),
    ),
  ).toBe(0);
});

test.each([
  ['reads a file elsewhere', "import { existsSync } from 'node:fs';\nexistsSync('../other');\n"],
  ['asks another program', "import { execFileSync } from 'node:child_process';\nexecFileSync('true');\n"],
])('an app that %s runs each time', async (_, program) => {
  writeFileSync(
    join(folder, 'main.ts'),
    `${readFileSync(join(folder, 'main.ts'), 'utf8')}`.replace("from 'node:fs';\n", `from 'node:fs';\n${program}`),
  );
  await check();
  expect(await runs(check)).toBe(1);
});

test('a module outside of the project counts with its content', async () => {
  write(join(above, 'shared.ts'), 'export const replicas = 3;\n');
  edit('main.ts', 'prod: 3', 'prod: replicas');
  edit('main.ts', "from 'node:fs';\n", "from 'node:fs';\nimport { replicas } from '../shared';\n");
  // Younger than a check, it may have been read before it was written.
  await later();
  expect([await runs(check), await runs(check)]).toEqual([1, 0]);
  write(join(above, 'shared.ts'), 'export const replicas = 4;\n');
  expect(await runs(async () => expect((await check()).code).toBe(1))).toBe(1);
});

test('a project without packages of its own leaves nothing behind', async () => {
  rmSync(join(folder, 'node_modules'), { recursive: true });
  mkdirSync(join(above, 'node_modules'), { recursive: true });
  symlinkSync(ROOT, join(above, 'node_modules', 'cdk8s-lockstep'));
  expect([await runs(check), existsSync(join(folder, 'node_modules'))]).toEqual([1, false]);
  rmSync(join(above, 'node_modules'), { recursive: true });
});

test('where no stamp can be written, each check is whole', async () => {
  rmSync(stamps(), { recursive: true });
  writeFileSync(stamps(), 'no folder');
  expect(await runs(async () => expect((await check()).code).toBe(0))).toBe(1);
  expect(await runs(check)).toBe(1);
});

const later = () => new Promise((done) => setTimeout(done, 200));
