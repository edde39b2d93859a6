/**
 * Times each step from source to files, of the compiled package as users run it: `npm run build && npx tsx bench/synth.ts
 * [services]`; of the sources with `--conditions=source`. The work unit of bench/README.md is 1,000 services.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileLess } from '#lockstep/emit/command';
import { WriteAhead } from '#lockstep/emit/ahead';
import { writeInPlace } from '#lockstep/emit/write';
import { runPipeline, type Timer } from '#lockstep/run';
import { benchPlatform } from './platform';
import { sum, timeLine } from './times';

compileLess();
const services = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-'));
const steps = new Map<string, { wall: number; cpu: number }>();
const timed: Timer = (step, run) => {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = run();
  const { user, system } = process.cpuUsage(before);
  const { wall, cpu } = steps.get(step) ?? { wall: 0, cpu: 0 };
  steps.set(step, { wall: wall + performance.now() - start, cpu: cpu + (user + system) / 1000 });
  return result;
};

try {
  const app = timed('construct', () => benchPlatform(services, folder));
  // as under the cdk8s command: what is rendered is written on a second thread, and `write` waits for the rest
  let ahead: WriteAhead | undefined;
  const { files, findings } = runPipeline(app, timed, true, (count) =>
    timed('render', () => (ahead = WriteAhead.into(folder, count))),
  );
  if (findings.length > 0) throw new Error(JSON.stringify(findings.slice(0, 3), undefined, 2));
  timed('write', () => ahead?.finish() === true || writeInPlace(folder, files));
  timed('write, unchanged', () => writeInPlace(folder, files));
  const counted = [...steps].filter(([step]) => step !== 'write, unchanged').map(([, time]) => time);
  const total = { wall: sum(counted.map(({ wall }) => wall)), cpu: sum(counted.map(({ cpu }) => cpu)) };
  for (const [step, { wall, cpu }] of [...steps, ['total', total] as const])
    process.stdout.write(timeLine(step, wall, cpu));
  process.stdout.write(
    `${services} services, 3 environments, ${files.size} files, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
