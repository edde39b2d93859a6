import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Finding } from '../model/finding';
import { parseImageLock, readImageLock } from './images';

const D1 = `sha256:${'1'.repeat(64)}`;
const D2 = `sha256:${'2'.repeat(64)}`;

const LOCK = `# written by people, \`lockstep promote\` and pipelines
shop:
  api:
    repository: ghcr.io/acme/api
    dev:  { tag: 1.4.2, digest: ${D1}, example: true }
    prod: { tag: 1.10, digest: "${D2}" }
  redis:
    repository: docker.io/bitnami/redis
    all: { tag: 8.2.1, digest: ${D1} }
`;

const say = ({ code, file, message, fix }: Finding): string => `${code} ${file}: ${message} → ${fix}`;

test('reads pins, as they are written', () => {
  const { lock, findings } = parseImageLock(LOCK);
  expect(findings).toEqual([]);
  expect(lock.names('shop')).toEqual(['api', 'redis']);
  expect(lock.find('shop', 'api', 'dev')).toEqual({
    repository: 'ghcr.io/acme/api',
    tag: '1.4.2',
    digest: D1,
    example: true,
  });
  expect(lock.find('shop', 'api', 'prod')).toEqual({
    repository: 'ghcr.io/acme/api',
    tag: '1.10',
    digest: D2,
    example: false,
  });
  expect(lock.find('shop', 'redis', 'any')?.tag).toBe('8.2.1');
  expect(lock.find('shop', 'api', 'staging')).toBeUndefined();
  expect(lock.find('toString', 'constructor', '__proto__')).toBeUndefined();
  expect(lock.names('other')).toEqual([]);
});

describe('files', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'lock-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  test('a missing lock says how to make one, and pins nothing', () => {
    const { lock, findings } = readImageLock(root);
    expect(lock.find('shop', 'api', 'dev')).toBeUndefined();
    expect(findings.map(say)).toEqual([
      'LS501 images.lock.yaml: the file does not exist → Create it next to cdk8s.yaml, with repository, tag and digest as ' +
        'your registry shows them (`all:` means every environment):\n' +
        'shop:\n' +
        '  api:\n' +
        '    repository: ghcr.io/acme/api\n' +
        '    dev: { tag: 1.4.2, digest: sha256:… }\n' +
        '    prod: { tag: 1.4.2, digest: sha256:… }',
    ]);
  });

  test('a folder and other encodings are findings', () => {
    mkdirSync(join(root, 'images.lock.yaml'));
    expect(readImageLock(root).findings.map(say)).toEqual([
      'LS513 images.lock.yaml: cannot read the file: it is a directory → Use a file that this user can read.',
    ]);
    writeFileSync(join(root, 'b.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xff]));
    expect(readImageLock(root, 'b.yaml').findings.map(say)).toEqual([
      'LS513 b.yaml: the file is not UTF-8 text → Save it as UTF-8.',
    ]);
  });

  test('a byte order mark and CRLF are taken', () => {
    writeFileSync(join(root, 'images.lock.yaml'), `\uFEFF${LOCK.replaceAll('\n', '\r\n')}`);
    const { lock, findings } = readImageLock(root);
    expect(findings).toEqual([]);
    expect(lock.find('shop', 'api', 'prod')?.tag).toBe('1.10');
  });
});

