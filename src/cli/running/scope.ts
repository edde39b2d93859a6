/** The files that one revision provides: directories of an environment, without subdirectories that others track. */
import type { Repository, TreeFile } from './repository';
import type { Tracked } from './tracked';

export interface Folder {
  /** In the repository. */
  readonly path: string;
  /** Below the folder of the environment. */
  readonly within: string;
  /** Folders directly in it that another Application tracks. */
  readonly except: readonly string[];
}

/** Each file belongs to the Application whose folder is nearest to it. */
export function foldersOf(tracked: readonly Tracked[]): readonly (readonly [Tracked, Folder])[] {
  return tracked.map((own) => {
    const except = tracked.flatMap(({ path }) =>
      path.startsWith(`${own.path}/`) ? [path.slice(own.path.length + 1)] : [],
    );
    return [own, { path: own.path, within: own.within, except: [...new Set(except)].sort() }];
  });
}

/** Files of the folders in a commit, by path below the folder of the environment; `undefined` when there is none. */
export function filesAt(
  repository: Repository,
  commit: string,
  folders: readonly Folder[],
): ReadonlyMap<string, TreeFile> | undefined {
  const files = new Map<string, TreeFile>();
  for (const folder of folders) {
    for (const [file, entry] of repository.files(commit, folder.path) ?? []) {
      if (!folder.except.some((own) => file.startsWith(`${own}/`))) files.set(below(folder.within, file), entry);
    }
  }
  return files.size === 0 ? undefined : files;
}

/** Whether a file below the folder of the environment is in one of the folders. */
export function holds(folders: readonly Folder[], file: string): boolean {
  return folders.some(({ within, except }) => {
    if (within !== '' && !file.startsWith(`${within}/`)) return false;
    const rest = within === '' ? file : file.slice(within.length + 1);
    return !except.some((own) => rest.startsWith(`${own}/`));
  });
}

/** What the folders hold in each of some commits: two that are the same have the same files. */
export function states(
  repository: Repository,
  commits: readonly string[],
  folders: readonly Folder[],
): readonly string[] {
  const byFolder = folders.map(({ path, except }) => {
    const skipped = new Set(except.map((own) => own.split('/')[0]!));
    return repository
      .entries(commits, path)
      .map((entries) => entries?.filter((entry) => !skipped.has(entry.slice(0, entry.indexOf(' ')))));
  });
  return commits.map((_, index) => JSON.stringify(byFolder.map((own) => own[index] ?? null)));
}

/** The newest commit of some histories in which the folders hold the same. */
export function lastWith(
  repository: Repository,
  state: string,
  tips: readonly string[],
  folders: readonly Folder[],
): string | undefined {
  const commits = repository
    .log(
      tips,
      folders.map(({ path }) => path),
    )
    .map(({ id }) => id);
  const index = states(repository, commits, folders).indexOf(state);
  return index < 0 ? undefined : commits[index];
}

function below(folder: string, file: string): string {
  return folder === '' ? file : `${folder}/${file}`;
}
