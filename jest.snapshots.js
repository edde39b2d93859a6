// Every snapshot lies in the root `__snapshots__` folder, where a reviewer looks for it.
const { join, relative, sep } = require('node:path');

const folder = join(__dirname, '__snapshots__');

module.exports = {
  resolveSnapshotPath: (test, extension) => join(folder, relative(__dirname, test).split(sep).join('--') + extension),
  resolveTestPath: (snapshot, extension) =>
    join(__dirname, relative(folder, snapshot).slice(0, -extension.length).split('--').join(sep)),
  testPathForConsistencyCheck: join(__dirname, 'src', 'example.test.ts'),
};
