// What catches mistakes, and the laws that a linter can hold. How code looks is left to prettier.
import { require as load } from 'tsx/cjs/api';
import tseslint from 'typescript-eslint';

const { configs: lockstep } = load('./src/eslint.ts', import.meta.url);
const { findingTexts } = load('./tools/lint/finding-texts.ts', import.meta.url);

const code = [
  'src/**/*.ts',
  'systems/**/*.ts',
  'bench/**/*.ts',
  'conformance/**/*.ts',
  'tools/**/*.ts',
  'test/**/*.ts',
];
const tests = ['**/*.test.ts', '**/*.test-d.ts', '**/*.test-support.ts', 'src/inspect/examples/**'];
/** What turns findings into words, and nothing else may read their texts. */
const printers = [
  'src/inspect/found.ts',
  'src/emit/report.ts',
  'src/cli/check/{formats,sarif}.ts',
  'src/cli/terminal.ts',
];
/** Everything below `src` that only computes. */
const pure = ['src/{model,synth,pattern,inspect,jest,eslint}/**/*.ts', 'src/{index,run,jest,eslint}.ts'];

const machine = ['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'setImmediate'].map((name) => ({
  name,
  message: 'Only app.ts, inputs, emit and cli touch the machine (docs/ARCHITECTURE.md).',
}));

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'lib/',
      'imports/',
      'dist/',
      'proof/',
      'coverage/',
      'systems/**/as-found/',
      '**/*.js',
      '**/*.cjs',
      '**/*.mjs',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: code,
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Promises and other values that are used as what they are not.
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/unbound-method': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-array-delete': 'error',
      '@typescript-eslint/no-misused-spread': 'error',
      // What a library answers as `any` must be given a type before something is read from it.
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      // What says more than it does.
      '@typescript-eslint/no-redundant-type-constituents': 'error',
      '@typescript-eslint/no-duplicate-type-constituents': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-unused-expressions': ['error', { allowTaggedTemplates: true }],
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': false }],
      '@typescript-eslint/no-namespace': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-misleading-character-class': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unreachable-loop': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'array-callback-return': 'error',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Export it by a name.' }],
    },
  },
  { files: pure, ignores: tests, rules: { 'no-restricted-globals': ['error', ...machine] } },
  {
    // Law 7: the same source gives the same bytes, whatever the machine, time zone, locale or day.
    files: ['src/**/*.ts', 'systems/**/*.ts'],
    ignores: [...tests, 'src/cli/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Synth never reads the clock.' },
        { object: 'Math', property: 'random', message: 'The same source gives the same bytes.' },
        ...[
          'localeCompare',
          'toLocaleString',
          'toLocaleLowerCase',
          'toLocaleUpperCase',
          'toLocaleDateString',
          'toLocaleTimeString',
        ].map((property) => ({
          property,
          message: 'It depends on the locale; compare with < and >.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export it by a name.' },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Synth never reads the clock.' },
        {
          selector: 'MemberExpression[object.name="Intl"][property.name!="DateTimeFormat"]',
          message: 'It depends on the locale.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [...tests, ...printers],
    plugins: { project: { rules: { 'finding-texts': findingTexts } } },
    rules: { 'project/finding-texts': 'error' },
  },
  {
    // Tests look into what was read back, and do on purpose what is refused; the assertion is the check.
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/require-array-sort-compare': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      eqeqeq: 'off',
      'no-template-curly-in-string': 'off',
      'no-unreachable-loop': 'off',
    },
  },
  { ...lockstep.recommended, files: ['systems/**/*.ts'] },
);
