/**
 * What `check` and `audit` notice of random changes to `dist/`, each of one field of one environment:
 * `npx tsx --conditions=source bench/mutations.ts [count] [--seed N] [--only KIND] [--misses]`. `check` knows what the source yields; `audit` sees the
 * files alone. Default: 10,000 mutations, seed 1. Exits with 1 when `check` misses one.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runApp } from '../src/cli/project-model';
import { AuditedPlatform } from './mutations/audit';
import { checkFindings } from './mutations/check';
import { mutationsOf } from './mutations/mutate';
import { Tally } from './mutations/tally';
import { loadWorld } from './mutations/world';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    misses: { type: 'boolean', default: false },
  },
});
const count = Number(positionals[0] ?? 10_000);
const root = join(__dirname, '..');
const { model, failure } = runApp(root);
if (model === undefined) throw new Error(`the app yields nothing: ${failure ?? 'it is no app of Lockstep'}`);
const wanted = new Map(model.dist.files);
const world = loadWorld(model.dist.folder);
const stale = world.objects.find(({ path, text }) => wanted.get(path) !== text);
if (stale !== undefined) throw new Error(`dist/${stale.path} is not what the source yields: npx lockstep synth`);

const platforms = new Map([...world.platforms].map(([name, objects]) => [name, new AuditedPlatform(objects)]));
const tally = new Tally();
let done = 0;
for (const mutation of mutationsOf(world, count, Number(values.seed), values.only)) {
  const { object, json } = mutation;
  const check =
    json === undefined
      ? wanted.has(object.path)
      : checkFindings(object.path, json, wanted.get(object.path)!).length > 0;
  tally.add(mutation, check, platforms.get(object.platform)!.findings(object, json));
  if (++done % 500 === 0 && process.stderr.isTTY) process.stderr.write(`\r${done} of ${count}`);
}
process.stdout.write(tally.table());
if (values.misses) process.stdout.write(`\n${tally.misses()}`);
process.exitCode = tally.missedByCheck === 0 ? 0 : 1;
