/**
 * The conformance run: what the synth wrote, judged by the real parts. See `docs/conformance.md`.
 * Exit code 0 when nothing failed, 1 when something did, 2 for wrong use.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { end, endOnSignals } from './cleanup';
import { readDist } from './dist';
import { mutate } from './mutations';
import { Report } from './report';
import { SUITES } from './suites';
import { cacheFolder, prepareTools } from './tools/toolbox';

const USAGE = `npm run conformance -- [options]

  --only a,b      only these suites: ${SUITES.map((suite) => suite.name).join(', ')}
  --dist DIR      what the synth wrote (default: dist)
  --secrets DIR   the sealed values (default: secrets)
  --env a,b       only these environments, as platform/environment
  --soak SECONDS  how long Argo CD is watched for drift (default: 60; every 5 s it compares)
  --tools         build or find the tools, and stop
  --mutate        break the manifests on purpose: every breakage must turn the run red
  --help

${SUITES.map((suite) => `  ${suite.name.padEnd(10)} ${suite.title}`).join('\n')}

Tools are kept in ${cacheFolder()}.`;

async function main(): Promise<number> {
  const project = resolve(__dirname, '..');
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      dist: { type: 'string' },
      secrets: { type: 'string' },
      env: { type: 'string' },
      soak: { type: 'string' },
      tools: { type: 'boolean' },
      mutate: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const names = values.only?.split(',') ?? SUITES.map((suite) => suite.name);
  const unknown = names.find((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown !== undefined) return misuse(`no suite "${unknown}"`);
  const suites = SUITES.filter((suite) => names.includes(suite.name));
  const dist = resolve(values.dist ?? join(project, 'dist'));
  const secrets = resolve(values.secrets ?? join(project, 'secrets'));
  if (!existsSync(dist)) return misuse(`there is no folder ${dist}: run the synth first`);
  const soakSeconds = Number(values.soak ?? 60);
  if (!Number.isInteger(soakSeconds) || soakSeconds < 1) return misuse(`--soak takes seconds, not "${values.soak ?? ''}"`);
  const chosen = values.env?.split(',');
  const environments = readDist(dist).filter(({ platform, name }) => chosen?.includes(`${platform}/${name}`) ?? true);
  if (environments.length === 0 && values.tools !== true)
    return misuse(`${dist} holds no environment${chosen === undefined ? ': run the synth first' : ` ${chosen.join(', ')}`}`);

  endOnSignals();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const report = new Report(say);
  const tool = await prepareTools(new Set(suites.flatMap((suite) => suite.tools)), say);
  if (values.tools === true) return 0;
  const context = {
    report,
    tool,
    environments,
    dist,
    secrets,
    allEnvironments: chosen === undefined && values.dist === undefined,
    soakSeconds,
    commands: true,
    project,
  };
  if (values.mutate === true) await mutate(context);
  else {
    for (const suite of suites) {
      // A suite that cannot even begin is a failure, not a reason to leave out the others.
      try {
        await suite.run(context);
      } catch (error) {
        await report.case(suite.name, () => Promise.reject(error instanceof Error ? error : new Error(String(error))));
      }
    }
  }
  await end();
  say(report.total());
  return report.failed === 0 ? 0 : 1;
}

function misuse(problem: string): number {
  process.stderr.write(`${problem}\n\n${USAGE}\n`);
  return 2;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  async (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    await end();
    process.exitCode = error instanceof TypeError && 'code' in error ? 2 : 3;
  },
);
