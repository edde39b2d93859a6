import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { lockstep as lockstepIn, lockstepLines } from './terminal.test-support';

const lockstep = (...args: string[]) => lockstepIn(args, '/nowhere');

test('help lists the verbs, with and without being asked', async () => {
  const asked = await lockstep('--help');
  expect(asked).toMatchObject({ code: 0, err: '' });
  expect(asked.out).toMatch(
    /^Usage: lockstep .*\n[^]*\n {2}seal +seal a secret value for an environment\n {2}promote +copy image pins/,
  );
  expect(await lockstep()).toEqual(asked);
});

test('help of a verb shows its arguments', async () => {
  const { code, out } = await lockstep('help', 'seal');
  expect([code, out.split('\n')[0]]).toEqual([
    0,
    'Usage: lockstep seal [options] <platform/environment> <secret> <key>',
  ]);
  expect(out).not.toContain('--from-literal');
});

test.each([
  [
    ['sael'],
    'LS901 unknown command "sael"\n      Did you mean "seal"? Valid: "synth", "check", "audit", "seal", "promote", "help".\n',
  ],
  [
    ['seal'],
    "LS901 missing required argument 'target'\n      Run the command with --help to see its arguments and options.\n",
  ],
  [['--verbose'], 'LS901 unknown option \'--verbose\'\n      Valid: "--help", "--version".\n'],
])('%j is wrong use', async (args, err) => {
  expect(await lockstep(...args)).toEqual({ code: 2, out: '', err });
});

test('the version is that of the package', async () => {
  const { version } = jest.requireActual<{ version: string }>('../../package.json');
  expect(await lockstep('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('a fault of our own says so', async () => {
  const out = () => {
    throw new Error('gone');
  };
  expect(await lockstepLines(['--version'], '/nowhere', { out })).toEqual({
    code: 3,
    out: [],
    err: [expect.stringMatching(/^LS929 BUG: Error: gone/)],
  });
});

test('help loads neither YAML nor the verbs', () => {
  const main = resolve(__dirname, 'main.ts');
  const script = `const { run } = require(${JSON.stringify(main)});
    run(['--help'], { out() {}, err() {} }).then(() => console.log(JSON.stringify(Object.keys(require.cache))));`;
  const tsx = resolve(__dirname, '../../node_modules/tsx/dist/cli.mjs');
  const { stdout } = spawnSync(process.execPath, [tsx, '--conditions=source', '-e', script], {
    encoding: 'utf8',
    cwd: resolve(__dirname, '../..'),
  });
  const loaded = (JSON.parse(stdout) as string[]).map((file) => file.replaceAll('\\', '/'));
  expect(loaded.some((file) => file.includes('/commander/'))).toBe(true);
  expect(
    loaded.filter((file) =>
      /node_modules\/(?!commander|tsx|get-tsconfig|esbuild|resolve-pkg-maps)|cli\/(seal|promote)|src\/inputs/.test(
        file,
      ),
    ),
  ).toEqual([]);
});
