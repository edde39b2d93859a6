import { spawnSync } from 'node:child_process';
import v8 = require('node:v8');
import { compileLess } from './command';

let set: jest.SpyInstance;
beforeEach(() => {
  set = jest.spyOn(v8, 'setFlagsFromString').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
});

test.each([
  ['11.3.244.8-node.33', 1],
  ['12.4.254.21-node.33', 0],
])('under V8 %s, the number of flags set is %i', (version, times) => {
  compileLess(version);
  expect(set).toHaveBeenCalledTimes(times);
});

test('V8 knows the flag', () => {
  compileLess('11.3');
  const [flag] = set.mock.calls[0] as [string];
  expect(spawnSync(process.execPath, [flag, '--eval', ''], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});
