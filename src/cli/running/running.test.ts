import { join } from 'node:path';
import { testFolder } from '../folder.test-support';
import { image, PROMOTED, Project, report, running, type Shop } from './project.test-support';
import { lockstep } from '../terminal.test-support';

// Every test makes commits, and runs the app as a child.
jest.setTimeout(60_000);

const folder = testFolder('running');
let project: Project;
beforeEach(() => {
  project = new Project(join(folder.path, 'shop'));
});

describe('in step and behind', () => {
  test('what is committed and tracked is the output of the source', async () => {
    const commit = project.synthAndCommit('First');
    expect(await running(project.path())).toEqual({
      code: 0,
      err: '',
      out: `shop/dev
  main ${commit} 2026-11-02 in step  shop-dev, shop-dev-bootstrap
    ${image('1.0.0').slice(0, -52)}

shop/prod
  main ${commit} 2026-11-02 in step  shop-prod, shop-prod-bootstrap
    1 image as in dev
    the same commit as dev

2 environments: 2 in step; no drift
`,
    });
  });

  test('lag is told with commits, day and what promotion changes, and does not fail', async () => {
    const first = project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    const since = project.synthAndCommit('Give the api more memory', { ...PROMOTED, memory: '256Mi' });
    project.write({ 'README.md': 'x' });
    project.commit('Say more');
    project.synthAndCommit('One more replica', { ...PROMOTED, memory: '256Mi', replicas: { dev: 1, prod: 4 } });
    const { code, out } = await running(project.path());
    expect(code).toBe(0);
    expect(out).toContain(`shop/prod\n  v1.0.0 ${first} 2026-11-02 behind by 2 commits  shop-prod\n`);
    expect(out)
      .toContain(`warning LS833 [prod] Application/shop-prod dist/shop/prod/argocd/Application-application.yaml:11
    prod runs v1.0.0 (${first}, 2026-11-02), 2 commits behind, since ${since} (2026-11-03, "Give the api more memory"). Promotion changes 1 object:
    Deployment/api spec.replicas: 3 → 4
    Deployment/api spec.template.spec.containers[name=api].resources.limits.memory: "128Mi" → "256Mi"
    fix: No action is needed until you want to promote it; then set the environment to a newer \`revision\` than v1.0.0.`);
    expect(out).toMatch(
      /\n {4}the commit of dev would change 1 object here\n[^]*2 environments: 1 in step, 1 behind; no drift\n$/,
    );
  });

  test('a source that is not committed yet is lag, too', async () => {
    project.synthAndCommit('First');
    project.synth({ memory: '256Mi' });
    const { code, states, findings } = await report(project.path());
    expect([code, states]).toEqual([0, 'dev behind, prod behind']);
    expect(findings[0]!.message).toContain(
      'matches the last commit; the current output of the source is not committed yet. Promotion changes 1 object:',
    );
  });

  test('a rebased or squashed commit with the same files is no drift', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('checkout', '-q', '-b', 'release');
    project.synthAndCommit('Memory, on a branch', { ...PROMOTED, memory: '256Mi' });
    project.git('tag', 'v1.0.0');
    project.git('checkout', '-q', 'main');
    project.synthAndCommit('Memory, squashed', { ...PROMOTED, memory: '256Mi' });
    project.synthAndCommit('Replicas', { ...PROMOTED, memory: '256Mi', replicas: { dev: 2, prod: 3 } });
    expect((await report(project.path())).states).toBe('dev in step, prod in step');
    project.synthAndCommit('Image', { ...PROMOTED, memory: '256Mi', image: { dev: image('2'), prod: image('2') } });
    expect(await report(project.path())).toMatchObject({ code: 0, states: 'dev in step, prod behind' });
  });

  test('what the bootstrap brings counts, not a revision that was moved in the source and not merged', async () => {
    const shop = { ...PROMOTED, memory: '256Mi' };
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', shop);
    project.git('tag', 'v1.1.0');
    project.git('clone', '-q', project.root, join(folder.path, 'clone'));
    const clone = new Project(join(folder.path, 'clone'));
    clone.git('checkout', '-q', '-b', 'promote');
    clone.synthAndCommit('Promote', { ...shop, revision: { dev: 'main', prod: 'v1.1.0' } });
    const prod = (await report(clone.path())).environments[1]!;
    expect([prod.state, prod.tracks.map(({ found }) => found)]).toEqual(['behind', ['v1.0.0', 'origin/main']]);
  });

  test('the answer names the revision and the images that dev runs', async () => {
    const shop = { revision: { dev: 'dev', prod: 'main' }, image: { dev: image('2.0.0'), prod: image('1.0.0') } };
    project.synthAndCommit('First', { revision: shop.revision });
    project.git('checkout', '-q', '-b', 'dev');
    const commit = project.synthAndCommit('Image of dev', shop);
    const { environments } = await report(project.path());
    expect(environments[0]).toMatchObject({
      environment: 'dev',
      state: 'in step',
      images: [image('2.0.0')],
      tracks: [{ revision: 'dev', found: 'dev' }, { revision: 'HEAD' }],
    });
    expect(environments[0]!.tracks[0]!.commit.id.slice(0, 12)).toBe(commit);
  });
});

describe('on the command line', () => {
  test('formats for machines name the file with the revision', async () => {
    project = new Project(join(folder.path, 'mono'), 'platform');
    const shop: Partial<Shop> = { ...PROMOTED, path: 'platform/dist' };
    project.synthAndCommit('First', shop);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', { ...shop, memory: '256Mi' });
    const github = (await running(project.path(), '--format', 'github')).out;
    expect(github).toMatch(
      /^::warning file=platform\/dist\/shop\/prod\/argocd\/Application-application\.yaml,line=11,title=LS833 [^]*\n2 environments: 1 in step, 1 behind; no drift\n$/,
    );
    const sarif = JSON.parse((await running(project.path(), '--format', 'sarif')).out) as {
      runs: { results: { ruleId: string; level: string }[] }[];
    };
    expect(sarif.runs[0]!.results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual(['LS833 warning']);
  });

  test.each([
    [
      ['--running', '--dist', 'dist'],
      '--running and --dist cannot be combined',
      'Remove --dist: --running reads git, not a directory.',
    ],
    [
      ['--running', '--now', '2026-12-31'],
      '--running and --now cannot be combined',
      'Remove --now: only a check without --running reports expiry dates.',
    ],
    [['--platform', 'shop'], '--platform requires --running', 'Remove it, or add --running.'],
    [['--running', '--platform', 'shp'], 'unknown platform "shp"', 'Did you mean "shop"? Valid: "shop".'],
  ])('%j is wrong use', async (args, message, fix) => {
    project.synthAndCommit('First');
    const { code, out, err } = await lockstep(['check', ...args], project.path());
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain(fix);
  });

  test('errors of the source are told, and nothing is compared with it', async () => {
    const model = project.source();
    const finding = { code: 'LS401', message: 'nothing there', fix: 'x' };
    project.write({ 'model.json': JSON.stringify({ ...model, findings: [finding] }) });
    expect(await report(project.path())).toMatchObject({
      code: 1,
      states: '',
      codes: ['LS401 '],
      notes: ['nothing was compared: a synth writes nothing if the source has an error'],
    });
  });
});
