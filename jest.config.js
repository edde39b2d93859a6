/**
 * `npm test` gives V8 a larger young generation, and has it compile later what runs often: each suite has functions of its own, most
 * of which do not live long enough to be worth it.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  roots: ['<rootDir>/src', '<rootDir>/systems', '<rootDir>/test'],
  // On two cores jest would take one; the slowest tests wait for commands that they run.
  maxWorkers: '100%',
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        inlineSourcesContent: false,
      },
    ],
  },
  // A global of the test context costs an intercepted lookup each time; these are parameters of every module instead. Not
  // `Date`, which tests replace.
  sandboxInjectedGlobals: [
    'Object',
    'Array',
    'String',
    'Number',
    'Boolean',
    'Symbol',
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'JSON',
    'Math',
    'RegExp',
    'Error',
  ],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  testSequencer: './jest.sequencer.js',
  snapshotResolver: './jest.snapshots.js',
};
