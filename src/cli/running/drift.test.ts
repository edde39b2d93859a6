import { join } from 'node:path';
import { testFolder } from '../folder.test-support';
import { image, PROMOTED, Project, report, running, type Shop } from './project.test-support';

// Every test makes commits, and runs the app as a child.
jest.setTimeout(60_000);

const folder = testFolder('running');
let project: Project;
beforeEach(() => {
  project = new Project(join(folder.path, 'shop'));
});

describe('drift', () => {
  test('a file that was edited by hand on the branch of one environment', async () => {
    const shop: Partial<Shop> = { revision: { dev: 'main', prod: 'production' } };
    const first = project.synthAndCommit('First', shop);
    project.git('checkout', '-q', '-b', 'production');
    project.edit('dist/shop/prod/api/Deployment-api.yaml', 'memory: 128Mi', 'memory: 1Gi');
    const commit = project.commit('Quick fix');
    project.git('checkout', '-q', 'main');
    project.synthAndCommit('Replicas', { ...shop, replicas: { dev: 2, prod: 3 } });
    const { code, states, findings } = await report(project.path());
    expect([code, states]).toEqual([1, 'dev in step, prod drift']);
    expect(findings.map((finding) => `${finding.code} ${finding.severity} ${finding.environments!.join()}`)).toEqual([
      'LS801 error dev,prod',
      'LS835 error prod',
    ]);
    expect(findings[1]!.message).toBe(
      `prod runs production (${commit}, 2026-11-03), and no commit in the history of the source has these files. ` +
        `Differences from ${first}, the last common commit, to what runs:\n` +
        'Deployment/api spec.template.spec.containers[name=api].resources.limits.memory: "128Mi" → "1Gi"\n' +
        `Commits that only production has:\n${commit} (2026-11-03, "Quick fix")`,
    );
    expect(findings[0]!.message).toContain(
      `At production (${commit}): \`spec.template.spec.containers[name=api].resources.limits.memory\` of \`api/Deployment-api.yaml\` is \`"128Mi"\` in dev, \`"1Gi"\` in prod`,
    );
  });

  test('a file that was edited by hand where the source is', async () => {
    project.synthAndCommit('First');
    project.edit('dist/shop/prod/api/Deployment-api.yaml', 'replicas: 3', 'replicas: 5');
    project.commit('Quick fix');
    const { code, states, findings } = await report(project.path());
    expect([code, states]).toEqual([1, 'dev in step, prod drift']);
    const drift = findings.find((finding) => finding.code === 'LS835')!;
    expect(drift.message).toContain(
      'the source at that revision generates different output. Differences, from the generated output to what runs:\nDeployment/api spec.replicas: 3 → 5',
    );
  });

  test('a hand edit that the line has repaired since is told by the matrix of that commit', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.edit('dist/shop/prod/api/Deployment-api.yaml', 'replicas: 3', 'replicas: 5');
    const commit = project.commit('Quick fix');
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Repair', PROMOTED);
    const { code, states, codes, findings } = await report(project.path());
    expect([code, states, codes]).toEqual([1, 'dev in step, prod behind', ['LS802 prod', 'LS833 prod']]);
    expect(findings[0]!.message).toBe(
      `At v1.0.0 (${commit}): \`spec.replicas\` of \`api/Deployment-api.yaml\` is declared as \`3\` in prod, but it is \`5\`.`,
    );
  });

  test('output alone that is another one on the branch of the first environment', async () => {
    const shop: Partial<Shop> = { revision: { dev: 'dev', prod: 'main' } };
    project.synthAndCommit('First', shop);
    project.git('checkout', '-q', '-b', 'dev');
    project.edit('dist/shop/dev/api/Deployment-api.yaml', 'replicas: 1', 'replicas: 2');
    project.commit('By hand');
    project.git('checkout', '-q', 'main');
    project.synthAndCommit('Memory', { ...shop, memory: '256Mi' });
    expect(await report(project.path())).toMatchObject({ code: 1, states: 'dev drift, prod in step' });
  });

  test('values of secrets are shown to nobody', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Rotate', { ...PROMOTED, secret: { dev: 'AgHIDDEN1', prod: 'AgHIDDEN2' } });
    const { out } = await running(project.path());
    expect(out).toContain('SealedSecret/db spec.encryptedData.password changes\n');
    expect(out + (await running(project.path(), '--format', 'json')).out).not.toMatch(/AgHIDDEN|"AgB"/);
  });

  test.each([
    ['a plain Secret', 'apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: HUNTER2 }\n'],
    ['YAML that is broken', 'kind: Secret\nstringData: { password: HUNTER2\n'],
    [
      'a bomb of aliases',
      `a: &a [HUNTER2]\n${[...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]!}`).join()}]\n`).join('')}`,
    ],
    [
      'an Application that looks nowhere',
      'kind: Application\nmetadata: { name: other }\nspec: { source: { path: "x\\n/shop/prod", targetRevision: "a\\0b" } }\n',
    ],
  ])('what somebody pushed is shown with its place, not its content: %s', async (_, text) => {
    const shop: Partial<Shop> = { revision: { dev: 'main', prod: 'production' } };
    project.synthAndCommit('First', shop);
    project.git('checkout', '-q', '-b', 'production');
    for (const environment of ['dev', 'prod'])
      project.write({
        [`dist/shop/${environment}/db/Secret-db.yaml`]:
          environment === 'prod' ? text : text.replace('HUNTER2', 'HUNTER3'),
      });
    project.edit('dist/shop/prod/api/Deployment-api.yaml', 'replicas: 3', 'replicas: [');
    project.commit('By hand');
    project.git('checkout', '-q', 'main');
    project.write({ 'dist/shop/prod/argocd/Application-other.yaml': text });
    project.commit('By hand, too');
    const { code, out } = await running(project.path());
    expect(out.match(/LS835/g)).toHaveLength(2);
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/Deployment-api\.yaml cannot be read|Deployment\/api cannot be read/),
    ]);
    expect(out + (await running(project.path(), '--format', 'json')).out).not.toMatch(/password: |HUNTER/);
  });

  test('a promotion that the cluster would refuse is told before', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Smaller', { ...PROMOTED, storage: '5Gi' });
    const { code, findings } = await report(project.path());
    expect(code).toBe(1);
    expect(findings[0]).toMatchObject({
      code: 'LS838',
      object: 'StatefulSet/db',
      path: 'spec.volumeClaimTemplates[0].spec.resources.requests.storage',
      file: 'dist/shop/prod/db/StatefulSet-db.yaml',
      message:
        'promoting the output of the source to prod fails: the volume would shrink from 10Gi to 5Gi, and volumes cannot shrink',
    });
  });
});

