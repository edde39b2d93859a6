import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { image, Project, type Shop } from './running.test-support';
import { lockstep } from './terminal.test-support';

// Every test makes commits, and runs the app as a child.
jest.setTimeout(60_000);

let root: string;
let project: Project;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockstep-running-'));
  project = new Project(join(root, 'shop'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const running = (cwd = project.path(), ...args: string[]) => lockstep(['check', '--running', ...args], cwd);

interface Report {
  readonly environments: readonly { readonly environment: string; readonly state: string; readonly tracks: readonly { readonly found: string; readonly behind: number; readonly commit: { readonly id: string } }[]; readonly images: readonly string[] }[];
  readonly promotions: readonly { readonly from: string; readonly to: string; readonly changes: readonly { readonly object: string; readonly fields: readonly object[] }[] | null }[];
  readonly errors: number;
  readonly notes: readonly string[];
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly environments?: readonly string[]; readonly object?: string; readonly path?: string; readonly file?: string; readonly line?: number; readonly message: string; readonly fix: string }[];
}

async function report(cwd = project.path()): Promise<Report & { readonly code: number; readonly states: string; readonly codes: readonly string[] }> {
  const { code, out, err } = await running(cwd, '--format', 'json');
  if (out === '') throw new Error(err);
  const json = JSON.parse(out) as Report;
  const codes = json.findings.map((finding) => `${finding.code} ${finding.environments?.join() ?? ''}`);
  return { ...json, code, states: json.environments.map(({ environment, state }) => `${environment} ${state}`).join(', '), codes };
}

const on = (branch: string): string => project.git('checkout', '-q', branch);
const PROMOTED: Partial<Shop> = { revision: { dev: 'main', prod: 'v1.0.0' } };

describe('in step and behind', () => {
  test('what is committed and tracked is what the source yields', async () => {
    const commit = project.synthAndCommit('First');
    expect(await running()).toEqual({
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
    const { code, out } = await running();
    expect(code).toBe(0);
    expect(out).toContain(`shop/prod\n  v1.0.0 ${first} 2026-11-02 behind by 2 commits  shop-prod\n`);
    expect(out).toContain(`warning LS833 [prod] Application/shop-prod dist/shop/prod/argocd/Application-application.yaml:11
    prod runs v1.0.0 (${first}, 2026-11-02), 2 commits behind, since ${since} (2026-11-03, "Give the api more memory"). Promoting it changes 1 object:
    Deployment/api spec.replicas: 3 → 4
    Deployment/api spec.template.spec.containers[name=api].resources.limits.memory: "128Mi" → "256Mi"
    fix: Nothing has to be done until it is meant to be promoted; then give the environment a newer \`revision\` than v1.0.0.`);
    expect(out).toMatch(/\n {4}the commit of dev would change 1 object here\n[^]*2 environments: 1 in step, 1 behind; no drift\n$/);
  });

  test('a source that is not committed yet is lag, too', async () => {
    project.synthAndCommit('First');
    project.synth({ memory: '256Mi' });
    const { code, states, findings } = await report();
    expect([code, states]).toEqual([0, 'dev behind, prod behind']);
    expect(findings[0]!.message).toContain('as the last commit has it; what the source yields is not committed yet. Promoting it changes 1 object:');
  });

  test('a rebased or squashed commit with the same files is no drift', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('checkout', '-q', '-b', 'release');
    project.synthAndCommit('Memory, on a branch', { ...PROMOTED, memory: '256Mi' });
    project.git('tag', 'v1.0.0');
    on('main');
    project.synthAndCommit('Memory, squashed', { ...PROMOTED, memory: '256Mi' });
    project.synthAndCommit('Replicas', { ...PROMOTED, memory: '256Mi', replicas: { dev: 2, prod: 3 } });
    expect((await report()).states).toBe('dev in step, prod in step');
    project.synthAndCommit('Image', { ...PROMOTED, memory: '256Mi', image: { dev: image('2'), prod: image('2') } });
    expect(await report()).toMatchObject({ code: 0, states: 'dev in step, prod behind' });
  });

  test('what the bootstrap brings counts, not a revision that was moved in the source and not merged', async () => {
    const shop = { ...PROMOTED, memory: '256Mi' };
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', shop);
    project.git('tag', 'v1.1.0');
    project.git('clone', '-q', project.root, join(root, 'clone'));
    const clone = new Project(join(root, 'clone'));
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
    const { environments } = await report();
    expect(environments[0]).toMatchObject({ environment: 'dev', state: 'in step', images: [image('2.0.0')], tracks: [{ revision: 'dev', found: 'dev' }, { revision: 'HEAD' }] });
    expect(environments[0]!.tracks[0]!.commit.id.slice(0, 12)).toBe(commit);
  });
});

describe('drift', () => {
  test('a file that was edited by hand on the branch of one environment', async () => {
    const shop: Partial<Shop> = { revision: { dev: 'main', prod: 'production' } };
    const first = project.synthAndCommit('First', shop);
    project.git('checkout', '-q', '-b', 'production');
    project.edit('dist/shop/prod/api/Deployment-api.yaml', 'memory: 128Mi', 'memory: 1Gi');
    const commit = project.commit('Quick fix');
    on('main');
    project.synthAndCommit('Replicas', { ...shop, replicas: { dev: 2, prod: 3 } });
    const { code, states, findings } = await report();
    expect([code, states]).toEqual([1, 'dev in step, prod drift']);
    expect(findings.map((finding) => `${finding.code} ${finding.severity} ${finding.environments!.join()}`)).toEqual(['LS801 error dev,prod', 'LS835 error prod']);
    expect(findings[1]!.message).toBe(
      `prod runs production (${commit}, 2026-11-03), and no commit of the source’s line has these files. ` +
        `From ${first}, the last commit that both have, to what runs:\n` +
        'Deployment/api spec.template.spec.containers[name=api].resources.limits.memory: "128Mi" → "1Gi"\n' +
        `Commits that only production has:\n${commit} (2026-11-03, "Quick fix")`,
    );
    expect(findings[0]!.message).toContain(`At production (${commit}): \`spec.template.spec.containers[name=api].resources.limits.memory\` of \`api/Deployment-api.yaml\` is \`"128Mi"\` in dev, \`"1Gi"\` in prod`);
  });

  test('a file that was edited by hand where the source is', async () => {
    project.synthAndCommit('First');
    project.edit('dist/shop/prod/api/Deployment-api.yaml', 'replicas: 3', 'replicas: 5');
    project.commit('Quick fix');
    const { code, states, findings } = await report();
    expect([code, states]).toEqual([1, 'dev in step, prod drift']);
    const drift = findings.find((finding) => finding.code === 'LS835')!;
    expect(drift.message).toContain('the source of that output yields something else. Where they differ, from what it yields to what runs:\nDeployment/api spec.replicas: 3 → 5');
  });

  test('a hand edit that the line has repaired since is told by the matrix of that commit', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.edit('dist/shop/prod/api/Deployment-api.yaml', 'replicas: 3', 'replicas: 5');
    const commit = project.commit('Quick fix');
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Repair', PROMOTED);
    const { code, states, codes, findings } = await report();
    expect([code, states, codes]).toEqual([1, 'dev in step, prod behind', ['LS802 prod', 'LS833 prod']]);
    expect(findings[0]!.message).toBe(`At v1.0.0 (${commit}): \`spec.replicas\` of \`api/Deployment-api.yaml\` is declared as \`3\` in prod, and it is \`5\`.`);
  });

  test('output alone that is another one on the branch of the first environment', async () => {
    const shop: Partial<Shop> = { revision: { dev: 'dev', prod: 'main' } };
    project.synthAndCommit('First', shop);
    project.git('checkout', '-q', '-b', 'dev');
    project.edit('dist/shop/dev/api/Deployment-api.yaml', 'replicas: 1', 'replicas: 2');
    project.commit('By hand');
    on('main');
    project.synthAndCommit('Memory', { ...shop, memory: '256Mi' });
    expect(await report()).toMatchObject({ code: 1, states: 'dev drift, prod in step' });
  });

  test('values of secrets are shown to nobody', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Rotate', { ...PROMOTED, secret: { dev: 'AgHIDDEN1', prod: 'AgHIDDEN2' } });
    const { out } = await running();
    expect(out).toContain('SealedSecret/db spec.encryptedData.password changes\n');
    expect(out + (await running(project.path(), '--format', 'json')).out).not.toMatch(/AgHIDDEN|"AgB"/);
  });

  test.each([
    ['a plain Secret', 'apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: HUNTER2 }\n'],
    ['YAML that is broken', 'kind: Secret\nstringData: { password: HUNTER2\n'],
    ['a bomb of aliases', `a: &a [HUNTER2]\n${[...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]!}`).join()}]\n`).join('')}`],
    ['an Application that looks nowhere', 'kind: Application\nmetadata: { name: other }\nspec: { source: { path: "x\\n/shop/prod", targetRevision: "a\\0b" } }\n'],
  ])('what somebody pushed is shown with its place, not its content: %s', async (_, text) => {
    const shop: Partial<Shop> = { revision: { dev: 'main', prod: 'production' } };
    project.synthAndCommit('First', shop);
    project.git('checkout', '-q', '-b', 'production');
    for (const environment of ['dev', 'prod']) project.write({ [`dist/shop/${environment}/db/Secret-db.yaml`]: environment === 'prod' ? text : text.replace('HUNTER2', 'HUNTER3') });
    project.edit('dist/shop/prod/api/Deployment-api.yaml', 'replicas: 3', 'replicas: [');
    project.commit('By hand');
    on('main');
    project.write({ 'dist/shop/prod/argocd/Application-other.yaml': text });
    project.commit('By hand, too');
    const { code, out } = await running();
    expect(out.match(/LS835/g)).toHaveLength(2);
    expect([code, out]).toEqual([1, expect.stringMatching(/Deployment-api\.yaml cannot be read|Deployment\/api cannot be read/)]);
    expect(out + (await running(project.path(), '--format', 'json')).out).not.toMatch(/password: |HUNTER/);
  });

  test('a promotion that the cluster would refuse is told before', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Smaller', { ...PROMOTED, storage: '5Gi' });
    const { code, findings } = await report();
    expect(code).toBe(1);
    expect(findings[0]).toMatchObject({
      code: 'LS838',
      object: 'StatefulSet/db',
      path: 'spec.volumeClaimTemplates[0].spec.resources.requests.storage',
      file: 'dist/shop/prod/db/StatefulSet-db.yaml',
      message: 'when prod gets what the source yields, the volume shrinks from 10Gi to 5Gi, and no volume can',
    });
  });
});

