import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseSealedFile } from '../inputs/sealed-file';
import { unseal } from '../inputs/sealing';
import type { SealedFile } from '../model/inputs';
import { lockstepLines } from './terminal.test-support';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
let publicKey: KeyObject;
// The certificate's own private key does not exist any more: what is sealed here opens with the key pair of this run.
jest.mock('../inputs/certificates', () => {
  const actual = jest.requireActual<typeof import('../inputs/certificates')>('../inputs/certificates');
  return {
    ...actual,
    findCertificate: (...args: Parameters<typeof actual.findCertificate>) => {
      const { certificate, findings } = actual.findCertificate(...args);
      return { certificate: certificate === undefined ? undefined : { ...certificate, publicKey }, findings };
    },
  };
});

const CERTIFICATE = join(__dirname, '../inputs/fixtures/test-certificate.pem');
let root: string;
beforeEach(() => {
  publicKey = keys.publicKey;
  root = mkdtempSync(join(tmpdir(), 'seal-'));
  for (const environment of ['dev', 'prod']) {
    mkdirSync(join(root, 'certs/shop'), { recursive: true });
    cpSync(CERTIFICATE, join(root, `certs/shop/${environment}.pem`));
  }
  put('proof/shop/environments.yaml', 'dev: { namespace: shop-dev }\nprod: { namespace: shop-prod }\n');
});
afterEach(() => rmSync(root, { recursive: true }));

function put(file: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

const text = (environment: string, name: string): string =>
  readFileSync(join(root, `secrets/shop/${environment}/${name}.yaml`), 'utf8');

function read(environment: string, name: string): SealedFile {
  const { sealed, findings } = parseSealedFile(text(environment, name), `secrets/shop/${environment}/${name}.yaml`, name);
  expect(findings).toEqual([]);
  return sealed!;
}

function opened(environment: string, name: string, key: string): Buffer {
  const file = read(environment, name);
  return unseal(file.items.get(key)!.ciphertext, keys.privateKey, file);
}

function lockstep(args: string, stdin: string | Buffer = '', now = '2026-01-02T03:04:05.678Z') {
  const words = args.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ''));
  return lockstepLines(words, root, { stdin: () => Buffer.from(stdin), now: () => new Date(now) });
}

async function sealed(args: string, stdin: string | Buffer = ''): Promise<string[]> {
  const { code, out, err } = await lockstep(`seal ${args}`, stdin);
  expect([code, err]).toEqual([0, []]);
  return out;
}

async function refused(args: string, stdin: string | Buffer = ''): Promise<[code: number, ...lines: string[]]> {
  const before = files();
  const { code, out, err } = await lockstep(`seal ${args}`, stdin);
  expect(out).toEqual([]);
  expect(files()).toEqual(before);
  return [code, ...err.flatMap((block) => block.split('\n').map((line) => line.trim()))];
}

function files(): string[] {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => (name.endsWith('.yaml') ? `${name}\n${readFileSync(join(root, name), 'utf8')}` : name));
}

