/** Typed configuration: what becomes of it, what is refused, and what the proof says. */
import { parse } from 'yaml';
import { absent } from '../../model/varying';
import { findingsOf, only, platform, result, told, vary, type InputChanges } from '../../laws/example.test-support';
import type { PlatformInput } from '../platform/platform';
import { sealed } from '../secrets/sealed';
import { WebService, type WebServiceProps } from '../workload/web-service';
import type { Input } from '../../model/fields';
import { configuration, type ServiceConfiguration } from './schema';
import { setting } from './setting';

type Props = Partial<Input<WebServiceProps, never>>;

const common = {
  LOG_LEVEL: setting.oneOf(['debug', 'info', 'warn'], { default: 'info', description: 'what is worth a line' }),
  POOL_SIZE: setting.integer({ min: 1, max: 50 }),
  FEATURE_X: setting.flag({ default: false }),
};
const settings = configuration({
  ...common,
  JWT_KEY: setting.secret({ replaces: ['JWT_SECRET'] }),
  AUTH_URL: setting.url({ schemes: ['http'], optional: true }),
  MAIL_URL: setting.url({ optional: true }),
  TIMEOUT: setting.duration({ optional: true }),
  NAME: setting.text({ pattern: /^[a-z]+$/, optional: true }),
});
const JWT_KEY = sealed('api-secrets', 'jwt');
const full = { POOL_SIZE: 5, JWT_KEY };

const FILE = { browserFile: { path: '/usr/share/nginx/html/config.js' } };
const page = configuration(
  { API_URL: setting.browser(setting.url()), BETA: setting.browser(setting.flag({ default: false })) },
  FILE,
);
const vite = configuration({ VITE_API_URL: setting.buildTime(setting.url()), LOG_LEVEL: common.LOG_LEVEL });

function shopWith(
  own: ServiceConfiguration,
  props: Props = {},
  changes: InputChanges = {},
  more: Partial<PlatformInput> = {},
) {
  const { app, shop } = platform(changes, more);
  new WebService(shop, 'api', { image: 'api', port: 3000, configuration: own, ...props } as never);
  return { app, shop };
}

function variables(app: ReturnType<typeof shopWith>['app'], environment: string): unknown {
  expect(told(findingsOf(app))).toEqual([]);
  const yaml = result(app).files.get(`shop/${environment}/api/Deployment-api.yaml`)!;
  const { env } = (
    parse(yaml) as {
      spec: { template: { spec: { containers: { env: { name: string; value?: string; valueFrom?: unknown }[] }[] } } };
    }
  ).spec.template.spec.containers[0]!;
  return Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]));
}

it('values and defaults become variables, each in its environments', () => {
  const { app } = shopWith(
    settings({
      ...full,
      LOG_LEVEL: vary({ dev: 'debug', staging: absent, prod: 'warn' }),
      TIMEOUT: vary({ dev: absent, staging: '30s', prod: '30s' }),
    }),
  );
  expect(variables(app, 'dev')).toEqual({
    PORT: '3000',
    LOG_LEVEL: 'debug',
    POOL_SIZE: '5',
    FEATURE_X: 'false',
    JWT_KEY: { secretKeyRef: { name: 'api-secrets', key: 'jwt' } },
  });
  expect(variables(app, 'staging')).toMatchObject({ LOG_LEVEL: 'info', TIMEOUT: '30s' });
});

it('an address of a construct keeps its connection', () => {
  const { app, shop } = platform();
  const auth = new WebService(shop, 'auth', { image: 'web', port: 3001 });
  new WebService(shop, 'api', { image: 'api', port: 3000, configuration: settings({ ...full, AUTH_URL: auth.url }) });
  expect(variables(app, 'prod')).toHaveProperty('AUTH_URL', 'http://auth');
  expect(result(app).proof.get('shop/reachability.yaml')).toMatch(/api:\n {4}auth: TCP 3001/);
  expect(parse(result(app).proof.get('shop/configuration.yaml')!)).toHaveProperty('api.AUTH_URL.value', 'http://auth');
});

