/** The package as its users get it: packed, unpacked beside its peers in an empty folder, loaded in every way. */
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { CONSUMERS, IMAGES_LOCK, testProgram } from './consumers';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const MODULES = join(ROOT, 'node_modules');
const work = mkdtempSync(join(tmpdir(), 'package-'));
const stage = join(work, 'stage');
const users = join(work, 'users');
const installed = join(users, 'node_modules/cdk8s-lockstep');
/** What the user installs beside the package to compile and test. */
const OF_THE_USER = [
  'typescript',
  '@types/node',
  '@types/jest',
  '@jest/globals',
  'expect',
  'jest-snapshot',
  'eslint',
  'typescript-eslint',
];
const FIVE_MINUTES = 300_000;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

let tarball = '';
let packed: readonly string[] = [];

function link(name: string): void {
  const at = join(users, 'node_modules', name);
  if (existsSync(at)) return;
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(join(MODULES, name), at);
}

/** Output of a command, which is part of the error when it fails. */
async function output(command: string, args: readonly string[], cwd: string): Promise<string> {
  const env = {
    ...process.env,
    FORCE_COLOR: '0',
    NO_COLOR: '1',
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
    // A compiler leaves much garbage.
    NODE_OPTIONS: '--max-semi-space-size=64',
  };
  delete (env as Record<string, unknown>).CDK8S_OUTDIR;
  try {
    const { stdout } = await run(command, args, { cwd, env, maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string };
    throw new Error(`${message}\n${stdout ?? ''}\n${stderr ?? ''}`);
  }
}

const node = (cwd: string, ...args: string[]) => output(process.execPath, args, cwd);

beforeAll(async () => {
  mkdirSync(stage);
  for (const name of [
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'src',
    'systems',
    'cdk8s.yaml',
  ]) {
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(stage, name), { recursive: true });
  }
  symlinkSync(MODULES, join(stage, 'node_modules'));
  // `prepack` builds `lib/`.
  const answer = await output('npm', ['pack', '--json', '--foreground-scripts=false'], stage);
  const [{ filename, files }] = JSON.parse(answer.slice(answer.indexOf('[\n'))) as [
    { filename: string; files: { path: string }[] },
  ];
  tarball = join(stage, filename);
  packed = files.map(({ path }) => path);
  mkdirSync(installed, { recursive: true });
  await output('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed], users);
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  ) as Manifest;
  [...Object.keys(dependencies), ...Object.keys(peerDependencies), ...OF_THE_USER].forEach(link);
}, FIVE_MINUTES);

afterAll(() => rmSync(work, { recursive: true, force: true }));

