import { join } from 'node:path';
import { run, runOk } from '../../processes';
import { type Checker, filesOf, oneByOne } from './checker';

const POLICIES = join(__dirname, '..', '..', 'policies', 'opa');

interface ConftestResult {
  readonly failures?: readonly {
    readonly msg: string;
    readonly metadata?: { readonly rule?: string; readonly object?: string };
  }[];
}

/** Rules over all objects of an environment together: `policies/opa`. The rules' own tests run first. */
export const conftest: Checker = {
  name: 'conftest',
  tools: ['conftest', 'opa'],
  check: async (environments, tool) => {
    await runOk(tool('opa'), ['test', POLICIES]);
    return judge(environments, tool);
  },
};

const judge = oneByOne(async (environment, tool) => {
  const result = await run(tool('conftest'), [
    'test',
    '--combine',
    '--policy',
    POLICIES,
    '--output',
    'json',
    ...filesOf(environment),
  ]);
  if (!result.stdout.trimStart().startsWith('['))
    throw new Error(`conftest printed no report:\n${`${result.stdout}${result.stderr}`.slice(-2000)}`);
  const reports = JSON.parse(result.stdout) as readonly ConftestResult[];
  return reports
    .flatMap(({ failures }) => failures ?? [])
    .map(({ msg, metadata }) => ({
      rule: metadata?.rule ?? 'error',
      object: metadata?.object ?? 'File/unknown',
      message: msg,
    }));
});
