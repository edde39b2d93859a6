/**
 * Cold start: `npm run build && npx tsx bench/cold.ts [runs]`. What the command takes to print its help, and what an app
 * spends before its first line, which is loading modules. Median and best of the wall time.
 */
import { spawnSync } from 'node:child_process';
import { median } from './times';

const runs = Number(process.argv[2] ?? 10);
const CASES: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['node alone', ['-e', '0']],
  ['lockstep --help', ['lib/cli/main.js', '--help']],
  ['tsx alone', ['--import', 'tsx', '-e', '0']],
  ['cdk8s alone', ['-e', 'require("cdk8s")']],
  ['package loaded', ['-e', 'require("cdk8s-lockstep")']],
  ['source loaded by tsx', ['--import', 'tsx', '--conditions=source', '-e', 'require("cdk8s-lockstep")']],
];

for (const [name, args] of CASES) {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    return performance.now() - start;
  });
  process.stdout.write(
    `${name.padEnd(24)} ${median(times).toFixed(0).padStart(6)} ms, best ${Math.min(...times).toFixed(0)} ms\n`,
  );
}
