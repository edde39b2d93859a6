const Sequencer = require('@jest/test-sequencer').default;

/** Small files that take long. Without durations of an earlier run, jest begins with the largest files and would end with these. */
const LONG = ['test/package/package.test.ts', 'src/cli/synth.test.ts', 'src/laws/absent/'];

/** Begins with what takes longest, so that no worker waits for another in the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => LONG.some((part) => path.replaceAll('\\', '/').includes(part));
    const sorted = [...super.sort(tests)];
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
