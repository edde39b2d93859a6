/** Which commit a revision of an Application is, as far as this clone knows. */
import { obtain } from '../../model/append';
import type { Commit, Repository } from './repository';

export interface Resolved {
  readonly commit: Commit;
  /** Where it was found: `origin/main`, `v1.0.0`. */
  readonly shown: string;
  readonly kind: 'branch' | 'tag' | 'commit';
}

export interface Unresolved {
  readonly reason: string;
  readonly fix: string;
}

export type Resolve = (revision: string, url: string | undefined) => Resolved | Unresolved;

/**
 * Argo CD reads the remote: what the clone last saw of it stands before branches of one's own.
 * @returns a function that looks up each revision once
 */
export function resolver(repository: Repository): Resolve {
  const known = new Map<string, Resolved | Unresolved>();
  const remotes = repository.remotes();
  return (revision, url) => {
    const remote = remoteOf(remotes, url);
    const key = `${remote ?? ''} ${revision}`;
    const found = obtain(known, key, () =>
      revision === 'HEAD' ? defaultBranch(repository, remote) : named(repository, revision, remote),
    );
    return found;
  };
}

function named(repository: Repository, written: string, remote: string | undefined): Resolved | Unresolved {
  if (/[*^~<>=\s\u0000-\u001f]|^v?\d+(\.\d+)?\.x$/i.test(written)) {
    return {
      reason: `"${written}" is a version range, which Argo CD resolves again whenever a tag is added`,
      fix: 'Set the `revision` of the environment to a branch, tag or commit.',
    };
  }
  const name = written.replace(/^refs\/(?:heads|tags)\//, '');
  const places: readonly (readonly [ref: string, shown: string, kind: Resolved['kind']])[] = [
    ...(remote === undefined ? [] : [[`refs/remotes/${remote}/${name}`, `${remote}/${name}`, 'branch'] as const]),
    [`refs/tags/${name}`, name, 'tag'],
    [`refs/heads/${name}`, name, 'branch'],
    ...(/^[0-9a-f]{7,64}$/.test(name) ? [[name, name, 'commit'] as const] : []),
  ];
  for (const [ref, shown, kind] of places) {
    const commit = repository.commit(ref);
    if (commit !== undefined) return { commit, shown, kind };
  }
  const what = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(name)
    ? name
    : `--tags ${remote ?? '<remote>'} "+refs/heads/*:refs/remotes/${remote ?? '<remote>'}/*"`;
  const fetched =
    what === name
      ? `git fetch ${remote ?? '<remote>'} ${name}`
      : `git fetch ${repository.shallow ? '--unshallow ' : ''}${what}`;
  return {
    reason: `this clone has no branch, tag or commit "${written}"`,
    fix:
      remote === undefined
        ? 'The repository has no remote to fetch it from: create the branch or tag, or correct the `revision` of the environment.'
        : `Fetch it: ${fetched}. If the remote does not have it either, Argo CD cannot sync: correct the \`revision\` of the environment.`,
  };
}

function defaultBranch(repository: Repository, remote: string | undefined): Resolved | Unresolved {
  const remoteHead = remote === undefined ? undefined : repository.symbolic(`refs/remotes/${remote}/HEAD`);
  const found = (ref: string): Resolved | undefined => {
    const commit = repository.commit(ref);
    return commit === undefined
      ? undefined
      : { commit, shown: ref.replace(/^refs\/(?:heads|remotes)\//, ''), kind: 'branch' };
  };
  const known = remoteHead === undefined ? undefined : found(remoteHead);
  if (known !== undefined) return known;
  const folder = remote === undefined || repository.bare ? 'refs/heads' : `refs/remotes/${remote}`;
  const usual = ['main', 'master'].flatMap((name) => found(`${folder}/${name}`) ?? []);
  if (usual.length === 1 && !repository.bare) return usual[0]!;
  if (folder === 'refs/heads') {
    // Nobody else says what the default is: the repository is the remote, or a copy of it.
    return (
      found(repository.symbolic('HEAD') ?? 'HEAD') ?? {
        reason: 'the repository has no commits yet',
        fix: 'Commit the output of `npx lockstep synth`.',
      }
    );
  }
  return {
    reason: `unknown default branch of ${remote} in this clone`,
    fix: `Fetch it once: git fetch ${remote} && git remote set-head ${remote} --auto`,
  };
}

/** The remote of that URL, however it is written; else the usual one. */
function remoteOf(remotes: ReadonlyMap<string, string>, url: string | undefined): string | undefined {
  const same = [...remotes].find(([, own]) => url !== undefined && plainUrl(own) === plainUrl(url));
  return same?.[0] ?? (remotes.has('origin') ? 'origin' : [...remotes.keys()][0]);
}

/** `github.com/acme/shop` of `git@github.com:acme/shop.git` and of `https://github.com/acme/shop`. */
function plainUrl(url: string): string {
  return url
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?:\d+\/)?/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
