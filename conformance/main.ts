/**
 * The conformance run: what the synth wrote, judged by the real parts. See `docs/conformance.md`.
 * Exit code 0 when nothing failed, 1 when something did, 2 for wrong use.
 */
import { cpSync, existsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { end, endOnSignals, temporaryFolder } from './cleanup';
import { type DistEnvironment, readDist } from './dist';
import { mutate } from './mutations';
import { Report } from './report';
import type { Suite, SuiteContext } from './suite';
import { SUITES } from './suites';
import { cacheFolder, prepareTools } from './tools/toolbox';

const USAGE = `npm run conformance -- [options]

  --only a,b      only these suites: ${SUITES.map((suite) => suite.name).join(', ')}
  --dist DIR      what the synth wrote (default: dist)
  --secrets DIR   the sealed values (default: secrets)
  --env a,b       only these environments, as platform/environment
  --soak SECONDS  how long Argo CD is watched for drift (default: 60; every 5 s it compares)
  --jobs N        how many environments are judged side by side (default: ${defaultJobs()}, by memory and processors)
  --tools         build or find the tools, and stop
  --mutate        break the manifests on purpose: every breakage must turn the run red
  --help

${SUITES.map((suite) => `  ${suite.name.padEnd(10)} ${suite.title}`).join('\n')}

Tools are kept in ${cacheFolder()}.`;

interface Options {
  readonly suites: readonly Suite[];
  readonly dist: string;
  readonly secrets: string;
  /** `platform/environment`; all when it is left out. */
  readonly environments: readonly string[] | undefined;
  readonly soakSeconds: number;
  readonly jobs: number;
  readonly mode: 'judge' | 'mutate' | 'tools' | 'help';
  readonly foreign: boolean;
}

class WrongUse extends Error {}

function readOptions(project: string): Options {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      dist: { type: 'string' },
      secrets: { type: 'string' },
      env: { type: 'string' },
      soak: { type: 'string', default: '60' },
      jobs: { type: 'string', default: String(defaultJobs()) },
      tools: { type: 'boolean' },
      mutate: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const known = SUITES.map((suite) => suite.name);
  const names = values.only?.split(',') ?? known;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new WrongUse(`There is no suite "${unknown}". Valid: ${known.join(', ')}.`);
  const soakSeconds = Number(values.soak);
  if (!Number.isInteger(soakSeconds) || soakSeconds < 1)
    throw new WrongUse(`--soak takes seconds, not "${values.soak}".`);
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw new WrongUse(`--jobs takes a number from 1, not "${values.jobs}".`);
  return {
    suites: SUITES.filter((suite) => names.includes(suite.name)),
    dist: resolve(values.dist ?? join(project, 'dist')),
    secrets: resolve(values.secrets ?? join(project, 'secrets')),
    environments: values.env?.split(','),
    soakSeconds,
    jobs,
    mode: values.help === true ? 'help' : values.tools === true ? 'tools' : values.mutate === true ? 'mutate' : 'judge',
    foreign: values.dist !== undefined,
  };
}

/** The manifests as they are now, in a folder of the run: a synth in the meantime changes nothing of what is judged. */
function takeCopy({ dist, secrets }: Options): { readonly dist: string; readonly secrets: string } {
  if (!existsSync(dist)) throw new WrongUse(`There is no folder ${dist}: run the synth first.`);
  const folder = temporaryFolder('input');
  cpSync(dist, join(folder, 'dist'), { recursive: true });
  if (existsSync(secrets)) cpSync(secrets, join(folder, 'secrets'), { recursive: true });
  return { dist: join(folder, 'dist'), secrets: join(folder, 'secrets') };
}

function chooseEnvironments(dist: string, chosen: readonly string[] | undefined): DistEnvironment[] {
  const all = readDist(dist);
  const names = all.map(({ platform, name }) => `${platform}/${name}`);
  if (names.length === 0) throw new WrongUse('The dist folder holds no environment: run the synth first.');
  const unknown = chosen?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new WrongUse(`There is no environment "${unknown}". Valid: ${names.join(', ')}.`);
  return all.filter((_environment, index) => chosen?.includes(names[index] ?? '') ?? true);
}

async function main(): Promise<number> {
  const project = resolve(__dirname, '..');
  const options = readOptions(project);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (options.mode === 'help') {
    say(USAGE);
    return 0;
  }
  endOnSignals();
  const wanted = new Set(options.suites.flatMap((suite) => suite.tools));
  if (options.mode === 'tools') {
    await prepareTools(wanted, say);
    return 0;
  }
  const input = takeCopy(options);
  const environments = chooseEnvironments(input.dist, options.environments);
  const report = new Report(say);
  const context = {
    ...input,
    report,
    tool: await prepareTools(wanted, say),
    environments,
    allEnvironments: options.environments === undefined && !options.foreign,
    soakSeconds: options.soakSeconds,
    jobs: options.jobs,
    commands: true,
    project,
  };
  if (options.mode === 'mutate') await mutate(context);
  else await judgeAll(options.suites, context);
  await end();
  say(report.total());
  return report.failed === 0 ? 0 : 1;
}

/** Suites that mostly wait run beside the others, which keep the processors busy. */
async function judgeAll(suites: readonly Suite[], context: SuiteContext): Promise<void> {
  const inTurn = async (chosen: readonly Suite[]): Promise<void> => {
    for (const suite of chosen) await judge(suite, context);
  };
  await Promise.all([
    inTurn(suites.filter(({ waits }) => waits === true)),
    inTurn(suites.filter(({ waits }) => waits !== true)),
  ]);
}

/**
 * A cluster with Argo CD takes about 1.5 GB, and half of the memory is left to the others; more than one and a half for
 * each processor, in both lanes, only wait for one another.
 */
function defaultJobs(): number {
  return Math.max(1, Math.min(Math.ceil(availableParallelism() * 1.5), Math.floor(totalmem() / 2 ** 30 / 3)));
}

/** A suite that cannot even begin is a failure, not a reason to leave out the others. */
async function judge(suite: Suite, context: SuiteContext): Promise<void> {
  try {
    await suite.run(context);
  } catch (error) {
    await context.report.case(suite.name, () =>
      Promise.reject(error instanceof Error ? error : new Error(String(error))),
    );
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  async (error: unknown) => {
    const misused = error instanceof WrongUse || (error instanceof TypeError && 'code' in error);
    process.stderr.write(
      misused ? `${error.message}\n\n${USAGE}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
    );
    await end();
    process.exitCode = misused ? 2 : 3;
  },
);
