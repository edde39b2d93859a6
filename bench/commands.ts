/**
 * What a person waits for: `npx tsx bench/commands.ts [runs]`, in the folder of this repository. Each command as a
 * process of its own, in turn; median of the wall time, and of the CPU time of all its processes.
 */
import { spawnSync } from 'node:child_process';
import { median, timeLine } from './times';

const runs = Number(process.argv[2] ?? 5);
const SOURCE = 'node --require tsx/cjs --conditions=source';
const COMMANDS: readonly (readonly [name: string, command: string])[] = [
  ['npx cdk8s synth', 'npx cdk8s synth'],
  ['cdk8s synth', 'node_modules/.bin/cdk8s synth'],
  ['npm run synth', 'npm run synth'],
  ['lockstep synth', `${SOURCE} src/cli/main.ts synth`],
  ['the app alone', `${SOURCE} systems/main.ts`],
  ['check', `${SOURCE} src/cli/main.ts check`],
];

const times = COMMANDS.map(() => ({ wall: [] as number[], cpu: [] as number[] }));
for (let run = 0; run < runs; run++) {
  COMMANDS.forEach(([name, command], index) => {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['-c', `{ ${command}; } > /dev/null; code=$?; times; exit $code`],
      {
        encoding: 'utf8',
        env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
      },
    );
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    times[index]!.wall.push(performance.now() - start);
    times[index]!.cpu.push(childrenCpu(stdout));
  });
}
COMMANDS.forEach(([name], index) =>
  process.stdout.write(timeLine(name, median(times[index]!.wall), median(times[index]!.cpu))),
);

/** Milliseconds, from the second line of what `times` prints: `0m1.250s 0m0.160s`. */
function childrenCpu(printed: string): number {
  const parts = [...printed.split('\n')[1]!.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000, 0);
}
