/** What a snapshot of a platform says, as one text of files with their paths above them, and how two such texts differ. */
import type { PlatformResult, SynthResult } from '../run';
import { templateText } from './template-text';

/** Not a class: jest may load this module several times. */
const BRAND = Symbol.for('cdk8s-lockstep.snapshot');

/** A text that is stored as it is: without quotes around it. */
export interface SnapshotText {
  readonly [BRAND]: string;
}

/** For `expect.addSnapshotSerializer`: writes a `SnapshotText`. */
export const lockstepSerializer = {
  test: (value: unknown): boolean => typeof value === 'object' && value !== null && BRAND in value,
  serialize: (value: SnapshotText): string => value[BRAND].trimEnd(),
};

/** Every object of all environments at once, then the matrix: all that differs between them. */
export function templateSnapshot(platform: PlatformResult, proof: SynthResult['proof']): SnapshotText {
  const files = [...platform.templates]
    .sort(byPath)
    .map(([file, template]) =>
      section(`${file}${presence(platform, file)}`, templateText(template, platform.environments)),
    );
  const matrix = (proof.get(`${platform.name}/matrix.yaml`) ?? '').replace(/^(#.*\n)+/, '');
  return { [BRAND]: [...files, section('matrix', matrix)].join('\n') };
}

/** Every file of one environment, as it is written. */
export function environmentSnapshot(
  platform: PlatformResult,
  environment: string,
  files: SynthResult['files'],
): SnapshotText {
  const folder = `${platform.name}/${environment}/`;
  const own = [...files].filter(([path]) => path.startsWith(folder)).sort(byPath);
  return {
    [BRAND]: own.map(([path, text]) => section(path.slice(folder.length), text.replace(/^---\n/, ''))).join('\n'),
  };
}

/** Sections of two snapshots that are not the same; a side without the section is `undefined`. */
export interface ChangedSection {
  readonly title: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** @returns in the order of their titles */
export function changedSections(before: string, after: string): readonly ChangedSection[] {
  const [left, right] = [sections(before), sections(after)];
  const titles = [...new Set([...left.keys(), ...right.keys()])].sort();
  return titles
    .map((title) => ({ title, before: left.get(title), after: right.get(title) }))
    .filter(({ before: own, after: other }) => own !== other);
}

/** `, only in prod: the reason`, for an object that some environments lack. */
function presence({ matrix, environments }: PlatformResult, file: string): string {
  const entry = matrix.find((slot) => slot.file === file && slot.path === '' && slot.origin === 'presence');
  if (entry === undefined) return '';
  const there = environments.filter((_, index) => entry.values[index] !== undefined).join(', ');
  return `, only in ${there}${entry.reason === undefined ? '' : `: ${entry.reason}`}`;
}

function section(title: string, text: string): string {
  return `# ${title.replace(/\s+/g, ' ')}\n${text.endsWith('\n') ? text : `${text}\n`}`;
}

/** In block YAML of ours only the titles begin with `# ` in the first column. */
function sections(text: string): ReadonlyMap<string, string> {
  const parts = text
    .trim()
    .split(/^# (.*)$/m)
    .slice(1);
  const found = new Map<string, string>();
  for (let index = 0; index < parts.length; index += 2) found.set(parts[index]!, parts[index + 1]!.trim());
  return found;
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
