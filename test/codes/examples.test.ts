/** Every code has an example on its page, or is in the list below; examples show what they are about. */
import { parseAllDocuments } from 'yaml';
import { severityOf } from '../../src/emit/report';
import { CODES, type Code } from '../../src/model/codes';
import type { Finding } from '../../src/model/finding';
import { FILES } from './files';
import { findingsOfFiles, type FilesExample } from './files-example';
import { MANIFESTS, type ManifestExample } from './manifest-examples';
import { findingsOfProgram, type ProgramExample } from './program-example';
import { PROGRAMS } from './programs';
import { exampleOf, findingsOfManifests } from './shown';

const ALL = Object.keys(CODES) as Code[];

/** Of errors, and of what the code itself says: other warnings are advice that the example is not about. */
function errorsOr(code: Code, findings: readonly Finding[]): readonly Code[] {
  return [
    ...new Set(
      findings.filter((finding) => severityOf(finding) === 'error' || finding.code === code).map((one) => one.code),
    ),
  ];
}

describe.each(Object.entries(PROGRAMS) as [Code, ProgramExample][])('%s', (code, { bad, good, tags, missing }) => {
  it('is reported about the bad program, and nothing else is', () => {
    expect(errorsOr(code, findingsOfProgram(bad, tags?.bad, missing))).toEqual([code]);
  });

  it('is not reported about the good one, nor is anything else', () => {
    expect(errorsOr(code, findingsOfProgram(good, tags?.good))).toEqual([]);
  });
});

test.each(Object.entries(MANIFESTS) as [Code, ManifestExample][])('%s of manifests', (code, { bad, good }) => {
  expect(errorsOr(code, findingsOfManifests(bad))).toEqual([code]);
  expect(errorsOr(code, findingsOfManifests(good))).toEqual([]);
});

test.each(Object.entries(FILES) as [Code, FilesExample][])('%s of files', (code, { read, bad, good }) => {
  // an audit has much to say about manifests as short as these
  const codes = (findings: readonly Finding[]) =>
    errorsOr(code, findings).filter((one) => read === 'synth' || one === code || /^LS8[456]/.test(one));
  expect(codes(findingsOfFiles(bad, read))).toEqual([code]);
  expect(codes(findingsOfFiles(good, read))).toEqual([]);
});

const EXAMPLES = ALL.flatMap((code) => {
  const example = exampleOf(code);
  return example === undefined ? [] : [[code, example] as const];
});

it.each(EXAMPLES)('%s: the page shows the difference, as YAML in blocks', (code, { bad, good }) => {
  expect(bad).not.toEqual(good);
  if (FILES[code] !== undefined) return;
  for (const { language, text } of [...bad, ...good]) {
    if (language !== 'yaml') continue;
    expect(text).not.toMatch(/[[{][^"'\n]*: /);
    for (const document of parseAllDocuments(text)) expect(document.errors).toEqual([]);
  }
});

/** To be made shorter, never longer. */
const WITHOUT_EXAMPLE = `
LS104
LS211 LS212
LS501
LS513
LS530 LS531 LS532
LS563 LS564 LS565 LS566
LS801 LS802 LS803
LS810 LS811 LS812 LS813 LS814 LS815 LS816 LS817
LS820 LS821 LS822 LS823 LS824 LS825
LS830 LS831 LS832 LS833 LS834 LS835 LS836 LS837 LS838 LS839
LS850 LS851 LS854 LS857 LS858 LS859
LS860
LS901 LS902 LS903 LS904 LS905 LS906 LS907 LS908 LS909
LS910 LS911 LS912 LS913 LS914
LS929
`;

it('every other code has an example', () => {
  const having = new Set(EXAMPLES.map(([code]) => code));
  expect(ALL.filter((code) => !having.has(code)).sort()).toEqual(WITHOUT_EXAMPLE.match(/LS\d+/g));
});
