/** Runs the TypeScript examples of finding codes: a few lines below a platform `shop`, with inputs that pin and seal everything. */
import { transformSync } from '@swc/core';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as lockstep from '../../src';
import { expiringIn, expiryFindings } from '../../src/cli/check/expiry';
import { UsageError } from '../../src/model/usage-error';
import type { Finding } from '../../src/model/finding';
import type { Inputs, SealedItem } from '../../src/model/inputs';
import { runPipeline } from '../../src/run';

/** Two programs that differ in what the code is about. */
export interface ProgramExample {
  /** Lines below `const shop = new Platform(app, 'shop', { ...defaults })`, unless they declare `shop` themselves. */
  readonly bad: string;
  readonly good: string;
  /** Tags of images, where they matter; others are pinned at 1.4.2. By image, or `bad` and `good` by image. */
  readonly tags?: { readonly bad: Tags; readonly good: Tags };
  /** Images without a pin and secrets without a seal, in the bad example. */
  readonly missing?: readonly string[];
  /** The day on which `lockstep check` looks. Default: synth alone. */
  readonly checkedOn?: string;
}
type Tags = Readonly<Record<string, string>>;

/** What every program can use. Shown once, on the index page. */
export const SETUP = `import { App, defineEnvironments, sealedKeys } from 'cdk8s-lockstep';

const { environments, env, vary, text, only } = defineEnvironments({
  dev: { stage: 'development', namespace: 'shop-dev', domain: 'dev.shop.acme' },
  prod: { stage: 'production', namespace: 'shop-prod', domain: 'shop.acme' },
});
const gatewayApi = { api: 'gateway-api', name: 'gateways/public', namespace: 'gateways', labels: { app: 'gateway' } } as const;
const istio = { api: 'istio', name: 'istio-system/public', namespace: 'istio-system', labels: { istio: 'ingress' } } as const;
const nginx = { api: 'ingress', class: 'nginx', namespace: 'ingress-nginx', labels: { app: 'ingress-nginx' } } as const;
const cluster = {
  apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 },
  gateway: { ...gatewayApi, hosts: ['shop.acme', '*.shop.acme'] },
  prometheus: { namespace: 'monitoring', labels: { app: 'prometheus' }, selects: { release: 'monitoring' } },
  operators: {
    cloudNativePg: { namespace: 'cnpg-system', labels: { app: 'cloudnative-pg' } },
    mongoDb: { namespace: 'mongodb', labels: { app: 'mongodb-operator' } },
  },
  storageClass: 'standard',
} as const;
const defaults = { environments, edition: '2026', owner: 'team-shop', cluster } as const;
const backup = {
  destination: 's3://backups/shop',
  credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
};
const app = new App();`;
const SHOP = `const shop = new Platform(app, 'shop', defaults);`;
const DECLARES_SHOP = /^const shop = /m;

const found = new Map<string, readonly Finding[]>();

/** @returns all findings, warnings included */
export function findingsOfProgram(example: ProgramExample, which: 'bad' | 'good'): readonly Finding[] {
  const program = example[which];
  const key = JSON.stringify([program, example.tags?.[which]]);
  const known = found.get(key);
  if (known !== undefined) return known;
  const missing = which === 'bad' ? (example.missing ?? []) : [];
  const app = new lockstep.App({
    inputs: inputs(example.tags?.[which] ?? {}, missing, !program.includes('without a date')),
  });
  const lines = [
    SETUP.replace(/^import.*$/m, '').replace('const app = new App();', ''),
    ...(DECLARES_SHOP.test(program) ? [] : [SHOP]),
    program,
  ];
  const { code } = transformSync(lines.join('\n'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    isModule: false,
    swcrc: false,
  });
  const scope = { ...lockstep, ApiObject, Chart, JsonPatch, app };
  const run = new Function(...Object.keys(scope), code) as (...given: readonly unknown[]) => void;
  try {
    run(...Object.values(scope));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [{ code: 'LS104', message: error.message, fix: 'Fix the program at the line that the report names.' }];
  }
  const { findings, platforms, proof } = runPipeline(app, undefined, false);
  const models = platforms.map(({ name, environments, matrix }) => ({
    name,
    matrix,
    environments: environments.map((own) => ({ name: own, namespace: `shop-${own}` })),
  }));
  const expired =
    example.checkedOn === undefined
      ? []
      : expiryFindings('/nowhere', expiringIn(models, proof), new Date(example.checkedOn)).filter(
          ({ code }) => code !== 'LS530',
        );
  found.set(key, [...findings, ...expired]);
  return [...findings, ...expired];
}

function inputs(tags: Tags, missing: readonly string[], dated: boolean): Inputs {
  const item: SealedItem = {
    ciphertext: 'c2VhbGVk',
    revision: '1',
    certificate: 'f'.repeat(64),
    sealedAt: dated ? '2026-01-01T00:00:00Z' : undefined,
    shared: undefined,
  };
  class EveryKey extends Map<string, SealedItem> {
    override get = () => item;
    override has = () => true;
  }
  return {
    images: {
      file: 'images.lock.yaml',
      names: () => [],
      find: (_, image) =>
        missing.includes(image)
          ? undefined
          : {
              repository: `ghcr.io/acme/${image}`,
              tag: tags[image] ?? '1.4.2',
              digest: `sha256:${'5b0e9d27c4a8f163'.repeat(4)}`,
              example: false,
            },
    },
    sealed: {
      names: () => [],
      find: (_, environment, name) =>
        missing.includes(name)
          ? undefined
          : {
              file: `secrets/shop/${environment}/${name}.yaml`,
              name,
              namespace: `shop-${environment}`,
              scope: 'strict',
              type: name.endsWith('-credentials') ? 'kubernetes.io/basic-auth' : 'Opaque',
              labels: {},
              annotations: {},
              items: new EveryKey(),
            },
    },
    findings: [],
  };
}
