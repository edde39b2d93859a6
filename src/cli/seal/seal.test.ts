import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSealedFile } from '../../inputs/sealed-file';
import { unseal } from '../../inputs/sealing';
import type { SealedFile } from '../../model/inputs';
import { sealingProject } from './project.test-support';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
let publicKey: KeyObject;
// The certificate's own private key does not exist any more: what is sealed here opens with the key pair of this run.
jest.mock('../../inputs/certificates', () => {
  const actual = jest.requireActual<typeof import('../../inputs/certificates')>('../../inputs/certificates');
  return {
    ...actual,
    findCertificate: (...args: Parameters<typeof actual.findCertificate>) => {
      const { certificate, findings } = actual.findCertificate(...args);
      return { certificate: certificate === undefined ? undefined : { ...certificate, publicKey }, findings };
    },
  };
});

beforeEach(() => {
  publicKey = keys.publicKey;
});

const project = sealingProject();
const { put, text, lockstep, sealed, refused } = project;

function read(environment: string, name: string): SealedFile {
  const { sealed, findings } = parseSealedFile(
    text(environment, name),
    `secrets/shop/${environment}/${name}.yaml`,
    name,
  );
  expect(findings).toEqual([]);
  return sealed!;
}

function opened(environment: string, name: string, key: string): Buffer {
  const file = read(environment, name);
  return unseal(file.items.get(key)!.ciphertext, keys.privateKey, file);
}

