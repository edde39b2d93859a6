/** What enclii's findings ask of commands and of a second synth. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, WebService } from 'cdk8s-lockstep';
import { run } from '../../src/cli/main';
import { enclii } from '../enclii';
import { platform } from '../enclii/as-found/programs/platform';
import { ROOT } from './answers';
import { about, inspected, outcome } from './evidence';
import { permissiveInputs } from './permissive-inputs';
import { structureOf } from './structure';

test('staging has the objects of production, and differs in values alone', () => {
  // How it is delivered differs on purpose: a person syncs production.
  const staging = structureOf('enclii', 'staging', 'argocd');
  expect(Object.keys(staging).length).toBeGreaterThan(20);
  expect(staging).toEqual(structureOf('enclii', 'production', 'argocd'));
});

test('another service is one declaration, with all its objects in all environments', () => {
  const build = (more: boolean): ReadonlySet<string> => {
    const app = new App({ root: ROOT, inputs: permissiveInputs((environment) => `enclii-${environment}`) });
    const own = platform(app);
    if (more) new WebService(own, 'builds', { image: 'builds', port: 8080 });
    return new Set(app.preview().files.keys());
  };
  const before = build(false);
  const added = [...build(true)].filter((file) => !before.has(file));
  const kinds = (environment: string) =>
    added
      .filter((file) => file.startsWith(`enclii/${environment}/`))
      .map((file) => file.replace(/^.*\/([A-Za-z]+)-.*$/, '$1'))
      .sort();
  expect(kinds('production')).toEqual([
    'Deployment',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'Service',
    'ServiceAccount',
  ]);
  expect([kinds('dev'), kinds('staging')]).toEqual([kinds('production'), kinds('production')]);
});

test('an empty value is not sealed', async () => {
  const root = mkdtempSync(join(tmpdir(), 'enclii-'));
  try {
    for (const input of ['secrets', 'certs', 'proof'])
      cpSync(join(ROOT, input), join(root, input), { recursive: true });
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    const terminal = {
      cwd: root,
      stdin: () => Buffer.from(''),
      keyboard: false,
      now: () => new Date('2026-11-20T00:00:00Z'),
      out: say,
      err: say,
    };
    expect(await run(['seal', 'enclii/production', 'redis-secret', 'password'], terminal)).toBe(1);
    expect(said.join('\n')).toContain('LS906');
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('nothing of one environment names another', () => {
  const app = new App({ root: ROOT });
  enclii(app);
  const { files } = app.preview();
  const foreign = [...files].flatMap(([file, text]) => {
    const own = file.split('/')[1]!;
    const others = ['enclii-dev', 'enclii-staging', 'enclii-production'].filter((name) => name !== `enclii-${own}`);
    return others.filter((name) => new RegExp(`${name}(?![a-z])`).test(text)).map((name) => `${file} names ${name}`);
  });
  expect(foreign).toEqual([]);
});

test.each([
  ['an image whose digest is too short', 'LS554', 'Deployment/switchyard-api', '`0f1e2d3c4b5a`'],
  [
    'a namespace that another file creates under another name',
    'LS401',
    'ConfigMap/env-config',
    'namespace `enclii-production`, which does not exist',
  ],
  ['secrets pinned to a namespace that nobody creates', 'LS401', 'Secret/redis-secret', 'namespace `enclii-system`'],
  ['a service account of another namespace', 'LS401', 'ClusterRoleBinding/switchyard-api', 'namespace `default`'],
  ['a storage class of the developer cluster', 'LS401', 'PersistentVolumeClaim/redis-pvc', 'StorageClass `standard`'],
  [
    'a peer that runs in another namespace',
    'LS405',
    'NetworkPolicy/switchyard-api',
    'app.kubernetes.io/name=prometheus',
  ],
])('what only the manifests show: %s', (_, code, object, says) => {
  const found = inspected('enclii', { code, 'as-found': true }, 'production');
  expect(about(found, { code, object, says }, 'production')).not.toEqual([]);
});

test('the logs of pods, which the manifests misspell, are refused', () => {
  const found = outcome('enclii', 'api.wrongLogs') as readonly { readonly code: string; readonly message: string }[];
  expect(found.filter(({ message }) => message.includes('pods/logs')).map(({ code }) => code)).toContain('LS572');
});
