/** Secrets whose values lie in a store: what is written instead of SealedSecrets, and what is refused. */
import { parse } from 'yaml';
import { absent } from '../../model/varying';
import {
  environments,
  faultless,
  findingsOf,
  only,
  platform,
  result,
  text,
  told,
  type InputChanges,
  vary,
} from '../../laws/example.test-support';
import type { PlatformInput } from '../platform/platform';
import { sealed } from './sealed';
import { WebService } from '../workload/web-service';
import { Worker } from '../workload/worker';

const role = (account: string) => `arn:aws:iam::${account}:role/shop-secrets`;
const AWS = {
  name: 'aws-secrets-manager',
  aws: {
    region: 'eu-central-1',
    role: vary({ dev: role('111111111111'), staging: role('222222222222'), prod: role('333333333333') }),
  },
};

type Store = NonNullable<PlatformInput['secretStore']>;

function shopWith(
  secretStore: Store | undefined,
  changes: InputChanges = { secrets: {} },
  more: Partial<PlatformInput> = {},
) {
  const { app, shop } = platform(changes, { ...more, ...(secretStore !== undefined && { secretStore }) });
  new WebService(shop, 'api', {
    image: 'api',
    port: 3000,
    secrets: { JWT: sealed('api-secrets', 'jwt'), SESSION: sealed('api-secrets', 'session') },
  });
  return { app, shop };
}

function filesOf(app: ReturnType<typeof shopWith>['app']): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  expect(told(findingsOf(app))).toEqual([]);
  return Object.fromEntries(
    [...result(app).files].map(([path, yaml]) => [path, parse(yaml) as Record<string, unknown>]),
  );
}

const manager = (account: string) => ({
  name: 'manager',
  aws: { region: 'eu-central-1', role: role(account) },
  except: ['registry'],
});

const paths = (app: ReturnType<typeof shopWith>['app']) =>
  Object.keys(filesOf(app))
    .filter((path) => path.includes('/secrets/'))
    .sort();

it('AWS Secrets Manager: a store with a role for each environment, and an ExternalSecret in place of the SealedSecret', () => {
  const files = filesOf(shopWith(AWS).app);
  expect(paths(shopWith(AWS).app).filter((path) => path.startsWith('shop/prod/'))).toEqual([
    'shop/prod/secrets/ExternalSecret-api-secrets.yaml',
    'shop/prod/secrets/SecretStore-aws-secrets-manager.yaml',
    'shop/prod/secrets/ServiceAccount-aws-secrets-manager.yaml',
  ]);
  expect(files['shop/prod/secrets/SecretStore-aws-secrets-manager.yaml']).toMatchObject({
    apiVersion: 'external-secrets.io/v1',
    metadata: { namespace: 'shop-prod', annotations: { 'argocd.argoproj.io/sync-wave': '-10' } },
    spec: {
      provider: {
        aws: {
          service: 'SecretsManager',
          region: 'eu-central-1',
          auth: { jwt: { serviceAccountRef: { name: 'aws-secrets-manager' } } },
        },
      },
    },
  });
  expect(files['shop/prod/secrets/ServiceAccount-aws-secrets-manager.yaml']).toMatchObject({
    metadata: { annotations: { 'eks.amazonaws.com/role-arn': role('333333333333') } },
    automountServiceAccountToken: false,
  });
  const remote = (key: string) => ({
    conversionStrategy: 'Default',
    decodingStrategy: 'None',
    key,
    metadataPolicy: 'None',
  });
  expect(files['shop/prod/secrets/ExternalSecret-api-secrets.yaml']).toMatchObject({
    metadata: { name: 'api-secrets', annotations: { 'argocd.argoproj.io/sync-wave': '-5' } },
    spec: {
      refreshPolicy: 'Periodic',
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore', name: 'aws-secrets-manager' },
      target: {
        name: 'api-secrets',
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          mergePolicy: 'Replace',
          type: 'Opaque',
          metadata: { labels: { 'app.kubernetes.io/name': 'api-secrets' } },
        },
      },
      data: [
        { secretKey: 'jwt', remoteRef: remote('shop/api-secrets/jwt') },
        { secretKey: 'session', remoteRef: remote('shop/api-secrets/session') },
      ],
    },
  });
});

