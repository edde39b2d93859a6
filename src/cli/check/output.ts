/** Findings about a committed directory that does not match the source. */
import { phrase, SILENCE, type MessageAndFix, type Phrase } from '../../model/phrase';
import { plural } from '../../model/words';
import type { ModelFolder, ProjectModel } from '../../app';
import { findingAbout, type Finding } from '../../model/finding';
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

function findingsOf(difference: Difference, folder: string, environments: readonly string[] | undefined): Finding[] {
  const shown = difference.path === '' ? folder : `${folder}/${difference.path}`;
  const one =
    (code: Finding['code']): MessageAndFix<Finding[]> =>
    (...texts) => [findingAbout({ code, ...(environments && { environments }), file: shown })(...texts)];
  switch (difference.kind) {
    case 'missing':
      return difference.path === ''
        ? one('LS817')`
          the directory is empty or does not exist; the source generates ${{ files: plural(difference.files!, 'file') }}
          Run npx lockstep synth and commit its output.`
        : one('LS810')`
          ${whole(difference)} is missing; the source generates it
          Regenerate it: npx lockstep synth (if it was already generated, check whether .gitignore excludes it from commits)`;
    case 'unexpected':
      return one('LS811')`
        ${whole(difference)} is unexpected; the source does not generate it
        Remove it. To keep it, add it to the source as a cdk8s construct.`;
    case 'wrong-type':
      return one('LS816')`
        this is ${{ is: difference.is }}${difference.wanted === undefined ? SILENCE : phrase`, not a ${{ wanted: difference.wanted }}`}
        Remove it, and regenerate the output: npx lockstep synth`;
    case 'unreadable':
      return one('LS814')`
        it cannot be read: ${{ reason: difference.reason }}
        Make it readable for this user.`;
    case 'differs':
      return differenceFindings({ ...difference, shown, environments, rewrite: REWRITE });
  }
}

function whole({ files }: { readonly files?: number }): Phrase {
  return files === undefined ? phrase`the file` : phrase`the directory with ${{ files: plural(files, 'file') }}`;
}
