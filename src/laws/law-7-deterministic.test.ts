/** Law 7. Deterministic: the same source gives the same bytes, whatever the machine, time zone, locale, day or order. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ENVIRONMENTS, example, result } from './example.test-support';

const bytes = ({ files, proof }: { files: ReadonlyMap<string, string>; proof: ReadonlyMap<string, string> }) =>
  new Map(
    [...files, ...[...proof].map(([path, text]) => [`proof/${path}`, text] as const)].sort(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  );
const changedBetween = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) =>
  [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path)).sort();

const once = bytes(result(example().app));

it('two runs give the same bytes', () => {
  expect(changedBetween(once, bytes(result(example().app)))).toEqual([]);
});

it('so do two syntheses of one app', () => {
  const { app } = example();
  const [first, second] = [bytes(result(app)), bytes(result(app))];
  expect(changedBetween(first, second)).toEqual([]);
});

it('the order in which unrelated constructs are declared does not matter', () => {
  expect(changedBetween(once, bytes(result(example({ reversed: true }).app)))).toEqual([]);
});

it('files come in one order', () => {
  const paths = [...result(example({ reversed: true }).app).files.keys()];
  expect(paths).toEqual([...result(example().app).files.keys()]);
});

it('neither clock nor chance is asked', () => {
  const refuse = () => {
    throw new Error('asked');
  };
  const RealDate = Date;
  class NoClock extends RealDate {
    constructor(...given: unknown[]) {
      if (given.length === 0) refuse();
      super(...(given as [number]));
    }
    static override now = refuse;
  }
  const { random } = Math;
  try {
    globalThis.Date = NoClock as unknown as DateConstructor;
    Math.random = refuse;
    expect(changedBetween(once, bytes(result(example().app)))).toEqual([]);
  } finally {
    globalThis.Date = RealDate;
    Math.random = random;
  }
});

it('time zone, locale and working directory do not matter', () => {
  const digest = createHash('sha256')
    .update(JSON.stringify([...once]))
    .digest('hex');
  const script = `
    const { example, result } = require(${JSON.stringify(join(__dirname, 'example.test-support.ts'))});
    const { files, proof } = result(example().app);
    const all = [...files, ...[...proof].map(([path, text]) => ['proof/' + path, text])].sort(([a], [b]) => (a < b ? -1 : 1));
    process.stdout.write(require('node:crypto').createHash('sha256').update(JSON.stringify(all)).digest('hex'));`;
  for (const [TZ, LANG] of [
    ['Asia/Kolkata', 'tr_TR.UTF-8'],
    ['America/St_Johns', 'sv_SE.UTF-8'],
  ]) {
    const { stdout, stderr } = spawnSync(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', script], {
      cwd: '/',
      encoding: 'utf8',
      env: { PATH: process.env.PATH, TZ, LANG, LC_ALL: LANG, LANGUAGE: LANG },
    });
    expect([stdout, stderr]).toEqual([digest, '']);
  }
}, 30_000);

it('a new service changes only its own files and those of what it connects to', () => {
  const added = bytes(result(example({ extra: true }).app));
  const changed = changedBetween(once, added).filter((path) => !path.startsWith('proof/'));
  expect(changed.filter((path) => !/^shop\/[a-z]+\/extra\//.test(path))).toEqual(
    [...ENVIRONMENTS].sort().map((name) => `shop/${name}/web/NetworkPolicy-web.yaml`),
  );
  expect(changed.filter((path) => /\/extra\//.test(path)).length).toBe(5 * ENVIRONMENTS.length);
});

it('a changed value changes the files of its environment, the checksum that covers it, and nothing else', () => {
  const changed = changedBetween(
    once,
    bytes(result(example({ logLevel: { dev: 'debug', staging: 'warn', prod: 'info' } }).app)),
  );
  expect(changed).toEqual([
    'proof/shop/matrix.yaml',
    'shop/staging/api/ConfigMap-api-config.yaml',
    'shop/staging/api/Deployment-api.yaml',
  ]);
});

it('a rotated secret changes the checksum of its environment, a new certificate for the same value does not', () => {
  const rotated = bytes(result(example({ inputs: { revisions: { prod: { 'api-secrets/jwt': 'other' } } } }).app));
  expect(changedBetween(once, rotated).filter((path) => path.startsWith('shop/'))).toEqual([
    'shop/prod/api/Deployment-api.yaml',
    'shop/prod/secrets/SealedSecret-api-secrets.yaml',
  ]);
});
