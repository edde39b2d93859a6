/** The matchers, in the form that `expect.extend` takes. */
import { choose } from '../model/nearest';
import { UsageError } from '../model/usage-error';
import { findObjects, objectName, objectsOf } from './find-object';
import { mismatches, type Equals } from './partial';
import { checkEnvironment, choosePlatform, previewed } from './received';
import {
  changedSections,
  environmentSnapshot,
  templateSnapshot,
  type ChangedSection,
  type SnapshotText,
} from './snapshot-text';

/** What jest binds to a matcher, as far as it is used. */
interface Context {
  readonly isNot?: boolean;
  readonly equals: Equals;
  readonly utils: {
    readonly diff: (a: unknown, b: unknown, options?: object) => string | null;
    readonly matcherHint: (name: string, received?: string, expected?: string, options?: object) => string;
    readonly printExpected: (value: unknown) => string;
    readonly printReceived: (value: unknown) => string;
  };
}

interface Judgement {
  readonly pass: boolean;
  message(): string;
}

export interface SnapshotOptions {
  /** Name of the platform. Default: the only one of the app. */
  readonly platform?: string;
  /** Name of an environment, to store its files in full. Default: the template of all environments with the matrix. */
  readonly environment?: string;
}

/** An environment by its name, with the name of the platform where the app has several. */
export type EnvironmentOf = string | { readonly platform: string; readonly environment: string };

interface SnapshotJudgement extends Judgement {
  readonly expected?: string;
  readonly actual?: string;
}

/** The part of the package jest-snapshot that is documented for matchers of one's own. */
interface JestSnapshot {
  readonly toMatchSnapshot: { call(context: Context, received: SnapshotText, hint: string): SnapshotJudgement };
}

export function toMatchLockstepSnapshot(this: Context, received: unknown, options: SnapshotOptions = {}): Judgement {
  const result = previewed(received);
  const platform = choosePlatform(result, options.platform);
  const { environment } = options;
  if (environment !== undefined) checkEnvironment(platform, environment);
  const text =
    environment === undefined
      ? templateSnapshot(platform, result.proof)
      : environmentSnapshot(platform, environment, result.files);
  const { toMatchSnapshot } = require('jest-snapshot') as JestSnapshot;
  const judged = toMatchSnapshot.call(this, text, `${platform.name} ${environment ?? 'template'}`);
  const { expected, actual } = judged;
  if (judged.pass || expected === undefined || actual === undefined) return judged;
  return { ...judged, message: () => describeChanges(this, changedSections(expected, actual)) };
}

function describeChanges({ utils }: Context, changes: readonly ChangedSection[]): string {
  const counts = (['changed', 'new', 'gone'] as const).flatMap((how) => {
    const count = changes.filter((change) => kindOf(change) === how).length;
    return count === 0 ? [] : [`${count} ${how}`];
  });
  const lines = changes.map((change) => {
    const heading = `# ${change.title} (${kindOf(change)})`;
    const options = { expand: false, contextLines: 3, omitAnnotationLines: true };
    const diff = utils.diff(change.before ?? '', change.after ?? '', options);
    return `${heading}\n${diff ?? ''}`;
  });
  return [
    utils.matcherHint('toMatchLockstepSnapshot', 'app', ''),
    `${counts.join(', ')}. If this is intended, update the snapshot with \`jest --updateSnapshot\`.`,
    ...lines,
  ].join('\n\n');
}

function kindOf({ before, after }: ChangedSection): 'changed' | 'new' | 'gone' {
  return before === undefined ? 'new' : after === undefined ? 'gone' : 'changed';
}

export function toHaveObject(
  this: Context,
  received: unknown,
  where: EnvironmentOf,
  name: string,
  expected?: object,
): Judgement {
  const result = previewed(received);
  const { platform: platformName, environment } =
    typeof where === 'string' ? { platform: undefined, environment: where } : where;
  const platform = choosePlatform(result, platformName);
  checkEnvironment(platform, environment);
  const objects = objectsOf(platform, environment);
  const found = findObjects(objects, name);
  if (found.length > 1) {
    const choices = found.map((object) => objectName(objects, object));
    throw new UsageError(
      `"${name}" matches ${found.length} objects of "${environment}": ${choices.join(', ')}. Use one of these names.`,
    );
  }
  const hint = this.utils.matcherHint('toHaveObject', 'app', `${environment}, ${name}`, { isNot: this.isNot ?? false });
  const message = (text: string) => () => `${hint}\n\n${text}`;
  const [object] = found;
  if (object === undefined) {
    const names = objects.map((other) => objectName(objects, other));
    return {
      pass: false,
      message: message(`"${environment}" of ${platform.name} has no ${name}. ${choose(name, names)}`),
    };
  }
  const wrong = expected === undefined ? [] : mismatches(object.json, expected, this.equals);
  if (wrong.length === 0) {
    const fields = expected === undefined ? '' : ' with all the given fields';
    return {
      pass: true,
      message: message(`"${environment}" of ${platform.name} has ${name}${fields}: ${object.file}`),
    };
  }
  const { printExpected, printReceived } = this.utils;
  const lines = wrong.map(({ path, expected: wanted, actual }) =>
    [path, `  expected: ${shown(wanted, printExpected)}`, `  received: ${shown(actual, printReceived)}`].join('\n'),
  );
  return { pass: false, message: message(`${object.file}\n\n${lines.join('\n')}`) };
}

function shown(value: unknown, print: (value: unknown) => string): string {
  return value === undefined ? '(not there)' : print(value);
}