describe('sealing', () => {
  test('a value from standard input loses its last newline', async () => {
    const out = await sealed('prod db url', 'postgres://x\n');
    expect(opened('prod', 'db', 'url').toString()).toBe('postgres://x');
    expect(read('prod', 'db')).toMatchObject({ name: 'db', namespace: 'shop-prod', scope: 'strict', type: 'Opaque' });
    const item = read('prod', 'db').items.get('url')!;
    expect(item).toMatchObject({ sealedAt: '2026-01-02T03:04:05Z', certificate: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(out).toEqual([`secrets/shop/prod/db.yaml: sealed "url" for shop-prod/db (strict), revision ${item.revision}`]);
  });

  test('--keep-newline keeps it, and only one newline is ever trimmed', async () => {
    await sealed('prod db kept --keep-newline', 'x\n');
    await sealed('prod db trimmed', 'x\n\r\n');
    expect([opened('prod', 'db', 'kept').toString(), opened('prod', 'db', 'trimmed').toString()]).toEqual(['x\n', 'x\n']);
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
    expect(read('dev', 'db').items.get('password')?.revision).not.toBe(read('prod', 'db').items.get('password')?.revision);
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
      'secrets/shop/prod/db.yaml: the type is kubernetes.io/basic-auth now, not Opaque; ' +
        'a cluster that has the Secret keeps its old type until the Secret is deleted',
    );
    expect(read('prod', 'db').type).toBe('kubernetes.io/basic-auth');
    const [, noted] = await sealed('prod db password --type Opaque', 'b');
    expect(noted).toContain('the type is Opaque now, not kubernetes.io/basic-auth');
    const [, kept] = await sealed('prod db password', 'b');
    expect(kept).toBe(
      'secrets/shop/prod/db.yaml: the type is Opaque; these keys stand for kubernetes.io/basic-auth (--type kubernetes.io/basic-auth)',
    );
    expect(read('prod', 'db').type).toBe('Opaque');
  });

  test('sealing again changes the two lines of the key, and its revision', async () => {
    await sealed('prod db a', '1');
    await sealed('prod db b', '1');
    const [before, revision] = [text('prod', 'db').split('\n'), read('prod', 'db').items.get('b')!.revision];
    await sealed('prod db b', '2');
    const after = text('prod', 'db').split('\n');
    expect(after.filter((line, index) => line !== before[index]).map((line) => line.trim().split(/[ :]/)[0])).toEqual(['b', 'b']);
    expect(read('prod', 'db').items.get('b')!.revision).not.toBe(revision);
  });

  test('--same-value keeps the revision', async () => {
    await sealed('prod db a', '1');
    const before = read('prod', 'db').items.get('a')!;
    const out = await sealed('prod db a --same-value', '1');
    const after = read('prod', 'db').items.get('a')!;
    expect([after.revision, after.ciphertext === before.ciphertext]).toEqual([before.revision, false]);
    expect(out[0]).toBe(`secrets/shop/prod/db.yaml: sealed "a" for shop-prod/db (strict), revision ${before.revision} as before`);
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
    expect(left).toBe('secrets/shop/prod/db.yaml:13:5: key "b" was sealed for namespace "shop-prod", the file says "shop-live"');
    expect(await sealed('prod db b', '1')).toHaveLength(1);
    expect(opened('prod', 'db', 'b').toString()).toBe('1');
  });

  test('the namespace comes from the secret, the last synth, or the other secrets of the environment', async () => {
    await sealed('prod istio key --namespace istio-system', 'x');
    await sealed('prod istio other', 'x');
    expect(read('prod', 'istio').namespace).toBe('istio-system');
    await sealed('prod db url', 'x');
    expect(read('prod', 'db').namespace).toBe('shop-prod');
    rmSync(join(root, 'proof'), { recursive: true });
    rmSync(join(root, 'secrets/shop/prod/istio.yaml'));
    await sealed('prod cache url', 'x');
    expect(read('prod', 'cache').namespace).toBe('shop-prod');
  });
});

describe('the login of a database', () => {
  test('one command seals the name of the role, which environments share, and a password for each', async () => {
    await sealed('dev,prod db --login app');
    const files = ['dev', 'prod'].map((environment) => read(environment, 'db'));
    expect(files.map(({ type }) => type)).toEqual(['kubernetes.io/basic-auth', 'kubernetes.io/basic-auth']);
    expect(['dev', 'prod'].map((environment) => opened(environment, 'db', 'username').toString())).toEqual(['app', 'app']);
    expect(files.map(({ items }) => items.get('username')!.shared)).toEqual(['the name of the role', 'the name of the role']);
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
    ['prod db password --login app', 'LS901 --login seals the keys "username" and "password"; another is named'],
    ['prod db --login app --generate', 'LS901 --generate and --login exclude each other'],
    ['dev,prod db --login app --same x', 'LS901 --login and --same exclude each other'],
    ['prod db --login "a b"', 'LS901 --login "a b" is no name of a role'],
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
    expect(err).toEqual(warned ? [expect.stringMatching(/^warning: "\w+" holds characters that break a URL.* "@" is %40/)] : []);
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
        environments: Object.entries(environments).map(([environment, namespace]) => ({ name: environment, namespace })),
      })),
    };
    put('cdk8s.yaml', 'app: node model.js\n');
    put('model.js', `require('fs').writeFileSync(process.env.LOCKSTEP_MODEL, ${JSON.stringify(JSON.stringify(model))})`);
  };

  test('where the last synth says otherwise', async () => {
    app({ shop: { dev: 'new-dev', prod: 'new-prod' } });
    await sealed('prod db url', 'x');
    expect(read('prod', 'db').namespace).toBe('new-prod');
  });

  test('a platform that is declared no more is refused, whatever its folders say', async () => {
    app({ orders: { dev: 'orders-dev', prod: 'orders-prod' } });
    expect(await refused('shop/dev db url', 'x')).toEqual([2, 'LS904 there is no platform "shop"', 'Valid: "orders".']);
    expect(await refused('order/dev db url', 'x')).toEqual([2, 'LS904 there is no platform "order"', 'Did you mean "orders"? Valid: "orders".']);
    expect(await refused('orders/stage db url', 'x')).toEqual([
      2,
      'LS904 "orders" has no environment "stage"',
      'Valid: "dev", "prod". A new one is declared in the app first.',
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
      'LS913 cdk8s.yaml:2:6: the YAML is broken: the `[` that opens here is not closed',
      'Close it with `]`, or quote the value when the bracket belongs to it.',
    ]);
  });
});

