import * as fc from 'fast-check';
import { containerPorts } from './ports';
import { substitute } from './substitute';
import { readCompose } from './compose';
import { isVariableFile, readVariableFile } from './variable-file';

const VALUES = new Map([
  ['A', '1'],
  ['EMPTY', ''],
]);

test.each<[string, string, boolean]>([
  ['$A-${A}', '1-1', true],
  ['$$A', '$A', true],
  ['${EMPTY:-x}${EMPTY-y}', 'x', true],
  ['${B:-${C:-$A}}', '1', true],
  ['${B}', '${B}', false],
  ['${B:?must be given}', '${B:?must be given}', false],
  ['${A:+yes}${EMPTY:+no}', 'yes', true],
  ['${A', '${A', true],
  ['cost: 5$', 'cost: 5$', true],
])('%s becomes %s', (written, text, known) => {
  expect(substitute(written, VALUES)).toMatchObject({ text, known });
});

test('whatever is written, substitution ends, and leaves text without a dollar alone', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('$', '{', '}', ':-', 'A', 'B', '?', '+', 'x')), (parts) => {
      const written = parts.join('');
      const { text } = substitute(written, VALUES);
      if (!written.includes('$')) expect(text).toBe(written);
    }),
  );
  expect(substitute('${B:-'.repeat(5000), VALUES).text).toBe('${B:-'.repeat(5000));
});

test.each<[unknown, readonly number[]]>([
  ['80:8080', [8080]],
  [8080, [8080]],
  ['[::1]:80:81', [81]],
  ['3000-3002', [3000, 3001, 3002]],
  ['9090-9091:8080-8081', [8080, 8081]],
  ['53:53/udp', []],
  [{ target: 80, published: '8080' }, [80]],
  ['${PORT}', []],
  ['70000', []],
  [null, []],
])('ports of %j', (written, ports) => {
  expect(containerPorts(written)).toEqual(ports);
});

test('a service has what it takes over, and what it says itself', () => {
  const text = `x-common: &common
  environment: &shared { LOG_LEVEL: debug }
services:
  base:
    image: a:1
    environment: [A=1, B=2]
  api:
    extends: base
    environment: { B: 3, C: }
  web:
    <<: *common
    entrypoint: [run]
    command: --port 80
`;
  const { services, findings } = readCompose('compose.yaml', text, new Map(), () => undefined);
  expect(findings).toEqual([]);
  const [, api, web] = services;
  expect([...api!.variables].map(([name, { value, place }]) => [name, value, place])).toEqual([
    ['A', '1', 'compose.yaml:9:5'],
    ['B', '3', 'compose.yaml:9:20'],
    ['C', undefined, 'compose.yaml:9:26'],
  ]);
  expect([api!.image?.value, web!.words, web!.variables.get('LOG_LEVEL')?.value]).toEqual([
    'a:1',
    ['run', '--port 80'],
    'debug',
  ]);
});

test('which files hold variables', () => {
  const names = [
    '.env',
    '.env.prod',
    'prod.env',
    '.env.example',
    'env.production',
    'env.example',
    'app.env.sample',
    '.envrc',
    'env.ts',
    'env.sh',
    'environment',
    'env',
  ];
  expect(names.filter(isVariableFile)).toEqual([
    '.env',
    '.env.prod',
    'prod.env',
    '.env.example',
    'env.production',
    'env.example',
    'app.env.sample',
  ]);
  expect(
    ['.env.example', 'env.dist', '.env', '.env.examples-of-prod'].map(
      (name) => readVariableFile(name, '').content.example,
    ),
  ).toEqual([true, true, false, false]);
});
