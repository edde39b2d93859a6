import fc from 'fast-check';
import { parseDocument } from 'yaml';
import type { Json } from '../model/json';
import { ListTemplate, MapTemplate, Optional, Slot, type Template } from '../model/template';
import { unrepresentable } from './scalars';
import { fill, renderJson, renderTemplate } from './yaml';

const NASTY = [
  '',
  ' ',
  '  ',
  ' a',
  'a ',
  '\t',
  'a\tb',
  '\ta',
  '\n',
  '\n\n',
  'a\n',
  'a\n\n',
  '\na',
  'a\n\nb',
  ' a\nb',
  '  a\n b\n',
  '\ta\nb',
  'a\n\tb\n',
  'a \nb',
  'a\n   \nb',
  'a\n ',
  'a\r\nb',
  '\r',
  '# c\nd',
  '---\na',
  '...\na\n',
  '- a\n- b\n',
  'a: b\nc: d\n',
  '|\n',
  '%YAML 1.1\na',
  'é\nü\n',
  '\n a',
  '\n\n\ta\n',
  'y',
  'Y',
  'n',
  'N',
  'yes',
  'No',
  'on',
  'ON',
  'off',
  'true',
  'True',
  'FALSE',
  'null',
  'Null',
  '~',
  'nan',
  '.nan',
  '.NaN',
  '.inf',
  '-.inf',
  '+.INF',
  'Infinity',
  '0',
  '-0',
  '1',
  '+1',
  '-1',
  '1e3',
  '1E3',
  '1e+3',
  '1.5e3',
  '1e-3',
  '0o7',
  '07',
  '010',
  '08',
  '0x1F',
  '0X1f',
  '0b1',
  '-0b1',
  '+0x1',
  '12:30',
  '1:2:3',
  '190:20:30.15',
  '-12:30',
  '1_000',
  '0x_1',
  '1,000',
  '685.230_15e+03',
  '.5',
  '5.',
  '-.5',
  '.',
  '..',
  '._',
  '1.2.3',
  '10.0.0.1',
  '1__0',
  '0.',
  '2024-01-01',
  '2001-12-14t21:59:43.10-05:00',
  '2001-12-14 21:59:43.10 -5',
  '2001-12-15 2:59:43.10',
  '0x1p-2',
  '18',
  '10Gi',
  '500m',
  '30s',
  '1e3Gi',
  '12e03',
  '1234e5',
  'e2',
  'E0',
  'e-3',
  'e+123456',
  '-e2',
  '-E+3',
  'e2e',
  '-e2e',
  '-',
  '- a',
  '-a',
  '--a',
  '--port=3000',
  '---',
  '--- a',
  '...',
  '... a',
  '=',
  '<<',
  '<',
  '?',
  '? a',
  ':',
  ': a',
  'a:',
  'a: b',
  'a:b',
  'key: value',
  'a :b',
  '#',
  '# comment',
  'a # b',
  'a#b',
  '[',
  ']',
  '{',
  '}',
  '[]',
  '{}',
  '[a]',
  ',',
  'a, b',
  '*',
  '*a',
  '*/5 * * * *',
  '0 3 * * *',
  '&',
  '&a',
  '!',
  '!a',
  '!!str a',
  '|',
  '|-',
  '>',
  '>-',
  '%',
  '%YAML',
  '@',
  '@daily',
  '`',
  '`a`',
  '"',
  '"a"',
  "'",
  "'a'",
  "it's",
  'a "b"',
  '\\',
  '\\n',
  'a\\b',
  '$(DB_PASSWORD)',
  '${A}',
  'sha256:abc',
  'https://a.example/?b=c&d=e#f',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\u007f',
  '\u0080',
  '\u0085',
  'a\u0085b',
  '\u009f',
  '\u00a0',
  'a\u00a0',
  '\u00ad',
  '\u200b',
  'a\u200db',
  '\u2028',
  'a\u2028b\n',
  '\u2029',
  '\u202e',
  '\u3000',
  '\ufeff',
  'a\ufeffb',
  '\ufeff\na',
  '\ufffd',
  '\ufffe',
  '\uffff',
  'é',
  '中文',
  '😀',
  '😀\n👩‍👧\n',
  '\u{e0041}',
  '\u{10ffff}',
  '\u{1fffe}',
  'x'.repeat(5000),
  'word '.repeat(1000),
  `${'line '.repeat(500)}\nb`,
  '__proto__',
  'constructor',
  'apiVersion',
  'kind',
  'metadata',
];