it('a service is the same whatever the source: only what tells its pods where values lie differs', () => {
  const deployment = (store: Store | undefined) => {
    const yaml = result(shopWith(store, {}).app).files.get('shop/prod/api/Deployment-api.yaml')!;
    return yaml.replace(/checksum\/secrets: .*/, 'checksum/secrets: …');
  };
  expect(deployment(AWS)).toBe(deployment(undefined));
});

it('environments may differ in their source, and secrets too', () => {
  const { app, shop } = shopWith(
    vary({ dev: absent, staging: manager('222222222222'), prod: manager('333333333333') }),
    {
      secrets: { 'api-secrets': ['jwt', 'session'], registry: ['.dockerconfigjson'] },
      revisions: {
        staging: { 'api-secrets/jwt': undefined, 'api-secrets/session': undefined },
        prod: { 'api-secrets/jwt': undefined, 'api-secrets/session': undefined },
      },
    },
    { pullSecrets: { 'registry.acme': 'registry' } },
  );
  new Worker(shop, 'mailer', {
    image: 'mailer',
    only: only(['prod'], 'mail goes out in production only'),
    secrets: { KEY: sealed('mail', 'key') },
  });
  expect(paths(app)).toEqual([
    'shop/dev/secrets/SealedSecret-api-secrets.yaml',
    'shop/dev/secrets/SealedSecret-registry.yaml',
    'shop/prod/secrets/ExternalSecret-api-secrets.yaml',
    'shop/prod/secrets/ExternalSecret-mail.yaml',
    'shop/prod/secrets/SealedSecret-registry.yaml',
    'shop/prod/secrets/SecretStore-manager.yaml',
    'shop/prod/secrets/ServiceAccount-manager.yaml',
    'shop/staging/secrets/ExternalSecret-api-secrets.yaml',
    'shop/staging/secrets/SealedSecret-registry.yaml',
    'shop/staging/secrets/SecretStore-manager.yaml',
    'shop/staging/secrets/ServiceAccount-manager.yaml',
  ]);
  const secrets = result(app).proof.get('shop/secrets.yaml')!;
  expect(parse(secrets)).toMatchObject({
    mail: { key: { readBy: ['mailer'], environments: { prod: { store: 'manager', key: 'shop/mail/key' } } } },
  });
  expect(parse(secrets)).toHaveProperty('api-secrets.jwt.environments.dev.revision', 'dev-api-secrets/jwt-1');
});

it('an entry stands only where its key is read', () => {
  const { app, shop } = shopWith(AWS);
  new Worker(shop, 'mailer', {
    image: 'mailer',
    only: only(['prod'], 'r'),
    secrets: { KEY: sealed('api-secrets', 'mail') },
  });
  const keys = (environment: string) =>
    (
      filesOf(app)[`shop/${environment}/secrets/ExternalSecret-api-secrets.yaml`] as {
        spec: { data: { secretKey: string }[] };
      }
    ).spec.data.map(({ secretKey }) => secretKey);
  expect([keys('dev'), keys('prod')]).toEqual([
    ['jwt', 'session'],
    ['jwt', 'mail', 'session'],
  ]);
});

