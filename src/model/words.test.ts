import { listed, plural, quoted } from './words';

it('counts things', () => {
  expect([plural(0, 'file'), plural(1, 'file'), plural(2, 'file')]).toEqual(['0 files', '1 file', '2 files']);
});

it('lists words', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});

it('quotes names, up to a limit', () => {
  expect([quoted(['a', 'b']), quoted(['a', 'b', 'c', 'd'], 2)]).toEqual(['`a`, `b`', '`a`, `b` and 2 more']);
});
