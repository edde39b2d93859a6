/** Each case is a process of its own: what is watched cannot be let go. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from './cli/folder.test-support';
import type { Witnessed } from './witness';

const folder = testFolder('witness');
const LOADER = join(__dirname, '..', 'node_modules', 'tsx', 'dist', 'loader.mjs');

function run(program: string, file = 'project/main.ts'): Witnessed {
  mkdirSync(join(folder.path, 'project', '.git'), { recursive: true });
  writeFileSync(join(folder.path, 'project', 'own.txt'), '');
  writeFileSync(join(folder.path, 'outside.txt'), '');
  writeFileSync(
    join(folder.path, file),
    `import { watch, witnessed } from ${JSON.stringify(join(__dirname, 'witness.ts'))};
import * as fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { execFileSync, spawnSync } from 'node:child_process';
import { createConnection } from 'node:net';
watch(process.cwd());
void (async () => {
  ${program}
  console.log(JSON.stringify(witnessed()));
})();
`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', LOADER, join(folder.path, file)], {
    cwd: join(folder.path, 'project'),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Witnessed;
}

test.each([
  ['nothing', '', []],
  [
    'a file of the project',
    "fs.readFileSync('own.txt'); fs.readdirSync('.'); fs.existsSync(process.cwd() + '/none');",
    [],
  ],
  [
    'what is written, and by number',
    "fs.writeFileSync('../outside.txt', ''); fs.readFileSync(fs.openSync('own.txt'));",
    [],
  ],
  ['an installed file', "fs.existsSync('node_modules/yaml/package.json'); fs.existsSync('../node_modules/yaml');", []],
  ['a module that is loaded late', "require('node:os'); require(process.cwd() + '/../later.json');", []],
  ['a file outside', "fs.readFileSync('../outside.txt');", ['outside.txt']],
  ['whether there is one', "fs.existsSync('../none'); fs.statSync('../outside.txt');", ['none', 'outside.txt']],
  [
    'by a promise and by address',
    "await readFile('../outside.txt'); await fs.promises.stat(new URL('file:///'));",
    ['outside.txt', '/'],
  ],
  ['what git keeps', "fs.readdirSync('.git');", ['project/.git']],
  ['programs', "spawnSync('true'); execFileSync('true');", ['a program (true)']],
  [
    'a connection',
    "await new Promise((done) => createConnection(1, '127.0.0.1').on('error', done));",
    ['a connection'],
  ],
])('%s', (_, program, expected) => {
  writeFileSync(join(folder.path, 'later.json'), '{}');
  const { beyond, node, modules } = run(program);
  expect(beyond.map((path) => path.replace(`${folder.path}/`, ''))).toEqual([...expected].sort());
  expect(node).toBe(process.execPath);
  expect(modules).toContain(join(__dirname, 'witness.ts'));
});

test('of ES modules there is no list', () => {
  expect(run('', 'project/main.mts').modules).toBeUndefined();
});
