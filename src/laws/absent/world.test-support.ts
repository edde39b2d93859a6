/** An app of one construct, in an environment of development and one of production, where every image is pinned and every key sealed. */
import { dirname } from 'node:path';
import { App } from '../../app';
import { defineEnvironments } from '../../model/environments';
import type { Finding } from '../../model/finding';
import type { Inputs, SealedItem } from '../../model/inputs';
import type { JsonObject } from '../../model/json';
import { Platform, type PlatformInput } from '../../pattern/platform/platform';
import { runPipeline, type Timer } from '../../run';

export const { environments, vary, only } = defineEnvironments({
  dev: { stage: 'development', namespace: 'shop-dev' },
  prod: { stage: 'production', namespace: 'shop-prod' },
});
export const ENVIRONMENTS = ['dev', 'prod'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

const TAGS: Readonly<Record<string, string>> = {
  postgresql: '18.0-202511100807-system-trixie',
  elasticsearch: '8.19.8',
  mongo: '7.0.14',
  rabbitmq: '4.1.4-management-alpine',
  redis: '8.2.1',
};

/** Types of sealed secrets that are not `Opaque`. */
const TYPES: readonly (readonly [name: RegExp, type: string])[] = [
  [/^db-(.*-)?credentials$|-login$/, 'kubernetes.io/basic-auth'],
  [/^registry/, 'kubernetes.io/dockerconfigjson'],
];

/** Has every key. */
class EveryKey extends Map<string, SealedItem> {
  constructor(private readonly prefix: string) {
    super();
  }
  override has(): boolean {
    return true;
  }
  override get(key: string): SealedItem {
    const text = `${this.prefix} ${key}`;
    const ciphertext = Buffer.from(`sealed ${text}`).toString('base64');
    return { ciphertext, revision: text, certificate: undefined, sealedAt: undefined, shared: undefined };
  }
}

const INPUTS: Inputs = {
  images: {
    file: 'images.lock.yaml',
    names: () => [],
    find: (_, image) => ({
      repository: `registry.acme/shop/${image}`,
      tag: TAGS[image] ?? '1.4.2',
      digest: `sha256:${Buffer.from(image).toString('hex').padEnd(64, '0').slice(0, 64)}`,
      example: false,
    }),
  },
  sealed: {
    names: () => [],
    find: (_, environment, name) => ({
      file: `secrets/shop/${environment}/${name}.yaml`,
      name,
      namespace: `shop-${environment}`,
      scope: 'strict',
      type: TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? 'Opaque',
      labels: {},
      annotations: {},
      items: new EveryKey(`${environment} ${name}`),
    }),
  },
  findings: [],
};

export type PlatformExtras = Omit<PlatformInput, 'environments' | 'edition' | 'owner'>;

/** What an app comes to in one environment. */
export interface Outcome {
  /** Objects by what identifies them, what the cluster is declared to provide, and the declared connections. */
  readonly parts: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
}

export type Outcomes = Readonly<Record<Environment, Outcome>>;

/** Inspection looks at the objects alone: what it finds is the same where they are, so it is asked for once. */
const WITHOUT_INSPECTION: Timer = (step, run) => (step === 'inspect' || step === 'render' ? ([] as never) : run());

/** An object by its folder, kind, namespace and name: the name of its file follows from how it is called in the other environments. */
function identityOf(file: string, { kind, metadata }: JsonObject): string {
  const { namespace = '', name } = metadata as { readonly namespace?: string; readonly name: string };
  return `${dirname(file)}: ${String(kind)} ${namespace}/${name}`;
}

/** What a declaration comes to in both environments. @throws what its constructs throw */
export function outcomesOf(extras: PlatformExtras, declare: (shop: Platform) => void, inspect = false): Outcomes {
  const app = new App({ inputs: INPUTS });
  declare(new Platform(app, 'shop', { environments, edition: '2026', owner: 'team-shop', ...extras }));
  const { platforms, findings } = runPipeline(app, inspect ? undefined : WITHOUT_INSPECTION);
  const { instances, declared = [] } = platforms[0]!;
  const outcome = (environment: Environment, index: number): Outcome => {
    const { objects, provided } = instances.find((own) => own.environment === environment)!;
    return {
      parts: {
        ...Object.fromEntries(objects.map(({ file, json }) => [identityOf(file, json), json])),
        provided,
        connections: declared[index],
      },
      findings: findings.filter(({ environments: where }) => where === undefined || where.includes(environment)),
    };
  };
  return { dev: outcome('dev', 0), prod: outcome('prod', 1) };
}
