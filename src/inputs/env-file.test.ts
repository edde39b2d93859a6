import * as fc from 'fast-check';
import { parseEnvFile } from './env-file';

const values = (text: string): unknown => Object.fromEntries(parseEnvFile(text, '.env').values);

test('reads what docker compose reads', () => {
  expect(
    values(
      [
        '# comment',
        '',
        'A=plain value # comment',
        'export B=exported',
        "C='single # \\n $x'",
        'D="line\\nnext \\"quoted\\" \\$x"',
        'E=',
        'F=a#b',
        '  G = spaced  ',
        'H="two',
        'lines"',
        'I.dotted-key=1',
      ].join('\r\n'),
    ),
  ).toEqual({
    A: 'plain value',
    B: 'exported',
    C: 'single # \\n $x',
    D: 'line\nnext "quoted" $x',
    E: '',
    F: 'a#b',
    G: 'spaced',
    H: 'two\nlines',
    'I.dotted-key': '1',
  });
});

test('faults name the line, never the value', () => {
  const { findings } = parseEnvFile('A="two\nlines"\nhunter2\nA=hunter2\nB="hunter2" hunter3\nC="hunter2', 'dev.env');
  expect(findings.map(({ code, file, message, fix }) => `${code} ${file}: ${message} → ${fix}`)).toEqual([
    'LS910 dev.env:3: the line is not an assignment → Use KEY=value, or start a comment with #.',
    'LS910 dev.env:4: duplicate "A" → Remove one of the two.',
    'LS910 dev.env:5: the quote of "B" is not closed, or followed by text → Close it, and move the following text to its own line.',
    'LS910 dev.env:6: the quote of "C" is not closed, or followed by text → Close it, and move the following text to its own line.',
  ]);
});

test('any value survives in single quotes, unless it holds one', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/['\r]/.test(text)),
      (value) => {
        expect(parseEnvFile(`KEY='${value}'\nNEXT=1`, '.env').values).toEqual(
          new Map([
            ['KEY', value],
            ['NEXT', '1'],
          ]),
        );
      },
    ),
  );
});