test.each([
  [
    'two colons',
    'a: b: c',
    'LS502 images.lock.yaml:1:4: invalid YAML: two colons on one line → Quote the value if the colon is part of it.',
  ],
  ['a tab', 'a:\n\t- b', 'LS502 images.lock.yaml:2:1: invalid YAML: tab used for indentation → Indent with spaces.'],
  [
    'an open quote',
    'shop:\n  a: "x',
    'LS502 images.lock.yaml:2:8: invalid YAML: missing closing quote, bracket, colon or comma → ' +
      'Check this position and the line before it.',
  ],
  [
    'an open list, whose lines would be blamed',
    'shop:\n  auth: [\n  api:\n    repository: x\n    dev: { tag: 1, digest: x }\n',
    'LS502 images.lock.yaml:2:9: invalid YAML: unclosed `[` → ' +
      'Close it with `]`, or quote the value if the bracket is part of it.',
  ],
  [
    'an open mapping',
    'shop:\n  api: {\n    dev: { tag: 1 }\n    prod: 2\n  web: 3\n',
    'LS502 images.lock.yaml:2:8: invalid YAML: unclosed `{` → ' +
      'Close it with `}`, or quote the value if the bracket is part of it.',
  ],
  [
    'a quote that swallows a bracket',
    'a: [ "x ]\n',
    'LS502 images.lock.yaml:2:1: invalid YAML: missing closing quote, bracket, colon or comma → ' +
      'Check this position and the line before it.',
  ],
  [
    'a bracket within a plain value',
    'a: b[c {d: e',
    'LS502 images.lock.yaml:1:4: invalid YAML: two colons on one line → Quote the value if the colon is part of it.',
  ],
  [
    'a reserved character',
    'a: @b',
    'LS502 images.lock.yaml:1:4: invalid YAML: a value cannot start with @ → Quote the value.',
  ],
  [
    'a tag',
    'a: !foo b',
    'LS502 images.lock.yaml:1:4: invalid YAML: an unknown tag (!…) → ' + 'Quote the value if the ! is part of it.',
  ],
  [
    'two documents',
    'a: {}\n---\nb: {}',
    'LS502 images.lock.yaml:2:1: the file contains more than one YAML document → ' +
      'Keep one document: remove everything after the line `---`.',
  ],
  [
    'a list',
    '- a',
    'LS509 images.lock.yaml:1:1: the file is a list, not a mapping → Add `key: value` lines below it, indented by two spaces.',
  ],
])('broken YAML: %s', (_, text, expected) => {
  expect(parseImageLock(text).findings.map(say)).toEqual([expected]);
});

/** The lock with one image, whose lines are given. */
const image = (...lines: string[]): string => `shop:\n  api:\n${lines.map((line) => `    ${line}\n`).join('')}`;
const REPOSITORY = 'repository: ghcr.io/acme/api';

