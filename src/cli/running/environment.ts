/** One environment as git has it: which commits its Applications track, and what they hold. */
import { obtain } from '../../model/append';
import { phrase, SILENCE } from '../../model/phrase';
import { findingAbout, type Finding } from '../../model/finding';
import { contentsOf, type Contents } from './changes';
import type { Repository } from './repository';
import type { Resolve, Resolved } from './revisions';
import { filesAt, foldersOf, type Folder } from './scope';
import type { Source } from './source';
import { trackedBy, type Tracked } from './tracked';

export interface Context {
  readonly repository: Repository;
  readonly resolve: Resolve;
  readonly source: Source;
  /** The output folder as findings show it: `dist`. */
  readonly shown: string;
  /** What the working copy has checked out; `undefined` before the first commit. */
  readonly head: string | undefined;
}

/** What an environment tracks at one commit. */
export interface Group {
  readonly tracked: readonly Tracked[];
  readonly resolved: Resolved;
  /** In the commit. */
  readonly there: readonly Folder[];
  /** Where the project has them. */
  readonly here: readonly Folder[];
  /** By path below the folder of the environment. */
  readonly files: Contents;
}

export interface Environment {
  readonly platform: string;
  readonly name: string;
  /** Of what was found; that of the environment's own Application is the first. */
  readonly groups: readonly Group[];
  /** What Argo CD knows of the environment itself comes from this commit; `undefined` where nothing brings it. */
  readonly bootstrap: Resolved | undefined;
  readonly findings: readonly Finding[];
}

/** The group of the environment's own Application: what runs, but for add-ons and Applications. */
export function workloads({ groups }: Environment): Group | undefined {
  return groups.find(({ tracked }) => tracked.some(({ within }) => within === ''));
}

/** @returns `undefined` when no Application delivers the environment */
export function readEnvironment(context: Context, platform: string, name: string): Environment | undefined {
  const { repository, resolve, source } = context;
  const wanted = source.files(platform, name);
  const yielded = trackedBy(textsOf(wanted), platform, name);
  if (yielded.length === 0) return undefined;
  const bootstrap = yielded.find(({ within, file }) => within !== '' && file.startsWith(`${within}/`));
  const brought = bootstrap === undefined ? undefined : resolve(bootstrap.revision, bootstrap.url);
  const resolvedBootstrap = brought !== undefined && 'commit' in brought ? brought : undefined;
  // Moving a revision in the source moves nothing until the bootstrap Application brings it.
  const effective =
    bootstrap === undefined || resolvedBootstrap === undefined
      ? []
      : trackedAt(repository, resolvedBootstrap, bootstrap, platform, name);
  const tracked = effective.length === 0 ? yielded : effective;
  const findings: Finding[] = [];
  const byCommit = new Map<string, { resolved: Resolved; folders: (readonly [Tracked, Folder])[] }>();
  const reported = new Set<string>();
  for (const [own, folder] of foldersOf(tracked)) {
    const resolved = resolve(own.revision, own.url);
    if ('commit' in resolved) {
      obtain(byCommit, resolved.commit.id, () => ({ resolved, folders: [] })).folders.push([own, folder]);
    } else if (!reported.has(own.revision)) {
      reported.add(own.revision);
      const { reason, fix } = resolved;
      findings.push(findingAbout({ ...place(context, platform, name, own), code: 'LS830' })`
        ${{ application: own.application }} tracks \`${{ revision: own.revision }}\`: ${{ reason }}
        ${{ fix }}`);
    }
  }
  const groups: Group[] = [];
  for (const { resolved, folders } of byCommit.values()) {
    const there = folders.map(([, folder]) => folder);
    const files = filesAt(repository, resolved.commit.id, there);
    if (files === undefined) findings.push(nothingThere(context, platform, name, resolved, folders[0]![0]));
    else {
      const here = there.map((folder) => ({
        ...folder,
        path: [source.dist, platform, name, folder.within].filter((part) => part !== '').join('/'),
      }));
      groups.push({
        tracked: folders.map(([own]) => own),
        resolved,
        there,
        here,
        files: contentsOf(repository, files),
      });
    }
  }
  return { platform, name, groups, bootstrap: resolvedBootstrap, findings };
}

function trackedAt(
  repository: Repository,
  { commit }: Resolved,
  bootstrap: Tracked,
  platform: string,
  name: string,
): readonly Tracked[] {
  const [folder] = foldersOf([bootstrap]);
  const files = filesAt(repository, commit.id, [folder![1]]);
  return files === undefined ? [] : trackedBy(textsOf(contentsOf(repository, files)), platform, name);
}

function nothingThere(
  context: Context,
  platform: string,
  name: string,
  { shown: revision, commit }: Resolved,
  tracked: Tracked,
): Finding {
  const { source } = context;
  const elsewhere = tracked.base !== source.dist;
  return findingAbout({ ...place(context, platform, name, tracked), code: 'LS831' })`
    ${{ application: tracked.application }} tracks \`${{ path: tracked.path }}\` at ${{ revision }} (${{ id: short(commit.id) }}), which has no such directory${elsewhere ? phrase`; the project writes \`${{ dist: source.dist }}/${{ platform }}/${{ name }}\`` : SILENCE}
    ${elsewhere ? phrase`Set the path of the project in its repository: delivery: { path: '${{ dist: source.dist }}' }. Then synthesize, commit and merge.` : phrase`Commit the output of \`npx lockstep synth\` to that branch, or set the environment to a \`revision\` that contains it.`}`;
}

/** The line in which the revision stands. */
export function place(
  { shown }: Pick<Context, 'shown'>,
  platform: string,
  name: string,
  { file, line, application }: Tracked,
): Pick<Finding, 'environments' | 'object' | 'file'> {
  return {
    environments: [name],
    object: `Application/${application}`,
    file: `${shown}/${platform}/${name}/${file}:${line}`,
  };
}

export function short(id: string): string {
  return id.slice(0, 12);
}

function textsOf(files: Contents): Iterable<readonly [string, string]> {
  return [...files]
    .filter(([file]) => /(?:^|\/)Application[.-][^/]*$/.test(file))
    .map(([file, { text }]) => [file, text()] as const);
}
