import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrongUse } from './terminal';

const CONFIGURATION = 'cdk8s.yaml';

/**
 * The `app` of cdk8s.yaml: the command that builds the tree and calls `app.synth()`.
 * @param root folder of the project
 * @throws Refusal when there is none
 */
export function appCommand(root: string): string {
  const file = join(root, CONFIGURATION);
  if (!existsSync(file)) {
    throw wrongUse('LS913', `there is no ${CONFIGURATION} in this folder`, 'Run it in the folder of the project, beside cdk8s.yaml.');
  }
  const { parse } = require('yaml') as typeof import('yaml');
  const { app } = (parse(readFileSync(file, 'utf8')) ?? {}) as { app?: unknown };
  if (typeof app === 'string') return app;
  throw wrongUse('LS913', `${CONFIGURATION} names no \`app\``, 'Add the command that runs it: app: npx tsx main.ts');
}
