/** What a git repository holds, read by plumbing: nothing is checked out, written or fetched. */
import { createHash } from 'node:crypto';
import { runGit } from '../bounded';

export interface Commit {
  readonly id: string;
  /** When it was committed, in UTC: `2026-11-20T12:00:00Z`. */
  readonly date: string;
  readonly subject: string;
}

/** A file of a commit. */
export interface TreeFile {
  /** Id of its content; preceded by the mode if it is not a regular file. */
  readonly id: string;
  readonly plain: boolean;
}

/** git cannot be asked, or cannot answer. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';
}

const COMMIT_FORMAT = '--format=%H%x00%ct%x00%s';

export class Repository {
  private constructor(
    private readonly folder: string,
    /** Path of the folder in the repository, with `/` at the end; empty at the top. */
    readonly prefix: string,
    readonly shallow: boolean,
    readonly bare: boolean,
    private readonly hash: string,
  ) {}

  /** @throws GitFailure when git is missing, or the folder is in no repository */
  static open(folder: string): Repository {
    const { status, stdout, stderr, problem } = runGit(
      ['rev-parse', '--is-shallow-repository', '--is-bare-repository', '--show-object-format', '--show-prefix'],
      { cwd: folder },
    );
    if (problem !== undefined) throw new GitFailure(problem);
    if (status !== 0)
      throw new GitFailure(
        /not a git repository/i.test(stderr) ? 'the directory is not in a git repository' : firstLine(stderr),
      );
    const [shallow, bare, hash = 'sha1', prefix = ''] = stdout.toString('utf8').split('\n');
    return new Repository(folder, prefix, shallow === 'true', bare === 'true', hash);
  }

  /** What git would call a file of this content. */
  idOf(content: string): string {
    const bytes = Buffer.from(content);
    return createHash(this.hash).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  }

  /** @param name a ref or an id that is known to begin with no dash */
  commit(name: string): Commit | undefined {
    const { status, stdout } = this.ask(
      ['rev-parse', '--quiet', '--verify', '--end-of-options', `${name}^{commit}`],
      [0, 1, 128],
    );
    if (status !== 0) return undefined;
    return this.log([stdout.toString('utf8').trim()], [], 1)[0];
  }

  /** The branch behind a symbolic ref. */
  symbolic(ref: string): string | undefined {
    const { status, stdout } = this.ask(['symbolic-ref', '--quiet', ref], [0, 1, 128]);
    return status === 0 ? stdout.toString('utf8').trim() : undefined;
  }

  /** URLs of the remotes, by name. */
  remotes(): ReadonlyMap<string, string> {
    const { stdout } = this.ask(['config', '-z', '--get-regexp', '^remote\\..*\\.url$'], [0, 1]);
    const entries = stdout
      .toString('utf8')
      .split('\0')
      .filter((entry) => entry !== '');
    return new Map(
      entries.map((entry) => [
        entry.slice('remote.'.length, entry.indexOf('\n') - '.url'.length),
        entry.slice(entry.indexOf('\n') + 1),
      ]),
    );
  }

  isAncestor(one: string, other: string): boolean {
    return one === other || this.ask(['merge-base', '--is-ancestor', one, other], [0, 1]).status === 0;
  }

  mergeBase(one: string, other: string): string | undefined {
    const { status, stdout } = this.ask(['merge-base', one, other], [0, 1]);
    return status === 0 ? stdout.toString('utf8').trim() : undefined;
  }

  /**
   * Commits that change some folders, newest first. A merge that takes one of its sides as it is changes nothing.
   * @param range commits to begin with, and those to leave out, with `^` in front
   */
  log(range: readonly string[], paths: readonly string[], limit?: number): readonly Commit[] {
    const limited = limit === undefined ? [] : [`--max-count=${limit}`];
    const args = [
      'log',
      COMMIT_FORMAT,
      '-z',
      ...limited,
      ...(paths.length === 0 ? range : ['--full-history', ...range, '--', ...paths.map(at)]),
    ];
    const written = this.ask(args).stdout.toString('utf8').split('\0');
    return Array.from({ length: Math.floor(written.length / 3) }, (_, index) => {
      const [id = '', seconds = '', subject = ''] = written.slice(3 * index, 3 * index + 3);
      return { id, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z'), subject };
    });
  }

  /** Whether a text was ever part of a folder on the way to some commits. */
  everHeld(text: string, commits: readonly string[], paths: readonly string[]): boolean {
    return (
      this.ask(['log', '--format=%H', '--max-count=1', `-S${text}`, ...commits, '--', ...paths.map(at)]).stdout.length >
      0
    );
  }

  /** Whether two commits have the same files in a folder, those of other folders not counted. */
  isSame(one: string, other: string, path: string, except: readonly string[]): boolean {
    const paths = [at(path), ...except.map((own) => `:(top,exclude,literal)${own}`)];
    return this.ask(['diff', '--quiet', '--no-ext-diff', one, other, '--', ...paths], [0, 1]).status === 0;
  }

  /** Files of the working tree that are not as committed, by path in the repository; ignored ones are none. */
  uncommitted(): readonly string[] {
    const written = this.ask([
      'status',
      '--porcelain',
      '-z',
      '--no-renames',
      '--untracked-files=all',
      '--',
      '.',
    ]).stdout.toString('utf8');
    return written
      .split('\0')
      .filter((entry) => entry !== '')
      .map((entry) => entry.slice(3));
  }

  /** What a folder holds directly in each of some commits, as `name id`; `undefined` where there is no such folder. */
  entries(commits: readonly string[], path: string): readonly (readonly string[] | undefined)[] {
    if (commits.length === 0) return [];
    const checked = this.ask(['cat-file', '--batch-check'], [0], lines(commits.map((commit) => `${commit}:${path}`)));
    const ids = checked.stdout
      .toString('utf8')
      .split('\n')
      .map((line) => /^([0-9a-f]+) tree /.exec(line)?.[1]);
    const trees = this.objects([...new Set(ids.filter((id) => id !== undefined))]);
    return commits.map((_, index) =>
      ids[index] === undefined ? undefined : treeEntries(trees.get(ids[index])!, this.hash),
    );
  }

  /** All files below a folder, by path below it; `undefined` when there is no such folder. */
  files(commit: string, path: string): ReadonlyMap<string, TreeFile> | undefined {
    const { status, stdout } = this.ask(['ls-tree', '-r', '-z', '--full-tree', `${commit}:${path}`], [0, 128]);
    if (status !== 0) return undefined;
    const entries = stdout
      .toString('utf8')
      .split('\0')
      .filter((entry) => entry !== '');
    return new Map(
      entries.map((entry) => {
        const [mode = '', , id = ''] = entry.slice(0, entry.indexOf('\t')).split(' ');
        const plain = mode.startsWith('100');
        return [entry.slice(entry.indexOf('\t') + 1), { id: plain ? id : `${mode} ${id}`, plain }];
      }),
    );
  }

  /** Texts by id. */
  texts(ids: readonly string[]): ReadonlyMap<string, string> {
    return new Map([...this.objects(ids)].map(([id, content]) => [id, content.toString('utf8')]));
  }

  private objects(ids: readonly string[]): ReadonlyMap<string, Buffer> {
    const found = new Map<string, Buffer>();
    if (ids.length === 0) return found;
    const { stdout } = this.ask(['cat-file', '--batch'], [0], lines(ids));
    for (let from = 0; from < stdout.length;) {
      const end = stdout.indexOf(0x0a, from);
      const [id = '', type, size] = stdout.toString('utf8', from, end).split(' ');
      if (type === 'missing') throw new GitFailure(`the clone lacks object ${id}`);
      found.set(id, stdout.subarray(end + 1, end + 1 + Number(size)));
      from = end + 1 + Number(size) + 1;
    }
    return found;
  }

  private ask(
    args: readonly string[],
    expected: readonly number[] = [0],
    input?: string,
  ): { status: number; stdout: Buffer } {
    const { status, stdout, stderr, problem } = runGit(['--no-pager', ...args], {
      cwd: this.folder,
      ...(input !== undefined && { input }),
    });
    if (problem !== undefined) throw new GitFailure(problem);
    if (status === null || !expected.includes(status))
      throw new GitFailure(firstLine(stderr) || `git ${args[0]} exited with ${status}`);
    return { status, stdout };
  }
}

/** A path as it is written, from the top of the repository. */
function at(path: string): string {
  return path === '' ? ':(top)' : `:(top,literal)${path}`;
}

function lines(list: readonly string[]): string {
  return list.map((line) => `${line}\n`).join('');
}

function firstLine(text: string): string {
  return text
    .trim()
    .split('\n')[0]!
    .replace(/^fatal: /, '');
}

/** A tree object: mode, name, and the bytes of an id, one after the other. */
function treeEntries(tree: Buffer, hash: string): readonly string[] {
  const length = hash === 'sha256' ? 32 : 20;
  const entries: string[] = [];
  for (let from = 0; from < tree.length;) {
    const space = tree.indexOf(0x20, from);
    const end = tree.indexOf(0, space);
    const id = tree.toString('hex', end + 1, end + 1 + length);
    entries.push(`${tree.toString('utf8', space + 1, end)} ${tree.toString('utf8', from, space)} ${id}`);
    from = end + 1 + length;
  }
  return entries;
}