describe('sealing', () => {
  test('a value from standard input loses its last newline', async () => {
    const out = await sealed('prod db url', 'postgres://x\n');
    expect(opened('prod', 'db', 'url').toString()).toBe('postgres://x');
    expect(read('prod', 'db')).toMatchObject({ name: 'db', namespace: 'shop-prod', scope: 'strict', type: 'Opaque' });
    const item = read('prod', 'db').items.get('url')!;
    expect(item).toMatchObject({
      sealedAt: '2026-01-02T03:04:05Z',
      certificate: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(out).toEqual([
      `secrets/shop/prod/db.yaml: sealed "url" for shop-prod/db (strict), revision ${item.revision}`,
    ]);
  });

  test('--keep-newline keeps it, and only one newline is ever trimmed', async () => {
    await sealed('prod db kept --keep-newline', 'x\n');
    await sealed('prod db trimmed', 'x\n\r\n');
    expect([opened('prod', 'db', 'kept').toString(), opened('prod', 'db', 'trimmed').toString()]).toEqual([
      'x\n',
      'x\n',
    ]);
  });

  test('a file is sealed byte for byte, up to 1 MiB', async () => {
    const value = Buffer.alloc(1024 * 1024, 0xfe);
    put('key.bin', value);
    await sealed('prod tls keystore --from-file key.bin');
    expect(opened('prod', 'tls', 'keystore').equals(value)).toBe(true);
  });

  test('a .env file gives all its keys, or those named', async () => {
    put('prod.env', 'A=1\nB="two words"\nC=3\n');
    await sealed('prod app --from-env-file prod.env');
    expect([...read('prod', 'app').items.keys()]).toEqual(['A', 'B', 'C']);
    expect(opened('prod', 'app', 'B').toString()).toBe('two words');
    await sealed('prod other B --from-env-file prod.env');
    expect([...read('prod', 'other').items.keys()]).toEqual(['B']);
  });

  test('--generate makes URL-safe values, another one for each environment', async () => {
    await sealed('dev,prod db password --generate --length 48');
    const [dev, prod] = [opened('dev', 'db', 'password').toString(), opened('prod', 'db', 'password').toString()];
    expect(dev).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{47}$/);
    expect(prod).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{47}$/);
    expect(dev).not.toBe(prod);
    expect(read('dev', 'db').items.get('password')?.revision).not.toBe(
      read('prod', 'db').items.get('password')?.revision,
    );
  });

  test('one value for several environments needs a reason, and keeps it', async () => {
    await sealed('dev,prod upstream token --same "the vendor gives one account"', 'secret');
    const [dev, prod] = ['dev', 'prod'].map((environment) => read(environment, 'upstream').items.get('token')!);
    expect(dev?.shared).toBe('the vendor gives one account');
    expect(dev?.revision).toBe(prod?.revision);
    await sealed('dev,prod upstream made --generate --same "tests compare them"');
    expect(opened('dev', 'upstream', 'made').equals(opened('prod', 'upstream', 'made'))).toBe(true);
  });

  test('files for several environments are given for each', async () => {
    put('dev.env', 'A=1\n');
    put('prod.env', 'A=2\n');
    await sealed('shop/dev,prod app --from-env-file dev=dev.env --from-env-file prod=prod.env');
    expect([opened('dev', 'app', 'A').toString(), opened('prod', 'app', 'A').toString()]).toEqual(['1', '2']);
  });

  test.each([
    ['namespace-wide', 'shop-prod (namespace-wide)'],
    ['cluster-wide', 'any namespace (cluster-wide)'],
  ])('scope %s', async (scope, shown) => {
    const out = await sealed(`prod db url --scope ${scope}`, 'x');
    expect(out[0]).toContain(`for ${shown}, revision`);
    expect(read('prod', 'db').scope).toBe(scope);
    expect(text('prod', 'db').match(/sealedsecrets\.bitnami\.com\/.*-wide: "true"/g)).toHaveLength(2);
    expect(opened('prod', 'db', 'url').toString()).toBe('x');
    await sealed('prod db other', 'y');
    expect(opened('prod', 'db', 'other').toString()).toBe('y');
  });

  test('the type follows from the keys', async () => {
    put('db.env', 'username=a\npassword=b\n');
    put('docker.json', '{"auths":{}}');
    await sealed('prod db --from-env-file db.env');
    await sealed('prod pull .dockerconfigjson --from-file docker.json');
    await sealed('prod own key --type example.com/own', 'x');
    expect(['db', 'pull', 'own'].map((name) => read('prod', name).type)).toEqual([
      'kubernetes.io/basic-auth',
      'kubernetes.io/dockerconfigjson',
      'example.com/own',
    ]);
  });

  test('keys that come to stand for a type give it to the file; one that is Opaque on purpose stays so', async () => {
    await sealed('prod db username', 'a');
    const out = await sealed('prod db password', 'b');
    expect(out[1]).toBe(
      'secrets/shop/prod/db.yaml: the type changed from Opaque to kubernetes.io/basic-auth; ' +
        'an existing Secret in a cluster keeps its old type until it is deleted',
    );
    expect(read('prod', 'db').type).toBe('kubernetes.io/basic-auth');
    const [, noted] = await sealed('prod db password --type Opaque', 'b');
    expect(noted).toContain('the type changed from kubernetes.io/basic-auth to Opaque');
    const [, kept] = await sealed('prod db password', 'b');
    expect(kept).toBe(
      'secrets/shop/prod/db.yaml: the type is Opaque; these keys indicate kubernetes.io/basic-auth (--type kubernetes.io/basic-auth)',
    );
    expect(read('prod', 'db').type).toBe('Opaque');
  });

  test('sealing again changes the two lines of the key, and its revision', async () => {
    await sealed('prod db a', '1');
    await sealed('prod db b', '1');
    const [before, revision] = [text('prod', 'db').split('\n'), read('prod', 'db').items.get('b')!.revision];
    await sealed('prod db b', '2');
    const after = text('prod', 'db').split('\n');
    expect(after.filter((line, index) => line !== before[index]).map((line) => line.trim().split(/[ :]/)[0])).toEqual([
      'b',
      'b',
    ]);
    expect(read('prod', 'db').items.get('b')!.revision).not.toBe(revision);
  });

  test('--same-value keeps the revision', async () => {
    await sealed('prod db a', '1');
    const before = read('prod', 'db').items.get('a')!;
    const out = await sealed('prod db a --same-value', '1');
    const after = read('prod', 'db').items.get('a')!;
    expect([after.revision, after.ciphertext === before.ciphertext]).toEqual([before.revision, false]);
    expect(out[0]).toBe(
      `secrets/shop/prod/db.yaml: sealed "a" for shop-prod/db (strict), revision ${before.revision} as before`,
    );
    expect([before.since, after.since]).toEqual([undefined, before.sealedAt]);
    await sealed('prod db a --same-value', '1');
    expect(read('prod', 'db').items.get('a')!.since).toBe(before.sealedAt);
    await sealed('prod db a', '2');
    expect(read('prod', 'db').items.get('a')!.since).toBeUndefined();
  });

  test('a plain value in the file is repaired by sealing its key', async () => {
    await sealed('prod db a', '1');
    put('secrets/shop/prod/db.yaml', text('prod', 'db').replace(/^ {4}a: .*$/m, '    a: hunter2'));
    await sealed('prod db a', '2');
    expect(opened('prod', 'db', 'a').toString()).toBe('2');
  });

  test('keys that were sealed for another namespace are repaired one by one', async () => {
    await sealed('prod db a', '1');
    await sealed('prod db b', '1');
    put('secrets/shop/prod/db.yaml', text('prod', 'db').replaceAll('namespace: shop-prod', 'namespace: shop-live'));
    const [, left] = await sealed('prod db a', '1');
    expect(left).toBe(
      'secrets/shop/prod/db.yaml:13:5: key "b" was sealed for namespace "shop-prod", but the file has "shop-live"',
    );
    expect(await sealed('prod db b', '1')).toHaveLength(1);
    expect(opened('prod', 'db', 'b').toString()).toBe('1');
  });

  test('the namespace comes from the secret, the last synth, or the other secrets of the environment', async () => {
    await sealed('prod istio key --namespace istio-system', 'x');
    await sealed('prod istio other', 'x');
    expect(read('prod', 'istio').namespace).toBe('istio-system');
    await sealed('prod db url', 'x');
    expect(read('prod', 'db').namespace).toBe('shop-prod');
    rmSync(join(project.path, 'proof'), { recursive: true });
    rmSync(join(project.path, 'secrets/shop/prod/istio.yaml'));
    await sealed('prod cache url', 'x');
    expect(read('prod', 'cache').namespace).toBe('shop-prod');
  });
});

