/**
 * Lockstep against helm in one run: `npx tsx bench/ratio.ts [runs] [services]`. The two alternate, so that both meet the
 * same machine; CPU time and medians are printed, because the machine may be busy. Needs `helm` on the PATH.
 */
import { spawnSync } from 'node:child_process';
import { cpuTimes, median } from './times';

const [runs = 3, services = 1000] = process.argv.slice(2).map(Number);

function run(...args: readonly string[]): Map<string, number> {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', ...args, String(services)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return cpuTimes(stdout);
}

const steps: Record<string, number[]> = {};
const add = (name: string, value: number) => (steps[name] ??= []).push(value);
for (let count = 0; count < runs; count++) {
  const helm = run('bench/helm.ts').get('total')!;
  const lockstep = run('--conditions=source', 'bench/synth.ts');
  for (const [step, time] of lockstep) add(step, time);
  add('helm', helm);
  add('ratio %', (lockstep.get('total')! / helm) * 100);
  add('ratio without inspection %', ((lockstep.get('total')! - lockstep.get('inspect')!) / helm) * 100);
}
for (const [name, values] of Object.entries(steps)) {
  process.stdout.write(`${name.padEnd(28)} ${median(values).toFixed(0).padStart(6)}   (${values.map((value) => value.toFixed(0)).join(', ')})\n`);
}