describe('refusing', () => {
  test('a value on the command line, without repeating it', async () => {
    const expected = [
      2,
      'LS902 a value on the command line stays in the history of the shell and shows in the list of processes',
      'Change the value if it was a real one. Pipe it in (npx lockstep seal … < file), or use --from-file, --from-env-file or --generate.',
    ];
    for (const args of [
      'prod db url hunter2',
      'prod db url=hunter2',
      'prod db url --value hunter2',
      'prod db url --from-literal=hunter2',
    ]) {
      expect(await refused(args)).toEqual(expected);
    }
  });

  test('one value for two environments', async () => {
    const expected = [
      1,
      'LS908 key "token" would have the same value in dev and prod',
      'in dev, prod',
      'Give each environment its own (--generate, or --from-file <environment>=<file> for each), or say why they share it: --same "<reason>".',
    ];
    put('dev.env', 'token=x\nother=1\n');
    put('prod.env', 'token=x\nother=2\n');
    expect(await refused('dev,prod db token', 'x')).toEqual(expected);
    expect(await refused('dev,prod db --from-env-file dev=dev.env --from-env-file prod=prod.env')).toEqual(expected);
  });

  test.each([
    [
      'no namespace',
      'stage db url',
      () => cpSync(CERTIFICATE, join(root, 'certs/shop/stage.pem')),
      2,
      'LS903 the namespace of "stage" is unknown: nothing says it: the app could not be asked, proof/shop/environments.yaml does not, and secrets/shop/stage/ has no other secret',
      'Mend what keeps the app from running (npx lockstep synth shows it), or give it: --namespace <namespace>.',
    ],
    [
      'an unknown environment',
      'prd db url',
      () => {},
      2,
      'LS904 "shop" has no environment "prd"',
      'Did you mean "prod"? Valid: "dev", "prod". For a new one, save its certificate first: kubeseal --controller-namespace kube-system --controller-name sealed-secrets-controller --fetch-cert > certs/shop/prd.pem (or into certs/prd.pem, when platforms share the cluster).',
    ],
    [
      'a space after the comma',
      'shop/dev, prod jwt key',
      () => {},
      2,
      'LS901 "shop/dev," ends with a comma',
      'Write no space after the comma: shop/dev,prod',
    ],
    [
      'an unknown platform',
      'shpo/prod db url',
      () => {},
      2,
      'LS904 there is no platform "shpo"',
      'Did you mean "shop"? Valid: "shop".',
    ],
    [
      'a mistyped platform where certificates are common',
      'shpo/prod db url',
      () => cpSync(CERTIFICATE, join(root, 'certs/prod.pem')),
      2,
      'LS904 there is no platform "shpo"',
      'Did you mean "shop"? Valid: "shop".',
    ],
    [
      'no platform of two',
      'prod db url',
      () => mkdirSync(join(root, 'secrets/other'), { recursive: true }),
      2,
      'LS904 "prod" names no platform, and the project has 2',
      'Write one of: other/prod, shop/prod.',
    ],
    [
      'no platform of none',
      'prod db url',
      () => rmSync(join(root, 'certs'), { recursive: true }),
      2,
      'LS904 "prod" names no platform, and there is none in secrets/, certs/ or dist/',
      'Write <platform>/prod, or give --platform.',
    ],
    [
      'two platforms at once',
      'shop/prod db url --platform other',
      () => {},
      2,
      'LS901 "shop/prod" names platform "shop", --platform "other"',
      'Name the platform once.',
    ],
    [
      'an environment twice',
      'prod,prod db url',
      () => {},
      2,
      'LS901 environment "prod" is named twice',
      'Name each environment once.',
    ],
    [
      'a malformed secret',
      'prod DB url',
      () => {},
      2,
      'LS905 "DB" is no name of a Secret',
      'A name has lower-case letters, digits, "-" and ".", 253 of them at most.',
    ],
    [
      'a malformed key',
      'prod db ur/l',
      () => {},
      2,
      'LS905 "ur/l" is no key of a Secret',
      'A key has letters, digits, "-", "_" and ".", 253 of them at most.',
    ],
    ['no key', 'prod db', () => {}, 2, 'LS901 no key is named', 'Name it: npx lockstep seal <platform>/<environment> <secret> <key>'],
    [
      'an empty value',
      'prod db url',
      () => {},
      1,
      'LS906 the value of "url" from standard input is empty',
      'Give at least one byte; nothing was sealed.',
    ],
    [
      'two sources',
      'prod db url --generate --from-file x',
      () => {},
      2,
      'LS901 --from-file and --generate exclude each other',
      'Give one source of values.',
    ],
    [
      'a length of nothing',
      'prod db url --length 20',
      () => {},
      2,
      'LS901 --length has no effect without --generate',
      'Leave it out.',
    ],
    [
      'a short length',
      'prod db url --generate --length 8',
      () => {},
      2,
      'LS901 --length is "8"',
      'Give a whole number from 16 to 4096.',
    ],
    [
      'a misspelt scope',
      'prod db url --scope strickt',
      () => {},
      2,
      'LS901 "strickt" is no scope',
      'Did you mean "strict"? Valid: "strict", "namespace-wide", "cluster-wide".',
    ],
    [
      'a missing file',
      'prod db url --from-file nowhere',
      () => {},
      1,
      'LS911 nowhere: the file cannot be read: it does not exist',
      'Nothing was sealed; name a file that this user may read.',
    ],
    [
      'one file for one of two environments',
      'dev,prod db url --from-file dev=a',
      () => {},
      2,
      'LS901 --from-file names no file for prod',
      'Add --from-file prod=<file>.',
    ],
    [
      'a key that the .env file lacks',
      'prod db X --from-env-file a.env',
      () => put('a.env', 'Y=1'),
      1,
      'LS910 a.env: the file has no "X"',
      'It has: Y.',
    ],
    [
      'docker credentials that are no JSON',
      'prod pull .dockerconfigjson --from-file a',
      () => put('a', 'x'),
      1,
      'LS907 the value of ".dockerconfigjson" from a is not JSON',
      'Give the JSON that docker login writes: {"auths": {"<registry>": {"auth": "…"}}}.',
    ],
    [
      'a value too large',
      'prod db url --from-file a',
      () => put('a', Buffer.alloc(1024 * 1024 + 1)),
      1,
      'LS907 the value of "url" from a has 1048577 bytes',
      'A Secret holds 1048576 bytes at most: keep large data in object storage, and seal the key to it.',
    ],
    [
      'a reason without effect',
      'prod db url --generate --same x',
      () => {},
      2,
      'LS901 --same has no effect for one environment',
      'Name all that share the value: shop/prod,<environment>.',
    ],
    [
      'the same value that was never sealed',
      'prod db url --same-value --from-file a',
      () => put('a', 'x'),
      2,
      'LS901 --same-value: key "url" of secrets/shop/prod/db.yaml is not sealed yet',
      'Leave it out.',
    ],
    [
      'a missing certificate',
      'prod db url',
      () => {
        rmSync(join(root, 'certs/shop/prod.pem'));
        mkdirSync(join(root, 'secrets/shop/prod'), { recursive: true });
      },
      1,
      'LS530 certs/shop/prod.pem: there is no sealing certificate for "prod" of "shop"',
      'in prod',
    ],
    [
      'an unknown option',
      'prod db url --namspace x',
      () => {},
      2,
      "LS901 unknown option '--namspace'",
      expect.stringContaining('Did you mean "--namespace"? Valid: '),
    ],
  ])('%s', async (_, args, prepare, code, message, fix) => {
    prepare();
    expect((await refused(args)).slice(0, 3)).toEqual([code, message, fix]);
  });

  test.each([
    ['scope', 'cluster-wide', 'LS909 secrets/shop/prod/db.yaml: the secret has scope strict, not cluster-wide'],
    ['namespace', 'other', 'LS909 secrets/shop/prod/db.yaml: the secret has namespace shop-prod, not other'],
  ])('another %s than the secret has', async (option, value, message) => {
    await sealed('prod db url', 'x');
    expect(await refused(`prod db other --${option} ${value}`, 'x')).toEqual([
      2,
      message,
      'in prod',
      `Leave out --${option}; to change it, delete the file and seal all of its keys again.`,
    ]);
  });

  test('a broken file, which stays as it is', async () => {
    put('secrets/shop/prod/db.yaml', 'apiVersion: v1\nkind: Secret\n');
    expect((await refused('prod db url', 'x')).slice(0, 2)).toEqual([
      1,
      'LS520 secrets/shop/prod/db.yaml:2:7: the file is a plain Secret: its values can be read by everybody who can read the repository',
    ]);
  });

  test('all of several environments when one of them fails', async () => {
    put('secrets/shop/prod/db.yaml', 'broken: [');
    expect((await refused('dev,prod db url --generate'))[1]).toMatch(/^LS502 secrets\/shop\/prod\/db\.yaml:1:9/);
    expect(existsSync(join(root, 'secrets/shop/dev/db.yaml'))).toBe(false);
  });
});

test('the command reads standard input and exits with the code of the run', () => {
  const repository = resolve(__dirname, '../..');
  const command = [resolve(repository, 'node_modules/tsx/dist/cli.mjs'), '--conditions=source', resolve(__dirname, 'main.ts')];
  const ok = spawnSync(process.execPath, [...command, 'seal', 'shop/prod', 'db', 'url'], {
    cwd: root,
    input: 'x\n',
    encoding: 'utf8',
  });
  expect([ok.status, ok.stderr]).toEqual([0, '']);
  expect(ok.stdout).toMatch(
    /^secrets\/shop\/prod\/db\.yaml: sealed "url" for shop-prod\/db \(strict\), revision [0-9a-f]{16}\n$/,
  );
  expect([...read('prod', 'db').items.keys()]).toEqual(['url']);
  const wrong = spawnSync(process.execPath, [...command, 'seal', 'shop/prod', 'db', 'url', 'hunter2'], {
    cwd: root,
    input: '',
    encoding: 'utf8',
  });
  expect([wrong.status, wrong.stdout, wrong.stderr.includes('hunter2')]).toEqual([2, '', false]);
});