describe('environments against each other', () => {
  const FLOW: Partial<Shop> = { revision: { dev: 'dev', prod: 'main' } };

  test.each(['dev', 'main'])('a change that main holds and dev lacks is told, seen from %s', async (branch) => {
    project.synthAndCommit('First', FLOW);
    project.git('branch', 'dev');
    const hotfix = project.synthAndCommit('Hotfix', { ...FLOW, memory: '512Mi' });
    on('dev');
    project.synthAndCommit('Feature', { ...FLOW, replicas: { dev: 2, prod: 3 } });
    on(branch);
    const { codes, findings } = await report();
    expect(codes).toContain('LS836 prod');
    const { message, fix } = findings.find((finding) => finding.code === 'LS836')!;
    expect(message).toMatch(/^prod runs main \([0-9a-f]{12}\), with what dev \(dev, [0-9a-f]{12}\) never ran\. For dev it would mean:\n/);
    expect(message).toContain(`\nDeployment/api spec.template.spec.containers[name=api].resources.limits.memory: "128Mi" → "512Mi"\n1 commit:\n${hotfix} (2026-11-03, "Hotfix")`);
    expect(fix).toMatch(/^Bring it to dev: merge main into dev/);
  });

  test('merges back and forth, and one’s own values, are no change that was skipped', async () => {
    project.synthAndCommit('First', FLOW);
    project.git('checkout', '-q', '-b', 'dev');
    project.synthAndCommit('Memory', { ...FLOW, memory: '256Mi' });
    on('main');
    project.git('merge', '-q', '--no-ff', '-m', 'Release', 'dev');
    project.synthAndCommit('More replicas in production', { ...FLOW, memory: '256Mi', replicas: { dev: 1, prod: 6 } });
    on('dev');
    project.synthAndCommit('Next', { ...FLOW, memory: '300Mi' });
    on('main');
    expect(await report()).toMatchObject({ code: 0, states: 'dev ahead, prod in step', codes: ['LS834 dev'] });
  });

  test('an image that was pinned for production only was tried nowhere; a promoted one was', async () => {
    const pinned = (dev: string, prod: string) => ({ ...FLOW, image: { dev: image(dev), prod: image(prod) } });
    project.synthAndCommit('First', FLOW);
    project.git('checkout', '-q', '-b', 'dev');
    project.synthAndCommit('Build 2', pinned('2', '1.0.0'));
    project.synthAndCommit('Build 3', pinned('3', '1.0.0'));
    project.synthAndCommit('Promote 2', pinned('3', '2'));
    project.git('branch', '-f', 'main');
    expect((await report()).codes).toEqual([]);
    on('main');
    project.synthAndCommit('Hotfix image', pinned('3', '2.0.1'));
    const { code, codes, findings } = await report();
    expect([code, codes]).toEqual([0, ['LS837 prod']]);
    expect(findings[0]!.message).toBe(`prod runs 1 image that never ran in dev:\n${image('2.0.1')}; there it is ${image('3')}`);
  });

  test('what the next promotion changes is data, too', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', { ...PROMOTED, memory: '256Mi' });
    const { promotions } = await report();
    expect(promotions).toEqual([
      {
        platform: 'shop', from: 'dev', to: 'prod', same: false,
        changes: [{ file: 'api/Deployment-api.yaml', object: 'Deployment/api', kind: 'changes', fields: [{ path: 'spec.template.spec.containers[name=api].resources.limits.memory', before: '128Mi', after: '256Mi' }] }],
      },
    ]);
  });
});

