/** What transparenta's findings ask of commands and of a second synth: changes of its inputs, and what follows from them. */
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  Platform,
  Postgres,
  SynthError,
  WebService,
  defineEnvironments,
  sealedKeys,
  type Finding,
} from 'cdk8s-lockstep';
import { run } from '../../src/cli/main';
import type { SynthResult } from '../../src/run';
import { transparenta } from '../transparenta';
import { platform } from '../transparenta/as-found/programs/platform';
import { ROOT } from './answers';
import { permissiveInputs } from './permissive-inputs';

const SERVER = 'hack-for-facts-eb-server';
const INPUTS = ['images.lock.yaml', 'secrets', 'certs', 'proof'];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'transparenta-'));
  for (const input of INPUTS) cpSync(join(ROOT, input), join(root, input), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

function preview(): SynthResult {
  const app = new App({ root });
  transparenta(app);
  return app.preview();
}

function findings(): readonly Finding[] {
  try {
    return preview().findings;
  } catch (error) {
    if (error instanceof SynthError) return error.findings;
    throw error;
  }
}

/** Files of `dist/` that differ, with the lines that are new. */
function changes(before: SynthResult, after: SynthResult): Record<string, readonly string[]> {
  const names = new Set([...before.files.keys(), ...after.files.keys()]);
  const changed = [...names].filter((name) => before.files.get(name) !== after.files.get(name));
  return Object.fromEntries(
    changed.map((name) => {
      const old = new Set((before.files.get(name) ?? '').split('\n'));
      return [
        name,
        (after.files.get(name) ?? '')
          .split('\n')
          .filter((line) => !old.has(line))
          .map((line) => line.trim()),
      ];
    }),
  );
}

async function lockstep(
  args: readonly string[],
  stdin = '',
): Promise<{ readonly code: number; readonly said: string }> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const terminal = {
    cwd: root,
    stdin: () => Buffer.from(stdin),
    keyboard: false,
    now: () => new Date('2026-11-20T00:00:00Z'),
    out: say,
    err: say,
  };
  return { code: await run(args, terminal), said: lines.join('\n') };
}

function filesBelow(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  );
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(join(root, file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(root, file), after);
}

const deployment = (environment: string): string => `transparenta/${environment}/${SERVER}/Deployment-${SERVER}.yaml`;

