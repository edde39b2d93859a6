import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIGURATION, parseConfiguration } from '../inputs/configuration';
import { YamlReader } from '../inputs/yaml-reader';
import { Refusal, wrongUse } from './terminal';

/**
 * The `app` of cdk8s.yaml: the command that builds the tree and calls `app.synth()`.
 * @param root folder of the project
 * @throws Refusal when there is none, or the file is broken
 */
export function appCommand(root: string): string {
  const file = join(root, CONFIGURATION);
  if (!existsSync(file)) {
    throw wrongUse(
      `no ${CONFIGURATION} in this directory`,
      'Run the command in the project directory, which contains cdk8s.yaml.',
      'LS913',
    );
  }
  const text = readFileSync(file, 'utf8');
  const reader = new YamlReader(CONFIGURATION, text);
  if (reader.parse() === undefined)
    throw new Refusal(
      reader.findings.map((finding) => ({ ...finding, code: 'LS913' })),
      2,
    );
  const { app } = parseConfiguration(text);
  if (app !== undefined) return app;
  throw wrongUse(
    `${CONFIGURATION} does not set \`app\``,
    'Add the command that runs the app: app: npx tsx main.ts',
    'LS913',
  );
}
