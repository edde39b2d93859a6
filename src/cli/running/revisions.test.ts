import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Project } from './project.test-support';
import { Repository } from './repository';
import { resolver } from './revisions';

jest.setTimeout(60_000);

let root: string;
let project: Project;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockstep-revisions-'));
  project = new Project(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const found = (revision: string, url?: string): string => {
  const resolved = resolver(Repository.open(root))(revision, url);
  return 'commit' in resolved ? `${resolved.shown} ${resolved.commit.subject} (${resolved.kind})` : resolved.reason;
};

test.each([
  'https://git.acme.example/team/shop',
  'git@git.acme.example:team/shop.git',
  'ssh://git@git.acme.example/team/shop.git/',
])('what the remote of the Application has stands before other remotes and branches of one’s own (%s)', (url) => {
  for (const [subject, ref] of [
    ['theirs', 'refs/remotes/upstream/main'],
    ['fork', 'refs/remotes/origin/main'],
    ['mine', 'refs/heads/other'],
  ] as const) {
    project.commit(subject);
    project.git('update-ref', ref, 'HEAD');
  }
  project.git('remote', 'add', 'origin', 'https://git.acme.example/me/shop.git');
  project.git('remote', 'add', 'upstream', 'https://git.acme.example/team/shop.git');
  expect(['main', 'refs/heads/main', 'other'].map((revision) => found(revision, url))).toEqual([
    'upstream/main theirs (branch)',
    'upstream/main theirs (branch)',
    'other mine (branch)',
  ]);
  expect(found('main', 'https://elsewhere.example/shop.git')).toBe('origin/main fork (branch)');
  expect(found('HEAD', url)).toBe('upstream/main theirs (branch)');
});

test('tags, annotated ones too, and commits in full or shortened', () => {
  project.commit('one');
  project.git('tag', '-a', '-m', 'x', 'v1');
  const id = project.git('rev-parse', 'HEAD');
  project.commit('two');
  expect(['v1', 'refs/tags/v1', id, id.slice(0, 9)].map((revision) => found(revision))).toEqual([
    'v1 one (tag)',
    'v1 one (tag)',
    `${id} one (commit)`,
    `${id.slice(0, 9)} one (commit)`,
  ]);
});

test.each(['v1.*', '>=1.0', '1.x'])('%s is a range', (range) => {
  project.commit('one');
  expect(found(range)).toMatch(/is a version range/);
});

test.each(['--all', '-h', 'main:dist', 'HEAD~1', 'nothing'])('%s is no revision here, and no option of git', (name) => {
  project.commit('one');
  expect(found(name)).toMatch(/is a version range|this clone has no branch, tag or commit/);
});

test('the default branch: what the remote says, else the usual name, else it is asked for', () => {
  project.commit('one');
  project.git('remote', 'add', 'origin', 'https://git.acme.example/team/shop.git');
  project.git('update-ref', 'refs/remotes/origin/trunk', 'HEAD');
  expect(found('HEAD')).toBe('unknown default branch of origin in this clone');
  project.git('update-ref', 'refs/remotes/origin/master', 'HEAD');
  expect(found('HEAD')).toBe('origin/master one (branch)');
  project.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
  expect(found('HEAD')).toBe('origin/trunk one (branch)');
});
