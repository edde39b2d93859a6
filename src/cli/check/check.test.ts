import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInProcess } from '../app-in-process.test-support';
import { compilePackage, compileProgram } from '../compiled.test-support';
import { lockstep } from '../terminal.test-support';

const ROOT = join(__dirname, '..', '..', '..');
const NOTE =
  'note: whether git tracks *.secret.yaml or *.secret.yml was not checked: the project is not in a git repository\n';
const EXAMPLE_DIGESTS = `shop
  warning LS583 images.lock.yaml
    digests marked \`example: true\` do not exist in any registry: api, auth
    fix: Use the digest from the registry, and remove \`example: true\`.
`;

/** The example of the README, synthesized once. */
let whole: string;
let compiled: string;
let folder: string;

/** Whether `check` runs the app as a child, as it does outside of tests. A run in this process takes a tenth of the time. */
let asChild = false;
jest.mock('../project-model', () => {
  const actual = jest.requireActual<typeof import('../project-model')>('../project-model');
  const runAsChild = (root: string) => {
    readdirSync(root)
      .filter((file) => file.endsWith('.ts'))
      .forEach((file) => compileProgram(join(root, file)));
    return actual.runApp(root);
  };
  return { ...actual, runApp: (root: string) => (asChild ? runAsChild : runInProcess)(root) };
});
afterEach(() => {
  asChild = false;
});

jest.setTimeout(60_000);

