import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readBlock } from './block';
import { readDocuments } from './document';
import { chunksOf } from './text';

const slow = (text: string) => readDocuments(text)[0]?.value;

const word = fc.constantFrom(
  'a',
  'name',
  'y',
  'on',
  'null',
  '~',
  '100m',
  '128Mi',
  '1.2.3',
  '0644',
  '1e3',
  '0x10',
  '1_000',
  '12:30',
  'http://a:80/b',
  'a: b',
  'a #b',
  '- a',
  'true',
  '"q"',
  "it's",
  '',
  ' x',
  'x ',
  'a\nb\n',
  'a\n\nb',
  '*a',
  '&b',
  '!c',
  '[x',
  '{y',
  '%z',
  '@w',
  '?',
  '-',
  '<<',
  'x:',
  '__proto__',
  'constructor',
  '.5',
  '-1',
  '+2',
  '=',
  'NaN',
  'é',
);
const scalars = fc.oneof(
  word,
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalars,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(word, fc.string()), tie('tree'), { maxKeys: 5 }),
  ),
}));

test('whatever it reads, it reads as the package does', () => {
  fc.assert(
    fc.property(
      fc.dictionary(word, tree, { maxKeys: 5 }),
      fc.constantFrom(
        {},
        { indentSeq: false },
        { lineWidth: 0 },
        { collectionStyle: 'flow' as const },
        { defaultStringType: 'PLAIN' as const },
      ),
      (value, options) => {
        const text = stringify(value, { version: '1.1', ...options });
        const fast = readBlock(text);
        if (fast !== undefined) expect(fast).toEqual(slow(text));
      },
    ),
    { numRuns: 2000 },
  );
});

test('lines that were cut, moved in or repeated read the same, or not at all', () => {
  const text = readFileSync(join(__dirname, 'fixtures', 'manifest.yaml'), 'utf8').split('\n');
  const change = fc.tuple(
    fc.nat(text.length - 1),
    fc.constantFrom('', ' ', '  ', '- ', '# ', '---', 'x: ', '"', '| '),
    fc.nat(3),
    fc.boolean(),
  );
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const lines = [...text];
      for (const [at, put, cut, twice] of changes)
        lines.splice(at, 1, put + (lines[at] ?? '').slice(cut), ...(twice ? [lines[at] ?? ''] : []));
      const written = lines.join('\n');
      const [chunk, ...more] = chunksOf(written);
      const fast = chunk === undefined || more.length > 0 ? undefined : readBlock(chunk.text);
      if (fast === undefined) return;
      const [one] = readDocuments(chunk!.text);
      expect([one?.faults, fast]).toEqual([[], one?.value]);
    }),
    { numRuns: 3000 },
  );
});

test('what people write is read so, for the most part', () => {
  const folder = join(__dirname, '..', '..', '..', 'systems', 'transparenta', 'as-found', 'dev');
  const chunks = readdirSync(folder).flatMap((name) => chunksOf(readFileSync(join(folder, name), 'utf8')));
  const read = chunks.filter(({ text }) => {
    const fast = readBlock(text);
    if (fast !== undefined) expect(fast).toEqual(slow(text));
    return fast !== undefined;
  });
  expect(read.length).toBeGreaterThan(chunks.length / 2);
});