describe('the login of a database', () => {
  test('one command seals the name of the role, which environments share, and a password for each', async () => {
    await sealed('dev,prod db --login app');
    const files = ['dev', 'prod'].map((environment) => read(environment, 'db'));
    expect(files.map(({ type }) => type)).toEqual(['kubernetes.io/basic-auth', 'kubernetes.io/basic-auth']);
    expect(['dev', 'prod'].map((environment) => opened(environment, 'db', 'username').toString())).toEqual([
      'app',
      'app',
    ]);
    expect(files.map(({ items }) => items.get('username')!.shared)).toEqual([
      'the name of the role',
      'the name of the role',
    ]);
    expect(files.map(({ items }) => items.get('password')!.shared)).toEqual([undefined, undefined]);
    expect(opened('dev', 'db', 'password').equals(opened('prod', 'db', 'password'))).toBe(false);
  });

  test('a password that is there stays, and the type is mended', async () => {
    await sealed('prod db password', 'known');
    await sealed('prod db other', 'x');
    await sealed('prod db --login app');
    expect(opened('prod', 'db', 'password').toString()).toBe('known');
    expect(opened('prod', 'db', 'username').toString()).toBe('app');
    expect(read('prod', 'db').type).toBe('kubernetes.io/basic-auth');
  });

  test.each([
    ['prod db password --login app', 'LS901 --login seals the keys "username" and "password"; other keys were given'],
    ['prod db --login app --generate', 'LS901 --generate and --login cannot be combined'],
    ['dev,prod db --login app --same x', 'LS901 --login and --same cannot be combined'],
    ['prod db invalid --login role name "a b"', 'LS905 invalid Secret key "a b"'],
  ])('%s is refused', async (args, message) => {
    expect((await refused(args)).slice(0, 2)).toEqual([2, message]);
  });
});

