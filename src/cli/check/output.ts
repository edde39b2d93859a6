/** Findings about a committed directory that does not match the source. */
import { plural } from '../../model/words';
import type { ModelFolder, ProjectModel } from '../../app';
import type { Finding } from '../../model/finding';
import { differenceFindings } from './committed';
import { compareFolder, type Difference } from './compare';

export interface CommittedFolder {
  /** Absolute. */
  readonly folder: string;
  /** As findings show it: `dist`. */
  readonly shown: string;
}

/** @param expected the output of the source for this directory */
export function outputFindings(
  committed: CommittedFolder,
  expected: ModelFolder,
  platforms: ProjectModel['platforms'],
): Finding[] {
  const known = new Map(
    platforms.map(({ name, environments }) => [name, new Set(environments.map((own) => own.name))]),
  );
  return compareFolder(committed.folder, expected.files).flatMap((difference) => {
    const [platform = '', environment = ''] = difference.path.split('/');
    const environments = known.get(platform)?.has(environment) === true ? [environment] : undefined;
    return findingsOf(difference, committed.shown, environments);
  });
}

const REWRITE = 'Regenerate it: npx lockstep synth';
const IGNORED = '(if it was already generated, check whether .gitignore excludes it from commits)';
const REMOVE = 'Remove it. To keep it, add it to the source as a cdk8s construct.';

function findingsOf(difference: Difference, folder: string, environments: readonly string[] | undefined): Finding[] {
  const shown = difference.path === '' ? folder : `${folder}/${difference.path}`;
  const one = (code: Finding['code'], message: string, fix: string): Finding[] => [
    { code, ...(environments && { environments }), file: shown, message, fix },
  ];
  switch (difference.kind) {
    case 'missing':
      if (difference.path === '') {
        const message = `the directory is empty or does not exist; the source generates ${plural(difference.files!, 'file')}`;
        return one('LS817', message, 'Run npx lockstep synth and commit its output.');
      }
      return one('LS810', `${whole(difference, 'is missing')}; the source generates it`, `${REWRITE} ${IGNORED}`);
    case 'unexpected':
      return one('LS811', `${whole(difference, 'is unexpected')}; the source does not generate it`, REMOVE);
    case 'wrong-type':
      return one(
        'LS816',
        `this is ${difference.is}${difference.wanted === undefined ? '' : `, not a ${difference.wanted}`}`,
        'Remove it, and regenerate the output: npx lockstep synth',
      );
    case 'unreadable':
      return one('LS814', `it cannot be read: ${difference.reason}`, 'Make it readable for this user.');
    case 'differs':
      return differenceFindings({ ...difference, shown, environments, rewrite: REWRITE });
  }
}

function whole({ files }: { readonly files?: number }, what: string): string {
  return files === undefined ? `the file ${what}` : `the directory with ${plural(files, 'file')} ${what}`;
}
