/** A bare git repository in a temporary folder, with a working copy to commit from. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runOk } from '../processes';

export class GitRepository {
  readonly url: string;
  /** The working copy: change files here, then `commit`. */
  readonly folder: string;

  private constructor(
    private readonly root: string,
    private readonly branches: readonly string[],
    private readonly tags: readonly string[],
  ) {
    this.url = `file://${join(root, 'repository.git')}`;
    this.folder = join(root, 'working-copy');
  }

  /** @param revisions names to push every commit to: branches, or tags where they look like versions */
  static async create(root: string, revisions: Iterable<string>): Promise<GitRepository> {
    const named = [...revisions].filter((name) => name !== 'HEAD' && name !== 'main');
    const isTag = (name: string): boolean => /^v?\d+\.\d+/.test(name);
    const repository = new GitRepository(root, ['main', ...named.filter((name) => !isTag(name))], named.filter(isTag));
    mkdirSync(repository.folder, { recursive: true });
    await repository.git('init', '--quiet', '--bare', '--initial-branch=main', join(root, 'repository.git'));
    await repository.git('init', '--quiet', '--initial-branch=main', '.');
    return repository;
  }

  /** Commits whatever changed in the working copy to every revision, and answers the commit. */
  async commit(message: string): Promise<string> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', message);
    for (const tag of this.tags) await this.git('tag', '--force', tag);
    const refs = [
      ...this.branches.map((branch) => `+HEAD:refs/heads/${branch}`),
      ...this.tags.map((tag) => `+${tag}:refs/tags/${tag}`),
    ];
    await this.git('push', '--quiet', join(this.root, 'repository.git'), ...refs);
    return (await this.git('rev-parse', 'HEAD')).trim();
  }

  private git(...args: string[]): Promise<string> {
    const identity = {
      GIT_AUTHOR_NAME: 'conformance',
      GIT_AUTHOR_EMAIL: 'conformance@example.com',
      GIT_COMMITTER_NAME: 'conformance',
      GIT_COMMITTER_EMAIL: 'conformance@example.com',
    };
    return runOk('git', args, {
      cwd: this.folder,
      env: { ...identity, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
  }
}