it('the proof documents every variable, without the value of a secret', () => {
  const { app } = shopWith(settings({ ...full, POOL_SIZE: vary({ dev: 1, staging: 5, prod: 20 }) }));
  expect(parse(result(app).proof.get('shop/configuration.yaml')!)).toMatchObject({
    api: {
      LOG_LEVEL: {
        type: 'one of debug, info, warn',
        description: 'what is worth a line',
        default: 'info',
        value: 'info',
      },
      POOL_SIZE: { type: 'an integer from 1 to 50', values: { dev: '1', staging: '5', prod: '20' } },
      JWT_KEY: { type: 'a sealed key', secret: true, value: '<key jwt of secret api-secrets>' },
      TIMEOUT: { type: 'a duration', values: {} },
    },
  });
  expect(result(platform().app).proof.has('shop/configuration.yaml')).toBe(false);
});

it('what browsers need lies in a file beside the application, and a changed value starts the pods again', () => {
  const at = (url: string) =>
    shopWith(
      page({
        API_URL: vary({ dev: 'https://api.dev.shop.acme', staging: 'https://api.staging.shop.acme', prod: url }),
      }),
    ).app;
  const app = at('https://api.shop.acme');
  expect(variables(app, 'prod')).toEqual({ PORT: '3000' });
  const { files } = result(app);
  expect(parse(files.get('shop/prod/api/ConfigMap-api-browser.yaml')!)).toHaveProperty('data', {
    'config.js': 'window.CONFIG = {"API_URL":"https://api.shop.acme","BETA":false};\n',
  });
  expect(parse(files.get('shop/prod/api/Deployment-api.yaml')!)).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            { volumeMounts: [{ mountPath: '/usr/share/nginx/html/config.js', subPath: 'config.js', readOnly: true }] },
          ],
          volumes: [{ configMap: { name: 'api-browser' } }],
        },
      },
    },
  });
  const checksum = (own: typeof app) =>
    /checksum\/browser: (.*)/.exec(result(own).files.get('shop/prod/api/Deployment-api.yaml')!)![1];
  expect(checksum(at('https://other.shop.acme'))).not.toBe(checksum(app));
});

it('what is compiled in is an argument of the build, and not on the pod', () => {
  // dev runs an image of its own; staging and prod run the same one.
  const { app } = shopWith(
    vite({
      VITE_API_URL: vary({ dev: 'https://dev.shop.acme', staging: 'https://shop.acme', prod: 'https://shop.acme' }),
    }),
  );
  expect(variables(app, 'prod')).toEqual({ PORT: '3000', LOG_LEVEL: 'info' });
  expect(parse(result(app).proof.get('shop/build.yaml')!)).toEqual({
    api: {
      VITE_API_URL: {
        values: { dev: 'https://dev.shop.acme', staging: 'https://shop.acme', prod: 'https://shop.acme' },
      },
    },
  });
});

const wrong = (values: object) => settings({ ...full, ...values } as never);

