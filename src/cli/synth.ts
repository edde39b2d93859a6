/** `lockstep synth`: runs the app of cdk8s.yaml; what it writes is staged and swapped in, so that the last good output stays. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrongUse, type Terminal } from './terminal';
import type { Verb } from './verb';

const CONFIGURATION = 'cdk8s.yaml';

export const synth: Verb = {
  configure(command, terminal, exit) {
    command.action(() => {
      const app = appCommand(terminal);
      const environment: NodeJS.ProcessEnv = { ...process.env, LOCKSTEP_SYNTH: '1' };
      delete environment.CDK8S_OUTDIR;
      const { status, signal, error } = spawnSync(app, { cwd: terminal.cwd, env: environment, shell: true, stdio: 'inherit' });
      if (error !== undefined) throw error;
      if (signal !== null) throw wrongUse('LS913', `the app was ended by ${signal}`, 'Run it again.');
      exit(status === 0 ? 0 : 1);
    });
  },
};

/** The `app` of cdk8s.yaml: the command that builds the tree and calls `app.synth()`. */
function appCommand({ cwd }: Terminal): string {
  const file = join(cwd, CONFIGURATION);
  if (!existsSync(file)) {
    throw wrongUse('LS913', `there is no ${CONFIGURATION} in this folder`, 'Run it in the folder of the project, beside cdk8s.yaml.');
  }
  const { parse } = require('yaml') as typeof import('yaml');
  const { app } = (parse(readFileSync(file, 'utf8')) ?? {}) as { app?: unknown };
  if (typeof app !== 'string') {
    throw wrongUse('LS913', `${CONFIGURATION} names no \`app\``, 'Add the command that runs it: app: npx tsx main.ts');
  }
  return app;
}