test.each([
  [
    'an unknown key of a pin',
    image(REPOSITORY, `dev: { tga: a1, tag: a1, digest: ${D1} }`),
    'LS503 images.lock.yaml:4:12: unknown key of pin "shop.api.dev": "tga" → Did you mean "tag"? Valid: "tag", "digest", "example".',
  ],
  [
    'a misspelt repository',
    image('repositry: ghcr.io/acme/api', `dev: { tag: a1, digest: ${D1} }`),
    'LS503 images.lock.yaml:3:5: unknown key "repositry" of image "shop.api" → Did you mean "repository"? Valid: "repository".',
  ],
  [
    'a tag beside the environments',
    image(REPOSITORY, 'tag: a1', `dev: { tag: a1, digest: ${D1} }`),
    'LS503 images.lock.yaml:4:5: unknown key "tag" of image "shop.api" → Move it under the environment that it applies to, or under "all".',
  ],
  [
    'no tag',
    image(REPOSITORY, `dev: { digest: ${D1} }`),
    'LS504 images.lock.yaml:4:5: pin "shop.api.dev" has no tag → Add the tag under which the digest was published, such as `tag: 1.4.2`: ' +
      'it shows readers which version runs.',
  ],
  [
    'no digest',
    image(REPOSITORY, 'dev: { tag: a1 }'),
    'LS504 images.lock.yaml:4:5: pin "shop.api.dev" has no digest → Add `digest: sha256:…` as the registry shows it: ' +
      'a tag can be moved to a different image.',
  ],
  [
    'no repository',
    image(`dev: { tag: a1, digest: ${D1} }`),
    'LS504 images.lock.yaml:2:3: image "shop.api" has no repository → Add a line such as `repository: ghcr.io/acme/api`.',
  ],
  [
    'no pin',
    image(REPOSITORY),
    'LS504 images.lock.yaml:2:3: image "shop.api" has no pin for any environment → Add a line per environment: ' +
      '`dev: { tag: …, digest: "sha256:…" }`, or one for `all`.',
  ],
  [
    'no image',
    'shop:\n',
    'LS509 images.lock.yaml:1:1: platform "shop" is empty, not a mapping → Add `key: value` lines below it, indented by two spaces.',
  ],
  [
    'all and an environment',
    image(REPOSITORY, `dev: { tag: a1, digest: ${D1} }`, `all: { tag: a1, digest: ${D1} }`),
    'LS508 images.lock.yaml:5:5: image "shop.api" is pinned both for all environments and for dev → Keep "all" if every environment runs the same image; ' +
      'otherwise, keep one pin per environment.',
  ],
  [
    'an environment twice',
    image(REPOSITORY, `dev: { tag: a1, digest: ${D1} }`, `dev: { tag: a2, digest: ${D2} }`),
    'LS510 images.lock.yaml:5:5: duplicate "dev" in image "shop.api" → Remove one of the two: YAML parsers disagree about which one applies.',
  ],
  [
    'a bare tag',
    image(REPOSITORY, 'dev: a1'),
    'LS509 images.lock.yaml:4:10: pin "shop.api.dev" is the string a1, not a mapping → Add `key: value` lines below it, indented by two spaces.',
  ],
  [
    'a boolean tag',
    image(REPOSITORY, `dev: { tag: true, digest: ${D1} }`),
    'LS509 images.lock.yaml:4:17: "tag" of pin "shop.api.dev" is the boolean true, not a string → Quote it: "true".',
  ],
  [
    'a list for a digest',
    image(REPOSITORY, `dev: { tag: a1, digest: [${D1}] }`),
    'LS509 images.lock.yaml:4:29: "digest" of pin "shop.api.dev" is a list, not a string → Set one value after the colon.',
  ],
  [
    'example as text',
    image(REPOSITORY, `dev: { tag: a1, digest: ${D1}, example: yes }`),
    'LS509 images.lock.yaml:4:111: "example" of pin "shop.api.dev" is the string yes, not true or false → Set `example: true` for a made-up digest; ' +
      'otherwise, remove it.',
  ],
  [
    'a malformed tag',
    image(REPOSITORY, `dev: { tag: feature/x, digest: ${D1} }`),
    'LS512 images.lock.yaml:4:17: invalid tag "feature/x" of pin "shop.api.dev" → Use at most 128 letters, digits, ".", "_" and "-", ' +
      'starting with a letter, a digit or "_".',
  ],
])('%s', (_, text, expected) => {
  expect(parseImageLock(text).findings.map(say)).toEqual([expected]);
});

test.each(['latest', 'main', 'master', 'Staging', 'production', 'stable', 'dev', 'eu-1'])(
  'tag %s names a moving target',
  (tag) => {
    expect(parseImageLock(image(REPOSITORY, `eu-1: { tag: ${tag}, digest: ${D1} }`)).findings.map(say)).toEqual([
      `LS507 images.lock.yaml:4:18: mutable tag "${tag}" of pin "shop.api.eu-1" → Use the tag of a single build, such as "1.4.2" or the commit, ` +
        'so that readers know which version runs.',
    ]);
  },
);

test.each(['1.4.2', 'main-4f2c9d1', '20260101', 'v2', '8'])('tag %s names one build', (tag) => {
  expect(parseImageLock(image(REPOSITORY, `dev: { tag: ${tag}, digest: ${D1} }`)).findings).toEqual([]);
});