const INDICATORS = 'ab \n\t:#-?|>"\'\\[]{},&*!%@`0129._+eExobtTzZ~=<\u0085\u2028\ufeffé';
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...INDICATORS), { maxLength: 10 }).map((characters) => characters.join('')),
  },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 3 }).map((parts) => parts.join('\n')) },
);
const longKeys = ['k'.repeat(999), 'k'.repeat(1025), '"'.repeat(700), 'é'.repeat(600), '\u2028'.repeat(300)];
const key = fc.oneof(text, fc.constantFrom('a', 'b', 'name', ...longKeys));
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.constantFrom(0, 1e21, -1e21, 1e-7, 1.5e300, 5e-324, 2 ** 53, 0.1, 1.1, 123456789012345680000, 1e100),
);
const { json } = fc.letrec<{ json: Json; list: Json[]; map: { [key: string]: Json } }>((tie) => ({
  json: fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, number, fc.boolean(), tie('list'), tie('map')),
  list: fc.array(tie('json'), { maxLength: 4 }),
  map: fc.array(fc.tuple(key, tie('json')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
}));

/** Maps as `Map`, so that keys keep their type; any warning fails. */
function read(yaml: string, version: '1.1' | '1.2', merge = false): unknown {
  const document = parseDocument(yaml, { version, strict: true, uniqueKeys: true, merge });
  for (const problem of [...document.errors, ...document.warnings]) throw problem;
  return document.toJS({ mapAsMap: true, maxAliasCount: 0 });
}

function expectRead(yaml: string, expected: unknown): void {
  const found = [read(yaml, '1.1'), read(yaml, '1.2'), read(yaml, '1.2', true)];
  expect(found).toEqual([expected, expected, expected]);
}

function asMaps(value: Json): unknown {
  if (Array.isArray(value)) return value.map(asMaps);
  if (typeof value === 'object') return new Map(Object.entries(value).map(([k, v]) => [k, asMaps(v)]));
  return value === 0 ? 0 : value;
}

describe('plain data', () => {
  test.each(NASTY)('%j reads back as itself: alone, as value, element, key', (nasty) => {
    const value = {
      [nasty]: nasty,
      list: [nasty, [nasty, nasty], { [nasty]: nasty }],
      z: { [nasty]: { [nasty]: nasty } },
    };
    expectRead(renderJson(nasty), nasty);
    expectRead(renderJson(value), asMaps(value));
  });

  test('any data reads back as itself under YAML 1.1 and 1.2, with and without merge keys', () => {
    fc.assert(
      fc.property(json, (value) => expectRead(renderJson(value), asMaps(value))),
      { numRuns: 300 },
    );
  });

  test('any text reads back as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expectRead(renderJson([value, { [value]: value }]), [value, new Map([[value, value]])]);
      }),
    );
  });

  test('any number reads back as itself', () => {
    fc.assert(fc.property(number, (value) => expectRead(renderJson([value]), [value === 0 ? 0 : value])));
  });

  test('the order in which keys were given does not matter, unless asked for', () => {
    expect(renderJson({ z: 1, metadata: { name: 'a', annotations: {} }, kind: 'K', a: 2, apiVersion: 'v1' })).toBe(
      'apiVersion: v1\nkind: K\nmetadata:\n  annotations: {}\n  name: a\na: 2\nz: 1\n',
    );
    expect(renderJson({ b: { d: 1, c: 2 }, a: 3 }, 'given')).toBe('b:\n  d: 1\n  c: 2\na: 3\n');
  });

  test.each([NaN, Infinity, -Infinity])('%p is a bug of the caller', (value) => {
    expect(() => renderJson({ a: value })).toThrow(`BUG: ${value} reached the emitter`);
  });

  test.each([null, undefined])('%p is a bug of the caller', (value) => {
    expect(() => renderJson({ a: value } as unknown as Json)).toThrow(`BUG: ${value} reached the emitter`);
  });

  test('half a surrogate pair is named with its place, and never emitted', () => {
    expect(unrepresentable('ab\ud83d')).toBe(
      'half of a surrogate pair (U+D83D) at position 2, which UTF-8 cannot represent',
    );
    expect(unrepresentable('ab😀')).toBeUndefined();
    for (const lone of ['\ud83d', 'a\ude00 b', 'a\nb\ud83d', 'é\ud83dé']) {
      expect(() => renderJson({ a: lone })).toThrow('BUG:');
      expect(() => renderJson({ [lone]: 1 })).toThrow('BUG:');
    }
  });
});

