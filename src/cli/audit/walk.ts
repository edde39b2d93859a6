/** The files of directories that were not written with Lockstep: nothing is skipped without a reason, and nothing is walked twice. */
import { phrase } from '../../model/phrase';
import { lstatSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isVariableFile } from '../../inputs/local/variable-file';
import { decode, LARGEST_FILE } from '../../inputs/manifests/text';
import { findingAbout, type Finding } from '../../model/finding';

export interface AuditedFile {
  /** Relative to the folder of the command, with `/`; as findings name it. */
  readonly shown: string;
  readonly path: string;
}

export interface Walked {
  readonly files: readonly AuditedFile[];
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
}

export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

/** Folders in which no manifests of the repository lie. */
const NOT_OURS: Readonly<Record<string, string>> = {
  '.git': 'git history',
  node_modules: 'third-party packages',
  '.terraform': 'third-party packages',
  vendor: 'third-party packages',
  '.github': 'CI configuration',
  '.gitlab': 'CI configuration',
  '.circleci': 'CI configuration',
  '.tekton-ci': 'CI configuration',
  '.vscode': 'editor configuration',
  '.idea': 'editor configuration',
};
const READ = { test: (name: string) => /\.(?:ya?ml|json)$/i.test(name) || isVariableFile(name) };
const DEEPEST = 64;

/** @param shown name of the folder in findings; empty for the folder of the command */
export function walk(folder: string, shown: string): Walked {
  const walked = { files: [] as AuditedFile[], findings: [] as Finding[], skipped: [] as Skipped[] };
  descend(folder, shown, [], walked);
  return walked;
}

interface Mutable {
  readonly files: AuditedFile[];
  readonly findings: Finding[];
  readonly skipped: Skipped[];
}

/** @param above real paths of the folders above, in which a link must not lead back */
function descend(folder: string, shown: string, above: readonly string[], walked: Mutable): void {
  let names: string[];
  let real: string;
  try {
    real = realpathSync(folder);
    names = readdirSync(folder).sort();
  } catch (error) {
    walked.findings.push(unreadable(shown === '' ? '.' : shown, error));
    return;
  }
  if (above.includes(real) || above.length > DEEPEST) {
    walked.findings.push(findingAbout({ code: 'LS857', file: shown })`
      ${above.includes(real) ? phrase`the link points to a directory that contains it` : phrase`the directory is nested more than ${{ deepest: DEEPEST }} levels deep`}
      Remove the link, or audit the target directory on its own.`);
    return;
  }
  for (const name of names) {
    const path = join(folder, name);
    const below = shown === '' ? name : `${shown}/${name}`;
    let isFolder: boolean;
    let isFile: boolean;
    try {
      const stat = lstatSync(path).isSymbolicLink() ? statSync(path) : lstatSync(path);
      [isFolder, isFile] = [stat.isDirectory(), stat.isFile()];
      if (isFile && READ.test(name) && stat.size > LARGEST_FILE) {
        walked.findings.push(findingAbout({ code: 'LS854', file: below })`
          the file has ${{ mebibytes: Math.ceil(stat.size / 1048576) }} MiB; the limit is ${{ limit: LARGEST_FILE / 1048576 }} MiB
          Split it, or move it out of the audited directory.`);
        continue;
      }
    } catch (error) {
      walked.findings.push(unreadable(below, error));
      continue;
    }
    if (isFolder) {
      if (Object.hasOwn(NOT_OURS, name)) walked.skipped.push({ file: `${below}/`, reason: NOT_OURS[name]! });
      else descend(path, below, [...above, real], walked);
    } else if (READ.test(name) || name === 'Kustomization') {
      if (isFile) walked.files.push({ shown: below, path });
      else
        walked.findings.push(findingAbout({ code: 'LS850', file: below })`
          this is not a regular file
          Replace it with a regular file, or remove it.`);
    }
  }
}

/** The text of a file, or the finding that says why there is none. */
export function readAudited({ path, shown }: AuditedFile): {
  readonly text?: string;
  readonly finding?: Finding;
  readonly oddities: readonly string[];
} {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return { finding: unreadable(shown, error), oddities: [] };
  }
  const { text, problem, oddities } = decode(bytes);
  if (problem === undefined) return { text: text!, oddities };
  return { finding: { code: 'LS851', file: shown, message: problem, fix: 'Save it as UTF-8.' }, oddities };
}

function unreadable(file: string, error: unknown): Finding {
  const { code } = error as NodeJS.ErrnoException;
  const isLoop = code === 'ELOOP';
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'the target of the link does not exist',
  };
  return findingAbout({ code: isLoop ? 'LS857' : 'LS850', file })`
    ${isLoop ? phrase`the link points to itself` : phrase`it cannot be read: ${{ reason: reasons[code ?? ''] ?? String(code) }}`}
    ${isLoop ? phrase`Remove the link.` : phrase`${code === 'ENOENT' ? phrase`Correct the target of the link, or remove the link.` : phrase`Make it readable for this user, or remove it.`}`}`;
}

/** Why a file is not looked into, by its name alone. */
export function nameReason(shown: string): string | undefined {
  const name = basename(shown);
  if (
    /^(?:\.gitlab-ci|\.travis|azure-pipelines|bitbucket-pipelines|cloudbuild|appveyor|\.drone|\.pre-commit-config|\.?golangci|buildspec|dependabot|renovate)[^/]*\.(?:ya?ml|json)$/i.test(
      name,
    )
  )
    return 'CI configuration';
  if (/^(?:package(?:-lock)?|tsconfig[^/]*|composer|\.eslintrc|renovate|components|angular|lerna|nx)\.json$/.test(name))
    return 'tool configuration';
  if (/(?:^|[-_.])patch(?:es)?\.(?:ya?ml|json)$|^patch[-_]/i.test(name) || /(?:^|\/)patches\/[^/]*$/.test(shown))
    return 'patch that no kustomization references';
  if (/^(?:pnpm-lock|pubspec|mkdocs|\.?codecov|skaffold|Taskfile|_config)\.ya?ml$/i.test(name))
    return 'tool configuration';
  return undefined;
}
