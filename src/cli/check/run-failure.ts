/** An app that failed, as a finding. */
import type { Finding } from '../../model/finding';
import { placeInProgram } from '../../model/source-place';
import type { AppRun } from '../project-model';

/** More lines of what an app printed help nobody. */
const LINES = 20;

/** @returns `undefined` when the app wrote its model and ended well */
export function runFailure({ model, failure, stderr }: AppRun, root: string): Finding | undefined {
  if (model !== undefined && failure === undefined) return undefined;
  const printed = reasonIn(stderr);
  const message =
    failure === undefined
      ? 'the app exited without calling `app.synth()`'
      : `the app exited with ${failure} ${model === undefined ? 'before it called `app.synth()`' : 'after `app.synth()`'}`;
  const file = placeInProgram(`\n${stderr}`, __dirname, root);
  return {
    code: 'LS914',
    ...(file !== undefined && { file }),
    message: printed === '' ? message : `${message}:\n${printed}`,
    fix:
      failure === undefined
        ? 'Call app.synth() at the end of the program, with the App of cdk8s-lockstep.'
        : 'Fix the error in the app that cdk8s.yaml runs.',
  };
}

/** What was printed, without the frames of stacks and what Node puts around an error. */
function reasonIn(stderr: string): string {
  const withoutExcerpt = stderr.replace(/^\S.*:\d+\r?\n.*\r?\n[ \t]*\^+[ \t]*\r?\n/gm, '');
  const lines = withoutExcerpt.split('\n').filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v/.test(line));
  return lines.slice(-LINES).join('\n');
}
