import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../folder.test-support';
import { PROMOTED, Project, report, type Shop } from './project.test-support';

// Every test makes commits, and runs the app as a child.
jest.setTimeout(60_000);

const folder = testFolder('running');
let project: Project;
beforeEach(() => {
  project = new Project(join(folder.path, 'shop'));
});

describe('clones and folders', () => {
  test('a working copy that is behind what runs is no drift', async () => {
    project.synthAndCommit('First');
    project.git('checkout', '-q', '-b', 'feature');
    project.synthAndCommit('Feature', { replicas: { dev: 2, prod: 3 } });
    project.git('checkout', '-q', 'main');
    project.synthAndCommit('Memory', { memory: '256Mi' });
    project.git('checkout', '-q', 'feature');
    project.git('clone', '-q', project.root, join(folder.path, 'clone'));
    execFileSync('git', ['remote', 'set-head', 'origin', 'main'], { cwd: join(folder.path, 'clone') });
    const { code, states, codes } = await report(join(folder.path, 'clone'));
    expect([code, states, codes]).toEqual([0, 'dev ahead, prod ahead', ['LS834 dev', 'LS834 prod']]);
  });

  test('a revision that the clone lacks is told with the command that fetches it', async () => {
    const shop: Partial<Shop> = { revision: { dev: 'main', prod: 'production' } };
    project.synthAndCommit('First', shop);
    project.git('branch', 'production');
    project.synthAndCommit('Memory', { ...shop, memory: '256Mi' });
    const clone = join(folder.path, 'clone');
    project.git('clone', '-q', '--single-branch', `file://${project.root}`, clone);
    const { code, states, findings } = await report(clone);
    expect([code, states]).toEqual([1, 'dev in step, prod unknown']);
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'LS830',
        environments: ['prod'],
        message: 'shop-prod tracks `production`: this clone has no branch, tag or commit "production"',
        file: 'dist/shop/prod/argocd/Application-application.yaml',
        line: 11,
      }),
    ]);
    const command = /^Fetch it: (git fetch .*)\. If the remote/.exec(findings[0]!.fix)![1]!;
    execFileSync('sh', ['-c', command], { cwd: clone, stdio: 'ignore' });
    expect(await report(clone)).toMatchObject({ code: 0, states: 'dev in step, prod behind' });
  });

  test('a history that is too short is no verdict', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', { ...PROMOTED, memory: '256Mi' });
    const clone = join(folder.path, 'clone');
    const inClone = (...args: string[]) => execFileSync('git', args, { cwd: clone, stdio: 'ignore' });
    project.git('clone', '-q', '--depth', '1', `file://${project.root}`, clone);
    inClone('fetch', '--depth', '1', 'origin', 'tag', 'v1.0.0');
    const { code, states, findings } = await report(clone);
    expect([code, states]).toEqual([1, 'dev in step, prod unknown']);
    expect(findings.find(({ code: own }) => own === 'LS832')!.fix).toContain('git fetch --unshallow');
    inClone('fetch', '--unshallow');
    expect(await report(clone)).toMatchObject({ code: 0, states: 'dev in step, prod behind' });
  });

  test('a project in a folder of its repository says so to Argo CD', async () => {
    project = new Project(join(folder.path, 'mono'), 'platform/shop');
    project.synthAndCommit('First');
    const wrong = await report(project.path());
    expect([wrong.code, wrong.codes]).toEqual([1, ['LS831 dev', 'LS831 prod']]);
    expect(wrong.findings[0]!.message).toMatch(
      /^shop-dev tracks `dist\/shop\/dev` at main \([0-9a-f]{12}\), which has no such directory; the project writes `platform\/shop\/dist\/shop\/dev`$/,
    );
    expect(wrong.findings[0]!.fix).toContain("delivery: { path: 'platform/shop/dist' }");
    project.synthAndCommit('Say where', { path: 'platform/shop/dist' });
    expect(await report(project.path())).toMatchObject({ code: 0, states: 'dev in step, prod in step', codes: [] });
  });

  test('without a bootstrap Application, those of the source count', async () => {
    project.synthAndCommit('First', { ...PROMOTED, bootstrap: false });
    project.git('tag', 'v1.0.0');
    expect(await report(project.path())).toMatchObject({ code: 0, states: 'dev in step, prod in step' });
  });

  test('a range of versions is no revision', async () => {
    project.synthAndCommit('First', { revision: { dev: 'main', prod: 'v1.*' } });
    const { codes, findings } = await report(project.path());
    expect(codes).toEqual(['LS830 prod']);
    expect(findings[0]!.message).toContain(
      '"v1.*" is a version range, which Argo CD resolves again whenever a tag is added',
    );
  });

  test('nothing is fetched from where a partial clone comes from', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', { ...PROMOTED, memory: '256Mi' });
    project.git('config', 'uploadpack.allowFilter', 'true');
    const clone = join(folder.path, 'clone');
    project.git('clone', '-q', '--filter=blob:none', `file://${project.root}`, clone);
    const { code, codes, findings } = await report(clone);
    expect([code, codes]).toEqual([1, ['LS839 ']]);
    expect(findings[0]!.fix).toContain('git fetch --refetch');
  });

  test.each(['', 'platform/shop'])(
    'in a bare repository, the newest commit stands for the source (project in "%s")',
    async (below) => {
      project = new Project(join(folder.path, 'other'), below);
      const shop: Partial<Shop> = { ...PROMOTED, path: join(below, 'dist') };
      project.synthAndCommit('First', shop);
      project.git('tag', 'v1.0.0');
      project.synthAndCommit('Memory', { ...shop, memory: '256Mi' });
      const bare = join(folder.path, 'shop.git');
      project.git('clone', '-q', '--bare', project.root, bare);
      expect(await report(bare)).toMatchObject({
        code: 0,
        states: 'dev in step, prod behind',
        notes: [expect.stringContaining('the repository is bare')],
      });
      project.git('checkout', '-q', '--detach', 'v1.0.0');
      project.edit('dist/shop/prod/api/Deployment-api.yaml', 'replicas: 3', 'replicas: 9');
      project.commit('By hand');
      project.git('tag', '-f', 'v1.0.0');
      project.git('push', '-q', '-f', bare, 'v1.0.0');
      expect(await report(bare)).toMatchObject({ code: 1, states: 'dev in step, prod drift' });
    },
  );

  test('where git cannot tell, it is said why', async () => {
    const bare = join(folder.path, 'none');
    mkdirSync(bare);
    project.synth();
    execFileSync('cp', ['-r', project.path('model.json'), project.path('model.js'), project.path('cdk8s.yaml'), bare]);
    expect((await report(bare)).findings[0]).toMatchObject({
      code: 'LS839',
      message: 'git failed: the directory is not in a git repository',
    });
    expect((await report(project.path())).codes).toEqual(['LS830 dev', 'LS830 dev', 'LS830 prod', 'LS830 prod']);
  });

  test('git that is not installed is no crash', async () => {
    project.synthAndCommit('First');
    const path = process.env.PATH;
    execFileSync('sh', [
      '-c',
      `mkdir "${folder.path}/bin" && ln -s "${process.execPath}" "${folder.path}/bin/node" && ln -s "$(command -v sh)" "${folder.path}/bin/sh"`,
    ]);
    process.env.PATH = join(folder.path, 'bin');
    try {
      expect((await report(project.path())).findings[0]!.message).toBe('git failed: git is not installed');
    } finally {
      process.env.PATH = path;
    }
  });
});
