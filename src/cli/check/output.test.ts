import * as fc from 'fast-check';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderFindings } from '../../emit/report';
import { outputFindings } from './output';

const DEPLOYMENT = `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 3
  template:
    spec:
      containers:
      - args:
        - --one
        - --two
        image: acme/api:1
        name: api
`;
const SEALED =
  '---\napiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: jwt\nspec:\n  encryptedData:\n    key: QWJj\n';
const FILES = [
  ['shop/dev/api/Deployment-api.yaml', DEPLOYMENT],
  ['shop/dev/jwt/SealedSecret-jwt.yaml', SEALED],
  ['shop/prod/api/Deployment-api.yaml', DEPLOYMENT],
  ['shop/prod/api/Service-api.yaml', '---\nkind: Service\n'],
] as const;
const PLATFORMS = [
  { name: 'shop', environments: ['dev', 'prod'].map((name) => ({ name, namespace: name })), matrix: [] },
];
const API = 'shop/prod/api/Deployment-api.yaml';

let folder: string;
const at = (path: string) => join(folder, path);
const write = (path: string, content: string | Buffer) => writeFileSync(at(path), content);
const change = (from: string, to: string) => {
  expect(DEPLOYMENT).toContain(from);
  write(API, DEPLOYMENT.replace(from, to));
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-check-'));
  for (const [path, text] of FILES) {
    mkdirSync(dirname(at(path)), { recursive: true });
    write(path, text);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function report(): string {
  const expected = { folder, files: FILES };
  return renderFindings(outputFindings({ folder, shown: 'dist' }, expected, PLATFORMS), { colour: false });
}

/** The findings with their messages, without what to do. */
function brief(): string[] {
  return outputFindings({ folder, shown: 'dist' }, { folder, files: FILES }, PLATFORMS).map(
    ({ code, file, object, path, message }) =>
      [code, file, object, path, message].filter((part) => part !== undefined).join(' | '),
  );
}

test('equal files are no finding, nor are empty folders, nor that the folder is a link', () => {
  mkdirSync(at('shop/old/empty'), { recursive: true });
  expect(brief()).toEqual([]);
  renameSync(folder, `${folder}-real`);
  symlinkSync(`${folder}-real`, folder);
  expect(brief()).toEqual([]);
  unlinkSync(folder);
  renameSync(`${folder}-real`, folder);
});

test('a changed field is told by object, path, both values, line and environment', () => {
  change('replicas: 3', 'replicas: 5');
  expect(report()).toBe(`dist/shop/prod/api/Deployment-api.yaml
  error LS812 [prod] Deployment/api spec.replicas dist/shop/prod/api/Deployment-api.yaml:7
    5 is committed; the source generates 3
    fix: Regenerate it: npx lockstep synth (if the committed value is correct, change the source first)

1 error
`);
});

test.each([
  [
    'a field less',
    '  replicas: 3\n',
    '',
    `LS812 | dist/${API}:6 | Deployment/api | spec.replicas | nothing is committed; the source generates 3`,
  ],
  [
    'a field more',
    '  replicas: 3\n',
    '  paused: true\n  replicas: 3\n',
    `LS812 | dist/${API}:7 | Deployment/api | spec.paused | true is committed; the source generates nothing`,
  ],
  [
    'another kind',
    'kind: Deployment',
    'kind: DaemonSet',
    `LS812 | dist/${API}:3 | Deployment/api | kind | "DaemonSet" is committed; the source generates "Deployment"`,
  ],
  [
    'another type',
    'replicas: 3',
    'replicas: "3"',
    `LS812 | dist/${API}:7 | Deployment/api | spec.replicas | "3" is committed; the source generates 3`,
  ],
  [
    'an empty value',
    'replicas: 3',
    'replicas:',
    `LS812 | dist/${API}:7 | Deployment/api | spec.replicas | null is committed; the source generates 3`,
  ],
  [
    'an element of a list',
    'acme/api:1',
    'acme/api:2',
    `LS812 | dist/${API}:14 | Deployment/api | spec.template.spec.containers[name=api].image | "acme/api:2" is committed; the source generates "acme/api:1"`,
  ],
  [
    'an element by position',
    '--two',
    '--three',
    `LS812 | dist/${API}:13 | Deployment/api | spec.template.spec.containers[name=api].args[1] | "--three" is committed; the source generates "--two"`,
  ],
  [
    'a comment',
    'kind: D',
    '# by hand\nkind: D',
    `LS813 | dist/${API}:3 | all fields are equal, but the text differs: "# by hand" is committed; the source generates "kind: Deployment"`,
  ],
  [
    'quotes',
    'acme/api:1',
    '"acme/api:1"',
    `LS813 | dist/${API}:14 | all fields are equal, but the text differs: "        image: \\"acme/api:1\\"" is committed; the source generates "        image: acme/api:1"`,
  ],
  [
    'a second document',
    '        name: api\n',
    '        name: api\n---\nkind: Secret\n',
    `LS815 | dist/${API}:16 | the file contains more than one YAML document`,
  ],
  [
    'a key twice',
    '  replicas: 3\n',
    '  replicas: 3\n  replicas: 3\n',
    `LS815 | dist/${API}:8 | invalid YAML: duplicate key`,
  ],
  ['a tab', '  replicas', '\treplicas', `LS815 | dist/${API}:7 | invalid YAML: tab used for indentation`],
  [
    'nesting without end',
    'replicas: 3',
    `replicas: ${'['.repeat(20000)}`,
    expect.stringMatching(/^LS815 .* invalid YAML: /),
  ],
  [
    'an alias',
    'replicas: 3',
    'replicas: *x',
    `LS815 | dist/${API}:1 | invalid YAML: it has aliases that cannot be resolved`,
  ],
])('%s', (_, from, to, expected) => {
  change(from, to);
  expect(brief()).toEqual([expected]);
});

test('of many fields the first five are named, the others counted', () => {
  write(
    API,
    DEPLOYMENT.replace('spec:\n', `spec:\n${[1, 2, 3, 4, 5, 6, 7].map((n) => `  field${n}: true\n`).join('')}`),
  );
  const found = brief();
  expect(found).toHaveLength(6);
  expect(found[4]).toBe(
    `LS812 | dist/${API}:11 | Deployment/api | spec.field5 | true is committed; the source generates nothing`,
  );
  expect(found[5]).toBe(`LS812 | dist/${API} | 2 more fields differ`);
});

test('long values are shown where they part', () => {
  change('- --one\n', `- --one\n${'        - --long-argument\n'.repeat(8)}`);
  expect(brief()).toEqual([
    `LS812 | dist/${API}:11 | Deployment/api | spec.template.spec.containers[name=api].args | ["--one","--long-argument","--long-argument","--long-argument","--long-argument"… (161 characters) is committed; the source generates ["--one","--two"]`,
  ]);
  change('acme/api:1', `${'a'.repeat(100)}/api:2`);
  write('shop/dev/api/Deployment-api.yaml', DEPLOYMENT.replace('--two', `--two=${'b'.repeat(100)}`));
  expect(brief().map((line) => line.split(' | ')[4])).toEqual([
    `"--two=${'b'.repeat(73)}… (108 characters) is committed; the source generates "--two"`,
    `"${'a'.repeat(79)}… (108 characters) is committed; the source generates "acme/api:1"`,
  ]);
});

test('of long values that begin alike, the end is shown', () => {
  change('replicas: 3', `replicas: ${'c'.repeat(200)}1`);
  const wanted = DEPLOYMENT.replace('replicas: 3', `replicas: ${'c'.repeat(200)}2`);
  const expected = { folder, files: FILES.map(([path, text]) => [path, path === API ? wanted : text] as const) };
  const [finding] = outputFindings({ folder, shown: 'dist' }, expected, PLATFORMS);
  expect(finding!.message).toBe(`…${'c'.repeat(20)}1" is committed; the source generates …${'c'.repeat(20)}2"`);
});

test('sealed values, and values that are not but should be, are not shown', () => {
  write('shop/dev/jwt/SealedSecret-jwt.yaml', SEALED.replace('QWJj', 'hunter2'));
  expect(brief()).toEqual([
    'LS812 | dist/shop/dev/jwt/SealedSecret-jwt.yaml:8 | SealedSecret/jwt | spec.encryptedData.key | the committed value differs from the one that the source generates',
  ]);
  write(
    'shop/dev/jwt/SealedSecret-jwt.yaml',
    '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: jwt\nstringData:\n  key: hunter2\n',
  );
  expect(brief().join('\n')).toContain('kind | "Secret" is committed; the source generates "SealedSecret"');
  expect(report()).not.toContain('hunter2');
});

test.each([
  [
    'CR LF',
    DEPLOYMENT.replaceAll('\n', '\r\n'),
    'LS813',
    ':1 | the file has CRLF line endings; the source generates LF',
  ],
  ['a byte order mark', `\uFEFF${DEPLOYMENT}`, 'LS813', ':1 | the file starts with a byte order mark'],
  [
    'no line break at the end',
    DEPLOYMENT.trimEnd(),
    'LS813',
    ':16 | all fields are equal, but the text differs: nothing is committed; the source generates ""',
  ],
  ['nothing', '\n', 'LS815', ' | the file is empty'],
  ['UTF-16', Buffer.from(DEPLOYMENT, 'utf16le').fill(0xff, 0, 1), 'LS814', ' | the file is not UTF-8 text'],
  [
    'too much',
    `${DEPLOYMENT}${'#'.repeat(4 * 1024 * 1024)}`,
    'LS814',
    ` | the file has ${DEPLOYMENT.length + 4 * 1024 * 1024} bytes; the source generates ${DEPLOYMENT.length}`,
  ],
])('%s in place of the text', (_, content, code, message) => {
  write(API, content);
  expect(brief()).toEqual([`${code} | dist/${API}${message}`]);
});

test('what is missing or too much is told once, by file or by the topmost folder', () => {
  rmSync(at('shop/dev'), { recursive: true });
  rmSync(at('shop/prod/api/Service-api.yaml'));
  mkdirSync(at('shop/stage/api'), { recursive: true });
  write('shop/stage/api/a.yaml', '');
  write('shop/stage/api/b.yaml', '');
  write('shop/prod/.DS_Store', '');
  expect(report()).toBe(`dist/shop/dev
  error LS810 [dev]
    the directory with 2 files is missing; the source generates it
    fix: Regenerate it: npx lockstep synth (if it was already generated, check whether .gitignore excludes it from commits)

dist/shop/prod/.DS_Store
  error LS811 [prod]
    the file is unexpected; the source does not generate it
    fix: Remove it. To keep it, add it to the source as a cdk8s construct.

dist/shop/prod/api/Service-api.yaml
  error LS810 [prod]
    the file is missing; the source generates it
    fix: Regenerate it: npx lockstep synth (if it was already generated, check whether .gitignore excludes it from commits)

dist/shop/stage
  error LS811
    the directory with 2 files is unexpected; the source does not generate it
    fix: Remove it. To keep it, add it to the source as a cdk8s construct.

4 errors
`);
});

test('links, folders in place of files, files in place of folders', () => {
  renameSync(at(API), at('elsewhere'));
  symlinkSync('../../../elsewhere', at(API));
  rmSync(at('shop/prod/api/Service-api.yaml'));
  mkdirSync(at('shop/prod/api/Service-api.yaml'));
  rmSync(at('shop/dev/jwt'), { recursive: true });
  write('shop/dev/jwt', '');
  symlinkSync('.', at('loop'));
  expect(brief()).toEqual([
    'LS811 | dist/elsewhere | the file is unexpected; the source does not generate it',
    'LS816 | dist/loop | this is a symbolic link',
    'LS816 | dist/shop/dev/jwt | this is a file, not a folder',
    `LS816 | dist/${API} | this is a symbolic link, not a file`,
    'LS816 | dist/shop/prod/api/Service-api.yaml | this is a directory, not a file',
  ]);
});

test('no output at all is one finding', () => {
  const none = 'LS817 | dist | the directory is empty or does not exist; the source generates 4 files';
  rmSync(at('shop'), { recursive: true });
  expect(brief()).toEqual([none]);
  rmSync(folder, { recursive: true });
  expect(brief()).toEqual([none]);
  writeFileSync(folder, '');
  expect(brief()).toEqual(['LS816 | dist | this is a file, not a folder']);
});

test('whatever is done to a file is a finding about that file, and never a crash', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      '\n',
      '\t',
      ': ',
      '- ',
      '*a',
      '&a ',
      '!!set ',
      '!x ',
      '? ',
      '[',
      '{a: 1}',
      '"',
      "'",
      '|\n',
      '<<: ',
      '---\n',
      '#',
      '\0',
      '\r',
      '\uFEFF',
      '%YAML 1.1\n',
    ),
    fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(fc.nat(DEPLOYMENT.length), fc.nat(40), piece, (start, length, inserted) => {
      const original = Buffer.from(DEPLOYMENT);
      const changed = Buffer.concat([
        original.subarray(0, start),
        Buffer.from(inserted as string),
        original.subarray(start + length),
      ]);
      fc.pre(!changed.equals(original));
      write(API, changed);
      const found = outputFindings({ folder, shown: 'dist' }, { folder, files: FILES }, PLATFORMS);
      expect(found.length).toBeGreaterThan(0);
      for (const { code, file, environments } of found)
        expect([code, file, environments]).toEqual([
          expect.stringMatching(/^LS81[2-5]$/),
          expect.stringMatching(/^dist\/shop\/prod\/api\/Deployment-api\.yaml(?::\d+)?$/),
          ['prod'],
        ]);
    }),
    { numRuns: 300 },
  );
});