test('holds the library, its sources and schemas, and nothing else', () => {
  const top = new Set(packed.map((path) => path.split('/')[0]));
  expect([...top].filter((name) => !['README.md', 'CHANGELOG.md'].includes(name!)).sort()).toEqual([
    'LICENSE',
    'lib',
    'package.json',
    'src',
  ]);
  expect(packed.filter((path) => /\.test|fixtures|\/inspect\/examples\/|\/laws\//.test(path))).toEqual([]);
  expect(packed).toEqual(
    expect.arrayContaining([
      'lib/index.js',
      'lib/index.d.ts',
      'lib/cli/main.js',
      'lib/inspect/schema/bundles/kubernetes.json',
    ]),
  );
});

test.each(CONSUMERS)(
  '$name',
  async ({ files, compiler, program, name }) => {
    const folder = join(users, name.replaceAll(' ', '-'));
    mkdirSync(folder);
    for (const [file, text] of Object.entries({ ...files, 'images.lock.yaml': IMAGES_LOCK }))
      writeFileSync(join(folder, file), text);
    if (compiler === 'tsc') await node(folder, join(MODULES, 'typescript/bin/tsc'), '-p', '.');
    if (compiler === 'compile.cjs') await node(folder, join(__dirname, 'compile.cjs'));
    await node(folder, program);
    const replicas = (environment: string) => {
      const dist = join(folder, 'dist/shop', environment);
      const file = readdirSync(dist, { recursive: true, encoding: 'utf8' }).find((path) =>
        path.endsWith('Deployment-api.yaml'),
      );
      return (parse(readFileSync(join(dist, file!), 'utf8')) as { spec: { replicas: number } }).spec.replicas;
    };
    expect([replicas('dev'), replicas('prod')]).toEqual([2, 3]);
    expect(parse(readFileSync(join(folder, 'proof/shop/matrix.yaml'), 'utf8'))).toBeTruthy();
  },
  FIVE_MINUTES,
);

test('the command runs', async () => {
  const command = join(installed, 'lib/cli/main.js');
  expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(await node(users, command, '--help')).toContain('Usage: lockstep');
  expect((await node(users, command, '--version')).trim()).toBe(
    (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version,
  );
});

test(
  'the lint rule knows the types of the package',
  async () => {
    const folder = join(users, 'lint');
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      '{ "compilerOptions": { "module": "nodenext", "lib": ["es2022"], "skipLibCheck": true, "types": [] }, "include": ["*.ts"] }',
    );
    writeFileSync(
      join(folder, 'main.ts'),
      `import { defineEnvironments } from 'cdk8s-lockstep';\nconst { env } = defineEnvironments({ dev: { stage: 'development', namespace: 'a' } });\nexport const x = env.stage ? 1 : 2;\n`,
    );
    writeFileSync(
      join(folder, 'eslint.config.js'),
      `import { configs } from 'cdk8s-lockstep/eslint';
import tseslint from 'typescript-eslint';
export default [
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } } },
  configs.recommended,
];
`,
    );
    await expect(node(folder, join(MODULES, 'eslint/bin/eslint.js'), 'main.ts')).rejects.toThrow(
      /main\.ts\n\s+3:18\s+error .*lockstep\/no-varying-condition/,
    );
  },
  FIVE_MINUTES,
);

test(
  'the matchers store readable snapshots, and show what changed',
  async () => {
    const folder = join(users, 'tested');
    mkdirSync(folder);
    const put = (replicas: number) => writeFileSync(join(folder, 'shop.test.js'), testProgram(replicas));
    const jest = (...args: string[]) => node(folder, join(MODULES, 'jest/bin/jest.js'), '--no-cache', ...args);
    writeFileSync(join(folder, 'images.lock.yaml'), IMAGES_LOCK);
    writeFileSync(
      join(folder, 'package.json'),
      '{ "jest": { "setupFilesAfterEnv": ["cdk8s-lockstep/jest"], "transform": {} } }',
    );
    put(3);
    await jest('--ci=false');
    const stored = readFileSync(join(folder, '__snapshots__/shop.test.js.snap'), 'utf8');
    expect(stored).toContain('exports[`shop: shop template 1`] = `\n# ');
    expect(stored).toContain('  replicas: !vary { dev: 2, prod: 3 }\n');
    await jest('--ci');
    put(4);
    await expect(jest('--ci')).rejects.toThrow(
      /# api\/Deployment-api\.yaml \(changed\)\n[^#]*-\s+replicas: !vary \{ dev: 2, prod: 3 \}\n\s*\+\s+replicas: !vary \{ dev: 2, prod: 4 \}\n/,
    );
  },
  FIVE_MINUTES,
);

test(
  'publint finds nothing',
  async () => {
    expect(await node(stage, join(MODULES, 'publint/src/cli.js'), 'run', tarball, '--strict')).toContain('All good!');
  },
  FIVE_MINUTES,
);

test(
  'types resolve for every way to import',
  async () => {
    // `node10` knows no `exports`, and is deprecated in TypeScript 6: the entries beside the main one are for node16 and later.
    // Sources and maps, which it does not read, would take it most of the time.
    const light = join(work, 'light.tgz');
    await output(
      'tar',
      ['-czf', light, '--exclude=*.map', '--exclude=cdk8s-lockstep/src', 'cdk8s-lockstep'],
      dirname(installed),
    );
    const answer = await node(
      stage,
      join(MODULES, '@arethetypeswrong/cli/dist/index.js'),
      light,
      '--profile',
      'node16',
      '--format',
      'ascii',
      '--no-color',
      '--no-emoji',
    );
    expect(answer.match(/node16 \(from (CJS|ESM)\): OK/g)).toHaveLength(8);
  },
  FIVE_MINUTES,
);
