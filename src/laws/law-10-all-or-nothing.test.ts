/** Law 10. All or nothing: a synth with an error writes nothing, and says everything that is wrong at once. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, SynthError } from '../app';
import { Platform } from '../pattern/platform/platform';
import { WebService } from '../pattern/workload/web-service';
import { environments, inputs } from './example.test-support';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockstep-law-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.CDK8S_OUTDIR;
  rmSync(root, { recursive: true });
});

function app(props: object = {}, outdir = join(root, 'dist')): App {
  const made = new App({ root, outdir, inputs: inputs() });
  const shop = new Platform(made, 'shop', { environments, edition: '2026', owner: 'team-shop' });
  new WebService(shop, 'api', { image: 'api', port: 3000, ...props });
  return made;
}

const files = () =>
  new Map(
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(root, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );

it('what was written before stays as it was', () => {
  app().synth();
  const before = files();
  expect([...before.keys()].filter((path) => path.endsWith('Deployment-api.yaml'))).toHaveLength(3);
  expect(() => app({ replicas: -1, image: 'unknown', port: 4000 }).synth()).toThrow(SynthError);
  expect(files()).toEqual(before);
});

it('nothing is written where nothing was', () => {
  expect(() => app({ port: 'x' }).synth()).toThrow(SynthError);
  expect(files()).toEqual(new Map());
});

it('an error that inspection finds keeps everything back, too', () => {
  app().synth();
  const before = files();
  expect(() => app({ resources: { requests: { cpu: '3' }, limits: { cpu: '1' } } }).synth()).toThrow(/LS667/);
  expect(files()).toEqual(before);
});

it('one error holds all findings', () => {
  let thrown: unknown;
  try {
    app({ replicas: -1, ports: { admin: 0 }, unknown: 1 }).synth();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(SynthError);
  expect((thrown as SynthError).findings.map(({ code, path }) => [code, path]).sort()).toEqual([
    ['LS101', 'unknown'],
    ['LS102', 'ports.admin'],
    ['LS102', 'replicas'],
  ]);
  for (const words of [
    'unknown prop "unknown"',
    '-1 is not an integer of 0 or more',
    '0 is not an integer from 1 to 65535 (port)',
    '3 errors',
  ]) {
    expect((thrown as SynthError).message).toContain(words);
  }
});

it('under the cdk8s command the report goes to stderr, and the process ends with 1', () => {
  process.env.CDK8S_OUTDIR = join(root, 'dist');
  const said: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  expect(() => app({ replicas: -1 }).synth()).toThrow('exit 1');
  expect(said.join('')).toContain('-1 is not an integer of 0 or more');
  expect(said.join('')).not.toContain('    at ');
  expect(files()).toEqual(new Map());
});

it('files of objects that are gone disappear with the next synth', () => {
  app({ configMap: 'settings', env: { A: 'x' } }).synth();
  expect([...files().keys()].filter((path) => path.includes('ConfigMap'))).toHaveLength(3);
  app().synth();
  expect([...files().keys()].filter((path) => path.includes('ConfigMap'))).toEqual([]);
});