test('a promotion changes the version of one Deployment in one environment, and nothing else', async () => {
  const before = preview();
  const dev = /hack-for-facts-eb-server:\n.*\n +dev: \{ tag: ([0-9a-f]{40}), digest: (sha256:[0-9a-f]{64})/.exec(
    readFileSync(join(root, 'images.lock.yaml'), 'utf8'),
  )!;
  const { code, said } = await lockstep(['promote', 'transparenta', SERVER, '--from', 'dev', '--to', 'prod']);
  expect([code, said]).toEqual([0, expect.stringMatching(new RegExp(`prod [0-9a-f]{40} .* → ${dev[1]}`))]);
  expect(changes(before, preview())).toEqual({
    [deployment('prod')]: [
      expect.stringMatching(new RegExp(`^image-sha: "?${dev[1]}"?$`)),
      expect.stringMatching(new RegExp(`^(- )?image: harbor.*:${dev[1]}@${dev[2]}$`)),
    ],
  });
});

test('what is reverted gives the previous output, byte for byte', async () => {
  const before = preview();
  const lock = readFileSync(join(root, 'images.lock.yaml'));
  await lockstep(['promote', 'transparenta', SERVER, '--from', 'dev', '--to', 'prod']);
  expect(changes(before, preview())).not.toEqual({});
  writeFileSync(join(root, 'images.lock.yaml'), lock);
  const after = preview();
  expect([after.files, after.proof]).toEqual([before.files, before.proof]);
});

test('sealing keeps no plain value in any file, and changes one file', async () => {
  const before = filesBelow(root);
  const value = 'a-value-that-nobody-may-read';
  const { code, said } = await lockstep(['seal', 'transparenta/prod', `${SERVER}-secrets`, 'JWT_SECRET'], `${value}\n`);
  expect([code, said]).toEqual([0, expect.not.stringContaining(value)]);
  const after = filesBelow(root);
  const changed = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
  expect(changed).toEqual([join(root, `secrets/transparenta/prod/${SERVER}-secrets.yaml`)]);
  expect(
    [...after.values()].filter((text) => text.includes(value) || text.includes(Buffer.from(value).toString('base64'))),
  ).toEqual([]);
});

test('a rotated value rolls the pods that read it, in its environment only', async () => {
  const before = preview();
  await lockstep(['seal', 'transparenta/prod', 'redis-auth', 'REDIS_PASSWORD', '--generate']);
  expect(changes(before, preview())).toEqual({
    'transparenta/prod/secrets/SealedSecret-redis-auth.yaml': [expect.stringMatching(/^REDIS_PASSWORD: /)],
    'transparenta/prod/redis/Deployment-redis.yaml': [expect.stringMatching(/^checksum\/secrets: /)],
    [deployment('prod')]: [expect.stringMatching(/^checksum\/secrets: /)],
  });
});

test('what is sealed for another namespace, or lies under another name, stops the synth', () => {
  const folder = 'secrets/transparenta/prod';
  edit(`${folder}/redis-auth.yaml`, (text) => text.replaceAll('hack-for-facts-prod', 'prod'));
  renameSync(join(root, folder, `${SERVER}-secrets.yaml`), join(root, folder, 'sealed-app-secret.yaml'));
  const found = findings().map(({ code, file }) => `${code} ${file ?? ''}`);
  expect(found).toContainEqual(expect.stringMatching(`^LS527 ${folder}/redis-auth.yaml`));
  expect(found).toContainEqual(expect.stringMatching(`^LS522 ${folder}/sealed-app-secret.yaml`));
});

test('an image that production has no pin for stops the synth', () => {
  edit('images.lock.yaml', (text) => text.replace(/^ {4}prod: .*\n/m, ''));
  expect(findings().filter(({ code }) => code === 'LS580')).toEqual([
    expect.objectContaining({
      environments: ['prod'],
      fix: expect.stringContaining(`lockstep promote transparenta ${SERVER}`) as string,
    }),
  ]);
});

test('no file of one environment names another', () => {
  const { files } = preview();
  const named = [...files].filter(([name, text]) => {
    const other = name.startsWith('transparenta/dev/')
      ? /hack-for-facts-prod|\/prod\b|[-.]prod\b|api\.transparenta/
      : /hack-for-facts-dev|\/dev\b|[-.]dev\b(?!o)(?!\/)|api-dev/;
    return other.test(text.replaceAll('lockstep.dev/', ''));
  });
  expect(named.map(([name]) => name)).toEqual([]);
});

test('both environments come out of one construction, object for object', () => {
  const { files } = preview();
  const of = (environment: string) =>
    [...files.keys()]
      .filter((name) => name.startsWith(`transparenta/${environment}/`))
      .map((name) => name.split('/').slice(2).join('/'));
  // One Argo CD serves both: its settings have one owner.
  expect(of('dev').filter((name) => !of('prod').includes(name))).toEqual(['argocd/ConfigMap-argocd-cm.yaml']);
  expect(of('prod').filter((name) => !of('dev').includes(name))).toEqual([]);
});

test('a restore is the same database with a place to recover from', () => {
  const app = new App({ inputs: permissiveInputs((environment) => `hack-for-facts-${environment}`) });
  const own = platform(app);
  const credentials = sealedKeys('backup', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']);
  const destination = 's3://transparenta-backups/postgres-db';
  new Postgres(own, 'postgres-restored', {
    image: 'postgresql',
    version: 18,
    instances: 2,
    storage: { size: '200Gi' },
    recovery: { destination, credentials, server: 'postgres-db', until: '2026-11-20T08:00:00Z' },
    backup: { destination, credentials },
  });
  const [cluster] = app.preview().platforms[0]!.instances[1]!.objects.filter(({ json }) => json.kind === 'Cluster');
  expect(cluster!.json.spec).toMatchObject({
    bootstrap: { recovery: { source: 'origin', recoveryTarget: { targetTime: '2026-11-20T08:00:00Z' } } },
    externalClusters: [
      { name: 'origin', barmanObjectStore: { serverName: 'postgres-db', destinationPath: destination } },
    ],
  });
});

test('a new environment needs its values and nothing else', () => {
  const build = (names: readonly string[]): ReadonlyMap<string, string> => {
    const { environments, text, env } = defineEnvironments(
      Object.fromEntries(
        names.map((name) => [name, { stage: 'development', namespace: `shop-${name}`, host: `${name}.shop.acme` }]),
      ),
    );
    const app = new App({ inputs: permissiveInputs((environment) => `shop-${environment}`) });
    const shop = new Platform(app, 'shop', { environments, edition: '2026', owner: 'shop' });
    new WebService(shop, 'api', { image: 'api', port: 3000, env: { PUBLIC_URL: text`https://${env.host}` } });
    return app.preview().files;
  };
  const [two, three] = [build(['dev', 'prod']), build(['dev', 'prod', 'preview'])];
  expect([...two].every(([name, text]) => three.get(name) === text)).toBe(true);
  expect([...three.keys()].filter((name) => !two.has(name))).toEqual(
    [...two.keys()].filter((name) => name.startsWith('shop/dev/')).map((name) => name.replace('/dev/', '/preview/')),
  );
});
