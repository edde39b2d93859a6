/** A platform in three environments, its inputs held as data, for tests of what the whole comes to. */
import { deviate } from '../pattern/engine/deviate';
import { ExternalService } from '../pattern/network/external';
import { Platform } from '../pattern/platform/platform';
import { sealed } from '../pattern/secrets/sealed';
import { WebService } from '../pattern/workload/web-service';
import { podField } from '../pattern/workload/env-value';
import { Worker } from '../pattern/workload/worker';
import { App, SynthError } from '../app';
import { CODES } from '../model/codes';
import { BEST_PRACTICE_CODES } from '../model/codes/best-practices';
import type { Finding } from '../model/finding';
import type { Inputs, PinnedImage, SealedFile, SealedItem } from '../model/inputs';
import { defineEnvironments } from '../model/environments';
import { absent } from '../model/varying';
import { runPipeline, type SynthResult } from '../run';

export const { environments, env, vary, text, only } = defineEnvironments({
  dev: { stage: 'development', namespace: 'shop-dev', domain: 'dev.shop.acme' },
  staging: { stage: 'staging', namespace: 'shop-staging', domain: 'staging.shop.acme' },
  prod: { stage: 'production', namespace: 'shop-prod', domain: 'shop.acme' },
});

export const ENVIRONMENTS = environments.names;

/** What a test changes about the inputs. */
export interface InputChanges {
  /** By image, the environments that lack a pin. */
  readonly unpinned?: Readonly<Record<string, readonly string[]>>;
  /** By environment and `secret/key`, another revision, or `undefined` where the key is missing. */
  readonly revisions?: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;
  readonly images?: readonly string[];
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  /** Tags by image. Default: 1.4.2. */
  readonly tags?: Readonly<Record<string, string>>;
}

const IMAGES = ['api', 'web', 'mailer', 'extra'];
const SECRETS: Readonly<Record<string, readonly string[]>> = { 'api-secrets': ['jwt', 'session'] };

/** Pins every image and seals every key for every environment, but for the changes. */
export function inputs({
  unpinned = {},
  revisions = {},
  images = IMAGES,
  secrets = SECRETS,
  tags = {},
}: InputChanges = {}): Inputs {
  const pin = (image: string, environment: string): PinnedImage => ({
    repository: `registry.acme/shop/${image}`,
    tag: tags[image] ?? '1.4.2',
    digest: `sha256:${Buffer.from(`${image} ${environment === 'dev' ? 'next' : 'now'}`)
      .toString('hex')
      .padEnd(64, '0')
      .slice(0, 64)}`,
    example: false,
  });
  const file = (environment: string, secret: string): SealedFile => ({
    file: `secrets/shop/${environment}/${secret}.yaml`,
    name: secret,
    namespace: `shop-${environment}`,
    scope: 'strict',
    type: secrets[secret]!.includes('.dockerconfigjson') ? 'kubernetes.io/dockerconfigjson' : 'Opaque',
    labels: {},
    annotations: {},
    items: new Map(
      secrets[secret]!.flatMap((key): [string, SealedItem][] => {
        const changed = revisions[environment] ?? {};
        const id = `${secret}/${key}`;
        const revision = Object.hasOwn(changed, id) ? changed[id] : `${environment}-${id}-1`;
        if (revision === undefined) return [];
        const ciphertext = Buffer.from(`sealed ${revision}`).toString('base64');
        return [
          [
            key,
            { ciphertext, revision, certificate: 'f'.repeat(64), sealedAt: '2026-01-01T00:00:00Z', shared: undefined },
          ],
        ];
      }),
    ),
  });
  return {
    images: {
      file: 'images.lock.yaml',
      names: () => images,
      find: (_, image, environment) =>
        images.includes(image) && !(unpinned[image] ?? []).includes(environment) ? pin(image, environment) : undefined,
    },
    sealed: {
      names: () => Object.keys(secrets),
      find: (_, environment, secret) => (Object.hasOwn(secrets, secret) ? file(environment, secret) : undefined),
    },
    findings: [],
  };
}

export const CLUSTER = {
  apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 },
  gateway: {
    api: 'istio',
    name: 'istio-system/public',
    namespace: 'istio-system',
    labels: { istio: 'ingressgateway' },
  },
  prometheus: {
    namespace: 'monitoring',
    labels: { 'app.kubernetes.io/name': 'prometheus' },
    selects: { release: 'monitoring' },
  },
  tracing: { namespace: 'telemetry', labels: { 'app.kubernetes.io/name': 'collector' }, service: 'collector' },
} as const;

/** An app with an empty platform `shop`. */
export function platform(
  changes: InputChanges = {},
  props: Partial<ConstructorParameters<typeof Platform>[2]> = {},
): { readonly app: App; readonly shop: Platform } {
  const app = new App({ inputs: inputs(changes) });
  const shop = new Platform(app, 'shop', {
    environments,
    edition: '2026',
    owner: 'team-shop',
    cluster: CLUSTER,
    ...props,
  });
  return { app, shop };
}

