import { parseConfiguration } from './configuration';

test.each([
  ['', undefined, 'dist'],
  ['app: node main.js\n', 'node main.js', 'dist'],
  ['app: "node main.js" # the app\noutput: "my output" # committed\n', 'node main.js', 'my output'],
  ['output:\n  out\n', undefined, 'out'],
  ['{ app: node main.js, output: build/out }\n', 'node main.js', 'build/out'],
  ['output: &folder out\n', undefined, 'out'],
  ['app: [node]\noutput: 1\n', undefined, 'dist'],
  ['output: ""\n', undefined, 'dist'],
  ['nested:\n  output: out\n', undefined, 'dist'],
  ['output: *nothing\n', undefined, 'dist'],
  [`output: ${'['.repeat(20_000)}\n`, undefined, 'dist'],
])('%j', (text, app, output) => {
  expect(parseConfiguration(text)).toEqual({ app, output });
});
