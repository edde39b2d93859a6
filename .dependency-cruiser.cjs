/**
 * The import laws: who may import whom. `docs/ARCHITECTURE.md` says them in words; this file is what CI holds the code to.
 * Folders are layers; a layer may import what stands to its right, and nothing else of ours.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const layers = {
  model: [],
  synth: ['model'],
  pattern: ['model'],
  inspect: ['model'],
  emit: ['model'],
  findings: ['model', 'synth'],
  inputs: ['model'],
  // The matchers show what the App yields; they see its result as a type.
  jest: ['model', 'emit'],
  eslint: [],
};
/** Tests and what only they, and the tools that write documentation, load: none of it is published. */
const TESTS = '\\.test(-d|-support)?\\.ts$|^src/inspect/examples/';
/** What the core is made of, and the only packages that it may use; heavy ones are loaded where they are needed. */
const packages = {
  model: ['constructs'],
  synth: ['cdk8s', 'constructs'],
  pattern: ['cdk8s', 'cdk8s-plus-27', 'constructs', '@prometheus-io'],
  inspect: [],
  emit: [],
  findings: [],
  inputs: ['yaml'],
  jest: ['jest-snapshot'],
  eslint: [],
};
/** Folders that may touch files and processes. `app.ts`, `emit`, `inputs` and `cli` may, and nothing else below `src`. */
const pure = ['model', 'synth', 'pattern', 'jest', 'eslint', 'inspect', 'findings'];
/** Schemas are data of ours that is read when a kind is first met. */
const READS_BUNDLES = '^src/inspect/schema/';

const mayImport = (layer) => ({
  name: `${layer}-imports-${layers[layer].join('-and-') || 'nothing-of-ours'}`,
  severity: 'error',
  from: { path: `^src/${layer}(/|\\.ts$)`, pathNot: TESTS },
  to: {
    path: '^src/',
    pathNot: `^src/(${[layer, ...layers[layer]].join('|')})(/|\\.ts$)`,
    dependencyTypesNot: ['type-only'],
  },
});
/** Types tell as much as values do; only those named here may cross. */
const mayImportTypes = (layer) => ({
  name: `${layer}-imports-types-of-few`,
  severity: 'error',
  from: { path: `^src/${layer}(/|\\.ts$)`, pathNot: TESTS },
  to: {
    path: '^src/',
    pathNot: `^src/(${[layer, ...layers[layer], ...(layer === 'jest' ? ['run', 'inspect'] : [])].join('|')})(/|\\.ts$)`,
    dependencyTypes: ['type-only'],
  },
});
const mayUse = (layer) => ({
  name: `${layer}-uses-${packages[layer].join('-and-') || 'no-package'}`,
  severity: 'error',
  from: { path: `^src/${layer}(/|\\.ts$)`, pathNot: TESTS },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
    dependencyTypesNot: ['type-only'],
    ...(packages[layer].length > 0 && { pathNot: `node_modules/(${packages[layer].join('|')})/` }),
  },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Nor by types: what two files know of each other belongs into a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nothing imports it and it imports nothing: forgotten.',
      from: {
        orphan: true,
        path: '^(src|systems|bench|conformance|tools)/',
        pathNot: [TESTS, '/fixtures/', '\\.d\\.ts$'],
      },
      to: {},
    },
    { name: 'no-unknown', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.keys(layers).map(mayImport),
    ...Object.keys(layers).map(mayImportTypes),
    ...Object.keys(packages).map(mayUse),
    {
      name: 'cli-is-a-surface',
      severity: 'error',
      comment: 'Verbs read inputs and words of emission; the model of an app they get from a child process.',
      from: { path: '^src/cli/', pathNot: TESTS },
      to: { path: '^src/(pattern|synth|app|run|index|jest|eslint)(/|\\.ts$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-app-inputs-emit-and-cli-touch-the-machine',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/|^src/(run|index|jest|eslint)\\.ts$`, pathNot: [TESTS, READS_BUNDLES] },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(fs|child_process|process|console|http|https|net|os|worker_threads)(/|$)',
      },
    },
    {
      name: 'tests-are-nobodys',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: `${TESTS}|/fixtures/` },
    },
    {
      name: 'systems-are-users',
      severity: 'error',
      comment:
        'A system is written as a user would write it: with the public API only. `systems/findings` verifies them.',
      from: { path: '^systems/(?!findings/)', pathNot: [TESTS, '/as-found/'] },
      to: {
        pathNot: ['^systems/', '^imports/', '^src/index\\.ts$', 'node_modules/(cdk8s|cdk8s-plus-27|constructs)/'],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'systems-do-not-know-each-other',
      severity: 'error',
      from: { path: '^systems/([^/]+)/', pathNot: TESTS },
      to: { path: '^systems/([^/]+)/', pathNot: '^systems/$1/' },
    },
    {
      name: 'nobody-imports-systems',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^(systems|imports|bench|conformance|tools)/' },
    },
    {
      name: 'published-code-uses-published-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only', 'npm-peer'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^imports/'] },
    exclude: { path: ['^(lib|dist|proof|coverage)/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'types', 'node', 'require', 'default'],
    },
  },
};
