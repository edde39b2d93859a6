import { readDocuments } from './document';
import { Positions } from './position';
import { readManifests } from './read';

const valueOf = (text: string) => readDocuments(text)[0]?.value;

// what `kubectl label --local -o json` printed of the same
test.each([
  ['double quotes', 'a:\n  b: "one\n  two"\n  c: 1\n', { a: { b: 'one two', c: 1 } }],
  ['single quotes', "a:\n  b: 'it''s\n  two'\n", { a: { b: "it's two" } }],
  ['blank lines', "a:\n  b: 'one\n\n\n  two'\n", { a: { b: 'one\n\ntwo' } }],
  ['an end of line that is escaped', 'a:\n  b: "one\\\n  two"\n', { a: { b: 'onetwo' } }],
  ['spaces before the end of a line', 'a:\n  b: "one  \n  two"\n', { a: { b: 'one two' } }],
  ['several', 'a: "x\ny"\nb: "x\ny"\n', { a: 'x y', b: 'x y' }],
])('lines of quoted text may stand as deep as their key: %s', (_, text, value) => {
  expect(valueOf(text)).toEqual(value);
});

test.each([
  ['a quote that nothing closes', 'a:\n  b: "one\nc: 1\n'],
  ['one that a later text closes by chance', 'a: "one\nb: "two"\n'],
  ['a key', 'a:\n  "k\n l": 1\n'],
])('what nobody reads stays broken: %s', (_, text) => {
  expect(readDocuments(text)[0]).toMatchObject({ value: undefined, faults: [{ code: 'LS852' }] });
});

test('places behind such text are those of the file', () => {
  const text =
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    note: "one\n    two"\ndata:\n  key: x\n';
  const [object] = readManifests('a.yaml', text).objects;
  expect(object?.json).toMatchObject({ metadata: { annotations: { note: 'one two' } }, data: { key: 'x' } });
  expect(new Positions(text).of(object!, ['data', 'key'])).toEqual({ place: '9:3', depth: 2 });
});
