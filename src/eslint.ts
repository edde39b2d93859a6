/**
 * The ESLint plugin of Lockstep. In a flat configuration:
 * @example
 * import { configs } from 'cdk8s-lockstep/eslint';
 * import tseslint from 'typescript-eslint';
 * export default [
 *   { files: ['**\/*.ts'], languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } } },
 *   configs.recommended,
 * ];
 */
import type { ESLint, Linter } from 'eslint';
import { noVaryingCondition } from './eslint/no-varying-condition';

export const meta = { name: 'cdk8s-lockstep', namespace: 'lockstep' } as const;

/** By name without prefix; each has a page `docs/lint/<name>.md`. */
export const rules = { 'no-varying-condition': noVaryingCondition } as const;

const plugin: ESLint.Plugin = { meta, rules };

/** Every rule as an error, for TypeScript files. Brings no parser: the rules need that of typescript-eslint with type information. */
const recommended: Linter.Config = {
  name: 'lockstep/recommended',
  files: ['**/*.ts', '**/*.mts', '**/*.cts'],
  plugins: { lockstep: plugin },
  rules: { 'lockstep/no-varying-condition': 'error' },
};

export const configs: { readonly recommended: Linter.Config } = { recommended };