it.each<[string, Store, object, string | undefined]>([
  [
    'Vault',
    {
      name: 'vault',
      vault: {
        server: text`https://vault.${'acme'}:8200`,
        role: vary({ dev: 'd', staging: 's', prod: 'p' }),
        engine: vary({ dev: 'dev', staging: 'staging', prod: 'prod' }),
      },
    },
    { key: 'shop/api-secrets', property: 'jwt' },
    undefined,
  ],
  [
    'Google',
    {
      name: 'google',
      google: {
        project: vary({ dev: 'acme-dev', staging: 'acme-staging', prod: 'acme-prod' }),
        serviceAccount: 'shop@acme.iam.gserviceaccount.com',
      },
    },
    { key: 'shop-api-secrets-jwt' },
    'iam.gke.io/gcp-service-account',
  ],
  [
    'Azure',
    {
      name: 'azure',
      azure: {
        vaultUrl: vary({
          dev: 'https://d.vault.azure.net',
          staging: 'https://s.vault.azure.net',
          prod: 'https://p.vault.azure.net',
        }),
        tenantId: 't',
        clientId: 'c',
      },
    },
    { key: 'shop-api-secrets-jwt' },
    'azure.workload.identity/client-id',
  ],
  [
    'Parameter Store',
    { ...AWS, aws: { ...AWS.aws, service: 'ParameterStore' } },
    { key: '/shop/api-secrets/jwt' },
    'eks.amazonaws.com/role-arn',
  ],
  [
    'a path of one’s own',
    {
      ...AWS,
      path: (secret, key) =>
        text`${vary({ dev: 'd', staging: 's', prod: 'p' })}/${secret.replace(/-secrets$/, '')}/${key}`,
    },
    { key: 'p/api/jwt' },
    'eks.amazonaws.com/role-arn',
  ],
  [
    'a property of one’s own',
    { ...AWS, path: (secret, key) => ({ key: secret, property: key.toUpperCase() }) },
    { key: 'api-secrets', property: 'JWT' },
    'eks.amazonaws.com/role-arn',
  ],
])('%s has names of its own kind', (_, store, remoteRef, identity) => {
  const files = filesOf(shopWith(store).app);
  expect(files['shop/prod/secrets/ExternalSecret-api-secrets.yaml']).toHaveProperty(
    'spec.data.0.remoteRef',
    expect.objectContaining(remoteRef),
  );
  const account = Object.entries(files).find(([path]) => path.startsWith('shop/prod/secrets/ServiceAccount'))![1] as {
    metadata: { annotations: object };
  };
  expect(Object.keys(account.metadata.annotations)).toEqual(
    expect.arrayContaining(identity === undefined ? [] : [identity]),
  );
});

it('a store that the cluster has is referred to, not written', () => {
  const { app } = shopWith({ name: 'corporate', provided: 'ClusterSecretStore', refreshInterval: '90s' });
  expect(paths(app)).toEqual(
    environments.names.map((name) => `shop/${name}/secrets/ExternalSecret-api-secrets.yaml`).sort(),
  );
  expect(filesOf(app)['shop/prod/secrets/ExternalSecret-api-secrets.yaml']).toMatchObject({
    spec: { refreshInterval: '1m30s', secretStoreRef: { kind: 'ClusterSecretStore', name: 'corporate' } },
  });
});

it('a moved value starts the pods again', () => {
  const checksum = (store: Store) =>
    /checksum\/secrets: (.*)/.exec(result(shopWith(store).app).files.get('shop/prod/api/Deployment-api.yaml')!)![1];
  expect(checksum({ ...AWS, path: (secret, key) => `other/${secret}/${key}` })).not.toBe(checksum(AWS));
});