describe('environments against each other', () => {
  const FLOW: Partial<Shop> = { revision: { dev: 'dev', prod: 'main' } };

  test.each(['dev', 'main'])('a change that main holds and dev lacks is told, seen from %s', async (branch) => {
    project.synthAndCommit('First', FLOW);
    project.git('branch', 'dev');
    const hotfix = project.synthAndCommit('Hotfix', { ...FLOW, memory: '512Mi' });
    project.git('checkout', '-q', 'dev');
    project.synthAndCommit('Feature', { ...FLOW, replicas: { dev: 2, prod: 3 } });
    project.git('checkout', '-q', branch);
    const { codes, findings } = await report(project.path());
    expect(codes).toContain('LS836 prod');
    const { message, fix } = findings.find((finding) => finding.code === 'LS836')!;
    expect(message).toMatch(
      /^prod runs main \([0-9a-f]{12}\), with changes that dev \(dev, [0-9a-f]{12}\) never ran\. In dev, they would change:\n/,
    );
    expect(message).toContain(
      `\nDeployment/api spec.template.spec.containers[name=api].resources.limits.memory: "128Mi" → "512Mi"\n1 commit:\n${hotfix} (2026-11-03, "Hotfix")`,
    );
    expect(fix).toMatch(/^Apply them to dev: merge main into dev/);
  });

  test('merges back and forth, and one’s own values, are no change that was skipped', async () => {
    project.synthAndCommit('First', FLOW);
    project.git('checkout', '-q', '-b', 'dev');
    project.synthAndCommit('Memory', { ...FLOW, memory: '256Mi' });
    project.git('checkout', '-q', 'main');
    project.git('merge', '-q', '--no-ff', '-m', 'Release', 'dev');
    project.synthAndCommit('More replicas in production', { ...FLOW, memory: '256Mi', replicas: { dev: 1, prod: 6 } });
    project.git('checkout', '-q', 'dev');
    project.synthAndCommit('Next', { ...FLOW, memory: '300Mi' });
    project.git('checkout', '-q', 'main');
    expect(await report(project.path())).toMatchObject({
      code: 0,
      states: 'dev ahead, prod in step',
      codes: ['LS834 dev'],
    });
  });

  test('an image that was pinned for production only was tried nowhere; a promoted one was', async () => {
    const pinned = (dev: string, prod: string) => ({ ...FLOW, image: { dev: image(dev), prod: image(prod) } });
    project.synthAndCommit('First', FLOW);
    project.git('checkout', '-q', '-b', 'dev');
    project.synthAndCommit('Build 2', pinned('2', '1.0.0'));
    project.synthAndCommit('Build 3', pinned('3', '1.0.0'));
    project.synthAndCommit('Promote 2', pinned('3', '2'));
    project.git('branch', '-f', 'main');
    expect((await report(project.path())).codes).toEqual([]);
    project.git('checkout', '-q', 'main');
    project.synthAndCommit('Hotfix image', pinned('3', '2.0.1'));
    const { code, codes, findings } = await report(project.path());
    expect([code, codes]).toEqual([0, ['LS837 prod']]);
    expect(findings[0]!.message).toBe(
      `prod runs 1 image that never ran in dev:\n${image('2.0.1')}; it runs ${image('3')}`,
    );
  });

  test('what the next promotion changes is data, too', async () => {
    project.synthAndCommit('First', PROMOTED);
    project.git('tag', 'v1.0.0');
    project.synthAndCommit('Memory', { ...PROMOTED, memory: '256Mi' });
    const { promotions } = await report(project.path());
    expect(promotions).toEqual([
      {
        platform: 'shop',
        from: 'dev',
        to: 'prod',
        same: false,
        changes: [
          {
            file: 'api/Deployment-api.yaml',
            object: 'Deployment/api',
            kind: 'changes',
            fields: [
              {
                path: 'spec.template.spec.containers[name=api].resources.limits.memory',
                before: '128Mi',
                after: '256Mi',
              },
            ],
          },
        ],
      },
    ]);
  });
});
