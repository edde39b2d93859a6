import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prefixInRepository, trackedSecrets } from './repository';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockstep-repository-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root });

test('plain secret files that git tracks, in the project and its folders', () => {
  git('init', '-q');
  mkdirSync(join(root, 'shop', 'k8s dev'), { recursive: true });
  for (const file of ['ignored.secret.yaml', 'shop/k8s dev/api.secret.yaml', 'b.secret.yml', 'sealed-secret.yaml']) {
    writeFileSync(join(root, file), 'kind: Secret\n');
  }
  git('add', 'shop', 'b.secret.yml', 'sealed-secret.yaml');
  const { findings, note } = trackedSecrets(root);
  expect(note).toBeUndefined();
  expect(findings.map(({ code, file }) => `${code} ${file}`)).toEqual([
    'LS825 b.secret.yml',
    'LS825 shop/k8s dev/api.secret.yaml',
  ]);
  expect(findings[0]!.fix).toContain('git rm --cached b.secret.yml');
  expect(trackedSecrets(join(root, 'shop')).findings.map(({ file }) => file)).toEqual(['k8s dev/api.secret.yaml']);
  expect([prefixInRepository(root), prefixInRepository(join(root, 'shop'))]).toEqual(['', 'shop/']);
});

test('where git cannot tell, it is said why', () => {
  expect(trackedSecrets(root)).toEqual({
    findings: [],
    note: 'whether git tracks *.secret.yaml or *.secret.yml was not checked: the project is not in a git repository',
  });
  expect(prefixInRepository(root)).toBe('');
  const path = process.env.PATH;
  process.env.PATH = root;
  try {
    expect(trackedSecrets(root).note).toMatch(/: git is not installed$/);
  } finally {
    process.env.PATH = path;
  }
});