it.each<[string, Store, string]>([
  [
    'no kind of store',
    { name: 'x' },
    'LS114 shop secretStore: the store "x" does not specify a provider → Set exactly one of `aws`, `vault`, `google`, `azure`, `provided`.',
  ],
  [
    'two kinds',
    { ...AWS, provided: 'SecretStore' },
    'LS114 shop secretStore: the store "aws-secrets-manager" specifies more than one provider: aws and provided → Set exactly one of',
  ],
  [
    'a name that it cannot hold',
    { ...AWS, path: (_, key) => `with space/${key}` },
    'LS560 shop/secrets ExternalSecret/api-secrets [dev]: key `jwt` would be stored as "with space/jwt", which is not a valid name in the store `aws-secrets-manager`',
  ],
  [
    'a secret that nobody reads',
    { ...AWS, except: ['api-secret'] },
    'LS561 shop secretStore.except: nothing reads a secret named "api-secret" → Did you mean "api-secrets"?',
  ],
  [
    'one value for two environments',
    {
      ...AWS,
      aws: {
        ...AWS.aws,
        role: vary({ dev: role('111111111111'), staging: role('333333333333'), prod: role('333333333333') }),
      },
    },
    'LS562 shop/secrets ExternalSecret/api-secrets [staging, prod]: staging and prod read key `jwt` of Secret `api-secrets` from the same location, shop/api-secrets/jwt of store `aws-secrets-manager`',
  ],
  [
    'a role that is none',
    { ...AWS, aws: { region: 'eu-central-1', role: 'shop' } },
    'LS102 shop secretStore.aws.role: "shop" is not the ARN of a role',
  ],
])('refused: %s', (_, store, line) => {
  expect(told(findingsOf(shopWith(store).app))).toContainEqual(expect.stringContaining(line));
});

it('one value for two environments on purpose is named in the proof', () => {
  const { app } = shopWith({
    ...AWS,
    aws: { region: 'eu-central-1', role: role('333333333333') },
    shared: { 'api-secrets': 'one account of the provider' },
  });
  expect(faultless(app).proof.get('shop/secrets.yaml')).toContain('shared: one account of the provider');
});

it('each environment says for itself that it shares a value', () => {
  const { app } = shopWith({
    ...AWS,
    aws: { region: 'eu-central-1', role: role('333333333333') },
    shared: { 'api-secrets': vary({ dev: 'one account', staging: absent, prod: 'one account' }) },
  });
  expect(told(findingsOf(app))).toContainEqual(
    expect.stringContaining(
      'LS562 shop/secrets ExternalSecret/api-secrets [staging]: dev and staging read key `jwt` of Secret `api-secrets` from the same location',
    ),
  );
  expect(told(findingsOf(app)).filter((line) => line.includes('prod'))).toEqual([]);
});

it('a secret with a type keeps it', () => {
  const { app } = shopWith(AWS, { secrets: {} }, { pullSecrets: { 'registry.acme': 'registry' } });
  expect(filesOf(app)['shop/prod/secrets/ExternalSecret-registry.yaml']).toMatchObject({
    spec: {
      target: { template: { type: 'kubernetes.io/dockerconfigjson' } },
      data: [{ secretKey: '.dockerconfigjson', remoteRef: { key: 'shop/registry/.dockerconfigjson' } }],
    },
  });
});

it('the proof says how old a value may become, in each environment', () => {
  const { app } = shopWith(
    undefined,
    {},
    {
      rotation: {
        default: '365d',
        secrets: { 'api-secrets': vary({ dev: absent, staging: absent, prod: '90d' }) },
        certificate: '60d',
      },
    },
  );
  const { findings, proof } = { findings: findingsOf(app), proof: result(app).proof };
  expect(findings).toEqual([]);
  expect(parse(proof.get('shop/secrets.yaml')!)).toMatchObject({
    'api-secrets': { jwt: { environments: { dev: { rotation: '365d' }, prod: { rotation: '90d' } } } },
  });
  expect(parse(proof.get('shop/environments.yaml')!)).toHaveProperty('prod', {
    namespace: 'shop-prod',
    certificateAge: '60d',
  });
});

it.each<[object, string]>([
  [
    { secrets: { 'api-secret': '90d' } },
    'LS561 shop rotation.secrets.api-secret: nothing reads a secret named "api-secret" → Did you mean "api-secrets"?',
  ],
  [
    { default: '3 months' },
    'LS102 shop rotation.default: "3 months" is not an age in days → Use a value such as "90d".',
  ],
])('a rotation that does not fit is refused: %j', (rotation, line) => {
  expect(told(findingsOf(shopWith(undefined, {}, { rotation }).app))).toContainEqual(expect.stringContaining(line));
});
