/** What git says about the project. */
import { findingAbout, type Finding } from '../../model/finding';
import { runGit } from '../bounded';

export interface TrackedSecrets {
  readonly findings: readonly Finding[];
  /** Why it could not be determined. */
  readonly note?: string;
}

const PATTERNS = ['*.secret.yaml', '*.secret.yml'];

/** Plaintext secret files that people keep in the working copy, and that git tracks by mistake. */
export function trackedSecrets(root: string): TrackedSecrets {
  const { answer, problem } = git(root, ['ls-files', '-z', '--', ...PATTERNS]);
  if (answer === undefined) {
    return { findings: [], note: `whether git tracks ${PATTERNS.join(' or ')} was not checked: ${problem}` };
  }
  const findings = answer
    .split('\0')
    .filter((file) => file !== '')
    .map(
      (file): Finding => findingAbout({ code: 'LS825', file })`
        git tracks this file, whose name marks it as containing plaintext secrets
        Change the values and seal the new ones (npx lockstep seal), untrack the file (git rm --cached ${{ file: quoted(file) }}), add *.secret.yaml to .gitignore, and remove the file from the git history.`,
    );
  return { findings };
}

function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
}

/** Path of the project in its repository, with `/` at the end; empty at the top, and where there is no repository. */
export function prefixInRepository(root: string): string {
  return git(root, ['rev-parse', '--show-prefix']).answer?.trimEnd() ?? '';
}

function git(root: string, args: readonly string[]): { readonly answer?: string; readonly problem: string } {
  const { status, stdout, stderr, problem } = runGit(args, { cwd: root });
  if (problem !== undefined) return { problem };
  if (status === 0) return { answer: stdout.toString('utf8'), problem: '' };
  if (/not a git repository/i.test(stderr)) return { problem: 'the project is not in a git repository' };
  return { problem: stderr.trim().split('\n')[0] || `git exited with ${status}` };
}
