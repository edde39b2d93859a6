import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilePackage, compileProgram } from './compiled.test-support';

const ROOT = join(__dirname, '..', '..');
const APP = ['--enable-source-maps', 'main.js'];

let compiled: string;
beforeAll(() => {
  compiled = mkdtempSync(join(tmpdir(), 'lockstep-compiled-'));
  compilePackage(compiled);
});
afterAll(() => rmSync(compiled, { recursive: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-synth-'));
  cpSync(join(ROOT, 'docs', 'example'), folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(compiled, join(folder, 'node_modules', 'cdk8s-lockstep'));
  writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript\napp: node ${APP.join(' ')}\noutput: out\n`);
  compileProgram(join(folder, 'main.ts'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lockstep(...args: readonly string[]) {
  const environment = { ...process.env };
  delete environment.CDK8S_OUTDIR;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(compiled, 'lib', 'cli', 'main.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: environment,
  });
  return { status, stdout, stderr };
}

/** Replaces the program. */
function program(text: string): void {
  writeFileSync(join(folder, 'main.ts'), text);
  compileProgram(join(folder, 'main.ts'));
}

/** The app as `lockstep synth` runs it, without the command around it. */
function runApp() {
  const environment: NodeJS.ProcessEnv = { ...process.env, LOCKSTEP_SYNTH: '1' };
  delete environment.CDK8S_OUTDIR;
  const { status, stdout, stderr } = spawnSync(process.execPath, APP, {
    cwd: folder,
    encoding: 'utf8',
    env: environment,
  });
  return { status, stdout, stderr };
}

test('synth writes the output that cdk8s.yaml names, and leaves unchanged files alone', () => {
  const first = lockstep('synth');
  expect(first).toMatchObject({ status: 0, stdout: '28 files written, 0 removed, 0 unchanged\n' });
  expect(first.stderr).toContain('digests marked `example: true` do not exist in any registry: api, auth');
  const deployment = join(folder, 'out', 'shop', 'prod', 'api', 'Deployment-api.yaml');
  const { ino } = statSync(deployment);
  expect(lockstep('synth').stdout).toBe('0 files written, 0 removed, 28 unchanged\n');
  expect(statSync(deployment).ino).toBe(ino);
  expect(readFileSync(join(folder, 'proof', 'shop', 'environments.yaml'), 'utf8')).toContain('namespace: shop-prod');
});

test('under the cdk8s command, which empties the folder first, unchanged files come back as they were', () => {
  const synth = (outdir: string) =>
    spawnSync(process.execPath, APP, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR: outdir },
    }).status;
  const deployment = join(folder, 'out', 'shop', 'prod', 'api', 'Deployment-api.yaml');
  expect(synth('out')).toBe(0);
  const { ino } = statSync(deployment);
  rmSync(join(folder, 'out'), { recursive: true });
  expect(synth('out')).toBe(0);
  expect(statSync(deployment).ino).toBe(ino);
  const kept = readdirSync(join(folder, 'node_modules', '.cache', 'cdk8s-lockstep'));
  expect(kept).toEqual([expect.stringMatching(/^output-[0-9a-f]{16}$/)]);
  // The folder of `--stdout` is another each time, so nothing of it is kept.
  rmSync(join(folder, 'node_modules', '.cache'), { recursive: true });
  mkdirSync(join(folder, 'temporary'));
  expect(synth('temporary')).toBe(0);
  expect(existsSync(join(folder, 'node_modules', '.cache'))).toBe(false);
});

test('a synth with an error keeps the last good output, reports without a stack and exits with 1', () => {
  runApp();
  rmSync(join(folder, 'secrets', 'shop', 'prod'), { recursive: true });
  const failed = lockstep('synth');
  expect(failed.status).toBe(1);
  expect(failed.stderr).toContain('LS551');
  expect(failed.stderr).toContain('lockstep seal shop/prod jwt key');
  expect(failed.stderr).not.toContain('    at ');
  expect(existsSync(join(folder, 'out', 'shop', 'prod', 'secrets', 'SealedSecret-jwt.yaml'))).toBe(true);
});

test('a folder without cdk8s.yaml is wrong use', () => {
  rmSync(join(folder, 'cdk8s.yaml'));
  expect(lockstep('synth')).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'LS913 no cdk8s.yaml in this directory\n      Run the command in the project directory, which contains cdk8s.yaml.\n',
  });
});

test('seal takes platform and namespaces from the app before the first synth', () => {
  rmSync(join(folder, 'secrets'), { recursive: true });
  const sealed = lockstep('seal', 'dev,prod', 'jwt', 'key', '--generate');
  expect(sealed.stderr).toBe('');
  expect(readFileSync(join(folder, 'secrets', 'shop', 'prod', 'jwt.yaml'), 'utf8')).toContain('namespace: shop-prod');
  expect(runApp().status).toBe(0);
});

test('a sealed key that nobody reads is warned of', () => {
  const main = readFileSync(join(folder, 'main.ts'), 'utf8');
  program(main.replace(/ {2}secrets: .*\n/, ''));
  const { status, stderr } = runApp();
  expect(status).toBe(0);
  expect(stderr).toContain(
    'warning LS585 [dev, prod] SealedSecret/jwt spec.encryptedData.key\n    key `key` of Secret `jwt` is sealed, but nothing reads it',
  );
});

describe('a mistake that is thrown before there is a tree', () => {
  const START = `import { App, Platform, WebService, defineEnvironments } from 'cdk8s-lockstep';
const { environments, vary } = defineEnvironments({ dev: { stage: 'development', namespace: 'a' }, prod: { stage: 'production', namespace: 'b' } });
const app = new App();
const shop = new Platform(app, 'shop', { environments, edition: '2026', owner: 'team' });
`;

  test('an environment left out of a vary: code, place in the program, no stack', () => {
    program(
      `${START}new WebService(shop, 'auth', { image: 'auth', port: 3000, replicas: vary({ dev: 1 } as never) });\napp.synth();\n`,
    );
    expect(runApp()).toEqual({
      status: 1,
      stdout: '',
      stderr: [
        'main.ts',
        '  error LS104 main.ts:5:69',
        '    `vary` has no value for "prod". Add a value, or `absent` if the field may be omitted: vary({ dev: …, prod: … }).',
        '    fix: Fix the program at that line; nothing was written.',
        '',
        '1 error',
        '',
      ].join('\n'),
    });
  });

  test('two constructs of one id', () => {
    program(
      `${START}for (const _ of [1, 2]) new WebService(shop, 'auth', { image: 'auth', port: 3000 });\napp.synth();\n`,
    );
    const { status, stderr } = runApp();
    expect(status).toBe(1);
    expect(stderr).toContain('error LS206 main.ts:5:');
    expect(stderr).toContain('duplicate construct id "auth" in shop');
    expect(stderr).not.toContain('    at ');
  });

  test('a forgotten synth', () => {
    program(START);
    const { status, stderr } = runApp();
    expect(status).toBe(1);
    expect(stderr).toContain('the app exited without calling `app.synth()`, so nothing was written');
  });
});