it.each<[string, ServiceConfiguration, Props, string]>([
  [
    'a value that is missing',
    wrong({ POOL_SIZE: undefined }),
    {},
    'LS567 shop/api configuration.POOL_SIZE: the variable POOL_SIZE has no value → Set it to an integer from 1 to 50, or make',
  ],
  [
    'a value that is missing in one environment',
    wrong({ POOL_SIZE: vary({ dev: absent, staging: 2, prod: 3 }) }),
    {},
    'LS567 shop/api configuration.POOL_SIZE [dev]: the variable POOL_SIZE has no value',
  ],
  [
    'a value out of range in one environment',
    wrong({ POOL_SIZE: vary({ dev: 1, staging: 2, prod: 51 }) }),
    {},
    'LS567 shop/api configuration.POOL_SIZE [prod]: 51 is not an integer from 1 to 50',
  ],
  [
    'a word that is none of them',
    wrong({ LOG_LEVEL: 'trace' }),
    {},
    'LS567 shop/api configuration.LOG_LEVEL: "trace" is not one of debug, info, warn',
  ],
  [
    'text for a flag',
    wrong({ FEATURE_X: 'yes' }),
    {},
    'LS567 shop/api configuration.FEATURE_X: "yes" is not true or false',
  ],
  [
    'plain text for a secret',
    wrong({ JWT_KEY: 'hunter2' }),
    {},
    'LS567 shop/api configuration.JWT_KEY: "hunter2" is not a sealed key',
  ],
  [
    'another scheme',
    wrong({ AUTH_URL: 'ftp://a.acme' }),
    {},
    'LS567 shop/api configuration.AUTH_URL: "ftp://a.acme" is not a URL (http)',
  ],
  ['no URL', wrong({ MAIL_URL: 'mail.acme' }), {}, 'LS567 shop/api configuration.MAIL_URL: "mail.acme" is not a URL'],
  [
    'text unlike its pattern',
    wrong({ NAME: 'A1' }),
    {},
    'LS567 shop/api configuration.NAME: "A1" is not text like /^[a-z]+$/',
  ],
  [
    'a variable that is not in the schema',
    wrong({ LOG_LEVL: 'info' }),
    {},
    'LS570 shop/api configuration.LOG_LEVL: the schema has no variable LOG_LEVL → Did you mean "LOG_LEVEL"?',
  ],
  [
    'a former name',
    wrong({ JWT_SECRET: JWT_KEY }),
    {},
    'LS570 shop/api configuration.JWT_SECRET: JWT_SECRET has been renamed to JWT_KEY → Use JWT_KEY instead.',
  ],
  [
    'a variable beside the schema',
    settings(full),
    { env: { EXTRA: '1' } },
    'LS570 shop/api env.EXTRA: the schema has no variable EXTRA → Add EXTRA to the schema, and set its value in `configuration`, not in `env`.',
  ],
  [
    'one sealed key under two names',
    configuration({ A: setting.secret(), B: setting.secret() })({ A: JWT_KEY, B: sealed('api-secrets', 'jwt') }),
    {},
    'LS568 shop/api configuration.B: A and B have the same source',
  ],
  [
    'another value in the same image',
    vite({
      VITE_API_URL: vary({
        dev: 'https://dev.shop.acme',
        staging: 'https://staging.shop.acme',
        prod: 'https://shop.acme',
      }),
    }),
    {},
    'LS569 shop/api configuration.VITE_API_URL [staging, prod]: VITE_API_URL is compiled into the image api; its value differs between staging and prod, but both run the same image',
  ],
])('refused: %s', (_, own, props, line) => {
  expect(told(findingsOf(shopWith(own, props).app))).toContainEqual(expect.stringContaining(line));
});

it('a value is only needed where the service exists', () => {
  const { app } = shopWith(wrong({ POOL_SIZE: vary({ dev: absent, staging: absent, prod: 5 }) }), {
    only: only(['prod'], 'r'),
  });
  expect(told(findingsOf(app))).toEqual([]);
});

it.each<[string, () => unknown, string]>([
  [
    'a former name that is a variable still',
    () => configuration({ A: setting.text({ replaces: ['B'] }), B: setting.text() }),
    'A replaces B, which is still in the schema: remove one of them.',
  ],
  ['a name that is none', () => configuration({ 'A-B': setting.text() }), '"A-B" is not a valid variable name.'],
  [
    'values for browsers without a file',
    () => configuration({ A: setting.browser(setting.text()) }),
    'A is for browsers',
  ],
  [
    'a file that is none',
    () => configuration({}, { browserFile: { path: '/config' } }),
    '"/config" is not an absolute path of a .js file in a directory.',
  ],
  [
    'a default that does not fit',
    () => setting.integer({ min: 1, default: 0 }),
    'The default 0 is not an integer from 1.',
  ],
  ['a secret in an image', () => setting.buildTime(setting.secret()), 'A secret cannot be a value for the build'],
  ['a secret in a page', () => setting.browser(setting.secret()), 'A secret cannot be a value for the browser'],
])('no schema has %s', (_, declare, message) => {
  expect(declare).toThrow(message);
});

it('the compiler refuses the same', () => {
  const calls = () => [
    // @ts-expect-error -- POOL_SIZE is missing
    settings({ JWT_KEY }),
    // @ts-expect-error -- no word of the list
    settings({ ...full, LOG_LEVEL: 'trace' }),
    // @ts-expect-error -- an environment lacks a value that is needed
    settings({ ...full, POOL_SIZE: vary({ dev: absent, staging: 1, prod: 2 }) }),
    // @ts-expect-error -- not in the schema
    settings({ ...full, LOG_LEVL: 'info' }),
    // @ts-expect-error -- a secret is a sealed key
    settings({ ...full, JWT_KEY: 'hunter2' }),
  ];
  expect(calls).toBeInstanceOf(Function);
});