describe('clones and folders', () => {
  test('a working copy that is behind what runs is no drift', async () => {
    project.synthAndCommit('First');
    project.git('checkout', '-q', '-b', 'feature');
    project.synthAndCommit('Feature', { replicas: { dev: 2, prod: 3 } });
    on('main');
    project.synthAndCommit('Memory', { memory: '256Mi' });
    on('feature');
    project.git('clone', '-q', project.root, join(root, 'clone'));
    execFileSync('git', ['remote', 'set-head', 'origin', 'main'], { cwd: join(root, 'clone') });
    const { code, states, codes } = await report(join(root, 'clone'));
    expect([code, states, codes]).toEqual([0, 'dev ahead, prod ahead', ['LS834 dev', 'LS834 prod']]);
  });

  test('a revision that the clone lacks is told with the command that fetches it', async () => {
    const shop: Partial<Shop> = { revision: { dev: 'main', prod: 'production' } };
    project.synthAndCommit('First', shop);
    project.git('branch', 'production');
    project.synthAndCommit('Memory', { ...shop, memory: '256Mi' });
    const clone = join(root, 'clone');
    project.git('clone', '-q', '--single-branch', `file://${project.root}`, clone);
    const { code, states, findings } = await report(clone);
    expect([code, states]).toEqual([1, 'dev in step, prod unknown']);
    expect(findings).toEqual([
      expect.objectContaining({ code: 'LS830', environments: ['prod'], message: 'shop-prod tracks `production`: this clone has no branch, tag or commit "production"', file: 'dist/shop/prod/argocd/Application-application.yaml', line: 11 }),
    ]);
    const command = /^Fetch it: (git fetch .*)\. Where the remote/.exec(findings[0]!.fix)![1]!;
    execFileSync('sh', ['-c', command], { cwd: clone, stdio: 'ignore' });
    expect(await report(clone)).toMatchObject({ code: 0, states: 'dev in step, prod behind' });
  });

  test('a history that is too short is no verdict', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', { ...PROMOTED, memory: '256Mi' });
    const clone = join(root, 'clone');
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
    project = new Project(join(root, 'mono'), 'platform/shop');
    project.synthAndCommit('First');
    const wrong = await report();
    expect([wrong.code, wrong.codes]).toEqual([1, ['LS831 dev', 'LS831 prod']]);
    expect(wrong.findings[0]!.message).toMatch(/^shop-dev tracks `dist\/shop\/dev` at main \([0-9a-f]{12}\), and there is no such folder; the project writes `platform\/shop\/dist\/shop\/dev`$/);
    expect(wrong.findings[0]!.fix).toContain("delivery: { path: 'platform/shop/dist' }");
    project.synthAndCommit('Say where', { path: 'platform/shop/dist' });
    expect(await report()).toMatchObject({ code: 0, states: 'dev in step, prod in step', codes: [] });
  });

  test('without a bootstrap Application, those of the source count', async () => {
    project.synthAndCommit('First', { ...PROMOTED, bootstrap: false });
    project.git('tag', 'v1.0.0');
    expect(await report()).toMatchObject({ code: 0, states: 'dev in step, prod in step' });
  });

  test('a range of versions is no revision', async () => {
    project.synthAndCommit('First', { revision: { dev: 'main', prod: 'v1.*' } });
    const { codes, findings } = await report();
    expect(codes).toEqual(['LS830 prod']);
    expect(findings[0]!.message).toContain('"v1.*" is a range of versions, which Argo CD decides anew');
  });

  test('nothing is fetched from where a partial clone comes from', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', { ...PROMOTED, memory: '256Mi' });
    project.git('config', 'uploadpack.allowFilter', 'true');
    const clone = join(root, 'clone');
    project.git('clone', '-q', '--filter=blob:none', `file://${project.root}`, clone);
    const { code, codes, findings } = await report(clone);
    expect([code, codes]).toEqual([1, ['LS839 ']]);
    expect(findings[0]!.fix).toContain('git fetch --refetch');
  });

  test.each(['', 'platform/shop'])('in a bare repository, the newest commit stands for the source (project in "%s")', async (folder) => {
    project = new Project(join(root, 'other'), folder);
    const shop: Partial<Shop> = { ...PROMOTED, path: join(folder, 'dist') };
    project.synthAndCommit('First', shop);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', { ...shop, memory: '256Mi' });
    const bare = join(root, 'shop.git');
    project.git('clone', '-q', '--bare', project.root, bare);
    expect(await report(bare)).toMatchObject({ code: 0, states: 'dev in step, prod behind', notes: [expect.stringContaining('the repository is bare')] });
    project.git('checkout', '-q', '--detach', 'v1.0.0');
    project.edit('dist/shop/prod/api/Deployment-api.yaml', 'replicas: 3', 'replicas: 9');
    project.commit('By hand');
    project.git('tag', '-f', 'v1.0.0');
    project.git('push', '-q', '-f', bare, 'v1.0.0');
    expect(await report(bare)).toMatchObject({ code: 1, states: 'dev in step, prod drift' });
  });

  test('where git cannot tell, it is said why', async () => {
    const bare = join(root, 'none');
    mkdirSync(bare);
    project.synth();
    execFileSync('cp', ['-r', project.path('model.json'), project.path('model.js'), project.path('cdk8s.yaml'), bare]);
    expect((await report(bare)).findings[0]).toMatchObject({ code: 'LS839', message: 'git cannot tell what runs: the folder is in no git repository' });
    expect((await report()).codes).toEqual(['LS830 dev', 'LS830 dev', 'LS830 prod', 'LS830 prod']);
  });

  test('git that is not installed is no crash', async () => {
    project.synthAndCommit('First');
    const path = process.env.PATH;
    execFileSync('sh', ['-c', `mkdir "${root}/bin" && ln -s "${process.execPath}" "${root}/bin/node" && ln -s "$(command -v sh)" "${root}/bin/sh"`]);
    process.env.PATH = join(root, 'bin');
    try {
      expect((await report()).findings[0]!.message).toBe('git cannot tell what runs: git is not installed');
    } finally {
      process.env.PATH = path;
    }
  });
});