test('what people read', () => {
  const manifest: Json = {
    spec: {
      replicas: 3,
      template: {
        spec: {
          containers: [
            {
              name: 'api',
              args: ['--port=3000', '-v', 'serve', '10s', '3', 'on', '*.example', 'a: b', ''],
              env: [
                { name: 'PORT', value: '3000' },
                { name: 'URL', value: 'postgres://api:$(DB_PASSWORD)@db:5432/api?sslmode=require' },
              ],
              image: 'ghcr.io/shop/api:1.2.3@sha256:0123',
              resources: { limits: { memory: '512Mi', cpu: '1' }, requests: { cpu: '250m', memory: '0.5Gi' } },
              securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
            },
          ],
          volumes: [
            { emptyDir: {}, name: 'tmp' },
            { name: 'none', items: [] },
          ],
          matrix: [[1, 2], [[]], [{ a: 1 }, {}]],
        },
      },
    },
    kind: 'Deployment',
    metadata: { labels: { 'app.kubernetes.io/name': 'api', on: 'y' }, name: 'api' },
    apiVersion: 'apps/v1',
    data: {
      'nginx.conf': 'server {\n\tlisten 8080;\n\n  # end\n}\n',
      indented: '  a\nb',
      tabbed: '\ta\nb\n',
      kept: 'a\n\n',
      schedule: '0 3 * * *',
      trailing: 'a \nb',
    },
  };
  expect(`\n${renderJson(manifest)}`).toBe(`
apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app.kubernetes.io/name: api
    "on": "y"
  name: api
data:
  indented: |2-
      a
    b
  kept: |+
    a

  nginx.conf: |
    server {
    	listen 8080;

      # end
    }
  schedule: 0 3 * * *
  tabbed: |2
    	a
    b
  trailing: "a \\nb"
spec:
  replicas: 3
  template:
    spec:
      containers:
      - args:
        - --port=3000
        - -v
        - serve
        - 10s
        - "3"
        - "on"
        - "*.example"
        - "a: b"
        - ""
        env:
        - name: PORT
          value: "3000"
        - name: URL
          value: postgres://api:$(DB_PASSWORD)@db:5432/api?sslmode=require
        image: ghcr.io/shop/api:1.2.3@sha256:0123
        name: api
        resources:
          limits:
            cpu: "1"
            memory: 512Mi
          requests:
            cpu: 250m
            memory: 0.5Gi
        securityContext:
          capabilities:
            drop:
            - ALL
          readOnlyRootFilesystem: true
      matrix:
      - - 1
        - 2
      - - []
      - - a: 1
        - {}
      volumes:
      - emptyDir: {}
        name: tmp
      - items: []
        name: none
`);
});

