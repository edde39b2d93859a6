import * as fc from 'fast-check';
import { isMap, isScalar, parseDocument, stringify } from 'yaml';
import { parsePlainYaml } from './plain-yaml';

/** What a node says and where it stands, without where a block mapping ends. */
function dump(node: unknown): unknown {
  if (isMap(node))
    return {
      at: node.range?.[0],
      flow: node.flow === true,
      items: node.items.map(({ key, value }) => [dump(key), dump(value)]),
    };
  if (isScalar(node))
    return { value: node.value, source: node.source, type: node.type, range: node.range?.slice(0, 2) };
  return node;
}

function slow(text: string): { errors: number; content: unknown } {
  const document = parseDocument(text, { uniqueKeys: false });
  return { errors: document.errors.length + document.warnings.length, content: dump(document.contents) };
}

const value = fc.constantFrom(
  'v1',
  '1.10',
  '08',
  '1e3',
  '1.',
  '0.5',
  '2024-01-01',
  'sha256:0f',
  'a:b',
  'AgB+/=',
  '"q # x"',
  '"1"',
  '""',
  'true',
  '{ a: 1, b: "x", c: true }',
  '{a: v}',
);
const key = fc.constantFrom('a', 'b.c/d', '"e"', '.f', 'g', 'Key', 'x-y');
const comment = fc.constantFrom('', '', '', ' # c', '  # "{', '   ');

/** Lines of a mapping, indented by two or four below their parent. */
const { lines } = fc.letrec<{ lines: string[]; entry: string[] }>((tie) => ({
  lines: fc.array(tie('entry'), { minLength: 1, maxLength: 4 }).map((entries) => entries.flat()),
  entry: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(key, value, comment).map(([name, text, end]) => [`${name}: ${text}${end}`]),
    fc.constantFrom<string[]>([''], ['# comment'], ['   # indented']),
    fc.constantFrom<string[]>(['l: |', '  one two: x', '  # three', '    four'], ['l: |', '      wide']),
    fc
      .tuple(key, tie('lines'), comment, fc.constantFrom('  ', '    '))
      .map(([name, below, end, indent]) => [`${name}:${end}`, ...below.map((line) => indent + line)]),
  ),
}));
const oddity = fc.constantFrom(
  '-',
  '- ',
  '--- ',
  '|',
  '>',
  '#',
  ' #',
  ':',
  ': ',
  '\n',
  '\n  ',
  ' ',
  '  ',
  '{',
  '}',
  '{}',
  ',',
  "'",
  '"',
  '*a',
  '&a ',
  '[x]',
  '!',
  '?',
  '\t',
  '\r\n',
  'é',
  '~',
  'null',
  '0x1F',
  '%',
  '@',
);

test('what it reads, the yaml package reads alike, without an error', () => {
  let [whole, odd] = [0, 0];
  fc.assert(
    fc.property(
      lines,
      fc.constantFrom('', '---\n'),
      fc.boolean(),
      fc.nat(),
      fc.option(oddity, { nil: '' }),
      (all, head, newline, place, extra) => {
        const text = head + all.join('\n') + (newline ? '\n' : '');
        const at = place % (text.length + 1);
        const fast = parsePlainYaml(text.slice(0, at) + extra + text.slice(at));
        if (fast === undefined) return;
        if (extra === '') whole++;
        else odd++;
        expect({ errors: 0, content: dump(fast) }).toEqual(slow(text.slice(0, at) + extra + text.slice(at)));
      },
    ),
    { numRuns: 3000 },
  );
  expect(whole).toBeGreaterThan(100);
  expect(odd).toBeGreaterThan(100);
});

test('it reads what the yaml package writes of sealed secrets', () => {
  const text = stringify({
    apiVersion: 'bitnami.com/v1alpha1',
    metadata: { annotations: { 'lockstep.dev/provenance': 'a revision=1\nb revision=2\n', x: 'true' } },
    spec: { encryptedData: { '.dockerconfigjson': 'AgB+/==', '8': 'x' } },
  });
  expect(dump(parsePlainYaml(text.replace('"8"', 'eight')))).toEqual(slow(text.replace('"8"', 'eight')).content);
});
