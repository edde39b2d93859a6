/** What a user's repository would hold: one program, written for each way to load the package. */

/** Images that the program names, pinned by invented digests. */
export const IMAGES_LOCK = `shop:
  api:
    repository: ghcr.io/acme/api
    all: { tag: 1.4.2, digest: "sha256:${'a'.repeat(64)}", example: true }
`;

const NAMES = 'App, Platform, WebService, absent, defineEnvironments, isVarying';

const SHOP = (replicas: number) => `
const { environments, env, vary, text } = defineEnvironments({
  dev: { stage: 'development', namespace: 'shop-dev', domain: 'dev.shop.example' },
  prod: { stage: 'production', namespace: 'shop-prod', domain: 'shop.example' },
});
const app = new App();
const shop = new Platform(app, 'shop', { environments, edition: '2026', owner: 'team-shop' });
new WebService(shop, 'api', {
  image: 'api',
  port: 3000,
  replicas: vary({ dev: 2, prod: ${replicas} }),
  env: { LOG_LEVEL: vary({ dev: 'debug', prod: absent }), SELF: text\`https://api.\${env.domain}\` },
});
`;

const PROGRAM = `${SHOP(3)}
if (!isVarying(env.domain)) throw new Error('attributes vary');
if (configs.recommended.rules?.['lockstep/no-varying-condition'] !== 'error') throw new Error('no lint rule');
if (typeof lockstepMatchers.toHaveObject !== 'function') throw new Error('no matchers');
app.synth();
`;

const IMPORTS = `
import { ${NAMES} } from 'cdk8s-lockstep';
import { configs } from 'cdk8s-lockstep/eslint';
import { lockstepMatchers } from 'cdk8s-lockstep/jest';
`;

/** What does not compile; the compiler complains about each marker that has nothing to expect. */
const TYPES = `
import type { Finding, Fields, Varying } from 'cdk8s-lockstep';
export const codes = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code);
export type Props = Fields<{ readonly replicas: number }>;
export const varied: Varying<number> = vary({ dev: 1, prod: 3 });
// @ts-expect-error an environment is missing
vary({ dev: 1 });
// @ts-expect-error a varying value is not one of its values
export const one: number = varied;
// @ts-expect-error what it is in one environment is no part of the declarations
varied.values;
// @ts-expect-error nor is what constructs keep in the platform
shop.connections;
// @ts-expect-error no such prop
new WebService(shop, 'web', { image: 'api', port: 1, ports: 2 });
`;

/** The types of the matchers, with both ways to get \`expect\`. */
const MATCHERS = (expect: string) => `
${expect}
import 'cdk8s-lockstep/jest';
import { App } from 'cdk8s-lockstep';
const app = new App();
expect(app).toMatchLockstepSnapshot({ environment: 'prod' });
expect(app.preview()).not.toHaveObject('prod', 'Deployment/api', { spec: { replicas: 3 } });
// @ts-expect-error no such option
expect(app).toMatchLockstepSnapshot({ env: 'prod' });
`;

/** A test of jest, without a compiler. */
export const testProgram = (replicas: number): string => `
const { App, Platform, WebService, absent, defineEnvironments } = require('cdk8s-lockstep');
test('shop', () => {${SHOP(replicas)}
  expect(app).toMatchLockstepSnapshot();
  expect(app).toHaveObject('prod', 'Deployment/api', { kind: 'Deployment' });
});
`;

const compiler = (module: 'node16' | 'nodenext', skipLibCheck: boolean) =>
  JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      module,
      moduleResolution: module,
      strict: true,
      lib: ['es2022'],
      outDir: 'out',
      rootDir: '.',
      types: ['node', 'jest'],
      skipLibCheck,
    },
    include: ['*.ts', '*.mts'],
  });

export interface Consumer {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** What compiles it first, if anything: `tsc`, or `compile.cjs`, which judges the declarations of the package as well. */
  readonly compiler?: 'tsc' | 'compile.cjs';
  /** What is run. */
  readonly program: string;
}

export const CONSUMERS: readonly Consumer[] = [
  {
    name: 'CommonJS in JavaScript',
    program: 'main.cjs',
    files: {
      'main.cjs': `${IMPORTS.replace(/import (.*) from (.*);/g, 'const $1 = require($2);')}${PROGRAM}`,
    },
  },
  { name: 'ES module in JavaScript', program: 'main.mjs', files: { 'main.mjs': IMPORTS + PROGRAM } },
  {
    name: 'CommonJS in TypeScript',
    compiler: 'tsc',
    program: 'out/main.js',
    files: {
      'package.json': '{ "type": "commonjs" }',
      'tsconfig.json': compiler('node16', true),
      'main.ts': IMPORTS + PROGRAM,
      'types.ts': `${IMPORTS}${PROGRAM}${TYPES}`,
      'matchers.ts': MATCHERS(''),
    },
  },
  {
    name: 'ES module in TypeScript',
    compiler: 'compile.cjs',
    program: 'out/main.js',
    files: {
      'package.json': '{ "type": "module" }',
      'tsconfig.json': compiler('nodenext', false),
      'main.ts': IMPORTS + PROGRAM,
      'types.ts': `${IMPORTS}${PROGRAM}${TYPES}`,
      'matchers.ts': MATCHERS(`import { expect } from '@jest/globals';`),
    },
  },
];