describe('templates', () => {
  const ENVIRONMENTS = 3;
  const forEach = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.array(arbitrary, { minLength: ENVIRONMENTS, maxLength: ENVIRONMENTS });
  const { template } = fc.letrec<Record<'template' | 'item', Template>>((tie) => {
    const node = tie('template') as fc.Arbitrary<Exclude<Template, Optional>>;
    return {
      template: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        json,
        forEach(json).map((values) => new Slot(values)),
        fc
          .uniqueArray(fc.tuple(key, tie('item')), { maxLength: 4, selector: ([k]) => k })
          .map((all) => new MapTemplate(all)),
        fc.array(tie('item'), { maxLength: 4 }).map((elements) => new ListTemplate(elements)),
      ),
      item: fc.oneof(
        node,
        fc
          .tuple(forEach(fc.boolean()), node)
          .map(([present, inner]) => new Optional(present, withoutAbsent(inner, present))),
      ),
    };
  });

  /** Slots right below an optional have no value where it is absent. */
  function withoutAbsent(node: Exclude<Template, Optional>, present: readonly boolean[]): Exclude<Template, Optional> {
    if (!(node instanceof Slot)) return node;
    return new Slot(node.values.map((value, environment) => (present[environment] ? value : undefined)));
  }

  function naive(node: Template, environment: number): unknown {
    const isPresent = (item: Template) => !(item instanceof Optional) || item.present[environment];
    if (node instanceof Slot) return asMaps(node.values[environment]!);
    if (node instanceof Optional) return naive(node.node, environment);
    if (node instanceof ListTemplate)
      return node.elements.filter(isPresent).map((element) => naive(element, environment));
    if (node instanceof MapTemplate) {
      return new Map(
        node.entries.filter(([, item]) => isPresent(item)).map(([k, item]) => [k, naive(item, environment)]),
      );
    }
    return asMaps(node);
  }

  function asObjects(value: unknown): Json {
    if (value instanceof Map) return Object.fromEntries([...value].map(([k, v]) => [k, asObjects(v)]));
    return Array.isArray(value) ? value.map(asObjects) : (value as Json);
  }

  test('each environment reads back as the template instantiated for it', () => {
    fc.assert(
      fc.property(template, (value) => {
        const segments = renderTemplate(value, ENVIRONMENTS);
        for (let environment = 0; environment < ENVIRONMENTS; environment++) {
          expectRead(fill(segments, environment), naive(value, environment));
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a template gives the text that its instances would give as plain data', () => {
    fc.assert(
      fc.property(template, (value) => {
        const segments = renderTemplate(value, ENVIRONMENTS);
        for (let environment = 0; environment < ENVIRONMENTS; environment++) {
          expect(fill(segments, environment)).toBe(`---\n${renderJson(asObjects(naive(value, environment)))}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what is the same everywhere is one text', () => {
    expect(renderTemplate({ kind: 'A', spec: { a: [1] } }, 3)).toEqual(['---\nkind: A\nspec:\n  a:\n  - 1\n']);
    const varying = new MapTemplate([
      ['kind', 'A'],
      [
        'spec',
        new MapTemplate([
          ['a', 1],
          ['b', new Slot([1, 2])],
          ['c', 2],
        ]),
      ],
    ]);
    expect(renderTemplate(varying, 2)).toEqual(['---\nkind: A\nspec:\n  a: 1\n  b:', [' 1\n', ' 2\n'], '  c: 2\n']);
  });

  test('a container whose entries are all absent is empty; the first that is present begins it', () => {
    const value = new MapTemplate([
      ['kind', 'A'],
      [
        'list',
        new ListTemplate([
          new MapTemplate([
            ['a', new Optional([true, false, false], 1)],
            ['b', new Optional([true, true, false], new Slot(['x', 'y', undefined]))],
          ]),
          new Optional([false, true, false], new ListTemplate([new Optional([false, true, true], 'p'), 'q'])),
        ]),
      ],
      ['map', new MapTemplate([['c', new Optional([false, false, true], 2)]])],
    ]);
    const segments = renderTemplate(value, 3);
    expect([0, 1, 2].map((environment) => fill(segments, environment))).toEqual([
      '---\nkind: A\nlist:\n- a: 1\n  b: x\nmap: {}\n',
      '---\nkind: A\nlist:\n- b: "y"\n- - p\n  - q\nmap: {}\n',
      '---\nkind: A\nlist:\n- {}\nmap:\n  c: 2\n',
    ]);
  });

  test('a slot without a value where nothing above it is absent is a bug', () => {
    const value = new MapTemplate([['a', new Slot([1, undefined])]]);
    expect(() => renderTemplate(value, 2)).toThrow('BUG: a slot has no value for environment 1');
  });
});