test.each([
  ['1'.repeat(64), 'does not start with "sha256:"'],
  [`sha256:${'1'.repeat(63)}`, 'has 63 digits, not 64'],
  [`sha256:${'A'.repeat(64)}`, 'has uppercase letters'],
  [`sha256:${'1'.repeat(63)}g`, 'has "g" among its digits'],
  [`sha512:${'1'.repeat(64)}`, 'does not start with "sha256:"'],
])('digest %s is malformed', (digest, fault) => {
  expect(parseImageLock(image(REPOSITORY, `dev: { tag: a1, digest: "${digest}" }`)).findings.map(say)).toEqual([
    `LS505 images.lock.yaml:4:29: digest "${digest}" of pin "shop.api.dev" ${fault} → Use "sha256:" followed by 64 hexadecimal digits (0-9, a-f), as the registry shows it.`,
  ]);
});

test.each([
  ['ghcr.io/acme/api:1.4', 'contains a tag', 'Use "ghcr.io/acme/api" here, and set the tag under each environment.'],
  [
    `ghcr.io/acme/api@${D1}`,
    'contains a digest',
    'Use "ghcr.io/acme/api" here, and set the digest under each environment.',
  ],
  ['ghcr.io/Acme/api', 'has uppercase letters', 'Use "ghcr.io/acme/api".'],
  ['https://ghcr.io/acme/api', 'starts with "https://"', 'Use "ghcr.io/acme/api".'],
  ['redis', 'has no registry', 'Start with the registry host, such as "docker.io/library/redis".'],
  ['bitnami/redis', 'has no registry', 'Start with the registry host, such as "docker.io/bitnami/redis".'],
  [
    'ghcr.io/acme//api',
    'is not a valid image name',
    'Use lowercase letters and digits, joined by ".", "_", "-" and "/", as in "ghcr.io/acme/api".',
  ],
])('repository %s is malformed', (repository, fault, fix) => {
  expect(
    parseImageLock(image(`repository: "${repository}"`, `dev: { tag: a1, digest: ${D1} }`)).findings.map(say),
  ).toEqual([`LS506 images.lock.yaml:3:17: repository "${repository}" of image "shop.api" ${fault} → ${fix}`]);
});

test.each(['localhost:5000/api', 'registry.example:5000/a/b_c/d-e', 'docker.io/library/redis'])(
  'repository %s is taken',
  (repository) => {
    expect(parseImageLock(image(`repository: ${repository}`, `dev: { tag: a1, digest: ${D1} }`)).findings).toEqual([]);
  },
);

test('aliases are refused, not expanded', () => {
  const bomb = [
    'a0: &a0 { x: y }',
    ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} { x: *a${i}, y: *a${i} }`),
  ].join('\n');
  const { findings } = parseImageLock(bomb);
  expect(findings.filter(({ code }) => code === 'LS511')).toHaveLength(60);
  expect(say(findings.find(({ code }) => code === 'LS511')!)).toBe(
    'LS511 images.lock.yaml:2:14: "*a0" is an alias → Repeat the value: a change of the anchor would silently change other fields.',
  );
});

test('nesting without end is a finding', () => {
  const { findings } = parseImageLock(`a: ${'['.repeat(100_000)}`);
  expect(findings.map(({ code, message }) => [code, message])).toEqual([
    ['LS502', 'invalid YAML: it is nested too deeply to parse'],
  ]);
});

test('every fault of a file is reported at once', () => {
  const { findings } = parseImageLock(image('repository: Redis', 'dev: { tag: latest }', 'prod: 5'));
  expect(findings.map(({ code }) => code)).toEqual(['LS506', 'LS507', 'LS504', 'LS509']);
});

test('any text gives findings or pins, never an exception', () => {
  const piece = fc.constantFrom(
    'shop',
    ':',
    ' ',
    '\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '&a',
    '*a',
    '- ',
    '? ',
    'dev',
    'tag',
    '|',
    '>',
    '#',
    '!',
    '%',
    '\t',
    'é',
    '😀',
    ', ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(() => parseImageLock(pieces.join(''))).not.toThrow();
    }),
    { numRuns: 500 },
  );
});