describe('on the command line', () => {
  test('formats for machines name the file with the revision', async () => {
    project = new Project(join(root, 'mono'), 'platform');
    const shop: Partial<Shop> = { ...PROMOTED, path: 'platform/dist' };
    project.synthAndCommit('First', shop);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', { ...shop, memory: '256Mi' });
    const github = (await running(project.path(), '--format', 'github')).out;
    expect(github).toMatch(/^::warning file=platform\/dist\/shop\/prod\/argocd\/Application-application\.yaml,line=11,title=LS833 [^]*\n2 environments: 1 in step, 1 behind; no drift\n$/);
    const sarif = JSON.parse((await running(project.path(), '--format', 'sarif')).out) as { runs: { results: { ruleId: string; level: string }[] }[] };
    expect(sarif.runs[0]!.results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual(['LS833 warning']);
  });

  test.each([
    [['--running', '--dist', 'dist'], '--running and --dist exclude each other', 'What runs is in git, not in a folder.'],
    [['--running', '--now', '2026-12-31'], '--running and --now exclude each other', 'Expiries are told without --running.'],
    [['--platform', 'shop'], '--platform is given without --running', 'Leave it out, or add --running.'],
    [['--running', '--platform', 'shp'], 'there is no platform "shp"', 'Did you mean "shop"? Valid: "shop".'],
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
    expect(await report()).toMatchObject({ code: 1, states: '', codes: ['LS401 '], notes: ['nothing was compared: with an error in the source, a synth writes nothing'] });
  });
});
