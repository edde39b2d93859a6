import { findingsOf, inputs, environments } from '../../laws/example.test-support';
import { App } from '../../app';
import type { Inputs, SealedFile, SealedStore } from '../../model/inputs';
import { missingKey, type MissingKey } from './missing-keys';
import { Platform } from '../platform/platform';
import { sealed } from './sealed';
import { Worker } from '../workload/worker';

/** A store with these keys, by environment and secret. */
function storeOf(content: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): SealedStore {
  return {
    names: (_, environment) => Object.keys(content[environment] ?? {}),
    find(_, environment, secret) {
      const keys = content[environment]?.[secret];
      return keys === undefined
        ? undefined
        : ({ items: new Map(keys.map((key) => [key, {}])) } as unknown as SealedFile);
    },
  };
}

function said(missing: Partial<MissingKey>, content: Parameters<typeof storeOf>[0] = {}): string {
  const readers = new Map([
    ['dev', ['api']],
    ['prod', ['api']],
  ]);
  const { message, fix } = missingKey(
    { platform: 'shop', secret: 'jwt', keys: ['key'], readers, type: 'Opaque', login: undefined, ...missing },
    storeOf(content),
  );
  return `${message} → ${fix}`;
}

const SEVERAL =
  'makes a random value for each; without `--generate`, one environment at a time, the value is read from standard input.';

test.each<[string, Partial<MissingKey>, Parameters<typeof storeOf>[0] | undefined, string]>([
  [
    'nothing is sealed',
    {},
    undefined,
    `api reads key \`key\` of Secret \`jwt\`, which is not sealed for dev and prod → Seal it: \`npx lockstep seal shop/dev,prod jwt key --generate\` ${SEVERAL}`,
  ],
  [
    'one environment',
    { readers: new Map([['prod', ['api', 'web']]]) },
    undefined,
    'api and web read key `key` of Secret `jwt`, which is not sealed for prod → ' +
      'Seal it: `npx lockstep seal shop/prod jwt key` reads the value from standard input; `--generate` generates a random one.',
  ],
  [
    'sealed here, lacking there',
    {},
    { dev: { jwt: ['kee'] }, prod: { stripe: ['key'] } },
    'api reads key `key` of Secret `jwt`, which is not sealed for prod; in dev, `jwt` has `kee` → ' +
      `Did you mean \`kee\`? Or seal it: \`npx lockstep seal shop/dev,prod jwt key --generate\` ${SEVERAL}`,
  ],
  [
    'a secret that is there under its name is not proposed for itself',
    { secret: 'stripe', keys: ['other'] },
    { dev: { stripe: ['key'] }, prod: { stripe: ['key'] } },
    'api reads key `other` of Secret `stripe`; `stripe` has `key` there → ' +
      `Seal it: \`npx lockstep seal shop/dev,prod stripe other --generate\` ${SEVERAL}`,
  ],
  [
    'a login',
    { secret: 'db-credentials', keys: ['password', 'username'], login: 'app', type: 'kubernetes.io/basic-auth' },
    undefined,
    'api reads keys `password` and `username` of Secret `db-credentials`, which is not sealed for dev and prod → ' +
      'Seal the login of role `app`, its name with a random password: `npx lockstep seal shop/dev,prod db-credentials --login app`.',
  ],
  [
    'a key that is not random, of a type',
    { secret: 'registry', keys: ['.dockerconfigjson'], type: 'kubernetes.io/dockerconfigjson' },
    undefined,
    'api reads key `.dockerconfigjson` of Secret `registry`, which is not sealed for dev and prod → ' +
      'Seal it: `npx lockstep seal shop/dev,prod registry .dockerconfigjson --type kubernetes.io/dockerconfigjson --from-file dev=<file> --from-file prod=<file>`.',
  ],
])('%s', (_, missing, content, expected) => {
  expect(said(missing, content)).toBe(expected);
});

test('a sealed file that cannot be read is not missed as well', () => {
  const { images, sealed: store } = inputs();
  const broken: Inputs = {
    images,
    findings: [{ code: 'LS502', file: 'secrets/shop/dev/api-secrets.yaml:1:1', message: 'broken', fix: 'Mend it.' }],
    sealed: {
      names: (platform, environment) => store.names(platform, environment),
      find: (platform, environment, name) =>
        environment === 'dev' ? undefined : store.find(platform, environment, name),
    },
  };
  const app = new App({ outdir: 'dist', inputs: broken });
  const shop = new Platform(app, 'shop', { environments, edition: '2026', owner: 'team-shop' });
  new Worker(shop, 'mailer', { image: 'mailer', secrets: { A: sealed('api-secrets', 'jwt') } });
  expect(findingsOf(app).map(({ code }) => code)).toEqual(['LS502']);
});