describe('warnings', () => {
  test.each([
    ['cache password', 'p@ss/w:rd#', true],
    ['cache REDIS_PASSWORD', 'a b', true],
    ['cache password', 'safe-._~1', false],
    ['cache token', 'p@ss', false],
  ])('%s with %s', async (what, value, warned) => {
    const { code, err } = await lockstep(`seal prod ${what}`, value);
    expect(code).toBe(0);
    expect(err).toEqual(
      warned ? [expect.stringMatching(/^warning: "\w+" contains characters that break a URL.* "@" is %40/)] : [],
    );
    expect(err.join()).not.toContain(value);
  });

  test('a user name that was generated', async () => {
    const { code, err } = await lockstep('seal prod db username --generate');
    expect([code, err]).toEqual([0, [expect.stringContaining('--login <role>')]]);
  });
});

describe('the app is the truth', () => {
  const app = (platforms: Record<string, Record<string, string>>): void => {
    const model = {
      platforms: Object.entries(platforms).map(([name, environments]) => ({
        name,
        environments: Object.entries(environments).map(([environment, namespace]) => ({
          name: environment,
          namespace,
        })),
      })),
    };
    put('cdk8s.yaml', 'app: node model.js\n');
    put(
      'model.js',
      `require('fs').writeFileSync(process.env.LOCKSTEP_MODEL, ${JSON.stringify(JSON.stringify(model))})`,
    );
  };

  test('where the last synth says otherwise', async () => {
    app({ shop: { dev: 'new-dev', prod: 'new-prod' } });
    await sealed('prod db url', 'x');
    expect(read('prod', 'db').namespace).toBe('new-prod');
  });

  test('a platform that is declared no more is refused, whatever its folders say', async () => {
    app({ orders: { dev: 'orders-dev', prod: 'orders-prod' } });
    expect(await refused('shop/dev db url', 'x')).toEqual([2, 'LS904 unknown platform "shop"', 'Valid: "orders".']);
    expect(await refused('order/dev db url', 'x')).toEqual([
      2,
      'LS904 unknown platform "order"',
      'Did you mean "orders"? Valid: "orders".',
    ]);
    expect(await refused('orders/stage db url', 'x')).toEqual([
      2,
      'LS904 "orders" has no environment "stage"',
      'Valid: "dev", "prod". Declare a new platform in the app first.',
    ]);
  });

  test('an app that fails leaves the files to say it', async () => {
    put('cdk8s.yaml', 'app: exit 1\n');
    await sealed('prod db url', 'x');
    expect(read('prod', 'db').namespace).toBe('shop-prod');
  });

  test('a broken cdk8s.yaml says where', async () => {
    put('cdk8s.yaml', 'language: typescript\napp: [\n');
    expect(await refused('prod db url', 'x')).toEqual([
      2,
      'LS913 cdk8s.yaml:2:6: invalid YAML: unclosed `[`',
      'Close it with `]`, or quote the value if the bracket is part of it.',
    ]);
  });
});
test('the command reads standard input and exits with the code of the run', () => {
  const repository = resolve(__dirname, '../../..');
  const command = [
    resolve(repository, 'node_modules/tsx/dist/cli.mjs'),
    '--conditions=source',
    resolve(__dirname, '../main.ts'),
  ];
  const ok = spawnSync(process.execPath, [...command, 'seal', 'shop/prod', 'db', 'url'], {
    cwd: project.path,
    input: 'x\n',
    encoding: 'utf8',
  });
  expect([ok.status, ok.stderr]).toEqual([0, '']);
  expect(ok.stdout).toMatch(
    /^secrets\/shop\/prod\/db\.yaml: sealed "url" for shop-prod\/db \(strict\), revision [0-9a-f]{16}\n$/,
  );
  expect([...read('prod', 'db').items.keys()]).toEqual(['url']);
  const wrong = spawnSync(process.execPath, [...command, 'seal', 'shop/prod', 'db', 'url', 'hunter2'], {
    cwd: project.path,
    input: '',
    encoding: 'utf8',
  });
  expect([wrong.status, wrong.stdout, wrong.stderr.includes('hunter2')]).toEqual([2, '', false]);
});
