/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/src', '<rootDir>/systems', '<rootDir>/test'],
  // On two cores jest would take one; the slowest tests wait for commands that they run.
  maxWorkers: '100%',
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
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
  snapshotResolver: './jest.snapshots.js',
};
