/** Every code has an example on its page, or is in the list below; examples show what they are about. */
import { parseAllDocuments } from 'yaml';
import { severityOf } from '../../src/emit/report';
import { CODES, type Code } from '../../src/model/codes';
import { findingsOfProgram, type ProgramExample } from './program';
import { PROGRAMS } from './programs';
import { exampleOf } from './shown';

const ALL = Object.keys(CODES) as Code[];

describe.each(Object.entries(PROGRAMS) as [Code, ProgramExample][])('%s', (code, { bad, good, tags, missing }) => {
  /** Errors, and what the code itself says: other warnings are advice that the example is not about. */
  const codes = (...program: Parameters<typeof findingsOfProgram>) => [
    ...new Set(
      findingsOfProgram(...program)
        .filter((finding) => severityOf(finding) === 'error' || finding.code === code)
        .map((finding) => finding.code),
    ),
  ];

  it('is reported about the bad example, and nothing else is', () => {
    expect(codes(bad, tags?.bad, missing)).toEqual([code]);
  });

  it('is not reported about the good one, nor is anything else', () => {
    expect(codes(good, tags?.good)).toEqual([]);
  });
});

const EXAMPLES = ALL.flatMap((code) => {
  const example = exampleOf(code);
  return example === undefined ? [] : [[code, example] as const];
});

it.each(EXAMPLES)('%s: the page shows the difference, as YAML in blocks', (_, { language, bad, good }) => {
  expect(bad).not.toBe(good);
  if (language !== 'yaml') return;
  for (const text of [bad, good]) {
    expect(text).not.toMatch(/[[{][^"'\n]*: /);
    for (const document of parseAllDocuments(text)) expect(document.errors).toEqual([]);
  }
});

/** To be made shorter, never longer. */
const WITHOUT_EXAMPLE = `
LS104
LS211 LS212
LS301 LS302 LS303 LS304 LS305 LS306 LS307 LS308 LS309
LS310 LS312 LS313 LS314 LS315 LS316
LS501 LS502 LS503 LS504 LS505 LS506 LS507 LS508 LS509
LS510 LS511 LS512 LS513 LS514
LS520 LS521 LS522 LS523 LS524 LS525 LS526 LS528 LS529
LS530 LS531 LS532 LS533
LS563 LS564 LS565 LS566 LS569
LS582 LS583 LS585
LS624 LS626
LS720 LS721 LS722 LS723
LS801 LS802 LS803
LS810 LS811 LS812 LS813 LS814 LS815 LS816 LS817
LS820 LS821 LS822 LS823 LS824 LS825
LS830 LS831 LS832 LS833 LS834 LS835 LS836 LS837 LS838 LS839
LS840 LS841 LS842 LS843 LS844 LS845 LS846 LS847 LS848
LS850 LS851 LS852 LS853 LS854 LS855 LS856 LS857 LS858 LS859
LS860 LS867 LS868 LS869
LS901 LS902 LS903 LS904 LS905 LS906 LS907 LS908 LS909
LS910 LS911 LS912 LS913 LS914
LS929
`;

it('every other code has an example', () => {
  const having = new Set(EXAMPLES.map(([code]) => code));
  expect(ALL.filter((code) => !having.has(code)).sort()).toEqual(WITHOUT_EXAMPLE.match(/LS\d+/g));
});
