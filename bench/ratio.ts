/**
 * Lockstep, compiled, against helm in one run: `npm run build && npx tsx bench/ratio.ts [runs] [services]`. The two alternate,
 * so that both meet the same machine. Medians are printed, of wall and of CPU time. Needs `helm` on the PATH.
 */
import { spawnSync } from 'node:child_process';
import { median, timesOf } from './times';

const [runs = 3, services = 1000] = process.argv.slice(2).map(Number);

function run(program: string): ReturnType<typeof timesOf> {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', program, String(services)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return timesOf(stdout);
}

const steps: Record<string, number[]> = {};
const add = (name: string, value: number) => (steps[name] ??= []).push(value);
for (let count = 0; count < runs; count++) {
  const helm = run('bench/helm.ts').get('total')!;
  const lockstep = run('bench/synth.ts');
  for (const time of ['wall', 'cpu'] as const) {
    for (const [step, own] of lockstep) add(`${step}, ${time}`, own[time]);
    add(`helm, ${time}`, helm[time]);
    const [total, inspect] = [lockstep.get('total')![time], lockstep.get('inspect')![time]];
    add(`ratio %, ${time}`, (total / helm[time]) * 100);
    add(`ratio without inspection %, ${time}`, ((total - inspect) / helm[time]) * 100);
  }
}
for (const [name, values] of Object.entries(steps)) {
  process.stdout.write(
    `${name.padEnd(34)} ${median(values).toFixed(0).padStart(6)}   (${values.map((value) => value.toFixed(0)).join(', ')})\n`,
  );
}