beforeAll(() => {
  whole = mkdtempSync(join(tmpdir(), 'lockstep-check-'));
  cpSync(join(ROOT, 'docs', 'example'), whole, { recursive: true });
  mkdirSync(join(whole, 'node_modules'));
  compiled = mkdtempSync(join(tmpdir(), 'lockstep-compiled-'));
  compilePackage(compiled);
  symlinkSync(compiled, join(whole, 'node_modules', 'cdk8s-lockstep'));
  writeFileSync(
    join(whole, 'cdk8s.yaml'),
    `language: typescript\napp: node --enable-source-maps main.js\noutput: out\n`,
  );
  synthesize(whole);
});
afterAll(() => [whole, compiled].forEach((temporary) => rmSync(temporary, { recursive: true, force: true })));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-check-'));
  cpSync(whole, folder, { recursive: true, verbatimSymlinks: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const check = (...args: string[]) => lockstep(['check', ...args], folder);

function synthesize(root: string): void {
  const { model } = runInProcess(root);
  for (const { folder: below, files } of [model!.dist, model!.proof]) {
    for (const [path, text] of files) {
      mkdirSync(join(below, path, '..'), { recursive: true });
      writeFileSync(join(below, path), text);
    }
  }
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
}

test('what was synthesized is clean; warnings do not fail', async () => {
  asChild = true;
  expect(await check()).toEqual({
    code: 0,
    out: `${EXAMPLE_DIGESTS}\n1 warning (34 files of out and proof compared)\n`,
    err: NOTE,
  });
});

test('a change by hand in the output and one in the proof fail', async () => {
  edit('out/shop/prod/api/Deployment-api.yaml', 'replicas: 3', 'replicas: 5');
  edit('proof/shop/environments.yaml', 'shop-dev', 'shop-stage');
  const { code, out } = await check('--format', 'json');
  const { findings } = JSON.parse(out) as {
    findings: readonly { code: string; file: string; line: number; message: string }[];
  };
  expect([
    code,
    ...findings.slice(0, 2).map((finding) => `${finding.code} ${finding.file}:${finding.line} ${finding.message}`),
  ]).toEqual([
    1,
    'LS812 out/shop/prod/api/Deployment-api.yaml:16 5 is committed; the source generates 3',
    'LS812 proof/shop/environments.yaml:2 "shop-stage" is committed; the source generates "shop-dev"',
  ]);
});

test('a change of the source that was not synthesized fails', async () => {
  edit('main.ts', 'prod: 3', 'prod: 4');
  const { code, out } = await check();
  expect(code).toBe(1);
  expect(out).toContain(
    'error LS812 [prod] Deployment/api spec.replicas out/shop/prod/api/Deployment-api.yaml:16\n    3 is committed; the source generates 4\n',
  );
  expect(out).toContain(
    '["api/Deployment-api.yaml"]["spec.replicas"].prod proof/shop/matrix.yaml:11\n    3 is committed; the source generates 4\n',
  );
});

test('a clean check vouches for nothing later: what the app reads outside of the project counts', async () => {
  asChild = true;
  const outside = mkdtempSync(join(tmpdir(), 'lockstep-outside-'));
  try {
    const replicas = join(outside, 'replicas.json');
    writeFileSync(replicas, '3');
    // Read before Lockstep is loaded.
    writeFileSync(
      join(folder, 'replicas.ts'),
      `export const replicas: number = require(${JSON.stringify(replicas)});\n`,
    );
    const program = readFileSync(join(folder, 'main.ts'), 'utf8').replace('prod: 3', 'prod: replicas');
    writeFileSync(join(folder, 'main.ts'), `import { replicas } from './replicas';\n${program}`);
    expect((await check()).code).toBe(0);
    writeFileSync(replicas, '4');
    expect(await check()).toMatchObject({ code: 1, out: expect.stringContaining('the source generates 4') as string });
  } finally {
    rmSync(outside, { recursive: true });
  }
});

test('--dist compares another folder, --now another day', async () => {
  cpSync(join(folder, 'out'), join(folder, 'copy'), { recursive: true });
  rmSync(join(folder, 'out'), { recursive: true });
  expect(await check('--dist', 'copy', '--now', '2026-11-20')).toMatchObject({
    code: 0,
    out: expect.stringContaining('(34 files of copy and proof compared)') as string,
  });
  const later = await check('--dist', 'copy', '--now', '2047-01-01');
  expect(later.code).toBe(1);
  expect(later.out).toContain('error LS822 [dev]\n    the certificate expired on 2046-11-15\n');
});

test('errors of the synth are all told, and nothing is compared with them', async () => {
  rmSync(join(folder, 'secrets', 'shop', 'prod'), { recursive: true });
  const { code, out, err } = await check();
  expect(code).toBe(1);
  expect(out).toContain('error LS551');
  expect(out).toMatch(/\(out and proof not compared\)\n$/);
  expect(err).toContain('note: out and proof were not compared: a synth writes nothing if the source has an error\n');
});

test('an app that fails is told with what it printed, without the frames of the stack', async () => {
  asChild = true;
  writeFileSync(join(folder, 'main.ts'), "console.error('one moment');\nthrow new Error('no such thing');\n");
  const { code, out, err } = await check();
  expect(code).toBe(1);
  expect(out).toBe(`main.ts
  error LS914 main.ts:2:7
    the app exited with exit code 1 before it called \`app.synth()\`:
    one moment
    Error: no such thing
    fix: Fix the error in the app that cdk8s.yaml runs.

1 error (nothing compared)
`);
  expect(err).toBe(`${NOTE}note: nothing was compared: the app produced no output\n`);
});

test('an app that forgets synth, or fails after it', async () => {
  asChild = true;
  writeFileSync(join(folder, 'main.ts'), "import { App } from 'cdk8s-lockstep';\nnew App();\n");
  expect((await check()).out).toContain(
    'error LS914\n    the app exited without calling `app.synth()`\n    fix: Call app.synth() at the end of the program',
  );
  cpSync(join(whole, 'main.ts'), join(folder, 'main.ts'));
  edit('main.ts', 'app.synth();', 'app.synth();\nprocess.exit(7);');
  const late = await check();
  expect([late.code, late.out]).toEqual([
    1,
    expect.stringContaining('the app exited with exit code 7 after `app.synth()`\n'),
  ]);
});

test('an app with an output folder of its own has no proof to compare, and expiries all the same', async () => {
  edit('main.ts', 'new App()', "new App({ outdir: 'copy' })");
  cpSync(join(folder, 'out'), join(folder, 'copy'), { recursive: true });
  cpSync(join(folder, 'certs', 'prod.pem'), join(folder, 'certs', 'dev.pem'));
  const { code, out } = await check('--now', '2047-01-01');
  expect(code).toBe(1);
  expect(out).toContain('error LS822 [dev]');
  expect(out).toContain(
    'warning LS824 [dev] SealedSecret/jwt\n    key "key" was sealed with certificate 3171360cdb66…, certs/dev.pem is bade79bf791d…\n',
  );
  expect(out).toMatch(/\(28 files of copy compared\)\n$/);
});

test('an output folder that holds the project is refused, not compared', async () => {
  edit('cdk8s.yaml', 'output: out', 'output: .');
  const { code, out } = await check();
  expect(code).toBe(1);
  expect(out).toMatch(/error LS211\n {4}[^\n]*is the project directory itself/i);
  expect(out).not.toContain('LS811');
});

test('--running reads the Applications and the matrix that a platform writes', async () => {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.example', ...args], { cwd: folder });
  const commit = (subject: string) => {
    git('add', '--all');
    git('commit', '-q', '-m', subject);
  };
  edit(
    'main.ts',
    "owner: 'team-shop',",
    "owner: 'team-shop', delivery: { repository: 'https://git.acme.example/shop.git', path: 'out', revision: vary({ dev: 'main', prod: 'v1' }) },",
  );
  git('init', '-q', '-b', 'main');
  synthesize(folder);
  commit('First');
  git('tag', 'v1');
  edit('main.ts', 'prod: 3', 'prod: 4');
  synthesize(folder);
  commit('Second');
  const { code, out } = await check('--running');
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(
      /Promotion changes 1 object:\n[^]*Deployment\/api spec\.replicas: 3 → 4\n[^]*2 environments: 1 in step, 1 behind; no drift\n$/,
    ),
  ]);
  git('checkout', '-q', 'v1');
  edit(
    'out/shop/prod/auth/Deployment-auth.yaml',
    'automountServiceAccountToken: false',
    'automountServiceAccountToken: true',
  );
  commit('By hand');
  git('tag', '-f', 'v1');
  git('checkout', '-q', 'main');
  const drifted = await check('--running', '--format', 'json');
  const { findings } = JSON.parse(drifted.out) as {
    findings: readonly { code: string; severity: string; object: string; path?: string }[];
  };
  expect(
    findings
      .filter(({ severity }) => severity === 'error')
      .map(({ code: own, object, path = '' }) => `${own} ${object} ${path}`),
  ).toEqual(['LS801 Deployment/auth spec.template.spec.automountServiceAccountToken', 'LS835 Application/shop-prod ']);
});

test.each([
  [['--format', 'jsno'], 'invalid --format "jsno"', 'Did you mean "json"? Valid: "text", "json", "sarif", "github".'],
  [['--now', 'tomorrow'], 'invalid --now date "tomorrow"', 'Use the format 2026-12-31.'],
  [
    ['--dist', '..'],
    'invalid --dist "..": the directory contains the project itself',
    'Pass the directory that contains the platforms, such as dist.',
  ],
  [['--now', '2026-02-30'], 'invalid --now date "2026-02-30"', 'Use the format 2026-12-31.'],
])('%j is wrong use', async (args, message, fix) => {
  const { code, out, err } = await check(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
  expect(err).toContain(fix);
});

test('a folder without an app is wrong use', async () => {
  asChild = true;
  rmSync(join(folder, 'cdk8s.yaml'));
  const { code, err } = await check();
  expect(code).toBe(2);
  expect(err).toContain('no cdk8s.yaml in this directory');
});
