/** An empty platform with everything that data services need, its inputs held as data. */
import { App, SynthError } from '../../../app';
import { defineEnvironments } from '../../../model/environments';
import type { Finding } from '../../../model/finding';
import type { Inputs, SealedFile } from '../../../model/inputs';
import type { JsonObject } from '../../../model/json';
import type { SynthResult } from '../../../run';
import { withoutAdvice } from '../../../laws/example.test-support';
import { Platform, type PlatformInput } from '../../platform/platform';

export const { environments, vary, only } = defineEnvironments({
  dev: { stage: 'development', namespace: 'shop-dev' },
  prod: { stage: 'production', namespace: 'shop-prod' },
});

export type Environment = 'dev' | 'prod';

/** Tags by image. */
const TAGS: Readonly<Record<string, string>> = {
  postgresql: '18.0-202511100807-system-trixie',
  'postgresql-standard': '18.0-202511100807-standard-trixie',
  'postgresql-17': '17.5-system-trixie',
  trixie: 'trixie-18',
  'postgresql-system': '18.0-202511100807-system-trixie',
  pgbouncer: '1.25.0',
  redis: '8.2.1',
  'redis-exporter': 'v1.77.0',
  'other-exporter': 'v2.0.0',
  api: '1.0.0',
};

const LOGIN = { type: 'kubernetes.io/basic-auth', keys: ['username', 'password'] };
const SECRETS: Readonly<
  Record<string, { readonly type: string; readonly keys: readonly string[]; readonly only?: Environment }>
> = {
  'db-credentials': LOGIN,
  'other-credentials': LOGIN,
  'db-reporting-credentials': LOGIN,
  'reporting-login': LOGIN,
  'storage-credentials': { type: 'Opaque', keys: ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'REGION'] },
  'prod-storage-credentials': { type: 'Opaque', keys: ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'], only: 'prod' },
  'cache-auth': { type: 'Opaque', keys: ['password'] },
  'redis-auth': { type: 'Opaque', keys: ['REDIS_PASSWORD'] },
};

function inputs(): Inputs {
  return {
    images: {
      file: 'images.lock.yaml',
      names: () => Object.keys(TAGS),
      find: (_, image) => {
        const tag = TAGS[image];
        const digest = `sha256:${Buffer.from(image).toString('hex').padEnd(64, '0')}`;
        return tag === undefined ? undefined : { repository: `registry.acme/${image}`, tag, digest, example: false };
      },
    },
    sealed: {
      names: (_, environment) =>
        Object.keys(SECRETS).filter((name) => (SECRETS[name]!.only ?? environment) === environment),
      find: (_, environment, name): SealedFile | undefined => {
        const found = SECRETS[name];
        if (found === undefined || (found.only ?? environment) !== environment) return undefined;
        const item = (key: string) => ({
          ciphertext: Buffer.from(`sealed ${environment} ${name} ${key}`).toString('base64'),
          revision: `${environment}-${name}-${key}`,
          certificate: undefined,
          sealedAt: undefined,
          shared: undefined,
        });
        return {
          file: `secrets/shop/${environment}/${name}.yaml`,
          name,
          namespace: `shop-${environment}`,
          scope: 'strict',
          type: found.type,
          labels: {},
          annotations: {},
          items: new Map(found.keys.map((key) => [key, item(key)])),
        };
      },
    },
    findings: [],
  };
}

export const CLUSTER = {
  apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 },
  prometheus: {
    namespace: 'monitoring',
    labels: { 'app.kubernetes.io/name': 'prometheus' },
    selects: { release: 'monitoring' },
  },
  tracing: { namespace: 'telemetry', labels: { 'app.kubernetes.io/name': 'collector' }, service: 'collector' },
  operators: { cloudNativePg: { namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } } },
  storageClass: 'standard',
  provides: [
    { group: 'storage.k8s.io', kind: 'StorageClass', name: 'local' },
    { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: 'databases' },
  ],
} as const;

/** Declares constructs on an empty platform. */
export type Declare = (shop: Platform) => unknown;

function appOf(declare: Declare, cluster: PlatformInput['cluster']): App {
  const app = new App({ inputs: inputs() });
  declare(new Platform(app, 'shop', { environments, edition: '2026', owner: 'team-shop', cluster }));
  return app;
}

/** What comes of it, without a finding; so none of the schema, reference and capacity inspections objects. */
export function synth(declare: Declare, cluster: PlatformInput['cluster'] = CLUSTER): SynthResult {
  const result = appOf(declare, cluster).preview();
  expect(withoutAdvice(result.findings)).toEqual([]);
  return result;
}

/** The objects of one environment, by `Kind/name`. */
export function objects(result: SynthResult, environment: Environment): Readonly<Record<string, JsonObject>> {
  const { instances } = result.platforms[0]!;
  const own = instances.find((instance) => instance.environment === environment)!;
  return Object.fromEntries(
    own.objects.map(({ json }) => [`${String(json.kind)}/${String((json.metadata as JsonObject).name)}`, json]),
  );
}

/** What kept it from being written: code, environments, path, message and fix of each finding. */
export function refusals(
  declare: Declare,
  cluster: PlatformInput['cluster'] = CLUSTER,
): readonly Pick<Finding, 'code' | 'environments' | 'path' | 'message' | 'fix'>[] {
  try {
    appOf(declare, cluster).preview();
  } catch (error) {
    if (!(error instanceof SynthError)) throw error;
    return withoutAdvice(error.findings).map(({ code, environments: where, path, message, fix }) => ({
      code,
      ...(where !== undefined && { environments: where }),
      ...(path !== undefined && { path }),
      message,
      fix,
    }));
  }
  return [];
}
