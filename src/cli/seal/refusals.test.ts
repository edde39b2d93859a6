import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CERTIFICATE, sealingProject } from './project.test-support';

const project = sealingProject();
const { put, sealed, refused } = project;

describe('refusing', () => {
  test('a value on the command line, without repeating it', async () => {
    const expected = [
      2,
      'LS902 a value on the command line remains in the shell history and is visible in the process list',
      'If the value was real, change it. Pipe it in (npx lockstep seal … < file), or use --from-file, --from-env-file or --generate.',
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
      'Use a different value for each environment (--generate, or --from-file <environment>=<file> for each), or state why they share it: --same "<reason>".',
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
      () => cpSync(CERTIFICATE, join(project.path, 'certs/shop/stage.pem')),
      2,
      'LS903 the namespace of "stage" is unknown: the app did not run, proof/shop/environments.yaml does not define it, and secrets/shop/stage/ has no other secret',
      'Fix the error that keeps the app from running (npx lockstep synth shows it), or set --namespace <namespace>.',
    ],
    [
      'an unknown environment',
      'prd db url',
      () => {},
      2,
      'LS904 "shop" has no environment "prd"',
      'Did you mean "prod"? Valid: "dev", "prod". For a new environment, save its certificate first: kubeseal --controller-namespace kube-system --controller-name sealed-secrets-controller --fetch-cert > certs/shop/prd.pem (or into certs/prd.pem, if platforms share the cluster).',
    ],
    [
      'a space after the comma',
      'shop/dev, prod jwt key',
      () => {},
      2,
      'LS901 "shop/dev," ends with a comma',
      'Remove the space after the comma: shop/dev,prod',
    ],
    [
      'an unknown platform',
      'shpo/prod db url',
      () => {},
      2,
      'LS904 unknown platform "shpo"',
      'Did you mean "shop"? Valid: "shop".',
    ],
    [
      'a mistyped platform where certificates are common',
      'shpo/prod db url',
      () => cpSync(CERTIFICATE, join(project.path, 'certs/prod.pem')),
      2,
      'LS904 unknown platform "shpo"',
      'Did you mean "shop"? Valid: "shop".',
    ],
    [
      'no platform of two',
      'prod db url',
      () => mkdirSync(join(project.path, 'secrets/other'), { recursive: true }),
      2,
      'LS904 "prod" has no platform, and the project has 2',
      'Use one of: other/prod, shop/prod.',
    ],
    [
      'no platform of none',
      'prod db url',
      () => rmSync(join(project.path, 'certs'), { recursive: true }),
      2,
      'LS904 "prod" has no platform, and there is none in secrets/, certs/ or dist/',
      'Use <platform>/prod, or set --platform.',
    ],
    [
      'two platforms at once',
      'shop/prod db url --platform other',
      () => {},
      2,
      'LS901 "shop/prod" names platform "shop", but --platform names "other"',
      'Name the platform once.',
    ],
    [
      'an environment twice',
      'prod,prod db url',
      () => {},
      2,
      'LS901 duplicate environment "prod"',
      'List each environment once.',
    ],
    [
      'a malformed secret',
      'prod DB url',
      () => {},
      2,
      'LS905 invalid Secret name "DB"',
      'Use at most 253 lowercase letters, digits, "-" and ".".',
    ],
    [
      'a malformed key',
      'prod db ur/l',
      () => {},
      2,
      'LS905 invalid Secret key "ur/l"',
      'Use at most 253 letters, digits, "-", "_" and ".".',
    ],
    [
      'no key',
      'prod db',
      () => {},
      2,
      'LS901 no key given',
      'Add it: npx lockstep seal <platform>/<environment> <secret> <key>',
    ],
    [
      'an empty value',
      'prod db url',
      () => {},
      1,
      'LS906 the value of "url" from standard input is empty',
      'Nothing was sealed; the value needs at least one byte.',
    ],
    [
      'two sources',
      'prod db url --generate --from-file x',
      () => {},
      2,
      'LS901 --from-file and --generate cannot be combined',
      'Use one source of values.',
    ],
    [
      'a length of nothing',
      'prod db url --length 20',
      () => {},
      2,
      'LS901 --length has no effect without --generate',
      'Remove it.',
    ],
    [
      'a short length',
      'prod db url --generate --length 8',
      () => {},
      2,
      'LS901 invalid --length "8"',
      'Use an integer from 16 to 4096.',
    ],
    [
      'a misspelt scope',
      'prod db url --scope strickt',
      () => {},
      2,
      'LS901 invalid scope "strickt"',
      'Did you mean "strict"? Valid: "strict", "namespace-wide", "cluster-wide".',
    ],
    [
      'a missing file',
      'prod db url --from-file nowhere',
      () => {},
      1,
      'LS911 nowhere: cannot read the file: it does not exist',
      'Nothing was sealed; use a file that this user can read.',
    ],
    [
      'one file for one of two environments',
      'dev,prod db url --from-file dev=a',
      () => {},
      2,
      'LS901 --from-file has no file for prod',
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
      'Use the JSON that docker login writes: {"auths": {"<registry>": {"auth": "…"}}}.',
    ],
    [
      'a value too large',
      'prod db url --from-file a',
      () => put('a', Buffer.alloc(1024 * 1024 + 1)),
      1,
      'LS907 the value of "url" from a has 1048577 bytes',
      'A Secret can hold at most 1048576 bytes: store large data in object storage, and seal its access key.',
    ],
    [
      'a reason without effect',
      'prod db url --generate --same x',
      () => {},
      2,
      'LS901 --same has no effect for one environment',
      'List all environments that share the value: shop/prod,<environment>.',
    ],
    [
      'the same value that was never sealed',
      'prod db url --same-value --from-file a',
      () => put('a', 'x'),
      2,
      'LS901 --same-value: key "url" of secrets/shop/prod/db.yaml is not sealed yet',
      'Remove it.',
    ],
    [
      'a missing certificate',
      'prod db url',
      () => {
        rmSync(join(project.path, 'certs/shop/prod.pem'));
        mkdirSync(join(project.path, 'secrets/shop/prod'), { recursive: true });
      },
      1,
      'LS530 certs/shop/prod.pem: no sealing certificate for "prod" of "shop"',
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
      `Remove --${option}; to change it, delete the file and seal all of its keys again.`,
    ]);
  });

  test('a broken file, which stays as it is', async () => {
    put('secrets/shop/prod/db.yaml', 'apiVersion: v1\nkind: Secret\n');
    expect((await refused('prod db url', 'x')).slice(0, 2)).toEqual([
      1,
      'LS520 secrets/shop/prod/db.yaml:2:7: the file is a plaintext Secret: everyone with access to the repository can read its values',
    ]);
  });

  test('all of several environments when one of them fails', async () => {
    put('secrets/shop/prod/db.yaml', 'broken: [');
    expect((await refused('dev,prod db url --generate'))[1]).toMatch(/^LS502 secrets\/shop\/prod\/db\.yaml:1:9/);
    expect(existsSync(join(project.path, 'secrets/shop/dev/db.yaml'))).toBe(false);
  });
});
