/** `lockstep synth`: runs the app of cdk8s.yaml; what it writes is staged and swapped in, so that the last good output stays. */
import { spawnSync } from 'node:child_process';
import { appCommand } from './app-command';
import { wrongUse } from './terminal';
import type { Verb } from './verb';

export const synth: Verb = {
  configure(command, terminal, exit) {
    command.action(() => {
      const environment: NodeJS.ProcessEnv = { ...process.env, LOCKSTEP_SYNTH: '1' };
      delete environment.CDK8S_OUTDIR;
      const app = appCommand(terminal.cwd);
      const { status, signal, error } = spawnSync(app, {
        cwd: terminal.cwd,
        env: environment,
        shell: true,
        stdio: 'inherit',
      });
      if (error !== undefined) throw error;
      if (signal !== null) throw wrongUse(`the app was terminated by ${signal}`, 'Run the command again.', 'LS913');
      exit(status === 0 ? 0 : 1);
    });
  },
};
