/**
 * Times each step from source to files: `npx tsx --conditions=source bench/synth.ts [services]`. The work unit of
 * bench/README.md is 1,000 services.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeInPlace } from '../src/emit/write';
import { runPipeline, type Timer } from '../src/run';
import { benchPlatform } from './platform';

const services = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-'));
const steps = new Map<string, number>();
const timed: Timer = (step, run) => {
  const start = performance.now();
  const result = run();
  steps.set(step, (steps.get(step) ?? 0) + performance.now() - start);
  return result;
};

try {
  const app = timed('construct', () => benchPlatform(services, folder));
  const { files, findings } = runPipeline(app, timed);
  if (findings.length > 0) throw new Error(JSON.stringify(findings.slice(0, 3), undefined, 2));
  timed('write', () => writeInPlace(folder, files));
  timed('write, unchanged', () => writeInPlace(folder, files));
  const total = [...steps].filter(([step]) => step !== 'write, unchanged').reduce((sum, [, time]) => sum + time, 0);
  for (const [step, time] of [...steps, ['total', total] as const]) process.stdout.write(`${step.padEnd(18)} ${time.toFixed(0).padStart(7)} ms\n`);
  process.stdout.write(`${services} services, 3 environments, ${files.size} files, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
