/** What Lockstep reads of `cdk8s.yaml`, the configuration of the cdk8s command. */
import { isObject } from '../model/json';

/** Name of the file. */
export const CONFIGURATION = 'cdk8s.yaml';

export interface Configuration {
  /** The command that builds the tree and calls `app.synth()`. */
  readonly app: string | undefined;
  /** The folder that is committed, relative to the file. */
  readonly output: string;
}

/** What the file does not say, or says in YAML that nobody can read, is as cdk8s has it by default. */
export function parseConfiguration(text: string): Configuration {
  const content = parsed(text);
  const { app, output } = isObject(content) ? content : {};
  return {
    app: typeof app === 'string' ? app : undefined,
    output: typeof output === 'string' && output !== '' ? output : 'dist',
  };
}

function parsed(text: string): unknown {
  const { parseDocument } = require('yaml') as typeof import('yaml');
  try {
    return parseDocument(text, { uniqueKeys: false, logLevel: 'error' }).toJS();
  } catch {
    return undefined;
  }
}