/** Parts of the example, each of which declares its constructs; the order of those that name each other is theirs. */
export interface ExampleOptions {
  readonly inputs?: InputChanges;
  readonly logLevel?: { readonly dev: string; readonly staging: string; readonly prod: string };
  readonly apiReplicas?: number;
  readonly reversed?: boolean;
  /** Adds one more service, which calls `web`. */
  readonly extra?: boolean;
}

/** Three services with everything that makes environments differ: values, absent fields, an object only some have, deviations. */
export function example(options: ExampleOptions = {}): { readonly app: App; readonly shop: Platform } {
  const { app, shop } = platform(options.inputs, {
    quota: {
      cpu: { requests: '20', limits: '100' },
      memory: { requests: '20Gi', limits: '64Gi' },
      pods: vary({ dev: 40, staging: 40, prod: 80 }),
    },
    delivery: {
      repository: 'https://git.acme/shop.git',
      revision: vary({ dev: 'main', staging: 'main', prod: 'v1.4.2' }),
    },
  });
  const addApi = () => {
    const mail = new ExternalService(shop, 'mail-provider', { url: 'https://api.mail.acme' });
    const api = new WebService(shop, 'api', {
      image: 'api',
      port: 3000,
      replicas: vary({ dev: 1, staging: 2, prod: options.apiReplicas ?? 3 }),
      env: {
        LOG_LEVEL: vary(options.logLevel ?? { dev: 'debug', staging: 'info', prod: 'info' }),
        PUBLIC_URL: text`https://api.${env.domain}`,
        TRACE: vary({ dev: 'yes', staging: absent, prod: absent }),
        MAIL_URL: mail.url,
        POD_NAME: podField('metadata.name'),
      },
      secrets: { JWT_KEY: sealed('api-secrets', 'jwt'), SESSION_KEY: sealed('api-secrets', 'session') },
      configMap: 'api-config',
      resources: vary({
        dev: { requests: { cpu: '50m' }, limits: { cpu: '500m' } },
        staging: { requests: { cpu: '100m' }, limits: { cpu: '1' } },
        prod: { requests: { cpu: '250m' }, limits: { cpu: '2' } },
      }),
      writable: { '/tmp': '64Mi' },
      permissions: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }],
      metrics: {},
      route: { hosts: [text`api.${env.domain}`], rules: [{ prefix: '/' }, { prefix: '/events', timeout: '30s' }] },
    });
    deviate(api, {
      object: 'Deployment',
      in: ['prod'],
      reason: 'moves to its own nodes',
      values: { spec: { template: { spec: { priorityClassName: 'system-cluster-critical' } } } },
    });
    return api;
  };
  const addMailer = () =>
    new Worker(shop, 'mailer', {
      image: 'mailer',
      replicas: 2,
      only: only(['staging', 'prod'], 'development sends no mail'),
      probes: { liveness: { exec: ['/bin/alive'] }, readiness: { exec: ['/bin/ready'] } },
    });
  if (options.reversed === true) {
    addMailer();
    const api = addApi();
    addWeb(shop, api);
  } else {
    const api = addApi();
    addWeb(shop, api);
    addMailer();
  }
  if (options.extra === true)
    new WebService(shop, 'extra', {
      image: 'extra',
      port: 4000,
      calls: [(shop.node.findChild('web') as WebService).endpoint],
    });
  return { app, shop };
}

function addWeb(shop: Platform, api: WebService): void {
  new WebService(shop, 'web', {
    image: 'web',
    port: 8080,
    autoscaling: { min: 2, max: vary({ dev: 2, staging: 3, prod: 6 }) },
    env: { API_URL: api.url },
    route: { hosts: [env.domain] },
  });
}

/**
 * What is wrong with an app, and nothing if it would be written. Advice of the rules of good practice is left out: figures of
 * tests are chosen to be told apart.
 */
export function findingsOf(app: App): readonly Finding[] {
  try {
    return withoutAdvice(app.preview().findings);
  } catch (error) {
    if (error instanceof SynthError) return withoutAdvice(error.findings);
    throw error;
  }
}

export function withoutAdvice(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ code }) => !Object.hasOwn(BEST_PRACTICE_CODES, code) || CODES[code].severity === 'error');
}

/** Findings as `CODE construct path [environments]: message → fix`, for whole-text comparisons. */
export function told(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ code, construct = '', object = '', path = '', environments: where, message, fix }) =>
      `${code} ${[construct, object, path].filter((part) => part !== '').join(' ')}${where === undefined ? '' : ` [${where.join(', ')}]`}: ${message} → ${fix}`,
  );
}

/** What an app comes to in which nothing is wrong. */
export function faultless(app: App): SynthResult {
  const all = result(app);
  expect(withoutAdvice(all.findings)).toEqual([]);
  return all;
}

/** What an app comes to, whatever is wrong with it. */
export function result(app: App): SynthResult {
  return runPipeline(app);
}
