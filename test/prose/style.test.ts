import { commentsOf, messagesOf } from './literals';
import { objections, proseLines } from './style';

describe('wording that is refused', () => {
  test.each([
    ['the operator is told of it', 'told'],
    ['mend the program there', 'mend'],
    ['name what is gravest', 'gravest'],
    ['whoever reads the repository', 'whoever'],
    ['put it beside the manifests', 'beside'],
    ['until somebody creates the object', 'somebody'],
    ['the certificate has run out', 'has run out'],
    ['a value that lies in git', 'lies'],
    ['a word that stands for a value', 'stands for'],
    ['refused for want of a token', 'for want of'],
    ['a pod that nobody answers for', 'answers for'],
    ['held against what the source yields', 'what the source yields'],
    ['"x" is no name of a variable', 'is no n'],
    ['above 90 %, it blocks', '0 %'],
    ['a leak kills its neighbours', 'neighbour'],
  ])('%s', (text, found) => {
    for (const place of ['page', 'message', 'comment'] as const)
      expect(objections(text, place)).toEqual([expect.stringContaining(`“${found}”`)]);
  });

  test.each(['Give an integer.', 'Write it like "30s".', 'Leave it out.', 'A path is to be absolute.'])(
    '%s, in a message',
    (text) => {
      expect(objections(text, 'message')).toHaveLength(1);
      expect(objections(text, 'comment')).toEqual([]);
    },
  );
});

test.each([
  'There is no certificate for the host.',
  'The field is no longer served.',
  'At 90% of the limit, it blocks.',
  'Besides the container, the sidecar needs it.',
  'Use `beside` for code.',
  'if [ "$now" != "$told" ]; then told="$now"; fi',
])('%s is accepted', (text) => {
  for (const place of ['page', 'message', 'comment'] as const) expect(objections(text, place)).toEqual([]);
});

test('examples in a page are code, and lines keep their numbers', () => {
  expect(proseLines('a\n```yaml\nbeside: 1\n```\nb')).toEqual(['a', '', '', '', 'b']);
});

const SOURCE = `import { a } from 'some module';
// A comment on what
// follows.
/** A block
 * of two lines. */
const b = \`value \${a} lies in \${a}\`;
const c = ['one', 'two words'];
`;

test('messages are the literals of several words, with their templates', () => {
  expect(messagesOf('x.ts', SOURCE)).toEqual([
    { line: 1, text: 'some module' },
    { line: 6, text: 'value … lies in …' },
    { line: 7, text: 'two words' },
  ]);
});

test('comments come as sentences', () => {
  expect(commentsOf('x.ts', SOURCE)).toEqual([
    { line: 2, text: 'A comment on what follows.' },
    { line: 4, text: 'A block of two lines.' },
  ]);
});
